import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type InstalmentAtStake, InstalmentStake, type PeriodAtStake } from '../../../src/core/account/at-stake.js';
import { paymentOfPeriod, periodToSettle } from '../../../src/core/cases/payment-of-period.js';
import type { Contract } from '../../../src/core/contract/contract.js';
import { type PeriodToSettle, payableForPeriods } from '../../../src/core/payment/extremes-of-periods.js';
import { contestedChoices, type ReadingsInForce } from '../../../src/core/readings/reading.js';
import { Exact } from '../../../src/core/values/exact.js';
import { printMoney, roundToFen } from '../../../src/core/values/figures.js';
import { readCase } from '../../support/calculate.js';
import { periodCases } from '../../support/generated-periods.js';
import { contractOf } from '../../support/library.js';
import { shaanxiMonth } from '../../support/quarters.js';

const kezhou = contractOf('kezhou-12345');
const shaanxi = contractOf('shaanxi-12367');

const headcounts = (...counts: number[]) => counts.map((count) => Exact.integer(count));
const known = (...counts: number[]) => ({ expected: headcounts(...counts), least: headcounts(...counts), greatest: headcounts(...counts) });
const UNKNOWN = { expected: headcounts(14, 14, 14), least: headcounts(0, 0, 0), greatest: headcounts(14, 14, 14) };
const NONE = { expected: null, least: null, greatest: null };

const toCome = ({ rubric, defaults }: Contract, least: string, greatest: string, inForce = defaults): PeriodAtStake => ({
  expected: Exact.of(greatest),
  least: Exact.of(least),
  greatest: Exact.of(greatest),
  rubric,
  inForce,
});

const stakeOf = (contract: Contract, no: number, differs: Partial<InstalmentAtStake>): InstalmentStake => {
  const instalment = contract.payment.instalment(no)!;
  const facts = { contractAmount: contract.payment.contractAmount, base: instalment.base };
  return new InstalmentStake({ instalment, published: [], toCome: [], facts, rosters: NONE, inForce: contract.defaults, ...differs });
};

describe('kezhou 4.2: what a reading can still move in a quarter', () => {
  const most = (stake: InstalmentStake, ...codes: string[]) => codes.map((code) => `${code} ${printMoney(stake.mostMovedBy(code))}`);

  test('of which nothing is known is each reading’s own: a band, or the headcount', () => {
    const stake = stakeOf(kezhou, 1, { toCome: [toCome(kezhou, '0', '100')], rosters: UNKNOWN });
    // Below 85 nothing is paid and from there on 90%: rounding moves no score from below 85 to 95, nor does 1.2 with its five points more.
    expect(most(stake, 'K-1', 'K-2', 'K-4', 'K-5', 'K-26', 'K-34')).toEqual([
      'K-1 184800.00',
      'K-2 184800.00',
      'K-4 166320.00',
      'K-5 166320.00',
      'K-26 166320.00',
      'K-34 166320.00',
    ]);
    // One that only decides whether data is missing moves no payable.
    expect(most(stake, 'K-44')).toEqual(['K-44 0.00']);
  });

  test('follows the headcount that is known', () => {
    const stake = stakeOf(kezhou, 1, { toCome: [toCome(kezhou, '0', '100')], rosters: known(14, 14, 13) });
    // The whole fee is 13,200.00 more than 13 of 14; 41 of 42 on average are 8,800.00 more.
    expect(most(stake, 'K-1', 'K-2')).toEqual(['K-1 13200.00', 'K-2 8800.00']);
  });

  test('is nothing where the score that is still possible lies within a band', () => {
    const stake = stakeOf(kezhou, 1, { toCome: [toCome(kezhou, '96', '100')], rosters: known(14, 14, 14) });
    expect(most(stake, 'K-1', 'K-2', 'K-4', 'K-5', 'K-24', 'K-37')).toEqual(
      ['K-1', 'K-2', 'K-4', 'K-5', 'K-24', 'K-37'].map((code) => `${code} 0.00`),
    );
  });

  test('is the whole instalment while nobody knows what is a full headcount', () => {
    expect(most(stakeOf(kezhou, 1, { toCome: [toCome(kezhou, '0', '100')] }), 'K-4')).toEqual(['K-4 184800.00']);
  });

  test('is nothing where the parties have agreed', () => {
    const inForce = kezhou.defaults.with({ 'K-4': 'CONTINUOUS' });
    const stake = stakeOf(kezhou, 1, { toCome: [toCome(kezhou, '0', '100', inForce)], rosters: UNKNOWN, inForce });
    expect(most(stake, 'K-4', 'K-5')).toEqual(['K-4 0.00', 'K-5 166320.00']);
  });
});

const FIRST_HALF = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];

