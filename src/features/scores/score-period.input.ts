import { Field, ID, InputType } from 'type-graphql';
import { RacingCommandFields } from '../../platform/graphql/command-fields.input.js';
import { AppealOutcome } from './appeal.type.js';

@InputType('ScorePeriodInput', { description: '评分 / A period to score' })
export class ScorePeriodInput extends RacingCommandFields {
  @Field(() => ID, { description: '考核期的全局编号 / Global id of the period' })
  readonly periodId!: string;
}

@InputType()
abstract class OfScorecardFields extends RacingCommandFields {
  @Field(() => ID, { description: '评分表的全局编号 / Global id of the scorecard' })
  readonly scorecardId!: string;
}

@InputType('PublishScorecardInput', { description: '公布评分表 / A scorecard to publish' })
export class PublishScorecardInput extends OfScorecardFields {}

@InputType('AppealItemInput', { description: '对一个考核项申诉 / An item to appeal' })
export class AppealItemInput extends OfScorecardFields {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;

  @Field(() => String, { nullable: true, description: '证明 / What supports it' })
  readonly evidence?: string | null;
}

@InputType('DecideAppealInput', { description: '决定申诉 / An appeal to decide' })
export class DecideAppealInput extends RacingCommandFields {
  @Field(() => ID, { description: '申诉的全局编号 / Global id of the appeal' })
  readonly appealId!: string;

  @Field(() => AppealOutcome, { description: '结果 / Outcome' })
  readonly outcome!: keyof typeof AppealOutcome;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('SignScorecardInput', { description: '签字 / A scorecard to sign' })
export class SignScorecardInput extends OfScorecardFields {
  @Field(() => String, { description: '所阅评分表的摘要，签字以此为凭 / Digest of the scorecard that was read: the signature binds it' })
  readonly digest!: string;
}

@InputType('RefuseSignatureInput', { description: '拒绝签字 / A scorecard that is not signed' })
export class RefuseSignatureInput extends OfScorecardFields {
  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('CorrectScorecardInput', { description: '更正评分表 / A published scorecard to correct' })
export class CorrectScorecardInput extends OfScorecardFields {
  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
