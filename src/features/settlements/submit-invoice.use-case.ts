import { v7 as uuid } from 'uuid';
import { isInvoiceNumber } from '../../core/invoices/check-invoice.js';
import type { InvoiceKind } from '../../core/invoices/invoicing-rules.js';
import { printMoney } from '../../core/values/figures.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, pastDayProblems, reasonProblems } from '../assessment-periods/refusal.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { appendEvidence, type SubmissionObstacle, submissionObstacle } from '../evidence/submit-evidence.use-case.js';
import { Invoice, InvoiceDocument, InvoiceRequest } from './invoice.entity.js';
import { findInvoices, findStandingInvoice, type InvoiceRow, isNumberTaken, listInvoiceRequests } from './invoice.repository.js';
import { readYuan, readYuanOrZero } from './read-yuan.js';
import { findStatements, isApproved, netDueOf, type StatementRow } from './statement.repository.js';

/** Why no invoice is asked for. */
export type RequestObstacle = 'NOT_APPROVED' | 'NOTHING_DUE' | 'REQUESTED_ALREADY' | 'INVOICE_STANDS';

export interface RequestInvoice {
  readonly statementId: string;
  readonly note?: string | null | undefined;
}

/** Asks the vendor for the invoice of an approved statement. Errors: every obstacle. Throws NOT_FOUND. */
export const requestInvoice = defineCommand({
  name: 'requestInvoice',
  permissions: ['invoice:manage'],
  async run(context, { statementId, note }: RequestInvoice): Promise<Result<StatementRow, Obstructed<RequestObstacle>>> {
    const statement = await loadStatement(context, statementId);
    const obstacles: RequestObstacle[] = [...standingObstacles(statement)];
    if ((await listInvoiceRequests(context, [statement.id])).length > 0) obstacles.push('REQUESTED_ALREADY');
    if (await findStandingInvoice(context, statement.id)) obstacles.push('INVOICE_STANDS');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(InvoiceRequest, {
      tenantId: context.tenantId,
      statement: [context.tenantId, statement.id],
      requestedOn: context.today,
      note: note ?? null,
      ...context.recorded,
    });
    return ok(statement);
  },
});

/** Why an invoice is not taken. */
export type InvoiceObstacle = 'NOT_APPROVED' | 'NOTHING_DUE' | 'INVOICE_STANDS' | 'NOT_ASKED_BY_CONTRACT' | SubmissionObstacle;

export interface SubmitInvoice {
  readonly statementId: string;
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly code?: string | null | undefined;
  readonly issuedOn: unknown;
  readonly amount: unknown;
  readonly tax: unknown;
  readonly buyerName: string;
  readonly buyerTaxNumber: string;
  readonly sellerName: string;
  readonly sellerTaxNumber: string;
  /** The invoice's own file, and those that prove completion: uploads of the vendor. */
  readonly uploadId?: string | null | undefined;
  readonly completionUploadIds?: readonly string[] | null | undefined;
  /** That the documents of completion came on paper; of the agency only. */
  readonly isCompletionOnPaper?: boolean | null | undefined;
}

/** Most documents of completion of one invoice. */
const COMPLETION_COUNT_MAX = 20;

/**
 * Submits the invoice of an approved statement, for the vendor; the agency enters one that came on paper.
 *
 * What does not agree with the statement or the contract is shown by its checks and decided by the agency. Errors: every problem, or
 * what stands in the way: no approved statement, or another invoice that is to be decided. Throws NOT_FOUND.
 */
export const submitInvoice = defineCommand({
  name: 'submitInvoice',
  permissions: ['invoice:submit', 'invoice:manage'],
  async run(context, input: SubmitInvoice): Promise<Result<InvoiceRow, InvalidInput | Obstructed<InvoiceObstacle>>> {
    const statement = await loadStatement(context, input.statementId);
    const problems = await problemsOf(context, input);
    if (problems.length > 0) return invalid(problems);
    const obstacles: InvoiceObstacle[] = [...standingObstacles(statement)];
    const { contract } = (await context.loader(contractByVersion).load(statement.contractVersionId))!.checked;
    if (!contract.invoicing) obstacles.push('NOT_ASKED_BY_CONTRACT');
    if (await findStandingInvoice(context, statement.id)) obstacles.push('INVOICE_STANDS');
    const files = filesOf(input);
    const unready = await Promise.all(files.map(({ uploadId }) => submissionObstacle(context, uploadId)));
    obstacles.push(...new Set(unready.filter((obstacle) => obstacle !== null)));
    if (obstacles.length > 0) return obstructed(obstacles);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(Invoice, {
      tenantId,
      id,
      statement: [tenantId, statement.id],
      kind: input.kind,
      number: input.number,
      code: input.code ?? null,
      issuedOn: String(input.issuedOn),
      submittedOn: context.today,
      amount: printMoney(readYuan(input.amount)!),
      tax: printMoney(readYuanOrZero(input.tax)!),
      buyerName: input.buyerName,
      buyerTaxNumber: input.buyerTaxNumber,
      sellerName: input.sellerName,
      sellerTaxNumber: input.sellerTaxNumber,
      isCompletionOnPaper: input.isCompletionOnPaper ?? false,
      ...context.recorded,
    });
    for (const { uploadId, role } of files) {
      const evidenceId = await appendEvidence(context, uploadId, []);
      await em.insert(InvoiceDocument, { tenantId, invoice: [tenantId, id], evidence: [tenantId, evidenceId], role });
    }
    return ok((await findInvoices(context, [id]))[0]!);
  },
});

