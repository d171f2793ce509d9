import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { ReviewOutcome } from './deliverable.type.js';

@InputType()
abstract class OfObligationFields extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, { description: '义务代码 / Code of the obligation' })
  readonly obligation!: string;
}

@InputType('SetObligationDateInput', {
  description: '为合同未定期限的义务定期限（政策）/ A date, as policy, for what the contract sets none',
})
export class SetObligationDateInput extends OfObligationFields {
  @Field(() => String, {
    nullable: true,
    description: '哪一期；不填为按日历产生的各期 / Which occurrence; left out: every one that is owed by the calendar',
  })
  readonly occurrence?: string | null;

  @Field(() => DateScalar, { nullable: true, description: '期限 / The date' })
  readonly dueOn?: unknown;

  @Field(() => Int, { nullable: true, description: '或：次月第几日，1 至 31 / Or: the day of the month after, 1 to 31' })
  readonly dayOfNextMonth?: number | null;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('ConsentToDelayInput', { description: '甲方同意延期 / The agency’s consent to a delay' })
export class ConsentToDelayInput extends OfObligationFields {
  @Field(() => String, { description: '哪一期 / Which occurrence' })
  readonly occurrence!: string;

  @Field(() => DateScalar, { description: '同意延至 / Consented up to this day' })
  readonly until!: unknown;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('DemandDeliverableInput', { description: '甲方要求提交 / What the agency demands' })
export class DemandDeliverableInput extends OfObligationFields {
  @Field(() => DateScalar, { description: '期限（政策）/ Date, as policy' })
  readonly dueOn!: unknown;

  @Field(() => String, { description: '要求 / What is demanded' })
  readonly note!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '要求之日，如先以书面提出；不填为今天 / Day of the demand, such as one on paper before; today if left out',
  })
  readonly demandedOn?: unknown;
}

@InputType('RecordObligationEventInput', { description: '记录起算期限的事件 / Something that happened, from which dates are counted' })
export class RecordObligationEventInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, {
    description: '事件代码，如合同义务的期限规则所写 / Code of the event, as in the due rules of the contract’s obligations',
  })
  readonly event!: string;

  @Field(() => DateScalar, { description: '发生日 / Day it happened' })
  readonly occurredOn!: unknown;

  @Field(() => String, { description: '说明 / Note' })
  readonly note!: string;
}

@InputType('WithdrawObligationEventInput', {
  description: '撤回误记的事件或要求 / Something demanded or recorded by mistake, to take back',
})
export class WithdrawObligationEventInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, {
    description: '由其产生的一期（事件、要求的编号）/ The occurrence that it led to: the id of what happened or was demanded',
  })
  readonly occurrence!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('SubmitDeliverableInput', { description: '提交应交材料 / Something that is owed, delivered' })
export class SubmitDeliverableInput extends OfObligationFields {
  @Field(() => String, { description: '哪一期 / Which occurrence' })
  readonly occurrence!: string;

  @Field(() => String, { description: '内容说明 / What it is' })
  readonly description!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '收到日，仅甲方补录时填 / Day on which it was received; only where the agency enters it',
  })
  readonly submittedOn?: unknown;
}

@InputType('ReviewDeliverableInput', { description: '审核交付物 / A deliverable to review' })
export class ReviewDeliverableInput extends CommandFields {
  @Field(() => ID, { description: '交付物的全局编号 / Global id of the deliverable' })
  readonly deliverableId!: string;

  @Field(() => ReviewOutcome, { description: '结果 / Outcome' })
  readonly outcome!: keyof typeof ReviewOutcome;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
