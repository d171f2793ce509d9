import type { PaymentFacts } from '../payment/adjustment-kind.js';
import { choiceFor, type PeriodToSettle } from '../payment/extremes-of-periods.js';
import { payableOf } from '../payment/payable.js';
import type { Instalment } from '../payment/schedule.js';
import { contestedChoices, type ReadingsInForce } from '../readings/reading.js';
import { Exact, greatest, least, sum } from '../values/exact.js';
import { roundToFen } from '../values/figures.js';

/** A period whose score is not published yet. Units: points. */
export interface PeriodToCome {
  /** What it comes to if it goes on as it has, or as the others went. */
  readonly expected: Exact;
  readonly least: Exact;
  readonly greatest: Exact;
}

/** An instalment that cannot be determined yet. */
export interface InstalmentToCome {
  readonly instalment: Instalment;
  readonly published: readonly PeriodToSettle[];
  readonly toCome: readonly PeriodToCome[];
  readonly facts: Omit<PaymentFacts, 'score' | 'rosters'>;
  /** Month-end rosters as they are expected, and the least and the greatest that they can be; all the same once they are known. */
  readonly rosters: Readonly<Record<Bound, readonly Exact[] | null>>;
  readonly inForce: ReadingsInForce;
}

type Bound = 'expected' | 'least' | 'greatest';

/** What an instalment will pay. Units: yuan in whole fen. */
export interface Forecast {
  readonly expected: Exact;
  readonly least: Exact;
  readonly greatest: Exact;
}

/**
 * What an instalment will pay: as expected under the readings in force, and between which bounds.
 *
 * The bounds hold for any score and headcount that are still possible and for any option of the open readings; they may lie further apart
 * than what can really happen, never nearer. A higher score or headcount is taken to pay no less. Null where the headcount is not even
 * expected. Errors: none.
 */
export function forecast({ instalment, published, toCome, facts, rosters, inForce }: InstalmentToCome): Forecast | null {
  const periods = Exact.integer(published.length + toCome.length);
  const ranges = published.map(rangeOf);
  const meanOf = (bound: Bound): Exact =>
    sum([...ranges.map((range) => range[bound]), ...toCome.map((period) => period[bound])]).dividedBy(periods);
  const pay = (bound: Bound, choice = inForce.choice): Exact | null => {
    const exact = payableOf(instalment, { ...facts, score: meanOf(bound), rosters: rosters[bound] }, choice);
    return exact && roundToFen(exact);
  };
  const expected = pay('expected');
  const readings = [...new Set(instalment.adjustments.flatMap(({ data }) => data.readings))];
  const bounds: Exact[] = [];
  for (const choice of contestedChoices(inForce, readings))
    for (const bound of ['least', 'greatest'] as const) {
      const amount = pay(bound, choice);
      if (!amount) return null;
      bounds.push(amount);
    }
  return expected && { expected, least: bounds.reduce(least), greatest: bounds.reduce(greatest) };
}

/** The total of a published period under the readings in force, and the least and the greatest over its open ones. */
export function rangeOf({ sheet, inForce }: PeriodToSettle): PeriodToCome {
  const readings = [...sheet.rubric.readings].filter((code) => inForce.readings.some((reading) => reading.code === code));
  const totals: Exact[] = [];
  for (const choice of contestedChoices(inForce, readings)) {
    const total = sheet.total(choiceFor(inForce, choice));
    if (total) totals.push(total);
  }
  const expected = sheet.total(inForce.choice)!;
  return { expected, least: totals.reduce(least, expected), greatest: totals.reduce(greatest, expected) };
}
