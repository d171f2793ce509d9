import { addDays, type IsoDate, latest } from '../values/dates.js';
import { compareByCodePoint } from '../values/text.js';
import type { RetrainingRule } from './operator-rules.js';

/** A test that an operator took. */
export interface OperatorTest {
  readonly takenOn: IsoDate;
  readonly isPassed: boolean;
}

/** Days through which an operator is off the line because of an event. */
export interface OffLine {
  /** Id of the event. */
  readonly event: string;
  /** The event's own day: the operator is taken off the line at once. */
  readonly from: IsoDate;
  /** Day of the first passed test; null while there is none. */
  readonly testedOn: IsoDate | null;
  /** First day on which the operator may be on the line again; null while no test is passed. */
  readonly returnsOn: IsoDate | null;
}

/**
 * From when on an operator is off the line until a test is passed, for each event that asks for it, by day.
 *
 * A test counts on the event's day and later; with a test passed early, the days of study still go by. Takes the events and tests of one
 * operator. Errors: none.
 */
export function mayReturnAfter(
  rule: RetrainingRule,
  events: readonly { readonly id: string; readonly kind: string; readonly on: IsoDate }[],
  tests: readonly OperatorTest[],
): OffLine[] {
  const passed = tests.filter(({ isPassed }) => isPassed).map(({ takenOn }) => takenOn);
  return events
    .filter(({ kind }) => kind === rule.event)
    .toSorted((a, b) => compareByCodePoint(a.on, b.on) || compareByCodePoint(a.id, b.id))
    .map(({ id, on }) => {
      const testedOn = passed.filter((day) => day >= on).sort(compareByCodePoint)[0] ?? null;
      return { event: id, from: on, testedOn, returnsOn: testedOn === null ? null : latest(testedOn, addDays(on, rule.days)) };
    });
}
