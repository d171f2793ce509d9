import { type IsoDate, latest, monthOf, yearOf } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import { printPercent } from '../values/figures.js';
import { nextPeriod, type Period, type PeriodLength, parsePeriod } from '../values/periods.js';
import { type Breach, breachOf, type MeasuredFacts, numberOf } from './breach.js';
import { type DateRange, earliest } from './date-range.js';
import { turnoverOf } from './roster.js';
import type { StaffingRequirement } from './staffing-rules.js';

const HUNDRED = Exact.integer(100);

/**
 * Calendar periods, quarters unless the data says otherwise, whose turnover is above the limit, strictly.
 *
 * Units: per cent. A period counts whole, from its first day in the term; one that still runs counts up to the last day known,
 * since who has left has left. Without anybody at its beginning a period has no turnover.
 */
export function measureTurnover(requirement: StaffingRequirement, { events, term, days, periodsUpTo }: MeasuredFacts): Breach[] | null {
  const limit = percentOf(requirement);
  if (limit === null || events.length === 0) return null;
  const measured = periodsIn(days, requirement.per ?? 'QUARTER').flatMap(({ code, startsOn, endsOn }) => {
    const period = { from: startsOn, to: earliest(endsOn, periodsUpTo) };
    const { leaverCount, openingCount, rate } = turnoverOf(events, period, term, requirement.counted);
    return rate === null ? [] : [{ code, period, leaverCount, openingCount, rate }];
  });
  if (measured.length === 0) return null;
  return measured
    .filter(({ rate }) => limit.isLessThan(rate.times(HUNDRED)))
    .map(({ code, period, leaverCount, openingCount, rate }) => {
      const from = latest(period.from, term.from);
      const most = `${limit.toExpression()}%`;
      return breachOf(
        requirement,
        { place: code, from, to: period.to, staffId: null, needed: limit, present: rate.times(HUNDRED) },
        `${code} 离岗 ${leaverCount} 人，期初 ${openingCount} 人，流动率 ${printPercent(rate)}，高于 ${most}`,
        `${code}: ${leaverCount} left of ${openingCount} at its beginning, a turnover of ${printPercent(rate)}, above ${most}`,
      );
    });
}

/** The limit in per cent, whether it is written `20` or `20%`. */
function percentOf(requirement: StaffingRequirement): Exact | null {
  const value = numberOf(requirement);
  return requirement.value?.endsWith('%') ? (value?.times(HUNDRED) ?? null) : value;
}

/** The calendar periods of a length that some days lie in. */
function periodsIn({ from, to }: DateRange, length: PeriodLength): Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(from, length); period.startsOn <= to; period = nextPeriod(period, length)) periods.push(period);
  return periods;
}

function periodOf(date: IsoDate, length: PeriodLength): Period {
  const month = Number(date.slice(5, 7));
  const codes: Readonly<Record<PeriodLength, string>> = {
    MONTH: monthOf(date),
    QUARTER: `${yearOf(date)}Q${Math.ceil(month / 3)}`,
    HALF_YEAR: `${yearOf(date)}H${Math.ceil(month / 6)}`,
    YEAR: String(yearOf(date)),
  };
  return parsePeriod(codes[length], length)!;
}
