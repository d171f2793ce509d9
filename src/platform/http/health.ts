import type { FastifyInstance } from 'fastify';

const PATIENCE_MS = 2_000;

/** `/livez`: the process answers. `/readyz`: it may be sent requests, since its database answers and it is not stopping. */
export function serveHealth(server: FastifyInstance, isStopping: () => boolean, ping: () => Promise<void>): void {
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: 'stopping' });
    const hasAnswered = await answersInTime(ping);
    return hasAnswered ? { status: 'ok' } : reply.code(503).send({ status: 'database unavailable' });
  });
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answered = ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
