import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { Party } from '../tenants/party.type.js';
import type { DeliverableRow } from './obligation.repository.js';

export const ReviewOutcome = wordEnum('ReviewOutcome', '审核结果 / Outcome of a review', {
  ACCEPTED: '收下 / Accepted',
  RETURNED: '退回，视为未交 / Returned: it counts as not delivered',
});

@ObjectType('Deliverable', {
  implements: Node,
  description: '交付物：为某项义务提交的材料 / What was delivered for something that is owed',
})
export class DeliverableType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '义务代码 / Code of the obligation' })
  readonly obligation: string;

  @Field(() => String, { description: '哪一期 / Which occurrence' })
  readonly occurrence: string;

  @Field(() => Party, { description: '提交方 / Party that delivered, or entered it' })
  readonly party: DeliverableRow['party'];

  @Field(() => DateScalar, { description: '提交日 / Day on which it came' })
  readonly submittedOn: string;

  @Field(() => String, { description: '内容说明 / What it is' })
  readonly description: string;

  @Field(() => String, { description: '提交人的身份标识 / Identity of whoever submitted it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  @Field(() => ReviewOutcome, { nullable: true, description: '审核结果；未审为 null / Outcome of the review; null while there is none' })
  readonly outcome: DeliverableRow['outcome'];

  @Field(() => String, { nullable: true, description: '审核理由；未审为 null / Reason of the review; null while there is none' })
  readonly reviewReason: string | null;

  @Field(() => String, {
    nullable: true,
    description: '审核人的身份标识；未审为 null / Identity of the reviewer; null while there is none',
  })
  readonly reviewedBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '审核时间；未审为 null / When it was reviewed; null while it is not' })
  readonly reviewedAt: string | null;

  constructor(row: DeliverableRow) {
    super();
    this.id = globalId('Deliverable', row.id);
    this.obligation = row.obligation;
    this.occurrence = row.occurrence;
    this.party = row.party;
    this.submittedOn = row.submittedOn;
    this.description = row.description;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
    this.outcome = row.outcome;
    this.reviewReason = row.reviewReason;
    this.reviewedBy = row.reviewedBy;
    this.reviewedAt = row.reviewedAt;
  }
}
