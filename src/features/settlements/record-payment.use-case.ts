import { v7 as uuid } from 'uuid';
import { entryOfPayment, entryOfReversal } from '../../core/account/ledger.js';
import { Exact } from '../../core/values/exact.js';
import { printMoney } from '../../core/values/figures.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, pastDayProblems, reasonProblems } from '../assessment-periods/refusal.js';
import { contractById, contractByVersion } from '../contracts/contract.loaders.js';
import { appendEntries } from './account.repository.js';
import { findAccounts, listContractOrganisations } from './bank-account.repository.js';
import { loadLedger } from './contract-account.js';
import { findStandingInvoice, isValid } from './invoice.repository.js';
import { Payment, PaymentReversal } from './payment.entity.js';
import { findPayments, isReferenceTaken, type PaymentRow } from './payment.repository.js';
import { type AmountObstacle, amountObstacles } from './payment-obstacles.js';
import { readYuan } from './read-yuan.js';
import { findStatements, type StatementRow } from './statement.repository.js';

/** Why a payment is not recorded. */
export type PaymentObstacle = AmountObstacle | 'NO_ACCEPTED_INVOICE' | 'REFERENCE_RECORDED';

export interface RecordPayment {
  readonly statementId: string;
  /** Yuan, positive also where the vendor pays back. */
  readonly amount: unknown;
  readonly paidOn: unknown;
  readonly bankReference: string;
  readonly fromAccountId: string;
  readonly toAccountId: string;
}

/**
 * Records a bank transfer for an approved statement, the whole or a part of it, between the accounts in use.
 *
 * Where the vendor has to pay back, the transfer goes the other way. Errors: every problem, or every obstacle: nothing that is not
 * approved or invoiced is paid, nor what a correction is taking back, and never more than is unpaid. Throws NOT_FOUND.
 */
