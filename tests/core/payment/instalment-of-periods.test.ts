import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import type { Contract } from '../../../src/core/contract/contract.js';
import { readContract } from '../../../src/core/contract/read-contract.js';
import { payableForPeriods } from '../../../src/core/payment/extremes-of-periods.js';
import { costsOfReadings } from '../../../src/core/payment/instalment-of-periods.js';
import type { Instalment } from '../../../src/core/payment/schedule.js';
import { ReadingsInForce } from '../../../src/core/readings/reading.js';
import type { ScoreSheet } from '../../../src/core/rubric/score.js';
import { Exact } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { evaluate, readCase, settle } from '../../support/calculate.js';
import { periodCases, readingsOf } from '../../support/generated-periods.js';
import { CALENDAR, contractOf, LIBRARY } from '../../support/library.js';
import { kezhouQuarter, type PeriodInput, shaanxiMonth } from '../../support/quarters.js';
import { changedSeed } from '../../support/seed-files.js';

const kezhou = contractOf('kezhou-12345');
const shaanxi = contractOf('shaanxi-12367');

const sheetOf = (input: PeriodInput): ScoreSheet => new PeriodScore(readCase(input)).sheet;

const factsOf = ({ payment }: Contract, { base }: Instalment, rosters: readonly number[] | null = null) => ({
  contractAmount: payment.contractAmount,
  base,
  rosters: rosters?.map((number) => Exact.integer(number)) ?? null,
});

const inForce = ({ readings }: Contract, agreed: Record<string, string> = {}) => new ReadingsInForce(readings, agreed);

/** Periods all under the same readings. */
const under = (readings: ReadingsInForce, sheets: readonly ScoreSheet[]) => sheets.map((sheet) => ({ sheet, inForce: readings }));

const pay = (instalment: Instalment, sheets: readonly ScoreSheet[], facts: ReturnType<typeof factsOf>, readings: ReadingsInForce) =>
  payableForPeriods(instalment, under(readings, sheets), facts, readings, readings.choice);

const printed = (payable: Exact | null): string | null => payable && printMoney(payable);

/** What the first quarter of Kezhou pays. */
function quarterPays(counts: Record<string, number | null>, rosters: readonly number[] | null, agreed: Record<string, string> = {}) {
  const instalment = kezhou.payment.instalment(1)!;
  const facts = factsOf(kezhou, instalment, rosters);
  return printed(pay(instalment, [sheetOf(kezhouQuarter({ counts }))], facts, inForce(kezhou, agreed)));
}

describe('kezhou 3.4 and 4.2: a quarter by its own score', () => {
  const AT_94_9 = { misdispatchedTickets: 51 };
  const AT_85 = { misdispatchedTickets: 100, agentAnswered: 9500 };
  const AT_84_9 = { misdispatchedTickets: 100, agentAnswered: 9490 };
  const AT_96 = { misdispatchedTickets: 40 };
  const AT_90 = { misdispatchedTickets: 100 };

  test.each([
    [{ misdispatchedTickets: 50 }, [14, 14, 14], {}, '184800.00'],
    [AT_94_9, [14, 14, 14], {}, '166320.00'],
    [AT_94_9, [14, 14, 14], { 'K-4': 'ROUND_TO_INTEGER' }, '184800.00'],
    [AT_85, [14, 14, 14], {}, '166320.00'],
    [AT_85, [14, 14, 14], { 'K-5': 'PAYS_0' }, '0.00'],
    [AT_84_9, [14, 14, 14], {}, '0.00'],
    [AT_84_9, [14, 14, 14], { 'K-4': 'ROUND_TO_INTEGER' }, '166320.00'],
    [AT_96, [14, 13, 13], {}, '171600.00'],
    [AT_96, [14, 13, 13], { 'K-2': 'AVERAGE' }, '176000.00'],
    [AT_96, [14, 14, 13], { 'K-1': 'FULL_FEE' }, '184800.00'],
    [AT_90, [14, 14, 13], {}, '154440.00'],
  ])('%j with rosters %j and %j pays %s', (counts, rosters, agreed, payable) => {
    expect(quarterPays(counts, rosters, agreed)).toBe(payable);
  });

  test('pays nothing yet without a total or a headcount', () => {
    expect(quarterPays({ callbacksDone: null }, [14, 14, 14])).toBeNull();
    expect(quarterPays(AT_96, null)).toBeNull();
    expect(quarterPays(AT_96, null, { 'K-1': 'FULL_FEE' })).toBe('184800.00');
  });
});

