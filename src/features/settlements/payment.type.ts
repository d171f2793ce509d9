import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Money } from '../../platform/graphql/money.type.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { BankAccountRow } from './bank-account.repository.js';
import type { PaymentRow } from './payment.repository.js';

export const BankAccountState = wordEnum('BankAccountState', '账户的状态 / State of an account', {
  PROPOSED: '待第二人确认 / To be confirmed by a second person',
  IN_USE: '在用 / In use',
  REPLACED: '已更换 / Replaced by a later one',
} satisfies Record<BankAccountRow['state'], string>);

@ObjectType('BankAccount', {
  implements: Node,
  description:
    '对公账户；账号加密存储，只显示末四位 / A corporate account; its number is stored encrypted and shown by its last four digits',
})
export class BankAccountType extends Node {
  override readonly id: string;

  @Field(() => BankAccountState, { description: '状态 / State' })
  readonly state: BankAccountRow['state'];

  @Field(() => String, { description: '户名 / Holder' })
  readonly holder: string;

  @Field(() => String, { description: '开户行 / Bank' })
  readonly bank: string;

  @Field(() => String, { description: '账号，仅末四位 / Number, its last four digits only' })
  readonly maskedNumber: string;

  @Field(() => String, { description: '提出的理由 / Why it was proposed' })
  readonly reason: string;

  @Field(() => String, { description: '提出人的身份标识 / Identity of whoever proposed it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '提出时间 / When it was proposed' })
  readonly recordedAt: string;

  @Field(() => String, { nullable: true, description: '确认人的身份标识；未确认为 null / Identity of whoever confirmed it; null before' })
  readonly confirmedBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '确认时间；未确认为 null / When it was confirmed; null before' })
  readonly confirmedAt: string | null;

  constructor(readonly row: BankAccountRow) {
    super();
    this.id = globalId('BankAccount', row.id);
    this.state = row.state;
    this.holder = row.holder;
    this.bank = row.bank;
    this.maskedNumber = `**** ${row.lastFour}`;
    this.reason = row.reason;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
    this.confirmedBy = row.confirmedBy;
    this.confirmedAt = row.confirmedAt;
  }
}

export const PaymentDirection = wordEnum('PaymentDirection', '付款的方向 / Direction of a payment', {
  PAYMENT: '甲方付乙方 / From the agency to the vendor',
  REFUND: '乙方退甲方 / From the vendor back to the agency',
} satisfies Record<PaymentRow['direction'], string>);

@ObjectType('PaymentReversal', { description: '冲销：该笔付款记录有误 / That a payment was recorded wrongly' })
export class PaymentReversalType {
  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever reversed it' })
  readonly recordedBy!: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was reversed' })
  readonly recordedAt!: string;
}

@ObjectType('Payment', { implements: Node, description: '一笔银行转账 / A bank transfer for a statement' })
export class PaymentType extends Node {
  override readonly id: string;

  @Field(() => PaymentDirection, { description: '方向 / Direction' })
  readonly direction: PaymentRow['direction'];

  @Field(() => Money, { description: '金额 / Amount' })
  readonly amount: Money;

  @Field(() => DateScalar, { description: '付款日 / Day of payment' })
  readonly paidOn: string;

  @Field(() => String, { description: '银行流水号 / Number that the bank gave the transfer' })
  readonly bankReference: string;

  @Field(() => PaymentReversalType, { nullable: true, description: '冲销；有效为 null / Its reversal; null where it stands' })
  readonly reversal: PaymentReversalType | null;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever recorded it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: PaymentRow) {
    super();
    this.id = globalId('Payment', row.id);
    this.direction = row.direction;
    this.amount = new Money(row.amount);
    this.paidOn = row.paidOn;
    this.bankReference = row.bankReference;
    this.reversal =
      row.reversedBy === null
        ? null
        : Object.assign(new PaymentReversalType(), {
            reason: row.reversalReason,
            recordedBy: row.reversedBy,
            recordedAt: row.reversedAt,
          });
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
