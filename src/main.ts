import { createApp } from './app.js';
import { ContractDataError, ContractLibrary, loadCalendar, SEEDS } from './features/contracts/contract-folder.js';
import { entities } from './features/entities.js';
import { type DevelopmentToken, developmentTokens } from './features/tenants/development-tokens.js';
import { createDevelopmentIssuer } from './platform/auth/development-issuer.js';
import { ConfigError, readConfig } from './platform/config.js';
import { createLogger } from './platform/logging.js';
import { FolderInUseError } from './platform/persistence/folder-lock.js';
import { NotMigratedError } from './platform/persistence/migrate.js';
import { UnsafeRoleError } from './platform/persistence/refuse-unsafe-role.js';
import { openStorage } from './platform/persistence/storage.js';
import { seedDemonstration } from './seed/seed-demonstration.js';
import { TenantFileError } from './seed/tenant-file.js';

/** What whoever starts the process can put right: told in a line, without a stack. */
const EXPECTED = [ConfigError, FolderInUseError, NotMigratedError, UnsafeRoleError, ContractDataError, TenantFileError];

// Whoever reads the first lines only may close the pipe: the service goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const print = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  // Contracts that cannot be used stop the start.
  const library = new ContractLibrary([SEEDS, ...config.contractDirectories], loadCalendar());
  for (const code of library.codes) library.checked(code);
  const storage = await openStorage({
    location: config.database,
    ownerUrl: config.ownerUrl,
    entities,
    onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  const issuer = config.tokens ? null : await createDevelopmentIssuer();
  const { asOwner } = storage;
  const tenants = asOwner && !config.isProduction ? await seedDemonstration({ ...storage, asOwner }, library, () => new Date()) : [];
  const tokens: DevelopmentToken[] = [];
  if (issuer) for (const tenant of tenants) tokens.push(...(await developmentTokens(issuer, tenant)));
  const app = await createApp({
    storage,
    tokens: config.tokens ?? issuer!.rules,
    logger,
    pageTokens: tokens.map(({ subject, token }) => ({ label: subject, token })),
  });
  const address = await app.start(config.port, config.host);
  for (const { subject, token } of tokens) print(`${subject}  ${token}`);
  for (const tenant of tenants) print(`租户 tenant  ${tenant}`);
  print(`GraphQL  ${address}/graphql`);
  print(`GraphiQL ${address}/`);
  // Once it has stopped nothing is left to do, and the process ends by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.stop());
}

await main().catch((error: Error) => {
  const isExpected = EXPECTED.some((expected) => error instanceof expected);
  process.stderr.write(`${isExpected ? error.message : error.stack}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
});
