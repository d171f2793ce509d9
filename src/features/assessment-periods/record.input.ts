import { Field, ID, InputType } from 'type-graphql';
import { RacingCommandFields } from '../../platform/graphql/command-fields.input.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { ObservationInput, RecordedFindingInput } from './facts.input.js';

@InputType()
abstract class OfPeriodFields extends RacingCommandFields {
  @Field(() => ID, { description: '考核期的全局编号 / Global id of the period' })
  readonly periodId!: string;
}

@InputType('RecordObservationsInput', { description: '记录填报数据 / Figures to record' })
export class RecordObservationsInput extends OfPeriodFields {
  @Field(() => [ObservationInput], {
    description: '数据；同一指标、月份、来源的新值取代旧值 / Figures; one of the same metric, month and source supersedes the earlier one',
  })
  readonly observations!: readonly ObservationInput[];

  @Field(() => String, { nullable: true, description: '数据所出的文件名 / Name of the file that they were taken from' })
  readonly file?: string | null;
}

@InputType('RecordFindingsInput', { description: '记录发现 / Findings to record' })
export class RecordFindingsInput extends OfPeriodFields {
  @Field(() => [RecordedFindingInput], { description: '发现 / Findings' })
  readonly findings!: readonly RecordedFindingInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: '是否即时告知乙方，默认否 / Whether the vendor is told at once; not unless said',
  })
  readonly notify?: boolean | null;
}

@InputType('ProposeFindingInput', { description: '提出发现 / A finding to propose' })
export class ProposeFindingInput extends OfPeriodFields {
  @Field(() => RecordedFindingInput, { description: '发现 / The finding' })
  readonly finding!: RecordedFindingInput;
}

@InputType()
abstract class OfFindingFields extends RacingCommandFields {
  @Field(() => ID, { description: '发现的全局编号 / Global id of the finding' })
  readonly findingId!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('ConfirmFindingInput', { description: '确认发现 / A proposed finding to confirm' })
export class ConfirmFindingInput extends OfFindingFields {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: '裁量分值，限有裁量的种类 / Discretionary points, of a kind that has a range',
  })
  readonly points?: unknown;

  @Field(() => Boolean, {
    nullable: true,
    description: '是否即时告知乙方，默认否 / Whether the vendor is told at once; not unless said',
  })
  readonly notify?: boolean | null;
}

@InputType('RejectFindingInput', { description: '否决发现 / A proposed finding to reject' })
export class RejectFindingInput extends OfFindingFields {}

@InputType('WithdrawFindingInput', { description: '撤回发现 / A finding to take back' })
export class WithdrawFindingInput extends OfFindingFields {}

@InputType('JudgeItemInput', { description: '评定考核项 / Points for an item' })
export class JudgeItemInput extends OfPeriodFields {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;

  @Field(() => DecimalScalar, { description: '评定分值，0 至满分 / Points awarded, from 0 to the maximum' })
  readonly points!: unknown;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
