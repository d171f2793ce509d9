import type { InvoiceKind } from '../../core/invoices/invoicing-rules.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** An invoice with what became of it. Money in yuan, two decimals. */
export interface InvoiceRow {
  readonly id: string;
  readonly statementId: string;
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly code: string | null;
  readonly issuedOn: string;
  readonly submittedOn: string;
  readonly amount: string;
  readonly tax: string;
  readonly buyerName: string;
  readonly buyerTaxNumber: string;
  readonly sellerName: string;
  readonly sellerTaxNumber: string;
  readonly isCompletionOnPaper: boolean;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly documents: readonly { readonly evidenceId: string; readonly role: 'INVOICE' | 'COMPLETION' }[];
  readonly outcome: 'ACCEPTED' | 'REJECTED' | null;
  /** Also of one that was accepted before it was rejected. */
  readonly receivedOn: string | null;
  readonly decisionReason: string | null;
  readonly reissueDueOn: string | null;
  readonly isDeadlineProvisional: boolean | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  /** Day on which the tax authority's refusal to authenticate it was found; null for none. */
  readonly unauthenticatedOn: string | null;
  readonly unauthenticatedReason: string | null;
}

const SELECT = `i.id, i.statement_id as "statementId", i.kind, i.number, i.code, i.issued_on as "issuedOn", i.submitted_on as "submittedOn",
  i.amount::text, i.tax::text, i.buyer_name as "buyerName", i.buyer_tax_number as "buyerTaxNumber", i.seller_name as "sellerName",
  i.seller_tax_number as "sellerTaxNumber", i.is_completion_on_paper as "isCompletionOnPaper", i.recorded_by as "recordedBy", ${instant('i.recorded_at')} as "recordedAt",
  coalesce((select jsonb_agg(jsonb_build_object('evidenceId', d.evidence_id, 'role', d.role) order by d.role desc, d.evidence_id)
    from invoice_documents d where d.tenant_id = i.tenant_id and d.invoice_id = i.id), '[]'::jsonb) as documents,
  coalesce(r.outcome, a.outcome) as outcome, a.received_on as "receivedOn", r.reason as "decisionReason", r.reissue_due_on as "reissueDueOn",
  r.is_deadline_provisional as "isDeadlineProvisional", coalesce(r.recorded_by, a.recorded_by) as "decidedBy",
  ${instant('coalesce(r.recorded_at, a.recorded_at)')} as "decidedAt",
  f.found_on as "unauthenticatedOn", f.reason as "unauthenticatedReason"`;

const FROM = `invoices i
  left join invoice_decisions a on a.tenant_id = i.tenant_id and a.invoice_id = i.id and a.outcome = 'ACCEPTED'
  left join invoice_decisions r on r.tenant_id = i.tenant_id and r.invoice_id = i.id and r.outcome = 'REJECTED'
  left join authentication_failures f on f.tenant_id = i.tenant_id and f.invoice_id = i.id`;

export const findInvoices = (context: TenantContext, ids: readonly string[]): Promise<InvoiceRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where i.tenant_id = $1 and i.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The invoices of some statements, in the order of submission. */
export const listInvoices = (context: TenantContext, statementIds: readonly string[]): Promise<InvoiceRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where i.tenant_id = $1 and i.statement_id = any($2::uuid[]) order by i.id`, [
    context.tenantId,
    statementIds,
  ]);

/** The invoice of a statement that is to be decided or is accepted; null where there is none, or every one was rejected. */
export async function findStandingInvoice(context: TenantContext, statementId: string): Promise<InvoiceRow | null> {
  const invoices = await listInvoices(context, [statementId]);
  return invoices.find(({ outcome }) => outcome !== 'REJECTED') ?? null;
}

/** Whether a statement may be paid on an invoice: it is accepted, and did not fail authentication. */
export const isValid = ({ outcome, unauthenticatedOn }: InvoiceRow): boolean => outcome === 'ACCEPTED' && unauthenticatedOn === null;

/** Whether an invoice of that number and code stands already: not rejected. */
export async function isNumberTaken(context: TenantContext, number: string, code: string | null): Promise<boolean> {
  const [row] = await context.rows(
    `select 1 from ${FROM} where i.tenant_id = $1 and i.number = $2 and i.code is not distinct from $3 and r.invoice_id is null limit 1`,
    [context.tenantId, number, code],
  );
  return row !== undefined;
}

export interface InvoiceRequestRow {
  readonly statementId: string;
  readonly requestedOn: string;
  readonly note: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export const listInvoiceRequests = (context: TenantContext, statementIds: readonly string[]): Promise<InvoiceRequestRow[]> =>
  context.rows(
    `select statement_id as "statementId", requested_on as "requestedOn", note, recorded_by as "recordedBy", ${instant('recorded_at')} as "recordedAt"
     from invoice_requests where tenant_id = $1 and statement_id = any($2::uuid[])`,
    [context.tenantId, statementIds],
  );
