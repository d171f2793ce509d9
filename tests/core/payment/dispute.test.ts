import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { paymentOfPeriod, periodToSettle } from '../../../src/core/cases/payment-of-period.js';
import { type Dispute, disputeOf, explainDispute } from '../../../src/core/payment/dispute.js';
import { type PeriodToSettle, payableForPeriods } from '../../../src/core/payment/extremes-of-periods.js';
import { ReadingsInForce } from '../../../src/core/readings/reading.js';
import type { Choice } from '../../../src/core/readings/setting.js';
import { Exact, greatest, least } from '../../../src/core/values/exact.js';
import { printMoney, roundToFen } from '../../../src/core/values/figures.js';
import { readCase } from '../../support/calculate.js';
import { contractOf } from '../../support/library.js';
import { kezhouQuarter, type PeriodInput, shaanxiMonth } from '../../support/quarters.js';

const kezhou = contractOf('kezhou-12345');
const shaanxi = contractOf('shaanxi-12367');

type Settled = Parameters<typeof disputeOf>;

/** A quarter of Kezhou as it is settled. */
function quarterToSettle(input: PeriodInput): Settled {
  const read = readCase(input);
  const { instalment, facts } = paymentOfPeriod(read)!;
  return [instalment, [periodToSettle(read)], facts, read.inForce];
}

/** A judgement that takes points off and that no reading moves. */
const taken = (item: string, points: string) => ({ item, points, reason: '经查' });

// 95.07% within 6 seconds: seven tenths of a step, one begun. 94.4 in all.
const TOGETHER = kezhouQuarter({ counts: { answeredWithin6s: 9_507 }, judgements: [taken('5.1', '0'), taken('6.3', '0.4')] });

const written = (dispute: Dispute | null) =>
  dispute && { readings: dispute.readings, least: dispute.leastWith, greatest: dispute.greatestWith };

describe('scoring 2: a dispute names the readings that it hangs on', () => {
  test('which move it only together, none of them by itself', () => {
    const dispute = disputeOf(...quarterToSettle(TOGETHER))!;
    // Without the bonus above the maximum (K-26) it stays 94.4 as well.
    expect(written(dispute)).toEqual({
      readings: ['K-4', 'K-24', 'K-26'],
      least: {},
      greatest: { 'K-4': 'ROUND_TO_INTEGER', 'K-24': 'CEIL' },
    });
    expect(explainDispute(dispute).en).toBe(
      '18480.00 is disputed and hangs on the open readings K-4, K-24, K-26: the least is 166320.00 under the options in force, the greatest 184800.00 under K-4 ROUND_TO_INTEGER and K-24 CEIL',
    );
    expect(explainDispute(dispute).zh).toContain('争议 18480.00 元取决于未约定的读法 K-4、K-24、K-26：');
  });

  test('also where any two of three move it: agreeing one of them would then change neither the least nor the greatest', () => {
    // 95.1: a part of a step in 1.1 (K-24), the bonus of 1.2 (K-26) and a part of two hours in 1.5 (K-34) are worth up to 0.1 each.
    const settled = quarterToSettle(
      kezhouQuarter({
        counts: { agentAnswered: 9_997, answeredWithin6s: 9_510 },
        findings: [{ id: 'h', item: '1.5', kind: 'late_dispatch', occurredOn: '2025-01-02', elapsedHours: '25' }],
        judgements: [taken('5.1', '0'), taken('6.3', '1')],
        readings: { 'K-4': 'CONTINUOUS' },
      }),
    );
    const { readings, leastWith, greatestWith } = disputeOf(...settled)!;
    expect(readings).toEqual(['K-24', 'K-26', 'K-34']);
    expect(Object.keys(leastWith)).toHaveLength(2);
    expect(greatestWith).toEqual({});
  });

  test('and no other where one alone matters', () => {
    const dispute = disputeOf(...quarterToSettle(kezhouQuarter({ judgements: [taken('5.1', '0'), taken('6.3', '0.9')] })));
    expect(written(dispute)).toEqual({ readings: ['K-4'], least: {}, greatest: { 'K-4': 'ROUND_TO_INTEGER' } });
  });

  test('and is none where every combination pays the same, or nothing is payable yet', () => {
    expect(disputeOf(...quarterToSettle(kezhouQuarter()))).toBeNull();
    expect(disputeOf(...quarterToSettle(kezhouQuarter({ headcounts: null })))).toBeNull();
  });

  test('kezhou 4.2: of a score that is given, where K-5 acts on what K-4 makes of it', () => {
    const instalment = kezhou.payment.instalment(1)!;
    const facts = {
      contractAmount: kezhou.payment.contractAmount,
      base: instalment.base,
      score: Exact.of('84.9'),
      rosters: [14, 14, 14].map((count) => Exact.integer(count)),
    };
    expect(written(disputeOf(instalment, [], facts, kezhou.defaults))).toEqual({
      readings: ['K-4', 'K-5'],
      least: {},
      greatest: { 'K-4': 'ROUND_TO_INTEGER' },
    });
  });
});

