import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createApp } from '../../src/app.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { ASSESSOR, ask, createService, type Service } from '../support/service.js';

const TYPENAME = '{ __typename }';

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const post = async (payload: string | object, headers: Readonly<Record<string, string>> = {}) => {
  const authorization = `Bearer ${await service.tokenOf(ASSESSOR)}`;
  const allHeaders = { 'content-type': 'application/json', authorization, ...headers };
  return service.server.inject({ method: 'POST', url: '/graphql', headers: allHeaders, payload });
};

/** The same from somebody without a token. */
const postAsNobody = (payload: string | object, headers: Readonly<Record<string, string>> = {}) =>
  service.server.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json', ...headers }, payload });

const get = (query: string, headers: Readonly<Record<string, string>> = {}) =>
  service.server.inject({ method: 'GET', url: '/graphql', query: { query }, headers });

describe('the media type of an answer', () => {
  test('is application/graphql-response+json for those who accept it', async () => {
    const response = await post({ query: TYPENAME }, { accept: 'application/graphql-response+json' });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('is the same for an operation that is not valid, with status 400 and no data', async () => {
    const response = await post({ query: '{ nothing }' }, { accept: 'application/graphql-response+json' });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(response.json()).toEqual({ errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] });
  });

  test('is application/json for those who ask for nothing', async () => {
    const response = await post({ query: TYPENAME });
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('is refused where it is none of the two', async () => {
    const response = await post({ query: TYPENAME }, { accept: 'text/html' });
    expect(response.statusCode).toBe(406);
  });
});

describe('forged requests', () => {
  test('a GET without a header that a foreign page cannot set is refused', async () => {
    const response = await get(TYPENAME);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].message).toContain('Cross-Site Request Forgery');
    expect(response.json().data).toBeUndefined();
  });

  test('a GET with that header is answered', async () => {
    const response = await get(TYPENAME, { 'apollo-require-preflight': 'yes' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a POST of %s is refused',
    async (type) => {
      const response = await postAsNobody(JSON.stringify({ query: TYPENAME }), { 'content-type': type });
      expect([400, 415]).toContain(response.statusCode);
      expect(response.body).not.toContain('__typename');
    },
  );

  test('no origin is told that it may read an answer', async () => {
    const response = await post({ query: TYPENAME }, { origin: 'https://example.org' });
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('limits', () => {
  test('several operations in one request are refused', async () => {
    const response = await post([{ query: TYPENAME }, { query: TYPENAME }]);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ errors: [{ message: 'Operation batching disabled.', extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('a body above four mebibytes is refused, one below is read', async () => {
    const ofLength = (length: number) => post(JSON.stringify({ query: TYPENAME, variables: { unused: 'x'.repeat(length) } }));
    const mebibyte = 1024 * 1024;
    expect((await ofLength(4 * mebibyte)).statusCode).toBe(413);
    expect((await ofLength(4 * mebibyte - 1024)).json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('an operation of more than 5000 tokens is refused before it is looked at', async () => {
    const { status, errors } = await ask(service, `{ ${'__typename '.repeat(5000)} }`);
    expect(status).toBe(200);
    expect(errors![0]!.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
  });

  test('of a hundred mistakes in an operation twenty are named, and that there are more', async () => {
    const { status, errors } = await ask(service, `{ ${Array.from({ length: 100 }, (_, index) => `field${index}`).join(' ')} }`);
    expect(status).toBe(200);
    expect(errors).toHaveLength(21);
    expect(errors!.at(-1)!.message).toMatch(/too many/i);
  });
});

describe('numbers in a variable', () => {
  const scoreOf = async (requests: string, answered: string) => {
    const observations = Object.entries({ agentRequests: requests, agentAnswered: answered })
      .map(([metric, value]) => `{"metric":"${metric}","value":${value},"source":"AGENCY"}`)
      .join();
    const operation = `query ($input: PreviewScoreInput!) { previewScore(input: $input) {
      ... on ScorecardPreview { items { status lines { measured } } } ... on InvalidInputError { problems { path code } } } }`;
    const input = `{"contract":"kezhou-12345","period":"2025Q1","observations":[${observations}]}`;
    return (await post(`{"query":${JSON.stringify(operation)},"variables":{"input":${input}}}`)).json().data.previewScore;
  };

  test('keep every digit, also beyond what JavaScript counts', async () => {
    const { items } = await scoreOf('90071992547409930003', '90071992547409930001');
    expect(items[0]).toMatchObject({
      status: 'SCORED',
      lines: [{ measured: expect.stringContaining('90071992547409930001/90071992547409930003') }],
    });
  });

  test('are whole only where they are written as whole', async () => {
    expect(await scoreOf('14.0', '1e1')).toEqual({
      problems: [
        { path: 'observations[0].value', code: 'NOT_A_COUNT' },
        { path: 'observations[1].value', code: 'NOT_A_COUNT' },
      ],
    });
  });
});

describe('errors', () => {
  const valid = { contract: 'kezhou-12345', period: '2025Q1' };
  const preview = 'query ($input: PreviewScoreInput!) { previewScore(input: $input) { __typename } }';
  const BAD: readonly [what: string, payload: string | object, status: number, code: string][] = [
    ['a syntax error', { query: '{' }, 200, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nothing }' }, 200, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', { query: preview }, 200, 'BAD_USER_INPUT'],
    ['a variable of the wrong type', { query: preview, variables: { input: { ...valid, findings: 'none' } } }, 200, 'BAD_USER_INPUT'],
    ['no operation of that name', { query: 'query A { __typename }', operationName: 'B' }, 200, 'OPERATION_RESOLUTION_FAILURE'],
    ['a body without an operation', {}, 400, 'BAD_REQUEST'],
    ['a query that is no text', { query: 5 }, 400, 'BAD_REQUEST'],
    [
      'an unknown persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
  ];

  test.each(BAD.filter(([, , status]) => status === 200).slice(0, 5))(
    '%s is 400 for those who accept application/graphql-response+json',
    async (_, payload, __, code) => {
      const response = await post(payload, { accept: 'application/graphql-response+json' });
      expect({ status: response.statusCode, code: response.json().errors?.[0].extensions.code }).toEqual({ status: 400, code });
    },
  );

  test.each(BAD)('%s: the error has its code and nothing internal', async (_, payload, status, code) => {
    const response = await post(payload);
    expect({ status: response.statusCode, code: response.json().errors?.[0].extensions.code }).toEqual({ status, code });
    expectNothingInternal(response.body);
  });

  test.each([
    ['a body that is no JSON', () => post('{"query"'), 400],
    ['an unknown page', () => service.server.inject({ method: 'GET', url: '/nowhere' }), 404],
    ['an unknown method', () => service.server.inject({ method: 'DELETE', url: '/graphql' }), 404],
    ['a mutation that there is not', () => post({ query: 'mutation { scorePeriods }' }), 200],
  ])('%s: nothing internal is told', async (_, send, status) => {
    const response = await send();
    expect(response.statusCode).toBe(status);
    expectNothingInternal(response.body);
  });
});

describe('what the caller learns', () => {
  test('is no suggestion of what there is', async () => {
    for (const query of ['{ viever { subject } }', '{ viewer { subjekt } }', '{ contract(kode: "x") { id } }']) {
      const { body } = await postAsNobody({ query });
      expect(body).not.toMatch(/did you mean/i);
    }
  });

  test('of an error of ours is the id of the request, and the log has the rest', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const failing = {
      ...service.storage,
      scopes: { ...service.storage.scopes, open: () => failingScope, ping: async () => {}, close: async () => {} },
    };
    const app = await createApp({ storage: failing as Service['storage'], tokens: service.issuer.rules, logger });
    const authorization = `Bearer ${await service.tokenOf(ASSESSOR)}`;
    const response = await app.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization },
      payload: { query: '{ viewer { subject } }' },
    });
    const requestId = response.headers['x-request-id'];
    expect(response.json()).toMatchObject({
      data: null,
      errors: [{ message: '服务内部错误 / internal error', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }],
    });
    expectNothingInternal(response.body);
    expect(response.body).not.toContain('secret');
    const logged = lines.map((line) => JSON.parse(line)).find(({ level }) => level === 50);
    expect(logged).toMatchObject({
      requestId,
      err: { message: 'the secret table is gone', stack: expect.stringContaining('server.test') },
    });
  });

  test('is the id of every request: the caller’s own where it is harmless', async () => {
    const idOf = async (id: string) => (await post({ query: TYPENAME }, { 'x-request-id': id })).headers['x-request-id'];
    expect(await idOf('order-2025.11_7')).toBe('order-2025.11_7');
    for (const hostile of ['short', 'x'.repeat(65), 'a b c d e f g', '{"level":60}', '../../etc/passwd'])
      expect(await idOf(hostile)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

const failingScope = {
  rows: () => Promise.reject(new Error('the secret table is gone')),
  entities: () => Promise.reject(new Error('the secret table is gone')),
  end: async () => {},
};

/** No stack trace, no place in the code. */
function expectNothingInternal(body: string): void {
  expect(body).not.toMatch(/stacktrace|\n\s+at |\\n\s+at |node_modules|node:internal|\.[jt]s:\d+/);
}

test('the schema may be asked for', async () => {
  const { data, errors } = await ask(service, '{ __schema { queryType { name } types { name } } }');
  expect(errors).toBeUndefined();
  const names = data.__schema.types.map(({ name }: { name: string }) => name);
  const written = readFileSync(join(packageRoot(), 'schema/schema.graphql'), 'utf8');
  expect(names).toEqual(expect.arrayContaining([...written.matchAll(/^type (\w+)/gm)].map(([, name]) => name)));
});
