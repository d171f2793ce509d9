import type { PaymentFacts } from '../payment/adjustment-kind.js';
import type { PeriodToSettle } from '../payment/extremes-of-periods.js';
import type { Instalment } from '../payment/schedule.js';
import { monthlyValues } from '../rubric/observations.js';
import { ScoreSheet } from '../rubric/score.js';
import type { PeriodCase } from './read-period-case.js';

/** The instalment that one period alone settles, with all that its payable looks at but the score. */
export interface PaymentOfPeriod {
  readonly instalment: Instalment;
  readonly facts: Omit<PaymentFacts, 'score'>;
}

/** What a period pays by itself; null where it settles no instalment, or one only together with others. */
export function paymentOfPeriod({ contract, period, facts }: PeriodCase): PaymentOfPeriod | null {
  const instalment = contract.payment.instalmentOfPeriod(period.code);
  if (!instalment) return null;
  const { contractAmount, rosterMetric } = contract.payment;
  const rosters = rosterMetric === null ? null : monthlyValues(facts.metrics.get(rosterMetric));
  return { instalment, facts: { contractAmount, base: instalment.base, rosters } };
}

/** A period's scores under any choice, with the readings in force for it: what an instalment is settled from. */
export const periodToSettle = ({ contract: { rubric }, facts, inForce }: PeriodCase): PeriodToSettle => ({
  sheet: new ScoreSheet(rubric, facts),
  inForce,
});
