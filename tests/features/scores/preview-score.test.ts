import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CALCULATIONS } from '../../../src/cli/calculations.js';
import { caseFile, casesOf } from '../../support/case-files.js';
import { inCaseFormat } from '../../support/case-format.js';
import { named } from '../../support/matching.js';
import { ask, createService, operation, type Service } from '../../support/service.js';
import { libraryOfTenant } from '../../support/tenant-library.js';

const PREVIEW_SCORE = /* GraphQL */ `
  query ($input: PreviewScoreInput!) {
    previewScore(input: $input) {
      __typename
      ... on ScorecardPreview {
        contract
        period
        rubric
        complete
        total
        totalRange { least greatest }
        items {
          code
          max
          points
          status
          provisional
          lines { clause measured arithmetic points provisional zh: text en: text(locale: EN) }
        }
        payable { amount { amount } undisputed { amount } greatest { amount } }
        readings {
          code
          option
          state
          alternatives { option total payable { amount } }
        }
        warnings { code items zh: text en: text(locale: EN) }
        totalLine { clause measured arithmetic points provisional zh: text en: text(locale: EN) }
        payableLines { clause measured arithmetic amount { amount } zh: text en: text(locale: EN) }
        digest
      }
      ... on InvalidInputError {
        code
        message
        problems { path code message }
      }
    }
  }
`;

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const preview = (input: unknown) => ask(service, PREVIEW_SCORE, { input });

const ORDINARY = caseFile('01-kezhou').case;

describe('the sample operation', () => {
  test('scores a Kezhou quarter with 51 wrong tickets and four defects', async () => {
    const { data } = await ask(service, operation('preview-score'));
    const { total, payable, items, readings } = data.previewScore;
    expect(total).toBe('94.6');
    expect(inCaseFormat(payable)).toEqual({ amount: '166320.00', undisputed: '166320.00', greatest: '184800.00' });
    expect(named([{ code: '2.2', title: '派单准确率', points: '4.9', max: '10' }], items)).toEqual([
      { code: '2.2', title: '派单准确率', points: '4.9', max: '10' },
    ]);
    const K4 = {
      code: 'K-4',
      state: 'OPEN',
      alternatives: [{ option: 'ROUND_TO_INTEGER', total: '94.6', payable: { amount: '184800.00' } }],
    };
    expect(named([K4], readings)).toEqual([K4]);
  });
});

describe('a case of the command line, sent as it is', () => {
  test.each(casesOf('evaluate'))('$name has the figures that were worked out', async ({ case: input, expect: expected }) => {
    const { data, errors } = await preview(input);
    expect(errors).toBeUndefined();
    expect(data.previewScore.__typename).toBe('ScorecardPreview');
    expect(named(expected, inCaseFormat(data.previewScore))).toEqual(expected);
  });

  test.each(casesOf('evaluate'))('$name is answered in the figures and words of the command', async ({ case: input }) => {
    const { data } = await preview(input);
    const answer = inCaseFormat(data.previewScore);
    const result = CALCULATIONS.evaluate(input, libraryOfTenant(input.contract));
    expect(result.ok && named(answer, result.value)).toEqual(answer);
  });
});

describe('the scorecard', () => {
  test('counts the items for which data is missing', async () => {
    const query =
      'query ($input: PreviewScoreInput!) { previewScore(input: $input) { ... on ScorecardPreview { total payable { amount { amount } } itemsWithoutDataCount items { status } } } }';
    const { data } = await ask(service, query, { input: { contract: 'kezhou-12345', period: '2025Q1' } });
    const { total, payable, itemsWithoutDataCount, items } = data.previewScore;
    expect({ total, payable, itemsWithoutDataCount }).toEqual({ total: null, payable: null, itemsWithoutDataCount: 4 });
    expect(items.filter(({ status }: { status: string }) => status === 'NO_DATA')).toHaveLength(4);
  });

  test('is in Chinese unless English is asked for', async () => {
    const query = `query ($input: PreviewScoreInput!) { previewScore(input: $input) { ... on ScorecardPreview {
      items { title en: title(locale: EN) } totalLine { text en: text(locale: EN) } } } }`;
    const { data } = await ask(service, query, { input: ORDINARY });
    const { items, totalLine } = data.previewScore;
    expect(items[0]).toEqual({ title: '接通率', en: 'Answer rate' });
    expect(totalLine.text).toMatch(/\p{Script=Han}/u);
    expect(totalLine.en).not.toMatch(/\p{Script=Han}/u);
  });

  test('carries the currency with every amount', async () => {
    const query =
      'query ($input: PreviewScoreInput!) { previewScore(input: $input) { ... on ScorecardPreview { payable { amount { amount currency } } } } }';
    const { data } = await ask(service, query, { input: ORDINARY });
    expect(data.previewScore.payable.amount).toEqual({ amount: '184800.00', currency: 'CNY' });
  });

  test('takes counts of any size as text', async () => {
    const observations = [
      { metric: 'agentRequests', value: '100000000000000000000000', source: 'SYSTEM_REPORT' },
      { metric: 'agentAnswered', value: '99900000000000000000000', source: 'SYSTEM_REPORT' },
    ];
    const { data } = await preview({ contract: 'kezhou-12345', period: '2025Q1', observations });
    expect(named([{ code: '1.1', points: '9.9' }], data.previewScore.items)).toEqual([{ code: '1.1', points: '9.9' }]);
  });

  test('takes a whole number in the query itself at any size', async () => {
    const query = `{ previewScore(input: { contract: "kezhou-12345", period: "2025Q1", observations: [
      { metric: "agentRequests", value: 100000000000000000000000, source: SYSTEM_REPORT }
      { metric: "agentAnswered", value: 99900000000000000000000, source: SYSTEM_REPORT }
    ] }) { ... on ScorecardPreview { items { code points } } } }`;
    const { data } = await ask(service, query);
    expect(named([{ code: '1.1', points: '9.9' }], data.previewScore.items)).toEqual([{ code: '1.1', points: '9.9' }]);
  });
});

