import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { verifyAuditTrail } from '../../src/features/audit/verify-audit-trail.js';
import { entities } from '../../src/features/entities.js';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../src/platform/auth/development-issuer.js';
import type { RowReader } from '../../src/platform/persistence/row-reader.js';
import { openStorage } from '../../src/platform/persistence/storage.js';
import { seedDemonstration } from '../../src/seed/seed-demonstration.js';
import type { OwnedStorage } from '../../src/seed/seed-tenant.js';
import { askAt, lostIds, wrongEffects } from '../support/acknowledged-effects.js';
import { TEST_CONTRACTS } from '../support/case-files.js';
import { removeTemporaryFolders, temporaryFolder } from '../support/contract-copy.js';
import { LIBRARY } from '../support/library.js';
import { createPostgres, DURABLE, findPostgres, type PostgresServer, provision, urlOf } from '../support/postgres-server.mjs';
import { type Place, RetryingClient, type SentCommand } from '../support/retrying-client.js';
import { endServices } from '../support/run-service.js';
import { oneOf, seededRandom } from '../support/seeded-random.js';
import { SupervisedService } from '../support/supervised-service.js';
import { writtenPlaces } from '../support/written-places.js';

// Minutes on a quick machine, and nobody knows how many on a slow one.
jest.setTimeout(900_000);

/** A failing run is repeated with HOTLINE_TEST_SEED: the instants are the same again, what they meet is not. */
const SEED = Number(process.env.HOTLINE_TEST_SEED ?? randomInt(1_000_000));

const CLIENT_COUNT = 6;

/** How long something that must happen is waited for: long enough for the slowest machine. */
const WAIT_MS = 5;
const WAITS_MAX = 24_000;

const services: SupervisedService[] = [];

afterEach(async () => {
  await Promise.allSettled(services.splice(0).map((service) => service.end()));
  endServices();
});
afterAll(removeTemporaryFolders);

/** An issuer whose tokens every process of the service takes. */
async function createIssuer(): Promise<{ readonly issuer: DevelopmentIssuer; readonly environment: Record<string, string> }> {
  const issuer = await createDevelopmentIssuer();
  const { keys, ...rules } = issuer.rules;
  const path = join(temporaryFolder(), 'keys.json');
  writeFileSync(path, JSON.stringify(keys));
  return { issuer, environment: { HOTLINE_ISSUER: rules.issuer, HOTLINE_AUDIENCE: rules.audience, HOTLINE_JWKS: path } };
}

function supervise(environment: Readonly<Record<string, string>>): SupervisedService {
  const service = new SupervisedService(environment);
  services.push(service);
  return service;
}

const placesBehind = (address: string, issuer: DevelopmentIssuer): Promise<Place[]> =>
  writtenPlaces(issuer, async (contract, period, token) => {
    const query = 'query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { id } }';
    return (await askAt(address, token, query, { c: contract, p: period })).assessmentPeriod.id;
  });

function startClients(name: string, places: Place[], random: () => number, isOver: (sentCount: number) => boolean) {
  const addresses = () => services.flatMap(({ address }) => address ?? []);
  const [first, ...others] = places;
  const clients = Array.from({ length: CLIENT_COUNT }, (_, index) => {
    const ownRandom = seededRandom(Math.floor(random() * 2 ** 32));
    return new RetryingClient(`client-${name}-${index}`, [first!, ...others], addresses, ownRandom);
  });
  const ended = Promise.all(clients.map((client) => client.run(isOver)));
  ended.catch(() => {});
  return { clients, ended };
}

const sentBy = (clients: readonly RetryingClient[]): SentCommand[] => clients.flatMap(({ sent }) => sent);

const acknowledged = (clients: readonly RetryingClient[]): SentCommand[] => sentBy(clients).filter(({ ids }) => ids !== null);

/** Waits until clients know of more commands that are done. Errors: throws where that never happens. */
async function acknowledgedBeyond(clients: readonly RetryingClient[], count: number): Promise<void> {
  for (let tries = 0; acknowledged(clients).length <= count; tries++) {
    if (tries === WAITS_MAX)
      throw new Error(`nothing is acknowledged any more:\n${services.flatMap(({ complaints }) => complaints).join('\n')}`);
    await wait(WAIT_MS);
  }
}

/** Clients got answers only that clients may get, every id they were given is there, and no service ended that nobody killed. */
async function expectAllFound(address: string, clients: readonly RetryingClient[]): Promise<void> {
  expect(clients.flatMap(({ wrongAnswers }) => wrongAnswers)).toEqual([]);
  expect(await lostIds(address, sentBy(clients))).toEqual([]);
  expect(services.flatMap(({ unexpectedEnds, complaints }) => (unexpectedEnds.length > 0 ? [unexpectedEnds, complaints] : []))).toEqual([]);
}

/** Every command is there once or not at all, and the trail of each tenant says so without a gap. */
async function expectOneEffectEach(reader: RowReader, clients: readonly RetryingClient[]): Promise<void> {
  expect(await wrongEffects(reader, sentBy(clients))).toEqual([]);
  for (const tenant of new Set(sentBy(clients).map(({ place }) => place.tenant)))
    expect([tenant, await verifyAuditTrail(reader, tenant)]).toEqual([tenant, expect.objectContaining({ isIntact: true })]);
}

const programs = findPostgres();

