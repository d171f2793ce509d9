import { Field, ID, InputType } from 'type-graphql';

@InputType('ScorePeriodInput', { description: '评分 / A period to score' })
export class ScorePeriodInput {
  @Field(() => ID, { description: '考核期的全局编号 / Global id of the period' })
  readonly periodId!: string;
}

@InputType('PublishScorecardInput', { description: '公布评分表 / A scorecard to publish' })
export class PublishScorecardInput {
  @Field(() => ID, { description: '评分表的全局编号 / Global id of the scorecard' })
  readonly scorecardId!: string;
}
