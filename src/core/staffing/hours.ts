import { dayOfWeek } from '../values/dates.js';
import { MINUTES_PER_DAY, minuteOfDay } from './local-time.js';
import { type Cover, WEEKDAYS } from './staffing-rules.js';

/** Minutes from one up to another, the second not included. */
export interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** The minutes of a day, counted from its midnight, that are to be covered; in order, apart from each other. */
export function hoursOfDay(hours: Cover['hours'], day: number): Minutes[] {
  if (hours === 'ALWAYS') return [{ from: 0, to: MINUTES_PER_DAY }];
  const windows = 'inside' in hours ? hours.inside : hours.outside;
  const weekday = WEEKDAYS[(dayOfWeek(day) + 6) % 7]!;
  const named = joined(
    windows.filter(({ days }) => days.includes(weekday)).map(({ from, to }) => ({ from: minuteOfDay(from), to: minuteOfDay(to) })),
  );
  return 'inside' in hours ? named : between(named);
}

/** Minutes of a week that are to be covered. */
export function weeklyMinutesOf(hours: Cover['hours']): number {
  let minutes = 0;
  for (let day = 0; day < WEEKDAYS.length; day++) for (const { from, to } of hoursOfDay(hours, day)) minutes += to - from;
  return minutes;
}

/** The same minutes in order, each once: what overlaps or meets becomes one; what holds no minute is left out. */
export function joined(ranges: readonly Minutes[]): Minutes[] {
  const sorted = ranges.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** What a day has before, between and after some ranges of it. */
function between(ranges: readonly Minutes[]): Minutes[] {
  const starts = [0, ...ranges.map(({ to }) => to)];
  const ends = [...ranges.map(({ from }) => from), MINUTES_PER_DAY];
  return starts.map((from, index) => ({ from, to: ends[index]! })).filter(({ from, to }) => from < to);
}
