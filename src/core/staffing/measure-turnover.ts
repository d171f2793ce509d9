import { type IsoDate, latest, yearOf } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import { printPercent } from '../values/figures.js';
import { nextPeriod, type Period, parsePeriod } from '../values/periods.js';
import { type Breach, breachOf, type MeasuredFacts, numberOf } from './breach.js';
import { type DateRange, earliest } from './date-range.js';
import { turnoverOf } from './roster.js';
import type { StaffingRequirement } from './staffing-rules.js';

const HUNDRED = Exact.integer(100);

/**
 * Calendar quarters whose turnover is above the limit, strictly.
 *
 * Units: per cent. A quarter counts whole, from its first day in the term; one that still runs counts up to the last day looked at,
 * since who has left has left. Without anybody at its beginning a quarter has no turnover.
 */
export function measureTurnover(requirement: StaffingRequirement, { events, term, days }: MeasuredFacts): Breach[] | null {
  const limit = numberOf(requirement);
  if (limit === null || events.length === 0) return null;
  const measured = quartersIn(days).flatMap(({ code, startsOn, endsOn }) => {
    const quarter = { from: startsOn, to: earliest(endsOn, days.to) };
    const { leaverCount, openingCount, rate } = turnoverOf(events, quarter, term, requirement.counted);
    return rate === null ? [] : [{ code, quarter, leaverCount, openingCount, rate }];
  });
  if (measured.length === 0) return null;
  return measured
    .filter(({ rate }) => limit.isLessThan(rate.times(HUNDRED)))
    .map(({ code, quarter, leaverCount, openingCount, rate }) => {
      const from = latest(quarter.from, term.from);
      const most = `${limit.toExpression()}%`;
      return breachOf(
        requirement,
        { place: code, from, to: quarter.to, staffId: null, needed: limit, present: rate.times(HUNDRED) },
        `${code} 离岗 ${leaverCount} 人，期初 ${openingCount} 人，流动率 ${printPercent(rate)}，高于 ${most}`,
        `${code}: ${leaverCount} left of ${openingCount} at its beginning, a turnover of ${printPercent(rate)}, above ${most}`,
      );
    });
}

/** The calendar quarters that some days lie in. */
function quartersIn({ from, to }: DateRange): Period[] {
  const quarters: Period[] = [];
  for (let quarter = quarterOf(from); quarter.startsOn <= to; quarter = nextPeriod(quarter, 'QUARTER')) quarters.push(quarter);
  return quarters;
}

const quarterOf = (date: IsoDate): Period => parsePeriod(`${yearOf(date)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`, 'QUARTER')!;
