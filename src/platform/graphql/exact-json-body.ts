import type { FastifyInstance } from 'fastify';
import { parseJson } from '../../core/values/json-input.js';

/**
 * Reads JSON bodies without losing a digit: a count in a variable may be larger than JavaScript counts, and 14.0 is not 14.
 *
 * Errors: a body that is no JSON is answered with 400.
 */
export function readExactJsonBodies(server: FastifyInstance): void {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as string));
    } catch (error) {
      done(Object.assign(error as Error, { statusCode: 400 }), undefined);
    }
  });
}
