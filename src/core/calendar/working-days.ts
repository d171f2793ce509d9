import { addDays, dateOfDay, dayNumber, dayOfWeek, type IsoDate, isLeapYear, yearOf } from '../values/dates.js';
import { digestOf } from '../values/digest.js';

/** One year's arrangement of holidays, as the State Council announced it. */
export interface YearArrangement {
  readonly year: number;
  readonly notice: { readonly number: string; readonly issuedOn: IsoDate };
  /** Every date that is off by the arrangement, first and last day included. */
  readonly holidays: readonly { readonly name: string; readonly from: IsoDate; readonly to: IsoDate }[];
  /** Saturdays and Sundays that are worked instead. */
  readonly makeUpDays: readonly IsoDate[];
}

/** The working calendar: published years, and the fixed holidays that are certain in any other year. */
export interface CalendarData {
  readonly version: string;
  readonly years: readonly YearArrangement[];
  /** `MM-DD` of the holidays that need no announcement; with the weekends they stand in for a year that is not published. */
  readonly fixedHolidays: readonly string[];
}

/** A date that was counted, and whether it rests on a year whose arrangement is not published. */
export interface CountedDate {
  readonly date: IsoDate;
  readonly provisional: boolean;
}

/** A day that somebody adds to the published years, with the notice it comes from. */
export interface OwnDay {
  readonly date: IsoDate;
  readonly isWorkingDay: boolean;
  readonly name: string;
  readonly notice: { readonly number: string; readonly issuedOn: IsoDate };
}

/** The working days of one year; `worked` has a place for each day from 1 January. */
interface YearTable {
  readonly firstDay: number;
  readonly worked: readonly boolean[];
  readonly workingDays: number;
  readonly isPublished: boolean;
}

/**
 * Which days are worked.
 *
 * Source: the State Council's yearly notices; in a year without one only weekends and the fixed holidays are off,
 * and whatever is counted over such a day is provisional.
 */
export class WorkingCalendar {
  readonly version: string;
  private readonly arrangements: ReadonlyMap<number, YearArrangement>;
  private readonly fixedHolidays: ReadonlySet<string>;
  private readonly tables = new Map<number, YearTable>();

  private readonly ownDays: ReadonlyMap<IsoDate, boolean>;

  constructor(
    private readonly data: CalendarData,
    own: readonly OwnDay[] = [],
  ) {
    this.version = own.length === 0 ? data.version : `${data.version}+${digestOf({ days: own.map(placesOf) }).slice(-12)}`;
    this.ownDays = new Map(own.map(({ date, isWorkingDay }) => [date, isWorkingDay]));
    this.arrangements = new Map(data.years.map((arrangement) => [arrangement.year, arrangement]));
    this.fixedHolidays = new Set(data.fixedHolidays);
  }

  /** The same calendar with days that somebody adds; its version names them. */
  withDays(days: readonly OwnDay[]): WorkingCalendar {
    return new WorkingCalendar(this.data, days);
  }

  isWorkingDay(date: IsoDate): boolean {
    const table = this.tableOf(yearOf(date));
    return table.worked[dayNumber(date) - table.firstDay]!;
  }

  /** True where the date's year has a published arrangement. */
  isPublished(date: IsoDate): boolean {
    return this.arrangements.has(yearOf(date));
  }

  /** What the State Council announced for a year; null where that is not published. */
  arrangementOf(year: number): YearArrangement | null {
    return this.arrangements.get(year) ?? null;
  }

  /** Working days of a whole year. */
  workingDaysOf(year: number): number {
    return this.tableOf(year).workingDays;
  }

  /** The date itself if it is worked, else the next date that is. */
  roll(date: IsoDate): CountedDate {
    const provisional = !this.isPublished(date);
    if (this.isWorkingDay(date)) return { date, provisional };
    const next = this.workingDaysAfter(date, 1);
    return { date: next.date, provisional: provisional || next.provisional };
  }

  /** The n-th working day after a date; the date itself is not counted. Range: n from 1. */
  workingDaysAfter(date: IsoDate, count: number): CountedDate {
    let provisional = false;
    let counted = date;
    for (let left = count; left > 0; ) {
      counted = addDays(counted, 1);
      provisional ||= !this.isPublished(counted);
      if (this.isWorkingDay(counted)) left -= 1;
    }
    return { date: counted, provisional };
  }

  /** Working days after the first date, up to and with the last; zero where the last does not lie behind the first. */
  countWorkingDays(after: IsoDate, upTo: IsoDate): { readonly days: number; readonly provisional: boolean } {
    if (upTo <= after) return { days: 0, provisional: false };
    const from = dayNumber(after) + 1;
    const to = dayNumber(upTo);
    let days = 0;
    let provisional = false;
    for (let year = yearOf(dateOfDay(from)); year <= yearOf(upTo); year++) {
      const table = this.tableOf(year);
      const first = Math.max(from - table.firstDay, 0);
      const last = Math.min(to - table.firstDay, table.worked.length - 1);
      const isWholeYear = first === 0 && last === table.worked.length - 1;
      days += isWholeYear ? table.workingDays : table.worked.slice(first, last + 1).filter(Boolean).length;
      provisional ||= !table.isPublished;
    }
    return { days, provisional };
  }

  private tableOf(year: number): YearTable {
    let table = this.tables.get(year);
    if (!table) {
      table = this.makeTable(year);
      this.tables.set(year, table);
    }
    return table;
  }

  private makeTable(year: number): YearTable {
    const arrangement = this.arrangements.get(year);
    const firstDay = dayNumber(`${String(year).padStart(4, '0')}-01-01`);
    const makeUpDays = new Set(arrangement?.makeUpDays);
    const worked = Array.from({ length: isLeapYear(year) ? 366 : 365 }, (_, index) => {
      const date = dateOfDay(firstDay + index);
      const own = this.ownDays.get(date);
      if (own !== undefined) return own;
      if (makeUpDays.has(date)) return true;
      const weekday = dayOfWeek(firstDay + index);
      if (weekday === 0 || weekday === 6) return false;
      if (!arrangement) return !this.fixedHolidays.has(date.slice(5));
      return !arrangement.holidays.some(({ from, to }) => from <= date && date <= to);
    });
    return { firstDay, worked, workingDays: worked.filter(Boolean).length, isPublished: arrangement !== undefined };
  }
}

const placesOf = ({ date, isWorkingDay, name, notice }: OwnDay) => [date, isWorkingDay, name, notice.number, notice.issuedOn];
