import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { InvalidInput, Obstructed } from '../assessment-periods/refusal.js';
import { evidenceById } from '../evidence/evidence.loaders.js';
import { EvidenceType } from '../evidence/evidence.type.js';
import { evidenceFiles } from '../evidence/evidence-files.js';
import { acceptInvoice, type InvoiceDecisionObstacle, recordAuthenticationFailure, rejectInvoice } from './decide-invoice.use-case.js';
import {
  AcceptInvoiceInput,
  RecordAuthenticationFailureInput,
  RejectInvoiceInput,
  RequestInvoiceInput,
  SubmitInvoiceInput,
} from './invoice.input.js';
import type { InvoiceRow } from './invoice.repository.js';
import {
  AuthenticationNotRecordableError,
  DecideInvoiceResult,
  InvoiceNotDecidableError,
  InvoiceNotRequestableError,
  InvoiceNotSubmittableError,
  RecordAuthenticationFailureResult,
  RequestInvoiceResult,
  SubmitInvoiceResult,
} from './invoice.result.js';
import { InvoiceCheckType, InvoiceRequestType, InvoiceType } from './invoice.type.js';
import { checksOf } from './invoice-checks.js';
import { invoiceRequestOfStatement, invoicesOfStatement, statementById } from './statement.loaders.js';
import { SettlementStatementType } from './statement.type.js';
import { requestInvoice, submitInvoice } from './submit-invoice.use-case.js';

const INPUT = { description: '输入 / Input' } as const;

const invoiceIdOf = ({ invoiceId }: { readonly invoiceId: string }): string => uuidOf('Invoice', invoiceId, '发票', 'invoice');

const statementIdOf = ({ statementId }: { readonly statementId: string }): string =>
  uuidOf('SettlementStatement', statementId, '结算单', 'statement');

