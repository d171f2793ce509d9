import type { ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import { type ScoreSheet, withinBounds } from '../rubric/score.js';
import { Exact, sum } from '../values/exact.js';
import type { PaymentFacts } from './adjustment-kind.js';
import { type Extremes, spread } from './extremes.js';
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

/** An instalment's periods and payment under one option of a reading, which is set against the same under another. */
export interface Variant {
  readonly periods: readonly PeriodToSettle[];
  readonly inForce: ReadingsInForce;
}

/** What an instalment is paid for beside its periods. A score is given only where there are no periods to take it from. */
export type FactsBesidePeriods = Omit<PaymentFacts, 'score'> & { readonly score?: Exact | null };

/**
 * The least and the greatest payable of an instalment over every combination of the readings that are open in one of its periods or in
 * its payment; rounded to the fen. Null while a score or the headcount is missing.
 */
export function extremesOfPeriods(
  instalment: Instalment,
  periods: readonly PeriodToSettle[],
  facts: FactsBesidePeriods,
  inForce: ReadingsInForce,
): Extremes | null {
  const payables = payablesTogether(instalment, [{ periods, inForce }], facts);
  return payables && spread(payables.flat());
}

/**
 * Every list of payables, one for each variant, that a combination of the readings open in them can give; each list once.
 *
 * As for one period, a reading that moves a single place contributes its values there and nowhere else. What moves is a list of points,
 * one for each period of each variant, since the bounds of each period's total hold before the mean is taken. Units: yuan, exact and
 * unrounded. Null while a score or the headcount is missing under one of them.
 */
export function payablesTogether(instalment: Instalment, variants: readonly Variant[], facts: FactsBesidePeriods): Exact[][] | null {
  const periods = variants.flatMap((variant) => variant.periods);
  const adjustments = instalment.adjustments.map(({ data }) => data);
  const window = new Window([...periods, ...variants]);
  const places = placesOf(periods);
  const shared = sharedReadings([...places.items, places.bounds, ...adjustments]);
  const payables: Exact[][] = [];
  for (const fixed of window.choices(shared, {})) {
    const under = window.choicesBeside(shared, fixed);
    const totals = periods.length === 0 ? [[]] : boundedTotals(periods, places, under);
    if (!totals) return null;
    const scores = distinctLists(totals.map((list) => scoresOf(list, variants, facts.score ?? null)));
    const amounts = amountLists(instalment, variants, scores, facts, under);
    if (!amounts) return null;
    payables.push(...amounts);
  }
  return payables;
}

/** Every list of totals, one for each period, that a combination of the readings open in them can give; null while one has no total. */
export function totalsTogether(periods: readonly PeriodToSettle[]): Exact[][] | null {
  const window = new Window(periods);
  const places = placesOf(periods);
  const shared = sharedReadings([...places.items, places.bounds]);
  const found: Exact[][] = [];
  for (const fixed of window.choices(shared, {})) {
    const totals = boundedTotals(periods, places, window.choicesBeside(shared, fixed));
    if (!totals) return null;
    found.push(...totals);
  }
  return found;
}

/** The score of each variant: the mean of its periods, or what is given where it has none. */
function scoresOf(totals: readonly Exact[], variants: readonly Variant[], given: Exact | null): (Exact | null)[] {
  let next = 0;
  return variants.map(({ periods: { length } }) => {
    const own = totals.slice(next, next + length);
    next += length;
    return length === 0 ? given : sum(own).dividedBy(Exact.integer(length));
  });
}

/** Every list of amounts, one for each variant; a score is forgotten once no later adjustment looks at it. */
function amountLists(
  instalment: Instalment,
  variants: readonly Variant[],
  scores: readonly (Exact | null)[][],
  facts: FactsBesidePeriods,
  under: (place: Place) => Choice[],
): Exact[][] | null {
  const lastWithScore = instalment.adjustments.findLastIndex(({ kind }) => kind.usesScore);
  let states = scores.map((list) => ({ scores: list, amounts: list.map((): Exact => instalment.base) }));
  for (const [index, { kind, data }] of instalment.adjustments.entries()) {
    const next: typeof states = [];
    for (const choice of under(data)) {
      const resolved = variants.map(({ inForce }) => data.under(choiceFor(inForce, choice)));
      for (const state of states) {
        const adjusted = state.amounts.map((amount, no) => kind.adjust(resolved[no]!, amount, { ...facts, score: state.scores[no]! }));
        if (adjusted.includes(null)) return null;
        next.push({ scores: state.scores, amounts: adjusted.map((one) => one!.amount) });
      }
    }
    states =
      index >= lastWithScore
        ? distinctLists(next.map(({ amounts }) => amounts)).map((amounts) => ({ scores: amounts.map(() => null), amounts }))
        : next;
  }
  return distinctLists(states.map(({ amounts }) => amounts));
}

/** A choice as readings in force take it: what is agreed stays, what is open follows the choice. */
export function choiceFor(inForce: ReadingsInForce, choice: Choice): Choice {
  const own: Record<string, string> = { ...inForce.choice };
  for (const reading of inForce.readings) {
    const option = choice[reading.code];
    if (option !== undefined && inForce.stateOf(reading) === 'OPEN') own[reading.code] = option;
  }
  return own;
}

interface ItemOfWindow extends Place {
  readonly code: string;
}

/** What readings move in the totals of periods. */
interface PlacesOfPeriods {
  /** The items that some reading sets. */
  readonly items: readonly ItemOfWindow[];
  readonly bounds: Place;
  /** What the other items come to, a sum for each period; null while one of them has no data. */
  readonly still: Exact[] | null;
}

function placesOf(periods: readonly PeriodToSettle[]): PlacesOfPeriods {
  const items = itemsOf(periods);
  const still = items
    .filter(({ readings }) => readings.length === 0)
    .map((item) =>
      contributionsOf(
        item,
        periods,
        periods.map(({ inForce }) => inForce.choice),
      ),
    );
  return {
    items: items.filter(({ readings }) => readings.length > 0),
    bounds: { readings: union(periods.map(({ sheet }) => sheet.rubric.bounds.readings)) },
    still: still.includes(null) ? null : periods.map((_, index) => sum((still as Exact[][]).map((list) => list[index]!))),
  };
}

/** What an item comes to in each period, under a choice for each; null while one of them has no data. */
function contributionsOf({ code }: ItemOfWindow, periods: readonly PeriodToSettle[], choices: readonly Choice[]): Exact[] | null {
  const contributions = periods.map(({ sheet }, index) => {
    const item = sheet.rubric.itemsByCode.get(code);
    return item ? sheet.contributionOf(item, choices[index]!) : Exact.ZERO;
  });
  return contributions.includes(null) ? null : (contributions as Exact[]);
}

/** The items of all periods by their code: a reading that moves one item moves it in every period. */
function itemsOf(periods: readonly PeriodToSettle[]): ItemOfWindow[] {
  const readings = new Map<string, string[]>();
  for (const { sheet } of periods)
    for (const item of sheet.rubric.items) readings.set(item.code, union([readings.get(item.code) ?? [], item.readings]));
  return [...readings].map(([code, own]) => ({ code, readings: own }));
}

/** Every list of totals within their bounds, one for each period; null while an item has no data. */
function boundedTotals(periods: readonly PeriodToSettle[], places: PlacesOfPeriods, under: (place: Place) => Choice[]): Exact[][] | null {
  const raw = rawTotals(places, periods, under);
  if (!raw) return null;
  const bounded = under(places.bounds).flatMap((choice) => {
    const own = periods.map(({ sheet, inForce }) => sheet.rubric.bounds.under(choiceFor(inForce, choice)));
    return raw.map((totals) => totals.map((total, index) => withinBounds(total, own[index]!)));
  });
  return distinctLists(bounded);
}

/** Every list of raw totals, one for each period; null while an item has no data. */
function rawTotals(
  { items, still }: PlacesOfPeriods,
  periods: readonly PeriodToSettle[],
  under: (place: Place) => Choice[],
): Exact[][] | null {
  if (!still) return null;
  let totals: Exact[][] = [still];
  for (const place of items) {
    const contributions: Exact[][] = [];
    for (const choice of under(place)) {
      const own = contributionsOf(
        place,
        periods,
        periods.map(({ inForce }) => choiceFor(inForce, choice)),
      );
      if (!own) return null;
      contributions.push(own);
    }
    const distinct = distinctLists(contributions);
    const sums = totals.flatMap((list) => distinct.map((added) => list.map((total, index) => total.plus(added[index]!))));
    totals = distinct.length === 1 ? sums : distinctLists(sums);
  }
  return totals;
}

/** The readings that are open somewhere in an instalment, with the options over which the extremes are taken. */
export class Window {
  private readonly openIn: readonly ReadingsInForce[];
  private readonly options = new Map<string, string[]>();

  constructor(places: readonly { readonly inForce: ReadingsInForce }[]) {
    this.openIn = places.map(({ inForce }) => inForce);
  }

  /** For each place its choices over what moves nothing else, beside one of the shared readings that stands. */
  choicesBeside(shared: readonly string[], fixed: Choice): (place: Place) => Choice[] {
    return ({ readings }) => [
      ...this.choices(
        readings.filter((reading) => !shared.includes(reading)),
        fixed,
      ),
    ];
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

  /** The contested options of a reading where it is open, the one in force first; none where it is agreed everywhere. */
  optionsOf(code: string): string[] {
    let options = this.options.get(code);
    if (!options) {
      const open = this.openIn.filter((inForce) =>
        inForce.readings.some((reading) => reading.code === code && inForce.stateOf(reading) === 'OPEN'),
      );
      options = union(open.map((inForce) => inForce.contestedOptionsOf(code)));
      this.options.set(code, options);
    }
    return options;
  }
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

const sharedReadings = (places: readonly Place[]): string[] => {
  const all = places.flatMap(({ readings }) => readings);
  return [...new Set(all.filter((reading, index) => all.indexOf(reading) !== index))];
};

const distinctLists = <T extends Exact | null>(lists: readonly T[][]): T[][] =>
  lists.length === 1 ? [...lists] : [...new Map(lists.map((list) => [list.map((value) => value?.key()).join(' '), list])).values()];
