import type { FastifyInstance } from 'fastify';
import type { Actor } from '../auth/actor.js';
import { InvalidTokenError } from '../auth/token-verifier.js';
import { errorBody } from './errors.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null for nobody. */
    actor: Actor | null;
  }
}

/** Finds out who calls an address. Credentials that are not valid are answered with 401 before anything else is looked at. */
export function authenticateRequests(
  server: FastifyInstance,
  address: string,
  authenticate: (authorization: string | undefined) => Promise<Actor | null>,
): void {
  server.decorateRequest('actor', null);
  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url !== address) return;
    try {
      request.actor = await authenticate(request.headers.authorization);
    } catch (error) {
      if (!(error instanceof InvalidTokenError)) throw error;
      reply.code(401).header('www-authenticate', 'Bearer error="invalid_token"');
      return reply.send(errorBody(error.message, 'UNAUTHENTICATED', request.id));
    }
  });
}
