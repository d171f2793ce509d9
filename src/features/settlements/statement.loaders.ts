import DataLoader from 'dataloader';
import { groupsOf, inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type BankAccountRow, findAccounts } from './bank-account.repository.js';
import { findInvoices, type InvoiceRequestRow, type InvoiceRow, listInvoiceRequests, listInvoices } from './invoice.repository.js';
import { findPayments, listPayments, type PaymentRow } from './payment.repository.js';
import { findStatements, type StatementRow } from './statement.repository.js';

/** Statements by their ids; null where the tenant has none. */
export const statementById = (context: TenantContext) =>
  new DataLoader<string, StatementRow | null>(async (ids) => inOrderOf(ids, await findStatements(context, ids), ({ id }) => id));

/** Payments by their ids; null where the tenant has none. */
export const paymentById = (context: TenantContext) =>
  new DataLoader<string, PaymentRow | null>(async (ids) => inOrderOf(ids, await findPayments(context, ids), ({ id }) => id));

/** Accounts by their ids; null where the tenant has none. */
export const bankAccountById = (context: TenantContext) =>
  new DataLoader<string, BankAccountRow | null>(async (ids) => inOrderOf(ids, await findAccounts(context, ids), ({ id }) => id));

/** Invoices by their ids; null where the tenant has none. */
export const invoiceById = (context: TenantContext) =>
  new DataLoader<string, InvoiceRow | null>(async (ids) => inOrderOf(ids, await findInvoices(context, ids), ({ id }) => id));

/** The payments of statements, by day. */
export const paymentsOfStatement = (context: TenantContext) =>
  new DataLoader<string, PaymentRow[]>(async (ids) => groupsOf(ids, await listPayments(context, ids), ({ statementId }) => statementId));

/** The invoices of statements, in the order of submission. */
export const invoicesOfStatement = (context: TenantContext) =>
  new DataLoader<string, InvoiceRow[]>(async (ids) => groupsOf(ids, await listInvoices(context, ids), ({ statementId }) => statementId));

/** The request for an invoice about a statement; null where nobody has asked. */
export const invoiceRequestOfStatement = (context: TenantContext) =>
  new DataLoader<string, InvoiceRequestRow | null>(async (ids) =>
    inOrderOf(ids, await listInvoiceRequests(context, ids), ({ statementId }) => statementId),
  );
