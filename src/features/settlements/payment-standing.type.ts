import { Field, Int, ObjectType } from 'type-graphql';
import { printMoney } from '../../core/values/figures.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MoneyLineType } from '../scores/score-result.type.js';
import type { PaymentStanding } from './payment-standing.js';

@ObjectType('LateClaimAlternative', { description: '其他读法下的违约金备忘 / The claim under another option of a reading' })
export class LateClaimAlternativeType {
  @Field(() => String, { description: '读法代码 / Code of the reading' })
  readonly reading!: string;

  @Field(() => String, { description: '选项 / Option' })
  readonly option!: string;

  @Field(() => Money, { description: '金额 / Amount' })
  readonly amount!: Money;
}

@ObjectType('LateClaim', {
  description:
    '迟延付款违约金备忘：按每笔未付余额及其天数计，不自动入账 / Claim for late payment, on each unpaid balance and its days: a memo, never posted',
})
export class LateClaimType {
  @Field(() => Money, { description: '按适用读法 / Under the reading in force' })
  readonly amount!: Money;

  @Field(() => [LateClaimAlternativeType], { description: '其他读法 / Under other options of an open reading' })
  readonly alternatives!: readonly LateClaimAlternativeType[];

  @Field(() => [MoneyLineType], { description: '算式及另一种救济 / Its arithmetic, and the alternative remedy, never added' })
  readonly lines!: readonly MoneyLineType[];
}

@ObjectType('PaymentStanding', { description: '付款情况，以当日为准 / How payment stands today' })
export class PaymentStandingType {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      '付款期限；合同未定，或发票、签字未齐为 null / Due date; null where the contract sets none, or invoice or signatures are missing',
  })
  readonly dueOn: string | null;

  @Field(() => Boolean, {
    description: '期限是否因放假安排未公布而为暂定 / Whether the date rests on a year whose working days are not published',
  })
  readonly isDueProvisional: boolean;

  @Field(() => Int, { description: '账龄：批准至付清（或当日）的天数 / Age: days from approval to the last payment, or to today' })
  readonly ageDays: number;

  @Field(() => Int, { nullable: true, description: '逾期天数；没有期限为 null / Days late; null without a due date' })
  readonly lateDays: number | null;

  @Field(() => LateClaimType, {
    nullable: true,
    description: '违约金备忘；合同未定或没有期限为 null / Claim for lateness; null where the contract gives none, or without a due date',
  })
  readonly claim: LateClaimType | null;

  constructor({ due, ageDays, lateDays, claim }: PaymentStanding) {
    this.dueOn = due?.date ?? null;
    this.isDueProvisional = due?.provisional ?? false;
    this.ageDays = ageDays;
    this.lateDays = lateDays;
    this.claim =
      claim &&
      Object.assign(new LateClaimType(), {
        amount: new Money(printMoney(claim.amount)),
        alternatives: claim.alternatives.map(({ reading, option, amount }) =>
          Object.assign(new LateClaimAlternativeType(), { reading, option, amount: new Money(printMoney(amount)) }),
        ),
        lines: claim.lines.map((line) => new MoneyLineType(line)),
      });
  }
}
