import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Money, moneyOrNull } from '../../platform/graphql/money.type.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { ScorecardRow } from './scorecard.repository.js';

export const ScorecardState = wordEnum('ScorecardState', '评分表的状态 / State of a scorecard', {
  DRAFT: '草稿，乙方不可见 / A draft; the vendor does not see it',
  PUBLISHED: '已公布，待双方签字 / Published, to be signed by both',
  CONTESTED: '有一方拒绝签字 / A party refuses to sign',
  SIGNED: '双方已签字 / Signed by both parties',
  SUPERSEDED: '已公布更新的版次 / A later revision is published',
});

export type ScorecardState = keyof typeof ScorecardState;

@ObjectType('Scorecard', {
  implements: Node,
  description:
    '评分表：一个考核期的得分及其全部说明，生成后不变 / A scorecard: the score of a period with all that explains it; it never changes',
})
export class ScorecardType extends Node {
  override readonly id: string;

  @Field(() => Int, { description: '版次，从 1 起 / Revision, from 1' })
  readonly revision: number;

  @Field(() => ScorecardState, { description: '状态 / State' })
  readonly state: ScorecardState;

  @Field(() => String, { description: '考核表及版本 / Rubric with version' })
  readonly rubric: string;

  @Field(() => Boolean, { description: '数据是否齐全 / Whether no data is missing' })
  readonly complete: boolean;

  @Field(() => Boolean, { description: '是否有项暂按裁量下限 / Whether the least of a range stands in somewhere' })
  readonly provisional: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: '总分；缺少数据为 null / Total; null while data is missing' })
  readonly total: string | null;

  @Field(() => Money, {
    nullable: true,
    description:
      '按适用读法的应付；缺少数据或本期不单独付款为 null / Payable under the readings applied; null while data is missing or where the period pays nothing by itself',
  })
  readonly payableAmount: Money | null;

  @Field(() => String, { description: '全部输入的摘要：摘要相同，结果相同 / Digest of all inputs: the same digest, the same result' })
  readonly digest: string;

  @Field(() => String, { description: '评分人的身份标识 / Identity of whoever scored' })
  readonly scoredBy: string;

  @Field(() => GraphQLDateTime, { description: '评分时间 / When it was scored' })
  readonly scoredAt: string;

  @Field(() => String, {
    nullable: true,
    description: '公布人的身份标识；草稿为 null / Identity of whoever published it; null for a draft',
  })
  readonly publishedBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '公布时间；草稿为 null / When it was published; null for a draft' })
  readonly publishedAt: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '可申诉至该日（含），平台政策而非合同约定；草稿为 null / Last day to appeal, policy of the platform and not of the contract; null for a draft',
  })
  readonly appealableUntil: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '申诉期限是否因放假安排未公布而为暂定；草稿为 null / Whether that day rests on a year whose working days are not published; null for a draft',
  })
  readonly isAppealDeadlineProvisional: boolean | null;

  constructor(readonly row: ScorecardRow) {
    super();
    this.id = globalId('Scorecard', row.id);
    this.revision = row.revision;
    this.state = stateOf(row);
    this.rubric = row.rubric;
    this.complete = row.isComplete;
    this.provisional = row.isProvisional;
    this.total = row.total;
    this.payableAmount = moneyOrNull(row.payable);
    this.digest = row.digest;
    this.scoredBy = row.scoredBy;
    this.scoredAt = row.scoredAt;
    this.publishedBy = row.publishedBy;
    this.publishedAt = row.publishedAt;
    this.appealableUntil = row.appealableUntil;
    this.isAppealDeadlineProvisional = row.isDeadlineProvisional;
  }
}

/** The state of the revision that is published now is its period's; whether it is paid for is no matter of the scorecard. */
function stateOf({ publishedAt, revision, publishedScorecard, periodState }: ScorecardRow): ScorecardState {
  if (publishedAt === null) return 'DRAFT';
  if (revision !== publishedScorecard || periodState === 'OPEN' || periodState === 'SCORED') return 'SUPERSEDED';
  return periodState === 'SETTLED' ? 'SIGNED' : periodState;
}
