import { z } from 'zod';
import { Exact } from '../values/exact.js';
import { printPercent } from '../values/figures.js';
import { Term } from '../values/term.js';
import type { ItemFacts } from './facts.js';

const termShape = z
  .string()
  .regex(/^-?\w+\??$/)
  .transform((written) => new Term(written));

const termsShape = z.array(termShape).min(1).meta({
  description: 'Metrics that are added; one with a minus sign before it is taken off, one with a question mark is 0 while not observed',
});

/** A rate of counts: the sum of some metrics to the sum of others. */
export const rateShape = z.strictObject({ of: termsShape, to: termsShape });

export interface RateData {
  readonly of: readonly Term[];
  readonly to: readonly Term[];
}

/** A rate as it was measured. */
export interface Rate {
  readonly numerator: Exact;
  readonly denominator: Exact;
  readonly value: Exact;
}

/** Every metric that a rate is made of. */
export const metricsOfRate = (rate: RateData): string[] => [...new Set([...rate.of, ...rate.to].map(({ metric }) => metric))];

/** The metrics of a rate that count as 0 while they are not observed, wherever they stand in it. */
export const optionalMetricsOfRate = (rate: RateData): string[] =>
  metricsOfRate(rate).filter((code) => [...rate.of, ...rate.to].every(({ metric, isOptional }) => metric !== code || isOptional));

/** The sum of signed metrics; null while one has no figure. */
function sumOfTerms(terms: readonly Term[], facts: Pick<ItemFacts, 'metrics'>): Exact | null {
  let total: Exact = Exact.ZERO;
  for (const { metric, isTakenOff, isOptional } of terms) {
    const pooled = facts.metrics.get(metric);
    if (!pooled && isOptional) continue;
    if (!pooled) return null;
    total = isTakenOff ? total.minus(pooled.value) : total.plus(pooled.value);
  }
  return total;
}

/**
 * Measures a rate; null where a metric is missing or both counts are zero: that is `NO_DATA`, neither full nor zero.
 *
 * Only a rate that counts at most so much can have something on a base of zero: it is beyond any limit and counts as its most.
 */
export function measureRate(rate: RateData, facts: Pick<ItemFacts, 'metrics'>, countsAtMost?: Exact): Rate | null {
  const numerator = sumOfTerms(rate.of, facts);
  const denominator = sumOfTerms(rate.to, facts);
  if (!numerator || !denominator) return null;
  if (denominator.sign <= 0) return countsAtMost && numerator.sign > 0 ? { numerator, denominator, value: countsAtMost } : null;
  return { numerator, denominator, value: numerator.dividedBy(denominator) };
}

/** A rate as it is shown: `9987/10000 = 99.87%`. */
export const printRate = ({ numerator, denominator, value }: Rate): string =>
  `${numerator.toDecimal(0)}/${denominator.toDecimal(0)} ${denominator.isZero ? '→' : '='} ${printPercent(value)}`;
