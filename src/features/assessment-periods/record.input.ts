import { Field, ID, InputType } from 'type-graphql';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { ObservationInput, RecordedFindingInput } from './facts.input.js';

const PERIOD_ID = { description: '考核期的全局编号 / Global id of the period' } as const;

@InputType('RecordObservationsInput', { description: '记录填报数据 / Figures to record' })
export class RecordObservationsInput {
  @Field(() => ID, PERIOD_ID)
  readonly periodId!: string;

  @Field(() => [ObservationInput], {
    description: '数据；同一指标、月份、来源的新值取代旧值 / Figures; one of the same metric, month and source supersedes the earlier one',
  })
  readonly observations!: readonly ObservationInput[];
}

@InputType('RecordFindingsInput', { description: '记录发现 / Findings to record' })
export class RecordFindingsInput {
  @Field(() => ID, PERIOD_ID)
  readonly periodId!: string;

  @Field(() => [RecordedFindingInput], { description: '发现 / Findings' })
  readonly findings!: readonly RecordedFindingInput[];
}

@InputType('JudgeItemInput', { description: '评定考核项 / Points for an item' })
export class JudgeItemInput {
  @Field(() => ID, PERIOD_ID)
  readonly periodId!: string;

  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;

  @Field(() => DecimalScalar, { description: '评定分值，0 至满分 / Points awarded, from 0 to the maximum' })
  readonly points!: unknown;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
