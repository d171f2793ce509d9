import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { periodIdOf, rowCounts } from '../support/recording.js';
import { ask, type Caller, createService, DATABASES, operation, type Service } from '../support/service.js';

const ASSESSOR: Caller = { tenant: 'qinghe-12345', role: 'ASSESSOR' };

/** JSON and GraphQL can say them, no database keeps them. */
const TEXTS = { 'with U+0000': 'a\u0000b', 'with half a surrogate pair': 'a\ud800b' };

describe.each(DATABASES)('a text that cannot be kept, on %s', (kind) => {
  let service: Service;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind);
    periodId = await periodIdOf(service, 'qinghe-12345', '2026H1');
  });
  afterAll(() => service.stop());

  describe.each(Object.entries(TEXTS))('%s', (__, text) => {
    test.each([
      ['in what is written', operation('judge-item'), () => ({ input: { periodId, item: 'C4', points: '5', reason: text } })],
      [
        'in what is stored with its effect',
        operation('judge-item'),
        () => ({ input: { periodId, item: 'C4', points: '5', reason: text, idempotencyKey: 'k' } }),
      ],
      [
        'in a document of figures',
        operation('record-observations'),
        () => ({ input: { periodId, file: text, observations: [{ metric: 'callsIn', value: 1, source: 'AGENCY' }] } }),
      ],
    ])('is the caller’s error, and nothing changes: %s', async (_, query, variables) => {
      const before = await rowCounts(service);
      const { errors } = await ask(service, query, variables(), ASSESSOR);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      expect(await rowCounts(service)).toEqual(before);
    });
  });

  test('is the caller’s error where something is asked for by it', async () => {
    const query = 'query ($text: String!) { contract(code: $text) { id } }';
    const { errors } = await ask(service, query, { text: TEXTS['with U+0000'] }, ASSESSOR);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});
