import { firstDayOf, type IsoDate, type IsoMonth, lastDayOf } from '../values/dates.js';
import type { LeaveRequest } from './leave.js';
import { type DaySpan, partWithin } from './leave-days.js';
import { eventsOfLeave } from './leave-events.js';
import type { LeaveState } from './leave-life.js';
import type { OperatorRules } from './operator-rules.js';

/** An operator who was on the line in the month, by employee number. */
export interface RecordedMember {
  readonly no: string;
  readonly team: string;
  readonly onLineOn: IsoDate;
  /** Shifts worked in the month. */
  readonly shifts: number;
  readonly isLeader: boolean;
}

/** Something recorded of an operator in the month. */
export interface RecordedEvent {
  readonly id: string;
  /** Employee number. */
  readonly member: string;
  readonly kind: string;
  readonly on: IsoDate;
  /** How many, or how many days. */
  readonly units: number;
  readonly isSevere: boolean;
  readonly hasConsequence: boolean;
  /** Yuan that the team leader bears; null while nobody has set it. */
  readonly leaderAmount: string | null;
}

/** A request for leave as it stands. */
export interface RecordedLeave {
  /** Employee number. */
  readonly member: string;
  readonly request: Pick<LeaveRequest, 'id' | 'kind' | keyof DaySpan>;
  readonly state: LeaveState;
}

/** All that was recorded for an operators' month. */
export interface MonthRecords {
  /** Code of the contract. */
  readonly contract: string;
  readonly month: IsoMonth;
  readonly members: readonly RecordedMember[];
  readonly events: readonly RecordedEvent[];
  /** Requests of these members; those without a day in the month change nothing. */
  readonly leaves: readonly RecordedLeave[];
  /** Events of the term before the month; those of kinds that raise no flag over the term change nothing. */
  readonly earlier: readonly Pick<RecordedEvent, 'member' | 'kind' | 'units'>[];
}

/** The input of the operators' month in the case format. */
export interface MonthCase {
  readonly contract: string;
  readonly month: IsoMonth;
  readonly members: readonly Readonly<Record<string, unknown>>[];
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly earlier: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * The case of an operators' month from what was recorded, for the same reader that takes a case from a file.
 *
 * Leave joins the events under an id of its own, `leave:` and the request's. Errors: none; what does not fit is for the reader to name.
 */
export function assembleMonth(rules: OperatorRules, records: MonthRecords): MonthCase {
  const { contract, month, members, events, leaves } = records;
  return {
    contract,
    month,
    members: members.map(({ no, team, onLineOn, shifts, isLeader }) => ({ no, team, onLineOn, shifts, leader: isLeader })),
    events: [...events.map((event) => caseEvent(rules, event)), ...leaves.flatMap((leave) => leaveEvents(rules, leave, records))],
    earlier: earlierCounts(rules, records),
  };
}

/** An event with the fields that it has; a field that its kind does not take is an error of the format, even where it says no. */
function caseEvent({ events }: OperatorRules, event: RecordedEvent): Readonly<Record<string, unknown>> {
  const { id, member, kind, on, units, isSevere, hasConsequence, leaderAmount } = event;
  const isByDay = events.find(({ code }) => code === kind)?.measure === 'DAYS';
  return {
    id,
    member,
    kind,
    on,
    [isByDay ? 'days' : 'count']: units,
    ...(isSevere && { severe: true }),
    ...(hasConsequence && { consequence: true }),
    ...(leaderAmount !== null && { leaderAmount }),
  };
}

function leaveEvents({ leave }: OperatorRules, { member, request, state }: RecordedLeave, { month, members }: MonthRecords) {
  // Leave before the first day on the line is no matter of the operators' month.
  const onLineOn = members.find(({ no }) => no === member)?.onLineOn ?? firstDayOf(month);
  const part = leave ? partWithin(request, onLineOn, lastDayOf(month)) : null;
  if (!leave || !part) return [];
  return eventsOfLeave(leave, { kind: request.kind, ...part }, state, month).map((event) => ({
    id: `leave:${request.id}`,
    member,
    ...event,
  }));
}

function earlierCounts({ events }: OperatorRules, { members, earlier }: MonthRecords): MonthCase['earlier'] {
  const isCountedInTerm = (kind: string) =>
    events.find(({ code }) => code === kind)?.flags?.some(({ when }) => typeof when === 'object' && 'inTermFrom' in when) ?? false;
  const counts = new Map<string, Map<string, number>>();
  for (const { member, kind, units } of earlier) {
    if (!isCountedInTerm(kind) || !members.some(({ no }) => no === member)) continue;
    const own = counts.get(member) ?? new Map<string, number>();
    counts.set(member, own.set(kind, (own.get(kind) ?? 0) + units));
  }
  return Object.fromEntries([...counts].map(([member, own]) => [member, Object.fromEntries(own)]));
}
