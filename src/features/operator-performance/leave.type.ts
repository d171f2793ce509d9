import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { LeaveJudgement, LeaveProblem } from '../../core/performance/leave.js';
import type { LeaveState, LeaveStep as Step } from '../../core/performance/leave-life.js';
import type { LeaveApprover as Approver, LEAVE_APPROVERS } from '../../core/performance/leave-rules.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { type LeaveRow, type LeaveStepRow, leaveStateOf } from './operator-month.repository.js';

const LEAVE_STEP_WORDS = {
  APPROVED: '批准 / Approved',
  REJECTED: '不批准 / Rejected',
  WITHDRAWN: '撤回 / Taken back',
  ABSENCE_CONFIRMED: '甲方确认为旷工 / The agency confirms that it was no leave',
  EXCUSED: '甲方因特殊情况准许 / Excused by the agency for special circumstances',
} satisfies Record<Exclude<LeaveState, 'REQUESTED'>, string>;

export const LeaveStep = wordEnum('LeaveStep', '对请假的处理 / A step about leave', {
  ...LEAVE_STEP_WORDS,
  ABSENCE_RETRACTED: '甲方收回旷工的确认，恢复之前的状态 / The agency takes back that it was none: it stands as it did before',
} satisfies Record<Step, string>);

export const LeaveStateEnum = wordEnum('LeaveState', '请假的状态 / State of a request for leave', {
  REQUESTED: '待批准 / To be decided',
  ...LEAVE_STEP_WORDS,
} satisfies Record<LeaveState, string>);

export const LeaveApprover = wordEnum('LeaveApprover', '批准人 / Who approves leave', {
  TEAM_LEADER: '班长 / Team leader',
  SUPERIOR: '上级部门 / Above',
} satisfies Record<(typeof LEAVE_APPROVERS)[number], string>);

@ObjectType('LeaveStepEntry', { description: '对请假的一步处理 / A step that was taken about leave' })
export class LeaveStepType {
  @Field(() => LeaveStep, { description: '处理 / Step' })
  readonly step!: Step;

  @Field(() => LeaveApprover, { nullable: true, description: '批准人；非批准为 null / Who approved; null for anything else' })
  readonly approver!: Approver | null;

  @Field(() => String, { nullable: true, description: '理由；没有为 null / Reason; null for none' })
  readonly reason!: string | null;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever recorded it' })
  readonly recordedBy!: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt!: string;

  static of(row: LeaveStepRow): LeaveStepType {
    return Object.assign(new LeaveStepType(), row);
  }
}

@ObjectType('LeaveRemark', { description: '请假与规则不合之处 / What does not fit the rules about leave' })
export class LeaveRemarkType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => String, { description: '依据条款 / Clause' })
  readonly clause: string;

  constructor(private readonly problem: LeaveProblem) {
    this.code = problem.code;
    this.clause = problem.clause;
  }

  @Field(() => String, { description: '说明 / In words' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.problem[locale];
  }
}

@ObjectType('LeaveJudgement', {
  description: '按合同规则看此请假；只作提示 / A request seen by the contract’s rules; it is told, and decides nothing',
})
export class LeaveJudgementType {
  @Field(() => LeaveApprover, { description: '应由谁批准 / Who is to approve it' })
  readonly approver: Approver;

  @Field(() => Boolean, { description: '是否迟于规定 / Whether it was asked for too late' })
  readonly isLate: boolean;

  @Field(() => String, { description: '最迟申请时间，北京时间 / The last minute in time, in China’s time' })
  readonly latestApplicationAt: string;

  @Field(() => [String], { description: '尚缺证明的代码 / Codes of the proofs that are missing' })
  readonly missingProofs: readonly string[];

  @Field(() => [LeaveRemarkType], { description: '全部不合之处 / Everything that does not fit' })
  readonly problems: readonly LeaveRemarkType[];

  constructor({ approver, isLate, latestApplicationAt, missingProofs, problems }: LeaveJudgement) {
    this.approver = approver;
    this.isLate = isLate;
    this.latestApplicationAt = latestApplicationAt;
    this.missingProofs = missingProofs;
    this.problems = problems.map((problem) => new LeaveRemarkType(problem));
  }
}

@ObjectType('LeaveRequest', {
  implements: Node,
  description: '请假申请；事由作个人信息保存 / A request for leave; why is personal, and kept as such',
})
export class LeaveRequestType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '假别代码 / Code of the kind of leave' })
  readonly kind: string;

  @Field(() => DateScalar, { description: '首日 / First day' })
  readonly from: string;

  @Field(() => Int, { description: '天数，自然日，含休息日 / Natural days, rest days included' })
  readonly days: number;

  @Field(() => String, { description: '申请时间，北京时间 / When it was applied for, in China’s time' })
  readonly appliedAt: string;

  @Field(() => [String], { description: '已交证明的代码 / Codes of the proofs that were handed in' })
  readonly proofs: readonly string[];

  @Field(() => Boolean, { description: '是否说明了特殊情况 / Whether special circumstances were named' })
  readonly hasSpecialCircumstances: boolean;

  @Field(() => LeaveStateEnum, { description: '状态 / State' })
  readonly state: LeaveState;

  @Field(() => [LeaveStepType], { description: '各步处理，按先后 / The steps, in their order' })
  readonly steps: readonly LeaveStepType[];

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: LeaveRow) {
    super();
    this.id = globalId('LeaveRequest', row.id);
    this.kind = row.kind;
    this.from = row.from;
    this.days = row.days;
    this.appliedAt = row.appliedAt;
    this.proofs = row.proofs;
    this.hasSpecialCircumstances = row.hasSpecialCircumstances;
    this.state = leaveStateOf(row);
    this.steps = row.steps.map(LeaveStepType.of);
    this.recordedAt = row.recordedAt;
  }
}
