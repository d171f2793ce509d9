import { describe, expect, test } from '@jest/globals';
import { evaluate, itemOf, pointsOf } from '../../support/calculate.js';
import { kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

describe.each([
  ['annex 1, 1.4', '1.4', 'instant_answer_failure', ['0.5', '0', '0'], [1, 2, 3]],
  ['annex 1, 1.6', '1.6', 'circular_notice', ['2', '0', '0'], [1, 3, 4]],
  ['annex 1, 2.1', '2.1', 'ticket_defect', ['9.9', '0', '0'], [1, 100, 101]],
  ['annex 1, 3.2', '3.2', 'callback_record_missing', ['2.8', '0', '0'], [1, 15, 16]],
  ['annex 1, 3.3', '3.3', 'callback_feedback_late', ['1.5', '0', '0'], [1, 4, 5]],
  ['annex 1, 4.1', '4.1', 'organisation_not_filed', ['1.5', '0', '0'], [1, 4, 5]],
  ['annex 1, 4.2', '4.2', 'attendance_not_filed', ['1.5', '0', '0'], [1, 4, 5]],
  ['annex 1, 4.3', '4.3', 'training_plan_not_filed', ['1.5', '0', '0'], [1, 4, 5]],
  ['annex 1, 4.4', '4.4', 'internal_rules_not_filed', ['1.5', '0', '0'], [1, 4, 5]],
  ['annex 1, 4.5', '4.5', 'instability', ['1.5', '0', '0'], [1, 4, 5]],
  ['annex 1, 6.1', '6.1', 'record_defect', ['4.5', '0', '0'], [1, 10, 11]],
  ['annex 1, 6.2', '6.2', 'retrieval_failure', ['2.5', '0', '0'], [1, 6, 7]],
  ['annex 1, 6.4', '6.4', 'performance_report_late', ['1.5', '0', '0'], [1, 4, 5]],
  ['annex 1, 7.3', '7.3', 'spot_check_failed', ['2.5', '0', '0'], [1, 6, 7]],
])('%s', (_clause, item, kind, points, counts) => {
  test('one finding costs its points, the item ends at 0, what is beyond is not taken', () => {
    const withFindings = (count: number) => kezhouQuarter({ findings: [{ id: 'f', item, kind, occurredOn: '2025-03-31', count }] });
    expect(counts.map((count) => pointsOf(withFindings(count), item))).toEqual(points);
  });
});

describe('annex 1, 1.3: the first valid complaint of each month is free', () => {
  const complaint = (id: string, occurredOn: string, points?: string, count = 1) => ({
    id,
    item: '1.3',
    kind: 'valid_complaint',
    occurredOn,
    count,
    ...(points && { points, reason: '核听录音属实' }),
  });

  test.each([
    ['one in a month', [complaint('a', '2025-01-09', '2')], '2'],
    ['one in each month', [complaint('a', '2025-01-31', '2'), complaint('b', '2025-02-01', '2'), complaint('c', '2025-03-31', '2')], '2'],
    ['two in a month: the later costs', [complaint('a', '2025-01-20', '1.5'), complaint('b', '2025-01-09', '2')], '0.5'],
    ['two on one day: the later id costs', [complaint('c-2', '2025-01-09', '1.5'), complaint('c-10', '2025-01-09', '2')], '0.5'],
    ['a count of two: one of them costs', [complaint('a', '2025-01-09', '1.25', 2)], '0.75'],
    ['a count after a single one costs whole', [complaint('a', '2025-01-01', '2'), complaint('b', '2025-01-09', '1', 2)], '0'],
    ['more than the item holds', [complaint('a', '2025-01-09', '2', 5)], '0'],
  ])('%s', (_case, findings, points) => {
    expect(pointsOf(kezhouQuarter({ findings }), '1.3')).toBe(points);
  });

  test('a value that the assessor still owes counts at its least and is provisional', () => {
    const quarter = kezhouQuarter({ findings: [complaint('a', '2025-01-09'), complaint('b', '2025-01-10')] });
    expect(itemOf(quarter, '1.3')).toMatchObject({
      points: '1',
      provisional: true,
      lines: [{ points: '2' }, { measured: 'a: valid_complaint × 1, 2025-01-09', points: '0' }, { points: '-1', provisional: true }],
    });
  });

  test('a serious impact costs from 0 to 2, at the least nothing', () => {
    const impact = { id: 's', item: '1.3', kind: 'serious_impact', occurredOn: '2025-03-31' };
    expect(pointsOf(kezhouQuarter({ findings: [{ ...impact, points: '0.5', reason: '广播报道' }] }), '1.3')).toBe('1.5');
    expect(pointsOf(kezhouQuarter({ findings: [{ ...impact, points: '2', reason: '广播报道' }] }), '1.3')).toBe('0');
    expect(itemOf(kezhouQuarter({ findings: [impact] }), '1.3')).toMatchObject({ points: '2', provisional: true });
  });
});

test('annex 1, 1.6: a serious impact and circulars are added, up to the item', () => {
  const impact = { id: 's', item: '1.6', kind: 'serious_impact', occurredOn: '2025-02-03', points: '1.5', reason: '夜间无人接听' };
  const circular = { id: 'c', item: '1.6', kind: 'circular_notice', occurredOn: '2025-02-04' };
  expect(pointsOf(kezhouQuarter({ findings: [impact, circular] }), '1.6')).toBe('0.5');
  expect(pointsOf(kezhouQuarter({ findings: [impact, { ...circular, count: 2 }] }), '1.6')).toBe('0');
});

describe('annex, 2: two limbs of 5 points', () => {
  const management = (findings: [kind: string, occurredOn: string, count?: number][], option = 'ONCE_PER_LIMB') =>
    pointsOf(
      shaanxiMonth({
        findings: findings.map(([kind, occurredOn, count = 1], index) => ({ id: `f-${index}`, item: '2', kind, occurredOn, count })),
        readings: { 'S-17': option },
      }),
      '2',
    );

  test.each<[string, [string, string, number?][], string, string]>([
    ['one limb once', [['rules_not_followed', '2025-03-01']], '5', '5'],
    [
      'one limb three times',
      [
        ['rules_not_followed', '2025-03-01'],
        ['rules_not_followed', '2025-03-31', 2],
      ],
      '5',
      '0',
    ],
    [
      'both limbs',
      [
        ['rules_not_followed', '2025-03-01'],
        ['operation_report_late', '2025-03-10'],
      ],
      '0',
      '0',
    ],
  ])('%s under both options of S-17', (_case, findings, once, each) => {
    expect([management(findings), management(findings, 'PER_OCCURRENCE')]).toEqual([once, each]);
  });
});

test('annex, 5: each training failure costs 1', () => {
  const failed = (count: number) =>
    pointsOf(shaanxiMonth({ findings: [{ id: 'f', item: '5', kind: 'training_failure', occurredOn: '2025-03-07', count }] }), '5');
  expect([1, 5, 6].map(failed)).toEqual(['4', '0', '0']);
});

describe('annex, 13 and 14: what is taken off the month', () => {
  test.each([
    ['annex, 13', '13', 'valid_complaint', 3, '6', '94'],
    ['annex, 14', '14', 'falsification', 2, '10', '90'],
  ])('%s: an item without a maximum comes to what was found', (_clause, item, kind, count, points, total) => {
    const month = evaluate(shaanxiMonth({ findings: [{ id: 'f', item, kind, occurredOn: '2025-03-07', count }] }));
    expect(month.items.find(({ code }) => code === item)).toMatchObject({ max: null, points, status: 'SCORED' });
    expect(month.total).toBe(total);
  });

  test('nothing found comes to 0, with a line that says so', () => {
    expect(itemOf(shaanxiMonth(), '13')).toMatchObject({ points: '0', lines: [{ arithmetic: '0', points: '0' }] });
  });

  test('a month below 0 ends at 0, or goes on under NO_FLOOR of S-37', () => {
    const findings = [{ id: 'f', item: '14', kind: 'falsification', occurredOn: '2025-03-07', count: 21 }];
    expect(evaluate(shaanxiMonth({ findings })).total).toBe('0');
    expect(evaluate(shaanxiMonth({ findings, readings: { 'S-37': 'NO_FLOOR' } })).total).toBe('-5');
  });
});
