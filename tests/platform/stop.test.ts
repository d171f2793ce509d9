import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { createApp } from '../../src/app.js';
import { type Connection, openConnection, statusesIn } from '../support/connection.js';
import { ASSESSOR, createService, type Service } from '../support/service.js';

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const apps: Awaited<ReturnType<typeof createApp>>[] = [];
const connections: Connection[] = [];
afterEach(async () => {
  // What a failed test has left: nothing of it may outlive the test.
  for (const connection of connections.splice(0)) connection.leave();
  for (const app of apps.splice(0)) await app.stop();
});

interface Changes {
  readonly scopes?: Partial<Service['storage']['scopes']>;
  readonly write?: (line: string) => void;
  readonly stopPatienceMs?: number;
}

/** An application on the service's database, with something of its storage changed. */
async function changed({ scopes = {}, write = () => {}, stopPatienceMs = 10_000 }: Changes) {
  const original = service.storage.scopes;
  const all = { open: original.open.bind(original), ping: original.ping.bind(original), close: async () => {}, ...scopes };
  const storage = { ...service.storage, scopes: all, close: async () => {} };
  const app = await createApp({ storage, tokens: service.issuer.rules, logger: pino({ level: 'info' }, { write }), stopPatienceMs });
  apps.push(app);
  return app;
}

test('live it answers, ready while its database answers', async () => {
  let isDown = false;
  const app = await changed({ scopes: { ping: () => (isDown ? Promise.reject(new Error('gone')) : Promise.resolve()) } });
  const statusOf = async (url: string) => (await app.server.inject({ method: 'GET', url })).statusCode;
  expect([await statusOf('/livez'), await statusOf('/readyz')]).toEqual([200, 200]);
  isDown = true;
  expect([await statusOf('/livez'), await statusOf('/readyz')]).toEqual([200, 503]);
  await app.stop();
});

