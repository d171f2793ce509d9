import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CALCULATIONS } from '../../../src/cli/calculations.js';
import { casesOf } from '../../support/case-files.js';
import { inCaseFormat } from '../../support/case-format.js';
import { named } from '../../support/matching.js';
import { ask, createService, operation, type Service } from '../../support/service.js';
import { libraryOfTenant } from '../../support/tenant-library.js';

const PREVIEW_PERFORMANCE = /* GraphQL */ `
  query ($input: PreviewPerformanceInput!) {
    previewPerformance(input: $input) {
      __typename
      ... on OperatorMonthPreview {
        contract
        month
        members {
          no
          team
          violations { amount }
          leave { amount }
          share { amount }
          net { amount }
          fullAttendance
          flags
          provisional
          lines { clause event arithmetic amount { amount } provisional zh: text en: text(locale: EN) }
        }
        pools { team amount { amount } eligible status }
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

const preview = (input: unknown) => ask(service, PREVIEW_PERFORMANCE, { input });

describe('the sample operation', () => {
  test('takes 20.00 from the late one, nothing from the new one, and gives it to the others', async () => {
    const { data } = await ask(service, operation('preview-performance'));
    const { members, pools } = inCaseFormat(data.previewPerformance) as { members: unknown; pools: unknown };
    expect(members).toMatchObject([
      { no: '001', violations: '0.00', share: '10.00', net: '10.00', fullAttendance: true },
      { no: '002', violations: '20.00', share: '0.00', net: '-20.00', fullAttendance: true },
      { no: '003', violations: '0.00', share: '10.00', net: '10.00', fullAttendance: true },
    ]);
    expect(pools).toEqual([{ team: 'A', amount: '20.00', eligible: 2, status: 'SHARED' }]);
  });
});

describe('a case of the command line, sent as it is', () => {
  test.each(casesOf('performance'))('$name has the figures that were worked out', async ({ case: input, expect: expected }) => {
    const { data, errors } = await preview(input);
    expect(errors).toBeUndefined();
    expect(data.previewPerformance.__typename).toBe('OperatorMonthPreview');
    expect(named(expected, inCaseFormat(data.previewPerformance))).toEqual(expected);
  });

  test.each(casesOf('performance'))('$name is answered in the figures and words of the command', async ({ case: input }) => {
    const { data } = await preview(input);
    const answer = inCaseFormat(data.previewPerformance);
    const result = CALCULATIONS.performance(input, libraryOfTenant(input.contract));
    expect(result.ok && named(answer, result.value)).toEqual(answer);
  });
});

describe('malformed input', () => {
  const member = { no: '001', team: 'A', onLineOn: '2025-03-10', shifts: 20 };
  const event = { id: 'e-1', member: '001', kind: 'late_or_early', on: '2025-03-20' };
  const month = { contract: 'kezhou-12345', month: '2025-03', members: [member] };
  const MALFORMED: readonly [what: string, input: Record<string, unknown>, codes: readonly string[]][] = [
    ['an unknown contract', { ...month, contract: 'nowhere-1' }, ['UNKNOWN_CONTRACT']],
    ['a contract without rules for operators', { ...month, contract: 'shaanxi-12367' }, ['NO_OPERATOR_RULES']],
    ['a month outside the term', { ...month, month: '2026-01' }, ['UNKNOWN_PERIOD']],
    ['no month', { ...month, month: '2025-00' }, ['NOT_A_MONTH']],
    ['a number used twice', { ...month, members: [member, { ...member, shifts: -1 }] }, ['DUPLICATE', 'NEGATIVE']],
    [
      'wrong events',
      {
        ...month,
        events: [
          { ...event, member: '009' },
          { ...event, kind: 'smoking' },
          { ...event, id: 'e-2', days: 2 },
          { ...event, id: 'e-3', on: '2025-03-09' },
          { ...event, id: 'e-4', on: '2025-04-01' },
          { ...event, id: 'e-5', count: 0 },
        ],
      },
      ['UNKNOWN_MEMBER', 'UNKNOWN_KIND', 'DUPLICATE', 'MISPLACED_FIELD', 'BEFORE_ON_LINE', 'OUTSIDE_PERIOD', 'BELOW_ONE'],
    ],
    [
      'a severe case without a leader, at 500.001 for him',
      { ...month, events: [{ ...event, kind: 'forbidden_words', severe: true, leaderAmount: '500.001' }] },
      ['OUT_OF_RANGE', 'NOT_ONE_LEADER'],
    ],
    [
      'two absences on one day',
      {
        ...month,
        events: [
          { ...event, kind: 'absence', days: 3 },
          { ...event, id: 'e-2', kind: 'absence', on: '2025-03-22' },
        ],
      },
      ['DAYS_OVERLAP'],
    ],
    [
      'earlier counts of nobody and of nothing',
      { ...month, earlier: { '009': { missed_activity: 1 }, '001': { smoking: 1, disobeyed: -1 } } },
      ['UNKNOWN_MEMBER', 'UNKNOWN_KIND', 'NEGATIVE'],
    ],
  ];

  test.each(MALFORMED)('%s: every problem is named as the command line names it', async (_, input, codes) => {
    const { status, data } = await preview(input);
    expect(status).toBe(200);
    const { __typename, code, problems } = data.previewPerformance;
    expect({ __typename, code }).toEqual({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' });
    const result = CALCULATIONS.performance(input, libraryOfTenant(input.contract));
    expect(problems).toEqual(result.ok ? [] : result.error);
    expect(problems.map((problem: { code: string }) => problem.code).sort()).toEqual([...codes].sort());
  });

  test.each([
    ['an unknown field of a member', { ...month, members: [{ ...member, pay: '100' }] }, 'pay'],
    ['an unknown field of an event', { ...month, events: [{ ...event, note: 'x' }] }, 'note'],
    ['a leader who is no yes or no', { ...month, members: [{ ...member, leader: 'yes' }] }, 'leader'],
  ])('%s is refused by GraphQL', async (_, input, culprit) => {
    const { status, errors } = await preview(input);
    expect(status).toBe(200);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining(culprit) })]);
  });
});
