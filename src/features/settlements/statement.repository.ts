import type { StatementKind } from '../../core/account/statement.js';
import { Exact } from '../../core/values/exact.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { StatementDocument, WrittenSetOff } from './statement-document.js';

/** How far a statement has come. A draft is never stored. */
export type StatementState = 'ISSUED' | 'REPLACED' | 'APPROVED' | 'PARTLY_PAID' | 'PAID';

/** A statement with what has become of it. Money in yuan, two decimals. */
export interface StatementRow {
  readonly id: string;
  readonly contractId: string;
  readonly contractVersionId: string;
  readonly number: number;
  readonly instalment: number;
  readonly kind: StatementKind;
  readonly determined: string;
  readonly undisputed: string;
  readonly disputed: string;
  readonly deducted: string;
  readonly adjusted: string;
  readonly broughtForward: string;
  readonly setOffs: readonly WrittenSetOff[];
  readonly amountDue: string;
  readonly carriedForward: string;
  readonly closes: boolean;
  readonly approvalsNeeded: number;
  readonly digest: string;
  readonly document: StatementDocument;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly approvals: readonly { readonly approvedBy: string; readonly approvedAt: string }[];
  readonly state: StatementState;
  /** By how much later statements reduced what is to be paid of it, zero or negative. */
  readonly reduction: string;
  /** Paid so far, what was reversed left out; negative where the vendor paid back. */
  readonly paid: string;
}

const SELECT = `s.id, s.contract_id as "contractId", s.version_id as "contractVersionId", s.number, s.instalment, s.kind, s.determined::text,
  s.undisputed::text, s.disputed::text, s.deducted::text, s.adjusted::text, s.brought_forward::text as "broughtForward",
  s.set_offs as "setOffs", s.amount_due::text as "amountDue", s.carried_forward::text as "carriedForward", s.closes, s.approvals_needed as "approvalsNeeded", s.digest,
  s.document, s.issued_by as "issuedBy", ${instant('s.issued_at')} as "issuedAt", a.approvals, o.reduction::text,
  f.paid::text,
  case when a.count < s.approvals_needed then case when l.number = s.number then 'ISSUED' else 'REPLACED' end
       when f.paid = s.amount_due + o.reduction then 'PAID' when f.paid <> 0 then 'PARTLY_PAID' else 'APPROVED' end as state`;

const FROM = `settlement_statements s
  cross join lateral (
    select count(*) as count, coalesce(jsonb_agg(jsonb_build_object('approvedBy', v.approved_by, 'approvedAt', ${instant('v.approved_at')})
      order by v.approved_at, v.approved_by), '[]'::jsonb) as approvals
    from statement_approvals v where v.tenant_id = s.tenant_id and v.statement_id = s.id) a
  cross join lateral (
    select max(o.number) as number from settlement_statements o
    where o.tenant_id = s.tenant_id and o.contract_id = s.contract_id and o.instalment = s.instalment) l
  cross join lateral (
    select coalesce(sum((e.entry ->> 'amount')::numeric), 0)::numeric(16, 2) as reduction
    from settlement_statements n cross join jsonb_array_elements(n.set_offs) e(entry)
    where n.tenant_id = s.tenant_id and n.contract_id = s.contract_id and n.instalment = s.instalment and (e.entry ->> 'number')::int = s.number
      and n.approvals_needed <= (select count(*) from statement_approvals v where v.tenant_id = n.tenant_id and v.statement_id = n.id)) o
  cross join lateral (
    select coalesce(sum(case direction when 'PAYMENT' then amount else - amount end), 0)::numeric(16, 2) as paid from payments p
    where p.tenant_id = s.tenant_id and p.statement_id = s.id
      and not exists (select 1 from payment_reversals r where r.tenant_id = p.tenant_id and r.payment_id = p.id)) f`;

export interface StatementFilter {
  readonly contract: string | null;
  readonly instalment: number | null;
  readonly state: StatementState | null;
}

/** The tenant's statements, the latest first. */
export const statementsByTime = ({ tenantId }: TenantContext, { contract, instalment, state }: StatementFilter): ListQuery => ({
  select: 't.*',
  from: `(select ${SELECT}, s.tenant_id as tenant, c.code as contract_code from ${FROM}
    join contracts c on c.tenant_id = s.tenant_id and c.id = s.contract_id where s.tenant_id = $1) t`,
  where: `t.tenant = $1 and ($2::text is null or t.contract_code = $2) and ($3::int is null or t.instalment = $3) and ($4::text is null or t.state = $4)`,
  values: [tenantId, contract, instalment, state],
  // Ids grow with time.
  keys: [{ column: 't.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

export const findStatements = (context: TenantContext, ids: readonly string[]): Promise<StatementRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where s.tenant_id = $1 and s.id = any($2::uuid[])`, [context.tenantId, ids]);

/** Every statement of a contract, in their order. */
export const listStatements = (context: TenantContext, contractId: string): Promise<StatementRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where s.tenant_id = $1 and s.contract_id = $2 order by s.number`, [
    context.tenantId,
    contractId,
  ]);

/** A statement of a contract: by its number, or the latest about an instalment. */
export async function findStatement(
  context: TenantContext,
  contractId: string,
  by: { readonly number: number } | { readonly instalment: number },
): Promise<StatementRow | null> {
  const [column, value] = 'number' in by ? ['number', by.number] : ['instalment', by.instalment];
  const [row] = await context.rows<StatementRow>(
    `select ${SELECT} from ${FROM} where s.tenant_id = $1 and s.contract_id = $2 and s.${column} = $3 order by s.number desc limit 1`,
    [context.tenantId, contractId, value],
  );
  return row ?? null;
}

/** Whether a statement's figures are posted. */
export const isApproved = ({ state }: Pick<StatementRow, 'state'>): boolean => state !== 'ISSUED' && state !== 'REPLACED';

/** What a statement comes to, less what later ones took back before it was paid. Units: yuan; negative where the vendor pays back. */
export const netDueOf = ({ amountDue, reduction }: Pick<StatementRow, 'amountDue' | 'reduction'>): Exact =>
  Exact.of(amountDue).plus(Exact.of(reduction));

/** What is still to be paid of a statement. Units: yuan; negative where the vendor has to pay back. */
export const unpaidOf = (statement: Pick<StatementRow, 'amountDue' | 'reduction' | 'paid'>): Exact =>
  netDueOf(statement).minus(Exact.of(statement.paid));
