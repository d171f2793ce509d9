import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Field, ObjectType } from 'type-graphql';
import type { InvoiceCheckCode as CheckCode, InvoiceCheck } from '../../core/invoices/check-invoice.js';
import type { InvoiceKind as Kind } from '../../core/invoices/invoicing-rules.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money } from '../../platform/graphql/money.type.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { InvoiceRequestRow, InvoiceRow } from './invoice.repository.js';

export const InvoiceKind = wordEnum('InvoiceKind', '发票种类 / Kind of an invoice', {
  ORDINARY: '增值税普通发票 / Ordinary VAT invoice',
  SPECIAL: '增值税专用发票 / Special VAT invoice',
} satisfies Record<Kind, string>);

export const InvoiceState = wordEnum('InvoiceState', '发票的状态 / State of an invoice', {
  SUBMITTED: '已提交，待甲方决定 / Submitted, to be decided by the agency',
  ACCEPTED: '已接受 / Accepted',
  REJECTED: '已退回 / Rejected',
});

export type InvoiceState = keyof typeof InvoiceState;

export const InvoiceCheckCode = wordEnum('InvoiceCheckCode', '核对项 / What is checked of an invoice', {
  AMOUNT: '金额等于应付 / The amount equals what is due',
  KIND: '种类合约定 / The kind is one that the contract takes',
  BUYER_NAME: '购买方名称 / The buyer’s name',
  BUYER_TAX_NUMBER: '购买方纳税人识别号及校验位 / The buyer’s taxpayer number with its check character',
  SELLER_NAME: '销售方名称 / The seller’s name',
  SELLER_TAX_NUMBER: '销售方纳税人识别号及校验位 / The seller’s taxpayer number with its check character',
  COMPLETION_DOCUMENTS: '完成证明单据 / Documents that prove completion',
  DELIVERY: '送达期限，仅提示 / Day of delivery, a warning only',
} satisfies Record<CheckCode, string>);

@ObjectType('InvoiceCheck', { description: '发票的一项核对 / One thing that was checked of an invoice' })
export class InvoiceCheckType {
  @Field(() => InvoiceCheckCode, { description: '核对项 / What is checked' })
  readonly code: CheckCode;

  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => Boolean, { description: '是否相符 / Whether it agrees' })
  readonly passed: boolean;

  @Field(() => Boolean, { description: '不符时是否不得接受 / Whether an invoice that fails it cannot be accepted' })
  readonly isBlocking: boolean;

  @Field(() => String, { description: '应为；无从得知为空 / What is expected; empty where nobody knows' })
  readonly expected: string;

  @Field(() => String, { description: '实为 / What it is' })
  readonly actual: string;

  constructor(private readonly check: InvoiceCheck) {
    this.code = check.code;
    this.clause = check.clause;
    this.passed = check.passed;
    this.isBlocking = check.isBlocking;
    this.expected = check.expected;
    this.actual = check.actual;
  }

  @Field(() => String, { description: '说明 / In words' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.check[locale];
  }
}

@ObjectType('InvoiceRequest', { description: '甲方的开票要求 / That the agency asked for an invoice' })
export class InvoiceRequestType {
  @Field(() => DateScalar, { description: '要求日 / Day of the request' })
  readonly requestedOn!: string;

  @Field(() => String, { nullable: true, description: '备注；没有为 null / Note; null for none' })
  readonly note!: string | null;

  @Field(() => String, { description: '要求人的身份标识 / Identity of whoever asked' })
  readonly recordedBy!: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt!: string;

  static of(row: InvoiceRequestRow): InvoiceRequestType {
    return Object.assign(new InvoiceRequestType(), row);
  }
}

@ObjectType('AuthenticationFailure', {
  description: '发票未通过认证；违约金为备忘，不入账 / That an invoice was not authenticated; the claim is a memo, never posted',
})
export class AuthenticationFailureType {
  @Field(() => DateScalar, { description: '发现日 / Day on which it was found' })
  readonly foundOn!: string;

  @Field(() => String, { description: '说明 / Reason' })
  readonly reason!: string;

  @Field(() => Money, { description: '违约金备忘：发票载明的税额 / Claim as a memo: the tax printed on it' })
  readonly claim!: Money;
}