describe('a stop', () => {
  /** The service's way to open a transaction, of which every read waits before it begins. */
  function slowly(beforeRead: () => Promise<unknown>, { storage: { scopes } } = service): Service['storage']['scopes']['open'] {
    const open = scopes.open.bind(scopes);
    return (tenantId, mode) => {
      const scope = open(tenantId, mode);
      return {
        rows: async (statement, values) => {
          await beforeRead();
          return scope.rows(statement, values);
        },
        entities: () => scope.entities(),
        end: (outcome) => scope.end(outcome),
      };
    };
  }

  /** An application that listens, every read of which waits before it begins. */
  async function listening(beforeRead: () => Promise<unknown> = async () => {}, changes: Changes = {}) {
    const open: Service['storage']['scopes']['open'] = (tenantId, mode) => slowly(beforeRead)(tenantId, mode);
    const app = await changed({ ...changes, scopes: { open } });
    return { app, address: await app.start(0, '127.0.0.1') };
  }

  async function connected(address: string): Promise<Connection> {
    const connection = await openConnection(address);
    connections.push(connection);
    return connection;
  }

  const BODY = '{"query":"{ contracts { nodes { code } } }"}';
  const ANSWER = '{"data":{"contracts":{"nodes":[{"code":"kezhou-12345"}]}}}\n';
  const LIVE = 'GET /livez HTTP/1.1\r\nhost: test\r\n\r\n';
  const LIVE_ANSWER = '{"status":"ok"}';

  /** A request up to the end of its head, and the rest of it. */
  const requestInTwo = async (of = service): Promise<[string, string]> => [
    `POST /graphql HTTP/1.1\r\nhost: test\r\nauthorization: Bearer ${await of.tokenOf(ASSESSOR)}\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n`,
    BODY,
  ];

  test('answers every request that has come in, and takes none after', async () => {
    const { app, address } = await listening(() => wait(30));
    const agent = new Agent({ keepAlive: true });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await service.tokenOf(ASSESSOR)}` };
    const send = () =>
      new Promise<number>((resolve, reject) => {
        const sent = request(`${address}/graphql`, { method: 'POST', headers, agent }, (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode!));
        });
        sent.on('error', reject);
        sent.end(BODY);
      });
    try {
      const running = Array.from({ length: 30 }, send);
      await wait(100);
      const stopped = app.stop();
      expect(await Promise.all(running)).toEqual(Array(30).fill(200));
      expect(await stopped).toBe(true);
      await expect(openConnection(address)).rejects.toThrow('ECONNREFUSED');
    } finally {
      agent.destroy();
    }
  });

  test('answers on connections that stand in the queue of the system', async () => {
    const { app, address } = await listening();
    const waiting = Array.from({ length: 100 }, () => connected(address));
    // Connected, while the server has taken the first few at most.
    await new Promise(setImmediate);
    const stopped = app.stop();
    const heard = await Promise.all(
      waiting.map(async (opening) => {
        const connection = await opening;
        connection.say(LIVE);
        return connection.ended;
      }),
    );
    expect(heard.map(statusesIn)).toEqual(Array(100).fill([200]));
    expect(await stopped).toBe(true);
  });

  test('answers a request that nobody has read yet, on a connection that looks idle', async () => {
    const { app, address } = await listening();
    const connection = await connected(address);
    connection.say(LIVE);
    await connection.hear(LIVE_ANSWER);
    connection.say((await requestInTwo()).join(''));
    const stopped = app.stop();
    const heard = await connection.ended;
    expect(statusesIn(heard)).toEqual([200, 200]);
    expect(heard.endsWith(ANSWER)).toBe(true);
    expect(await stopped).toBe(true);
  });

  test('answers a request that is still coming in', async () => {
    const { app, address } = await listening();
    const connection = await connected(address);
    const [head, body] = await requestInTwo();
    connection.say(head + body.slice(0, 10));
    await wait(50);
    const stopped = app.stop();
    await wait(1500);
    connection.say(body.slice(10));
    expect((await connection.ended).endsWith(ANSWER)).toBe(true);
    expect(await stopped).toBe(true);
  });

  test('lets a request come in to its end that is refused before, since a reset would take the answer with it', async () => {
    const { app, address } = await listening();
    const connection = await connected(address);
    const stopped = app.stop();
    connection.say(`POST /graphql HTTP/1.1\r\nhost: test\r\nauthorization: Bearer none\r\ncontent-length: ${BODY.length}\r\n\r\n`);
    await connection.hear('}');
    await wait(100);
    connection.say(BODY);
    const heard = await connection.ended;
    expect(statusesIn(heard)).toEqual([401]);
    expect(heard).toContain('Connection: keep-alive');
    expect(await stopped).toBe(true);
  });

  test('answers all requests that came one behind the other on a connection', async () => {
    const { app, address } = await listening(() => wait(200));
    const connection = await connected(address);
    const whole = (await requestInTwo()).join('');
    connection.say(whole + LIVE + whole);
    await wait(50);
    const stopped = app.stop();
    expect(statusesIn(await connection.ended)).toEqual([200, 200, 200]);
    expect(await stopped).toBe(true);
  });

  test('leaves a connection open for a moment, and tells whoever uses it that it ends', async () => {
    const { app, address } = await listening();
    const [used, unused, silent] = await Promise.all([connected(address), connected(address), connected(address)]);
    for (const connection of [used, unused]) {
      connection.say(LIVE);
      await connection.hear(LIVE_ANSWER);
    }
    const stopped = app.stop();
    await wait(300);
    used.say('GET /readyz HTTP/1.1\r\nhost: test\r\n\r\n');
    const heard = await used.ended;
    expect(statusesIn(heard)).toEqual([200, 503]);
    expect(heard.match(/^connection: .*$/gim)).toEqual(['Connection: keep-alive', 'connection: close']);
    // Nor does it wait for those that say nothing.
    expect(statusesIn(await unused.ended)).toEqual([200]);
    expect(await silent.ended).toBe('');
    expect(await stopped).toBe(true);
  });

  test('waits for an operation whose caller has gone away before it closes the database', async () => {
    const own = await createService();
    const waited = wait(300);
    const open = slowly(() => waited, own);
    const outcomes: unknown[] = [];
    jest.spyOn(own.storage.scopes, 'open').mockImplementation((tenantId, mode) => {
      const scope = open(tenantId, mode);
      return {
        ...scope,
        rows: async <R extends object>(statement: string, values: readonly unknown[]) => {
          const read = scope.rows<R>(statement, values);
          outcomes.push(await read.then(() => 'read', String));
          return read;
        },
      };
    });
    const connection = await connected(await own.start(0, '127.0.0.1'));
    connection.say((await requestInTwo(own)).join(''));
    await wait(100);
    connection.leave();
    await own.stop();
    expect(new Set(outcomes)).toEqual(new Set(['read']));
  });

  test('gives up what takes too long, and says so', async () => {
    const lines: string[] = [];
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { app, address } = await listening(() => held, { write: (line) => lines.push(line), stopPatienceMs: 300 });
    try {
      const connection = await connected(address);
      connection.say((await requestInTwo()).join(''));
      await wait(100);
      expect(await app.stop()).toBe(false);
      expect(await connection.ended).toBe('');
    } finally {
      goOn();
    }
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: 50, msg: expect.stringContaining('cut off') }),
    );
  });
});

test('a request leaves one line, and no line names a person, a token, an address or what was asked', async () => {
  const lines: string[] = [];
  const app = await changed({ write: (line) => lines.push(line) });
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
