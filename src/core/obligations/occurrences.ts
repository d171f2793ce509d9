import type { WorkingCalendar } from '../calendar/working-days.js';
import type { ContractData, Obligation } from '../contract/contract-shapes.js';
import { addDays, addMonths, dayIn, type IsoDate, lastDayOf, monthOf, monthsLater } from '../values/dates.js';
import { nextPeriod, type Period, type PeriodLength, parsePeriod } from '../values/periods.js';

/** Where a due date comes from: the contract, or the agency, since the contract has none; that is policy. */
export type DueBasis = 'CONTRACT' | 'POLICY';

/** When something is due. `provisional`: it rests on a year whose working days are not published. */
export interface DueDate {
  readonly dueOn: IsoDate;
  readonly provisional: boolean;
}

/** One time that an obligation is owed: for a month, a quarter, once, or the whole term. */
export interface Occurrence {
  readonly obligation: Obligation;
  /** `2030-03`, `2030Q1`, `2025`, `ONCE` or `TERM`; of what happened or was demanded, the id of that. */
  readonly key: string;
  /** First and last day that it is about. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Null while the contract sets no date, or what it is counted from has not happened. */
  readonly due: DueDate | null;
  readonly basis: DueBasis;
}

const LENGTHS: Readonly<Partial<Record<Obligation['rhythm'], PeriodLength>>> = {
  EACH_MONTH: 'MONTH',
  EACH_QUARTER: 'QUARTER',
  EACH_HALF_YEAR: 'HALF_YEAR',
  EACH_YEAR: 'YEAR',
};

/** Something that happened, from which obligations are counted. */
export interface ObligationEvent {
  readonly id: string;
  /** As the due rules name it, such as the day on which a defect was notified. */
  readonly code: string;
  readonly occurredOn: IsoDate;
}

/**
 * Every time that an obligation is owed by the calendar alone, in order; none for one that is owed on demand or when something happens.
 *
 * A month, quarter or year is owed for where its last day lies in the term: what begins before is whole by then, what ends after is
 * nobody's to report on. The term is the one that stands, with what force majeure has added. Errors: none.
 */
export function scheduledOccurrences(
  obligation: Obligation,
  { term }: Pick<ContractData, 'term'>,
  calendar: WorkingCalendar,
): Occurrence[] {
  const { rhythm, due } = obligation;
  const basis = due.kind === 'SET_BY_AGENCY' ? 'POLICY' : 'CONTRACT';
  const length = LENGTHS[rhythm];
  if (length)
    return periodsEndingIn(term, length).map((period) => ({
      obligation,
      key: period.code,
      from: period.startsOn,
      to: period.endsOn,
      due: due.kind === 'DAY_OF_MONTH' ? dayOfMonth(due, period, calendar) : null,
      basis,
    }));
  // What is counted from an event is owed once the event has happened.
  if (rhythm === 'ONCE' && due.kind === 'SET_BY_AGENCY') return [{ obligation, key: 'ONCE', ...term, due: null, basis }];
  if (rhythm !== 'CONTINUOUS') return [];
  return [{ obligation, key: 'TERM', ...runningRange(due, term), due: null, basis: 'CONTRACT' }];
}

/** What becomes owed by something that happened; null where the obligation does not wait for that. */
export function occurrenceOfEvent(obligation: Obligation, event: ObligationEvent, calendar: WorkingCalendar): Occurrence | null {
  const { due, rhythm } = obligation;
  // One that is owed for each month or all the time stays that, whatever it is counted from.
  if (!('event' in due) || due.event !== event.code || LENGTHS[rhythm] || rhythm === 'CONTINUOUS') return null;
  return {
    obligation,
    key: event.id,
    from: event.occurredOn,
    to: event.occurredOn,
    due: dueAfter(due, event.occurredOn, calendar),
    basis: 'CONTRACT',
  };
}

/** The days through which something is owed all the time: what is kept for months from its making outlasts the term by them. */
function runningRange(due: DueRule, term: { readonly from: IsoDate; readonly to: IsoDate }): { from: IsoDate; to: IsoDate } {
  if (due.kind === 'BETWEEN') return { from: due.from, to: due.to };
  return { from: term.from, to: due.kind === 'MONTHS_AFTER' ? monthsLater(term.to, due.months) : term.to };
}

type DueRule = Obligation['due'];

function dayOfMonth(
  { monthsAfter, day, roll }: Extract<DueRule, { kind: 'DAY_OF_MONTH' }>,
  { endsOn }: Period,
  calendar: WorkingCalendar,
): DueDate {
  const month = addMonths(monthOf(endsOn), monthsAfter);
  const date = day === 'LAST' ? lastDayOf(month) : dayIn(month, day);
  if (!roll) return { dueOn: date, provisional: false };
  const rolled = calendar.roll(date);
  return { dueOn: rolled.date, provisional: rolled.provisional };
}

function dueAfter(due: Extract<DueRule, { event: string }>, on: IsoDate, calendar: WorkingCalendar): DueDate {
  switch (due.kind) {
    case 'WORKING_DAYS_AFTER': {
      const { date, provisional } = calendar.workingDaysAfter(on, due.days);
      return { dueOn: date, provisional };
    }
    case 'DAYS_AFTER':
      return { dueOn: addDays(on, due.days), provisional: false };
    case 'MONTHS_AFTER':
      return { dueOn: monthsLater(on, due.months), provisional: false };
    case 'MONTHS_BEFORE':
      return { dueOn: monthsLater(on, -due.months), provisional: false };
    case 'BEFORE':
      return { dueOn: on, provisional: false };
  }
}

/** The day of the month after that the agency asks for, as policy, of an occurrence without a date of the contract's. */
export const policyDay = ({ to }: Occurrence, day: number): IsoDate => dayIn(addMonths(monthOf(to), 1), day);

function periodsEndingIn({ from, to }: { readonly from: IsoDate; readonly to: IsoDate }, length: PeriodLength): Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(from, length); period.endsOn <= to; period = nextPeriod(period, length)) periods.push(period);
  return periods;
}

/** The calendar period of a length that a date lies in. */
function periodOf(date: IsoDate, length: PeriodLength): Period {
  const year = date.slice(0, 4);
  const month = Number(date.slice(5, 7));
  const codes: Record<PeriodLength, string> = {
    MONTH: monthOf(date),
    QUARTER: `${year}Q${Math.ceil(month / 3)}`,
    HALF_YEAR: `${year}H${Math.ceil(month / 6)}`,
    YEAR: year,
  };
  return parsePeriod(codes[length], length)!;
}

/** How an occurrence stands. */
export type OccurrenceState =
  /** Not yet due, or no date is set. */
  | 'OPEN'
  | 'MET'
  /** Met, but after it was due. */
  | 'MET_LATE'
  /** Due, and nothing has come that was not returned. */
  | 'LATE'
  /** Owed all the time, now. */
  | 'RUNNING'
  /** Owed all the time, and over. */
  | 'ENDED';

/**
 * How an occurrence stands on a day: `metOn` is the day on which the first deliverable came that was not returned, or null.
 */
export function stateOn(occurrence: Occurrence, due: DueDate | null, metOn: IsoDate | null, today: IsoDate): OccurrenceState {
  if (occurrence.key === 'TERM') return today < occurrence.from ? 'OPEN' : today > occurrence.to ? 'ENDED' : 'RUNNING';
  if (metOn !== null) return due && metOn > due.dueOn ? 'MET_LATE' : 'MET';
  return due && today > due.dueOn ? 'LATE' : 'OPEN';
}
