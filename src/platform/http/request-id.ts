import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';

const HEADER = 'x-request-id';

/** The id of a request: the caller's own where it is harmless, else a new one. */
export function requestIdOf(request: { readonly headers: Readonly<Record<string, unknown>> }): string {
  const given = request.headers[HEADER];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : uuid();
}

/** Every answer bears the id of its request, and every request leaves one line in the log: path, status and time, nobody's data. */
export function traceRequests(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header(HEADER, request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.info({
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
    });
  });
}

/** The route, not the address: a query string is the caller's own. */
const pathOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? 'unknown';
