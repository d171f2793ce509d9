import { addDays, daysBetween, type IsoDate } from '../values/dates.js';
import { compareByCodePoint } from '../values/text.js';

/** Days that an approval of force majeure counts as lost, one after the other. */
export interface GrantedDelay {
  /** The first of them. */
  readonly from: IsoDate;
  /** So many, at least 1. */
  readonly days: number;
}

/**
 * Days by which a term grows for what was lost to force majeure.
 *
 * A day is lost once, however many approvals name it: of the same event both parties may give notice, and one may be approved bit by bit.
 */
export function daysLost(delays: readonly GrantedDelay[]): number {
  let days = 0;
  let end = '';
  for (const delay of [...delays].sort((a, b) => compareByCodePoint(a.from, b.from))) {
    const last = addDays(delay.from, delay.days - 1);
    if (last <= end) continue;
    const first = delay.from > end ? delay.from : addDays(end, 1);
    days += daysBetween(first, last) + 1;
    end = last;
  }
  return days;
}
