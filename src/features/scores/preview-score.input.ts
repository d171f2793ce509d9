import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import { FindingInput, JudgementInput, ObservationInput } from '../assessment-periods/facts.input.js';

@InputType('PreviewScoreInput', {
  description: '试算一个考核期，字段与命令行案例一致 / A period to score, field for field as a case of the command line',
})
export class PreviewScoreInput {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, { description: '考核期代码，如 2025Q1、2025-03 / Code of the period, such as 2025Q1 or 2025-03' })
  readonly period!: string;

  @Field(() => [ObservationInput], { nullable: true, description: '填报数据 / Observations' })
  readonly observations?: readonly ObservationInput[] | null;

  @Field(() => [FindingInput], { nullable: true, description: '发现 / Findings' })
  readonly findings?: readonly FindingInput[] | null;

  @Field(() => [JudgementInput], { nullable: true, description: '评定 / Judgements' })
  readonly judgements?: readonly JudgementInput[] | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: '已约定的读法：代码到选项，如 {"K-24": "PRORATA"} / Agreed readings, code to option',
  })
  readonly readings?: Record<string, unknown> | null;
}
