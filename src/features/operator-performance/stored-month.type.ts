import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { OffLine } from '../../core/performance/retraining.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { Money } from '../../platform/graphql/money.type.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { Party } from '../tenants/party.type.js';
import type {
  ClosingRow,
  OperatorEventState as EventState,
  MarkRow,
  OperatorEventRow,
  OperatorMonthState as State,
} from './operator-month.repository.js';
import { OperatorLedgerType, TeamPoolType } from './operator-month.type.js';

export const OperatorEventState = wordEnum('OperatorEventState', '事件记录的状态 / State of a record of an event', {
  STANDS: '有效 / Stands',
  SUPERSEDED: '已被后一记录取代 / Superseded by a later record',
  WITHDRAWN: '撤销 / Withdraws the one that it supersedes',
} satisfies Record<EventState, string>);

export const OperatorMonthState = wordEnum('OperatorMonthState', '话务员月度考核的状态 / State of an operators’ month', {
  CLOSED: '乙方已关账，待甲方确认 / Closed by the vendor, to be confirmed',
  CONFIRMED: '甲方已确认 / Confirmed',
  RETURNED: '甲方退回 / Returned',
  REOPENED: '甲方重开，待乙方重新关账 / Reopened by the agency, to be closed again',
} satisfies Record<State, string>);

@ObjectType('OperatorEvent', {
  implements: Node,
  description: '话务员的一次事件；说明作个人信息保存 / Something that happened to or through an operator; its note is personal',
})
export class OperatorEventType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '事件类型代码 / Code of the kind of event' })
  readonly kind: string;

  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly on: string;

  @Field(() => Int, { description: '次数，或天数 / How many, or how many days' })
  readonly units: number;

  @Field(() => Boolean, { description: '是否情节严重 / Whether it is severe' })
  readonly isSevere: boolean;

  @Field(() => Boolean, { description: '是否造成不良后果 / Whether it had consequences' })
  readonly hasConsequence: boolean;

  @Field(() => Money, {
    nullable: true,
    description: '班长连带金额；未定为 null / What the team leader bears; null where nobody has set it',
  })
  readonly leaderAmount: Money | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '告知本人的时间；未告知为 null / When the operator was told; null before' })
  readonly toldAt: string | null;

  @Field(() => Party, {
    description:
      '何方的记录；甲方记录或改过的，乙方只能补告知时间 / Whose record it is; to the agency’s the vendor adds only when it was told',
  })
  readonly party: OperatorEventRow['party'];

  @Field(() => OperatorEventState, { description: '状态 / State' })
  readonly state: EventState;

  @Field(() => ID, { nullable: true, description: '所取代的记录；没有为 null / The record that it supersedes; null for none' })
  readonly supersedesId: string | null;

  @Field(() => String, {
    nullable: true,
    description: '更正的理由；非更正为 null / Why it stands in place of another one; null where it does not',
  })
  readonly reason: string | null;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever recorded it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: OperatorEventRow) {
    super();
    this.id = globalId('OperatorEvent', row.id);
    this.kind = row.kind;
    this.on = row.on;
    this.units = row.units;
    this.isSevere = row.isSevere;
    this.hasConsequence = row.hasConsequence;
    this.leaderAmount = row.leaderAmount === null ? null : new Money(row.leaderAmount);
    this.toldAt = row.toldAt;
    this.party = row.party;
    this.state = row.state;
    this.supersedesId = row.supersedesId === null ? null : globalId('OperatorEvent', row.supersedesId);
    this.reason = row.reason;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}

@ObjectType('OperatorMarkPart', { description: '月度评分的一部分 / A part of the mark' })
export class OperatorMarkPartType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code!: string;

  @Field(() => DecimalScalar, { description: '得分 / Points' })
  readonly points!: string;
}

@ObjectType('OperatorMark', { description: '考核员对一人一月的评分 / The assessor’s mark of an operator’s month' })
export class OperatorMarkType {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no: string;

  @Field(() => String, { description: '月份 / Month' })
  readonly month: string;

  @Field(() => Int, { description: '版次，从 1 起 / Revision, from 1' })
  readonly revision: number;

  @Field(() => [OperatorMarkPartType], { description: '各部分，按代码 / The parts, by code' })
  readonly parts: readonly OperatorMarkPartType[];

  @Field(() => DecimalScalar, { description: '总分 / Total' })
  readonly total: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason: string;

