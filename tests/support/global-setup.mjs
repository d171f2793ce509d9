// Both databases are migrated and seeded once for a whole run, from what `npm test` has built; every test file works on a copy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCalendar } from '../../dist/src/features/calendar/calendar-file.js';
import { ContractLibrary, SEEDS } from '../../dist/src/features/contracts/contract-folder.js';
import { entities } from '../../dist/src/features/entities.js';
import { openStorage } from '../../dist/src/platform/persistence/storage.js';
import { seedDemonstration } from '../../dist/src/seed/seed-demonstration.js';
import { findPostgres, provision, startPostgres, urlOf } from './postgres-server.mjs';

const ROOT = join(import.meta.dirname, '../..');
const library = new ContractLibrary([SEEDS, join(ROOT, 'tests/contracts')], loadCalendar());

/** The day on which the seeds were recorded, so that every run has the same rows but for their ids. */
const now = () => new Date('2026-01-05T08:00:00Z');

async function seed(location, ownerUrl) {
  const storage = await openStorage({ location, ownerUrl, entities, onIdleError: () => {} });
  await seedDemonstration(storage, library, now);
  return storage;
}

/** A data folder to copy: that takes less than half of what unpacking a dump into memory does. */
async function seedEmbedded(folder) {
  const data = join(folder, 'embedded');
  const storage = await seed({ kind: 'embedded', folder: data }, null);
  await storage.close();
  return data;
}

async function seedPostgres() {
  const programs = findPostgres();
  if (!programs) return null;
  const server = await startPostgres(programs);
  try {
    provision(programs, server.url);
    const location = { kind: 'postgresql', url: urlOf(server.url, 'hotline_service', 'hotline') };
    const storage = await seed(location, urlOf(server.url, 'hotline_owner', 'hotline'));
    await storage.close();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export default async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-test-'));
  const [data, server] = await Promise.all([seedEmbedded(folder), seedPostgres()]);
  process.env.HOTLINE_TEST_DATA = data;
  if (server) process.env.HOTLINE_TEST_POSTGRES = server.url;
  else process.stdout.write('no PostgreSQL 15 or later on this machine: the tests on it are skipped\n');
  globalThis.stopTestDatabases = async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
