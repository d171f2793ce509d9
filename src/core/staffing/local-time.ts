import { dateOfDay, dayNumber, type IsoDate } from '../values/dates.js';

/** A minute of China's time as `YYYY-MM-DDTHH:MM`, which has no other zone and no summer time. Two of them compare as text does. */
export type LocalTime = string;

export const MINUTES_PER_DAY = 1440;

/** Minutes since 1970-01-01T00:00 local time, for differences and comparisons. */
export const minuteOf = (time: LocalTime): number => dayNumber(time.slice(0, 10)) * MINUTES_PER_DAY + minuteOfDay(time.slice(11));

/** The local time of a minute number. */
export function timeOfMinute(minute: number): LocalTime {
  const day = Math.floor(minute / MINUTES_PER_DAY);
  const within = minute - day * MINUTES_PER_DAY;
  return `${dateOfDay(day)}T${twoDigits(Math.floor(within / 60))}:${twoDigits(within % 60)}`;
}

/** Minutes since midnight of `HH:MM`; 1440 for 24:00. */
export const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The day on which a minute lies. */
export const dateOfTime = (time: LocalTime): IsoDate => time.slice(0, 10);

const twoDigits = (value: number): string => String(value).padStart(2, '0');