  constructor(row: MarkRow) {
    this.no = row.no;
    this.month = row.month;
    this.revision = row.revision;
    this.parts = Object.entries(row.parts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, points]) => Object.assign(new OperatorMarkPartType(), { code, points }));
    this.total = row.total;
    this.reason = row.reason;
  }
}

@ObjectType('OperatorOffLine', { description: '停岗学习：测试合格后方可上线 / Off the line until a test is passed' })
export class OperatorOffLineType {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no: string;

  @Field(() => DateScalar, { description: '事件之日 / Day of the event' })
  readonly from: string;

  @Field(() => DateScalar, { nullable: true, description: '测试合格之日；尚未为 null / Day of the passed test; null before' })
  readonly testedOn: string | null;

  @Field(() => DateScalar, { nullable: true, description: '可再上线之日；尚未为 null / First day back on the line; null before' })
  readonly returnsOn: string | null;

  constructor(no: string, { from, testedOn, returnsOn }: OffLine) {
    this.no = no;
    this.from = from;
    this.testedOn = testedOn;
    this.returnsOn = returnsOn;
  }
}

@ObjectType('OperatorMonth', {
  implements: Node,
  description: '话务员月度考核：台账、扣款池、待核标记，均为拟扣 / The operators’ month: ledgers, pools, flags; amounts are proposals',
})
export class OperatorMonthType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '月份 / Month' })
  readonly month: string;

  @Field(() => Int, { description: '版次，从 1 起 / Revision, from 1' })
  readonly revision: number;

  @Field(() => OperatorMonthState, { description: '状态 / State' })
  readonly state: State;

  @Field(() => DateScalar, {
    nullable: true,
    description: '完成期限；合同未定为 null / Day by which it is to be assessed; null where the contract sets none',
  })
  readonly dueOn: string | null;

  @Field(() => [OperatorLedgerType], { description: '话务员台账，按工号 / The operators’ ledgers, by number' })
  readonly members: readonly OperatorLedgerType[];

  @Field(() => [TeamPoolType], { description: '扣款池，按班组 / Pools by team' })
  readonly pools: readonly TeamPoolType[];

  @Field(() => String, { description: '全部输入的摘要，与命令行一致 / Digest of all inputs, as the command’s' })
  readonly digest: string;

  @Field(() => String, { nullable: true, description: '甲方的理由；没有为 null / The agency’s reason; null for none' })
  readonly decisionReason: string | null;

  @Field(() => String, {
    nullable: true,
    description: '甲方决定人的身份标识；未决定为 null / Identity of whoever decided for the agency; null before',
  })
  readonly decidedBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '甲方决定时间；未决定为 null / When the agency decided; null before' })
  readonly decidedAt: string | null;

  @Field(() => String, { description: '关账人的身份标识 / Identity of whoever closed it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '关账时间 / When it was closed' })
  readonly recordedAt: string;

  constructor(readonly row: ClosingRow) {
    super();
    const { result } = row.document;
    this.id = globalId('OperatorMonth', row.id);
    this.month = row.month;
    this.revision = row.revision;
    this.state = row.state;
    this.dueOn = row.dueOn;
    this.members = result.members.map((member) => new OperatorLedgerType(member));
    this.pools = result.pools.map((pool) => new TeamPoolType(pool));
    this.digest = row.digest;
    this.decisionReason = row.decisionReason;
    this.decidedBy = row.decidedBy;
    this.decidedAt = row.decidedAt;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}

@ObjectType('OperatorHistoryEntry', { description: '一人一月的台账与评分 / A month of one person: ledger and mark' })
export class OperatorHistoryEntryType {
  @Field(() => String, { description: '月份 / Month' })
  readonly month: string;

  @Field(() => OperatorMonthState, { description: '该月的状态 / State of the month' })
  readonly state: State;

  @Field(() => OperatorLedgerType, { description: '台账 / Ledger' })
  readonly ledger: OperatorLedgerType;

  @Field(() => OperatorMarkType, { nullable: true, description: '评分；未评为 null / Mark; null before' })
  readonly mark: OperatorMarkType | null;

  constructor({ month, state }: ClosingRow, ledger: OperatorLedgerType, mark: OperatorMarkType | null) {
    this.month = month;
    this.state = state;
    this.ledger = ledger;
    this.mark = mark;
  }
}
