import type { Choice } from '../readings/setting.js';
import { Exact, greatest, least } from '../values/exact.js';
import type { PaymentFacts } from './adjustment-kind.js';
import { payableOf } from './payable.js';
import type { Instalment } from './schedule.js';

/** Scores from the least to the greatest that are possible. Units: points. */
export interface ScoreRange {
  readonly least: Exact;
  readonly greatest: Exact;
}

/** What is paid at a score, and what it comes near just below and just above. Units: points; yuan, exact. */
interface Point {
  readonly score: Exact;
  readonly at: Exact;
  readonly below: Exact;
  readonly above: Exact;
}

/** What an instalment pays as a function of its score: points with straight lines between them. A higher score is taken to pay no less. */
export class PayableCurve {
  /** `isWhole` is false where the curve has too many points: then only its ends are known. */
  private constructor(
    private readonly points: readonly Point[],
    private readonly isWhole: boolean,
  ) {}

  /** The curve over a range of scores, everything else being as it is; null while the headcount is missing. */
  static over(instalment: Instalment, facts: Omit<PaymentFacts, 'score'>, choice: Choice, range: ScoreRange): PayableCurve | null {
    const breaks = breaksOf(instalment, facts, choice, range);
    const scores = breaks ?? ends(range);
    const pay = (score: Exact): Exact | null => payableOf(instalment, { ...facts, score }, choice);
    if (!pay(range.least)) return null;
    const limits = scores.slice(1).map((to, index) => limitsBetween((score) => pay(score)!, scores[index]!, to));
    const points = scores.map((score, index) => {
      const at = pay(score)!;
      return { score, at, below: limits[index - 1]?.[1] ?? at, above: limits[index]?.[0] ?? at };
    });
    return new PayableCurve(points, breaks !== null);
  }

  /**
   * The most by which this curve can exceed another over the same range, where its own score may be higher by up to `shift` points.
   *
   * Units: yuan, exact. A limit that is come near but never reached counts as reached.
   */
  mostAbove(other: PayableCurve, shift: Exact): Exact {
    const [first, last] = [this.points[0]!.score, this.points.at(-1)!.score];
    if (!this.isWhole || !other.isWhole) return this.points.at(-1)!.at.minus(other.points[0]!.at);
    const moved = least(shift, last.minus(first));
    const end = last.minus(moved);
    const candidates = [...other.points.map(({ score }) => score), ...this.points.map(({ score }) => score.minus(moved))];
    let most: Exact | null = null;
    for (const score of candidates) {
      if (score.isLessThan(first) || end.isLessThan(score)) continue;
      const [own, others] = [this.near(score.plus(moved)), other.near(score)];
      const found = [own.at.minus(others.at)];
      if (first.isLessThan(score)) found.push(own.below.minus(others.below));
      if (score.isLessThan(end)) found.push(own.above.minus(others.above));
      most = [...found, ...(most ? [most] : [])].reduce(greatest);
    }
    return most!;
  }

  /** What is paid at a score of the range and on both sides of it. */
  private near(score: Exact): Omit<Point, 'score'> {
    let [low, high] = [0, this.points.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (score.isLessThan(this.points[middle]!.score)) high = middle - 1;
      else low = middle;
    }
    const from = this.points[low]!;
    if (from.score.equals(score)) return from;
    const to = this.points[low + 1]!;
    const rise = to.below.minus(from.above);
    const at = rise.isZero ? from.above : from.above.plus(rise.times(score.minus(from.score)).dividedBy(to.score.minus(from.score)));
    return { at, below: at, above: at };
  }
}

const ends = ({ least: from, greatest: to }: ScoreRange): Exact[] => (from.equals(to) ? [from] : [from, to]);

const THIRD = Exact.ratio(1n, 3n);

/** Two scores between two others. */
const within = (from: Exact, to: Exact): [Exact, Exact] => {
  const third = to.minus(from).times(THIRD);
  return [from.plus(third), to.minus(third)];
};

/** What a straight line between two scores comes near at its ends. */
function limitsBetween(pay: (score: Exact) => Exact, from: Exact, to: Exact): [Exact, Exact] {
  const [first, second] = within(from, to).map(pay) as [Exact, Exact];
  const rise = second.minus(first);
  return [first.minus(rise), second.plus(rise)];
}

/** The scores of a range between which the payable is a straight line, its ends among them; null where they cannot be told. */
function breaksOf(instalment: Instalment, facts: Omit<PaymentFacts, 'score'>, choice: Choice, range: ScoreRange): Exact[] | null {
  let scores = ends(range);
  for (const [index, { kind, data }] of instalment.adjustments.entries()) {
    if (!kind.usesScore) continue;
    const before = { ...instalment, adjustments: instalment.adjustments.slice(0, index) };
    const found = [...scores];
    for (const [place, to] of scores.slice(1).entries()) {
      const from = scores[place]!;
      const [amount, other] = within(from, to).map((score) => payableOf(before, { ...facts, score }, choice)) as [
        Exact | null,
        Exact | null,
      ];
      // Where an amount that moves with the score already is deducted from, its end is not at a score that could be told here.
      if (!amount || !other?.equals(amount)) return null;
      const breaks = kind.breaks(data.under(choice), amount, facts, from);
      if (!breaks) return null;
      found.push(...breaks.filter((score) => from.isLessThan(score) && score.isLessThan(to)));
    }
    scores = [...new Map(found.map((score) => [score.key(), score])).values()].sort((a, b) => a.compare(b));
  }
  return scores;
}
