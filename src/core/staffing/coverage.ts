import { dateOfDay, dayNumber, type IsoDate } from '../values/dates.js';
import { compareByCodePoint } from '../values/text.js';
import type { DateRange } from './date-range.js';
import { hoursOfDay, joined, type Minutes } from './hours.js';
import { type LocalTime, MINUTES_PER_DAY, minuteOf, timeOfMinute } from './local-time.js';
import type { Cover } from './staffing-rules.js';

/** Somebody's time on duty, from a minute up to another, which is not included; it may cross midnight and the end of a month. */
export interface Shift {
  readonly staffId: string;
  readonly isManager: boolean;
  readonly isOnLine: boolean;
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** A time in which fewer people were on duty than needed; up to and without `to`. */
export interface Gap {
  readonly from: LocalTime;
  readonly to: LocalTime;
  readonly present: number;
  readonly needed: number;
}

/** A time in which somebody stands on more than one shift. */
export interface Overlap {
  readonly staffId: string;
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** Minutes with one number of people. */
interface Stage extends Minutes {
  readonly present: number;
}

/**
 * The longest times of some days, in order, in which too few people are on duty, each with one number of people.
 *
 * Units: people at once; the shifts of one person count once. A day without a duty roster is skipped: what is not known is no breach.
 * Errors: none; a shift that ends where it begins or before holds no minute.
 */
export function gapsOf(shifts: readonly Shift[], cover: Cover, days: DateRange, isKnown: (day: IsoDate) => boolean): Gap[] {
  const needed = cover.countMin;
  const stages = stagesOf(shifts.filter(({ isManager, isOnLine }) => (cover.who === 'MANAGER' ? isManager : isOnLine)));
  const short = within(stages, hoursOf(cover.hours, days, isKnown)).filter(({ present }) => present < needed);
  return withoutSeams(short).map(({ from, to, present }) => ({ from: timeOfMinute(from), to: timeOfMinute(to), present, needed }));
}

/** Every time in which somebody is on two shifts at once, by person and time. */
export const overlapsOf = (shifts: readonly Shift[]): Overlap[] =>
  [...Map.groupBy(shifts, ({ staffId }) => staffId)]
    .sort(([a], [b]) => compareByCodePoint(a, b))
    .flatMap(([staffId, own]) =>
      joined(doubled(own.map(minutesOf))).map(({ from, to }) => ({ staffId, from: timeOfMinute(from), to: timeOfMinute(to) })),
    );

/** How many shifts somebody worked. */
export const shiftsWorked = (shifts: readonly Shift[], staffId: string): number =>
  shifts.filter((shift) => shift.staffId === staffId && shift.from < shift.to).length;

const minutesOf = ({ from, to }: Shift): Minutes => ({ from: minuteOf(from), to: minuteOf(to) });

/** What of each range lies in those that began before it. */
function doubled(ranges: readonly Minutes[]): Minutes[] {
  let end = Number.NEGATIVE_INFINITY;
  return ranges
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
    .map(({ from, to }) => {
      const range = { from, to: Math.min(end, to) };
      end = Math.max(end, to);
      return range;
    });
}

/** The minutes of the known days that are to be covered, in order. */
function hoursOf(hours: Cover['hours'], { from, to }: DateRange, isKnown: (day: IsoDate) => boolean): Minutes[] {
  const ranges: Minutes[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    if (!isKnown(dateOfDay(day))) continue;
    const midnight = day * MINUTES_PER_DAY;
    for (const range of hoursOfDay(hours, day)) ranges.push({ from: midnight + range.from, to: midnight + range.to });
  }
  return ranges;
}

/** How many people are on duty, stage after stage from the beginning of time to its end. */
function stagesOf(shifts: readonly Shift[]): Stage[] {
  const present = [...Map.groupBy(shifts, ({ staffId }) => staffId).values()].flatMap((own) => joined(own.map(minutesOf)));
  const changes = present.flatMap(({ from, to }) => [
    { at: from, by: 1 },
    { at: to, by: -1 },
  ]);
  changes.sort((a, b) => a.at - b.at);
  const stages: Stage[] = [];
  let from = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { at, by } of changes) {
    if (from < at) stages.push({ from, to: at, present: count });
    from = at;
    count += by;
  }
  stages.push({ from, to: Number.POSITIVE_INFINITY, present: count });
  return stages;
}

/** The parts of stages that lie in some ranges; both are in order, so one walk along them suffices. */
function within(stages: readonly Stage[], ranges: readonly Minutes[]): Stage[] {
  const parts: Stage[] = [];
  let index = 0;
  for (const range of ranges) {
    while (stages[index]!.to <= range.from) index += 1;
    for (let next = index; next < stages.length && stages[next]!.from < range.to; next++) {
      const { from, to, present } = stages[next]!;
      parts.push({ from: Math.max(from, range.from), to: Math.min(to, range.to), present });
    }
  }
  return parts;
}

/** One stage for those that meet and have the same number: midnight is no end, nor is one person relieved by another. */
function withoutSeams(stages: readonly Stage[]): Stage[] {
  const result: Stage[] = [];
  for (const stage of stages) {
    const last = result.at(-1);
    if (last && last.to === stage.from && last.present === stage.present) result[result.length - 1] = { ...last, to: stage.to };
    else result.push(stage);
  }
  return result;
}
