import type { FastifyInstance } from 'fastify';

/** Errors of an operation that arrived whole: the request is in order as far as HTTP is concerned. */
const OPERATION_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
]);

/**
 * The status codes of GraphQL over HTTP: a client that takes only `application/json` learns of errors in an operation from its body,
 * with status 200; under `application/graphql-response+json` they are 4xx.
 */
export function answerOperationErrorsWithOk(server: FastifyInstance, endpoint: string): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const isPlainJson = String(reply.getHeader('content-type')).startsWith('application/json');
    if (request.routeOptions.url === endpoint && reply.statusCode === 400 && isPlainJson && isOperationError(payload)) reply.code(200);
    return payload;
  });
}

function isOperationError(payload: unknown): boolean {
  if (typeof payload !== 'string') return false;
  const { errors } = JSON.parse(payload) as { errors?: readonly { extensions?: { code?: string } }[] };
  return OPERATION_ERRORS.has(errors?.[0]?.extensions?.code ?? '');
}