/** Every choice over the contested options of what is open somewhere. */
function everyChoice(periods: readonly PeriodToSettle[], inForce: ReadingsInForce, codes: readonly string[]): Choice[] {
  return codes.reduce<Choice[]>(
    (all, code) => {
      const options = new Set([inForce, ...periods.map((period) => period.inForce)].flatMap((own) => own.contestedOptionsOf(code)));
      return all.flatMap((choice) => [...options].map((option) => ({ ...choice, [code]: option })));
    },
    [{}],
  );
}

/** Holds a dispute against every combination of the readings, one after the other; whether there is one. */
function expectAsTried([instalment, periods, facts, inForce]: Settled, codes: readonly string[]): boolean {
  const payables = new Map(
    everyChoice(periods, inForce, codes).map((choice) => {
      const payable = roundToFen(payableForPeriods(instalment, periods, facts, inForce, choice)!);
      return [codes.map((code) => choice[code]).join(' '), { choice, payable }] as const;
    }),
  );
  const all = [...payables.values()];
  const [lowest, highest] = [all.map(({ payable }) => payable).reduce(least), all.map(({ payable }) => payable).reduce(greatest)];
  const dispute = disputeOf(instalment, periods, facts, inForce);
  if (lowest.equals(highest)) {
    expect(dispute).toBeNull();
    return false;
  }
  // A reading matters where two choices that differ in it alone pay something else.
  const moving = codes.filter((code) => {
    const found = new Map<string, string>();
    return all.some(({ choice, payable }) => {
      const others = codes.map((other) => (other === code ? '' : choice[other])).join(' ');
      const before = found.get(others) ?? printMoney(payable);
      found.set(others, before);
      return before !== printMoney(payable);
    });
  });
  expect(dispute!.readings).toEqual(moving);
  const payableWith = (options: Choice) =>
    printMoney(payableForPeriods(instalment, periods, facts, inForce, { ...inForce.choice, ...options })!);
  for (const [options, bound] of [
    [dispute!.leastWith, lowest],
    [dispute!.greatestWith, highest],
  ] as const) {
    expect(payableWith(options)).toBe(printMoney(bound));
    for (const code of Object.keys(options)) {
      const { [code]: _, ...fewer } = options;
      expect(payableWith(fewer)).not.toBe(printMoney(bound));
    }
  }
  return true;
}

test('the readings named are those that trying every combination finds, and the options named pay the bounds', () => {
  const codes = kezhou.readings.map(({ code }) => code);
  const quarters = fc.record({
    agentAnswered: fc.integer({ min: 9_980, max: 10_000 }),
    answeredWithin6s: fc.integer({ min: 9_495, max: 9_520 }),
    misdispatchedTickets: fc.nat(60),
    dispatchedTickets: fc.constantFrom(2_000, 10_000),
    off: fc.integer({ min: 0, max: 69 }),
    last: fc.constantFrom(13, 14),
    hours: fc.constantFrom('25', '27.5', '29'),
  });
  let disputed = 0;
  fc.assert(
    fc.property(quarters, ({ off, last, hours, ...counts }) => {
      const judgements = [taken('5.3', '0'), ...(off > 29 ? [taken('5.1', '0')] : []), taken('6.3', String((off % 30) / 10))];
      const findings = [{ id: 'h', item: '1.5', kind: 'late_dispatch', occurredOn: '2025-01-02', elapsedHours: hours }];
      const settled = quarterToSettle(kezhouQuarter({ counts, judgements, findings, headcounts: [14, 14, last] }));
      disputed += expectAsTried(settled, codes) ? 1 : 0;
    }),
    { numRuns: 25 },
  );
  expect(disputed).toBeGreaterThan(10);
});

test('so it is for a mean of months, a reading that is agreed from one of them on among them', () => {
  const second = shaanxi.payment.instalment(2)!;
  const codes = shaanxi.readings.map(({ code }) => code).filter((code) => code !== 'S-12');
  const months = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];
  const month = fc.record({ leavers: fc.nat(3), rank: fc.integer({ min: 5, max: 12 }), bad: fc.nat(12), limbs: fc.nat(2) });
  fc.assert(
    fc.property(fc.tuple(...months.map(() => month)), fc.nat(6), fc.boolean(), (drawn, agreedFrom, isFeeAgreed) => {
      const periods = drawn.map(({ leavers, rank, bad, limbs }, index) =>
        periodToSettle(
          readCase(
            shaanxiMonth({
              period: months[index]!,
              counts: { leavers, answerRateRank: rank, ratedVerySatisfied: 1_000 - bad * 10, ratedDissatisfied: bad * 10 + 3 },
              findings: Array.from({ length: limbs }, (_, no) => ({
                id: `r-${no}`,
                item: '2',
                kind: 'rules_not_followed',
                occurredOn: `${months[index]}-10`,
              })),
              readings: index >= agreedFrom ? { 'S-27': 'CEIL' } : {},
            }),
          ),
        ),
      );
      const inForce = new ReadingsInForce(shaanxi.readings, isFeeAgreed ? { 'S-1': 'INSTALMENT' } : {});
      const facts = { contractAmount: shaanxi.payment.contractAmount, base: second.base, rosters: null };
      expectAsTried([second, periods, facts, inForce], codes);
    }),
    { numRuns: 6 },
  );
});
