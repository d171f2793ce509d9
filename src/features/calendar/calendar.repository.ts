import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** A day that the tenant added to the calendar. */
export interface CalendarDayRow {
  readonly day: string;
  readonly revision: number;
  readonly isWorkingDay: boolean;
  readonly name: string;
  readonly noticeNumber: string;
  readonly noticeIssuedOn: string;
}

/** The days that the tenant added, each as it was said last, or last before an instant, by date. */
export const listCalendarDays = (context: TenantContext, before: string | null = null): Promise<CalendarDayRow[]> =>
  context.rows(
    `select distinct on (day) day, revision, is_working_day as "isWorkingDay", name, notice_number as "noticeNumber",
       notice_issued_on as "noticeIssuedOn"
     from calendar_days where tenant_id = $1 and ($2::timestamptz is null or recorded_at < $2) order by day, revision desc`,
    [context.tenantId, before],
  );

/** When the tenant added days, the latest first. */
export const listCalendarChanges = async (context: TenantContext): Promise<string[]> => {
  const rows = await context.rows<{ at: string }>(
    `select distinct ${instant('recorded_at')} as at from calendar_days where tenant_id = $1 order by at desc`,
    [context.tenantId],
  );
  return rows.map(({ at }) => at);
};