/** A month that loses whole points to a short team and to missed exams, and others to bad ratings out of a base. */
const month = (period: string, { lost, bad = 0, rated = 1000 }: { lost: number; bad?: number; rated?: number }): PeriodInput =>
  shaanxiMonth({
    period,
    counts: {
      teamHeadcount: 10 - Math.min(lost, 10),
      examTaken: 10 - Math.max(lost - 10, 0),
      ratedVerySatisfied: rated - bad,
      ratedDissatisfied: bad,
    },
  });

type Loss = Parameters<typeof month>[1];

const meanOfMonths = (no: number): Instalment => shaanxi.payment.instalment(no)!;

const periodsOf = ({ data: { score } }: Instalment): string[] => (score && 'meanOf' in score ? score.meanOf : []);

const sheetsOf = (no: number, losses: readonly Loss[]): ScoreSheet[] =>
  periodsOf(meanOfMonths(no)).map((period, index) => sheetOf(month(period, losses[index]!)));

const PRORATA_RATINGS = { 'S-27': 'PRORATA' };

function meanPays(no: number, losses: readonly Loss[], agreed: Record<string, string> = {}): string | null {
  const instalment = meanOfMonths(no);
  const readings = inForce(shaanxi, { ...PRORATA_RATINGS, ...agreed });
  return printed(pay(instalment, sheetsOf(no, losses), factsOf(shaanxi, instalment), readings));
}

const wholePoints = (...lost: number[]): Loss[] => lost.map((each) => ({ lost: each }));

// The last month: 938 of 1000 satisfied, 1.2 points of a percent short, 0.6 off: 89.4. Together 542.4, of six months 90.4.
const MEAN_90_4: Loss[] = [...wholePoints(9, 9, 9, 10, 10), { lost: 10, bad: 62 }];

describe('shaanxi 10(2): a mean of six months', () => {
  test.each([
    ['95', wholePoints(5, 5, 5, 5, 5, 5), {}, '344500.00', '68900.00'],
    ['94.5', wholePoints(5, 5, 5, 6, 6, 6), {}, '344500.00', '68900.00'],
    ['90.4', MEAN_90_4, {}, '341055.00', '65455.00'],
    ['90.4', MEAN_90_4, { 'S-2': 'PRORATA' }, '340538.25', '64938.25'],
    ['90.4', MEAN_90_4, { 'S-2': 'CEIL' }, '340193.75', '64593.75'],
    ['80', wholePoints(20, 20, 20, 20, 20, 20), {}, '331581.25', '55981.25'],
  ])('of %s with %j and %j pays %s and %s', (_, losses, agreed, second, third) => {
    expect(meanPays(2, losses, agreed)).toBe(second);
    expect(meanPays(3, losses, agreed)).toBe(third);
  });

  test('of thirds is taken exactly, where a printed total is a fen off', () => {
    // 283 of 300 satisfied is two thirds of a step short: 94 less a third in one month, 93.6667 as it is printed.
    const losses = [{ lost: 6, bad: 17, rated: 300 }, ...wholePoints(6, 6, 6, 6, 6)];
    const [first] = periodsOf(meanOfMonths(2));
    expect(evaluate({ ...month(first!, losses[0]!), readings: PRORATA_RATINGS }).total).toBe('93.6667');
    // The mean is 94 less an eighteenth: 344,500 − 861.25 × 19/18 = 343,590.9027…
    expect(meanPays(2, losses, { 'S-2': 'PRORATA' })).toBe('343590.90');
    const scores = Object.fromEntries(periodsOf(meanOfMonths(2)).map((period, index) => [period, index === 0 ? '93.6667' : '94']));
    const fromPrint = settle({ contract: 'shaanxi-12367', instalment: 2, scores, readings: { 'S-2': 'PRORATA' } });
    expect(fromPrint.payable!.amount).toBe('343590.91');
  });

  test('pays nothing yet while one month has no total', () => {
    const sheets = sheetsOf(2, wholePoints(0, 0, 0, 0, 0, 0));
    const instalment = meanOfMonths(2);
    const without = sheetOf(shaanxiMonth({ counts: { answerRateRank: null } }));
    expect(pay(instalment, [...sheets.slice(1), without], factsOf(shaanxi, instalment), shaanxi.defaults)).toBeNull();
  });

  test('of months under two versions of the rubric takes each month by its own', () => {
    const changed = readContract(
      changedSeed('shaanxi-12367', {
        'rubric.version': 2,
        'contract.versions[0].rubricVersion': 2,
        'rubric.sections[0].items[0].rule.pointsEach': 2,
      }),
      CALENDAR,
    );
    if (!changed.ok) throw new Error('the changed contract is refused');
    const sheets = periodsOf(meanOfMonths(2)).map((period, index) => {
      const input = month(period, { lost: 4 });
      const read = readPeriodCase(input, { get: () => (index < 3 ? shaanxi : changed.value.contract) });
      if (!read.ok) throw new Error('the month is refused');
      return new PeriodScore(read.value).sheet;
    });
    expect(sheets.map(({ rubric }) => rubric.id.split('@')[1])).toEqual(['1', '1', '1', '2', '2', '2']);
    // Three months of 96 and three of 92: 94, a point below.
    const instalment = meanOfMonths(2);
    expect(printed(pay(instalment, sheets, factsOf(shaanxi, instalment), shaanxi.defaults))).toBe('343638.75');
  });
});

