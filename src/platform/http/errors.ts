import type { FastifyError, FastifyInstance } from 'fastify';

/** An error outside GraphQL, in the shape of GraphQL's answers: clients read one shape only. */
export const errorBody = (message: string, code: string, requestId: string) => ({ errors: [{ message, extensions: { code, requestId } }] });

/** Answers what goes wrong before GraphQL has its turn: the caller's faults by name, ours without a word of our insides. */
export function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(errorBody(error.message, 'BAD_REQUEST', request.id));
    request.log.error({ err: error }, 'request failed');
    return reply.code(500).send(errorBody('服务内部错误 / internal error', 'INTERNAL_SERVER_ERROR', request.id));
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody('没有此地址 / there is nothing at this address', 'NOT_FOUND', request.id)),
  );
}
