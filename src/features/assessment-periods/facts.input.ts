import { Field, ID, InputType } from 'type-graphql';
import { CountScalar, DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

export const Source = wordEnum('Source', '数据来源，先列者优先 / Source of a figure; the first wins', {
  ROSTER: '花名册 / Roster',
  REGION_RESULT: '上级（自治区、省）结果 / Result of the region or province',
  SYSTEM_REPORT: '系统报表 / System report',
  AGENCY: '甲方 / Agency',
  VENDOR: '乙方 / Vendor',
});

export type Source = keyof typeof Source;

export const Level = wordEnum('Level', '批评单位的级别 / Level of the body that criticises', {
  BELOW_CITY: '市级以下 / Below city',
  CITY: '市级 / City',
  PROVINCE: '省级 / Province',
  NATIONAL: '国家级 / National',
});

export type Level = keyof typeof Level;

@InputType('ObservationInput', { description: '填报数据 / An observation' })
export class ObservationInput {
  @Field(() => String, { description: '指标代码 / Code of the metric' })
  readonly metric!: string;

  @Field(() => String, { nullable: true, description: '月份 YYYY-MM；不填即整个考核期 / Month YYYY-MM; left out: the whole period' })
  readonly month?: string | null;

  @Field(() => CountScalar, { description: '数值 / Value' })
  readonly value!: unknown;

  @Field(() => Source, { description: '来源 / Source' })
  readonly source!: Source;
}

@InputType()
abstract class FindingFields {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;

  @Field(() => String, { description: '发现种类 / Kind of finding' })
  readonly kind!: string;

  @Field(() => DateScalar, { description: '发生日，须在考核期内 / Day it happened, within the period' })
  readonly occurredOn!: unknown;

  @Field(() => CountScalar, { nullable: true, description: '相同发现的个数，默认 1 / So many equal findings; 1 if left out' })
  readonly count?: unknown;

  @Field(() => DecimalScalar, { nullable: true, description: '裁量分值，须有理由 / Discretionary points; needs a reason' })
  readonly points?: unknown;

  @Field(() => String, { nullable: true, description: '裁量理由 / Reason of the discretion' })
  readonly reason?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: '用时（小时）/ Hours it took' })
  readonly elapsedHours?: unknown;

  @Field(() => DateScalar, { nullable: true, description: '应交日 / Day it was due' })
  readonly dueOn?: unknown;

  @Field(() => DateScalar, { nullable: true, description: '提交日；未交不填 / Day of submission; left out while not submitted' })
  readonly submittedOn?: unknown;

  @Field(() => Boolean, { nullable: true, description: '甲方事先同意 / Whether the agency had consented' })
  readonly consented?: boolean | null;

  @Field(() => Level, { nullable: true, description: '批评单位级别 / Level of the body that criticises' })
  readonly level?: Level | null;

  @Field(() => String, { nullable: true, description: '事项编号：同一事项只计一次 / Id of the matter, which counts once' })
  readonly matterId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '事件编号：同一事实在同一考核项内只计一次 / Id of the event, one finding of an item only',
  })
  readonly eventId?: string | null;
}

@InputType('FindingInput', { description: '发现 / A finding; which fields it takes depends on its kind' })
export class FindingInput extends FindingFields {
  @Field(() => ID, { description: '编号，在输入中唯一 / Id, used once in the input' })
  readonly id!: string;
}

@InputType('RecordedFindingInput', { description: '要记录的发现 / A finding to record; which fields it takes depends on its kind' })
export class RecordedFindingInput extends FindingFields {
  @Field(() => String, {
    nullable: true,
    description:
      '记录人自己的编号，在考核期内唯一，决定同日发现的先后；不填由系统给出 / The recorder’s own number, used once in the period; orders the findings of a day; made up if left out',
  })
  readonly reference?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: '责任人工号；发现种类要求时须写 / Those held responsible, by employee number; needed where the kind of finding says so',
  })
  readonly responsible?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      '涉及月份 YYYY-MM；发现种类要求时须写，各月将更正 / Months concerned, YYYY-MM; needed where the kind says so: each is corrected',
  })
  readonly months?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: '证明；乙方提出时须写 / What supports it; needed where the vendor proposes it' })
  readonly evidence?: string | null;
}

@InputType('JudgementInput', { description: '评定 / A judgement' })
export class JudgementInput {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;

  @Field(() => DecimalScalar, { description: '评定分值，0 至满分 / Points awarded, from 0 to the maximum' })
  readonly points!: unknown;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
