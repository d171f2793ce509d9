import { payableOf } from '../payment/payable.js';
import { groupByMetric, missingMonths } from '../rubric/observations.js';
import type { IsoMonth } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';
import { paymentOfPeriod } from './payment-of-period.js';
import type { PeriodCase } from './read-period-case.js';

/** A metric without a usable figure. */
export interface MissingMetric {
  readonly code: string;
  readonly label: Text;
  /** The months that lack, in order; null where nothing has come in and one figure for the whole period would do as well. */
  readonly months: readonly IsoMonth[] | null;
}

/** What an item waits for. Neither a metric nor a judgement: its figures are there, but the base of its rate is 0. */
export interface MissingOfItem {
  readonly code: string;
  readonly title: Text;
  readonly metrics: readonly MissingMetric[];
  /** True where an assessor has to award its points. */
  readonly needsJudgement: boolean;
}

/** What keeps a period from its total and its payable. */
export interface MissingData {
  readonly items: readonly MissingOfItem[];
  /** The headcount that the payable waits for; null where it is there, or the period's payable does not hang on it. */
  readonly forPayment: MissingMetric | null;
}

/**
 * What is still missing of a period under the readings in force: for each item that is `NO_DATA` what its rule waits for, in the
 * order of the rubric, and the headcount for the payable.
 *
 * The case is one read with `NO_DATA`: in another mode no metric lacks only some of its months. Errors: none.
 */
export function missingData(periodCase: PeriodCase): MissingData {
  const { contract, facts, inForce } = periodCase;
  const isMissing = (metric: string): boolean => !facts.metrics.has(metric);
  const missing = missingMetricsOf(periodCase);
  const items = contract.rubric.items
    .filter((item) => item.score(facts, inForce.choice).points === null)
    .map((item) => ({
      code: item.code,
      title: item.title,
      metrics: item.neededMetrics.filter(isMissing).map(missing),
      needsJudgement: item.takesJudgement,
    }));
  const { rosterMetric } = contract.payment;
  const isPaymentWaiting = rosterMetric !== null && isMissing(rosterMetric) && needsHeadcount(periodCase);
  return { items, forPayment: isPaymentWaiting ? missing(rosterMetric) : null };
}

/** Describes metrics of a period that have no figure. */
function missingMetricsOf({ contract, period, observations }: PeriodCase): (code: string) => MissingMetric {
  const byMetric = groupByMetric(observations);
  return (code) => {
    const { label, pooling } = contract.rubric.metricsByCode.get(code)!;
    const ofMetric = byMetric.get(code);
    if (ofMetric) return { code, label, months: missingMonths(ofMetric, period) };
    // A metric that keeps each month takes no figure for a whole longer period: it is always its months that lack.
    const isByMonthOnly = pooling === 'EACH_MONTH' && period.months.length > 1;
    return { code, label, months: isByMonthOnly ? period.months : null };
  };
}

/** Whether the period's payable hangs on the headcount: with any score and no rosters there is then none. */
function needsHeadcount(periodCase: PeriodCase): boolean {
  const payment = paymentOfPeriod(periodCase);
  if (!payment) return false;
  return payableOf(payment.instalment, { ...payment.facts, score: Exact.ZERO, rosters: null }, periodCase.inForce.choice) === null;
}
