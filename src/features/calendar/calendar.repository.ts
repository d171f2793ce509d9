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

/** A moment in the history of the calendar: before an instant, with what came at that very instant by one notice, if any. */
export interface CalendarMoment {
  readonly before: string;
  readonly withNotice: string | null;
}

/** The days that the tenant added, each as it was said last, or last at a moment, by date. */
export const listCalendarDays = (context: TenantContext, moment: CalendarMoment | null = null): Promise<CalendarDayRow[]> =>
  context.rows(
    `select distinct on (day) day, revision, is_working_day as "isWorkingDay", name, notice_number as "noticeNumber",
       notice_issued_on as "noticeIssuedOn"
     from calendar_days where tenant_id = $1 and ($2::timestamptz is null or recorded_at < $2 or (recorded_at = $2 and notice_number = $3))
     order by day, revision desc`,
    [context.tenantId, moment?.before ?? null, moment?.withNotice ?? null],
  );

/** The moments at which the calendar was another one, the latest first: before each addition, and between those of one instant. */
export const listCalendarMoments = async (context: TenantContext): Promise<CalendarMoment[]> => {
  const rows = await context.rows<{ at: string; notices: string[] }>(
    `select ${instant('recorded_at')} as at, array_agg(distinct notice_number) as notices from calendar_days where tenant_id = $1
     group by recorded_at order by recorded_at desc`,
    [context.tenantId],
  );
  return rows.flatMap(({ at, notices }) => [
    ...(notices.length > 1 ? notices.map((withNotice) => ({ before: at, withNotice })) : []),
    { before: at, withNotice: null },
  ]);
};
