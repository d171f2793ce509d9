import type { IsoMonth } from '../values/dates.js';
import { Exact, least, sum } from '../values/exact.js';
import type { Period } from '../values/periods.js';
import type { Problems } from '../values/problem.js';
import { compareByCodePoint } from '../values/text.js';
import { type Finding, type Observation, type PooledMetric, type Reduction, SOURCES } from './facts.js';
import { lessReductions, type PlacedReduction, reductionsOf } from './reductions.js';
import type { MetricData, Rubric } from './rubric.js';

/**
 * What becomes of a metric that is given by month and lacks a month: a problem of the input; data that is missing so far; or a
 * figure made of the months that there are, as if the others went as they have. The last is for projections, never for a score.
 */
export type WhenMonthsMissing = 'PROBLEM' | 'NO_DATA' | 'POOL_WHAT_IS_THERE';

/** An observation with its place in the input. */
export interface PlacedObservation extends Observation {
  readonly index: number;
}

/** The observations of each metric, in the order in which they came. */
export function groupByMetric(observations: readonly PlacedObservation[]): ReadonlyMap<string, readonly PlacedObservation[]> {
  const byMetric = new Map<string, PlacedObservation[]>();
  for (const observation of observations) {
    const others = byMetric.get(observation.metric);
    if (others) others.push(observation);
    else byMetric.set(observation.metric, [observation]);
  }
  return byMetric;
}

/** One metric of one source comes once for each month, or once for the whole period, never in both forms; else its figure is left open. */
export function checkForms(ofMetric: readonly PlacedObservation[], tainted: Set<string>, problems: Problems): void {
  const places = new Set<string>();
  const firstMonths = new Map<string, string | null>();
  for (const { metric, source, month, index } of ofMetric) {
    const path = `observations[${index}].month`;
    const place = `${source} ${month}`;
    const firstMonth = firstMonths.get(source);
    const isDoubled = places.has(place);
    const isMixed = !isDoubled && firstMonth !== undefined && (firstMonth === null) !== (month === null);
    places.add(place);
    if (firstMonth === undefined) firstMonths.set(source, month);
    if (isDoubled || isMixed) tainted.add(metric);
    if (isDoubled) problems.add(path, 'DUPLICATE', `${metric} 同一来源重复填报`, `${metric} is given twice by one source`);
    if (isMixed)
      problems.add(
        path,
        'WHOLE_PERIOD_AND_MONTHS',
        `${metric} 同一来源既按月又按整期填报`,
        `${metric} is given by month and for the whole period by one source`,
      );
  }
}

/**
 * Pools the observations of each metric into the period's figure.
 *
 * The best source that has anything for a metric decides its form, whole period or by month. By month, each month takes its
 * best source and every month must be there: a lacking one is a problem, or leaves the metric without a figure. What loses stays beside it.
 * Under POOL_WHAT_IS_THERE the months that there are stand for the others (`projectedMetric`), and a sum may have a fraction.
 * Findings that add cases to a figure come on top of it, what is taken out for force majeure comes off; without an observation the
 * metric stays without a figure.
 * `tainted` metrics have an observation that could not be read: their figure is left open, without a further problem.
 */
