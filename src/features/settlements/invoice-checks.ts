import { checkInvoice, type InvoiceCheck } from '../../core/invoices/check-invoice.js';
import type { IsoDate } from '../../core/values/dates.js';
import { Exact } from '../../core/values/exact.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import type { InvoiceRow } from './invoice.repository.js';
import { netDueOf, type StatementRow } from './statement.repository.js';

/** Checks an invoice against its statement and the contract's version that the statement is of; empty where that has no rules for invoices. */
export async function checksOf(
  context: TenantContext,
  invoice: InvoiceRow,
  statement: StatementRow,
  receivedOn: IsoDate = invoice.receivedOn ?? invoice.submittedOn,
): Promise<InvoiceCheck[]> {
  const { contract } = (await context.loader(contractByVersion).load(statement.contractVersionId))!.checked;
  if (!contract.invoicing) return [];
  return checkInvoice(
    { rules: contract.invoicing, organisations: contract.data.organisations, calendar: contract.calendar },
    {
      ...invoice,
      receivedOn,
      amount: Exact.of(invoice.amount),
      hasCompletionDocuments: invoice.isCompletionOnPaper || invoice.documents.some(({ role }) => role === 'COMPLETION'),
    },
    netDueOf(statement),
  );
}
