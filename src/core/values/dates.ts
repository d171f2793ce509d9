/** A calendar date as `YYYY-MM-DD`. Two of them compare as text does. */
export type IsoDate = string;

/** A calendar month as `YYYY-MM`. */
export type IsoMonth = string;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Gregorian leap years. */
export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A month that exists, written `YYYY-MM`. */
export function isIsoMonth(text: string): boolean {
  if (!/^\d{4}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5));
  return month >= 1 && month <= 12;
}

/** A date that exists, in the years 1900 to 2199: further off lies only a slip of the pen, and what is counted stays bounded. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The month of a date. */
export const monthOf = (date: IsoDate): IsoMonth => date.slice(0, 7);

/** The year of a date. */
export const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));

/** The first day of a month. */
export const firstDayOf = (month: IsoMonth): IsoDate => `${month}-01`;

/** The last day of a month. */
export const lastDayOf = (month: IsoMonth): IsoDate => `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;

/** Days since 1970-01-01, for differences and steps of days. */
export const dayNumber = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_PER_DAY;

/** The date of a day number. */
export const dateOfDay = (day: number): IsoDate => new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);

/** The date so many days later; earlier where negative. */
export const addDays = (date: IsoDate, days: number): IsoDate => dateOfDay(dayNumber(date) + days);

/** Days from one date to another; negative where the second lies before the first. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from);

/** The month that lies a number of months later. */
export function addMonths(month: IsoMonth, months: number): IsoMonth {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export const dayOfWeek = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The later of two dates. */
export const latest = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? b : a);

/** A day of a month by its number; the month's last day where it has no such day. */
export const dayIn = (month: IsoMonth, day: number): IsoDate =>
  `${month}-${String(Math.min(day, daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))))).padStart(2, '0')}`;

/** The same day of the month so many months later, earlier where negative; the month's last day where it has no such day. */
export const monthsLater = (date: IsoDate, months: number): IsoDate => dayIn(addMonths(monthOf(date), months), Number(date.slice(8)));
