import { addDays, addMonths, firstDayOf, type IsoDate, monthOf } from '../values/dates.js';
import type { DateRange } from './date-range.js';

/** Consecutive days of one month with one state. */
export interface DayRun<T> extends DateRange {
  readonly state: T;
}

/**
 * The days of a range as runs with one state, in order.
 *
 * The state is looked at only on days on which it may change. A run ends with its month, so that it is the same one
 * whether a month is looked at alone or with others.
 */
export function runsOf<T>(
  range: DateRange,
  changes: readonly IsoDate[],
  stateOn: (day: IsoDate) => T,
  isSame: (a: T, b: T) => boolean = Object.is,
): DayRun<T>[] {
  if (range.to < range.from) return [];
  const starts = [
    ...new Set([range.from, ...monthStartsIn(range), ...changes.filter((day) => range.from < day && day <= range.to)]),
  ].sort();
  const runs: DayRun<T>[] = [];
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    const to = next === undefined ? range.to : addDays(next, -1);
    const state = stateOn(from);
    const last = runs.at(-1);
    if (last && monthOf(last.from) === monthOf(from) && isSame(last.state, state)) runs[runs.length - 1] = { ...last, to };
    else runs.push({ from, to, state });
  }
  return runs;
}

/** The first days of months that lie in a range, without its own first day. */
export function monthStartsIn({ from, to }: DateRange): IsoDate[] {
  const starts: IsoDate[] = [];
  for (let month = addMonths(monthOf(from), 1); firstDayOf(month) <= to; month = addMonths(month, 1)) starts.push(firstDayOf(month));
  return starts;
}
