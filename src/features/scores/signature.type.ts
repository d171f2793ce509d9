import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { Party as PartyCode } from '../tenants/party.js';
import { Party } from '../tenants/party.type.js';

@ObjectType('Signature', {
  description: '签字：一方认可一份评分表，以摘要为凭 / A signature: a party stands by a scorecard, bound to its digest',
})
export class SignatureType {
  @Field(() => Party, { description: '签字方 / Party' })
  readonly party!: PartyCode;

  @Field(() => String, { description: '所签的摘要 / Digest that was signed' })
  readonly digest!: string;

  @Field(() => String, { description: '签字人的身份标识 / Identity of the signatory' })
  readonly recordedBy!: string;

  @Field(() => GraphQLDateTime, { description: '签字时间 / When it was signed' })
  readonly recordedAt!: string;
}

@ObjectType('SignatureRefusal', {
  description: '拒绝签字；该方后来签字即告撤回 / A refusal to sign; a later signature of the party takes it back',
})
export class SignatureRefusalType {
  @Field(() => Party, { description: '拒签方 / Party' })
  readonly party!: PartyCode;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;

  @Field(() => String, { description: '拒签人的身份标识 / Identity of whoever refused' })
  readonly recordedBy!: string;

  @Field(() => GraphQLDateTime, { description: '拒签时间 / When it was refused' })
  readonly recordedAt!: string;
}
