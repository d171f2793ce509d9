import { describe, expect, test } from '@jest/globals';
import { evaluate, itemOf } from '../../support/calculate.js';
import { kezhouQuarter } from '../../support/quarters.js';

const deduction = (item: string, points: string, fields: Record<string, unknown> = {}) => ({
  id: `${item} ${points}`,
  item,
  kind: 'assessor_deduction',
  occurredOn: '2025-03-31',
  points,
  reason: '季度检查记录',
  ...fields,
});

describe.each([
  ['annex 1, 5.1', '5.1', '3', '2.25'],
  ['annex 1, 5.2', '5.2', '3', '2.25'],
  ['annex 1, 5.3', '5.3', '4', '3.25'],
  ['annex 1, 6.3', '6.3', '3', '2.25'],
  ['annex 1, 6.5', '6.5', '2', '1.25'],
  ['annex 1, 7.1', '7.1', '4', '3.25'],
  ['annex 1, 7.2', '7.2', '3', '2.25'],
])('%s has no method', (_clause, item, max, left) => {
  test('full unless something is found with a reason', () => {
    expect(itemOf(kezhouQuarter(), item)).toMatchObject({ points: max, provisional: false });
    expect(itemOf(kezhouQuarter({ findings: [deduction(item, '0.75')] }), item).points).toBe(left);
  });

  test('deductions end at 0', () => {
    const findings = [deduction(item, '1.5'), deduction(item, '0.5', { count: 9 })];
    expect(itemOf(kezhouQuarter({ findings }), item).points).toBe('0');
  });

  test('an award replaces the full points, and may be 0', () => {
    const awarded = (points: string) => kezhouQuarter({ judgements: [{ item, points, reason: '现场查验' }] });
    expect(itemOf(awarded('1.25'), item).points).toBe('1.25');
    expect(itemOf(awarded('0'), item)).toMatchObject({ points: '0', status: 'SCORED' });
    expect(itemOf(awarded(max), item).points).toBe(max);
  });

  test('MUST_AWARD of K-44: only an award counts, without one there is no data', () => {
    const readings = { 'K-44': 'MUST_AWARD' };
    const findings = [deduction(item, '0.75')];
    expect(itemOf(kezhouQuarter({ readings }), item)).toMatchObject({ points: null, status: 'NO_DATA' });
    expect(itemOf(kezhouQuarter({ readings, findings }), item).points).toBeNull();
    expect(itemOf(kezhouQuarter({ readings, judgements: [{ item, points: 1, reason: '现场查验' }] }), item).points).toBe('1');
  });
});

describe('annex 1, 7.1: satisfaction', () => {
  const ratings = { ratedVerySatisfied: 80, ratedSatisfied: 10, ratedNeutral: 5, ratedDissatisfied: 3, ratedVeryDissatisfied: 2 };

  test('a rate is shown as a suggestion and never scored', () => {
    const item = itemOf(kezhouQuarter({ counts: ratings }), '7.1');
    expect(item.points).toBe('4');
    expect(item.lines[0]!.zh).toContain('90/100 = 90%，按比例为 3.6 分，不计分');
    expect(item.lines[0]!.en).toContain('90/100 = 90%, in proportion 3.6, not scored');
  });

  test('ratings taken out leave the base of the suggestion', () => {
    const item = itemOf(kezhouQuarter({ counts: { ...ratings, ratedExcluded: 5 } }), '7.1');
    expect(item.lines[0]!.en).toContain('90/95 = 94.7368%');
  });

  test('with ratings missing nothing is suggested and nothing is lost', () => {
    const item = itemOf(kezhouQuarter({ counts: { ratedVerySatisfied: 80 } }), '7.1');
    expect(item.points).toBe('4');
    expect(item.lines[0]!.en).not.toContain('for information');
  });

  test('an award stands beside the suggestion', () => {
    const quarter = kezhouQuarter({ counts: ratings, judgements: [{ item: '7.1', points: '3.5', reason: '按满意率酌定' }] });
    expect(itemOf(quarter, '7.1').lines).toMatchObject([{ arithmetic: '3.5', points: '3.5' }]);
    expect(itemOf(quarter, '7.1').lines[0]!.en).toContain('not scored');
  });
});

test('the other option of K-44 shows no total and no payable, and leaves the extremes alone', () => {
  const { readings, payable } = evaluate(kezhouQuarter());
  expect(readings.find(({ code }) => code === 'K-44')!.alternatives).toMatchObject([{ option: 'MUST_AWARD', total: null, payable: null }]);
  expect(payable).toEqual({ amount: '184800.00', undisputed: '184800.00', greatest: '184800.00' });
});
