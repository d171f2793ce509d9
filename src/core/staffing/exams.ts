import type { WorkingCalendar } from '../calendar/working-days.js';
import { firstDayOf, type IsoDate, type IsoMonth } from '../values/dates.js';
import { isCounted, type RosterEntry, rosterOn, type StaffEvent } from './roster.js';
import type { ExamRule } from './staffing-rules.js';

/** That somebody took an exam. */
export interface ExamResult {
  readonly staffId: string;
  readonly takenOn: IsoDate;
}

/** A month's exam: who was to take it, who did in time, who did not; each list by employee number. */
export interface MonthExam {
  readonly dueOn: IsoDate;
  /** The deadline rests on a year whose working days are not published. */
  readonly provisional: boolean;
  readonly required: readonly RosterEntry[];
  readonly taken: readonly RosterEntry[];
  readonly missing: readonly RosterEntry[];
}

/** The last day for a month's exam. */
export function examDeadline(
  { dayOfMonth, roll }: ExamRule,
  month: IsoMonth,
  calendar: WorkingCalendar,
): { dueOn: IsoDate; provisional: boolean } {
  const day = `${month}-${String(dayOfMonth).padStart(2, '0')}`;
  if (!roll) return { dueOn: day, provisional: false };
  const { date, provisional } = calendar.roll(day);
  return { dueOn: date, provisional };
}

/**
 * How a month's exam stands: it is for the formal people in the counted roles who are on the roster on its last day,
 * and taken between the month's first day and that one, both included.
 */
export function examOf(
  rule: ExamRule,
  calendar: WorkingCalendar,
  month: IsoMonth,
  events: readonly StaffEvent[],
  results: readonly ExamResult[],
  counted?: readonly string[],
): MonthExam {
  const { dueOn, provisional } = examDeadline(rule, month, calendar);
  const startsOn = firstDayOf(month);
  const inTime = new Set(results.filter(({ takenOn }) => startsOn <= takenOn && takenOn <= dueOn).map(({ staffId }) => staffId));
  const required = rosterOn(events, dueOn).filter((entry) => isCounted(entry, counted));
  return {
    dueOn,
    provisional,
    required,
    taken: required.filter(({ staffId }) => inTime.has(staffId)),
    missing: required.filter(({ staffId }) => !inTime.has(staffId)),
  };
}