export const recordPayment = defineCommand({
  name: 'recordPayment',
  permissions: ['payment:record'],
  async run(context, input: RecordPayment): Promise<Result<PaymentRow, InvalidInput | Obstructed<PaymentObstacle>>> {
    const [statement] = await findStatements(context, [input.statementId]);
    if (!statement) throw notFound('结算单', 'statement');
    const direction = Exact.of(statement.amountDue).sign < 0 ? 'REFUND' : 'PAYMENT';
    const amount = readYuan(input.amount);
    const problems = [
      ...(amount
        ? []
        : [
            {
              path: 'amount',
              code: 'NOT_AN_AMOUNT',
              message: '应为大于 0、至多两位小数的金额 / an amount above 0 with at most two decimals is expected',
            },
          ]),
      ...pastDayProblems('paidOn', input.paidOn, context.today),
      ...referenceProblems(input.bankReference),
      ...(await accountProblems(context, statement, input, direction)),
    ];
    if (!amount || problems.length > 0) return invalid(problems);
    const signed = direction === 'REFUND' ? amount.negated() : amount;
    const obstacles: PaymentObstacle[] = await amountObstacles(context, statement, signed);
    if (direction === 'PAYMENT' && !(await isInvoiced(context, statement))) obstacles.push('NO_ACCEPTED_INVOICE');
    if (await isReferenceTaken(context, input.bankReference)) obstacles.push('REFERENCE_RECORDED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const id = uuid();
    const em = await context.entities();
    await em.insert(Payment, {
      tenantId: context.tenantId,
      id,
      statement: [context.tenantId, statement.id],
      direction,
      amount: printMoney(amount),
      paidOn: String(input.paidOn),
      fromAccount: [context.tenantId, input.fromAccountId],
      toAccount: [context.tenantId, input.toAccountId],
      bankReference: input.bankReference,
      ...context.recorded,
    });
    await post(context, statement, id, entryOfPayment(statement.instalment, signed));
    return ok((await findPayments(context, [id]))[0]!);
  },
});

/** Whether there is an invoice to pay on; a contract that says nothing of invoices asks for none. */
async function isInvoiced(context: TenantContext, { id, contractVersionId }: StatementRow): Promise<boolean> {
  const { contract } = (await context.loader(contractByVersion).load(contractVersionId))!.checked;
  if (contract.invoicing === null) return true;
  const standing = await findStandingInvoice(context, id);
  return standing !== null && isValid(standing);
}

/** Why a payment is not reversed. */
export type ReversalObstacle = 'REVERSED_ALREADY';

export interface ReversePayment {
  readonly paymentId: string;
  readonly reason: string;
}

/** Reverses a payment that was recorded wrongly: what it posted is posted back, and both stay in the record. Errors: every problem. Throws NOT_FOUND. */
export const reversePayment = defineCommand({
  name: 'reversePayment',
  permissions: ['payment:record'],
  async run(context, { paymentId, reason }: ReversePayment): Promise<Result<PaymentRow, InvalidInput | Obstructed<ReversalObstacle>>> {
    const [payment] = await findPayments(context, [paymentId]);
    if (!payment) throw notFound('付款', 'payment');
    const problems = reasonProblems(reason);
    if (problems.length > 0) return invalid(problems);
    if (payment.reversedBy !== null) return obstructed(['REVERSED_ALREADY']);
    const em = await context.entities();
    await em.insert(PaymentReversal, { tenantId: context.tenantId, payment: [context.tenantId, payment.id], reason, ...context.recorded });
    const [statement] = await findStatements(context, [payment.statementId]);
    const amount = Exact.of(payment.amount);
    const signed = payment.direction === 'REFUND' ? amount.negated() : amount;
    await post(context, statement!, payment.id, entryOfReversal(statement!.instalment, signed));
    return ok((await findPayments(context, [payment.id]))[0]!);
  },
});

async function post(
  context: TenantContext,
  statement: StatementRow,
  paymentId: string,
  entry: ReturnType<typeof entryOfPayment>,
): Promise<void> {
  const stored = (await context.loader(contractById).load(statement.contractId))!;
  const { missing, storedCount } = await loadLedger(context, stored);
  await appendEntries(context, { contractId: stored.id, paymentId }, storedCount, [...missing, entry]);
}

type InputProblem = InvalidInput['problems'][number];

const REFERENCE_LENGTH_MAX = 64;

const referenceProblems = (reference: string): InputProblem[] =>
  reference.trim() !== '' && reference.length <= REFERENCE_LENGTH_MAX
    ? []
    : [
        {
          path: 'bankReference',
          code: 'OUT_OF_RANGE',
          message: `银行流水号应为 1 至 ${REFERENCE_LENGTH_MAX} 个字符 / the bank's reference has 1 to ${REFERENCE_LENGTH_MAX} characters`,
        },
      ];

/** Money goes between the accounts in use of the payer and the vendor of the contract. */
async function accountProblems(
  context: TenantContext,
  { contractId }: StatementRow,
  { fromAccountId, toAccountId }: RecordPayment,
  direction: PaymentRow['direction'],
): Promise<InputProblem[]> {
  const organisations = await listContractOrganisations(context, contractId);
  const payers = organisations.filter(({ roles }) => roles.includes('PAYER'));
  const vendors = organisations.filter(({ roles }) => roles.includes('VENDOR'));
  // A contract that names no payer is paid by the agency.
  const agency = payers.length > 0 ? payers : organisations.filter(({ roles }) => roles.includes('AGENCY'));
  const [from, to] = direction === 'PAYMENT' ? [agency, vendors] : [vendors, agency];
  const accounts = await findAccounts(context, [fromAccountId, toAccountId]);
  const sides = [
    ['fromAccountId', fromAccountId, from],
    ['toAccountId', toAccountId, to],
  ] as const;
  return sides.flatMap(([path, id, owners]) => {
    const account = accounts.find((candidate) => candidate.id === id);
    if (!account) return [{ path, code: 'UNKNOWN_ACCOUNT', message: '没有此账户 / there is no such account' }];
    if (account.state !== 'IN_USE')
      return [
        {
          path,
          code: 'ACCOUNT_NOT_IN_USE',
          message: '账户未经第二人确认或已更换 / the account is not confirmed by a second person, or replaced',
        },
      ];
    if (owners.some((owner) => owner.id === account.organisationId)) return [];
    return [{ path, code: 'ACCOUNT_OF_OTHERS', message: '不是该方的账户 / the account is not of that side' }];
  });
}
