import type { FastifyInstance } from 'fastify';
import { isDoneWithin } from '../in-time.js';

const PATIENCE_MS = 2_000;

/** `/livez`: the process answers. `/readyz`: it may be sent requests, since its database answers and it is not stopping. */
export function serveHealth(server: FastifyInstance, isStopping: () => boolean, ping: () => Promise<void>): void {
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: 'stopping' });
    const hasAnswered = await isDoneWithin(PATIENCE_MS, ping()).catch(() => false);
    return hasAnswered ? { status: 'ok' } : reply.code(503).send({ status: 'database unavailable' });
  });
}
