import { portionsPosted } from '../../core/account/ledger.js';
import { changeOf } from '../../core/account/portions.js';
import { periodsOfInstalment } from '../../core/payment/schedule.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';
import { advance, loadPeriodToWrite } from '../assessment-periods/assessment-period.repository.js';
import { contractById } from '../contracts/contract.loaders.js';
import { determineNow, loadLedger } from './contract-account.js';

/** Settles the periods that an approved statement rests on; one that is contested waits for its signature. */
export async function settlePeriods(context: TenantContext, periodIds: readonly string[]): Promise<void> {
  for (const periodId of periodIds) settle(await loadPeriodToWrite(context, { periodId }));
  await (await context.entities()).flush();
}

/**
 * Settles a period that is signed after its instalment was settled, where the signature changes nothing of the amounts: no other statement
 * will come. Where it does, the supplementary one settles it.
 */
export async function settleSignedPeriod(context: TenantContext, period: AssessmentPeriod): Promise<void> {
  const stored = (await context.loader(contractById).load(period.contract.id))!;
  const own = stored.checked.contract.payment.instalments.filter((instalment) => periodsOfInstalment(instalment).includes(period.code));
  const { entries } = await loadLedger(context, stored);
  for (const { data } of own) {
    const settled = portionsPosted(entries, data.no);
    if (!settled) return;
    const now = await determineNow(context, stored, data.no);
    if (typeof now === 'string' || changeOf(settled, now.determination.portions) !== 'NONE') return;
  }
  if (own.length > 0) await settlePeriods(context, [period.id]);
}

function settle(period: AssessmentPeriod): void {
  if (period.state !== 'SIGNED') return;
  advance(period);
  period.state = 'SETTLED';
}
