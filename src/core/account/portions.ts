import type { PaymentFacts } from '../payment/adjustment-kind.js';
import { choiceFor, extremesOfPeriods, meanOfPeriods, type PeriodToSettle, payableForPeriods } from '../payment/extremes-of-periods.js';
import type { Instalment } from '../payment/schedule.js';
import type { ReadingsInForce } from '../readings/reading.js';
import { Exact } from '../values/exact.js';
import { roundToFen } from '../values/figures.js';

/** What becomes of an instalment's base. Units: yuan in whole fen; the three add up to what is determined of the base. */
export interface Portions {
  /** Owed under every option of the open readings. */
  readonly undisputed: Exact;
  /** Hangs on open readings, or on a score that the vendor contests. */
  readonly disputed: Exact;
  /** Not owed under any option; negative where a contract pays beyond the base. */
  readonly deducted: Exact;
}

export const NOTHING: Portions = { undisputed: Exact.ZERO, disputed: Exact.ZERO, deducted: Exact.ZERO };

/** An instalment as it can be determined now. Units: yuan in whole fen; points unrounded. */
export interface Determination {
  readonly base: Exact;
  /** The period's total or the mean; null for an instalment without a score. */
  readonly score: Exact | null;
  /** Under the readings in force. */
  readonly payable: Exact;
  readonly portions: Portions;
}

/** What an instalment is determined from. */
export interface InstalmentToSettle {
  readonly instalment: Instalment;
  /** The periods whose score settles it, in its order; none for an instalment without a score. */
  readonly periods: readonly PeriodToSettle[];
  readonly facts: Omit<PaymentFacts, 'score'>;
  /** The readings of the payment itself. */
  readonly inForce: ReadingsInForce;
  /** Whether the vendor contests one of the scores: then nothing is deducted for good, and all beyond the least is disputed (policy). */
  readonly isContested: boolean;
}

/** Determines an instalment; null while a period has no total or the headcount is missing. */
export function determine({ instalment, periods, facts, inForce, isContested }: InstalmentToSettle): Determination | null {
  const exact = payableForPeriods(instalment, periods, facts, inForce, inForce.choice);
  const extremes = exact && extremesOfPeriods(instalment, periods, facts, inForce);
  if (!exact || !extremes) return null;
  const base = roundToFen(instalment.base);
  const { undisputed } = extremes;
  const greatest = isContested && extremes.greatest.isLessThan(base) ? base : extremes.greatest;
  return {
    base,
    score: periods.length === 0 ? null : meanOfPeriods(periods, choiceFor(inForce, inForce.choice)),
    payable: roundToFen(exact),
    portions: { undisputed, disputed: greatest.minus(undisputed), deducted: base.minus(greatest) },
  };
}

export const minus = (a: Portions, b: Portions): Portions => ({
  undisputed: a.undisputed.minus(b.undisputed),
  disputed: a.disputed.minus(b.disputed),
  deducted: a.deducted.minus(b.deducted),
});

export const totalOf = ({ undisputed, disputed, deducted }: Portions): Exact => undisputed.plus(disputed).plus(deducted);

/** How an instalment that is settled already stands against what can be determined of it now. */
export type ChangeOfPortions = 'NONE' | 'RELEASE' | 'CORRECTION';

/**
 * What has become of a settled instalment: `RELEASE` where only the disputed part has grown smaller, for the vendor or against it;
 * `CORRECTION` where what was undisputed or deducted has.
 */
export function changeOf(settled: Portions, now: Portions): ChangeOfPortions {
  const change = minus(now, settled);
  if (change.undisputed.isZero && change.disputed.isZero && change.deducted.isZero) return 'NONE';
  return change.undisputed.sign < 0 || change.deducted.sign < 0 ? 'CORRECTION' : 'RELEASE';
}
