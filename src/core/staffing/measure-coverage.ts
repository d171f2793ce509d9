import { addDays } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import { type Breach, breachOf, type MeasuredFacts, policyNote, writeRange } from './breach.js';
import { type Gap, gapsOf } from './coverage.js';
import type { DateRange } from './date-range.js';
import { monthStartsIn } from './day-runs.js';
import { dateOfTime } from './local-time.js';
import type { StaffingRequirement } from './staffing-rules.js';

/**
 * Times in which too few people were on duty, each ended with its month.
 *
 * Where the day before is not known, somebody's shift may last from it into the next: from that midnight on nothing is told before the
 * time changes or the day is over.
 */
export function measureCoverage(requirement: StaffingRequirement, { shifts, days, term, isKnownDay }: MeasuredFacts): Breach[] | null {
  const { cover } = requirement;
  if (!cover || !hasKnownDay(days, isKnownDay)) return null;
  const who = cover.who === 'MANAGER' ? { zh: '管理人员', en: 'managers' } : { zh: '话务人员', en: 'people on the line' };
  const note = policyNote(cover.isPolicy);
  return gapsOf(shifts, cover, days, isKnownDay)
    .flatMap((gap) => sinceKnown(gap, (day) => day < term.from || isKnownDay(day)))
    .flatMap(byMonth)
    .map(({ from, to, needed, present }) => {
      const range = writeRange({ from, to });
      return breachOf(
        requirement,
        { place: from, from, to, staffId: null, needed: Exact.integer(needed), present: Exact.integer(present) },
        `${range.zh} 在岗${who.zh} ${present} 人，应不少于 ${needed} 人${note.zh}`,
        `${range.en}, ${who.en} on duty: ${present}, at least ${needed} needed${note.en}`,
      );
    });
}

function hasKnownDay({ from, to }: DateRange, isKnown: MeasuredFacts['isKnownDay']): boolean {
  for (let day = from; day <= to; day = addDays(day, 1)) if (isKnown(day)) return true;
  return false;
}

/** A gap without the day that somebody's shift of the day before may have covered; a shift lasts a day at most. */
function sinceKnown(gap: Gap, isKnown: MeasuredFacts['isKnownDay']): Gap[] {
  const day = dateOfTime(gap.from);
  if (gap.from !== `${day}T00:00` || isKnown(addDays(day, -1))) return [gap];
  const from = `${addDays(day, 1)}T00:00`;
  return from < gap.to ? [{ ...gap, from }] : [];
}

/** A gap as one for each month, so that it is the same one whether a month is looked at alone or with others. */
function byMonth(gap: Gap): Gap[] {
  const ends = monthStartsIn({ from: dateOfTime(gap.from), to: dateOfTime(gap.to) })
    .map((day) => `${day}T00:00`)
    .filter((end) => end < gap.to);
  const starts = [gap.from, ...ends];
  return starts.map((from, index) => ({ ...gap, from, to: starts[index + 1] ?? gap.to }));
}
