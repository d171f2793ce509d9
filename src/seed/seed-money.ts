import { approveStatement } from '../features/settlements/approve-statement.use-case.js';
import { confirmBankAccount, proposeBankAccount } from '../features/settlements/bank-account.use-case.js';
import { acceptInvoice } from '../features/settlements/decide-invoice.use-case.js';
import { issueStatement } from '../features/settlements/issue-statement.use-case.js';
import { recordPayment } from '../features/settlements/record-payment.use-case.js';
import { requestInvoice, submitInvoice } from '../features/settlements/submit-invoice.use-case.js';
import type { ActingAs } from './seed-life.js';
import { type TenantData, TenantFileError } from './tenant-file.js';

/** Records the accounts of a tenant's file, and issues, approves, invoices and pays its statements; once, however often it starts. */
export async function seedMoney(as: ActingAs, { code, contract, money }: TenantData): Promise<void> {
  if (!money) return;
  const taken = <V>(result: { readonly ok: true; readonly value: V } | { readonly ok: false; readonly error: unknown }): V => {
    if (!result.ok) throw new TenantFileError(`${code} money: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const accounts = new Map<string, string>();
  for (const { organisation, ...account } of money.accounts) {
    const key = `seed account ${organisation}`;
    const input = { ...account, organisation, reason: '合同所载（演示）', idempotencyKey: key };
    const { id } = taken(await proposeBankAccount(as('FINANCE'), input));
    taken(await confirmBankAccount(as('FINANCE', 2), { accountId: id, idempotencyKey: `${key} confirmed` }));
    accounts.set(organisation, id);
  }
  for (const { instalment, isApproved, invoice, payments } of money.statements) {
    const key = `seed statement ${instalment}`;
    const { id: statementId, digest } = taken(await issueStatement(as('FINANCE'), { contract, instalment, idempotencyKey: key }));
    if (!isApproved) continue;
    taken(await approveStatement(as('FINANCE', 2), { statementId, digest, idempotencyKey: `${key} approved` }));
    taken(await requestInvoice(as('FINANCE'), { statementId, idempotencyKey: `${key} requested` }));
    if (!invoice) continue;
    const { receivedOn, ...submitted } = invoice;
    const { id: invoiceId } = taken(
      await submitInvoice(as('VENDOR_STAFF'), { ...submitted, statementId, idempotencyKey: `${key} invoice` }),
    );
    taken(await acceptInvoice(as('FINANCE'), { invoiceId, receivedOn, idempotencyKey: `${key} accepted` }));
    for (const [index, { from, to, ...payment }] of payments.entries())
      taken(
        await recordPayment(as('FINANCE'), {
          ...payment,
          statementId,
          fromAccountId: accounts.get(from)!,
          toAccountId: accounts.get(to)!,
          idempotencyKey: `${key} payment ${index}`,
        }),
      );
  }
}
