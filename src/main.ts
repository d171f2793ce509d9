import { createApp } from './app.js';

// Whoever reads the first lines only may close the pipe: the service goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const port = Number(process.env.PORT || 4000);
const host = process.env.HOST || '127.0.0.1';
const contractDirectories = process.env.HOTLINE_CONTRACTS?.split(',').filter(Boolean) ?? [];

async function main(): Promise<void> {
  const app = await createApp({ contractDirectories });
  const address = await app.start(port, host);
  process.stdout.write(`GraphiQL ${address}/\nGraphQL  ${address}/graphql\n`);
  for (const code of app.library.codes) process.stdout.write(`合同 contract  ${code}\n`);
  // Once it has stopped nothing is left to do, and the process ends by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.stop());
}

if (Number.isInteger(port) && port >= 0 && port <= 65_535) {
  await main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
} else {
  process.stderr.write(`PORT must be a port number, not ${process.env.PORT}\n`);
  process.exitCode = 2;
}
