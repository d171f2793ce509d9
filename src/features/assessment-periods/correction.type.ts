import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { CorrectionCause as Cause, CorrectionRow } from './correction.repository.js';

export const CorrectionCause = wordEnum('CorrectionCause', '更正的起因 / What a correction comes from', {
  ERROR: '差错 / An error',
  APPEAL: '申诉成立 / An upheld appeal',
  FINDING: '他期的发现涉及该期 / A finding in another period that touches it',
  READING: '约定的读法及于该期 / An agreed reading that reaches the period',
  AMENDMENT: '补充协议及于该期 / A supplement that reaches the period',
  FORCE_MAJEURE: '经确认的不可抗力剔除该期数据 / Approved force majeure that takes data out of the period',
} satisfies Record<Cause, string>);

@ObjectType('Correction', {
  implements: Node,
  description: '更正：公布之后重新评分的缘由 / A correction: why a period is scored again after it was published',
})
export class CorrectionType extends Node {
  override readonly id: string;

  @Field(() => CorrectionCause, { description: '起因 / What it comes from' })
  readonly cause: Cause;

  @Field(() => String, {
    nullable: true,
    description:
      '所指：考核项、发现编号、读法、合同版本或通知编号；差错为 null / Item, finding, reading, contract version or notice number; null for an error',
  })
  readonly reference: string | null;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason: string;

  @Field(() => Int, {
    nullable: true,
    description: '被更正的评分表版次；尚未公布为 null / Revision of the scorecard corrected; null where none was published yet',
  })
  readonly corrects: number | null;

  @Field(() => Boolean, { description: '是否尚未以新的公布了结 / Whether no later scorecard is published yet' })
  readonly isOpen: boolean;

  @Field(() => String, { description: '开启人的身份标识 / Identity of whoever opened it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '开启时间 / When it was opened' })
  readonly recordedAt: string;

  constructor(readonly row: CorrectionRow) {
    super();
    this.id = globalId('Correction', row.id);
    this.cause = row.cause;
    this.reference = row.reference;
    this.reason = row.reason;
    this.corrects = row.corrects === 0 ? null : row.corrects;
    this.isOpen = row.isOpen;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
