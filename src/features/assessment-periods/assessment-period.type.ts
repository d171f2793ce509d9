import { Field, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { PeriodRow } from './assessment-period.repository.js';

export const PeriodState = wordEnum('PeriodState', '考核期的状态 / State of a period', {
  OPEN: '收集数据与材料 / Figures and evidence come in',
  SCORED: '已有评分草稿，可重新评分 / A draft score is there; may be scored again',
  PUBLISHED: '已向乙方公布，可申诉、待签字 / Published: the vendor sees it, may appeal, both sign',
  CONTESTED: '有一方拒绝签字 / A party refuses to sign',
  SIGNED: '双方已签字 / Signed by both parties',
  SETTLED: '其结算单已批准 / Its statement is approved',
});

export type PeriodState = keyof typeof PeriodState;

@ObjectType('AssessmentPeriod', { implements: Node, description: '考核期：作为整体评分的一段时间 / A period that is scored as a whole' })
export class AssessmentPeriodType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '代码，如 2025Q1、2025-03 / Code, such as 2025Q1 or 2025-03' })
  readonly code: string;

  @Field(() => DateScalar, { description: '首日 / First day' })
  readonly startsOn: string;

  @Field(() => DateScalar, { description: '末日 / Last day' })
  readonly endsOn: string;

  @Field(() => PeriodState, { description: '状态 / State' })
  readonly state: PeriodState;

  @Field(() => Int, {
    description: '版本，随每次更改加一，用于 expectedVersion / Version: grows by one with every change; for expectedVersion',
  })
  readonly version: number;

  constructor(readonly row: PeriodRow) {
    super();
    this.id = globalId('AssessmentPeriod', row.id);
    this.code = row.code;
    this.startsOn = row.startsOn;
    this.endsOn = row.endsOn;
    this.state = row.state;
    this.version = row.version;
  }
}
