import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createApp } from '../../src/app.js';
import { ASSESSOR, createService, type Service } from '../support/service.js';

let service: Service;
afterEach(() => service.stop());

/** An application on the service's database, with something of its storage changed. */
async function changed(scopes: Partial<Service['storage']['scopes']>, write: (line: string) => void = () => {}) {
  service = await createService();
  const original = service.storage.scopes;
  const all = { open: original.open.bind(original), ping: original.ping.bind(original), close: async () => {}, ...scopes };
  const logger = pino({ level: 'info' }, { write });
  const storage = { ...service.storage, scopes: all, close: async () => {} };
  return { app: await createApp({ storage, tokens: service.issuer.rules, logger }), open: original.open.bind(original) };
}

test('live it answers, ready while its database answers', async () => {
  let isDown = false;
  const { app } = await changed({ ping: () => (isDown ? Promise.reject(new Error('gone')) : Promise.resolve()) });
  const statusOf = async (url: string) => (await app.server.inject({ method: 'GET', url })).statusCode;
  expect([await statusOf('/livez'), await statusOf('/readyz')]).toEqual([200, 200]);
  isDown = true;
  expect([await statusOf('/livez'), await statusOf('/readyz')]).toEqual([200, 503]);
  await app.stop();
});

test('a stop answers every request that has come in, and takes none after', async () => {
  const { app, open } = await changed({
    open: (tenantId, mode) => {
      const scope = open(tenantId, mode);
      return {
        rows: async (statement, values) => {
          await wait(30);
          return scope.rows(statement, values);
        },
        entities: () => scope.entities(),
        end: (outcome) => scope.end(outcome),
      };
    },
  });
  const address = await app.start(0, '127.0.0.1');
  const agent = new Agent({ keepAlive: true });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await service.tokenOf(ASSESSOR)}` };
  const send = () =>
    new Promise<number>((resolve, reject) => {
      const sent = request(`${address}/graphql`, { method: 'POST', headers, agent }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode!));
      });
      sent.on('error', reject);
      sent.end('{"query":"{ contracts { nodes { code } } }"}');
    });
  const running = Array.from({ length: 30 }, send);
  await wait(100);
  const stopped = app.stop();
  expect(await Promise.all(running)).toEqual(Array(30).fill(200));
  await stopped;
  await expect(send()).rejects.toThrow();
  agent.destroy();
});

test('a request leaves one line, and no line names a person, a token, an address or what was asked', async () => {
  const lines: string[] = [];
  const { app } = await changed({}, (line) => lines.push(line));
  const token = await service.tokenOf(ASSESSOR);
  const send = (payload: object, url = '/graphql') =>
    app.server.inject({ method: 'POST', url, headers: { authorization: `Bearer ${token}`, 'x-request-id': 'request-1234' }, payload });
  const query = 'query ($code: String!) { viewer { subject } contract(code: $code) { title } }';
  await send({ query, variables: { code: 'a-secret-code' } });
  await send({ query: '{ nothing }' });
  await send({ query: 'mutation { scorePeriod(input: { periodId: "secret-id" }) { __typename } }' });
  await send({ query: '{ viewer { subject } }' }, '/graphql?secret=1');
  await send({}, '/nowhere/secret');
  const [first] = lines.map((line) => JSON.parse(line));
  expect(first).toMatchObject({ requestId: 'request-1234', method: 'POST', path: '/graphql', status: 200, durationMs: expect.any(Number) });
  expect(lines).toHaveLength(5);
  expect(lines.join('')).not.toMatch(/secret|assessor|127\.0\.0\.1|eyJ|subject|query/);
  await app.stop();
});
