import { describe, expect, test } from '@jest/globals';
import { evaluate, itemOf, pointsOf } from '../../support/calculate.js';
import { kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

describe('annex 1, 1.1: the answer rate costs 0.1 for each 0.1 below 100%', () => {
  const answered = (agentAnswered: number, option = 'FLOOR') =>
    pointsOf(kezhouQuarter({ counts: { agentAnswered }, readings: { 'K-24': option } }), '1.1');

  test.each([
    ['100%', 10_000, '10', '10', '10'],
    ['99.99%', 9_999, '10', '9.99', '9.9'],
    ['99.9%', 9_990, '9.9', '9.9', '9.9'],
    ['99.87%', 9_987, '9.9', '9.87', '9.8'],
    ['90.01%', 9_001, '0.1', '0.01', '0'],
    ['90%', 9_000, '0', '0', '0'],
    ['0%', 0, '0', '0', '0'],
  ])('%s: part of a step under the three options of K-24', (_rate, count, floor, prorata, ceil) => {
    expect([answered(count), answered(count, 'PRORATA'), answered(count, 'CEIL')]).toEqual([floor, prorata, ceil]);
  });

  test('a third of a step stays exact: one of 3,000 unanswered under PRORATA', () => {
    const quarter = kezhouQuarter({
      counts: { agentRequests: 3_000, agentAnswered: 2_999, answeredWithin6s: 2_850 },
      readings: { 'K-24': 'PRORATA' },
    });
    expect(itemOf(quarter, '1.1')).toMatchObject({ points: '9.9667', lines: [{ arithmetic: '10 - (1/3) * 0.1' }] });
  });
});

describe('annex 1, 1.2: answered within 6 seconds, a bonus for each 0.1 above 95%', () => {
  const within6s = (answeredWithin6s: number, readings: Record<string, string> = {}) =>
    pointsOf(kezhouQuarter({ counts: { answeredWithin6s }, readings }), '1.2');

  test.each([
    ['95%', 9_500, '3'],
    ['94.95%', 9_495, '3'],
    ['94.9%', 9_490, '2.9'],
    ['97%', 9_700, '5'],
    ['100%', 10_000, '8'],
    ['92%', 9_200, '0'],
    ['0%', 0, '0'],
  ])('%s gives %s', (_rate, count, points) => {
    expect(within6s(count)).toBe(points);
  });

  test('part of a bonus step follows K-24 too', () => {
    expect(['FLOOR', 'PRORATA', 'CEIL'].map((option) => within6s(9_525, { 'K-24': option }))).toEqual(['3.2', '3.25', '3.3']);
    expect(['FLOOR', 'PRORATA', 'CEIL'].map((option) => within6s(9_495, { 'K-24': option }))).toEqual(['3', '2.95', '2.9']);
  });

  test('WITHIN_ITEM_MAX of K-26 holds the bonus at the maximum and leaves a shortfall as it is', () => {
    expect([9_700, 9_500, 9_490].map((count) => within6s(count, { 'K-26': 'WITHIN_ITEM_MAX' }))).toEqual(['3', '3', '2.9']);
  });

  test('the arithmetic says whether the bonus was held', () => {
    const arithmetic = (option: string) =>
      itemOf(kezhouQuarter({ counts: { answeredWithin6s: 9_700 }, readings: { 'K-26': option } }), '1.2').lines[0]!.arithmetic;
    expect(arithmetic('ABOVE_ITEM_MAX')).toBe('3 + 20 * 0.1');
    expect(arithmetic('WITHIN_ITEM_MAX')).toBe('min(3, 3 + 20 * 0.1)');
  });

  test('the bonus makes up for points lost elsewhere, but not beyond a total of 100', () => {
    const counts = { answeredWithin6s: 9_700 };
    expect(evaluate(kezhouQuarter({ counts })).total).toBe('100');
    expect(evaluate(kezhouQuarter({ counts: { ...counts, agentAnswered: 9_970 } })).total).toBe('100');
    expect(evaluate(kezhouQuarter({ counts: { ...counts, agentAnswered: 9_780 } })).total).toBe('99.8');
  });
});

describe('annex 1, 3.1: the callback rate costs 0.1 for each 0.1 below 100%', () => {
  const callbacks = (callbacksDone: number, callbacksDue: number, callbacksExempt: number, option = 'FLOOR') =>
    itemOf(kezhouQuarter({ counts: { callbacksDone, callbacksDue, callbacksExempt }, readings: { 'K-24': option } }), '3.1');

  test.each([
    ['99.95%', 1_999, 2_000, 0, '10', '9.95', '9.9'],
    ['99%', 990, 1_000, 0, '9', '9', '9'],
    ['89.9%', 899, 1_000, 0, '0', '0', '0'],
  ])('%s under the three options of K-24', (_rate, done, due, exempt, floor, prorata, ceil) => {
    expect(callbacks(done, due, exempt).points).toBe(floor);
    expect(callbacks(done, due, exempt, 'PRORATA').points).toBe(prorata);
    expect(callbacks(done, due, exempt, 'CEIL').points).toBe(ceil);
  });

  test('suspended and difficult tickets are not in the base', () => {
    expect(callbacks(980, 1_000, 20).points).toBe('10');
    expect(callbacks(970, 1_000, 20).points).toBe('9');
  });

  test('with reassigned tickets the rate may exceed 100% and counts as 100%', () => {
    expect(callbacks(520, 500, 0)).toMatchObject({ points: '10', lines: [{ measured: '520/500 = 104% → 100%' }] });
  });

  test('nothing due and nothing done is NO_DATA, something done on nothing due is full', () => {
    expect(callbacks(0, 20, 20)).toMatchObject({ points: null, status: 'NO_DATA' });
    expect(callbacks(3, 20, 20)).toMatchObject({ points: '10', status: 'SCORED' });
  });
});

describe('annex, 8: satisfaction costs 0.5 for each 1% below 95%', () => {
  const satisfied = (counts: Record<string, number>, option = 'FLOOR') =>
    itemOf(shaanxiMonth({ counts, readings: { 'S-27': option } }), '8');

  test.each([
    ['95%', 95, 5, '10', '10', '10'],
    ['94.5%', 945, 55, '10', '9.75', '9.5'],
    ['94%', 94, 6, '9.5', '9.5', '9.5'],
    ['75.1%', 751, 249, '0.5', '0.05', '0'],
    ['75%', 75, 25, '0', '0', '0'],
    ['0%', 0, 10, '0', '0', '0'],
  ])('%s under the three options of S-27', (_rate, ratedVerySatisfied, ratedNeutral, floor, prorata, ceil) => {
    const counts = { ratedVerySatisfied, ratedNeutral };
    expect(['FLOOR', 'PRORATA', 'CEIL'].map((option) => satisfied(counts, option).points)).toEqual([floor, prorata, ceil]);
  });

  test('verified bad ratings about the outcome leave the base', () => {
    const counts = { ratedVerySatisfied: 80, ratedSatisfied: 14, ratedDissatisfied: 4, ratedVeryDissatisfied: 2 };
    expect(satisfied({ ...counts, ratedExcluded: 0 }).points).toBe('9.5');
    expect(satisfied({ ...counts, ratedExcluded: 2 })).toMatchObject({ points: '10', lines: [{ measured: '94/98 = 95.9184%' }] });
  });

  test('a month without ratings is NO_DATA, and so is one in which all were taken out', () => {
    expect(satisfied({ ratedVerySatisfied: 0 }).status).toBe('NO_DATA');
    expect(satisfied({ ratedVerySatisfied: 0, ratedDissatisfied: 3, ratedExcluded: 3 }).status).toBe('NO_DATA');
  });
});

describe('annex, 9: ticket sampling costs 0.5 for each completed 10% below 90%', () => {
  const sampled = (sampledQualified: number, option = 'CAP_5') =>
    pointsOf(shaanxiMonth({ counts: { sampledQualified }, readings: { 'S-31': option } }), '9');

  test.each([
    ['100%', 100, '10'],
    ['90%', 90, '10'],
    ['85%', 85, '10'],
    ['81%', 81, '10'],
    ['80%', 80, '9.5'],
    ['0%', 0, '5.5'],
  ])('%s gives %s, whatever the cap of S-31', (_rate, count, points) => {
    expect([sampled(count), sampled(count, 'CAP_10')]).toEqual([points, points]);
  });
});

describe('without a figure', () => {
  test.each([
    ['annex 1, 1.1', kezhouQuarter({ counts: { agentAnswered: null } }), '1.1'],
    ['annex 1, 1.2', kezhouQuarter({ counts: { answeredWithin6s: null } }), '1.2'],
    ['annex 1, 3.1, the exempt ones', kezhouQuarter({ counts: { callbacksExempt: null } }), '3.1'],
    ['annex, 8, the excluded ones', shaanxiMonth({ counts: { ratedExcluded: null } }), '8'],
    ['annex, 9', shaanxiMonth({ counts: { sampledTickets: null } }), '9'],
  ])('%s is NO_DATA, neither full nor zero', (_clause, input, code) => {
    expect(itemOf(input, code)).toMatchObject({ points: null, status: 'NO_DATA', lines: [{ points: null, arithmetic: '' }] });
  });

  test('annex 1, 1.1 and 1.2: a base of 0 is NO_DATA', () => {
    const quarter = kezhouQuarter({ counts: { agentRequests: 0, agentAnswered: 0, answeredWithin6s: 0 } });
    expect([pointsOf(quarter, '1.1'), pointsOf(quarter, '1.2')]).toEqual([null, null]);
  });

  test('annex 1, 1.2 can still take 8 points, or 3 within the maximum', () => {
    const counts = { answeredWithin6s: null, agentAnswered: 9_000 };
    expect(evaluate(kezhouQuarter({ counts })).totalRange).toEqual(['87', '95']);
    expect(evaluate(kezhouQuarter({ counts, readings: { 'K-26': 'WITHIN_ITEM_MAX' } })).totalRange).toEqual(['87', '90']);
  });
});
