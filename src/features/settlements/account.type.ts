import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Balances, EntryKind as Kind } from '../../core/account/ledger.js';
import type { Exact } from '../../core/values/exact.js';
import { printMoney } from '../../core/values/figures.js';
import { Money } from '../../platform/graphql/money.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { LedgerEntryRow } from './account.repository.js';

export const LedgerEntryKind = wordEnum('LedgerEntryKind', '账目的种类 / Kind of an entry', {
  OPENING: '合同金额入账 / The contract’s amount',
  AMENDMENT: '合同金额变更 / A change of the contract’s amount',
  STATEMENT: '结算单批准 / A statement was approved',
  ADJUSTMENT: '更正调整 / The correction of an instalment',
  CLOSING: '末期结清的尾差 / What rounding left at the last instalment',
  PAYMENT: '付款 / A payment',
  REVERSAL: '付款冲销 / The reversal of a payment',
} satisfies Record<Kind, string>);

@ObjectType('AccountBalances', {
  description:
    '合同账各科目；合同金额 = 已付 + 应付 + 扣减 + 争议 + 未定，恒成立 / The accounts of a contract: amount = paid + payable + deducted + disputed + not determined, always',
})
export class AccountBalancesType {
  @Field(() => Money, { description: '合同金额 / Amount of the contract' })
  readonly contractAmount: Money;

  @Field(() => Money, { description: '未定：尚无已批准的结算单 / Not determined: no approved statement yet' })
  readonly notDetermined: Money;

  @Field(() => Money, { description: '应付未付；负数为乙方应退 / Payable and unpaid; negative where the vendor owes it' })
  readonly payable: Money;

  @Field(() => Money, { description: '争议 / Disputed' })
  readonly disputed: Money;

  @Field(() => Money, { description: '扣减 / Deducted' })
  readonly deducted: Money;

  @Field(() => Money, { description: '已付 / Paid' })
  readonly paid: Money;

  constructor(contractAmount: Exact, balances: Balances) {
    const money = (amount: Exact) => new Money(printMoney(amount));
    this.contractAmount = money(contractAmount);
    this.notDetermined = money(balances.NOT_DETERMINED);
    this.payable = money(balances.PAYABLE);
    this.disputed = money(balances.DISPUTED);
    this.deducted = money(balances.DEDUCTED);
    this.paid = money(balances.PAID);
  }
}

@ObjectType('LedgerEntry', {
  description: '合同账的一笔，各科目的变动相抵 / An entry of a contract’s double-entry record: the accounts’ changes balance',
})
export class LedgerEntryType {
  @Field(() => Int, { description: '序号，从 1 起 / Place in the record, from 1' })
  readonly sequence: number;

  @Field(() => LedgerEntryKind, { description: '种类 / Kind' })
  readonly kind: Kind;

  @Field(() => Int, { nullable: true, description: '期次；涉及整个合同为 null / Number of the instalment; null for the whole contract' })
  readonly instalment: number | null;

  @Field(() => Money, { description: '合同金额的变动 / Change of the contract’s amount' })
  readonly contractAmount: Money;

  @Field(() => Money, { description: '未定的变动 / Change of what is not determined' })
  readonly notDetermined: Money;

  @Field(() => Money, { description: '应付的变动 / Change of what is payable' })
  readonly payable: Money;

  @Field(() => Money, { description: '争议的变动 / Change of what is disputed' })
  readonly disputed: Money;

  @Field(() => Money, { description: '扣减的变动 / Change of what is deducted' })
  readonly deducted: Money;

  @Field(() => Money, { description: '已付的变动 / Change of what is paid' })
  readonly paid: Money;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever caused it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: LedgerEntryRow) {
    this.sequence = row.sequence;
    this.kind = row.kind;
    this.instalment = row.instalment;
    this.contractAmount = new Money(row.contractAmount);
    this.notDetermined = new Money(row.notDetermined);
    this.payable = new Money(row.payable);
    this.disputed = new Money(row.disputed);
    this.deducted = new Money(row.deducted);
    this.paid = new Money(row.paid);
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
