import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import type { ContractContext } from './features/contracts/contract-context.js';
import { ContractLibrary, loadCalendar, SEEDS } from './features/contracts/contract-folder.js';
import { resolvers } from './features/resolvers.js';
import { readExactJsonBodies } from './platform/graphql/exact-json-body.js';
import { makeSchema } from './platform/graphql/schema.js';

export interface AppConfig {
  /** Directories of further contracts, besides the package's own. */
  readonly contractDirectories?: readonly string[];
}

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
  await server.register(fastifyApollo(apollo), { path: '/graphql', context: async () => ({ library }) });
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
