import { describe, expect, test } from '@jest/globals';
import { evaluate, itemOf, pointsOf } from '../../support/calculate.js';
import { shaanxiMonth } from '../../support/quarters.js';

type Fields = Record<string, unknown>;

const month = (item: string, findings: Fields[], readings: Record<string, string> = {}) =>
  shaanxiMonth({
    findings: findings.map((finding, index) => ({ id: `f-${index}`, item, occurredOn: '2025-03-07', ...finding })),
    readings,
  });

describe('annex, 11: praise adds 1, a commendation 10, one matter counts once', () => {
  test.each<[string, Fields[], string]>([
    ['nothing', [], '0'],
    ['one praise', [{ kind: 'praise' }], '1'],
    ['without a matter each counts', [{ kind: 'praise', count: 2 }, { kind: 'praise' }], '3'],
    [
      'one matter counts at its highest',
      [
        { kind: 'praise', matterId: 'm' },
        { kind: 'commendation', matterId: 'm' },
      ],
      '10',
    ],
    ['one matter counts once, whatever its count', [{ kind: 'praise', matterId: 'm', count: 5 }], '1'],
    [
      'two matters count twice',
      [
        { kind: 'praise', matterId: 'm' },
        { kind: 'praise', matterId: 'n' },
      ],
      '2',
    ],
    [
      'some with a matter, some without',
      [
        { kind: 'commendation', matterId: 'm' },
        { kind: 'praise', count: 3 },
      ],
      '13',
    ],
  ])('%s', (_case, findings, points) => {
    expect(pointsOf(month('11', findings), '11')).toBe(points);
  });

  test('a month above 100 stands, or ends at 100 under CAP_100 of S-33', () => {
    expect(evaluate(month('11', [{ kind: 'commendation' }])).total).toBe('110');
    expect(evaluate(month('11', [{ kind: 'commendation' }], { 'S-33': 'CAP_100' })).total).toBe('100');
  });

  test('a line names the findings of one matter', () => {
    const item = itemOf(
      month('11', [
        { kind: 'praise', matterId: 'm' },
        { kind: 'commendation', matterId: 'm' },
      ]),
      '11',
    );
    expect(item.lines).toMatchObject([{ measured: 'm: f-0, f-1', arithmetic: 'max(1, 10)', points: '10' }]);
  });
});

describe('annex, 12: criticism takes off by the level of the body', () => {
  test.each([
    ['BELOW_CITY', ['10', '10', '10']],
    ['CITY', ['10', '20', '10']],
    ['PROVINCE', ['20', '50', '20']],
    ['NATIONAL', ['50', '50', '20']],
  ])('%s under the three options of S-35', (level, points) => {
    const under = (option: string) => pointsOf(month('12', [{ kind: 'criticism', level }], { 'S-35': option }), '12');
    expect(['10_10_20_50', '10_20_50_50', '10_10_20_20'].map(under)).toEqual(points);
  });

  test('one matter at two levels counts once, at its highest under the option in force', () => {
    const findings = [
      { kind: 'criticism', level: 'CITY', matterId: 'm' },
      { kind: 'criticism', level: 'BELOW_CITY', matterId: 'm', count: 3 },
    ];
    expect(pointsOf(month('12', findings), '12')).toBe('10');
    expect(pointsOf(month('12', findings, { 'S-35': '10_20_50_50' }), '12')).toBe('20');
  });

  test('a matter of praise and one of criticism with the same id stand in different items and both count', () => {
    const praised = { id: 'p', item: '11', kind: 'praise', occurredOn: '2025-03-07', matterId: 'm' };
    const criticised = { id: 'c', item: '12', kind: 'criticism', occurredOn: '2025-03-07', matterId: 'm', level: 'CITY' };
    expect(evaluate(shaanxiMonth({ findings: [praised, criticised] })).total).toBe('91');
  });
});
