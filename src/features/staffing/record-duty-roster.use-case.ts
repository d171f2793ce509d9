import { v7 as uuid } from 'uuid';
import { overlapsOf, type Shift } from '../../core/staffing/coverage.js';
import { stretchesOf } from '../../core/staffing/roster.js';
import { firstDayOf, isIsoDate, isIsoMonth, lastDayOf } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { type InvalidInput, invalid } from '../assessment-periods/refusal.js';
import { logMonthOver } from './breach-log.js';
import { DutyRoster } from './duty.entity.js';
import { type DutyBasis, type DutyRosterRow, findDutyRosters, nextDutyRevision } from './duty.repository.js';
import { byNumber, findStaffed, problemOf, type StaffingProblem } from './problems.js';
import type { StaffBook } from './staffing.repository.js';

export interface ShiftInput {
  /** Employee number. */
  readonly no: string;
  /** `YYYY-MM-DDTHH:MM`, in China's time. */
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface RecordDutyRoster {
  readonly contract: string;
  readonly month: string;
  readonly basis: DutyBasis;
  /** Of what was worked: the last day that it tells of; the month's last day unless said. */
  readonly until?: unknown;
  readonly shifts: readonly ShiftInput[];
}

/** Most shifts of a month: a hundred people three times a day. */
const SHIFT_COUNT_MAX = 10_000;

/** Longest shift: the night through, and the handover. */
const SHIFT_HOURS_MAX = 24;

/**
 * Records who works when in a month, the whole of it; it stands in place of what was recorded before of the same basis. What was worked
 * in a month that is over tells its breaches, which are logged.
 *
 * Errors: every problem, such as somebody on two shifts at once, or not on the roster on that day.
 */
export const recordDutyRoster = defineCommand({
  name: 'recordDutyRoster',
  permissions: ['staff:manage'],
  async run(context, input: RecordDutyRoster): Promise<Result<DutyRosterRow, InvalidInput>> {
    const staffed = await findStaffed(context, input.contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const { month, basis, shifts } = input;
    if (!isIsoMonth(month)) return invalid([problemOf('month', 'NOT_A_MONTH', '应为月份 YYYY-MM', 'a month YYYY-MM is expected')]);
    if (shifts.length > SHIFT_COUNT_MAX)
      return invalid([problemOf('shifts', 'TOO_MANY', `最多 ${SHIFT_COUNT_MAX} 个班次`, `at most ${SHIFT_COUNT_MAX} shifts`)]);
    const upTo = input.until == null ? lastDayOf(month) : String(input.until);
    const problems = [...daysProblems(upTo, month, basis, context.today), ...shiftProblems(shifts, month, upTo, book)];
    if (problems.length > 0) return invalid(problems);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(DutyRoster, {
      tenantId,
      id,
      contract: [tenantId, stored.id] as const,
      month,
      basis,
      revision: await nextDutyRevision(context, stored.id, month, basis),
      upTo,
      shiftCount: shifts.length,
      ...context.recorded,
    });
    const known = byNumber(book);
    const rows = shifts.map(({ no, startsAt, endsAt }, index) => ({ position: index + 1, staff: known.get(no)!.id, startsAt, endsAt }));
    await context.rows(
      `insert into duty_shifts (tenant_id, roster_id, position, staff_id, starts_at, ends_at)
       select $1, $2::uuid, r.position, r.staff, r."startsAt", r."endsAt"
       from jsonb_to_recordset($3::jsonb) as r(position int, staff uuid, "startsAt" text, "endsAt" text)`,
      [tenantId, id, JSON.stringify(rows)],
    );
    if (basis === 'WORKED') await logMonthOver(context, stored, month);
    return ok((await findDutyRosters(context, [id]))[0]!);
  },
});

function daysProblems(upTo: string, month: string, basis: DutyBasis, today: string): StaffingProblem[] {
  if (!isIsoDate(upTo) || upTo < firstDayOf(month) || upTo > lastDayOf(month))
    return [problemOf('until', 'OUTSIDE_PERIOD', `应为 ${month} 内的日期`, `a day of ${month} is expected`)];
  if (basis === 'PLANNED')
    return upTo === lastDayOf(month) ? [] : [problemOf('until', 'MISPLACED_FIELD', '排班为整月', 'a plan is of the whole month')];
  return upTo > today ? [problemOf('until', 'OUT_OF_RANGE', '不能晚于今天', 'must not lie ahead')] : [];
}

const TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d$/;

const isTime = (text: string): boolean => isIsoDate(TIME.exec(text)?.[1] ?? '');

const hoursBetween = (from: string, to: string): number => (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 3_600_000;

function shiftProblems(shifts: readonly ShiftInput[], month: string, upTo: string, book: StaffBook): StaffingProblem[] {
  const known = byNumber(book);
  const places = Map.groupBy(stretchesOf(book.events), ({ entry }) => entry.staffId);
  const isThere = (staffId: string, day: string) =>
    (places.get(staffId) ?? []).some(({ from, until }) => from <= day && (until === null || day < until));
  const problems = shifts.flatMap(({ no, startsAt, endsAt }, index): StaffingProblem[] => {
    const path = `shifts[${index}]`;
    const wrong = (['startsAt', 'endsAt'] as const)
      .filter((name) => !isTime({ startsAt, endsAt }[name]))
      .map((name) => problemOf(`${path}.${name}`, 'NOT_A_TIME', '应为 YYYY-MM-DDTHH:MM', 'YYYY-MM-DDTHH:MM is expected'));
    const staff = known.get(no);
    if (!staff) wrong.push(problemOf(`${path}.no`, 'UNKNOWN_STAFF', `没有工号 ${no}`, `there is nobody with the number ${no}`));
    if (wrong.length > 0) return wrong;
    const day = startsAt.slice(0, 10);
    if (day.slice(0, 7) !== month || day > upTo)
      return [
        problemOf(`${path}.startsAt`, 'OUTSIDE_PERIOD', `不在 ${month} 至 ${upTo} 内`, `it does not begin in ${month} up to ${upTo}`),
      ];
    const hours = hoursBetween(startsAt, endsAt);
    if (hours <= 0 || hours > SHIFT_HOURS_MAX)
      return [
        problemOf(`${path}.endsAt`, 'OUT_OF_RANGE', `班次须在 ${SHIFT_HOURS_MAX} 小时以内`, `a shift lasts up to ${SHIFT_HOURS_MAX} hours`),
      ];
    return isThere(staff!.id, day)
      ? []
      : [problemOf(`${path}.no`, 'NOT_ON_ROSTER', `工号 ${no} 于 ${day} 不在册`, `${no} is not on the roster on ${day}`)];
  });
  if (problems.length > 0) return problems;
  const numbers = new Map(book.staff.map(({ id, no }) => [id, no]));
  const pure = shifts.map(
    ({ no, startsAt, endsAt }): Shift => ({ staffId: known.get(no)!.id, isManager: false, isOnLine: false, from: startsAt, to: endsAt }),
  );
  return overlapsOf(pure).map(({ staffId, from, to }) => {
    const no = numbers.get(staffId);
    return problemOf(
      'shifts',
      'SHIFTS_OVERLAP',
      `工号 ${no} 在 ${from} 至 ${to} 有两个班次`,
      `${no} stands on two shifts from ${from} to ${to}`,
    );
  });
}
