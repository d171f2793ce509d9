import { contestedChoices, type ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import { type ScoreSheet, withinBounds } from '../rubric/score.js';
import { Exact, greatest, least } from '../values/exact.js';
import { roundToFen } from '../values/figures.js';
import type { PaymentFacts } from './adjustment-kind.js';
import type { Instalment } from './schedule.js';

/** The least payable over every combination of the open readings, which is undisputed, and the greatest; rounded to the fen. */
export interface Extremes {
  readonly undisputed: Exact;
  readonly greatest: Exact;
}

/** A figure that moves with readings: an item's points, the total's bounds or an adjustment. */
interface Place {
  readonly readings: readonly string[];
}

/**
 * The extremes of what an instalment pays for given scores.
 *
 * A reading that sets only one place contributes its values there and nowhere else, so the values of different places
 * combine freely, as sets. Only readings that set several places at once must be tried one combination after the other.
 * That gives every combination's payable without walking through all of them.
 */
export function extremesOfSheet(
  sheet: ScoreSheet,
  instalment: Instalment,
  facts: Omit<PaymentFacts, 'score'>,
  inForce: ReadingsInForce,
): Extremes | null {
  const { items, bounds } = sheet.rubric;
  const adjustments = instalment.adjustments.map(({ data }) => data);
  const shared = sharedReadings([...items, bounds, ...adjustments]);
  const payables: Exact[] = [];
  for (const fixed of contestedChoices(inForce, shared)) {
    const under = (place: Place) => privateChoices(place, shared, fixed, inForce);
    let totals: Exact[] = [Exact.ZERO];
    for (const item of items) {
      const points = under(item).map((choice) => sheet.contributionOf(item, choice));
      if (points.includes(null)) return null;
      totals = combine(totals, distinct(points as Exact[]));
    }
    totals = distinct(under(bounds).flatMap((choice) => totals.map((raw) => withinBounds(raw, bounds.under(choice)))));
    const amounts = amountsOf(instalment, totals, facts, under);
    if (!amounts) return null;
    payables.push(...amounts);
  }
  return spread(payables);
}

/** The extremes of what an instalment pays for a score that stands, or for none; null while score or headcount is missing. */
export function extremesOfScore(instalment: Instalment, facts: PaymentFacts, inForce: ReadingsInForce): Extremes | null {
  const shared = sharedReadings(instalment.adjustments.map(({ data }) => data));
  const payables: Exact[] = [];
  for (const fixed of contestedChoices(inForce, shared)) {
    const under = (place: Place) => privateChoices(place, shared, fixed, inForce);
    const amounts = amountsOf(instalment, [facts.score], facts, under);
    if (!amounts) return null;
    payables.push(...amounts);
  }
  return spread(payables);
}

const sharedReadings = (places: readonly Place[]): string[] => {
  const all = places.flatMap(({ readings }) => readings);
  return [...new Set(all.filter((reading, index) => all.indexOf(reading) !== index))];
};

const privateChoices = ({ readings }: Place, shared: readonly string[], fixed: Choice, inForce: ReadingsInForce): Choice[] => {
  const own = readings.filter((reading) => !shared.includes(reading));
  if (own.length === 0) return [fixed];
  return [...contestedChoices(inForce, own)].map((choice) => ({ ...fixed, ...pick(choice, own) }));
};

const pick = (choice: Choice, codes: readonly string[]): Choice => Object.fromEntries(codes.map((code) => [code, choice[code]!]));

/** Every amount that a list of scores can pay; a score is forgotten once no later adjustment looks at it. */
function amountsOf(
  instalment: Instalment,
  scores: readonly (Exact | null)[],
  facts: Omit<PaymentFacts, 'score'>,
  under: (place: Place) => Choice[],
): Exact[] | null {
  const lastWithScore = instalment.adjustments.findLastIndex(({ kind }) => kind.usesScore);
  let states = scores.map((score) => ({ score, amount: instalment.base }));
  for (const [index, { kind, data }] of instalment.adjustments.entries()) {
    const next: { score: Exact | null; amount: Exact }[] = [];
    for (const choice of under(data))
      for (const { score, amount } of states) {
        const adjusted = kind.adjust(data.under(choice), amount, { ...facts, score });
        if (!adjusted) return null;
        next.push({ score, amount: adjusted.amount });
      }
    states = index >= lastWithScore ? distinct(next.map(({ amount }) => amount)).map((amount) => ({ score: null, amount })) : next;
  }
  return states.map(({ amount }) => amount);
}

const combine = (left: readonly Exact[], right: readonly Exact[]): Exact[] => {
  if (right.length === 1) return left.map((value) => value.plus(right[0]!));
  return distinct(left.flatMap((a) => right.map((b) => a.plus(b))));
};

const distinct = (values: readonly Exact[]): Exact[] =>
  values.length === 1 ? [...values] : [...new Map(values.map((value) => [value.key(), value])).values()];

export const spread = (payables: readonly Exact[]): Extremes => ({
  undisputed: roundToFen(payables.reduce(least)),
  greatest: roundToFen(payables.reduce(greatest)),
});
