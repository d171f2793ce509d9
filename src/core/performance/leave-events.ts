import { firstDayOf, type IsoDate, type IsoMonth, lastDayOf } from '../values/dates.js';
import { type LeaveRequest, leaveKindOf } from './leave.js';
import { type DaySpan, partWithin } from './leave-days.js';
import type { LeaveState } from './leave-life.js';
import type { LeaveRules } from './leave-rules.js';

/** Days of leave as an event of the ledger. */
export interface LeaveEvent {
  /** Code of an event of the ledger. */
  readonly kind: string;
  readonly on: IsoDate;
  /** Natural days, all within one month. */
  readonly days: number;
}

/**
 * What a request for leave puts into a month's ledger: at most one event, of the days that lie within the month.
 *
 * Each month of a leave has its own days, so that the months together have them all. Nothing where the leave costs nothing, is
 * undecided, was withdrawn, or was rejected and nothing followed. Errors: none.
 */
export function eventsOfLeave(
  rules: LeaveRules,
  request: Pick<LeaveRequest, 'kind' | keyof DaySpan>,
  state: LeaveState,
  month: IsoMonth,
): LeaveEvent[] {
  const kind = eventKindOf(rules, request.kind, state);
  const part = partWithin(request, firstDayOf(month), lastDayOf(month));
  return kind === null || part === null ? [] : [{ kind, on: part.from, days: part.days }];
}

function eventKindOf(rules: LeaveRules, kind: string, state: LeaveState): string | null {
  if (state === 'ABSENCE_CONFIRMED') return rules.lateBecomes;
  return state === 'APPROVED' || state === 'EXCUSED' ? (leaveKindOf(rules, kind)?.event ?? null) : null;
}
