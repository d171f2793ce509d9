import type { StaffEvent } from '../../core/staffing/roster.js';
import { isDemandedIn, type Stint, stintsOf } from '../../core/staffing/stints.js';
import { latest } from '../../core/values/dates.js';

interface Demand {
  readonly staffId: string;
  readonly demandedOn: string;
}

/** What tells whether somebody came for a demand. */
interface Comings {
  readonly events: readonly (StaffEvent & { readonly changeId: string | null })[];
  readonly changes: readonly { readonly id: string; readonly kind: string; readonly demandId: string | null }[];
}

/** The time on the roster that a demand is about; null where the person was not there on its day. */
export const stintOfDemand = (events: readonly StaffEvent[], { staffId, demandedOn }: Demand): Stint | null =>
  stintsOf(events)
    .get(staffId)
    ?.find((stint) => isDemandedIn(stint, demandedOn)) ?? null;

/** The demand that a departure of a day follows: the first one of the time on the roster that it ends; null for none. */
export function demandOfDeparture<D extends Demand>(
  events: readonly StaffEvent[],
  demands: readonly D[],
  staffId: string,
  leftOn: string,
): D | null {
  const ended = stintsOf(events)
    .get(staffId)
    ?.findLast(({ until }) => until === leftOn);
  const own = demands.filter((demand) => demand.staffId === staffId && ended && isDemandedIn(ended, demand.demandedOn));
  return own.toSorted((a, b) => (a.demandedOn < b.demandedOn ? -1 : 1))[0] ?? null;
}

/** Day on which a demand was met: the person has left, and somebody came for it; null before. */
export function metOnOf({ events, changes }: Comings, demand: Demand & { readonly id: string }): string | null {
  const goneOn = stintOfDemand(events, demand)?.until ?? null;
  const admissions = new Set(changes.filter(({ demandId, kind }) => demandId === demand.id && kind === 'ADMISSION').map(({ id }) => id));
  const cameOn = events.find(({ kind, changeId }) => kind === 'ADMITTED' && changeId !== null && admissions.has(changeId))?.on ?? null;
  return goneOn === null || cameOn === null ? null : latest(goneOn, cameOn);
}
