import { createApp } from './app.js';
import { loadCalendar } from './features/calendar/calendar-file.js';
import { ContractLibrary, SEEDS } from './features/contracts/contract-folder.js';
import { entities } from './features/entities.js';
import { type DevelopmentToken, developmentTokens } from './features/tenants/development-tokens.js';
import { createDevelopmentIssuer } from './platform/auth/development-issuer.js';
import { type Config, ConfigError, readConfig } from './platform/config.js';
import { openFiles } from './platform/files/open-files.js';
import { createLogger, type Logger } from './platform/logging.js';
import { openStorage } from './platform/persistence/storage.js';
import { seedDemonstration } from './seed/seed-demonstration.js';

// Whoever reads the first lines only may close the pipe: the service goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Opens the database and, outside production, stores the demonstration tenants; gives their codes too. */
async function openSeeded(config: Config, logger: Logger) {
  // Contracts that cannot be used stop the start.
  const library = new ContractLibrary([SEEDS, ...config.contractDirectories], loadCalendar());
  for (const code of library.codes) library.checked(code);
  const storage = await openStorage({
    location: config.database,
    ownerUrl: config.ownerUrl,
    entities,
    onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  const { asOwner } = storage;
  if (!asOwner || config.isProduction) return { storage, tenants: [] };
  try {
    return { storage, tenants: await seedDemonstration({ ...storage, asOwner }, library, () => new Date()) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const { storage, tenants } = await openSeeded(config, logger);
  const issuer = config.tokens ? null : await createDevelopmentIssuer();
  const tokens: DevelopmentToken[] = [];
  if (issuer) for (const tenant of tenants) tokens.push(...(await developmentTokens(issuer, tenant)));
  const app = await createApp({
    storage,
    tokens: config.tokens ?? issuer!.rules,
    logger,
    policy: config.policy,
    isSweeping: true,
    files: await openFiles(config.files),
    sealKey: config.sealKey,
    pageTokens: tokens.map(({ subject, token }) => ({ label: subject, token })),
  });
  const address = await app.start(config.port, config.host).catch(async (error: NodeJS.ErrnoException) => {
    await app.stop();
    if (error.code !== 'EADDRINUSE') throw error;
    const { host, port } = config;
    throw new Error(
      `端口 ${host}:${port} 已被占用 / the port ${host}:${port} is in use: stop what listens there, or choose another with PORT`,
    );
  });
  // Once it has stopped nothing is left to do, and the process ends by itself; what was cut off may go on, and is not waited for.
  const stop = async () => {
    if (!(await app.stop())) process.exit(1);
  };
  // For good: a terminal and npm both pass one Ctrl-C on, and the second must not kill what the first stops.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  for (const { subject, token } of tokens) print(`${subject}  ${token}`);
  for (const tenant of tenants) print(`租户 tenant  ${tenant}`);
  print(`GraphQL  ${address}/graphql`);
  print(`GraphiQL ${address}/`);
}

await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
});
