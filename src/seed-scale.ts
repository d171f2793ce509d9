import { parseArgs } from 'node:util';
import { loadCalendar } from './features/calendar/calendar-file.js';
import { ContractLibrary, SEEDS } from './features/contracts/contract-folder.js';
import { entities } from './features/entities.js';
import { readConfig } from './platform/config.js';
import { openStorage } from './platform/persistence/storage.js';
import { seedScale } from './seed/seed-scale.js';

// npm run seed:scale -- --tenants 350: many tenants for measuring, in the database that the environment names.
const { tenants } = parseArgs({ options: { tenants: { type: 'string', default: '100' } } }).values;
const tenantCount = Number(tenants);
const { database, ownerUrl, isProduction } = readConfig(process.env);

async function main(): Promise<void> {
  if (!Number.isInteger(tenantCount) || tenantCount < 1) throw new Error(`--tenants must be a whole number from 1, not ${tenants}`);
  if (isProduction) throw new Error('invented tenants do not go into a production database');
  const storage = await openStorage({ location: database, ownerUrl, entities, onIdleError: () => {} });
  try {
    const { asOwner } = storage;
    if (!asOwner) throw new Error("DATABASE_OWNER_URL is needed, the login of the tables' owner");
    const library = new ContractLibrary([SEEDS], loadCalendar());
    await seedScale(
      { ...storage, asOwner },
      library,
      tenantCount,
      () => new Date(),
      (done) => {
        if (done % 25 === 0 || done === tenantCount) process.stdout.write(`${done} / ${tenantCount}\n`);
      },
    );
  } finally {
    await storage.close();
  }
}

await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
