import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { CountScalar, DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

@InputType('OperatorInput', { description: '话务员 / An operator' })
export class OperatorInput {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no!: string;

  @Field(() => String, { description: '班组 / Team' })
  readonly team!: string;

  @Field(() => DateScalar, { description: '上线日 / First day on the line' })
  readonly onLineOn!: unknown;

  @Field(() => CountScalar, { description: '本月班次 / Shifts worked in the month' })
  readonly shifts!: unknown;

  @Field(() => Boolean, { nullable: true, description: '是否班长 / Whether the team leader' })
  readonly leader?: boolean | null;
}

@InputType('OperatorEventInput', { description: '话务员事件 / An event of an operator; which fields it takes depends on its kind' })
export class OperatorEventInput {
  @Field(() => ID, { description: '编号，在输入中唯一 / Id, used once in the input' })
  readonly id!: string;

  @Field(() => String, { description: '工号 / Employee number' })
  readonly member!: string;

  @Field(() => String, { description: '事件种类 / Kind of event' })
  readonly kind!: string;

  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly on!: unknown;

  @Field(() => CountScalar, { nullable: true, description: '次数，默认 1 / Count; 1 if left out' })
  readonly count?: unknown;

  @Field(() => CountScalar, { nullable: true, description: '天数，默认 1，以月末为限 / Days; 1 if left out, cut at the end of the month' })
  readonly days?: unknown;

  @Field(() => Boolean, { nullable: true, description: '情节严重 / Whether it was severe' })
  readonly severe?: boolean | null;

  @Field(() => DecimalScalar, { nullable: true, description: '班长连带金额 / Amount that the team leader bears' })
  readonly leaderAmount?: unknown;

  @Field(() => Boolean, { nullable: true, description: '造成不良后果 / Whether it had consequences' })
  readonly consequence?: boolean | null;
}

@InputType('PreviewPerformanceInput', {
  description: '试算话务员月度考核，字段与命令行案例一致 / An operators’ month, field for field as a case of the command line',
})
export class PreviewPerformanceInput {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, { description: '月份 YYYY-MM / Month YYYY-MM' })
  readonly month!: string;

  @Field(() => [OperatorInput], { description: '话务员 / Operators' })
  readonly members!: readonly OperatorInput[];

  @Field(() => [OperatorEventInput], { nullable: true, description: '事件 / Events' })
  readonly events?: readonly OperatorEventInput[] | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: '合同期内此前的次数：工号到种类到次数 / Counts earlier in the term: number to kind to count',
  })
  readonly earlier?: Record<string, unknown> | null;
}
