import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import type { Reduction } from '../../../src/core/rubric/facts.js';
import type { WhenMonthsMissing } from '../../../src/core/rubric/observations.js';
import { LIBRARY } from '../../support/library.js';
import { kezhouMonths, kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

const taken = (metric: string, count: number, month: string | null = null, reference = '3'): Reduction => ({
  metric,
  count: BigInt(count),
  month,
  reference,
});

const read = (input: object, reductions: readonly Reduction[], whenMonthsMissing: WhenMonthsMissing = 'PROBLEM') =>
  readPeriodCase(input, LIBRARY, whenMonthsMissing, reductions);

function scoreOf(input: object, reductions: readonly Reduction[] = [], whenMonthsMissing: WhenMonthsMissing = 'PROBLEM') {
  const found = read(input, reductions, whenMonthsMissing);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return new PeriodScore(found.value).render();
}

const problemsOf = (input: object, reductions: readonly Reduction[], whenMonthsMissing: WhenMonthsMissing = 'PROBLEM') => {
  const found = read(input, reductions, whenMonthsMissing);
  return found.ok ? [] : found.error.map(({ path, code }) => `${path} ${code}`);
};

const itemOf = (score: ReturnType<typeof scoreOf>, code: string) => score.items.find((item) => item.code === code)!;

const QUARTER = kezhouQuarter({ counts: { agentAnswered: 9_990, answeredWithin6s: 9_460 } });

describe('what approved force majeure takes out of a figure', () => {
  test('moves the rate, exactly', () => {
    // 9,990 of 10,000 is 99.9%: a step. 9,460 of 10,000 is 94.6%: four steps.
    const before = scoreOf(QUARTER);
    expect([before.total, itemOf(before, '1.1').points, itemOf(before, '1.2').points]).toEqual(['99.5', '9.9', '2.6']);
    // 9,900 of 9,900 is 100%. 9,460 of 9,900 is 95.5555%: five steps above.
    const after = scoreOf(QUARTER, [taken('agentRequests', 100), taken('agentAnswered', 90)]);
    expect([after.total, itemOf(after, '1.1').points, itemOf(after, '1.2').points]).toEqual(['100', '10', '3.5']);
    expect(itemOf(after, '1.2').lines[0]!.measured).toBe('9460/9900 = 95.5556%');
  });

  test('is said in the item’s line in both languages, with the record, and in no other item’s', () => {
    const after = scoreOf(QUARTER, [taken('agentRequests', 100, '2025-02'), taken('agentAnswered', 90, '2025-02')]);
    const [line] = itemOf(after, '1.1').lines;
    expect(line!.zh).toContain('；不可抗力剔除：agentAnswered 2025-02 −90 (通知 3), agentRequests 2025-02 −100 (通知 3)');
    expect(line!.en).toContain(
      '; taken out for force majeure: agentAnswered 2025-02 −90 (notice 3), agentRequests 2025-02 −100 (notice 3)',
    );
    expect(itemOf(after, '3.1').lines[0]!.zh).not.toContain('不可抗力');
  });

  test('is part of the digest, whatever its order; nothing taken out leaves the digest as it was', () => {
    const both = [taken('agentRequests', 100), taken('agentAnswered', 90)];
    const digests = [[], both, [...both].reverse(), [taken('agentRequests', 100), taken('agentAnswered', 90, null, '4')]].map(
      (reductions) => scoreOf(QUARTER, reductions).digest,
    );
    expect(digests[1]).toBe(digests[2]);
    expect(new Set(digests).size).toBe(3);
    expect(digests[0]).toBe(scoreOf(QUARTER).digest);
  });

  test('counts for the months that make the figure', () => {
    const months = Object.fromEntries(
      ['2025-01', '2025-02', '2025-03'].map((month) => [month, { agentRequests: 100, agentAnswered: month === '2025-02' ? 90 : 100 }]),
    );
    const reductions = [taken('agentRequests', 10, '2025-02')];
    const one = (input: object, mode: WhenMonthsMissing) => itemOf(scoreOf(input, reductions, mode), '1.1').points;
    expect(one(kezhouMonths(months), 'NO_DATA')).toBe('10');
    // February is not there yet: nothing of it is taken out, and the other months stand for it.
    const { '2025-02': _, ...others } = months;
    expect(one(kezhouMonths(others), 'NO_DATA')).toBeNull();
    expect(one(kezhouMonths(others), 'POOL_WHAT_IS_THERE')).toBe('10');
    // March is not there yet: 190 of 190 so far.
    const { '2025-03': __, ...soFar } = months;
    expect(one(kezhouMonths(soFar), 'POOL_WHAT_IS_THERE')).toBe('10');
  });

  test('without an observation the figure stays missing', () => {
    const score = scoreOf(
      kezhouQuarter({ counts: { agentRequests: null, agentAnswered: null, answeredWithin6s: null } }),
      [taken('agentRequests', 5)],
      'NO_DATA',
    );
    expect(itemOf(score, '1.1').status).toBe('NO_DATA');
  });

  test.each<[string, object, Reduction[], string[]]>([
    ['a metric that is none', QUARTER, [taken('agentCalls', 1)], ['reductions[0].metric UNKNOWN_METRIC']],
    ['a headcount', QUARTER, [taken('operatorHeadcount', 1)], ['reductions[0].metric NOT_A_SUM']],
    ['a rank', shaanxiMonth(), [taken('answerRateRank', 1)], ['reductions[0].metric NOT_A_SUM']],
    ['a month of another period', QUARTER, [taken('agentRequests', 1, '2025-04')], ['reductions[0].month OUTSIDE_PERIOD']],
    [
      'more than there is',
      QUARTER,
      [taken('callbacksDone', 400), taken('callbacksDue', 400), taken('callbacksDone', 101)],
      ['reductions[2].count EXCEEDS_FIGURE'],
    ],
    ['a base below its part', QUARTER, [taken('agentRequests', 11)], ['reductions[0].count NUMERATOR_EXCEEDS_DENOMINATOR']],
    [
      'more than there is of a month, though not of the quarter',
      kezhouMonths({ '2025-01': { callbacksDue: 500 }, '2025-02': { callbacksDue: 3 } }),
      [taken('callbacksDue', 4, '2025-02')],
      ['reductions[0].count EXCEEDS_FIGURE'],
    ],
  ])('%s is a problem', (_, input, reductions, problems) => {
    const mode = input === QUARTER ? 'PROBLEM' : 'NO_DATA';
    expect(problemsOf(input, reductions, mode)).toEqual(problems);
  });

  test('taking out as much of part and base never costs a rate more than it had', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 9_999 }), (answered, out) => {
        const missed = 10_000 - answered;
        fc.pre(out <= missed);
        const input = kezhouQuarter({ counts: { agentAnswered: answered, answeredWithin6s: 0 } });
        const points = (reductions: readonly Reduction[]) => Number(itemOf(scoreOf(input, reductions, 'NO_DATA'), '1.1').points ?? 10);
        expect(points(out === 0 ? [] : [taken('agentRequests', out)])).toBeGreaterThanOrEqual(points([]));
      }),
      { numRuns: 40 },
    );
  });
});
