import { Field, Int, ObjectType } from 'type-graphql';
import type { Settlement } from '../../core/cases/settle.js';
import { Money, moneyOrNull } from '../../platform/graphql/money.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { AppliedReadingType, MoneyLineType, PayableType, ResultWarningType } from '../scores/score-result.type.js';

@ObjectType('SettlementPreview', { description: '试算的结算，不保存 / A settlement as a preview; nothing is stored' })
export class SettlementPreviewType {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract: string;

  @Field(() => Int, { description: '期次 / Number of the instalment' })
  readonly instalment: number;

  @Field(() => Money, { description: '考核前金额 / Amount before score and headcount' })
  readonly base: Money;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '得分或均分；不考核为 null / Score or mean; null for an instalment without one',
  })
  readonly score: string | null;

  @Field(() => Money, { nullable: true, description: '扣减；应付未定为 null / Deduction; null while the payable is not determined' })
  readonly deduction: Money | null;

  @Field(() => PayableType, { nullable: true, description: '应付；缺少人数为 null / Payable; null while the headcount is missing' })
  readonly payable: PayableType | null;

  @Field(() => [AppliedReadingType], { description: '相关读法 / Readings it hangs on' })
  readonly readings: readonly AppliedReadingType[];

  @Field(() => DateScalar, {
    nullable: true,
    description: '付款期限；合同未定或日期不全为 null / Due date; null where the contract sets none or a date is missing',
  })
  readonly dueOn: string | null;

  @Field(() => Int, { nullable: true, description: '逾期天数；无期限或未付为 null / Days late; null without a due date or a payment' })
  readonly lateDays: number | null;

  @Field(() => Money, {
    nullable: true,
    description: '迟延违约金备忘，不入账 / Claim for late payment, a memo, never posted; null where there is none to speak of',
  })
  readonly lateClaim: Money | null;

  @Field(() => [MoneyLineType], { description: '逐步说明 / Step by step' })
  readonly lines: readonly MoneyLineType[];

  @Field(() => [ResultWarningType], { description: '提示 / Warnings' })
  readonly warnings: readonly ResultWarningType[];

  @Field(() => String, { description: '全部输入的摘要 / Digest of all inputs' })
  readonly digest: string;

  constructor(settlement: Settlement) {
    this.contract = settlement.contract;
    this.instalment = settlement.instalment;
    this.base = new Money(settlement.base);
    this.score = settlement.score;
    this.deduction = moneyOrNull(settlement.deduction);
    this.payable = settlement.payable && new PayableType(settlement.payable);
    this.readings = settlement.readings.map((reading) => new AppliedReadingType(reading));
    this.dueOn = settlement.dueOn;
    this.lateDays = settlement.lateDays;
    this.lateClaim = moneyOrNull(settlement.lateClaim);
    this.lines = settlement.lines.map((line) => new MoneyLineType(line));
    this.warnings = settlement.warnings.map((warning) => new ResultWarningType(warning));
    this.digest = settlement.digest;
  }
}