describe('shaanxi 10(2): what a reading can still move in a mean of six months', () => {
  test('is exact for the months that are published, and the items’ maxima for those to come', () => {
    // 93.5% satisfied: a step and a half short, half a point off for the completed one and six by the rank: 93.5, or 93 under CEIL.
    const month = (period: string) =>
      periodToSettle(readCase(shaanxiMonth({ period, counts: { ratedVerySatisfied: 935, ratedDissatisfied: 65, answerRateRank: 11 } })));
    const stake = stakeOf(shaanxi, 2, {
      published: FIRST_HALF.slice(0, 5).map(month),
      toCome: [toCome(shaanxi, '93.5', '93.5')],
    });
    // The mean lies from 93 1/12 to 93.5: one completed point below 95, two begun, each 861.25 or 1,722.50. S-27 moves it by 5/12 of a
    // point: 717.71 in proportion (S-2), and nothing where completed or begun points count.
    const amounts = ['S-1', 'S-2', 'S-27', 'S-12'].map((code) => printMoney(stake.mostMovedBy(code)));
    expect(amounts).toEqual(['1722.50', '1722.50', '717.71', '0.00']);
  });

  test('has no other bound than the instalment where bonuses and penalties have none', () => {
    const stake = stakeOf(shaanxi, 2, { toCome: FIRST_HALF.map(() => toCome(shaanxi, '-1000000', '1000000')) });
    const amounts = Object.fromEntries(shaanxi.readings.map(({ code }) => [code, printMoney(stake.mostMovedBy(code))]));
    // S-17 sets an item of ten points: ten points, or a part of one more, at 0.5% of up to 344,500.00.
    expect(amounts).toMatchObject({
      'S-33': '344500.00',
      'S-35': '344500.00',
      'S-37': '344500.00',
      'S-17': '17225.00',
      'S-27': '17225.00',
    });
    expect(amounts).toMatchObject({ 'S-2': '1722.50' });
  });
});

/** Whether what a reading moves, under every combination of the others, lies within what it was said to move at most. */
function expectWithin(
  stake: InstalmentStake,
  codes: readonly string[],
  pay: (choice: Record<string, string>) => Exact | null,
  inForce: ReadingsInForce,
): number {
  let moved = 0;
  for (const code of codes) {
    const reading = inForce.readings.find((candidate) => candidate.code === code)!;
    if (inForce.stateOf(reading) === 'AGREED') continue;
    const most = stake.mostMovedBy(code);
    for (const choice of contestedChoices(
      inForce,
      codes.filter((other) => other !== code),
    )) {
      const now = pay(choice);
      if (!now) return 0;
      for (const option of inForce.contestedOptionsOf(code)) {
        const difference = roundToFen(pay({ ...choice, [code]: option })!).minus(roundToFen(now));
        if (!difference.isZero) moved += 1;
        for (const side of [difference, difference.negated()]) expect(most.isLessThan(side)).toBe(false);
      }
    }
  }
  return moved;
}

describe('whatever a period comes to, no reading moves more than was said before it was known', () => {
  test.each(['kezhou-12345', 'qinghe-12345'])('in %s', (code) => {
    const contract = contractOf(code);
    const codes = contract.readings
      .map((reading) => reading.code)
      .filter((reading) => contract.rubric.readings.has(reading) || contract.payment.readings.has(reading));
    let moved = 0;
    fc.assert(
      fc.property(periodCases(contract), fc.boolean(), (input, isHeadcountKnown) => {
        const read = readCase({ ...input, readings: Object.fromEntries(Object.entries(input.readings).slice(0, 2)) });
        const payment = paymentOfPeriod(read);
        const { sheet, inForce } = periodToSettle(read);
        const total = sheet.total(inForce.choice);
        if (!payment || !total) return;
        const { rosters } = payment.facts;
        const stake = stakeOf(contract, payment.instalment.data.no, {
          toCome: [toCome(contract, '-1000', '1000', inForce)],
          rosters: isHeadcountKnown || !rosters ? { expected: rosters, least: rosters, greatest: rosters } : UNKNOWN,
          inForce,
        });
        if (rosters?.some((count) => Exact.integer(14).isLessThan(count))) return;
        const pay = (choice: Record<string, string>) =>
          payableForPeriods(payment.instalment, [{ sheet, inForce }], payment.facts, inForce, choice);
        moved += expectWithin(stake, codes, pay, inForce);
      }),
      { numRuns: 25 },
    );
    expect(moved).toBeGreaterThan(20);
  });

  test('in a mean of months of which some are published', () => {
    const second = shaanxi.payment.instalment(2)!;
    const codes = ['S-1', 'S-2', 'S-17', 'S-19', 'S-27'];
    const month = fc.record({ leavers: fc.nat(3), rank: fc.integer({ min: 5, max: 12 }), bad: fc.nat(120), limbs: fc.nat(2) });
    const inForce = shaanxi.defaults.with({ 'S-33': 'UNCAPPED', 'S-35': '10_10_20_50', 'S-37': 'FLOOR_0', 'S-31': 'CAP_5' });
    fc.assert(
      fc.property(fc.tuple(...FIRST_HALF.map(() => month)), fc.integer({ min: 0, max: 5 }), (drawn, publishedCount) => {
        const periods: PeriodToSettle[] = drawn.map(({ leavers, rank, bad, limbs }, index) => {
          const findings = Array.from({ length: limbs }, (_, no) => ({
            id: `r-${no}`,
            item: '2',
            kind: 'rules_not_followed',
            occurredOn: `${FIRST_HALF[index]}-10`,
          }));
          const counts = { leavers, answerRateRank: rank, ratedVerySatisfied: 1_000 - bad, ratedDissatisfied: bad };
          return { ...periodToSettle(readCase(shaanxiMonth({ period: FIRST_HALF[index]!, counts, findings }))), inForce };
        });
        const stake = stakeOf(shaanxi, 2, {
          published: periods.slice(0, publishedCount),
          toCome: periods.slice(publishedCount).map(() => toCome(shaanxi, '0', '100', inForce)),
          inForce,
        });
        const facts = { contractAmount: shaanxi.payment.contractAmount, base: second.base, rosters: null };
        expectWithin(stake, codes, (choice) => payableForPeriods(second, periods, facts, inForce, choice), inForce);
      }),
      { numRuns: 10 },
    );
  });
});
