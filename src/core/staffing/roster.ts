import { addDays, type IsoDate } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import { compareByCodePoint } from '../values/text.js';
import { type DateRange, earliest } from './date-range.js';

/** FORMAL people are the team that the contract counts; RESERVE people stand by. */
export type Standing = 'FORMAL' | 'RESERVE';

/** Something that happened to somebody's place in the roster; it counts from its day on. */
export interface StaffEvent {
  readonly staffId: string;
  /** The employee number: the only thing about a person that texts name. */
  readonly no: string;
  readonly kind: 'ADMITTED' | 'ASSIGNED' | 'ON_LINE' | 'LEFT';
  readonly on: IsoDate;
  /** Null where the kind sets none; an assignment leaves what is null as it was. */
  readonly role: string | null;
  readonly team: string | null;
  readonly standing: Standing | null;
  /** Of a departure: the agency demanded it. */
  readonly isReplacedOnDemand: boolean;
  /** Day on which the agency approved it; null where it did not. */
  readonly approvedOn: IsoDate | null;
  /** Day for which it was asked; null where nobody asked. */
  readonly askedFor: IsoDate | null;
}

/** Somebody's place in the roster. */
export interface RosterEntry {
  readonly staffId: string;
  readonly no: string;
  readonly role: string;
  readonly team: string;
  readonly standing: Standing;
  readonly admittedOn: IsoDate;
  /** Null while the person has not yet answered calls since the admission. */
  readonly onLineOn: IsoDate | null;
}

/** Days through which somebody's place was the same. */
export interface Stretch {
  readonly entry: RosterEntry;
  readonly from: IsoDate;
  /** First day on which it no longer was; null while it lasts. */
  readonly until: IsoDate | null;
}

/** Why an event cannot follow what came before it. */
export type HistoryProblemCode =
  /** On the roster already. */
  | 'ADMITTED_TWICE'
  /** Not on the roster, so that nothing can be assigned, begun or left. */
  | 'NOT_ON_ROSTER'
  | 'ON_LINE_TWICE'
  /** An admission without role, team or standing. */
  | 'PLACE_MISSING'
  /** An assignment that sets nothing. */
  | 'NOTHING_ASSIGNED';

export interface HistoryProblem {
  readonly staffId: string;
  readonly code: HistoryProblemCode;
  readonly on: IsoDate;
}

/** Who left a team in some days, of how many at their beginning. */
export interface Turnover {
  readonly leaverCount: number;
  readonly openingCount: number;
  /** Null where there was nobody at the beginning. */
  readonly rate: Exact | null;
}

/** An event with the person's place before and after it; a problem leaves the place as it was. */
interface Step {
  readonly event: StaffEvent;
  readonly before: RosterEntry | null;
  readonly after: RosterEntry | null;
  readonly problem: HistoryProblemCode | null;
}

/** The roster of a day, by employee number. Events of one day and person happened in the order in which they are given. */
export const rosterOn = (events: readonly StaffEvent[], day: IsoDate): RosterEntry[] =>
  stretchesOf(events)
    .filter((stretch) => isDuring(stretch, day))
    .map(({ entry }) => entry)
    .sort(byNumber);

/** Every stretch of everybody, each of a day at least; of one person in order. Events that cannot follow are passed over. */
export function stretchesOf(events: readonly StaffEvent[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const steps of historiesOf(events))
    for (const [index, { event, after }] of steps.entries()) {
      const until = steps[index + 1]?.event.on ?? null;
      if (after && event.on !== until) stretches.push({ entry: after, from: event.on, until });
    }
  return stretches;
}

/** Whether a day lies in a stretch. */
export const isDuring = ({ from, until }: Stretch, day: IsoDate): boolean => from <= day && (until === null || day < until);

/** The days on which stretches begin or are over. */
export const changeDaysOf = (stretches: readonly Stretch[]): IsoDate[] =>
  stretches.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));

/** What cannot have happened, person by person and in the order of the days. */
export const problemsOfHistory = (events: readonly StaffEvent[]): HistoryProblem[] =>
  historiesOf(events)
    .flat()
    .flatMap(({ event, problem }) => (problem ? [{ staffId: event.staffId, code: problem, on: event.on }] : []));

