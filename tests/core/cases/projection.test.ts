import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { type Projection, project } from '../../../src/core/cases/projection.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import { addDays } from '../../../src/core/values/dates.js';
import { Exact } from '../../../src/core/values/exact.js';
import { readCase } from '../../support/calculate.js';
import { incomingCases, periodCases } from '../../support/generated-periods.js';
import { contractOf, LIBRARY } from '../../support/library.js';
import { kezhouMonths, kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

const projectionOf = (input: unknown, on: string): Projection | null => project(readCase(input, 'POOL_WHAT_IS_THERE'), on);

const itemOf = (projection: Projection | null, code: string) => projection!.items.find((item) => item.code === code)!;

const JANUARY = {
  agentRequests: 3000,
  agentAnswered: 3000,
  answeredWithin6s: 2850,
  dispatchedTickets: 2000,
  misdispatchedTickets: 5,
  callbacksDue: 300,
  callbacksExempt: 0,
  callbacksDone: 300,
  operatorHeadcount: 13,
};

const FINDINGS = [
  { id: 'f-1', item: '1.6', kind: 'circular_notice', occurredOn: '2025-01-20' },
  { id: 'f-2', item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-02-10' },
];

describe('a quarter of Kezhou on day 45 of 90, with the figures of January and two findings', () => {
  const projection = projectionOf(kezhouMonths({ '2025-01': JANUARY }, { findings: FINDINGS }), '2025-02-14');

  test('counts the days with both ends', () => {
    expect(projection).toMatchObject({ on: '2025-02-14', daysElapsed: 45, daysOfPeriod: 90 });
  });

  test('keeps its rates and lets single cases grow with the months', () => {
    // Answered within 6 s: 2850 / 3000 = 95%. Dispatched wrongly: 99.75%, nothing off by the rate, but 15 of them by the quarter's end.
    expect(itemOf(projection, '1.1')).toMatchObject({ pointsNow: '10', points: '10' });
    expect(itemOf(projection, '1.2')).toMatchObject({ pointsNow: '3', points: '3' });
    expect(itemOf(projection, '2.2')).toMatchObject({ max: '10', pointsNow: '8.5', points: '8.5' });
  });

  test('lets its findings grow with the days', () => {
    expect(itemOf(projection, '1.6')).toMatchObject({ max: '3', pointsNow: '2', points: '1' });
    expect(itemOf(projection, '7.3')).toMatchObject({ max: '3', pointsNow: '2.5', points: '2' });
    expect(itemOf(projection, '1.4')).toMatchObject({ pointsNow: '1', points: '1' });
  });

  test('comes to 95.5, which pays the whole fee for 13 of 14 operators', () => {
    // 100 − 1.5 − 2 − 1 = 95.5; 184,800 × 13 / 14 = 171,600.
    expect(projection).toMatchObject({ total: '95.5', totalRange: ['95.5', '95.5'], payable: '171600.00' });
  });

  test('stands to lose a tenth by one point of any item', () => {
    // 94.5 pays 90%: 154,440.
    expect(new Set(projection!.items.map(({ payablePerPoint }) => payablePerPoint))).toEqual(new Set(['17160.00']));
  });

  test('an item with less than a point can lose no more than it has', () => {
    // 9 wrong tickets cost 0.9, three steps of 2 hours grow to 0.6: 96.1 − 0.6 = 95.5, and without the last 0.4 of 1.5 it is 95.1.
    const late = { id: 'f-3', item: '1.5', kind: 'late_dispatch', occurredOn: '2025-02-01', elapsedHours: '30' };
    const months = { '2025-01': { ...JANUARY, misdispatchedTickets: 3 } };
    const other = projectionOf(kezhouMonths(months, { findings: [...FINDINGS, late] }), '2025-02-14');
    expect(other).toMatchObject({ total: '95.5', payable: '171600.00' });
    expect(itemOf(other, '1.5')).toMatchObject({ pointsNow: '0.7', points: '0.4', payablePerPoint: '0.00' });
    expect(itemOf(other, '1.4')).toMatchObject({ points: '1', payablePerPoint: '17160.00' });
  });
});

describe('what one point is worth', () => {
  test('nothing where the total lies a point above its band, nor where it ends at its most', () => {
    const bonus = projectionOf(kezhouQuarter({ counts: { answeredWithin6s: 9700, misdispatchedTickets: 10 } }), '2025-03-31');
    // 100 + 2 − 1 is held at 100, a point lower is 100 again.
    expect(bonus).toMatchObject({ total: '100', payable: '184800.00' });
    expect(itemOf(bonus, '1.1').payablePerPoint).toBe('0.00');
  });

  test('is told apart for items that add, take off, or have nothing left', () => {
    const observations = [
      ...Object.entries({ callsIn: 1000, callsAnswered: 1000, answeredIn20s: 900, callbacksPlanned: 100, callbacksWaived: 0 }),
      ...Object.entries({ callbacksMade: 100, serviceRank: 1, ordersSent: 1000, ordersWrong: 0, ordersReturned: 0 }),
      ...Object.entries({ traineesDue: 10, traineesTrained: 10 }),
    ].map(([metric, value]) => ({ metric, value, source: 'AGENCY' }));
    const half = {
      contract: 'qinghe-12345',
      period: '2026H1',
      observations: [...observations, { metric: 'seats', month: '2026-01', value: 18, source: 'ROSTER' }],
      findings: [{ id: 'f', item: 'D3', kind: 'false_record', occurredOn: '2026-03-01', points: '2', reason: 'log read' }],
      judgements: [{ item: 'C3', points: '0', reason: 'nothing done' }],
    };
    const projection = projectionOf(half, '2026-06-30');
    // 120 − 8 − 2 = 110 pays 1,234,567.80 / 4. At 109: 96% of it less 0.75% of 246,913.56, 294,444.4203.
    expect(projection).toMatchObject({ total: '110', payable: '308641.95' });
    expect(['A1', 'C3', 'D1', 'D2', 'D3'].map((code) => itemOf(projection, code).payablePerPoint)).toEqual([
      '14197.53',
      '0.00',
      '0.00',
      '14197.53',
      '14197.53',
    ]);
    expect(itemOf(projection, 'D3')).toMatchObject({ max: null, pointsNow: '2', points: '2' });
    // On 2026-04-30 120 of 181 days are over: 2 × 181 / 120 taken off.
    expect(itemOf(projectionOf(half, '2026-04-30'), 'D3').points).toBe('3.0167');
    expect(itemOf(projectionOf(half, '2026-04-30'), 'C3').points).toBe('0');
  });
});

describe('after the quarter’s end', () => {
  const months = { '2025-01': JANUARY, '2025-02': JANUARY, '2025-03': { ...JANUARY, operatorHeadcount: 14 } };
  const quarter = kezhouMonths(months, { findings: FINDINGS });

  test.each(['2025-03-31', '2025-04-20'])('on %s it is what it came to', (on) => {
    const projection = projectionOf(quarter, on);
    expect(projection).toMatchObject({ on, daysElapsed: 90, daysOfPeriod: 90, total: '97', payable: '184800.00' });
    const score = new PeriodScore(readCase(quarter)).render();
    expect([score.total, score.payable!.amount]).toEqual(['97', '184800.00']);
    for (const { pointsNow, points } of projection!.items) expect(points).toBe(pointsNow);
  });
});

describe('the headcount of a quarter', () => {
  test.each([
    [{ '2025-01': 13, '2025-03': 14 }, '176000.00'],
    [{ '2025-03': 13 }, '171600.00'],
  ])('%j is carried on to the months that lack', (headcounts, payable) => {
    const quarter = kezhouQuarter({ headcounts: null, readings: { 'K-2': 'AVERAGE' } });
    for (const [month, value] of Object.entries(headcounts))
      quarter.observations.push({ metric: 'operatorHeadcount', month, value, source: 'ROSTER' });
    // 13, 13, 14 is 40 thirds of 14.
    expect(projectionOf(quarter, '2025-03-31')!.payable).toBe(payable);
  });

  test('without any there is a total and no payable', () => {
    const projection = projectionOf(kezhouQuarter({ headcounts: null }), '2025-02-14');
    expect(projection).toMatchObject({ total: '100', payable: null });
    expect(itemOf(projection, '1.1').payablePerPoint).toBeNull();
  });
});

test('a month of Shaanxi on day 10 of 31 has findings that grow and no payable', () => {
  const findings = [
    { id: 'f-1', item: '5', kind: 'training_failure', occurredOn: '2025-03-04' },
    { id: 'f-2', item: '11', kind: 'praise', occurredOn: '2025-03-05' },
    { id: 'f-3', item: '13', kind: 'valid_complaint', occurredOn: '2025-03-06' },
  ];
  const projection = projectionOf(shaanxiMonth({ findings }), '2025-03-10');
  // 5 − 3.1, + 3.1, − 6.2.
  expect(projection).toMatchObject({ daysElapsed: 10, daysOfPeriod: 31, total: '93.8', payable: null });
  expect(['5', '11', '13'].map((code) => itemOf(projection, code))).toMatchObject([
    { max: '5', pointsNow: '4', points: '1.9', payablePerPoint: null },
    { max: null, pointsNow: '1', points: '3.1', payablePerPoint: null },
    { max: null, pointsNow: '2', points: '6.2', payablePerPoint: null },
  ]);
});

test('a quarter with nothing recorded has no total, only its range', () => {
  const projection = projectionOf({ contract: 'kezhou-12345', period: '2025Q1' }, '2025-01-01');
  expect(projection).toMatchObject({ daysElapsed: 1, total: null, totalRange: ['67', '100'], payable: null });
  expect(itemOf(projection, '1.1')).toMatchObject({ pointsNow: null, points: null, payablePerPoint: null });
});

test('before the period there is nothing to project', () => {
  expect(projectionOf(kezhouQuarter(), '2024-12-31')).toBeNull();
});

describe.each(LIBRARY.codes)('for any period of %s', (code) => {
  const contract = contractOf(code);

  test('on its last day, with all months, the projection is the score', () => {
    fc.assert(
      fc.property(periodCases(contract), (input) => {
        const { total, totalRange, items, payable } = new PeriodScore(readCase(input)).render();
        const projection = projectionOf(input, contract.period(input.period)!.endsOn)!;
        expect(projection).toMatchObject({ total, totalRange, payable: payable?.amount ?? null });
        expect(projection.items.map(({ points }) => points)).toEqual(items.map(({ points }) => points));
      }),
      { numRuns: 25 },
    );
  });

  test('the later the day, the less its findings weigh, and nothing else moves', () => {
    const withDays = fc.tuple(incomingCases(contract), fc.nat(400), fc.nat(400));
    fc.assert(
      fc.property(withDays, ([input, one, other]) => {
        const read = readPeriodCase(input, LIBRARY, 'POOL_WHAT_IS_THERE');
        if (!read.ok) return;
        const [earlier, later] = [one, other]
          .sort((a, b) => a - b)
          .map((days) => project(read.value, addDays(read.value.period.startsOn, days))!);
        earlier!.items.forEach((item, index) => {
          const after = later!.items[index]!;
          expect(after.pointsNow).toBe(item.pointsNow);
          const hasFindings = read.value.facts.findingsOf.has(item.code);
          if (!hasFindings || item.points === null) expect(after.points).toBe(item.points);
          // An additional item comes to less, one with a maximum keeps more.
          else if (item.max === null) expect(Exact.of(item.points).isLessThan(Exact.of(after.points!))).toBe(false);
          else expect(Exact.of(after.points!).isLessThan(Exact.of(item.points))).toBe(false);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('one point of an item never costs less than nothing', () => {
    fc.assert(
      fc.property(incomingCases(contract), fc.nat(400), (input, days) => {
        const read = readPeriodCase(input, LIBRARY, 'POOL_WHAT_IS_THERE');
        if (!read.ok) return;
        const projection = project(read.value, addDays(read.value.period.startsOn, days))!;
        for (const { payablePerPoint } of projection.items) {
          expect(payablePerPoint === null).toBe(projection.payable === null);
          if (payablePerPoint !== null) expect(Exact.of(payablePerPoint).sign).not.toBe(-1);
        }
      }),
      { numRuns: 40 },
    );
  });
});
