import { Field, ID, InputType } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

@InputType('ProposeBankAccountInput', { description: '提出对公账户 / A corporate account to propose' })
export class ProposeBankAccountInput extends CommandFields {
  @Field(() => String, { description: '机构代码 / Code of the organisation' })
  readonly organisation!: string;

  @Field(() => String, { description: '户名 / Holder' })
  readonly holder!: string;

  @Field(() => String, { description: '开户行 / Bank' })
  readonly bank!: string;

  @Field(() => String, { description: '账号，8 至 32 位数字，可含空格 / Number, 8 to 32 digits, spaces are left out' })
  readonly number!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('ConfirmBankAccountInput', { description: '确认对公账户 / A corporate account to confirm' })
export class ConfirmBankAccountInput extends CommandFields {
  @Field(() => ID, { description: '账户的全局编号 / Global id of the account' })
  readonly accountId!: string;
}

@InputType('RecordPaymentInput', { description: '记录付款 / A payment to record' })
export class RecordPaymentInput extends CommandFields {
  @Field(() => ID, { description: '结算单的全局编号 / Global id of the statement' })
  readonly statementId!: string;

  @Field(() => DecimalScalar, { description: '金额（元），大于 0 / Amount in yuan, above 0' })
  readonly amount!: unknown;

  @Field(() => DateScalar, { description: '付款日，不晚于今天 / Day of payment, not ahead' })
  readonly paidOn!: unknown;

  @Field(() => String, { description: '银行流水号 / Number that the bank gave the transfer' })
  readonly bankReference!: string;

  @Field(() => ID, { description: '付款账户的全局编号 / Global id of the account that paid' })
  readonly fromAccountId!: string;

  @Field(() => ID, { description: '收款账户的全局编号 / Global id of the account that was paid' })
  readonly toAccountId!: string;
}

@InputType('ReversePaymentInput', { description: '冲销付款 / A payment to reverse' })
export class ReversePaymentInput extends CommandFields {
  @Field(() => ID, { description: '付款的全局编号 / Global id of the payment' })
  readonly paymentId!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