describe('an instalment', () => {
  const second = meanOfMonths(2);
  const sheets = sheetsOf(2, wholePoints(0, 0, 0, 0, 0, 0));

  test('without a score pays what it is', () => {
    const first = meanOfMonths(1);
    expect(printed(pay(first, [], factsOf(shaanxi, first), shaanxi.defaults))).toBe('275600.00');
  });

  test('is never settled by some of its periods, or by more', () => {
    const pays = (some: readonly ScoreSheet[]) => () => pay(second, some, factsOf(shaanxi, second), shaanxi.defaults);
    expect(pays(sheets.slice(1))).toThrow(RangeError);
    expect(pays([...sheets, sheets[0]!])).toThrow(RangeError);
    expect(pays([])).toThrow(RangeError);
  });
});

/** Each reading with its alternatives as `option payable difference`. */
const costsOf = (contract: Contract, no: number, sheets: readonly ScoreSheet[], rosters: number[] | null, agreed = {}) => {
  const instalment = contract.payment.instalment(no)!;
  const readings = inForce(contract, agreed);
  return costsOfReadings(instalment, under(readings, sheets), factsOf(contract, instalment, rosters), readings, contract.readings);
};

const differences = (costs: ReturnType<typeof costsOf>, code: string) =>
  costs.find((cost) => cost.code === code)!.alternatives.map(({ option, payable, difference }) => [option, payable, difference]);

