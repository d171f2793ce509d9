import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { ASSESSOR, createService, type Service } from '../support/service.js';

let service: Service;
let address: string;
let token: string;
beforeAll(async () => {
  service = await createService();
  address = await service.start(0, '127.0.0.1');
  token = await service.tokenOf(ASSESSOR);
});
afterAll(() => service.stop());

/** A caller with a token: its header also says that the request comes from no foreign page. */
const fetchWithToken = ((url: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return fetch(url, { ...init, headers });
}) as typeof fetch;

const AUDITS = serverAudits({ url: () => `${address}/graphql`, fetchFn: fetchWithToken });

test('there are 61 audits of the specification', () => {
  expect(AUDITS).toHaveLength(61);
});

describe('GraphQL over HTTP', () => {
  test.each(AUDITS.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_, __, audit) => {
    const result = await audit();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : '' }).toEqual({ status: 'ok', reason: '' });
  });

  test('a mutation is not sent by GET', async () => {
    const query = encodeURIComponent('mutation { scorePeriod(input: { periodId: "x" }) { __typename } }');
    const response = await fetchWithToken(`${address}/graphql?query=${query}`);
    expect(response.status).toBe(405);
  });
});
