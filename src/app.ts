import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { type Calendars, loadCalendar, loadEarlierCalendars } from './features/calendar/calendar-file.js';
import { EvidenceDesk } from './features/evidence/evidence-desk.js';
import { type EvidenceFiles, evidenceFiles } from './features/evidence/evidence-files.js';
import { DailySweep, type DailyTask } from './features/obligations/daily-sweep.js';
import { proposeLateFindings } from './features/obligations/propose-late-findings.js';
import { resolvers } from './features/resolvers.js';
import { whenSigned } from './features/scores/when-signed.js';
import { settleSignedPeriod } from './features/settlements/settle-periods.js';
import { logStaffingBreaches } from './features/staffing/breach-log.js';
import { eraseExpired } from './features/staffing/disclose-staff.use-case.js';
import { permissionsOf } from './features/tenants/roles.js';
import { type TokenRules, tokenVerifier } from './platform/auth/token-verifier.js';
import type { Files } from './platform/files/open-files.js';
import { serveFiles } from './platform/files/serve-files.js';
import { compiledExecution } from './platform/graphql/compiled-execution.js';
import { errorReportPlugin, formatError } from './platform/graphql/error-report.js';
import { readExactJsonBodies } from './platform/graphql/exact-json-body.js';
import { type PageToken, serveGraphiql } from './platform/graphql/graphiql.js';
import { OPERATION_LIMITS, operationLimits } from './platform/graphql/operation-limits.js';
import { makeSchema } from './platform/graphql/schema.js';
import { type OperationContext, tenantScopePlugin } from './platform/graphql/tenant-scope-plugin.js';
import { authenticateRequests } from './platform/http/authentication.js';
import { Connections } from './platform/http/connections.js';
import { answerErrors } from './platform/http/errors.js';
import { answerOperationErrorsWithOk } from './platform/http/graphql-status.js';
import { serveHealth } from './platform/http/health.js';
import { requestIdOf, traceRequests } from './platform/http/request-id.js';
import { isDoneWithin } from './platform/in-time.js';
import type { Logger } from './platform/logging.js';
import { packageRoot } from './platform/package-root.js';
import type { Storage } from './platform/persistence/storage.js';
import { processSealer, Sealer } from './platform/sealer.js';
import { DEFAULT_POLICY, type PlatformPolicy, Shared } from './platform/tenant-context.js';

export interface AppConfig {
  readonly storage: Storage;
  readonly tokens: TokenRules;
  readonly logger: Logger;
  /** Tokens that stand ready on the page; none outside development. */
  readonly pageTokens?: readonly PageToken[];
  readonly now?: () => Date;
  /** The State Council's calendar, and those that it replaced; left out, the package's own. */
  readonly calendars?: Calendars | undefined;
  readonly policy?: PlatformPolicy;
  /** Where files lie; null where nothing is uploaded. */
  readonly files?: Files | null;
  /** Encrypts what the database must not show; left out, the key of development does. */
  readonly sealKey?: string | null;
  /** Whether what is late proposes its finding by itself, each day. */
  readonly isSweeping?: boolean;
  readonly stopPatienceMs?: number;
}

const ENDPOINT = '/graphql';

/** The operations that the page opens with, in this order; all of them run as they are. */
const SAMPLES = [
  'scorecards',
  'assessment-periods',
  'viewer',
  'contracts',
  'readings',
  'appeals',
  'corrections',
  'obligations',
  'rubric',
  'clauses',
  'due-date',
  'preview-score',
  'preview-settlement',
  'preview-performance',
];

const sampleOperations = (): string[] =>
  SAMPLES.map((name) => readFileSync(join(packageRoot(), 'schema/operations', `${name}.graphql`), 'utf8'));

/** Largest request body, in bytes: an operators' month of a large centre fits many times over. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** Of a task that does all of it or throws: nothing is left, however much it was. */
const done = (_count: number): readonly string[] => [];

/** What is done once a day without being asked, in this order. */
const DAILY_TASKS = [
  proposeLateFindings,
  async (context, { code }) => done(await logStaffingBreaches(context, { contract: code })),
  async (context, { code }) => done(await eraseExpired(context, { contract: code })),
] satisfies readonly DailyTask[];

