import { payableOf } from '../payment/payable.js';
import { pointsAfter } from '../rubric/deduction.js';
import type { PeriodFacts, RubricItem } from '../rubric/rubric.js';
import { ScoreSheet, signed, totalRange } from '../rubric/score.js';
import { daysBetween, type IsoDate } from '../values/dates.js';
import { Exact, greatest } from '../values/exact.js';
import { printMoney, printPoints, roundToFen } from '../values/figures.js';
import type { Text } from '../values/text.js';
import { paymentOfPeriod } from './payment-of-period.js';
import type { PeriodCase } from './read-period-case.js';

/** An item as it will stand if the period goes on as it has. Points are null while its data is missing. */
export interface ProjectedItem {
  readonly code: string;
  readonly title: Text;
  readonly max: string | null;
  /** Points of the projected figures with the findings so far. */
  readonly pointsNow: string | null;
  /** Points with the findings that are to be expected by the period's end. */
  readonly points: string | null;
  /** What one point of this item is worth: the payable less the payable with the item one point lower; null without a payable. */
  readonly payablePerPoint: string | null;
}

/** What a period comes to if the rest of it goes as it has. Points as they are printed, money in yuan with two decimals. */
export interface Projection {
  readonly on: IsoDate;
  readonly daysElapsed: number;
  readonly daysOfPeriod: number;
  /** Null while an item has no data. */
  readonly total: string | null;
  /** The least and the greatest total while items have no data; else the total twice. */
  readonly totalRange: readonly [string, string];
  /** Null where there is no total, the headcount is missing, or the period settles no instalment by itself. */
  readonly payable: string | null;
  /** In the order of the rubric. */
  readonly items: readonly ProjectedItem[];
}

/**
 * Projects a period from a date in it to its end: pooled rates stay, findings grow by days of the period over days elapsed
 * (the first day and the date itself included; from the last day on nothing grows any more). Readings are those in force.
 *
 * `periodCase` is one read with `POOL_WHAT_IS_THERE`, where the months that there are stand for the others; the same case read
 * whole gives the same. Every finding in it counts as made by the date, and an assessor's award stays what it is.
 * Null where the date lies before the period. Errors: none. Printed at the end, never calculated with printed figures.
 */
export function project(periodCase: PeriodCase, on: IsoDate): Projection | null {
  const { contract, inForce } = periodCase;
  const { rubric } = contract;
  const { choice } = inForce;
  const points = projectPoints(periodCase, on);
  if (!points) return null;
  const { daysElapsed, daysOfPeriod, pointsNow, projected, range, total, contributionOf } = points;

  const payment = paymentOfPeriod(periodCase);
  const payableAt = (score: Exact): Exact | null => {
    const payable = payment && payableOf(payment.instalment, { ...payment.facts, score }, choice);
    return payable && roundToFen(payable);
  };
  const payable = total && payableAt(total);
  const payablePerPointOf = (item: RubricItem): Exact | null => {
    if (!payable) return null;
    const lower = signed(item, onePointWorse(item, projected[item.index]!));
    const { least } = totalRange(rubric, (other) => (other === item ? lower : contributionOf(other)), choice);
    return payable.minus(payableAt(least)!);
  };

  return {
    on,
    daysElapsed,
    daysOfPeriod,
    total: total && printPoints(total),
    totalRange: [printPoints(range.least), printPoints(range.greatest)],
    payable: payable && printMoney(payable),
    items: rubric.items.map((item) => ({
      code: item.code,
      title: item.title,
      max: printed(item.max),
      pointsNow: printed(pointsNow[item.index]!),
      points: printed(projected[item.index]!),
      payablePerPoint: printedMoney(payablePerPointOf(item)),
    })),
  };
}

/** The total that a period is projected to, exact; null before it has begun, and while an item has no data. Units: points. */
export const projectedTotal = (periodCase: PeriodCase, on: IsoDate): Exact | null => projectPoints(periodCase, on)?.total ?? null;

/** The points of a projection, exact; null where the date lies before the period. */
function projectPoints({ contract: { rubric }, period, facts, inForce: { choice } }: PeriodCase, on: IsoDate) {
  if (on < period.startsOn) return null;
  const daysOfPeriod = daysBetween(period.startsOn, period.endsOn) + 1;
  const daysElapsed = Math.min(daysBetween(period.startsOn, on) + 1, daysOfPeriod);
  const scale = Exact.ratio(BigInt(daysOfPeriod), BigInt(daysElapsed));
  const sheet = new ScoreSheet(rubric, facts);
  const pointsNow = rubric.items.map((item) => sheet.outcomeOf(item, choice).points);
  const projected = rubric.items.map((item) => projectedPoints(item, pointsNow[item.index]!, facts, scale));
  const contributionOf = (item: RubricItem): Exact | null => {
    const points = projected[item.index]!;
    return points && signed(item, points);
  };
  const range = totalRange(rubric, contributionOf, choice);
  return { daysOfPeriod, daysElapsed, pointsNow, projected, range, total: projected.includes(null) ? null : range.least, contributionOf };
}

/**
 * An item's points once what was found in it has grown: what it lost of its maximum, or what an additional item came to, times the scale.
 *
 * No kind of rule looks at both metrics and findings, so that an item with findings has no other deviation than theirs.
 */
function projectedPoints(item: RubricItem, points: Exact | null, facts: PeriodFacts, scale: Exact): Exact | null {
  if (!points || !facts.findingsOf.has(item.code) || facts.judgements.has(item.code)) return points;
  const deviation = item.max ? item.max.minus(points) : points;
  return pointsAfter(item, deviation.times(scale));
}

/** Points of an item that does one point worse: one lower, not below 0; of an item that takes off, one more. */
const onePointWorse = (item: RubricItem, points: Exact): Exact =>
  item.effect === 'TAKES_OFF' ? points.plus(Exact.ONE) : greatest(points.minus(Exact.ONE), Exact.ZERO);

const printed = (points: Exact | null): string | null => points && printPoints(points);

const printedMoney = (yuan: Exact | null): string | null => yuan && printMoney(yuan);
