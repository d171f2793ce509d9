import type { IsoDate } from '../values/dates.js';
import { compareByCodePoint } from '../values/text.js';
import type { StaffEvent } from './roster.js';

/** Somebody's time on the roster, from an admission to the departure that follows. */
export interface Stint {
  readonly from: IsoDate;
  /** First day on which the person was no longer there; null while it lasts. */
  readonly until: IsoDate | null;
  /** The same of the stint before; null for the first one. */
  readonly previousUntil: IsoDate | null;
}

/** Everybody's stints by the person, in order. Events of one day happened in the order in which they are given. */
export function stintsOf(events: readonly StaffEvent[]): ReadonlyMap<string, readonly Stint[]> {
  const stints = new Map<string, Stint[]>();
  for (const { staffId, kind, on } of events.toSorted((a, b) => compareByCodePoint(a.on, b.on))) {
    const own = stints.get(staffId) ?? [];
    const last = own.at(-1) ?? null;
    const isThere = last !== null && last.until === null;
    if (kind === 'ADMITTED' && !isThere) stints.set(staffId, [...own, { from: on, until: null, previousUntil: last?.until ?? null }]);
    if (kind === 'LEFT' && isThere) stints.set(staffId, [...own.slice(0, -1), { ...last, until: on }]);
  }
  return stints;
}

/** Whether a demand of a day is about a stint: of each day about one at most. On the day of the departure it is still about that one. */
export const isDemandedIn = ({ from, until, previousUntil }: Stint, demandedOn: IsoDate): boolean =>
  from <= demandedOn && (until === null || demandedOn <= until) && (previousUntil === null || previousUntil < demandedOn);
