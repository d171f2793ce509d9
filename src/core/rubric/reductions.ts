import { Exact, greatest } from '../values/exact.js';
import type { Period } from '../values/periods.js';
import type { Problems } from '../values/problem.js';
import type { Observation, Reduction } from './facts.js';
import type { Rubric } from './rubric.js';

/** A reduction with its place in the input. */
export interface PlacedReduction extends Reduction {
  readonly index: number;
}

const at = ({ index }: PlacedReduction, field: keyof Reduction): string => `reductions[${index}].${field}`;

/**
 * The reductions that can be applied, by metric. Only what is counted month by month and added can have cases taken out.
 *
 * Errors: a metric that is none or is not added, a month that is not the period's.
 */
export function readReductions(
  reductions: readonly Reduction[],
  rubric: Rubric,
  period: Period,
  problems: Problems,
): ReadonlyMap<string, readonly PlacedReduction[]> {
  const placed = reductions.map((reduction, index): PlacedReduction => ({ ...reduction, index }));
  const usable = placed.filter((reduction) => {
    const { metric: code, month } = reduction;
    const metric = rubric.metricsByCode.get(code);
    if (!metric) problems.add(at(reduction, 'metric'), 'UNKNOWN_METRIC', `未知指标 ${code}`, `unknown metric ${code}`);
    else if (metric.pooling !== 'SUM')
      problems.add(at(reduction, 'metric'), 'NOT_A_SUM', `${code} 不是逐月相加的指标`, `${code} is not added up month by month`);
    const isWithin = month === null || period.months.includes(month);
    if (!isWithin)
      problems.add(at(reduction, 'month'), 'OUTSIDE_PERIOD', `${month} 不在 ${period.code} 内`, `${month} is not in ${period.code}`);
    return metric?.pooling === 'SUM' && isWithin;
  });
  return Map.groupBy(usable, ({ metric }) => metric);
}

/**
 * The reductions that a figure made of some observations bears: of a figure for the whole period all of them, of one by month those of
 * its months, and what is taken out of the whole.
 *
 * Errors: more is taken out of a month, or of the whole, than was observed. The figure is not told: it may be a draft's.
 */
export function reductionsOf(
  ofMetric: readonly PlacedReduction[],
  used: readonly Observation[],
  problems: Problems,
): readonly PlacedReduction[] {
  const isWhole = used[0]!.month === null;
  const applied = ofMetric.filter(({ month }) => isWhole || month === null || used.some((observation) => observation.month === month));
  const check = (reductions: readonly PlacedReduction[], observations: readonly Observation[]) => {
    const observed = observations.reduce((total, { value }) => total + value, 0n);
    if (reductions.length === 0 || countOf(reductions) <= observed) return;
    const { metric } = reductions[0]!;
    problems.add(
      at(reductions.at(-1)!, 'count'),
      'EXCEEDS_FIGURE',
      `${metric} 剔除数大于填报数`,
      `more of ${metric} is taken out than there is`,
    );
  };
  if (!isWhole)
    for (const observation of used)
      check(
        applied.filter(({ month }) => month === observation.month),
        [observation],
      );
  check(applied, used);
  return applied;
}

/** So many cases are taken out. */
export const countOf = (reductions: readonly Reduction[]): bigint => reductions.reduce((total, { count }) => total + count, 0n);

/** A figure less what is taken out of it; not below 0, where that was found to be wrong already. */
export const lessReductions = (value: Exact, reductions: readonly Reduction[]): Exact =>
  reductions.length === 0 ? value : greatest(value.minus(Exact.integer(countOf(reductions))), Exact.ZERO);
