import { addMonths, firstDayOf, type IsoDate, type IsoMonth, isIsoMonth, lastDayOf } from './dates.js';

/** How long a scored period is. */
export type PeriodLength = 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR';

/** A scored period: `2025-03`, `2025Q1`, `2025H1` or `2025`. */
export interface Period {
  readonly code: string;
  readonly months: readonly IsoMonth[];
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
}

const MONTHS: Record<PeriodLength, number> = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 };

/** Reads a period's code; null where it is none of that length. */
export function parsePeriod(code: string, length: PeriodLength): Period | null {
  const firstMonth = firstMonthOf(code, length);
  if (!firstMonth) return null;
  const months = Array.from({ length: MONTHS[length] }, (_, index) => addMonths(firstMonth, index));
  return { code, months, startsOn: firstDayOf(firstMonth), endsOn: lastDayOf(months.at(-1)!) };
}

function firstMonthOf(code: string, length: PeriodLength): IsoMonth | null {
  if (length === 'MONTH') return isIsoMonth(code) ? code : null;
  if (length === 'YEAR') return /^\d{4}$/.test(code) ? `${code}-01` : null;
  const match = (length === 'QUARTER' ? /^(\d{4})Q([1-4])$/ : /^(\d{4})H([12])$/).exec(code);
  return match ? addMonths(`${match[1]}-01`, (Number(match[2]) - 1) * MONTHS[length]) : null;
}

/** The period of the same length that follows. */
export function nextPeriod(period: Period, length: PeriodLength): Period {
  const firstMonth = addMonths(period.months.at(-1)!, 1);
  const year = firstMonth.slice(0, 4);
  const index = Math.floor((Number(firstMonth.slice(5)) - 1) / MONTHS[length]) + 1;
  const code = { MONTH: firstMonth, QUARTER: `${year}Q${index}`, HALF_YEAR: `${year}H${index}`, YEAR: year }[length];
  return parsePeriod(code, length)!;
}
