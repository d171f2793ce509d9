import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { NoticeDeadline } from '../../core/notices/deadline.js';
import type { NoticeKind as Kind, NoticeState as State, NoticeStep as Step } from '../../core/notices/life.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { Money, moneyOrNull } from '../../platform/graphql/money.type.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { DueBasis } from '../obligations/standing-obligation.type.js';
import { Party } from '../tenants/party.type.js';
import type { NoticeRow, NoticeStepRow } from './notice.repository.js';
import { stateOfNotice } from './standing-notice.js';

export const NoticeKind = wordEnum('NoticeKind', '通知的种类 / Kind of a notice', {
  BREACH: '违约：时间、行为、损失、主张 / Breach: time, act, loss, claim',
  FORCE_MAJEURE: '不可抗力：经对方确认才剔除数据、顺延合同期 / Force majeure: takes data out and extends the term only once approved',
  RECTIFICATION: '整改：方案、改正、复查、总结 / Rectification: plan, correction, re-check, summary',
  TERMINATION: '终止合同 / Termination',
  DISPUTE: '争议协商 / A dispute to be negotiated',
  MATERIALS: '资料移交 / Materials handed over',
  MINUTES: '会议纪要 / Minutes of a meeting',
} satisfies Record<Kind, string>);

export const NoticeState = wordEnum('NoticeState', '通知的状态 / State of a notice', {
  ISSUED: '已发出 / Issued',
  ANSWERED: '对方已答复，无异议 / Answered, nothing against it',
  CONTESTED: '对方有异议 / Contested by the other party',
  PLANNED: '整改方案已交 / The plan is in',
  CORRECTED: '已改正，待复查 / Corrected, to be checked again',
  UNREMEDIED: '复查不合格 / The re-check failed',
  REMEDIED: '复查合格，待总结 / The re-check passed, the summary waits',
  SUMMARISED: '总结已交 / The summary is in',
  APPROVED: '对方已确认，影响仍在继续 / Approved, the event goes on',
  REJECTED: '对方不予确认 / Rejected',
  ENDED: '影响已结束，尚未确认 / The event is over, nobody has decided yet',
  SETTLED: '已确认，影响已结束 / Approved, and the event is over',
  CLOSED: '已了结 / Closed',
} satisfies Record<State, string>);

const STEPS = {
  ANSWERED: '答复：无异议、已收到、已确认（对方）/ Answered: nothing against it, received, confirmed (the other party)',
  CONTESTED: '提出异议（对方）/ Contested (the other party)',
  PROOF_SUBMITTED: '补交不可抗力证明（发出方）/ Proof of force majeure (the issuer)',
  PLAN_SUBMITTED: '交整改方案（对方）/ The plan of the rectification (the other party)',
  CORRECTED: '报告已改正（对方）/ Corrected (the other party)',
  RECHECK_PASSED: '复查合格（发出方）/ The re-check passed (the issuer)',
  RECHECK_FAILED: '复查不合格（发出方）/ The re-check failed (the issuer)',
  SUMMARY_SUBMITTED: '交整改总结（对方）/ The summary of the rectification (the other party)',
  APPROVED: '确认不可抗力（对方签字人）/ Force majeure approved (a signatory of the other party)',
  REJECTED: '不予确认（对方签字人）/ Force majeure rejected (a signatory of the other party)',
  REVOKED:
    '撤回确认，剔除与顺延随之取消（对方签字人）/ All approvals taken back, with what they took out and added (a signatory of the other party)',
  ENDED: '不可抗力已结束（发出方）/ The event is over (the issuer)',
} satisfies Record<Exclude<Step, 'CLOSED'>, string>;

/** Steps that an answer can be: closing is a mutation of its own. */
export const NoticeAnswer = wordEnum('NoticeAnswer', '对通知的处理 / What is done about a notice', STEPS);

export const NoticeStepKind = wordEnum('NoticeStepKind', '通知的一步 / A step of a notice', {
  ...STEPS,
  CLOSED: '了结（发出方）/ Closed (the issuer)',
} satisfies Record<Step, string>);

@ObjectType('NoticeStep', { description: '通知之后的一步 / A step that was taken after a notice' })
export class NoticeStepType {
  @Field(() => NoticeStepKind, { description: '何种 / What it is' })
  readonly step!: Step;

  @Field(() => Party, { description: '哪一方 / The party that took it' })
  readonly party!: NoticeStepRow['party'];

  @Field(() => String, { description: '内容 / What it says' })
  readonly text!: string;

  @Field(() => String, { nullable: true, description: '证明；没有为 null / What supports it; null for none' })
  readonly evidence!: string | null;

  @Field(() => DateScalar, { description: '所述之事的日期 / Day on which that happened which it tells' })
  readonly occurredOn!: string;