describe('malformed input', () => {
  const observation = { metric: 'agentRequests', value: 10, source: 'AGENCY' };
  const MALFORMED: readonly [what: string, input: Record<string, unknown>, codes: readonly string[]][] = [
    ['an unknown contract', { contract: 'nowhere-1', period: '2025Q1' }, ['UNKNOWN_CONTRACT']],
    ['a period that is not scored', { contract: 'shaanxi-12367', period: '2025-12' }, ['UNKNOWN_PERIOD']],
    ['an empty text', { contract: '', period: '' }, ['EMPTY', 'EMPTY']],
    [
      'wrong observations',
      {
        observations: [
          { ...observation, value: -1 },
          { ...observation, value: '1.5' },
          { ...observation, metric: 'nothing' },
          { ...observation, month: '2025-13' },
          { ...observation, month: '2025-04' },
        ],
      },
      ['NEGATIVE', 'NOT_A_COUNT', 'UNKNOWN_METRIC', 'NOT_A_MONTH', 'OUTSIDE_PERIOD'],
    ],
    [
      'a numerator above its denominator',
      { observations: [observation, { ...observation, metric: 'agentAnswered', value: 11 }] },
      ['NUMERATOR_EXCEEDS_DENOMINATOR'],
    ],
    [
      'wrong findings',
      {
        findings: [
          { id: 'f-1', item: '9.9', kind: 'ticket_defect', occurredOn: '2025-02-01' },
          { id: 'f-1', item: '2.1', kind: 'late_dispatch', occurredOn: '2025-02-30' },
          { id: 'f-2', item: '2.1', kind: 'ticket_defect', occurredOn: '2024-12-31', count: 0 },
          { id: 'f-3', item: '1.3', kind: 'valid_complaint', occurredOn: '2025-02-01', points: '2.5' },
          { id: 'f-4', item: '2.1', kind: 'ticket_defect', occurredOn: '2025-02-01', elapsedHours: '30' },
        ],
      },
      [
        'UNKNOWN_ITEM',
        'KIND_NOT_OF_ITEM',
        'NOT_A_DATE',
        'OUTSIDE_PERIOD',
        'BELOW_ONE',
        'OUT_OF_RANGE',
        'REASON_REQUIRED',
        'MISPLACED_FIELD',
        'DUPLICATE',
      ],
    ],
    [
      'wrong judgements',
      {
        judgements: [
          { item: '1.1', points: '1', reason: 'r' },
          { item: '5.1', points: '3.5', reason: ' ' },
        ],
      },
      ['JUDGEMENT_NOT_TAKEN', 'OUT_OF_RANGE', 'REASON_REQUIRED'],
    ],
    [
      'wrong readings',
      { readings: { 'K-24': 'ROUND', 'S-1': 'INSTALMENT', 'K-1': 7 } },
      ['UNKNOWN_OPTION', 'UNKNOWN_READING', 'UNKNOWN_OPTION'],
    ],
  ];

  test.each(MALFORMED)('%s: every problem is named as the command line names it', async (_, wrong, codes) => {
    const input = { contract: 'kezhou-12345', period: '2025Q1', ...wrong };
    const { status, data, errors } = await preview(input);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    const { __typename, code, message, problems } = data.previewScore;
    expect({ __typename, code }).toEqual({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' });
    expect(message).toContain(String(codes.length));
    const result = CALCULATIONS.evaluate(input, libraryOfTenant(input.contract));
    expect(problems).toEqual(result.ok ? [] : result.error);
    expect(problems.map((problem: { code: string }) => problem.code).sort()).toEqual([...codes].sort());
  });
});

describe('what GraphQL itself refuses', () => {
  test.each([
    ['an unknown field', { nope: 1 }, 'nope'],
    ['an unknown field of an observation', { observations: [{ metric: 'agentRequests', value: 1, source: 'AGENCY', unit: 'x' }] }, 'unit'],
    ['an unknown source', { observations: [{ metric: 'agentRequests', value: 1, source: 'HEARSAY' }] }, 'HEARSAY'],
    ['a count that is neither text nor number', { observations: [{ metric: 'agentRequests', value: true, source: 'AGENCY' }] }, 'Count'],
    ['a date that is no text', { findings: [{ id: 'f', item: '2.1', kind: 'ticket_defect', occurredOn: 20250201 }] }, 'Date'],
    ['points that are a list', { judgements: [{ item: '5.1', points: ['1'], reason: 'r' }] }, 'Decimal'],
    ['readings that are no object', { readings: [] }, 'JSONObject'],
    ['a missing field', { period: undefined }, 'period'],
  ])('%s', async (_, wrong, culprit) => {
    const { status, data, errors } = await preview({ contract: 'kezhou-12345', period: '2025Q1', ...wrong });
    expect({ status, data }).toEqual({ status: 200, data: undefined });
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatchObject({ message: expect.stringContaining(culprit), extensions: { code: 'BAD_USER_INPUT' } });
  });
});