/** Whether somebody counts: formally on the roster, in one of the roles; without roles, in any. */
export const isCounted = ({ standing, role }: RosterEntry, counted: readonly string[] | undefined): boolean =>
  standing === 'FORMAL' && (counted === undefined || counted.includes(role));

/** People who count on a day. */
export const headcountOn = (events: readonly StaffEvent[], day: IsoDate, counted?: readonly string[]): number =>
  rosterOn(events, day).filter((entry) => isCounted(entry, counted)).length;

/**
 * The departures within some days of people who counted up to then, by day and employee number.
 *
 * Who comes back has left all the same; who was replaced at the agency's demand has not.
 */
export const leaversOf = (events: readonly StaffEvent[], { from, to }: DateRange, counted?: readonly string[]): StaffEvent[] =>
  historiesOf(events)
    .flat()
    .filter(({ event, before, problem }) => event.kind === 'LEFT' && problem === null && isCounted(before!, counted))
    .map(({ event }) => event)
    .filter(({ on, isReplacedOnDemand }) => from <= on && on <= to && !isReplacedOnDemand)
    .sort((a, b) => compareByCodePoint(a.on, b.on) || byNumber(a, b));

/**
 * The day at whose end the opening headcount of some days is taken: the one before them; in the days in which the term begins
 * its first, since before it nobody was there.
 */
export const openingDayOf = (startsOn: IsoDate, term: DateRange): IsoDate => (startsOn <= term.from ? term.from : addDays(startsOn, -1));

/** The headcount at the beginning of some days. */
export const openingHeadcountOf = (
  events: readonly StaffEvent[],
  startsOn: IsoDate,
  term: DateRange,
  counted?: readonly string[],
): number => headcountOn(events, openingDayOf(startsOn, term), counted);

/** The turnover of some days of the term: who left after the opening day, of those who were there at its end. */
export function turnoverOf(events: readonly StaffEvent[], days: DateRange, term: DateRange, counted?: readonly string[]): Turnover {
  const to = earliest(days.to, term.to);
  const from = addDays(openingDayOf(days.from, term), 1);
  const leaverCount = leaversOf(events, { from, to }, counted).length;
  const openingCount = openingHeadcountOf(events, days.from, term, counted);
  const rate = openingCount === 0 ? null : Exact.ratio(BigInt(leaverCount), BigInt(openingCount));
  return { leaverCount, openingCount, rate };
}

const byNumber = (a: { readonly no: string; readonly staffId: string }, b: typeof a): number =>
  compareByCodePoint(a.no, b.no) || compareByCodePoint(a.staffId, b.staffId);

/** Everybody's events in the order of their days, each with what it did. */
function historiesOf(events: readonly StaffEvent[]): Step[][] {
  const own = Map.groupBy(events, ({ staffId }) => staffId);
  return [...own.values()].map((history) => {
    const steps: Step[] = [];
    for (const event of history.toSorted((a, b) => compareByCodePoint(a.on, b.on))) steps.push(stepOf(steps.at(-1)?.after ?? null, event));
    return steps;
  });
}

function stepOf(before: RosterEntry | null, event: StaffEvent): Step {
  const problem = problemOf(before, event);
  return { event, before, after: problem ? before : placeAfter(before, event), problem };
}

function problemOf(before: RosterEntry | null, { kind, role, team, standing }: StaffEvent): HistoryProblemCode | null {
  if (kind === 'ADMITTED') {
    if (before) return 'ADMITTED_TWICE';
    return role === null || team === null || standing === null ? 'PLACE_MISSING' : null;
  }
  if (!before) return 'NOT_ON_ROSTER';
  if (kind === 'ON_LINE') return before.onLineOn === null ? null : 'ON_LINE_TWICE';
  return kind === 'ASSIGNED' && role === null && team === null && standing === null ? 'NOTHING_ASSIGNED' : null;
}

/** The place after an event that can follow. */
function placeAfter(before: RosterEntry | null, { staffId, no, kind, on, role, team, standing }: StaffEvent): RosterEntry | null {
  switch (kind) {
    case 'ADMITTED':
      return { staffId, no, role: role!, team: team!, standing: standing!, admittedOn: on, onLineOn: null };
    case 'ASSIGNED':
      return { ...before!, no, role: role ?? before!.role, team: team ?? before!.team, standing: standing ?? before!.standing };
    case 'ON_LINE':
      return { ...before!, no, onLineOn: on };
    case 'LEFT':
      return null;
  }
}
