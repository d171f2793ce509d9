import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { CountScalar, DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { Level, Source } from './facts.input.js';
import type { FindingRow, JudgementRow, ObservationRow } from './recorded.repository.js';

export const FindingState = wordEnum('FindingState', '发现的状态 / State of a finding', {
  PROPOSED: '已提出，待确认 / Proposed',
  CONFIRMED: '已确认，计入 / Confirmed: it counts',
  REJECTED: '已否决 / Rejected',
  WITHDRAWN: '已撤回 / Taken back',
});

export type FindingState = keyof typeof FindingState;

export const FindingOrigin = wordEnum('FindingOrigin', '发现由谁提出 / Who brought a finding up', {
  ASSESSOR: '考核员 / An assessor',
  VENDOR: '乙方 / The vendor',
  SYSTEM: '系统 / A system',
});

@ObjectType()
abstract class Recorded extends Node {
  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever recorded it' })
  readonly recordedBy!: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt!: string;
}

@ObjectType('Observation', { implements: Node, description: '填报数据 / An observation: a figure of a metric from one source' })
export class ObservationType extends Recorded {
  @Field(() => String, { description: '指标代码 / Code of the metric' })
  readonly metric!: string;

  @Field(() => String, { nullable: true, description: '月份 YYYY-MM；整个考核期为 null / Month YYYY-MM; null for the whole period' })
  readonly month!: string | null;

  @Field(() => CountScalar, { description: '数值 / Value' })
  readonly value!: string;

  @Field(() => Source, { description: '来源 / Source' })
  readonly source!: string;

  @Field(() => Int, { description: '第几次填报，从 1 起 / Which recording of this figure it is, from 1' })
  readonly revision!: number;

  @Field(() => String, { nullable: true, description: '数据所出的文件名；未写为 null / File it was taken from; null where none is named' })
  readonly file!: string | null;

  static of(row: ObservationRow): ObservationType {
    return Object.assign(new ObservationType(), row, { id: globalId('Observation', row.id) });
  }
}

@ObjectType('Finding', { implements: Node, description: '发现 / A finding: something that happened and costs or earns points' })
export class FindingType extends Recorded {
  @Field(() => String, { description: '记录人的编号 / The recorder’s own number' })
  readonly reference!: string;

  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;

  @Field(() => String, { description: '发现种类 / Kind of finding' })
  readonly kind!: string;

  @Field(() => DateScalar, { description: '发生日 / Day it happened' })
  readonly occurredOn!: string;

  @Field(() => CountScalar, { description: '相同发现的个数 / So many equal findings' })
  readonly count!: string;

  @Field(() => DecimalScalar, { nullable: true, description: '裁量分值；未定或无裁量为 null / Discretionary points; null for none' })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: '理由；没有为 null / Reason; null for none' })
  readonly reason!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: '用时（小时）；不适用为 null / Hours it took; null where that is not asked' })
  readonly elapsedHours!: string | null;

  @Field(() => DateScalar, { nullable: true, description: '应交日；不适用为 null / Day it was due; null where that is not asked' })
  readonly dueOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: '提交日；未交或不适用为 null / Day of submission; null while not submitted' })
  readonly submittedOn!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: '甲方是否事先同意；不适用为 null / Whether the agency had consented; null where not said',
  })
  readonly consented!: boolean | null;

  @Field(() => Level, { nullable: true, description: '批评单位级别；不适用为 null / Level of the body that criticised; null for none' })
  readonly level!: string | null;

  @Field(() => String, { nullable: true, description: '事项编号；没有为 null / Id of the matter; null for none' })
  readonly matterId!: string | null;

  @Field(() => String, { nullable: true, description: '事件编号；没有为 null / Id of the event; null for none' })
  readonly eventId!: string | null;

  @Field(() => [String], { description: '责任人工号 / Those held responsible, by employee number' })
  readonly responsible!: readonly string[];

  @Field(() => [String], { description: '涉及月份 / Months concerned' })
  readonly months!: readonly string[];

  @Field(() => String, { nullable: true, description: '证明；没有为 null / What supports it; null for none' })
  readonly evidence!: string | null;

  @Field(() => FindingOrigin, { description: '由谁提出 / Who brought it up' })
  readonly origin!: string;

  @Field(() => FindingState, { description: '状态；只有已确认的才计 / State; only a confirmed one counts' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: '决定的理由；没有为 null / Reason of the decision; null for none' })
  readonly decisionReason!: string | null;

  @Field(() => String, { nullable: true, description: '决定人的身份标识；未决为 null / Identity of whoever decided; null while proposed' })
  readonly decidedBy!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '决定时间；未决为 null / When it was decided; null while proposed' })
  readonly decidedAt!: string | null;

  static of(row: FindingRow): FindingType {
    return Object.assign(new FindingType(), row, { id: globalId('Finding', row.id) });
  }
}

@ObjectType('Judgement', { implements: Node, description: '评定 / A judgement: points that an assessor gave an item' })
export class JudgementType extends Recorded {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;

  @Field(() => DecimalScalar, { description: '评定分值 / Points awarded' })
  readonly points!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;

  @Field(() => Int, { description: '第几次评定，从 1 起 / Which judgement of this item it is, from 1' })
  readonly revision!: number;

  static of(row: JudgementRow): JudgementType {
    return Object.assign(new JudgementType(), row, { id: globalId('Judgement', row.id) });
  }
}
