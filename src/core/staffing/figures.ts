import { firstDayOf, type IsoMonth, lastDayOf } from '../values/dates.js';
import { type DateRange, earliest } from './date-range.js';
import type { MonthExam } from './exams.js';
import { headcountOn, isCounted, openingHeadcountOf, type RosterEntry, type StaffEvent, turnoverOf } from './roster.js';
import type { RosterFigure, StaffingData } from './staffing-rules.js';

/** All that the roster's figures of a month depend on. */
export interface FigureFacts {
  readonly events: readonly StaffEvent[];
  readonly month: IsoMonth;
  readonly term: DateRange;
  /** The month's exam, of all roles; null where it is not recorded. */
  readonly exam: MonthExam | null;
}

/** A count of people that the roster gives the rubric in place of an observation typed in. */
export interface MetricValue {
  readonly metric: string;
  readonly value: number;
}

/**
 * The month's figures of the roster, in the order of the data.
 *
 * Units: people. None without a roster or outside the term, none of an exam that is not recorded: what is absent is never a zero.
 * The headcount is that of the month's last day, or of the term's where that comes earlier.
 */
export function rosterFigures({ figures = [] }: Pick<StaffingData, 'figures'>, facts: FigureFacts): MetricValue[] {
  const { events, month, term } = facts;
  if (events.length === 0 || lastDayOf(month) < term.from || firstDayOf(month) > term.to) return [];
  return figures.flatMap((rule) => {
    const value = figureOf(rule, facts);
    return value === null ? [] : [{ metric: rule.metric, value }];
  });
}

function figureOf({ figure, counted }: RosterFigure, { events, month, term, exam }: FigureFacts): number | null {
  const days = { from: firstDayOf(month), to: lastDayOf(month) };
  switch (figure) {
    case 'HEADCOUNT':
      return headcountOn(events, earliest(days.to, term.to), counted);
    case 'OPENING_HEADCOUNT':
      return openingHeadcountOf(events, days.from, term, counted);
    case 'LEAVERS':
      return turnoverOf(events, days, term, counted).leaverCount;
    case 'EXAM_REQUIRED':
      return countOf(exam?.required, counted);
    case 'EXAM_TAKEN':
      return countOf(exam?.taken, counted);
  }
}

const countOf = (entries: readonly RosterEntry[] | undefined, counted: readonly string[] | undefined): number | null =>
  entries ? entries.filter((entry) => isCounted(entry, counted)).length : null;