  @Field(() => Int, { nullable: true, description: '顺延合同期的天数；没有为 null / Days by which the term grows; null for none' })
  readonly delayDays!: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: '受阻的第一天；没有为 null / The first of the days that were lost; null for none',
  })
  readonly delayedFrom!: string | null;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever took it' })
  readonly recordedBy!: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was taken' })
  readonly recordedAt!: string;

  static of(row: NoticeStepRow): NoticeStepType {
    return Object.assign(new NoticeStepType(), row);
  }
}

@ObjectType('NoticeDeadline', { description: '通知的期限 / By when something is to be done about a notice' })
export class NoticeDeadlineType {
  @Field(() => DateScalar, { description: '期限 / The day' })
  readonly dueOn!: string;

  @Field(() => DueBasis, { description: '期限的依据 / Where it comes from' })
  readonly basis!: NoticeDeadline['basis'];

  @Field(() => Boolean, {
    description: '是否因放假安排未公布而为暂定 / Whether it rests on a year whose working days are not published',
  })
  readonly isProvisional!: boolean;

  static of({ dueOn, basis, provisional }: NoticeDeadline): NoticeDeadlineType {
    return Object.assign(new NoticeDeadlineType(), { dueOn, basis, isProvisional: provisional });
  }
}

@ObjectType('Notice', {
  implements: Node,
  description:
    '通知：一方书面告知对方的事项；本身不动分 / A notice: what one party tells the other in writing; none moves points by itself',
})
export class NoticeType extends Node {
  override readonly id: string;

  @Field(() => Int, { description: '合同内的编号，从 1 起 / Number within the contract, from 1' })
  readonly number: number;

  @Field(() => NoticeKind, { description: '种类 / Kind' })
  readonly kind: Kind;

  @Field(() => Party, { description: '发出方 / The party that issued it' })
  readonly party: NoticeRow['party'];

  @Field(() => NoticeState, { description: '状态 / State' })
  readonly state: State;

  @Field(() => String, { description: '事由 / Subject' })
  readonly subject: string;

  @Field(() => String, { description: '正文 / Text' })
  readonly text: string;

  @Field(() => DateScalar, { description: '发出日 / Day on which it was issued' })
  readonly issuedOn: string;

  @Field(() => DateScalar, { description: '所述之事的日期 / Day on which that happened which it tells' })
  readonly occurredOn: string;

  @Field(() => [String], { description: '所依条款 / Clauses that it rests on' })
  readonly clauses: readonly string[];

  @Field(() => String, { nullable: true, description: '违约行为；非违约通知为 null / The act in breach; null for any other kind' })
  readonly act: string | null;

  @Field(() => Money, { nullable: true, description: '违约造成的损失；非违约通知为 null / Loss by the breach; null for any other kind' })
  readonly loss: Money | null;

  @Field(() => Money, { nullable: true, description: '主张的金额；非违约通知为 null / Amount claimed; null for any other kind' })
  readonly claim: Money | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '不可抗力影响预计结束日；未知或非此类为 null / Day on which force majeure is expected to end; null while unknown and for other kinds',
  })
  readonly expectedUntil: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: '拟终止日；非终止通知为 null / Day on which the contract is to end; null for any other kind',
  })
  readonly plannedOn: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: '甲方要求答复的日期（政策）；没有为 null / Day by which the agency asks for an answer, policy; null for none',
  })
  readonly answerDueOn: string | null;

  @Field(() => String, { nullable: true, description: '证明；没有为 null / What supports it; null for none' })
  readonly evidence: string | null;

  @Field(() => [NoticeStepType], { description: '之后的各步，按先后 / The steps after it, in their order' })
  readonly steps: readonly NoticeStepType[];

  @Field(() => String, { description: '发出人的身份标识 / Identity of whoever issued it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: NoticeRow) {
    super();
    this.id = globalId('Notice', row.id);
    this.number = row.number;
    this.kind = row.kind;
    this.party = row.party;
    this.state = stateOfNotice(row);
    this.subject = row.subject;
    this.text = row.text;
    this.issuedOn = row.issuedOn;
    this.occurredOn = row.occurredOn;
    this.clauses = row.clauses;
    this.act = row.act;
    this.loss = moneyOrNull(row.loss);
    this.claim = moneyOrNull(row.claim);
    this.expectedUntil = row.expectedUntil;
    this.plannedOn = row.plannedOn;
    this.answerDueOn = row.answerDueOn;
    this.evidence = row.evidence;
    this.steps = row.steps.map(NoticeStepType.of);
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}

@ObjectType('TermExtension', {
  description:
    '经确认的不可抗力对合同期的顺延；义务与人员要求随之延长，考核期与付款不变 / By how much approved force majeure extends the term: obligations and staffing go on, scored periods and payments stay as they are',
})
export class TermExtensionType {
  @Field(() => Int, { description: '顺延天数，同一天只计一次 / Days in all, each day once' })
  readonly days!: number;

  @Field(() => DateScalar, { description: '顺延后的末日 / Last day of the extended term' })
  readonly to!: string;

  @Field(() => [Int], { description: '所依通知的编号 / Numbers of the notices that it rests on' })
  readonly noticeNumbers!: readonly number[];
}
