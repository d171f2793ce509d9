import type { ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import { type ScoreSheet, withinBounds } from '../rubric/score.js';
import { Exact, sum } from '../values/exact.js';
import type { PaymentFacts } from './adjustment-kind.js';
import { amountsOf, type Extremes, spread } from './extremes.js';
import { payableOf } from './payable.js';
import { type Instalment, periodsOfInstalment } from './schedule.js';

/** A period that settles an instalment: its scores under any choice, and the readings in force for it. */
export interface PeriodToSettle {
  readonly sheet: ScoreSheet;
  readonly inForce: ReadingsInForce;
}

/** A figure that moves with readings, wherever in the window it stands. */
interface Place {
  readonly readings: readonly string[];
}

/**
 * The total of one period, or the mean of several, under a choice of the open readings; null while a period has no total.
 *
 * A reading that is open takes one option for all periods; where it is agreed for a period, that period keeps what is agreed.
 * Units: points, unrounded. Errors: throws for an empty list, which has no mean.
 */
export function meanOfPeriods(periods: readonly PeriodToSettle[], choice: Choice): Exact | null {
  const totals = periods.map(({ sheet, inForce }) => sheet.total(choiceFor(inForce, choice)));
  if (totals.includes(null)) return null;
  return sum(totals as Exact[]).dividedBy(Exact.integer(totals.length));
}

/**
 * What an instalment pays for the periods that settle it, under a choice of the open readings; an instalment without periods pays its base.
 *
 * `inForce` are the readings of the payment itself. Units: yuan, exact and unrounded. Null while a score or the headcount is missing.
 * Errors: throws where the periods are not as many as the instalment's, since a mean of some of them would be another figure.
 */
export function payableForPeriods(
  instalment: Instalment,
  periods: readonly PeriodToSettle[],
  facts: Omit<PaymentFacts, 'score'>,
  inForce: ReadingsInForce,
  choice: Choice,
): Exact | null {
  const count = periodsOfInstalment(instalment).length;
  if (periods.length !== count) throw new RangeError(`instalment ${instalment.data.no} has ${count} periods, not ${periods.length}`);
  const score = count === 0 ? null : meanOfPeriods(periods, choice);
  return payableOf(instalment, { ...facts, score }, choiceFor(inForce, choice));
}

/**
 * The least and the greatest payable of an instalment over every combination of the readings that are open in one of its periods or in
 * its payment; rounded to the fen. Null while a score or the headcount is missing.
 *
 * As for one period, a reading that moves a single place contributes its values there and nowhere else. What moves is a list of points,
 * one for each period, since the bounds of each period's total hold before the mean is taken.
 */
export function extremesOfPeriods(
  instalment: Instalment,
  periods: readonly PeriodToSettle[],
  facts: Omit<PaymentFacts, 'score'>,
  inForce: ReadingsInForce,
): Extremes | null {
  const items = itemsOf(periods);
  const bounds: Place = { readings: union(periods.map(({ sheet }) => sheet.rubric.bounds.readings)) };
  const adjustments = instalment.adjustments.map(({ data }) => data);
  const window = new Window(periods, inForce);
  const shared = sharedReadings([...items, bounds, ...adjustments]);
  const payables: Exact[] = [];
  for (const fixed of window.choices(shared, {})) {
    const under = (place: Place): Choice[] => [
      ...window.choices(
        place.readings.filter((reading) => !shared.includes(reading)),
        fixed,
      ),
    ];
    let scores: (Exact | null)[] = [null];
    if (periods.length > 0) {
      const raw = rawTotals(items, periods, under);
      if (!raw) return null;
      scores = distinctScores(
        under(bounds).flatMap((choice) =>
          raw.map((totals) => {
            const bounded = totals.map((total, index) => {
              const { sheet, inForce: own } = periods[index]!;
              return withinBounds(total, sheet.rubric.bounds.under(choiceFor(own, choice)));
            });
            return sum(bounded).dividedBy(Exact.integer(periods.length));
          }),
        ),
      );
    }
    const amounts = amountsOf(instalment, scores, facts, (place) => under(place).map((choice) => choiceFor(inForce, choice)));
    if (!amounts) return null;
    payables.push(...amounts);
  }
  return spread(payables);
}

/** A choice as readings in force take it: what is agreed stays, what is open follows the choice. */
export const choiceFor = (inForce: ReadingsInForce, choice: Choice): Choice =>
  Object.fromEntries(
    inForce.readings.map((reading) => [
      reading.code,
      inForce.stateOf(reading) === 'AGREED' ? inForce.choice[reading.code]! : (choice[reading.code] ?? inForce.choice[reading.code]!),
    ]),
  );

interface ItemOfWindow extends Place {
  readonly code: string;
}

/** The items of all periods by their code: a reading that moves one item moves it in every period. */
function itemsOf(periods: readonly PeriodToSettle[]): ItemOfWindow[] {
  const readings = new Map<string, string[]>();
  for (const { sheet } of periods)
    for (const item of sheet.rubric.items) readings.set(item.code, union([readings.get(item.code) ?? [], item.readings]));
  return [...readings].map(([code, own]) => ({ code, readings: own }));
}

/** Every list of raw totals, one for each period; null while an item has no data. */
function rawTotals(
  items: readonly ItemOfWindow[],
  periods: readonly PeriodToSettle[],
  under: (place: Place) => Choice[],
): Exact[][] | null {
  let totals: Exact[][] = [periods.map(() => Exact.ZERO)];
  for (const place of items) {
    const contributions: Exact[][] = [];
    for (const choice of under(place)) {
      const ofPeriods = periods.map(({ sheet, inForce }) => {
        const item = sheet.rubric.items.find(({ code }) => code === place.code);
        return item ? sheet.contributionOf(item, choiceFor(inForce, choice)) : Exact.ZERO;
      });
      if (ofPeriods.includes(null)) return null;
      contributions.push(ofPeriods as Exact[]);
    }
    const own = distinctLists(contributions);
    totals = distinctLists(totals.flatMap((list) => own.map((added) => list.map((total, index) => total.plus(added[index]!)))));
  }
  return totals;
}

/** The readings that are open somewhere in an instalment, with the options over which the extremes are taken. */
class Window {
  private readonly openIn: readonly ReadingsInForce[];

  constructor(periods: readonly PeriodToSettle[], payment: ReadingsInForce) {
    this.openIn = [...periods.map(({ inForce }) => inForce), payment];
  }

  /** Every choice over the contested options of the named readings, beside one that stands. */
  *choices(codes: readonly string[], fixed: Choice): Generator<Choice> {
    const [first, ...rest] = codes;
    if (first === undefined) {
      yield fixed;
      return;
    }
    for (const choice of this.choices(rest, fixed)) {
      const options = this.optionsOf(first);
      if (options.length === 0) yield choice;
      for (const option of options) yield { ...choice, [first]: option };
    }
  }

  private optionsOf(code: string): string[] {
    const open = this.openIn.filter((inForce) =>
      inForce.readings.some((reading) => reading.code === code && inForce.stateOf(reading) === 'OPEN'),
    );
    return union(open.map((inForce) => inForce.contestedOptionsOf(code)));
  }
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

const sharedReadings = (places: readonly Place[]): string[] => {
  const all = places.flatMap(({ readings }) => readings);
  return [...new Set(all.filter((reading, index) => all.indexOf(reading) !== index))];
};

const distinctLists = (lists: readonly Exact[][]): Exact[][] =>
  lists.length === 1 ? [...lists] : [...new Map(lists.map((list) => [list.map((value) => value.key()).join(' '), list])).values()];

const distinctScores = (scores: readonly Exact[]): Exact[] => [...new Map(scores.map((score) => [score.key(), score])).values()];
