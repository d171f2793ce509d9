import { balancesOf, portionsPosted } from '../../core/account/ledger.js';
import { type Exact, least, sum } from '../../core/values/exact.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractById } from '../contracts/contract.loaders.js';
import { determineNow, loadLedger } from './contract-account.js';
import { isApproved, listStatements, type StatementRow, unpaidOf } from './statement.repository.js';

/** Why an amount is not to be paid of a statement as it stands. */
export type AmountObstacle = 'NOT_APPROVED' | 'PAID_ALREADY' | 'EXCEEDS_UNPAID' | 'CORRECTION_OPEN' | 'SUPERSEDED' | 'NOT_PAID_BEYOND';

/**
 * What stands in the way of an amount: what is unpaid, and what has become of the instalment since its statement was approved.
 *
 * `amount` in yuan, negative where the vendor pays back.
 */
export async function amountObstacles(context: TenantContext, statement: StatementRow, amount: Exact): Promise<AmountObstacle[]> {
  if (!isApproved(statement)) return ['NOT_APPROVED'];
  const unpaid = unpaidOf(statement);
  if (unpaid.isZero) return ['PAID_ALREADY'];
  const isRefund = unpaid.sign < 0;
  if (isRefund ? amount.isLessThan(unpaid) : unpaid.isLessThan(amount)) return ['EXCEEDS_UNPAID'];
  const stored = (await context.loader(contractById).load(statement.contractId))!;
  const { entries } = await loadLedger(context, stored);
  const now = await determineNow(context, stored, statement.instalment);
  // Whatever keeps a settled instalment from being determined again is a correction: under way, or not signed yet.
  if (typeof now === 'string') return ['CORRECTION_OPEN'];
  const settled = portionsPosted(entries, statement.instalment)!;
  if (!isRefund) return now.determination.portions.undisputed.isLessThan(settled.undisputed) ? ['SUPERSEDED'] : [];
  // A payment may have been reversed since the vendor was asked to pay back.
  const concerned = [statement.instalment, ...statement.document.adjustments.map(({ instalment }) => instalment)];
  const owed = (await listStatements(context, statement.contractId))
    .filter((other) => isApproved(other) && concerned.includes(other.instalment))
    .map(unpaidOf)
    .filter(({ sign }) => sign > 0);
  const beyond = least(unpaid.negated().minus(sum(owed)), balancesOf(entries).PAID);
  return beyond.isLessThan(amount.negated()) ? ['NOT_PAID_BEYOND'] : [];
}
