import fc from 'fast-check';
import type { StaffEvent } from '../../../src/core/staffing/roster.js';
import { addDays, type IsoDate } from '../../../src/core/values/dates.js';

/** Something that happened to somebody; formal in the role `agent` where the kind sets a place, approved by nobody. */
export const event = (staffId: string, kind: StaffEvent['kind'], on: IsoDate, more: Partial<StaffEvent> = {}): StaffEvent => ({
  staffId,
  no: staffId.replace('s', '0'),
  kind,
  on,
  role: kind === 'ADMITTED' ? 'agent' : null,
  team: kind === 'ADMITTED' ? 'A' : null,
  standing: kind === 'ADMITTED' ? 'FORMAL' : null,
  isReplacedOnDemand: false,
  approvedOn: null,
  askedFor: null,
  ...more,
});

export const admitted = (staffId: string, on: IsoDate, more: Partial<StaffEvent> = {}) => event(staffId, 'ADMITTED', on, more);
export const assigned = (staffId: string, on: IsoDate, more: Partial<StaffEvent> = {}) => event(staffId, 'ASSIGNED', on, more);
export const onLine = (staffId: string, on: IsoDate) => event(staffId, 'ON_LINE', on);
export const left = (staffId: string, on: IsoDate, more: Partial<StaffEvent> = {}) => event(staffId, 'LEFT', on, more);

/** Several people admitted on one day: s1, s2, … */
export const team = (size: number, on: IsoDate): StaffEvent[] => Array.from({ length: size }, (_, index) => admitted(`s${index + 1}`, on));

/** Any events of a handful of people within some days, in any order, those that cannot have happened included. */
export const histories = (from: IsoDate, days: number): fc.Arbitrary<StaffEvent[]> =>
  fc.array(
    fc
      .record({
        staffId: fc.constantFrom('s1', 's2', 's3', 's4', 's5'),
        kind: fc.constantFrom<StaffEvent['kind']>('ADMITTED', 'ADMITTED', 'ASSIGNED', 'ON_LINE', 'LEFT'),
        offset: fc.nat(days - 1),
        role: fc.constantFrom('agent', 'manager'),
        standing: fc.constantFrom<'FORMAL' | 'RESERVE'>('FORMAL', 'FORMAL', 'RESERVE'),
        isReplacedOnDemand: fc.boolean(),
      })
      .map(({ staffId, kind, offset, role, standing, isReplacedOnDemand }) =>
        event(staffId, kind, addDays(from, offset), {
          ...(kind === 'ADMITTED' || kind === 'ASSIGNED' ? { role, standing } : {}),
          isReplacedOnDemand: kind === 'LEFT' && isReplacedOnDemand,
        }),
      ),
    { maxLength: 25 },
  );

/** A day as the plain reading has it: one day after the other, event after event. */
export interface DayOfModel {
  readonly day: IsoDate;
  /** Role and standing of everybody on the roster at the day's end. */
  readonly roster: ReadonlyMap<string, { readonly role: string; readonly standing: string }>;
  /** Role and standing of everybody who left on the day without a demand. */
  readonly gone: readonly { readonly role: string; readonly standing: string }[];
}

/** Every day of some, worked through by the letter. */
export function walkDays(events: readonly StaffEvent[], from: IsoDate, to: IsoDate): DayOfModel[] {
  const roster = new Map<string, { role: string; standing: string }>();
  const days: DayOfModel[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const gone: { role: string; standing: string }[] = [];
    for (const { staffId, kind, on, role, standing, isReplacedOnDemand } of events) {
      if (on !== day) continue;
      const place = roster.get(staffId);
      if (kind === 'ADMITTED' && !place) roster.set(staffId, { role: role!, standing: standing! });
      if (kind === 'ASSIGNED' && place) roster.set(staffId, { role: role!, standing: standing! });
      if (kind !== 'LEFT' || !place) continue;
      if (!isReplacedOnDemand) gone.push(place);
      roster.delete(staffId);
    }
    days.push({ day, roster: new Map(roster), gone });
  }
  return days;
}
