import { type InvoiceDeadline, reissueDeadline } from '../../core/invoices/check-invoice.js';
import { Exact } from '../../core/values/exact.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, pastDayProblems, reasonProblems } from '../assessment-periods/refusal.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { findEvidence } from '../evidence/evidence.repository.js';
import { AuthenticationFailure, InvoiceDecision } from './invoice.entity.js';
import { findInvoices, type InvoiceRow } from './invoice.repository.js';
import { checksOf } from './invoice-checks.js';
import { findStatements, netDueOf, type StatementRow } from './statement.repository.js';

/** Why an invoice is not accepted or rejected. */
export type InvoiceDecisionObstacle = 'DECIDED_ALREADY' | 'PAID_ALREADY' | 'CHECK_FAILED' | 'FILE_NOT_CHECKED' | 'FILE_REFUSED';

export interface AcceptInvoice {
  readonly invoiceId: string;
  /** Day on which the agency signed for it; left out, the day of its submission. */
  readonly receivedOn?: unknown;
}

/**
 * Accepts an invoice that agrees with its statement and the contract: payment is counted from its receipt.
 *
 * Errors: every problem; every obstacle, among them a check that blocks, and a file that has not passed its own. Throws NOT_FOUND.
 */
export const acceptInvoice = defineCommand({
  name: 'acceptInvoice',
  permissions: ['invoice:manage'],
  async run(
    context,
    { invoiceId, receivedOn }: AcceptInvoice,
  ): Promise<Result<InvoiceRow, InvalidInput | Obstructed<InvoiceDecisionObstacle>>> {
    const invoice = await loadInvoice(context, invoiceId);
    const day = receivedOn == null ? invoice.submittedOn : String(receivedOn);
    const problems = pastDayProblems('receivedOn', day, context.today, invoice.issuedOn);
    if (problems.length > 0) return invalid(problems);
    const [statement] = await findStatements(context, [invoice.statementId]);
    const obstacles: InvoiceDecisionObstacle[] = invoice.outcome === null ? [] : ['DECIDED_ALREADY'];
    const checks = await checksOf(context, invoice, statement!, day);
    if (checks.some(({ passed, isBlocking }) => isBlocking && !passed)) obstacles.push('CHECK_FAILED');
    const files = await findEvidence(
      context,
      invoice.documents.map(({ evidenceId }) => evidenceId),
    );
    if (files.some(({ state }) => state === 'QUARANTINED')) obstacles.push('FILE_NOT_CHECKED');
    if (files.some(({ state }) => state === 'REFUSED' || state === 'WITHDRAWN')) obstacles.push('FILE_REFUSED');
    if (obstacles.length > 0) return obstructed(obstacles);
    await decide(context, invoice, { outcome: 'ACCEPTED', receivedOn: day, reason: null }, null);
    return ok(await loadInvoice(context, invoice.id));
  },
});

export interface RejectInvoice {
  readonly invoiceId: string;
  readonly reason: string;
}

/**
 * Rejects an invoice, with the day by which the contract wants another one.
 *
 * One that is accepted may still be rejected, before its statement is paid in full, where it failed authentication or is no longer of what is
 * due: the vendor then makes out another one. Errors: every problem or obstacle. Throws NOT_FOUND.
 */
export const rejectInvoice = defineCommand({
  name: 'rejectInvoice',
  permissions: ['invoice:manage'],
  async run(
    context,
    { invoiceId, reason }: RejectInvoice,
  ): Promise<Result<InvoiceRow, InvalidInput | Obstructed<InvoiceDecisionObstacle>>> {
    const invoice = await loadInvoice(context, invoiceId);
    const problems = reasonProblems(reason);
    if (problems.length > 0) return invalid(problems);
    const [statement] = await findStatements(context, [invoice.statementId]);
    if (invoice.outcome !== null && !isToBeReplaced(invoice, statement!)) return obstructed(['DECIDED_ALREADY']);
    if (invoice.outcome !== null && statement!.state === 'PAID') return obstructed(['PAID_ALREADY']);
    const contract = await contractOf(context, invoice);
    const deadline = contract.invoicing && reissueDeadline(contract.invoicing, context.today, contract.calendar);
    await decide(context, invoice, { outcome: 'REJECTED', receivedOn: null, reason }, deadline);
    return ok(await loadInvoice(context, invoice.id));
  },
});

/** Whether an accepted invoice cannot serve any more: it failed authentication, or a set-off has lowered what is due. */
const isToBeReplaced = ({ outcome, unauthenticatedOn, amount }: InvoiceRow, statement: StatementRow): boolean =>
  outcome === 'ACCEPTED' && (unauthenticatedOn !== null || !Exact.of(amount).equals(netDueOf(statement)));

/** Why a failed authentication is not recorded. */
export type AuthenticationObstacle = 'NOT_ACCEPTED' | 'RECORDED_ALREADY' | 'NO_CLAIM_BY_CONTRACT';

export interface RecordAuthenticationFailure {
  readonly invoiceId: string;
  readonly foundOn: unknown;
  readonly reason: string;
}

/**
 * Records that the tax authority did not authenticate an accepted invoice, where the contract lets the agency claim for it: a memo, never
 * posted. Errors: every problem or obstacle. Throws NOT_FOUND.
 */
export const recordAuthenticationFailure = defineCommand({
  name: 'recordAuthenticationFailure',
  permissions: ['invoice:manage'],
  async run(
    context,
    { invoiceId, foundOn, reason }: RecordAuthenticationFailure,
  ): Promise<Result<InvoiceRow, InvalidInput | Obstructed<AuthenticationObstacle>>> {
    const invoice = await loadInvoice(context, invoiceId);
    const problems = [...pastDayProblems('foundOn', foundOn, context.today, invoice.issuedOn), ...reasonProblems(reason)];
    if (problems.length > 0) return invalid(problems);
    const obstacles: AuthenticationObstacle[] = [];
    if (invoice.outcome !== 'ACCEPTED') obstacles.push('NOT_ACCEPTED');
    if (invoice.unauthenticatedOn !== null) obstacles.push('RECORDED_ALREADY');
    if (!(await contractOf(context, invoice)).invoicing?.unauthenticated) obstacles.push('NO_CLAIM_BY_CONTRACT');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(AuthenticationFailure, {
      tenantId: context.tenantId,
      invoice: [context.tenantId, invoice.id],
      foundOn: String(foundOn),
      reason,
      ...context.recorded,
    });
    return ok(await loadInvoice(context, invoice.id));
  },
});

async function loadInvoice(context: TenantContext, id: string): Promise<InvoiceRow> {
  const [invoice] = await findInvoices(context, [id]);
  if (!invoice) throw notFound('发票', 'invoice');
  return invoice;
}

async function contractOf(context: TenantContext, { statementId }: InvoiceRow) {
  const [statement] = await findStatements(context, [statementId]);
  return (await context.loader(contractByVersion).load(statement!.contractVersionId))!.checked.contract;
}

async function decide(
  context: TenantContext,
  { id }: InvoiceRow,
  decision: { readonly outcome: 'ACCEPTED' | 'REJECTED'; readonly receivedOn: string | null; readonly reason: string | null },
  deadline: InvoiceDeadline | null,
): Promise<void> {
  const em = await context.entities();
  await em.insert(InvoiceDecision, {
    ...decision,
    tenantId: context.tenantId,
    invoice: [context.tenantId, id],
    reissueDueOn: deadline?.date ?? null,
    isDeadlineProvisional: deadline?.provisional ?? false,
    ...context.recorded,
  });
}
