import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CALCULATIONS } from '../../../src/cli/calculations.js';
import { caseFile, casesOf } from '../../support/case-files.js';
import { inCaseFormat } from '../../support/case-format.js';
import { named } from '../../support/matching.js';
import { ask, createService, operation, type Service } from '../../support/service.js';
import { libraryOfTenant } from '../../support/tenant-library.js';

const PREVIEW_SETTLEMENT = /* GraphQL */ `
  query ($input: PreviewSettlementInput!) {
    previewSettlement(input: $input) {
      __typename
      ... on SettlementPreview {
        contract
        instalment
        base { amount }
        score
        deduction { amount }
        payable { amount { amount } undisputed { amount } greatest { amount } }
        readings {
          code
          option
          state
          alternatives { option payable { amount } }
        }
        dueOn
        lateDays
        lateClaim { amount }
        lines { clause measured arithmetic amount { amount } zh: text en: text(locale: EN) }
        warnings { code zh: text en: text(locale: EN) }
        digest
      }
      ... on InvalidInputError {
        code
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

const preview = (input: unknown) => ask(service, PREVIEW_SETTLEMENT, { input });

describe('the sample operation', () => {
  test('just below 95 with thirteen operators at the assessment pays 90% of thirteen fourteenths', async () => {
    const { data } = await ask(service, operation('preview-settlement'));
    expect(inCaseFormat(data.previewSettlement)).toMatchObject({
      base: '184800.00',
      score: '94.9',
      deduction: '30360.00',
      payable: { amount: '154440.00', undisputed: '154440.00', greatest: '184800.00' },
      dueOn: null,
    });
  });
});

describe('a case of the command line, sent as it is', () => {
  test.each(casesOf('settle'))('$name has the figures that were worked out', async ({ case: input, expect: expected }) => {
    const { data, errors } = await preview(input);
    expect(errors).toBeUndefined();
    expect(data.previewSettlement.__typename).toBe('SettlementPreview');
    expect(named(expected, inCaseFormat(data.previewSettlement))).toEqual(expected);
  });

  test.each(casesOf('settle'))('$name is answered in the figures and words of the command', async ({ case: input }) => {
    const { data } = await preview(input);
    const answer = inCaseFormat(data.previewSettlement);
    const result = CALCULATIONS.settle(input, libraryOfTenant(input.contract));
    expect(result.ok && named(answer, result.value)).toEqual(answer);
  });
});

describe('the settlement', () => {
  test('without rosters has neither payable nor deduction', async () => {
    const { data } = await preview({ contract: 'kezhou-12345', instalment: 1, score: '94.9' });
    expect(data.previewSettlement).toMatchObject({ payable: null, deduction: null, score: '94.9' });
  });

  test('in a year without published holidays warns that the due date is provisional', async () => {
    const { data } = await preview({ contract: 'shaanxi-12367', instalment: 1, invoiceReceivedOn: '2028-01-10' });
    expect(data.previewSettlement.warnings).toEqual([
      { code: 'PROVISIONAL_CALENDAR', zh: expect.stringMatching(/暂定/), en: expect.stringMatching(/provisional/) },
    ]);
  });

  test('lists no items with a warning, since none is concerned', async () => {
    const query =
      'query ($input: PreviewSettlementInput!) { previewSettlement(input: $input) { ... on SettlementPreview { warnings { items } readings { alternatives { total } } } } }';
    const { data } = await ask(service, query, {
      input: { ...caseFile('12-').case, invoiceReceivedOn: '2028-01-10', signedOn: '2028-01-10' },
    });
    expect(data.previewSettlement.warnings).toEqual([{ items: [] }]);
    const totals = data.previewSettlement.readings.flatMap(({ alternatives }: { alternatives: { total: unknown }[] }) => alternatives);
    expect(totals.length).toBeGreaterThan(0);
    expect(new Set(totals.map(({ total }: { total: unknown }) => total))).toEqual(new Set([null]));
  });
});

describe('malformed input', () => {
  const scores = { '2024-12': '97.5', '2025-01': '90', '2025-02': '88', '2025-03': '92', '2025-04': '85', '2025-05': '89.9' };
  const MALFORMED: readonly [what: string, input: Record<string, unknown>, codes: readonly string[]][] = [
    ['an unknown contract', { contract: 'nowhere-1', instalment: 1 }, ['UNKNOWN_CONTRACT']],
    ['an unknown instalment', { contract: 'kezhou-12345', instalment: 5 }, ['UNKNOWN_INSTALMENT']],
    ['instalment 0', { contract: 'kezhou-12345', instalment: 0 }, ['BELOW_ONE']],
    ['no score', { contract: 'kezhou-12345', instalment: 1 }, ['REQUIRED']],
    ['a score above 100', { contract: 'kezhou-12345', instalment: 1, score: '100.1' }, ['OUT_OF_RANGE']],
    ['a score with a fraction that is no text', { contract: 'kezhou-12345', instalment: 1, score: 94.9 }, ['NOT_A_DECIMAL']],
    [
      'scores of the wrong months',
      { contract: 'shaanxi-12367', instalment: 2, scores: { ...scores, '2025-06': 'x' } },
      ['OUTSIDE_PERIOD', 'NOT_A_DECIMAL'],
    ],
    [
      'a month without a score',
      { contract: 'shaanxi-12367', instalment: 2, scores: { '2024-12': '97.5' } },
      Array(5).fill('SCORE_MISSING'),
    ],
    [
      'fields of another instalment, wrong dates, an unknown reading',
      {
        contract: 'shaanxi-12367',
        instalment: 1,
        score: '1',
        rosters: [14],
        paidOn: '2025-2-1',
        signedOn: 'soon',
        readings: { 'K-1': 'FULL_FEE' },
      },
      ['MISPLACED_FIELD', 'MISPLACED_FIELD', 'NOT_A_DATE', 'NOT_A_DATE', 'UNKNOWN_READING'],
    ],
    ['two rosters', { contract: 'kezhou-12345', instalment: 1, score: '95', rosters: [14, -1] }, ['OUT_OF_RANGE', 'NEGATIVE']],
  ];

  test.each(MALFORMED)('%s: every problem is named as the command line names it', async (_, input, codes) => {
    const { status, data } = await preview(input);
    expect(status).toBe(200);
    const { __typename, code, problems } = data.previewSettlement;
    expect({ __typename, code }).toEqual({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' });
    const result = CALCULATIONS.settle(input, libraryOfTenant(input.contract));
    expect(problems).toEqual(result.ok ? [] : result.error);
    expect(problems.map((problem: { code: string }) => problem.code).sort()).toEqual([...codes].sort());
  });

  test.each([
    ['an unknown field', { contract: 'kezhou-12345', instalment: 1, interest: '3%' }, 'interest'],
    ['an instalment that is no whole number', { contract: 'kezhou-12345', instalment: 1.5 }, 'instalment'],
  ])('%s is refused by GraphQL', async (_, input, culprit) => {
    const { status, errors } = await preview(input);
    expect(status).toBe(200);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining(culprit) })]);
  });
});