@ObjectType('Invoice', { implements: Node, description: '发票，由乙方提交 / An invoice as the vendor submitted it' })
export class InvoiceType extends Node {
  override readonly id: string;

  @Field(() => InvoiceState, { description: '状态 / State' })
  readonly state: InvoiceState;

  @Field(() => InvoiceKind, { description: '种类 / Kind' })
  readonly kind: Kind;

  @Field(() => String, { description: '发票号码 / Number' })
  readonly number: string;

  @Field(() => String, { nullable: true, description: '发票代码；数电发票为 null / Code; null of a fully digital invoice' })
  readonly code: string | null;

  @Field(() => DateScalar, { description: '开票日 / Day of issue' })
  readonly issuedOn: string;

  @Field(() => DateScalar, { description: '提交日 / Day of submission' })
  readonly submittedOn: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '甲方签收日，付款期限自此起算；从未接受为 null / Day on which the agency signed for it, from which payment is counted; null unless it was accepted, also before it was rejected',
  })
  readonly receivedOn: string | null;

  @Field(() => Money, { description: '价税合计 / Amount with tax' })
  readonly amount: Money;

  @Field(() => Money, { description: '税额 / Tax' })
  readonly tax: Money;

  @Field(() => String, { description: '购买方名称 / Buyer' })
  readonly buyerName: string;

  @Field(() => String, { description: '购买方纳税人识别号 / Buyer’s taxpayer number' })
  readonly buyerTaxNumber: string;

  @Field(() => String, { description: '销售方名称 / Seller' })
  readonly sellerName: string;

  @Field(() => String, { description: '销售方纳税人识别号 / Seller’s taxpayer number' })
  readonly sellerTaxNumber: string;

  @Field(() => Boolean, { description: '完成证明单据是否为纸质 / Whether the documents of completion came on paper' })
  readonly isCompletionOnPaper: boolean;

  @Field(() => String, { nullable: true, description: '退回理由；未退回为 null / Why it was rejected; null unless it was' })
  readonly rejectionReason: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '重开期限；未退回或合同未定为 null / Day by which another one is due; null unless rejected, and where the contract sets none',
  })
  readonly reissueDueOn: string | null;

  @Field(() => Boolean, { description: '重开期限是否为暂定 / Whether that day rests on a year whose working days are not published' })
  readonly isReissueProvisional: boolean;

  @Field(() => String, { nullable: true, description: '决定人的身份标识；未决定为 null / Identity of whoever decided; null before' })
  readonly decidedBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '决定时间；未决定为 null / When it was decided; null before' })
  readonly decidedAt: string | null;

  @Field(() => AuthenticationFailureType, { nullable: true, description: '未通过认证；没有为 null / Failed authentication; null for none' })
  readonly authenticationFailure: AuthenticationFailureType | null;

  @Field(() => String, { description: '提交人的身份标识 / Identity of whoever submitted it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '提交时间 / When it was submitted' })
  readonly recordedAt: string;

  constructor(readonly row: InvoiceRow) {
    super();
    this.id = globalId('Invoice', row.id);
    this.state = row.outcome ?? 'SUBMITTED';
    this.kind = row.kind;
    this.number = row.number;
    this.code = row.code;
    this.issuedOn = row.issuedOn;
    this.submittedOn = row.submittedOn;
    this.receivedOn = row.receivedOn;
    this.amount = new Money(row.amount);
    this.tax = new Money(row.tax);
    this.buyerName = row.buyerName;
    this.buyerTaxNumber = row.buyerTaxNumber;
    this.sellerName = row.sellerName;
    this.sellerTaxNumber = row.sellerTaxNumber;
    this.isCompletionOnPaper = row.isCompletionOnPaper;
    this.rejectionReason = row.decisionReason;
    this.reissueDueOn = row.reissueDueOn;
    this.isReissueProvisional = row.isDeadlineProvisional ?? false;
    this.decidedBy = row.decidedBy;
    this.decidedAt = row.decidedAt;
    this.authenticationFailure =
      row.unauthenticatedOn === null
        ? null
        : Object.assign(new AuthenticationFailureType(), {
            foundOn: row.unauthenticatedOn,
            reason: row.unauthenticatedReason,
            claim: new Money(row.tax),
          });
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
