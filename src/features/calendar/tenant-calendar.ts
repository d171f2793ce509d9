import { LRUCache } from 'lru-cache';
import type { OwnDay, WorkingCalendar } from '../../core/calendar/working-days.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type CalendarDayRow, type CalendarMoment, listCalendarDays } from './calendar.repository.js';
import { loadCalendar } from './calendar-file.js';

/** How many different calendars are kept ready; most tenants share the one without days of their own. */
const READY_CALENDAR_COUNT_MAX = 200;

const readyCalendars = () => new LRUCache<string, WorkingCalendar>({ max: READY_CALENDAR_COUNT_MAX });

const ownDay = ({ day, isWorkingDay, name, noticeNumber, noticeIssuedOn }: CalendarDayRow): OwnDay => ({
  date: day,
  isWorkingDay,
  name,
  notice: { number: noticeNumber, issuedOn: noticeIssuedOn },
});

/** The working calendar of the tenant: the State Council's years with the days that the tenant added. Of an operation, asked once. */
export const tenantCalendar = (context: TenantContext): Promise<WorkingCalendar> => context.loader(makeTenantCalendar);

/** The working calendar of the tenant as it was at a moment: what was scored then is scored by it again. */
export const tenantCalendarAt = async (context: TenantContext, moment: CalendarMoment): Promise<WorkingCalendar> =>
  calendarWith(context, await listCalendarDays(context, moment));

const makeTenantCalendar = async (context: TenantContext): Promise<WorkingCalendar> =>
  calendarWith(context, await listCalendarDays(context));

function calendarWith(context: TenantContext, rows: readonly CalendarDayRow[]): WorkingCalendar {
  const base = context.ofProcess(loadCalendar);
  const days = rows.map(ownDay);
  if (days.length === 0) return base;
  const calendar = base.withDays(days);
  const ready = context.ofProcess(readyCalendars);
  // One that says the same has its tables made already.
  const known = ready.get(calendar.version) ?? calendar;
  ready.set(known.version, known);
  return known;
}