@Resolver(() => InvoiceType)
export class InvoiceResolver {
  @Mutation(() => RequestInvoiceResult, {
    description: '甲方就已批准的结算单要求开票 / The agency asks for the invoice of an approved statement',
  })
  async requestInvoice(
    @Arg('input', () => RequestInvoiceInput, INPUT) input: RequestInvoiceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RequestInvoiceResult> {
    const context = tenantOf(graphql);
    const result = await requestInvoice(context, { ...input, statementId: statementIdOf(input) });
    context.forgetLoaded();
    return result.ok ? new SettlementStatementType(result.value) : new InvoiceNotRequestableError(result.error.obstacles);
  }

  @Mutation(() => SubmitInvoiceResult, {
    description:
      '乙方提交发票及完成证明；甲方可补录纸质发票 / The vendor submits an invoice with the proof of completion; the agency enters one on paper',
  })
  async submitInvoice(
    @Arg('input', () => SubmitInvoiceInput, INPUT) input: SubmitInvoiceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof SubmitInvoiceResult> {
    const context = tenantOf(graphql);
    const uploadIdOf = (id: string): string => uuidOf('EvidenceUpload', id, '上传', 'upload');
    const uploadId = input.uploadId == null ? null : uploadIdOf(input.uploadId);
    const completionUploadIds = (input.completionUploadIds ?? []).map(uploadIdOf);
    const result = await submitInvoice(context, { ...input, statementId: statementIdOf(input), uploadId, completionUploadIds });
    context.forgetLoaded();
    if (result.ok) {
      const files = context.ofProcess(evidenceFiles);
      for (const id of [...(uploadId ? [uploadId] : []), ...completionUploadIds]) files.lookAt({ tenantId: context.tenantId, id });
      return new InvoiceType(result.value);
    }
    return result.error.kind === 'OBSTRUCTED'
      ? new InvoiceNotSubmittableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => DecideInvoiceResult, {
    description:
      '甲方接受核对相符的发票，付款期限自签收日起算 / The agency accepts an invoice that agrees; payment is counted from its receipt',
  })
  async acceptInvoice(
    @Arg('input', () => AcceptInvoiceInput, INPUT) input: AcceptInvoiceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecideInvoiceResult> {
    const context = tenantOf(graphql);
    const result = await acceptInvoice(context, { ...input, invoiceId: invoiceIdOf(input) });
    context.forgetLoaded();
    return decided(result);
  }

  @Mutation(() => DecideInvoiceResult, {
    description:
      '甲方说明理由退回发票，并给出重开期限；已接受的，未通过认证或金额已变而未付清时可退回 / The agency rejects an invoice with the reason, and the day by which another one is due; an accepted one where it failed authentication or what is due has changed, before it is paid in full',
  })
  async rejectInvoice(
    @Arg('input', () => RejectInvoiceInput, INPUT) input: RejectInvoiceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecideInvoiceResult> {
    const context = tenantOf(graphql);
    const result = await rejectInvoice(context, { ...input, invoiceId: invoiceIdOf(input) });
    context.forgetLoaded();
    return decided(result);
  }

  @Mutation(() => RecordAuthenticationFailureResult, {
    description:
      '记录已接受的发票未通过税务认证；违约金为备忘，不入账 / Records that an accepted invoice failed authentication; the claim is a memo, never posted',
  })
  async recordAuthenticationFailure(
    @Arg('input', () => RecordAuthenticationFailureInput, INPUT) input: RecordAuthenticationFailureInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordAuthenticationFailureResult> {
    const context = tenantOf(graphql);
    const result = await recordAuthenticationFailure(context, { ...input, invoiceId: invoiceIdOf(input) });
    context.forgetLoaded();
    if (result.ok) return new InvoiceType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new AuthenticationNotRecordableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @FieldResolver(() => SettlementStatementType, { description: '所对的结算单 / The statement that it is for' })
  async statement(@Root() { row }: InvoiceType, @Ctx() graphql: GraphqlContext): Promise<SettlementStatementType> {
    return new SettlementStatementType((await tenantOf(graphql).loader(statementById).load(row.statementId))!);
  }

  @FieldResolver(() => [InvoiceCheckType], { description: '核对，逐项 / What was checked, one by one' })
  async checks(@Root() { row }: InvoiceType, @Ctx() graphql: GraphqlContext): Promise<InvoiceCheckType[]> {
    const context = tenantOf(graphql);
    const statement = (await context.loader(statementById).load(row.statementId))!;
    return (await checksOf(context, row, statement)).map((check) => new InvoiceCheckType(check));
  }

  @FieldResolver(() => EvidenceType, { nullable: true, description: '发票文件；没有为 null / The invoice’s own file; null for none' })
  async document(@Root() { row }: InvoiceType, @Ctx() graphql: GraphqlContext): Promise<EvidenceType | null> {
    const [document] = await documentsOf(graphql, row, 'INVOICE');
    return document ?? null;
  }

  @FieldResolver(() => [EvidenceType], { description: '完成证明单据 / Documents that prove completion' })
  completionDocuments(@Root() { row }: InvoiceType, @Ctx() graphql: GraphqlContext): Promise<EvidenceType[]> {
    return documentsOf(graphql, row, 'COMPLETION');
  }
}

@Resolver(() => SettlementStatementType)
export class StatementInvoicesResolver {
  @FieldResolver(() => [InvoiceType], {
    description: '发票，按提交先后；含已退回的 / Invoices in the order of submission, rejected ones too',
  })
  async invoices(@Root() { row }: SettlementStatementType, @Ctx() graphql: GraphqlContext): Promise<InvoiceType[]> {
    return (await tenantOf(graphql).loader(invoicesOfStatement).load(row.id)).map((invoice) => new InvoiceType(invoice));
  }

  @FieldResolver(() => InvoiceRequestType, {
    nullable: true,
    description: '开票要求；没有为 null / The request for an invoice; null for none',
  })
  async invoiceRequest(@Root() { row }: SettlementStatementType, @Ctx() graphql: GraphqlContext): Promise<InvoiceRequestType | null> {
    const request = await tenantOf(graphql).loader(invoiceRequestOfStatement).load(row.id);
    return request && InvoiceRequestType.of(request);
  }
}

async function documentsOf(graphql: GraphqlContext, { documents }: InvoiceRow, role: 'INVOICE' | 'COMPLETION'): Promise<EvidenceType[]> {
  const context = tenantOf(graphql);
  const ids = documents.filter((document) => document.role === role).map(({ evidenceId }) => evidenceId);
  const rows = await Promise.all(ids.map((id) => context.loader(evidenceById).load(id)));
  return rows.flatMap((row) => (row ? [new EvidenceType(row)] : []));
}

const decided = (result: Result<InvoiceRow, InvalidInput | Obstructed<InvoiceDecisionObstacle>>): typeof DecideInvoiceResult => {
  if (result.ok) return new InvoiceType(result.value);
  return result.error.kind === 'OBSTRUCTED'
    ? new InvoiceNotDecidableError(result.error.obstacles)
    : new InvalidInputError(result.error.problems);
};
