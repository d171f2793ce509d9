import { choiceFor, type PeriodToSettle, totalsTogether, Window } from '../payment/extremes-of-periods.js';
import { PayableCurve, type ScoreRange } from '../payment/payable-curve.js';
import { contestedChoices, type ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import type { Rubric } from '../rubric/rubric.js';
import { Exact, greatest, least, sum } from '../values/exact.js';
import { type InstalmentToCome, type PeriodToCome, rangeOf } from './forecast.js';

/** A period to come, with the rubric that it will be scored by and the readings in force for it. */
export interface PeriodAtStake extends PeriodToCome {
  readonly rubric: Rubric;
  readonly inForce: ReadingsInForce;
}

/** An instalment that cannot be determined yet, with all that readings may still move in it. */
export interface InstalmentAtStake extends InstalmentToCome {
  readonly toCome: readonly PeriodAtStake[];
}

const HUNDRED = Exact.integer(100);

/** What single readings can still move in an instalment to come. */
export class InstalmentStake {
  private readonly curves = new Map<string, PayableCurve | null>();
  private readonly range: ScoreRange;
  private readonly window: Window;
  private readonly ofPayment: readonly string[];

  constructor(private readonly stake: InstalmentAtStake) {
    const { instalment, published, toCome, inForce } = stake;
    const ranges = [...published.map(rangeOf), ...toCome];
    this.range = { least: meanOf(ranges.map((period) => period.least)), greatest: meanOf(ranges.map((period) => period.greatest)) };
    this.window = new Window([...published, ...toCome, { inForce }]);
    this.ofPayment = [...new Set(instalment.adjustments.flatMap(({ data }) => data.readings))];
  }

  /**
   * The most that another option of a reading can pay beyond the one in force, or less than it: an upper bound.
   *
   * It holds for any score and headcount that are still possible and for any option of the other open readings. What a reading moves in
   * the totals of published periods is exact; of a period to come it is at most the items that it sets. Units: yuan in whole fen,
   * rounded up. Zero where the reading is agreed. Errors: none.
   */
  mostMovedBy(code: string): Exact {
    const [standing, ...others] = this.window.optionsOf(code);
    if (standing === undefined) return Exact.ZERO;
    const most = others.map((other) => this.mostBetween(code, standing, other)).reduce(greatest, Exact.ZERO);
    return most.times(HUNDRED).ceil().dividedBy(HUNDRED);
  }

  private mostBetween(code: string, standing: string, other: string): Exact {
    const { instalment, inForce } = this.stake;
    const shift = this.shiftBetween(code, standing, other);
    if (shift.least.isZero && shift.greatest.isZero && !this.ofPayment.includes(code)) return Exact.ZERO;
    const setsHeadcount = instalment.adjustments.some(({ kind, data }) => !kind.usesScore && data.readings.includes(code));
    const others = this.ofPayment.filter((reading) => reading !== code);
    let most = Exact.ZERO;
    for (const choice of contestedChoices(inForce, others))
      for (const [ofStanding, ofOther] of setsHeadcount ? CROSSED : ALIKE) {
        const now = this.curve(choiceFor(inForce, { ...choice, [code]: standing }), ofStanding);
        const then = this.curve(choiceFor(inForce, { ...choice, [code]: other }), ofOther);
        if (!now || !then) return instalment.base;
        const [up, down] = [greatest(shift.greatest, Exact.ZERO), greatest(shift.least.negated(), Exact.ZERO)];
        most = greatest(most, then.mostAbove(now, up));
        if (then !== now || !up.equals(down)) most = greatest(most, now.mostAbove(then, down));
      }
    return most;
  }

  /** What is paid by the score, with the least or the greatest headcount. */
  private curve(choice: Choice, headcount: 'least' | 'greatest'): PayableCurve | null {
    const { instalment, facts, rosters } = this.stake;
    const key = `${headcount} ${this.ofPayment.map((code) => choice[code]).join(' ')}`;
    let curve = this.curves.get(key);
    if (curve === undefined) {
      curve = PayableCurve.over(instalment, { ...facts, rosters: rosters[headcount] }, choice, this.range);
      this.curves.set(key, curve);
    }
    return curve;
  }

  /** Between which bounds another option moves the score. Units: points. */
  private shiftBetween(code: string, standing: string, other: string): ScoreRange {
    const { published, toCome } = this.stake;
    const shifts = [
      ...published.map((period) => shiftOfPublished(period, code, standing, other)),
      ...toCome.map((period) => {
        const most = mostMoved(period, code);
        return { least: most.negated(), greatest: most };
      }),
    ];
    return { least: meanOf(shifts.map((shift) => shift.least)), greatest: meanOf(shifts.map((shift) => shift.greatest)) };
  }
}

const ALIKE = [['greatest', 'greatest']] as const;

// Which headcount a reading goes by is at its most where one option counts nobody and the other everybody.
const CROSSED = [
  ['least', 'greatest'],
  ['greatest', 'least'],
] as const;

const meanOf = (values: readonly Exact[]): Exact =>
  values.length === 0 ? Exact.ZERO : sum(values).dividedBy(Exact.integer(values.length));

/** What another option makes of a published total, over every combination of the other readings. */
function shiftOfPublished({ sheet, inForce }: PeriodToSettle, code: string, standing: string, other: string): ScoreRange {
  const under = (option: string): PeriodToSettle => ({ sheet, inForce: inForce.with({ [code]: option }) });
  const shifts = (totalsTogether([under(standing), under(other)]) ?? []).map(([now, then]) => then!.minus(now!));
  return { least: shifts.reduce(least, shifts[0] ?? Exact.ZERO), greatest: shifts.reduce(greatest, shifts[0] ?? Exact.ZERO) };
}

/** By how many points a reading can move the total of a period to come, at most: the items that it sets, and the total's bounds. */
function mostMoved(period: PeriodAtStake, code: string): Exact {
  const { rubric, inForce } = period;
  const isOpen = inForce.readings.some((reading) => reading.code === code && inForce.stateOf(reading) === 'OPEN');
  if (!isOpen) return Exact.ZERO;
  const width = period.greatest.minus(period.least);
  const items = rubric.items.filter(({ readings }) => readings.includes(code));
  if (items.some(({ max }) => max === null)) return width;
  const ofItems = items.map((item) =>
    [...contestedChoices(inForce, item.readings)].map((choice) => item.greatest(choice)).reduce(greatest),
  );
  return least(width, sum([...ofItems, mostMovedByBounds(period, code)]));
}

function mostMovedByBounds({ rubric: { bounds }, inForce, ...range }: PeriodAtStake, code: string): Exact {
  if (!bounds.readings.includes(code)) return Exact.ZERO;
  const under = [...contestedChoices(inForce, bounds.readings)].map((choice) => bounds.under(choice));
  const spreadOf = (values: readonly Exact[]): Exact => values.reduce(greatest).minus(values.reduce(least));
  return greatest(spreadOf(under.map(({ max }) => max ?? range.greatest)), spreadOf(under.map(({ min }) => min ?? range.least)));
}