export function poolObservations(
  rubric: Rubric,
  period: Period,
  byMetric: ReadonlyMap<string, readonly PlacedObservation[]>,
  excluding: readonly PlacedExclusion[],
  reducing: ReadonlyMap<string, readonly PlacedReduction[]>,
  tainted: ReadonlySet<string>,
  whenMonthsMissing: WhenMonthsMissing,
  problems: Problems,
): ReadonlyMap<string, PooledMetric> {
  const excluded = Map.groupBy(excluding, ({ finding }) => rubric.exclusions.get(finding.kind)!);
  const pooled = new Map<string, PooledMetric>();
  const projected = new Map<string, PooledMetric>();
  const winners = new Map<string, readonly PlacedObservation[]>();
  for (const [code, ofMetric] of byMetric) {
    if (tainted.has(code)) continue;
    const metric = rubric.metricsByCode.get(code)!;
    const used = winnersOf(ofMetric, period);
    const notUsed =
      ofMetric.length === used.length ? [] : ofMetric.filter((observation) => !used.includes(observation)).sort(byMonthAndSource);
    const added = casesOf(excluded.get(code));
    const ofFigure = reducing.get(code);
    const takenOut = ofFigure ? reductionsOf(ofFigure, used, problems) : NOTHING_TAKEN_OUT;
    const isWhole = used[0]!.month === null || used.length === period.months.length;
    if (isWhole) {
      winners.set(code, used);
      pooled.set(code, {
        value: lessReductions(pool(metric, used, added), takenOut),
        used,
        notUsed,
        ...(added === 0n ? {} : { added }),
        ...(takenOut.length === 0 ? {} : { takenOut }),
      });
    } else if (whenMonthsMissing === 'POOL_WHAT_IS_THERE')
      projected.set(code, projectedMetric(metric, used, notUsed, added, takenOut, period));
    else if (whenMonthsMissing === 'PROBLEM') {
      const missing = missingMonths(ofMetric, period);
      problems.add(
        'observations',
        'MONTH_MISSING',
        `指标 ${code} 缺少月份 ${missing.join('、')}`,
        `metric ${code} lacks the months ${missing.join(', ')}`,
      );
    }
  }
  // Only what was observed in full can break a bound; what is projected is held within it.
  checkBounds(rubric, pooled, winners, excluded, reducing, problems);
  return projected.size === 0 ? pooled : heldWithinBounds(rubric, pooled, projected);
}

const NOTHING_TAKEN_OUT: readonly PlacedReduction[] = [];

/**
 * The months of a period for which a metric's best form lacks a figure; none where it is given for the whole period.
 *
 * `ofMetric` are the observations of one metric, at least one. A lesser source's whole period does not fill the months of a better one.
 */
export function missingMonths(ofMetric: readonly Observation[], period: Period): readonly IsoMonth[] {
  if (bestOf(ofMetric).month === null) return [];
  return period.months.filter((month) => !ofMetric.some((observation) => observation.month === month));
}

/** An order of their own, so that the explanation does not hang on the order of the input. */
const byMonthAndSource = (a: Observation, b: Observation): number =>
  compareByCodePoint(a.month ?? '', b.month ?? '') || rankOf(a) - rankOf(b);

const rankOf = ({ source }: Observation): number => SOURCES.indexOf(source);

const bestOf = <T extends Observation>(observations: readonly T[]): T =>
  observations.length === 1 ? observations[0]! : observations.reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a));

/** The whole period's figure, or of each month that has one its best; in the order of the months. */
function winnersOf(observations: readonly PlacedObservation[], period: Period): readonly PlacedObservation[] {
  const best = bestOf(observations);
  if (best.month === null) return observations.length === 1 ? observations : [best];
  return period.months.flatMap((month) => {
    const ofMonth = observations.filter((observation) => observation.month === month);
    return ofMonth.length === 0 ? [] : [bestOf(ofMonth)];
  });
}

/** A finding that adds cases to a metric, with its place in the input. */
export interface PlacedExclusion {
  readonly finding: Pick<Finding, 'kind' | 'count'>;
  readonly index: number;
}

const casesOf = (exclusions: readonly PlacedExclusion[] = []): bigint =>
  exclusions.reduce((total, { finding }) => total + finding.count, 0n);

/** The period's figure, and the cases that findings add to it. */
function pool(metric: MetricData, used: readonly Observation[], added: bigint): Exact {
  if (used.length === 1 || metric.pooling === 'FIRST_MONTH') return Exact.integer(used[0]!.value + added);
  if (metric.pooling !== 'SUM') return Exact.integer(used.at(-1)!.value + added);
  let total = added;
  for (const { value } of used) total += value;
  return Exact.integer(total);
}

/**
 * A metric of which some months lack, if they go as those that there are: a sum grows by months of the period over months with a
 * figure, exact, so that rates stay and counts grow. Of month-end figures the last one known is carried on, and the first one back.
 */
