import { LRUCache } from 'lru-cache';
import type { OwnDay, WorkingCalendar } from '../../core/calendar/working-days.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type CalendarDayRow, type CalendarMoment, listCalendarDays, listCalendarMoments } from './calendar.repository.js';
import { loadCalendar, loadEarlierCalendars } from './calendar-file.js';

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

/** A calendar that the tenant had: the State Council's years as a version of them had them, with the days that it had added at a moment. */
export interface EarlierCalendar {
  readonly base: WorkingCalendar;
  /** Null for all that the tenant has added. */
  readonly moment: CalendarMoment | null;
}

/** The working calendar of the tenant as it was: what was scored by it is scored by it again. */
export const tenantCalendarOf = async (context: TenantContext, { base, moment }: EarlierCalendar): Promise<WorkingCalendar> =>
  calendarWith(context, base, await listCalendarDays(context, moment));

/** Every calendar that the tenant may have had before the one in force, the likeliest first. */
export async function listEarlierCalendars(context: TenantContext): Promise<EarlierCalendar[]> {
  const moments = await listCalendarMoments(context);
  const ofBase = (base: WorkingCalendar) => moments.map((moment) => ({ base, moment }));
  const earlier = context.ofProcess(loadEarlierCalendars);
  return [...ofBase(context.ofProcess(loadCalendar)), ...earlier.flatMap((base) => [{ base, moment: null }, ...ofBase(base)])];
}

const makeTenantCalendar = async (context: TenantContext): Promise<WorkingCalendar> =>
  calendarWith(context, context.ofProcess(loadCalendar), await listCalendarDays(context));

function calendarWith(context: TenantContext, base: WorkingCalendar, rows: readonly CalendarDayRow[]): WorkingCalendar {
  const days = rows.map(ownDay);
  if (days.length === 0) return base;
  const calendar = base.withDays(days);
  const ready = context.ofProcess(readyCalendars);
  // One that says the same has its tables made already.
  const known = ready.get(calendar.version) ?? calendar;
  ready.set(known.version, known);
  return known;
}
