import type { z } from 'zod';
import type { Resolved } from '../readings/setting.js';
import type { Exact } from '../values/exact.js';
import { printMoney } from '../values/figures.js';
import type { Text } from '../values/text.js';

/** One step of an amount of money. The arithmetic, evaluated, gives the amount; the last line's amount is what is paid. */
export interface MoneyLine extends Text {
  readonly clause: string;
  readonly measured: string;
  readonly arithmetic: string;
  readonly amount: string | null;
}

/** What an adjustment may look at. */
export interface PaymentFacts {
  readonly contractAmount: Exact;
  /** The instalment before score and headcount. */
  readonly base: Exact;
  /** The period's total or the mean of several; null for an instalment without a score. */
  readonly score: Exact | null;
  /** Month-end rosters in the order of the months; null while they are missing. */
  readonly rosters: readonly Exact[] | null;
}

/** An amount after an adjustment, with the line that explains it. */
export interface Adjusted {
  readonly amount: Exact;
  readonly line: () => Omit<MoneyLine, 'clause' | 'amount'>;
}

/** A way in which score or headcount changes what is paid. The vocabulary of kinds is closed. */
export interface AdjustmentKind<S extends z.ZodType> {
  readonly shape: S;
  /** True where the score matters. */
  readonly usesScore: boolean;
  /** The amount after this adjustment; null while what it needs is missing. */
  adjust(adjustment: Resolved<z.output<S>>, amount: Exact, facts: PaymentFacts): Adjusted | null;
  /**
   * Scores not below `from` at which what it leaves of an amount may jump or bend: between two neighbours it is a straight line in the
   * score. Null where they are too many to go through.
   */
  breaks(adjustment: Resolved<z.output<S>>, amount: Exact, facts: Omit<PaymentFacts, 'score'>, from: Exact): Exact[] | null;
  /** What is wrong with the adjustment as it stands; such a schedule is refused. */
  faults(adjustment: z.output<S>): readonly Text[];
}

/** Gives an adjustment kind its types. */
export const defineAdjustmentKind = <S extends z.ZodType>(kind: AdjustmentKind<S>): AdjustmentKind<S> => kind;

/** A line of money with its clause and printed amount. */
export const writeMoney = (clause: string, amount: Exact, line: Omit<MoneyLine, 'clause' | 'amount'>): MoneyLine => ({
  clause,
  measured: line.measured,
  arithmetic: line.arithmetic,
  amount: printMoney(amount),
  zh: line.zh,
  en: line.en,
});
