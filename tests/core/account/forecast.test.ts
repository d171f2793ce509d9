import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forecast } from '../../../src/core/account/forecast.js';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { paymentOfPeriod } from '../../../src/core/cases/payment-of-period.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import { extremesOfPeriods } from '../../../src/core/payment/extremes-of-periods.js';
import { Exact } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { periodCases } from '../../support/generated-periods.js';
import { contractOf, LIBRARY } from '../../support/library.js';

const kezhou = contractOf('kezhou-12345');
const instalment = kezhou.payment.instalment(1)!;
const FULL = [14, 14, 14].map((count) => Exact.integer(count));
const NOBODY = FULL.map(() => Exact.ZERO);

const facts = { contractAmount: kezhou.payment.contractAmount, base: instalment.base };

test('kezhou 4.2: a quarter of which nothing is known pays from nothing to the whole fee, the whole if all goes well', () => {
  const found = forecast({
    instalment,
    published: [],
    toCome: [{ expected: Exact.integer(100), least: Exact.ZERO, greatest: Exact.integer(100) }],
    facts,
    rosters: { expected: FULL, least: NOBODY, greatest: FULL },
    inForce: kezhou.defaults,
  })!;
  expect([found.expected, found.least, found.greatest].map(printMoney)).toEqual(['184800.00', '0.00', '184800.00']);
});

test('whatever a quarter comes to lies within what was forecast before it was known, and after', () => {
  let compared = 0;
  fc.assert(
    fc.property(periodCases(kezhou), (input) => {
      const read = readPeriodCase(input, LIBRARY);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      const { inForce } = read.value;
      const score = new PeriodScore(read.value);
      const payment = paymentOfPeriod(read.value)!;
      const period = { sheet: score.sheet, inForce };
      const extremes = score.total && extremesOfPeriods(payment.instalment, [period], payment.facts, inForce);
      if (!extremes) return;
      compared += 1;
      const { rosters } = payment.facts;
      const before = forecast({
        instalment: payment.instalment,
        published: [],
        toCome: [{ expected: Exact.integer(90), least: Exact.ZERO, greatest: Exact.integer(100) }],
        facts,
        rosters: { expected: FULL, least: NOBODY, greatest: FULL },
        inForce,
      })!;
      const after = forecast({
        instalment: payment.instalment,
        published: [period],
        toCome: [],
        facts,
        rosters: { expected: rosters, least: rosters, greatest: rosters },
        inForce,
      })!;
      for (const { least, greatest } of [before, after]) {
        expect(extremes.undisputed.isLessThan(least)).toBe(false);
        expect(greatest.isLessThan(extremes.greatest)).toBe(false);
      }
      expect(printMoney(after.expected)).toBe(printMoney(score.payable!));
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(20);
});
