import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { claimOnBalances, lateClaim, unpaidBalances } from '../../../src/core/payment/late-claim.js';
import { ReadingsInForce } from '../../../src/core/readings/reading.js';
import { addDays } from '../../../src/core/values/dates.js';
import { Exact, sum } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { contractOf } from '../../support/library.js';

const DUE = '2025-07-22';
const OWED = Exact.of('344500');
const THREE_PERCENT = Exact.of('3%');

const balancesOf = (payments: readonly (readonly [day: string, amount: string])[], asOf: string) =>
  unpaidBalances(
    OWED,
    DUE,
    payments.map(([paidOn, amount]) => ({ paidOn, amount: Exact.of(amount) })),
    asOf,
  ).map(({ unpaid, days }) => `${printMoney(unpaid)} × ${days}`);

describe('shaanxi 5(4): each balance that is unpaid after the due date, and its days', () => {
  test.each([
    ['paid on the due date', [[DUE, '344500']], '2025-09-01', []],
    ['paid ten days late', [['2025-08-01', '344500']], '2025-08-01', ['344500.00 × 10']],
    ['unpaid so far', [], '2025-08-01', ['344500.00 × 10']],
    ['not due yet', [], '2025-07-21', []],
    [
      'a part in time, the rest late',
      [
        ['2025-07-01', '300000'],
        ['2025-07-27', '44500'],
      ],
      '2025-09-01',
      ['44500.00 × 5'],
    ],
    [
      'in three parts, the last still open',
      [
        ['2025-08-01', '100000'],
        ['2025-08-11', '200000'],
      ],
      '2025-08-21',
      ['344500.00 × 10', '244500.00 × 10', '44500.00 × 10'],
    ],
    [
      'two parts on one day',
      [
        ['2025-08-01', '100000'],
        ['2025-08-01', '244500'],
      ],
      '2025-09-01',
      ['344500.00 × 10'],
    ],
    ['what is paid after the day that is looked at', [['2025-08-11', '344500']], '2025-08-01', ['344500.00 × 10']],
  ] as const)('%s', (_, payments, asOf, balances) => {
    expect(balancesOf(payments, asOf)).toEqual(balances);
  });

  test('splitting what is paid on a day changes nothing, and every fen is late for its own days', () => {
    const part = fc.record({ day: fc.nat(60), fen: fc.integer({ min: 1, max: 500_000 }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const payments = parts.map(({ day, fen }) => ({ paidOn: addDays('2025-07-10', day), amount: Exact.ratio(BigInt(fen), 100n) }));
        const owed = sum(payments.map(({ amount }) => amount));
        const asOf = addDays('2025-07-10', 61);
        const claim = claimOnBalances(unpaidBalances(owed, DUE, payments, asOf), THREE_PERCENT);
        const halves = payments.flatMap(({ paidOn, amount }) => {
          const half = amount.dividedBy(Exact.integer(2));
          return [
            { paidOn, amount: half },
            { paidOn, amount: half },
          ];
        });
        expect(claimOnBalances(unpaidBalances(owed, DUE, halves, asOf), THREE_PERCENT).equals(claim)).toBe(true);
        const each = sum(
          parts.map(({ day, fen }) =>
            Exact.ratio(BigInt(fen), 100n)
              .times(THREE_PERCENT)
              .times(Exact.integer(Math.max(0, day - 12))),
          ),
        );
        expect(claim.equals(each.rounded(2))).toBe(true);
      }),
    );
  });
});

describe('what may be claimed', () => {
  const { payment, readings } = contractOf('shaanxi-12367');
  const terms = payment.lateClaim!;
  const claimAfter = (payments: readonly (readonly [string, string])[], asOf: string, lateDays: number) => {
    const balances = unpaidBalances(
      OWED,
      DUE,
      payments.map(([paidOn, amount]) => ({ paidOn, amount: Exact.of(amount) })),
      asOf,
    );
    return lateClaim(terms, balances, payment.contractAmount, new ReadingsInForce(readings, {}), { isAnythingOwed: true, lateDays });
  };

  test('S-12: ten days of 344,500.00 come to 103,350.00 as written, and to 10,335.00 at three per mille', () => {
    const { amount, alternatives, lines } = claimAfter([['2025-08-01', '344500']], '2025-08-01', 10);
    expect(printMoney(amount)).toBe('103350.00');
    expect(alternatives.map(({ option, amount: other }) => `${option} ${printMoney(other)}`)).toEqual(['PERMILLE_3 10335.00']);
    expect(lines.map(({ arithmetic }) => arithmetic)).toEqual(['344500 * 0.03 * 10']);
  });

  test('a partly paid instalment adds up its balances, each with its days, and the remedy stands beside it', () => {
    const { amount, lines } = claimAfter([['2025-08-01', '100000']], '2025-08-26', 35);
    // 344,500 × 3% × 10 and 244,500 × 3% × 25.
    expect(printMoney(amount)).toBe('286725.00');
    expect(lines.map(({ arithmetic }) => arithmetic)).toEqual(['344500 * 0.03 * 10 + 244500 * 0.03 * 25', '689000 * 0.1']);
    expect(lines[0]!.zh).toContain('344500.00 元 10 天、244500.00 元 25 天');
    expect(lines[1]!.amount).toBe('68900.00');
  });

  test('paid in time there is nothing to claim', () => {
    const { amount, lines } = claimAfter([[DUE, '344500']], '2025-09-01', 0);
    expect(printMoney(amount)).toBe('0.00');
    expect(lines.map(({ en }) => en)).toEqual(['Paid on time, there is no claim for lateness']);
  });
});