function projectedMetric(
  metric: MetricData,
  used: readonly Observation[],
  notUsed: readonly Observation[],
  added: bigint,
  takenOut: readonly Reduction[],
  { months }: Period,
): PooledMetric {
  // What is taken out comes off before the sum grows: a rate stays the one of what counts.
  const known = lessReductions(pool(metric, used, added), takenOut);
  if (metric.pooling === 'SUM') return { value: known.times(Exact.ratio(BigInt(months.length), BigInt(used.length))), used, notUsed };
  if (metric.pooling !== 'EACH_MONTH') return { value: known, used, notUsed };
  const carried = months.map((month) => used.findLast((observation) => observation.month! <= month) ?? used[0]!);
  return { value: known, used: carried, notUsed };
}

/**
 * All figures, the projected ones and what is bounded by them held within their bounds. A metric of some months and its base of
 * others need not fit each other, which is nobody's mistake: a rate that was projected ends at its whole.
 */
function heldWithinBounds(
  rubric: Rubric,
  pooled: ReadonlyMap<string, PooledMetric>,
  projected: ReadonlyMap<string, PooledMetric>,
): ReadonlyMap<string, PooledMetric> {
  const held = new Map([...pooled, ...projected]);
  const bounded = rubric.data.metrics.filter(({ code, atMost }) => held.has(code) && atMost?.every((other) => held.has(other)));
  // A bound may itself be held by another one, in any order: as many rounds as there are bounds reach each.
  for (let round = 0; round < bounded.length; round++)
    for (const metric of bounded) {
      const figure = held.get(metric.code)!;
      held.set(metric.code, { ...figure, value: least(figure.value, mostOf(metric, held)) });
    }
  return held;
}

/** The most that a bounded metric can come to. */
const mostOf = ({ atMost }: MetricData, pooled: ReadonlyMap<string, PooledMetric>): Exact =>
  sum(atMost!.map((other) => pooled.get(other)!.value));

/**
 * A figure that may not exceed others, such as a numerator its base, is named at the last observation that makes it, or the last finding
 * that adds to it; where something is taken out of either, at the last of that.
 */
function checkBounds(
  rubric: Rubric,
  pooled: ReadonlyMap<string, PooledMetric>,
  winners: ReadonlyMap<string, readonly PlacedObservation[]>,
  excluded: ReadonlyMap<string, readonly PlacedExclusion[]>,
  reducing: ReadonlyMap<string, readonly PlacedReduction[]>,
  problems: Problems,
): void {
  for (const [code, { value }] of pooled) {
    const metric = rubric.metricsByCode.get(code)!;
    const { atMost } = metric;
    if (!atMost?.every((other) => pooled.has(other))) continue;
    const most = mostOf(metric, pooled);
    if (!most.isLessThan(value)) continue;
    const last = (places: readonly { readonly index: number }[]) => Math.max(...places.map(({ index }) => index));
    const adding = excluded.get(code);
    const reductions = [code, ...atMost].flatMap((metric) => reducing.get(metric) ?? []);
    if (reductions.length > 0) {
      problems.add(
        `reductions[${last(reductions)}].count`,
        'NUMERATOR_EXCEEDS_DENOMINATOR',
        `剔除后 ${code} 大于 ${atMost.join('+')}`,
        `after what is taken out ${code} exceeds ${atMost.join(' + ')}`,
      );
      continue;
    }
    problems.add(
      adding ? `findings[${last(adding)}].count` : `observations[${last(winners.get(code)!)}].value`,
      'NUMERATOR_EXCEEDS_DENOMINATOR',
      `${code}（${value.toDecimal(0)}）大于 ${atMost.join('+')}（${most.toDecimal(0)}）`,
      `${code} (${value.toDecimal(0)}) exceeds ${atMost.join(' + ')} (${most.toDecimal(0)})`,
    );
  }
}

/** The month-end figures of a metric that keeps each month, in the order of the months; null where there are none. */
export const monthlyValues = (pooled: PooledMetric | undefined): readonly Exact[] | null =>
  pooled ? pooled.used.map(({ value }) => Exact.integer(value)) : null;
