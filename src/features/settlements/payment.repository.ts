import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** A transfer for a statement. Money in yuan, two decimals. */
export interface PaymentRow {
  readonly id: string;
  readonly statementId: string;
  readonly direction: 'PAYMENT' | 'REFUND';
  readonly amount: string;
  readonly paidOn: string;
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly bankReference: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  /** Why it was reversed, by whom and when; null where it stands. */
  readonly reversalReason: string | null;
  readonly reversedBy: string | null;
  readonly reversedAt: string | null;
}

const SELECT = `p.id, p.statement_id as "statementId", p.direction, p.amount::text, p.paid_on as "paidOn", p.from_account_id as "fromAccountId",
  p.to_account_id as "toAccountId", p.bank_reference as "bankReference", p.recorded_by as "recordedBy", ${instant('p.recorded_at')} as "recordedAt",
  r.reason as "reversalReason", r.recorded_by as "reversedBy", ${instant('r.recorded_at')} as "reversedAt"`;

const FROM = 'payments p left join payment_reversals r on r.tenant_id = p.tenant_id and r.payment_id = p.id';

export const findPayments = (context: TenantContext, ids: readonly string[]): Promise<PaymentRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where p.tenant_id = $1 and p.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The payments of some statements, by day and in the order of recording. */
export const listPayments = (context: TenantContext, statementIds: readonly string[]): Promise<PaymentRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where p.tenant_id = $1 and p.statement_id = any($2::uuid[]) order by p.paid_on, p.id`, [
    context.tenantId,
    statementIds,
  ]);

/** Whether a transfer of that number stands already. */
export async function isReferenceTaken(context: TenantContext, bankReference: string): Promise<boolean> {
  const [row] = await context.rows(
    `select 1 from ${FROM} where p.tenant_id = $1 and p.bank_reference = $2 and r.payment_id is null limit 1`,
    [context.tenantId, bankReference],
  );
  return row !== undefined;
}
