import { Field, ID, InputType } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { InvoiceKind } from './invoice.type.js';

@InputType('RequestInvoiceInput', { description: '要求开票 / An invoice to ask for' })
export class RequestInvoiceInput extends CommandFields {
  @Field(() => ID, { description: '结算单的全局编号 / Global id of the statement' })
  readonly statementId!: string;

  @Field(() => String, { nullable: true, description: '备注 / Note' })
  readonly note?: string | null;
}

@InputType('SubmitInvoiceInput', { description: '提交发票 / An invoice to submit' })
export class SubmitInvoiceInput extends CommandFields {
  @Field(() => ID, { description: '结算单的全局编号 / Global id of the statement' })
  readonly statementId!: string;

  @Field(() => InvoiceKind, { description: '种类 / Kind' })
  readonly kind!: keyof typeof InvoiceKind;

  @Field(() => String, { description: '发票号码：数电发票 20 位，其他 8 位 / Number: 20 digits of a fully digital invoice, else 8' })
  readonly number!: string;

  @Field(() => String, {
    nullable: true,
    description: '发票代码，10 或 12 位；数电发票不填 / Code of 10 or 12 digits; left out of a fully digital invoice',
  })
  readonly code?: string | null;

  @Field(() => DateScalar, { description: '开票日，不晚于今天 / Day of issue, not ahead' })
  readonly issuedOn!: unknown;

  @Field(() => DecimalScalar, { description: '价税合计（元）/ Amount with tax, in yuan' })
  readonly amount!: unknown;

  @Field(() => DecimalScalar, { description: '税额（元），可为 0 / Tax in yuan, may be 0' })
  readonly tax!: unknown;

  @Field(() => String, { description: '购买方名称 / Buyer' })
  readonly buyerName!: string;

  @Field(() => String, { description: '购买方纳税人识别号 / Buyer’s taxpayer number' })
  readonly buyerTaxNumber!: string;

  @Field(() => String, { description: '销售方名称 / Seller' })
  readonly sellerName!: string;

  @Field(() => String, { description: '销售方纳税人识别号 / Seller’s taxpayer number' })
  readonly sellerTaxNumber!: string;

  @Field(() => ID, { nullable: true, description: '发票文件的上传编号 / Id of the upload of the invoice itself' })
  readonly uploadId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: '完成证明单据的上传编号，至多 20 个 / Ids of uploads that prove completion, at most 20',
  })
  readonly completionUploadIds?: readonly string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: '完成证明单据为纸质，由甲方填写 / The documents of completion came on paper; the agency says so',
  })
  readonly isCompletionOnPaper?: boolean | null;
}

@InputType()
abstract class OfInvoiceFields extends CommandFields {
  @Field(() => ID, { description: '发票的全局编号 / Global id of the invoice' })
  readonly invoiceId!: string;
}

@InputType('AcceptInvoiceInput', { description: '接受发票 / An invoice to accept' })
export class AcceptInvoiceInput extends OfInvoiceFields {
  @Field(() => DateScalar, {
    nullable: true,
    description: '签收日；不填为提交日 / Day on which it was signed for; left out: that of its submission',
  })
  readonly receivedOn?: unknown;
}

@InputType('RejectInvoiceInput', { description: '退回发票 / An invoice to reject' })
export class RejectInvoiceInput extends OfInvoiceFields {
  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('RecordAuthenticationFailureInput', { description: '记录发票未通过认证 / A failed authentication to record' })
export class RecordAuthenticationFailureInput extends OfInvoiceFields {
  @Field(() => DateScalar, { description: '发现日 / Day on which it was found' })
  readonly foundOn!: unknown;

  @Field(() => String, { description: '说明 / Reason' })
  readonly reason!: string;
}