/** How long a stop waits for what has come in, and how long it then waits for the rest to take note. */
const STOP_PATIENCE_MS = 30_000;
const CUT_OFF_PATIENCE_MS = 1_000;

/** The whole application; the process, the tests and the benchmarks share it. */
export async function createApp({
  storage,
  tokens,
  logger,
  pageTokens = [],
  now = () => new Date(),
  calendars,
  policy = DEFAULT_POLICY,
  files = null,
  sealKey = null,
  isSweeping = false,
  stopPatienceMs = STOP_PATIENCE_MS,
}: AppConfig) {
  const shared = new Shared();
  if (sealKey !== null) shared.provide(processSealer, new Sealer(sealKey));
  if (calendars) {
    shared.provide(loadCalendar, calendars.current);
    shared.provide(loadEarlierCalendars, calendars.earlier);
  }
  shared.provide(whenSigned, [settleSignedPeriod]);
  // A calendar that cannot be used stops the start, not the first request that counts with it.
  shared.of(loadCalendar);
  shared.of(loadEarlierCalendars);
  const sweepFailed = (error: Error) => logger.error({ err: error }, 'what is done daily could not be done');
  const sweep = isSweeping ? new DailySweep(storage.scopes, shared, now, policy, sweepFailed, DAILY_TASKS) : null;
  const server = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    // A stop drops no request: those that come on open connections are still answered.
    return503OnClosing: false,
  });
  const connections = new Connections(server);
  readExactJsonBodies(server);
  traceRequests(server);
  answerErrors(server);
  authenticateRequests(server, ENDPOINT, tokenVerifier(tokens, permissionsOf));
  answerOperationErrorsWithOk(server, ENDPOINT);
  serveHealth(
    server,
    () => connections.areEnding,
    () => storage.scopes.ping(),
  );
  const desk =
    files &&
    new EvidenceDesk({
      files,
      scopes: storage.scopes,
      shared,
      now,
      policy,
      onError: (error) => logger.warn({ err: error }, 'a file stays where it is'),
    });
  if (desk) {
    shared.provide<EvidenceFiles>(evidenceFiles, desk);
    serveFiles(server, files, desk, now);
  }
  const apollo = new ApolloServer<OperationContext>({
    gateway: compiledExecution(await makeSchema(resolvers)),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    // A browser adds none of these by itself, and asks before it lets a foreign page add them.
    csrfPrevention: { requestHeaders: ['authorization', 'x-apollo-operation-name', 'apollo-require-preflight'] },
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 5000 },
    validationOptions: { maxErrors: 20 },
    validationRules: [operationLimits(OPERATION_LIMITS)],
    formatError,
    logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      errorReportPlugin(logger),
      tenantScopePlugin(
        storage.scopes,
        shared,
        now,
        policy,
        (tenantId) => sweep?.before(tenantId) ?? Promise.resolve(),
        (error, requestId) => logger.error({ requestId, err: error }, 'transaction not ended in order'),
      ),
    ],
  });
  await apollo.start();
  await server.register(fastifyApollo(apollo), {
    path: ENDPOINT,
    context: async ({ id, actor }) => ({ requestId: id, actor, tenant: null }),
  });
  await serveGraphiql(server, { title: 'hotline 热线合同', endpoint: ENDPOINT, operations: sampleOperations(), tokens: pageTokens });
  // The storage is last: somebody who has gone away leaves no connection, yet what they asked for may still be under way.
  const close = async () => {
    await connections.end();
    await server.close();
    await desk?.stop();
    await apollo.stop();
    await storage.close();
  };
  const stop = async () => {
    const closed = close();
    if (await isDoneWithin(stopPatienceMs, closed)) return true;
    logger.error('stopping took too long: what is still being answered is cut off');
    server.server.closeAllConnections();
    await isDoneWithin(CUT_OFF_PATIENCE_MS, closed);
    return false;
  };
  let stopped: Promise<boolean> | undefined;
  return {
    server,
    /** Looks after uploaded files; null where nothing is uploaded. */
    desk,
    start: async (port: number, host: string) => {
      const address = await server.listen({ port, host });
      desk?.start();
      return address;
    },
    /** Takes no new connection, answers what has come in, then ends; false where that took too long and something was cut off. */
    stop: (): Promise<boolean> => {
      stopped ??= stop();
      return stopped;
    },
  };
}
