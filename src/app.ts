import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import type { ContractContext } from './features/contracts/contract-context.js';
import { ContractLibrary, loadCalendar, SEEDS } from './features/contracts/contract-folder.js';
import { resolvers } from './features/resolvers.js';
import { readExactJsonBodies } from './platform/graphql/exact-json-body.js';
import { serveGraphiql } from './platform/graphql/graphiql.js';
import { makeSchema } from './platform/graphql/schema.js';
import { packageRoot } from './platform/package-root.js';

export interface AppConfig {
  /** Directories of further contracts, besides the package's own. */
  readonly contractDirectories?: readonly string[];
}

const ENDPOINT = '/graphql';

/** The operations that the page opens with, in this order; all of them run as they are. */
const SAMPLES = ['preview-score', 'preview-settlement', 'preview-performance', 'contracts', 'rubric', 'readings', 'clauses'];

const sampleOperations = (): string[] =>
  SAMPLES.map((name) => readFileSync(join(packageRoot(), 'schema/operations', `${name}.graphql`), 'utf8'));

/** Largest request body, in bytes: an operators' month of a large centre fits many times over. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** The whole application; the process and the tests share it. Errors: throws, naming every fault, where a contract cannot be used. */
export async function createApp({ contractDirectories = [] }: AppConfig = {}) {
  const library = new ContractLibrary([SEEDS, ...contractDirectories], loadCalendar());
  // A contract that cannot be used stops the start, not the first request that asks for it.
  for (const code of library.codes) library.checked(code);
  const server = Fastify({ bodyLimit: BODY_BYTES_MAX });
  readExactJsonBodies(server);
  const apollo = new ApolloServer<ContractContext>({
    schema: await makeSchema(resolvers),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 5000 },
    validationOptions: { maxErrors: 20 },
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), fastifyApolloDrainPlugin(server)],
  });
  await apollo.start();
  await server.register(fastifyApollo(apollo), { path: ENDPOINT, context: async () => ({ library }) });
  await serveGraphiql(server, { title: 'hotline 热线合同', endpoint: ENDPOINT, operations: sampleOperations() });
  return {
    server,
    library,
    start: (port: number, host: string) => server.listen({ port, host }),
    stop: async () => {
      await apollo.stop();
      await server.close();
    },
  };
}
