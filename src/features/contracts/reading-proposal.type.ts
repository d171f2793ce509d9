import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Party } from '../tenants/party.type.js';
import type { ProposalRow } from './contract.repository.js';

@ObjectType('ReadingProposal', { implements: Node, description: '一方对读法选项的提议 / That a party proposes an option of a reading' })
export class ReadingProposalType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '读法代码 / Code of the reading' })
  readonly reading: string;

  @Field(() => String, { description: '选项代码 / Code of the option' })
  readonly option: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '自该日起始的考核期适用；null 为全部 / Periods that begin on this day or later are scored by it; null for all',
  })
  readonly effectiveFrom: string | null;

  @Field(() => Party, { description: '提议方 / Party that proposes' })
  readonly party: ProposalRow['party'];

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason: string;

  @Field(() => Boolean, { description: '对方是否已同意 / Whether the other party has agreed' })
  readonly isAgreed: boolean;

  @Field(() => String, { description: '提议人的身份标识 / Identity of whoever proposed' })
  readonly proposedBy: string;

  @Field(() => GraphQLDateTime, { description: '提议时间 / When it was proposed' })
  readonly proposedAt: string;

  constructor(row: ProposalRow) {
    super();
    this.id = globalId('ReadingProposal', row.id);
    this.reading = row.reading;
    this.option = row.option;
    this.effectiveFrom = row.effectiveFrom;
    this.party = row.party;
    this.reason = row.reason;
    this.isAgreed = row.isAgreed;
    this.proposedBy = row.proposedBy;
    this.proposedAt = row.proposedAt;
  }
}