describe('what each reading costs', () => {
  const quarter = costsOf(kezhou, 1, [sheetOf(kezhouQuarter({ counts: { misdispatchedTickets: 51 } }))], [14, 14, 13]);
  const half = costsOf(shaanxi, 2, sheetsOf(2, MEAN_90_4), null, PRORATA_RATINGS);

  test('a quarter at 94.9 with 13 of 14 operators pays 154,440.00', () => {
    expect(quarter.map(({ code }) => code)).toEqual(kezhou.readings.map(({ code }) => code));
    for (const { payable, state } of quarter) expect([payable, state]).toEqual(['154440.00', 'OPEN']);
  });

  test.each([
    ['K-1', [['FULL_FEE', '166320.00', '11880.00']]],
    [
      'K-2',
      [
        ['AVERAGE', '162360.00', '7920.00'],
        ['MINIMUM', '154440.00', '0.00'],
      ],
    ],
    ['K-4', [['ROUND_TO_INTEGER', '171600.00', '17160.00']]],
    ['K-5', [['PAYS_0', '154440.00', '0.00']]],
    [
      'K-37',
      [
        ['SUM', '154440.00', '0.00'],
        ['RATE_ONLY', '171600.00', '17160.00'],
        ['BEYOND_TOLERANCE', '171600.00', '17160.00'],
      ],
    ],
    ['K-44', [['MUST_AWARD', null, null]]],
  ])('%s of that quarter', (code, expected) => {
    expect(differences(quarter, code)).toEqual(expected);
  });

  test.each([
    [
      'S-1',
      [
        ['INSTALMENT', '337610.00', '-3445.00'],
        ['HALF_OF_TOTAL', '337610.00', '-3445.00'],
      ],
    ],
    [
      'S-2',
      [
        ['PRORATA', '340538.25', '-516.75'],
        ['CEIL', '340193.75', '-861.25'],
      ],
    ],
    ['S-27', []],
    ['S-12', [['PERMILLE_3', '341055.00', '0.00']]],
  ])('%s of a mean of 90.4', (code, expected) => {
    expect(differences(half, code)).toEqual(expected);
  });

  test('an agreed reading has nothing beside it', () => {
    expect(half.find(({ code }) => code === 'S-27')).toMatchObject({ option: 'PRORATA', state: 'AGREED', alternatives: [] });
  });

  test('a reading that is agreed for some of the months moves the others only', () => {
    // Bad ratings of 62 of 1000 in each month: 1.2 points of a percent, 0.6 off under PRORATA, 0.5 completed, 1 begun.
    const sheets = sheetsOf(
      2,
      Array.from({ length: 6 }, () => ({ lost: 5, bad: 62 })),
    );
    const second = meanOfMonths(2);
    const open = inForce(shaanxi);
    const agreed = inForce(shaanxi, { 'S-27': 'CEIL' });
    const periods = sheets.map((sheet, index) => ({ sheet, inForce: index < 3 ? open : agreed }));
    const costs = costsOfReadings(second, periods, factsOf(shaanxi, second), inForce(shaanxi, { 'S-2': 'PRORATA' }), shaanxi.readings);
    // 94.5 three times and 94 three times: 94.25, three quarters of a point at 861.25. Were the others 94 too, a whole point.
    expect(costs.find(({ code }) => code === 'S-27')).toMatchObject({ state: 'OPEN', payable: '343854.06' });
    expect(differences(costs, 'S-27').find(([option]) => option === 'CEIL')).toEqual(['CEIL', '343638.75', '-215.31']);
  });

  test('nothing is known while the payable is not', () => {
    const waiting = costsOf(kezhou, 1, [sheetOf(kezhouQuarter())], null);
    expect(waiting[0]).toMatchObject({ code: 'K-1', payable: null });
    // The full fee would be payable all the same.
    expect(differences(waiting, 'K-1')).toEqual([['FULL_FEE', '184800.00', null]]);
  });
});

const paidAlone = ({ payment }: Contract, period: string): Instalment | null => payment.instalmentOfPeriod(period);

const PAID_BY_PERIOD = LIBRARY.codes.filter((code) => contractOf(code).periods.some((period) => paidAlone(contractOf(code), period.code)));

test.each(PAID_BY_PERIOD)('any period of %s pays as its own result says, under every option', (code) => {
  const contract = contractOf(code);
  fc.assert(
    fc.property(periodCases(contract), (input) => {
      const periodCase = readCase(input);
      const instalment = paidAlone(contract, input.period);
      if (!instalment) return;
      const score = new PeriodScore(periodCase);
      const { rosterMetric } = contract.payment;
      const rosters = rosterMetric ? (periodCase.facts.metrics.get(rosterMetric)?.used.map(({ value }) => Number(value)) ?? null) : null;
      const facts = factsOf(contract, instalment, rosters);
      expect(pay(instalment, [score.sheet], facts, periodCase.inForce)).toEqual(score.payable);
      const readings = contract.readingsOfPeriod(periodCase.period);
      const costs = costsOfReadings(instalment, under(periodCase.inForce, [score.sheet]), facts, periodCase.inForce, readings);
      expect(costs.map((cost) => cost.alternatives.map(({ payable }) => payable))).toEqual(
        score.readings().map((reading) => reading.alternatives.map(({ payable }) => payable)),
      );
    }),
    { numRuns: 20 },
  );
});

test('any mean of printed totals pays what is settled by them', () => {
  const losses = fc.array(fc.record({ lost: fc.nat(20), bad: fc.nat(1000) }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(losses, readingsOf(shaanxi), fc.constantFrom(2, 3), (months, readings, no) => {
      const instalment = meanOfMonths(no);
      const sheets = sheetsOf(no, months);
      const agreed = inForce(shaanxi, readings);
      // Of a thousand ratings every total ends within four places, so that the printed one is the exact one.
      const scores = Object.fromEntries(
        periodsOf(instalment).map((period, index) => [period, sheets[index]!.total(agreed.choice)!.toDecimal(4)]),
      );
      const payable = printed(pay(instalment, sheets, factsOf(shaanxi, instalment), agreed));
      expect(payable).toBe(settle({ contract: shaanxi.code, instalment: no, scores, readings }).payable!.amount);
    }),
    { numRuns: 40 },
  );
});
