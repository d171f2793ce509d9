import { isIsoDate } from '../../core/values/dates.js';
import type { Problem } from '../../core/values/problem.js';
import { Problems } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { type CalendarDayRow, listCalendarDays } from './calendar.repository.js';
import { CalendarDay } from './calendar-day.entity.js';

export interface AddCalendarDays {
  readonly noticeNumber: string;
  readonly noticeIssuedOn: unknown;
  readonly days: readonly { readonly day: unknown; readonly isWorkingDay: boolean; readonly name: string }[];
}

/** Adds days to the tenant's working calendar, with the notice they come from. Errors: every problem; nothing is added then. */
export const addCalendarDays = defineCommand({
  name: 'addCalendarDays',
  permissions: ['contract:amend'],
  async run(context, { noticeNumber, noticeIssuedOn, days }: AddCalendarDays): Promise<Result<CalendarDayRow[], readonly Problem[]>> {
    const problems = new Problems();
    const date = (path: string, value: unknown) => {
      if (!isIsoDate(String(value))) problems.add(path, 'NOT_A_DATE', '应为日期 YYYY-MM-DD', 'a date YYYY-MM-DD is expected');
    };
    if (noticeNumber.trim() === '') problems.add('noticeNumber', 'EMPTY', '不能为空', 'must not be empty');
    date('noticeIssuedOn', noticeIssuedOn);
    if (days.length === 0) problems.add('days', 'EMPTY', '至少一项', 'at least one is needed');
    days.forEach(({ day, name }, index) => {
      date(`days[${index}].day`, day);
      if (name.trim() === '') problems.add(`days[${index}].name`, 'EMPTY', '不能为空', 'must not be empty');
      if (days.findIndex((other) => other.day === day) < index)
        problems.add(`days[${index}].day`, 'DUPLICATE', `${String(day)} 重复`, `${String(day)} stands twice`);
    });
    if (!problems.isEmpty) return fail(problems.list);
    const known = new Map((await listCalendarDays(context)).map(({ day, revision }) => [day, revision]));
    const rows = days.map(
      ({ day, isWorkingDay, name }): CalendarDayRow => ({
        day: String(day),
        revision: (known.get(String(day)) ?? 0) + 1,
        isWorkingDay,
        name,
        noticeNumber,
        noticeIssuedOn: String(noticeIssuedOn),
      }),
    );
    const em = await context.entities();
    await em.insertMany(
      CalendarDay,
      rows.map((row) => ({ ...row, tenantId: context.tenantId, ...context.recorded })),
    );
    return ok(rows);
  },
});
