import { Exact, sum } from '../values/exact.js';
import type { Portions } from './portions.js';
import { totalOf } from './portions.js';
import type { StatementFigures } from './statement.js';

/** Where a contract's money stands. Their sum is the contract's amount, always. */
export const ACCOUNTS = ['NOT_DETERMINED', 'PAYABLE', 'DISPUTED', 'DEDUCTED', 'PAID'] as const;

export type Account = (typeof ACCOUNTS)[number];

export type Balances = Readonly<Record<Account, Exact>>;

/** What happened: the contract's amount came in or changed, a statement was approved, money was paid or a payment reversed. */
export type EntryKind = 'OPENING' | 'AMENDMENT' | 'STATEMENT' | 'ADJUSTMENT' | 'CLOSING' | 'PAYMENT' | 'REVERSAL';

/**
 * One entry of a contract's double-entry record: by how much each account changes. Units: yuan in whole fen.
 *
 * The accounts' changes add up to the change of the contract's amount, which is zero but for the opening and amendments.
 */
export interface LedgerEntry {
  readonly kind: EntryKind;
  /** The instalment that it is about; null for what concerns the whole contract. */
  readonly instalment: number | null;
  readonly contractAmount: Exact;
  readonly changes: Balances;
}

const NO_CHANGE: Balances = {
  NOT_DETERMINED: Exact.ZERO,
  PAYABLE: Exact.ZERO,
  DISPUTED: Exact.ZERO,
  DEDUCTED: Exact.ZERO,
  PAID: Exact.ZERO,
};

const entry = (kind: EntryKind, instalment: number | null, changes: Partial<Balances>): LedgerEntry => ({
  kind,
  instalment,
  contractAmount: Exact.ZERO,
  changes: { ...NO_CHANGE, ...changes },
});

/** The entries that bring an account to the contract's amount as it is now; none where it is there. */
export function entriesForAmount(amount: Exact, entries: readonly LedgerEntry[]): LedgerEntry[] {
  const change = amount.minus(sum(entries.map(({ contractAmount }) => contractAmount)));
  if (change.isZero) return [];
  const kind = entries.length === 0 ? 'OPENING' : 'AMENDMENT';
  return [{ ...entry(kind, null, { NOT_DETERMINED: change }), contractAmount: change }];
}

/** What an approved statement posts: its own instalment, the corrections of others, and on closing what rounding leaves. */
export function entriesOfStatement({ instalment, own, adjustments, residue }: StatementFigures): LedgerEntry[] {
  return [
    entry('STATEMENT', instalment, changesOf(own)),
    ...adjustments.map((adjustment) => entry('ADJUSTMENT', adjustment.instalment, changesOf(adjustment.change))),
    ...(residue.isZero ? [] : [entry('CLOSING', null, { NOT_DETERMINED: residue.negated(), DEDUCTED: residue })]),
  ];
}

const changesOf = (portions: Portions): Partial<Balances> => ({
  NOT_DETERMINED: totalOf(portions).negated(),
  PAYABLE: portions.undisputed,
  DISPUTED: portions.disputed,
  DEDUCTED: portions.deducted,
});

/** A payment of an instalment's statement; a negative amount is money that the vendor pays back. */
export const entryOfPayment = (instalment: number, amount: Exact): LedgerEntry =>
  entry('PAYMENT', instalment, { PAYABLE: amount.negated(), PAID: amount });

/** Undoes a payment that was recorded wrongly. */
export const entryOfReversal = (instalment: number, amount: Exact): LedgerEntry =>
  entry('REVERSAL', instalment, { PAYABLE: amount, PAID: amount.negated() });

/** The sums of some entries. */
export const balancesOf = (entries: readonly LedgerEntry[]): Balances =>
  Object.fromEntries(ACCOUNTS.map((account) => [account, sum(entries.map(({ changes }) => changes[account]))])) as unknown as Balances;

/** What is posted of an instalment, by its entries; null where nothing is. Payments move what is owed to what is paid, and leave the portions. */
export function portionsPosted(entries: readonly LedgerEntry[], instalment: number): Portions | null {
  const posted = entries.filter((candidate) => candidate.instalment === instalment && isDetermining(candidate));
  if (posted.length === 0) return null;
  const { PAYABLE, DISPUTED, DEDUCTED } = balancesOf(posted);
  return { undisputed: PAYABLE, disputed: DISPUTED, deducted: DEDUCTED };
}

const isDetermining = ({ kind }: LedgerEntry): boolean => kind === 'STATEMENT' || kind === 'ADJUSTMENT';
