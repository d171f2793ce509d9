import { addDays, dayNumber, daysBetween, type IsoDate, latest } from '../values/dates.js';

/** Natural days in a row, from the first one. */
export interface DaySpan {
  readonly from: IsoDate;
  readonly days: number;
}

/** The last day of a span. */
export const lastDayOfSpan = ({ from, days }: DaySpan): IsoDate => addDays(from, days - 1);

/** Whether two spans have a day in common. */
export const daysOverlap = (a: DaySpan, b: DaySpan): boolean => a.from <= lastDayOfSpan(b) && b.from <= lastDayOfSpan(a);

/** The part of a span that lies from one day to another, both included; null where none does. */
export function partWithin(span: DaySpan, first: IsoDate, last: IsoDate): DaySpan | null {
  const from = latest(span.from, first);
  const end = lastDayOfSpan(span);
  const days = daysBetween(from, end < last ? end : last) + 1;
  return days > 0 ? { from, days } : null;
}

/** Days of a span, from its first on, that lie in ranges without a gap; the ranges are in order, each up to the day before `until`. */
export function daysCovered(
  { from, days }: DaySpan,
  ranges: readonly { readonly from: IsoDate; readonly until: IsoDate | null }[],
): number {
  let next: IsoDate | null = from;
  for (const range of ranges) if (next !== null && range.from <= next && (range.until === null || next < range.until)) next = range.until;
  return next === null ? days : Math.min(days, daysBetween(from, next));
}

/** Days of all spans from one day to another, both included. */
export const daysWithin = (spans: readonly DaySpan[], first: IsoDate, last: IsoDate): number =>
  spans.reduce((total, span) => total + (partWithin(span, first, last)?.days ?? 0), 0);

/** Days of the one span that a span makes with all others that adjoin or overlap it, directly or through each other. */
export function daysWithoutGap(span: DaySpan, others: readonly DaySpan[]): number {
  let from = dayNumber(span.from);
  let end = from + span.days;
  // Towards the end the spans join by their beginnings, towards the begin by their ends.
  const ranges = others.map((other) => ({ from: dayNumber(other.from), end: dayNumber(other.from) + other.days }));
  for (const range of ranges.toSorted((a, b) => a.from - b.from))
    if (range.from <= end && range.end >= from) end = Math.max(end, range.end);
  for (const range of ranges.toSorted((a, b) => b.end - a.end))
    if (range.from <= end && range.end >= from) from = Math.min(from, range.from);
  return end - from;
}
