import { paymentOfPeriod } from '../../core/cases/payment-of-period.js';
import type { PeriodCase } from '../../core/cases/read-period-case.js';
import type { Contract } from '../../core/contract/contract.js';
import type { PaymentFacts } from '../../core/payment/adjustment-kind.js';
import type { Variant } from '../../core/payment/extremes-of-periods.js';
import { costsOfReadings, type ReadingCost } from '../../core/payment/instalment-of-periods.js';
import { type Instalment, periodsOfInstalment } from '../../core/payment/schedule.js';
import { ReadingsInForce } from '../../core/readings/reading.js';
import { ScoreSheet } from '../../core/rubric/score.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { listPeriods, type PeriodRow } from '../assessment-periods/assessment-period.repository.js';
import { readingsOfPeriod } from '../assessment-periods/scoring-case.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { caseOfScorecard } from './exact-scorecard.js';
import { findLatestScorecards } from './scorecard.repository.js';

/** What readings cost in one instalment whose periods all have a complete scorecard that the reader may see. */
export interface InstalmentCosts {
  readonly instalment: number;
  readonly periods: readonly string[];
  readonly readings: readonly ReadingCost[];
  /** What the costs were computed from. */
  readonly settled: { readonly instalment: Instalment; readonly variant: Variant; readonly facts: Omit<PaymentFacts, 'score'> };
}

/**
 * What the readings of a contract cost in money on the stored periods, instalment by instalment: exact, from the cases that the
 * scorecards were computed from, under the readings that are agreed now. An instalment of which a period has no total is left out.
 */
export async function listInstalmentCosts(context: TenantContext, stored: StoredContract): Promise<InstalmentCosts[]> {
  const { contract } = stored.checked;
  const periods = await listPeriods(context, stored.id);
  const scorecards = await findLatestScorecards(
    context,
    periods.map(({ id }) => id),
  );
  const costs: InstalmentCosts[] = [];
  for (const instalment of contract.payment.instalments) {
    const codes = periodsOfInstalment(instalment);
    const rows = codes.map((code) => periods.find((period) => period.code === code));
    const complete = rows.flatMap((row) => scorecards.filter(({ periodId, isComplete }) => periodId === row?.id && isComplete));
    if (codes.length === 0 || complete.length < codes.length) continue;
    const cases: PeriodCase[] = [];
    for (const scorecard of complete) cases.push(await caseOfScorecard(context, scorecard));
    // Each period under what is agreed for it now; the payment under what reaches the instalment from its first period on.
    const inForceOf = async (version: Contract, row: PeriodRow): Promise<ReadingsInForce> =>
      new ReadingsInForce(version.readings, await readingsOfPeriod(context, stored.id, row, version));
    const moving = contract.readings.filter(({ code }) => contract.rubric.readings.has(code) || contract.payment.readings.has(code));
    const toSettle = await Promise.all(
      cases.map(async (periodCase, index) => ({
        sheet: new ScoreSheet(periodCase.contract.rubric, periodCase.facts),
        inForce: await inForceOf(periodCase.contract, rows[index]!),
      })),
    );
    const facts = {
      contractAmount: contract.payment.contractAmount,
      base: instalment.base,
      rosters: paymentOfPeriod(cases[0]!)?.facts.rosters ?? null,
    };
    const inForce = await inForceOf(contract, rows[0]!);
    costs.push({
      instalment: instalment.data.no,
      periods: codes,
      readings: costsOfReadings(instalment, toSettle, facts, inForce, moving),
      settled: { instalment, variant: { periods: toSettle, inForce }, facts },
    });
  }
  return costs;
}