(programs ? describe : describe.skip)('on a server of its own that writes to the disk before it answers', () => {
  const KILL_COUNT = 56;

  let server: PostgresServer;
  const url = (login: string) => urlOf(server.url(), login, 'hotline');

  beforeAll(async () => {
    server = createPostgres(programs!, DURABLE);
    await server.start();
    provision(programs!, server.url());
    const location = { kind: 'postgresql', url: url('hotline_service') } as const;
    const storage = await openStorage({ location, ownerUrl: url('hotline_owner'), entities, onIdleError: () => {} });
    await seedDemonstration(storage as OwnedStorage, LIBRARY, () => new Date());
    await storage.close();
  });
  afterAll(() => server?.remove());

  /** Reads as the server's superuser, whom no policy holds. */
  async function withReader(work: (reader: RowReader) => Promise<void>): Promise<void> {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    try {
      await work({ rows: async (statement, values) => (await client.query(statement, [...values])).rows });
    } finally {
      await client.end();
    }
  }

  /** Kills the server or services at random instants, while all that was killed is started again; gives how many of each. */
  async function killAtRandom(clients: readonly RetryingClient[], random: () => number) {
    const kills = { ofServer: 0, ofService: 0 };
    const killService = () => {
      const [victim, ...others] = services.filter(({ address }) => address !== null);
      if (!victim) return;
      kills.ofService += 1;
      oneOf(random, [victim, ...others]).kill();
    };
    while (kills.ofServer + kills.ofService < KILL_COUNT) {
      // After some work, however long that takes on this machine, and then in the midst of the next.
      await acknowledgedBeyond(clients, acknowledged(clients).length + 6 * random());
      await wait(150 * random());
      if (random() < 0.35) {
        killService();
        continue;
      }
      kills.ofServer += 1;
      await server.kill(oneOf(random, ['SIGKILL', 'SIGQUIT']));
      const restarted = server.start();
      await wait(150 * random());
      // A service that loses its life while its server is away.
      if (random() < 0.35) killService();
      await restarted;
    }
    return kills;
  }

  test(`${KILL_COUNT} kills of server and services lose nothing that was acknowledged and do nothing twice (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const { issuer, environment } = await createIssuer();
    for (let count = 0; count < 2; count++) supervise({ ...environment, DATABASE_URL: url('hotline_service') });
    const [address] = await Promise.all(services.map((service) => service.isUp()));
    const places = await placesBehind(address!, issuer);
    let isOver = false;
    const { clients, ended } = startClients('of-both', places, random, () => isOver);
    const kills = await killAtRandom(clients, random).finally(() => {
      isOver = true;
    });
    await ended;
    expect(kills.ofServer).toBeGreaterThan(10);
    expect(kills.ofService).toBeGreaterThan(10);
    expect(acknowledged(clients).length).toBeGreaterThan(KILL_COUNT);
    // Without these it would have been a day like any other.
    expect(sentBy(clients).filter(({ unansweredCount }) => unansweredCount > 0).length).toBeGreaterThan(10);
    await expectAllFound(await services[0]!.isUp(), clients);
    await withReader((reader) => expectOneEffectEach(reader, clients));
  });

  test('a service whose server was killed serves again by itself, as the same process', async () => {
    const { issuer, environment } = await createIssuer();
    const service = supervise({ ...environment, DATABASE_URL: url('hotline_service') });
    const address = await service.isUp();
    const places = await placesBehind(address, issuer);
    const { pid } = service;
    const statusOf = async (path: string) => (await fetch(`${address}${path}`)).status;
    for (const signal of ['SIGKILL', 'SIGQUIT'] as const) {
      await server.kill(signal);
      expect([await statusOf('livez'), await statusOf('readyz')]).toEqual([200, 503]);
      await server.start();
      const { clients, ended } = startClients(signal, places, seededRandom(SEED), (sentCount) => sentCount === 3);
      await ended;
      expect(acknowledged(clients).length).toBeGreaterThan(0);
      expect(await statusOf('readyz')).toBe(200);
      await expectAllFound(address, clients);
      await withReader((reader) => expectOneEffectEach(reader, clients));
    }
    expect([service.pid, service.startCount]).toEqual([pid, 1]);
  });
});

describe('on the embedded database', () => {
  const KILL_COUNT = 5;

  /** Reads the folder, which nobody works with any more, as its superuser. */
  async function withReader(folder: string, work: (reader: RowReader) => Promise<void>): Promise<void> {
    const storage = await openStorage({ location: { kind: 'embedded', folder }, ownerUrl: null, entities, onIdleError: () => {} });
    try {
      await storage.asOwner!('qinghe-12345', (em) =>
        work({
          rows: async <R extends object>(statement: string, values: readonly unknown[]) =>
            (await em.getKysely().executeQuery<R>(CompiledQuery.raw(statement, [...values]))).rows,
        }),
      );
    } finally {
      await storage.close();
    }
  }

  test(`${KILL_COUNT} kills of the service lose nothing that was acknowledged and do nothing twice (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const { issuer, environment } = await createIssuer();
    const HOTLINE_DATA = join(temporaryFolder(), 'data');
    const service = supervise({ ...environment, HOTLINE_DATA, HOTLINE_CONTRACTS: TEST_CONTRACTS });
    const places = await placesBehind(await service.isUp(), issuer);
    let isOver = false;
    const { clients, ended } = startClients('of-service', places, random, () => isOver);
    for (let count = 1; count <= KILL_COUNT; count++) {
      await acknowledgedBeyond(clients, acknowledged(clients).length + 12 * random());
      await wait(150 * random());
      service.kill();
    }
    isOver = true;
    await ended;
    expect(acknowledged(clients).length).toBeGreaterThan(KILL_COUNT);
    await expectAllFound(await service.isUp(), clients);
    await service.end();
    await withReader(HOTLINE_DATA, (reader) => expectOneEffectEach(reader, clients));
  });
});
