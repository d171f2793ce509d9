import { describe, expect, test } from '@jest/globals';
import type { Determination, Portions } from '../../../src/core/account/portions.js';
import {
  type AccountStanding,
  drawStatement,
  type InstalmentStanding,
  type StatementFigures,
  type UnpaidStatement,
} from '../../../src/core/account/statement.js';
import { dueLines } from '../../../src/core/account/statement-lines.js';
import { Exact } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { evaluateArithmetic } from '../../support/arithmetic.js';

const BASE = '184800.00';

const yuan = (amount: string): Exact => Exact.of(amount);

/** Portions of a base of 184,800.00 of which so much is owed, and the rest deducted. */
const owing = (undisputed: string): Portions => ({
  undisputed: yuan(undisputed),
  disputed: Exact.ZERO,
  deducted: yuan(BASE).minus(yuan(undisputed)),
});

const determined = (undisputed: string): Determination => ({
  base: yuan(BASE),
  score: null,
  payable: yuan(undisputed),
  portions: owing(undisputed),
});

/** An instalment that was settled, and what can be determined of it now. */
const settled = (no: number, before: string, now: string, unpaid: readonly (readonly [number, string])[] = []): InstalmentStanding => ({
  no,
  settled: owing(before),
  now: determined(now),
  unpaid: unpaid.map(([number, amount]): UnpaidStatement => ({ number, amount: yuan(amount) })),
});

const toCome = (no: number, now: string | null = null): InstalmentStanding => ({
  no,
  settled: null,
  now: now === null ? null : determined(now),
  unpaid: [],
});

const accountOf = (instalments: readonly InstalmentStanding[], carriedForward = '0'): AccountStanding => ({
  instalments,
  notDetermined: yuan(BASE).times(Exact.integer(instalments.filter((instalment) => instalment.settled === null).length)),
  carriedForward: yuan(carriedForward),
});

function drawn(account: AccountStanding, no: number): StatementFigures {
  const figures = drawStatement(account, no);
  if (typeof figures === 'string') throw new Error(figures);
  return figures;
}

const NO_DISPUTE = { byReadings: null, byScores: Exact.ZERO, contested: [] };

const moneyOf = ({ own, adjustments, setOffs, amountDue, carriedForward, secondApproval }: StatementFigures) => ({
  own: printMoney(own.undisputed),
  adjustments: adjustments.map(({ instalment, change }) => `${instalment}: ${printMoney(change.undisputed)}`),
  setOffs: setOffs.map(({ number, amount }) => `${number}: ${printMoney(amount)}`),
  amountDue: printMoney(amountDue),
  carriedForward: printMoney(carriedForward),
  secondApproval,
});

describe('a correction before payment', () => {
  test('is set off against what is still to be paid of its instalment, and nothing is carried forward', () => {
    const account = accountOf([settled(1, '184800', '166320', [[1, '184800']]), toCome(2)]);
    expect(moneyOf(drawn(account, 1))).toEqual({
      own: '-18480.00',
      adjustments: [],
      setOffs: ['1: -18480.00'],
      amountDue: '0.00',
      carriedForward: '0.00',
      secondApproval: ['ZERO', 'SUPPLEMENTARY'],
    });
  });

  test('waits for its own statement: the next instalment’s takes none of it up', () => {
    const account = accountOf([settled(1, '184800', '166320', [[1, '184800']]), toCome(2, '184800')]);
    expect(moneyOf(drawn(account, 2))).toMatchObject({ adjustments: [], amountDue: '184800.00' });
  });

  test.each([
    ['is carried forward while an instalment is left', toCome(2), { amountDue: '0.00', carriedForward: '-8480.00' }],
    ['is paid back after the last', settled(2, '184800', '184800'), { amountDue: '-8480.00', carriedForward: '0.00' }],
  ] as const)('reduces first what is unpaid; only what was really paid beyond %s', (_, other, expected) => {
    const account = accountOf([settled(1, '184800', '166320', [[1, '10000']]), other]);
    expect(moneyOf(drawn(account, 1))).toMatchObject({ setOffs: ['1: -10000.00'], ...expected });
  });

  test('reduces the earliest of several statements first', () => {
    const account = accountOf([
      settled(1, '184800', '100000', [
        [1, '60000'],
        [3, '30000'],
      ]),
      toCome(2),
    ]);
    expect(moneyOf(drawn(account, 1))).toMatchObject({ setOffs: ['1: -60000.00', '3: -24800.00'], carriedForward: '0.00' });
  });

  test('after the last instalment takes with it what else is to be paid back', () => {
    const account = accountOf([settled(1, '184800', '166320'), settled(2, '184800', '166320', [[2, '184800']])]);
    expect(moneyOf(drawn(account, 2))).toMatchObject({
      adjustments: ['1: -18480.00'],
      setOffs: ['2: -36960.00'],
      amountDue: '0.00',
    });
  });

  test('is explained by lines whose arithmetic gives what is due', () => {
    for (const unpaid of ['184800', '10000']) {
      const figures = drawn(accountOf([settled(1, '184800', '166320', [[1, unpaid]]), toCome(2)]), 1);
      const lines = dueLines(figures, '4.2', NO_DISPUTE);
      for (const { arithmetic, amount } of lines)
        expect([arithmetic, printMoney(evaluateArithmetic(arithmetic))]).toEqual([arithmetic, amount]);
      expect(lines.at(-1)!.amount).toBe('0.00');
    }
  });
});

test('a correction after payment, or upwards, is an adjustment on the next instalment’s statement', () => {
  for (const paid of [settled(1, '184800', '166320'), settled(1, '166320', '184800', [[1, '166320']])]) {
    expect(drawStatement(accountOf([paid, toCome(2)]), 1)).toBe('ADJUSTED_ON_NEXT');
    expect(drawn(accountOf([paid, toCome(2, '184800')]), 2).adjustments).toHaveLength(1);
  }
});

describe('two persons approve', () => {
  test.each([
    ['what nothing is due by, though something is owed for its instalment', '184800', '-184800', ['ZERO', 'ADJUSTED']],
    ['what takes up an amount that was brought forward', '184800', '-18480', ['ADJUSTED']],
    ['what nothing is owed for', '0', '0', ['ZERO']],
  ])('%s', (_, owed, carriedForward, reasons) => {
    expect(drawn(accountOf([toCome(1, owed), toCome(2)], carriedForward), 1).secondApproval).toEqual(reasons);
  });

  test('nothing else', () => {
    expect(drawn(accountOf([toCome(1, '184800'), toCome(2)]), 1).secondApproval).toEqual([]);
  });
});

test('closing the account takes for rounding only what no statement is still to take up', () => {
  // A changed base adds ten yuan to the first instalment, which wait for its own statement.
  const portions: Portions = { undisputed: yuan('184810'), disputed: Exact.ZERO, deducted: Exact.ZERO };
  const raised: InstalmentStanding = { ...settled(1, '184800', '184800'), now: { ...determined('184800'), portions } };
  const account = { ...accountOf([raised, toCome(2, '184800')]), notDetermined: yuan('184810.01') };
  const figures = drawn(account, 2);
  expect([figures.closes, printMoney(figures.residue)]).toEqual([true, '0.01']);
});
