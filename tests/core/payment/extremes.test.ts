import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import type { Contract } from '../../../src/core/contract/contract.js';
import type { Reading } from '../../../src/core/readings/reading.js';
import { Exact, greatest, least } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { evaluate, settle } from '../../support/calculate.js';
import { periodCases, readingsOf } from '../../support/generated-periods.js';
import { settlementCases } from '../../support/generated-settlements.js';
import { contractOf, LIBRARY } from '../../support/library.js';
import { kezhouQuarter, type PeriodInput, shaanxiMonth } from '../../support/quarters.js';

type Agreed = Record<string, unknown>;

/** Every way of agreeing the readings that are still open, options that only decide completeness left out. */
function agreements(readings: readonly Reading[], agreed: Agreed): Agreed[] {
  const open = readings.filter(({ code }) => agreed[code] === undefined);
  return open.reduce<Agreed[]>(
    (all, { code, options }) =>
      all.flatMap((one) => options.filter(({ decides }) => decides === undefined).map((option) => ({ ...one, [code]: option.code }))),
    [agreed],
  );
}

const spreadOf = (amounts: readonly Exact[]) => ({
  undisputed: printMoney(amounts.reduce(least)),
  greatest: printMoney(amounts.reduce(greatest)),
});

/** The extremes by trying every combination, one after the other; null where there is no payable. */
function bruteForce(contract: Contract, input: PeriodInput) {
  const readings = contract.readingsOfPeriod(contract.period(input.period)!);
  const amounts = agreements(readings, input.readings).map((agreed) => {
    const read = readPeriodCase({ ...input, readings: agreed }, LIBRARY);
    return read.ok ? new PeriodScore(read.value).payable : null;
  });
  return amounts.includes(null) ? null : spreadOf(amounts as Exact[]);
}

const extremesOf = ({ payable }: { payable: { undisputed: string; greatest: string } | null }) =>
  payable && { undisputed: payable.undisputed, greatest: payable.greatest };

const kezhou = contractOf('kezhou-12345');

/** The contracts in which a period pays an instalment by itself. */
const PAID_BY_PERIOD = LIBRARY.codes.filter((code) => {
  const { periods, payment } = contractOf(code);
  return periods.some((period) => payment.instalmentOfPeriod(period.code));
});

/** Quarters in which every reading of the rubric moves something and the total lies about the bands. */
const quarters = fc
  .record({
    counts: fc.record({
      agentAnswered: fc.integer({ min: 9_900, max: 10_000 }),
      answeredWithin6s: fc.integer({ min: 9_450, max: 9_560 }),
      dispatchedTickets: fc.constantFrom(2_000, 5_000, 10_000),
      misdispatchedTickets: fc.integer({ min: 0, max: 110 }),
      callbacksDone: fc.integer({ min: 490, max: 500 }),
    }),
    headcounts: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 12, max: 15 }))),
    hours: fc.array(fc.integer({ min: 240, max: 400 }), { maxLength: 3 }),
    circulars: fc.nat(3),
    readings: readingsOf(kezhou),
  })
  .map(({ counts, headcounts, hours, circulars, readings }) =>
    kezhouQuarter({
      counts,
      headcounts,
      readings,
      findings: [
        ...hours.map((tenths, index) => ({
          id: `h-${index}`,
          item: '1.5',
          kind: 'late_dispatch',
          occurredOn: '2025-01-02',
          elapsedHours: Exact.ratio(BigInt(tenths), 10n).toDecimal(1),
        })),
        ...Array.from({ length: circulars }, (_, index) => ({
          id: `c-${index}`,
          item: '1.6',
          kind: 'circular_notice',
          occurredOn: '2025-01-02',
        })),
      ],
    }),
  );

test('a month of Shaanxi pays nothing by itself', () => {
  expect(PAID_BY_PERIOD).not.toContain('shaanxi-12367');
  expect(evaluate(shaanxiMonth())).toMatchObject({ total: '100', payable: null, payableLines: [] });
});

describe('undisputed and greatest are those of every combination of the open readings', () => {
  test('for a quarter with every reading open', () => {
    const quarter = kezhouQuarter({
      counts: { agentAnswered: 9_987, answeredWithin6s: 9_526, misdispatchedTickets: 45, dispatchedTickets: 2_000, callbacksDone: 499 },
      headcounts: [14, 12, 13],
    });
    expect(agreements(kezhou.readingsOfPeriod(kezhou.period('2025Q1')!), {})).toHaveLength(2 * 3 * 2 * 2 * 3 * 2 * 3 * 4);
    expect(extremesOf(evaluate(quarter))).toEqual(bruteForce(kezhou, quarter));
  });

  test('a reading that sets several items takes one option for all of them', () => {
    // 1.1 loses what 1.2 gains: 95 under every option of K-24, while 1.1 by one and 1.2 by another would fall below.
    const quarter = kezhouQuarter({
      counts: { agentAnswered: 9_995, answeredWithin6s: 9_505, misdispatchedTickets: 50 },
      readings: { 'K-37': 'LARGER', 'K-26': 'ABOVE_ITEM_MAX' },
    });
    expect(evaluate(quarter).payable).toEqual({ amount: '184800.00', undisputed: '184800.00', greatest: '184800.00' });
    expect(extremesOf(evaluate(quarter))).toEqual(bruteForce(kezhou, quarter));
  });

  test('for any quarter of Kezhou about the bands', () => {
    fc.assert(
      fc.property(quarters, (quarter) => {
        expect(extremesOf(evaluate(quarter))).toEqual(bruteForce(kezhou, quarter));
      }),
      { numRuns: 15 },
    );
  });

  test.each(PAID_BY_PERIOD)('for any period of %s, null where nothing is payable', (code) => {
    const contract = contractOf(code);
    fc.assert(
      fc.property(periodCases(contract), (input) => {
        expect(extremesOf(evaluate(input))).toEqual(bruteForce(contract, input));
      }),
      { numRuns: 15 },
    );
  });

  test.each(LIBRARY.codes)('for any instalment of %s with scores that stand', (code) => {
    const contract = contractOf(code);
    fc.assert(
      fc.property(settlementCases(contract), (input) => {
        const amounts = agreements(contract.readingsOfPayment(), input.readings).map(
          (readings) => settle({ ...input, readings }).payable?.amount ?? null,
        );
        const expected = amounts.includes(null) ? null : spreadOf(amounts.map((amount) => Exact.of(amount!)));
        const { payable } = settle(input);
        expect(payable && extremesOf({ payable })).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
