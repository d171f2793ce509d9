import { type Performance, performance } from '../../core/cases/performance.js';
import { readPerformanceCase } from '../../core/cases/read-performance-case.js';
import { daysCovered } from '../../core/performance/leave-days.js';
import { eventsOfLeave } from '../../core/performance/leave-events.js';
import { assembleMonth, type MonthCase, type RecordedEvent, type RecordedMember } from '../../core/performance/month-case.js';
import type { OperatorRules } from '../../core/performance/operator-rules.js';
import { stretchesOf } from '../../core/staffing/roster.js';
import { addDays, firstDayOf, lastDayOf, monthOf } from '../../core/values/dates.js';
import type { Problem } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractsNamed, type StoredContract } from '../contracts/stored-contract.js';
import { type Duty, loadDuty } from '../staffing/duty.repository.js';
import { roleOf } from '../staffing/problems.js';
import { staffBookOfContract } from '../staffing/staffing.loaders.js';
import type { StaffBook } from '../staffing/staffing.repository.js';
import { type LeaveRow, leaveStateOf, listLeaveOfStaff, listOperatorEvents, type OperatorEventRow } from './operator-month.repository.js';

/** All that is recorded for an operators' month. */
export interface MonthRecords {
  readonly month: string;
  readonly members: readonly RecordedMember[];
  /** Of the term, up to the month's end. */
  readonly events: readonly OperatorEventRow[];
  /** Each with the days through which the person was on the roster. */
  readonly leaves: readonly LeaveRow[];
  readonly duty: Duty;
}

/** Who was on the line in the month, as at the last of these days, with the shifts that were worked. */
function membersOf(
  { events, staff }: StaffBook,
  duty: Duty,
  month: string,
  stored: StoredContract,
  rules: OperatorRules,
): RecordedMember[] {
  const { staffingRules } = stored.checked.contract;
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  const places = stretchesOf(events).filter(
    ({ entry, from, until }) =>
      from <= last &&
      (until === null || until > first) &&
      entry.onLineOn !== null &&
      entry.onLineOn <= last &&
      roleOf(staffingRules, entry.role)?.isOnLine,
  );
  const lastPlaces = new Map(places.map(({ entry }) => [entry.staffId, entry]));
  const worked = duty.shifts.filter(({ basis, startsAt }) => basis === 'WORKED' && monthOf(startsAt) === month);
  return staff.flatMap(({ id, no }) => {
    const entry = lastPlaces.get(id);
    if (!entry) return [];
    const shifts = worked.filter(({ staffId }) => staffId === id).length;
    return [{ no, team: entry.team, onLineOn: entry.onLineOn!, shifts, isLeader: entry.role === rules.leaderRole }];
  });
}

/** Loads what is recorded for an operators' month. */
export async function loadMonthRecords(
  context: TenantContext,
  stored: StoredContract,
  rules: OperatorRules,
  month: string,
): Promise<MonthRecords> {
  const book = await context.loader(staffBookOfContract).load(stored.id);
  const [duty, events, leaves] = await Promise.all([
    loadDuty(context, stored.id, [month]),
    listOperatorEvents(context, stored.id, lastDayOf(month)),
    listLeaveOfStaff(
      context,
      book.staff.map(({ id }) => id),
    ),
  ]);
  return { month, members: membersOf(book, duty, month, stored, rules), events, leaves: whileOnRoster(book, leaves), duty };
}

/** Leave as far as the person was on the roster: whoever has left is on leave no more, whenever the leave was to end. */
function whileOnRoster({ events }: StaffBook, leaves: readonly LeaveRow[]): LeaveRow[] {
  const stretches = Map.groupBy(stretchesOf(events), ({ entry }) => entry.staffId);
  return leaves.flatMap((leave) => {
    const days = daysCovered(leave, stretches.get(leave.staffId) ?? []);
    return days > 0 ? [{ ...leave, days }] : [];
  });
}

const recordedEvent = ({ id, no, kind, on, units, isSevere, hasConsequence, leaderAmount }: OperatorEventRow): RecordedEvent => ({
  id,
  member: no,
  kind,
  on,
  units,
  isSevere,
  hasConsequence,
  leaderAmount,
});

/** What the leave of somebody has put into the months before: late leave that the agency did not take for leave counts in the term as what it became. */
const eventsOfEarlierLeave = ({ leave: rules }: OperatorRules, leave: LeaveRow, month: string) =>
  monthsOfLeave(leave)
    .filter((earlier) => rules && earlier < month)
    .flatMap((earlier) => eventsOfLeave(rules!, leave, leaveStateOf(leave), earlier))
    .map(({ kind, days }) => ({ member: leave.no, kind, units: days }));

/** The case of a month, as the command would be given it. */
export function caseOf(rules: OperatorRules, contract: string, { month, members, events, leaves }: MonthRecords): MonthCase {
  const isMember = ({ no }: { readonly no: string }) => members.some((member) => member.no === no);
  const ownLeaves = leaves.filter(isMember);
  return assembleMonth(rules, {
    contract,
    month,
    members,
    events: events.filter(({ on }) => monthOf(on) === month).map(recordedEvent),
    leaves: ownLeaves.map((leave) => ({ member: leave.no, request: leave, state: leaveStateOf(leave) })),
    earlier: [
      ...events.filter((event) => monthOf(event.on) < month && isMember(event)).map(recordedEvent),
      ...ownLeaves.flatMap((leave) => eventsOfEarlierLeave(rules, leave, month)),
    ],
  });
}

/** What a month's case comes to, by the same reader and the same calculation as the command's. Errors: every problem of the case. */
export async function computeMonth(context: TenantContext, monthCase: MonthCase): Promise<Result<Performance, readonly Problem[]>> {
  const read = readPerformanceCase(monthCase, await contractsNamed(context, monthCase.contract));
  return read.ok ? ok(performance(read.value)) : fail(read.error);
}

/** The months that a leave has days in. */
export function monthsOfLeave({ from, days }: { readonly from: string; readonly days: number }): string[] {
  const months = new Set(Array.from({ length: days }, (_, index) => monthOf(addDays(from, index))));
  return [...months];
}
