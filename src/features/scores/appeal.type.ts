import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { AppealRow, AppealOutcome as Outcome } from './appeal.repository.js';

export const AppealOutcome = wordEnum('AppealOutcome', '申诉的结果 / Outcome of an appeal', {
  UPHELD: '成立，将更正 / Upheld: a correction follows',
  DISMISSED: '不成立 / Dismissed',
} satisfies Record<Outcome, string>);

@ObjectType('Appeal', {
  implements: Node,
  description: '申诉：乙方对一个考核项得分的异议 / An appeal: the vendor objects to the points of an item',
})
export class AppealType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason: string;

  @Field(() => String, { nullable: true, description: '证明；没有为 null / What supports it; null for none' })
  readonly evidence: string | null;

  @Field(() => String, { description: '申诉人的身份标识 / Identity of whoever appealed' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '申诉时间 / When it came in' })
  readonly recordedAt: string;

  @Field(() => AppealOutcome, { nullable: true, description: '结果；未决为 null / Outcome; null while open' })
  readonly outcome: Outcome | null;

  @Field(() => String, { nullable: true, description: '决定的理由；未决为 null / Reason of the decision; null while open' })
  readonly decisionReason: string | null;

  @Field(() => String, { nullable: true, description: '决定人的身份标识；未决为 null / Identity of whoever decided; null while open' })
  readonly decidedBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '决定时间；未决为 null / When it was decided; null while open' })
  readonly decidedAt: string | null;

  constructor(readonly row: AppealRow) {
    super();
    this.id = globalId('Appeal', row.id);
    this.item = row.item;
    this.reason = row.reason;
    this.evidence = row.evidence;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
    this.outcome = row.outcome;
    this.decisionReason = row.decisionReason;
    this.decidedBy = row.decidedBy;
    this.decidedAt = row.decidedAt;
  }
}
