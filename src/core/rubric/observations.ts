import { Exact } from '../values/exact.js';
import type { Period } from '../values/periods.js';
import type { Problems } from '../values/problem.js';
import { compareByCodePoint } from '../values/text.js';
import { type Observation, type PooledMetric, SOURCES } from './facts.js';
import type { MetricData, Rubric } from './rubric.js';

/** What becomes of a metric that is given by month and lacks a month: a problem of the input, or data that is missing so far. */
export type WhenMonthsMissing = 'PROBLEM' | 'NO_DATA';

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
 * `tainted` metrics have an observation that could not be read: their figure is left open, without a further problem.
 */
export function poolObservations(
  rubric: Rubric,
  period: Period,
  byMetric: ReadonlyMap<string, readonly PlacedObservation[]>,
  tainted: ReadonlySet<string>,
  whenMonthsMissing: WhenMonthsMissing,
  problems: Problems,
): ReadonlyMap<string, PooledMetric> {
  const pooled = new Map<string, PooledMetric>();
  const winners = new Map<string, readonly PlacedObservation[]>();
  for (const [code, ofMetric] of byMetric) {
    if (tainted.has(code)) continue;
    const used = winnersOf(code, ofMetric, period, whenMonthsMissing, problems);
    if (!used) continue;
    winners.set(code, used);
    const notUsed =
      ofMetric.length === used.length ? [] : ofMetric.filter((observation) => !used.includes(observation)).sort(byMonthAndSource);
    pooled.set(code, { value: pool(rubric.metricsByCode.get(code)!, used), used, notUsed });
  }
  checkBounds(rubric, pooled, winners, problems);
  return pooled;
}

/** An order of their own, so that the explanation does not hang on the order of the input. */
const byMonthAndSource = (a: Observation, b: Observation): number =>
  compareByCodePoint(a.month ?? '', b.month ?? '') || rankOf(a) - rankOf(b);

const rankOf = ({ source }: Observation): number => SOURCES.indexOf(source);

function winnersOf(
  metric: string,
  observations: readonly PlacedObservation[],
  period: Period,
  whenMonthsMissing: WhenMonthsMissing,
  problems: Problems,
): readonly PlacedObservation[] | null {
  if (observations.length === 1 && observations[0]!.month === null) return observations;
  const best = observations.reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a));
  if (best.month === null) return [best];
  const missing: string[] = [];
  const used = period.months.flatMap((month) => {
    const ofMonth = observations.filter((observation) => observation.month === month);
    if (ofMonth.length === 0) missing.push(month);
    return ofMonth.length === 0 ? [] : [ofMonth.reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a))];
  });
  if (missing.length === 0) return used;
  if (whenMonthsMissing === 'PROBLEM')
    problems.add(
      'observations',
      'MONTH_MISSING',
      `指标 ${metric} 缺少月份 ${missing.join('、')}`,
      `metric ${metric} lacks the months ${missing.join(', ')}`,
    );
  return null;
}

function pool(metric: MetricData, used: readonly Observation[]): Exact {
  if (used.length === 1) return Exact.integer(used[0]!.value);
  if (metric.pooling === 'FIRST_MONTH') return Exact.integer(used[0]!.value);
  if (metric.pooling !== 'SUM') return Exact.integer(used.at(-1)!.value);
  let total = 0n;
  for (const { value } of used) total += value;
  return Exact.integer(total);
}

/** A figure that may not exceed others, such as a numerator its base, is named at the last observation that makes it. */
function checkBounds(
  rubric: Rubric,
  pooled: ReadonlyMap<string, PooledMetric>,
  winners: ReadonlyMap<string, readonly PlacedObservation[]>,
  problems: Problems,
): void {
  for (const [code, { value }] of pooled) {
    const { atMost } = rubric.metricsByCode.get(code)!;
    if (!atMost?.every((other) => pooled.has(other))) continue;
    const most = atMost.reduce((total, other) => total.plus(pooled.get(other)!.value), Exact.ZERO);
    if (!most.isLessThan(value)) continue;
    const index = Math.max(...winners.get(code)!.map((observation) => observation.index));
    problems.add(
      `observations[${index}].value`,
      'NUMERATOR_EXCEEDS_DENOMINATOR',
      `${code}（${value.toDecimal(0)}）大于 ${atMost.join('+')}（${most.toDecimal(0)}）`,
      `${code} (${value.toDecimal(0)}) exceeds ${atMost.join(' + ')} (${most.toDecimal(0)})`,
    );
  }
}

/** The month-end figures of a metric that keeps each month, in the order of the months; null where there are none. */
export const monthlyValues = (pooled: PooledMetric | undefined): readonly Exact[] | null =>
  pooled ? pooled.used.map(({ value }) => Exact.integer(value)) : null;
