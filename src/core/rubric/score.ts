import type { Choice } from '../readings/setting.js';
import { Exact } from '../values/exact.js';
import { printPoints } from '../values/figures.js';
import type { ItemOutcome, Line } from './explain.js';
import type { PeriodFacts, Rubric, RubricItem, TotalBounds } from './rubric.js';

/**
 * The items of one period, each scored once for every set of options that matters to it.
 *
 * One sheet serves the score in force, the alternatives under each reading and the extremes over all of them.
 */
export class ScoreSheet {
  private readonly outcomes: ItemOutcome[] = [];
  private readonly outcomesUnderReadings = new Map<string, ItemOutcome>();

  constructor(
    readonly rubric: Rubric,
    private readonly facts: PeriodFacts,
  ) {}

  outcomeOf(item: RubricItem, choice: Choice): ItemOutcome {
    if (item.readings.length === 0) {
      this.outcomes[item.index] ??= item.score(this.facts, choice);
      return this.outcomes[item.index]!;
    }
    const key = `${item.index} ${item.keyOf(choice)}`;
    let outcome = this.outcomesUnderReadings.get(key);
    if (!outcome) {
      outcome = item.score(this.facts, choice);
      this.outcomesUnderReadings.set(key, outcome);
    }
    return outcome;
  }

  /** What an item does to the total; null where its data is missing. */
  contributionOf(item: RubricItem, choice: Choice): Exact | null {
    const { points } = this.outcomeOf(item, choice);
    return points && signed(item, points);
  }

  /** The sum of the items before the total's own bounds; null while one has no data. */
  rawTotal(choice: Choice): Exact | null {
    let raw: Exact = Exact.ZERO;
    for (const item of this.rubric.items) {
      const contribution = this.contributionOf(item, choice);
      if (!contribution) return null;
      raw = raw.plus(contribution);
    }
    return raw;
  }

  /** The total under a choice; null while an item has no data. */
  total(choice: Choice): Exact | null {
    const raw = this.rawTotal(choice);
    return raw && withinBounds(raw, this.rubric.bounds.under(choice));
  }

  /** The least and the greatest total still possible: an item without data takes from 0 to its most, each by itself. */
  range(choice: Choice): TotalRange {
    return totalRange(this.rubric, (item) => this.contributionOf(item, choice), choice);
  }

  /** How the total follows from the items, for people to read. */
  totalLine(choice: Choice): Line | null {
    const total = this.total(choice);
    const raw = this.rawTotal(choice);
    if (!total || !raw) return null;
    const bounds = this.rubric.bounds.under(choice);
    const terms = this.rubric.items.map((item, index) => {
      const points = this.outcomeOf(item, choice).points!.toExpression();
      if (item.effect === 'TAKES_OFF') return ` - ${points}`;
      return index === 0 ? points : ` + ${points}`;
    });
    const isBounded = !raw.equals(total);
    const bound =
      isBounded && bounds.max?.equals(total)
        ? `min(${total.toExpression()}, ${terms.join('')})`
        : `max(${total.toExpression()}, ${terms.join('')})`;
    return {
      clause: this.rubric.data.total.clause,
      measured: `${this.rubric.items.length} items`,
      arithmetic: isBounded ? bound : terms.join(''),
      points: printPoints(total),
      provisional: this.rubric.items.some((item) => this.outcomeOf(item, choice).provisional),
      zh: `各项相加得 ${printPoints(raw)} 分${isBounded ? `，${raw.isLessThan(total) ? '下限' : '上限'} ${printPoints(total)} 分` : ''}，总分 ${printPoints(total)} 分`,
      en: `The items add up to ${printPoints(raw)}${isBounded ? `, the total ${raw.isLessThan(total) ? 'begins' : 'ends'} at ${printPoints(total)}` : ''}: total ${printPoints(total)}`,
    };
  }
}

/** The least and the greatest total still possible, within the total's bounds; one and the same where every item has points. */
export interface TotalRange {
  readonly least: Exact;
  readonly greatest: Exact;
}

/** The range of totals that contributions leave: an item without one (null) takes from 0 to its most, each by itself. Units: points. */
export function totalRange(rubric: Rubric, contributionOf: (item: RubricItem) => Exact | null, choice: Choice): TotalRange {
  let least: Exact = Exact.ZERO;
  let greatest: Exact = Exact.ZERO;
  for (const item of rubric.items) {
    const contribution = contributionOf(item);
    if (contribution) [least, greatest] = [least.plus(contribution), greatest.plus(contribution)];
    else greatest = greatest.plus(item.greatest(choice));
  }
  const bounds = rubric.bounds.under(choice);
  return { least: withinBounds(least, bounds), greatest: withinBounds(greatest, bounds) };
}

/** What an item's points do to a total: they add to it or are taken off it. */
export const signed = (item: RubricItem, points: Exact): Exact => (item.effect === 'TAKES_OFF' ? points.negated() : points);

/** A total held within its bounds; null is no bound. Units: points. */
export function withinBounds(raw: Exact, { min, max }: TotalBounds): Exact {
  if (max?.isLessThan(raw)) return max;
  return min && raw.isLessThan(min) ? min : raw;
}
