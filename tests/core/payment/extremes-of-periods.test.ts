import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { determine } from '../../../src/core/account/portions.js';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { paymentOfPeriod } from '../../../src/core/cases/payment-of-period.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import { extremesOfPeriods, type PeriodToSettle, payableForPeriods } from '../../../src/core/payment/extremes-of-periods.js';
import { type Reading, ReadingsInForce } from '../../../src/core/readings/reading.js';
import type { Choice } from '../../../src/core/readings/setting.js';
import { Exact, greatest, least } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { readCase } from '../../support/calculate.js';
import { periodCases } from '../../support/generated-periods.js';
import { contractOf, LIBRARY } from '../../support/library.js';
import { shaanxiMonth } from '../../support/quarters.js';

const shaanxi = contractOf('shaanxi-12367');
const second = shaanxi.payment.instalment(2)!;
const MONTHS = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];

const facts = { contractAmount: shaanxi.payment.contractAmount, base: second.base, rosters: null };

/** A month with some of what its readings are about. */
const monthOf = fc.record({
  limbs: fc.nat(3),
  leavers: fc.nat(4),
  dissatisfied: fc.nat(14),
  qualified: fc.integer({ min: 70, max: 100 }),
  praise: fc.nat(1),
  criticism: fc.nat(1),
  rank: fc.integer({ min: 1, max: 9 }),
});

type Month = typeof monthOf extends fc.Arbitrary<infer M> ? M : never;

function periodOf(period: string, month: Month, readings: Record<string, string>): PeriodToSettle {
  const occurredOn = `${period}-10`;
  const findings = [
    ...Array.from({ length: month.limbs }, (_, index) => ({ id: `r-${index}`, item: '2', kind: 'rules_not_followed', occurredOn })),
    ...Array.from({ length: month.praise }, (_, index) => ({ id: `p-${index}`, item: '11', kind: 'praise', occurredOn })),
    ...Array.from({ length: month.criticism }, (_, index) => ({
      id: `c-${index}`,
      item: '12',
      kind: 'criticism',
      occurredOn,
      level: 'CITY',
    })),
  ];
  const counts = {
    leavers: month.leavers,
    ratedVerySatisfied: 100 - month.dissatisfied,
    ratedDissatisfied: month.dissatisfied,
    sampledQualified: month.qualified,
    answerRateRank: month.rank,
  };
  const read = readCase(shaanxiMonth({ period, counts, findings, readings }));
  return { sheet: new PeriodScore(read).sheet, inForce: read.inForce };
}

/** Every choice of the readings that are open somewhere, one after the other. */
function choicesOf(readings: readonly Reading[]): Choice[] {
  return readings.reduce<Choice[]>(
    (all, { code, options }) =>
      all.flatMap((choice) => options.filter(({ decides }) => !decides).map((option) => ({ ...choice, [code]: option.code }))),
    [{}],
  );
}

const MOVING = shaanxi.readings.filter(({ code }) => shaanxi.rubric.readings.has(code) || shaanxi.payment.readings.has(code));

describe('shaanxi 10(2).2: the extremes of a mean over every combination of open readings', () => {
  const agreedFrom = fc.dictionary(fc.constantFrom('S-17', 'S-19', 'S-27', 'S-33', 'S-35', 'S-37'), fc.nat(6), { maxKeys: 3 });

  test('are those that trying every combination gives, readings agreed for some of the months among them', () => {
    fc.assert(
      fc.property(fc.array(monthOf, { minLength: 6, maxLength: 6 }), agreedFrom, fc.boolean(), (months, from, isFeeAgreed) => {
        const periods = MONTHS.map((period, index) => {
          // A reading that is agreed from a month on is open in the months before it.
          const agreed = Object.entries(from).filter(([, first]) => index >= first);
          const options = agreed.map(([code]) => [code, shaanxi.readings.find((reading) => reading.code === code)!.options.at(-1)!.code]);
          return periodOf(period, months[index]!, Object.fromEntries(options));
        });
        const inForce = new ReadingsInForce(shaanxi.readings, isFeeAgreed ? { 'S-1': 'INSTALMENT' } : {});
        const extremes = extremesOfPeriods(second, periods, facts, inForce)!;
        const payables = choicesOf(MOVING).map((choice) => payableForPeriods(second, periods, facts, inForce, choice)!);
        expect(printMoney(extremes.undisputed)).toBe(printMoney(payables.reduce(least)));
        expect(printMoney(extremes.greatest)).toBe(printMoney(payables.reduce(greatest)));
      }),
      { numRuns: 40 },
    );
  });

  test('are missing with the score of a month', () => {
    const full = { limbs: 0, leavers: 0, dissatisfied: 0, qualified: 100, praise: 0, criticism: 0, rank: 1 };
    const periods = MONTHS.map((period) => periodOf(period, full, {}));
    const read = readPeriodCase(shaanxiMonth({ period: '2025-05', counts: { leavers: null } }), LIBRARY);
    if (!read.ok) throw new Error('the case is good');
    const incomplete = { sheet: new PeriodScore(read.value).sheet, inForce: read.value.inForce };
    const inForce = new ReadingsInForce(shaanxi.readings, {});
    expect(extremesOfPeriods(second, periods, facts, inForce)).not.toBeNull();
    expect(extremesOfPeriods(second, [...periods.slice(0, 5), incomplete], facts, inForce)).toBeNull();
  });

  test('of an instalment without a score are its base', () => {
    const first = shaanxi.payment.instalment(1)!;
    const extremes = extremesOfPeriods(first, [], { ...facts, base: first.base }, new ReadingsInForce(shaanxi.readings, {}))!;
    expect(printMoney(extremes.undisputed)).toBe('275600.00');
    expect(printMoney(extremes.greatest)).toBe('275600.00');
  });
});

test.each(['kezhou-12345', 'qinghe-12345'])('for one period of %s they are those of its score', (code) => {
  let compared = 0;
  fc.assert(
    fc.property(periodCases(contractOf(code)), (input) => {
      const read = readPeriodCase(input, LIBRARY);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      const score = new PeriodScore(read.value);
      const payment = paymentOfPeriod(read.value);
      const range = score.payableRange();
      if (!payment) return;
      const { inForce } = read.value;
      const found = extremesOfPeriods(payment.instalment, [{ sheet: score.sheet, inForce }], payment.facts, inForce);
      expect(found && { undisputed: printMoney(found.undisputed), greatest: printMoney(found.greatest) }).toEqual(
        range && { undisputed: range.undisputed, greatest: range.greatest },
      );
      compared += range ? 1 : 0;
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(5);
});

test('S-39: while the vendor contests the score nothing is deducted for good', () => {
  const months = { limbs: 3, leavers: 4, dissatisfied: 14, qualified: 70, praise: 0, criticism: 1, rank: 9 };
  const periods = MONTHS.map((period) => periodOf(period, months, {}));
  const inForce = new ReadingsInForce(shaanxi.readings, {});
  const toSettle = { instalment: second, periods, facts, inForce };
  const signed = determine({ ...toSettle, isContested: false })!;
  const contested = determine({ ...toSettle, isContested: true })!;
  expect(signed.portions.deducted.sign).toBe(1);
  expect(printMoney(contested.portions.deducted)).toBe('0.00');
  expect(contested.portions.undisputed.equals(signed.portions.undisputed)).toBe(true);
  expect(contested.portions.undisputed.plus(contested.portions.disputed).equals(Exact.of('344500'))).toBe(true);
});