async function loadStatement(context: TenantContext, id: string): Promise<StatementRow> {
  const [statement] = await findStatements(context, [id]);
  if (!statement) throw notFound('结算单', 'statement');
  return statement;
}

function standingObstacles(statement: StatementRow): ('NOT_APPROVED' | 'NOTHING_DUE')[] {
  if (!isApproved(statement)) return ['NOT_APPROVED'];
  return netDueOf(statement).sign > 0 ? [] : ['NOTHING_DUE'];
}

const filesOf = ({ uploadId, completionUploadIds }: SubmitInvoice) => [
  ...(uploadId == null ? [] : [{ uploadId, role: 'INVOICE' as const }]),
  ...(completionUploadIds ?? []).map((completion) => ({ uploadId: completion, role: 'COMPLETION' as const })),
];

type InputProblem = InvalidInput['problems'][number];

async function problemsOf(context: TenantContext, input: SubmitInvoice): Promise<InputProblem[]> {
  const problems: InputProblem[] = [];
  const add = (path: string, code: string, message: string) => problems.push({ path, code, message });
  const code = input.code ?? null;
  if (!isInvoiceNumber(input.number, code))
    add(
      'number',
      'NOT_AN_INVOICE_NUMBER',
      '数电发票号码 20 位且无代码；其他发票号码 8 位、代码 10 或 12 位 / 20 digits and no code for a fully digital invoice, else 8 digits beside a code of 10 or 12',
    );
  else if (await isNumberTaken(context, input.number, code))
    add('number', 'DUPLICATE', '该号码的发票已提交 / an invoice of that number is submitted');
  problems.push(...pastDayProblems('issuedOn', input.issuedOn, context.today));
  const amount = readYuan(input.amount);
  const tax = readYuanOrZero(input.tax);
  if (!amount) add('amount', 'NOT_AN_AMOUNT', '应为大于 0、至多两位小数的金额 / an amount above 0 with at most two decimals is expected');
  if (!tax) add('tax', 'NOT_AN_AMOUNT', '应为至多两位小数的金额，可为 0 / an amount with at most two decimals is expected, 0 included');
  if (amount && tax && !tax.isLessThan(amount)) add('tax', 'OUT_OF_RANGE', '税额须小于含税金额 / the tax is less than the amount');
  for (const field of ['buyerName', 'sellerName'] as const) problems.push(...reasonProblems(input[field], field));
  for (const field of ['buyerTaxNumber', 'sellerTaxNumber'] as const)
    if (!/^[0-9A-Z]{15,20}$/.test(input[field]))
      add(field, 'NOT_A_TAX_NUMBER', '纳税人识别号为 15 至 20 位数字或大写字母 / a taxpayer number has 15 to 20 digits or capitals');
  const isAgency = context.may('invoice:manage');
  if (input.isCompletionOnPaper && !isAgency) add('isCompletionOnPaper', 'MISPLACED_FIELD', '由甲方填写 / the agency says so');
  const files = filesOf(input);
  if (isAgency && files.length > 0) add('uploadId', 'MISPLACED_FIELD', '文件由乙方上传 / files are the vendor’s to upload');
  if (files.length > COMPLETION_COUNT_MAX + 1)
    add('completionUploadIds', 'TOO_LONG', `至多 ${COMPLETION_COUNT_MAX} 个文件 / at most ${COMPLETION_COUNT_MAX} files`);
  if (new Set(files.map(({ uploadId }) => uploadId)).size < files.length)
    add('completionUploadIds', 'DUPLICATE', '同一文件重复 / a file is named twice');
  return problems;
}
