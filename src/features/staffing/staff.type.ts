import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { ResignationJudgement } from '../../core/performance/resignation.js';
import type { RosterEntry } from '../../core/staffing/roster.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { PersonalClass } from './personal-data.js';
import type { LeavingReason } from './staff-events.js';
import type {
  ChangeKind,
  ChangeState,
  PersonnelChangeRow,
  ReplacementDemandRow,
  StaffEventRow,
  StaffProofRow,
  StaffRow,
} from './staffing.repository.js';

export const StaffStanding = wordEnum('StaffStanding', '人员性质 / Standing of somebody in the roster', {
  FORMAL: '正式，计入人数 / Formal: counted',
  RESERVE: '后备 / In reserve',
} satisfies Record<RosterEntry['standing'], string>);

export const StaffEventKind = wordEnum('StaffEventKind', '花名册记录的种类 / Kind of an event of the roster', {
  ADMITTED: '进场 / Came onto the roster',
  ASSIGNED: '调岗 / Assigned elsewhere',
  ON_LINE: '上线 / First day on the line',
  LEFT: '离场 / Left',
} satisfies Record<StaffEventRow['kind'], string>);

export const LeavingReasonEnum = wordEnum('LeavingReason', '离场原因 / Why somebody left', {
  RESIGNED: '辞职 / Resigned',
  DISMISSED: '辞退 / Dismissed',
  REPLACED_ON_DEMAND: '应甲方要求更换，不计入流动率 / Replaced on the agency’s demand: not in the turnover',
  TRANSFERRED: '调离 / Transferred',
  ABANDONED: '自行离岗 / Left without a word',
  OTHER: '其他 / Other',
} satisfies Record<LeavingReason, string>);

export const PersonnelChangeKind = wordEnum('PersonnelChangeKind', '人员变动的种类 / Kind of a personnel change', {
  ADMISSION: '进场 / Somebody comes',
  ASSIGNMENT: '调岗 / Somebody works elsewhere',
  DEPARTURE: '离场 / Somebody goes',
} satisfies Record<ChangeKind, string>);

export const PersonnelChangeState = wordEnum('PersonnelChangeState', '人员变动的状态 / State of a personnel change', {
  PROPOSED: '待甲方决定 / To be decided by the agency',
  APPROVED: '甲方同意 / Approved',
  REJECTED: '甲方不同意 / Rejected',
  WITHDRAWN: '乙方撤回 / Withdrawn by the vendor',
} satisfies Record<ChangeState, string>);

export const PersonalDataClass = wordEnum('PersonalDataClass', '个人信息的类别 / Class of personal data', {
  IDENTITY: '身份：姓名、身份证号、电话 / Who somebody is',
  QUALIFICATION: '资质证明 / Proofs of qualification',
  HEALTH: '健康 / Health',
  LEAVE: '请假事由 / Reasons for leave',
  CONDUCT: '事件与离场说明 / Notes on events and departures',
} satisfies Record<PersonalClass, string>);

@ObjectType('MaskedPerson', {
  description: '人员身份，遮蔽显示；查看原文须说明理由并留痕 / Who somebody is, masked; it is shown in clear for a reason that is kept',
})
export class MaskedPersonType {
  @Field(() => String, { description: '姓名，只留首字 / Name, its first character only' })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: '身份证号，只留末二位；没有为 null / Identity number, its last two characters; null for none',
  })
  readonly identityNumber!: string | null;

  @Field(() => String, { nullable: true, description: '电话，只留末四位；没有为 null / Telephone, its last four digits; null for none' })
  readonly phone!: string | null;
}

@ObjectType('ResignationJudgement', {
  description: '按合同规则看此次辞职，供复核 / A resignation seen by the contract’s rules, for review',
})
export class ResignationType {
  @Field(() => DateScalar, { description: '提出之日 / Day on which it was said' })
  readonly saidOn: string;

  @Field(() => Boolean, { description: '是否提前足够时间 / Whether it was said early enough' })
  readonly isInTime: boolean;

  @Field(() => [String], { description: '尚缺事项的代码 / Codes of what is missing' })
  readonly missing: readonly string[];

  @Field(() => String, { nullable: true, description: '待核标记；没有为 null / Flag for review; null for none' })
  readonly flag: string | null;

  @Field(() => String, { description: '依据条款 / Clause' })
  readonly clause: string;

  constructor(
    saidOn: string,
    private readonly judgement: ResignationJudgement,
  ) {
    this.saidOn = saidOn;
    this.isInTime = judgement.isInTime;
    this.missing = judgement.missing;
    this.flag = judgement.flag;
    this.clause = judgement.clause;
  }

  @Field(() => String, { description: '说明 / In words' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.judgement[locale];
  }
}

@ObjectType('StaffEvent', { description: '花名册的一次记录 / An event of somebody’s place in the roster' })
export class StaffEventType {
  @Field(() => String, { description: '编号，更正时用 / Its id, for a correction' })
  readonly eventId: string;

  @Field(() => StaffEventKind, { description: '种类 / Kind' })
  readonly kind: StaffEventRow['kind'];

  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly on: string;

  @Field(() => String, { nullable: true, description: '岗位代码；不涉及为 null / Code of the role; null where it sets none' })
  readonly role: string | null;

  @Field(() => String, { nullable: true, description: '班组；不涉及为 null / Team; null where it sets none' })
  readonly team: string | null;

  @Field(() => StaffStanding, { nullable: true, description: '性质；不涉及为 null / Standing; null where it sets none' })
  readonly standing: StaffEventRow['standing'];

  @Field(() => LeavingReasonEnum, { nullable: true, description: '离场原因；非离场为 null / Why somebody left; null for anything else' })
  readonly leftFor: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: '甲方同意之日；未经同意为 null / Day of the agency’s approval; null without one',
  })
  readonly approvedOn: string | null;

  @Field(() => String, {
    nullable: true,
    description: '更正的理由；非更正为 null / Why it stands in place of another one; null where it does not',
  })
  readonly reason: string | null;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever recorded it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: StaffEventRow) {
    this.eventId = globalId('StaffEvent', row.id);
    this.kind = row.kind;
    this.on = row.on;
    this.role = row.role;
    this.team = row.team;
    this.standing = row.standing;
    this.leftFor = row.leftFor;
    this.approvedOn = row.approvedOn;
    this.reason = row.reason;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}

@ObjectType('StaffProof', {
  description: '资质或健康的证明；证明文件属个人信息 / What shows that somebody meets a requirement; the document itself is personal',
})
export class StaffProofType {
  @Field(() => String, { description: '人员要求的代码 / Code of the requirement' })
  readonly requirement!: string;

  @Field(() => DecimalScalar, { nullable: true, description: '所测之数；不测为 null / What was measured; null where nothing is' })
  readonly value!: string | null;

  @Field(() => DateScalar, { description: '取得日 / Day on which it was obtained' })
  readonly obtainedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: '有效期止；长期为 null / Last day on which it counts; null without end' })
  readonly validUntil!: string | null;

  @Field(() => Boolean, { description: '是否合格 / Whether it was passed' })
  readonly isPassed!: boolean;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt!: string;

  static of(row: StaffProofRow): StaffProofType {
    return Object.assign(new StaffProofType(), row);
  }
}

@ObjectType('RosterPlace', { description: '某日在花名册中的位置 / Somebody’s place in the roster on a day' })
export class RosterPlaceType {
  @Field(() => String, { description: '岗位代码 / Code of the role' })
  readonly role!: string;

  @Field(() => String, { description: '班组 / Team' })
  readonly team!: string;

  @Field(() => StaffStanding, { description: '性质 / Standing' })
  readonly standing!: RosterEntry['standing'];

  @Field(() => DateScalar, { description: '进场日 / Day of admission' })
  readonly admittedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: '上线日；未上线为 null / First day on the line; null before' })
  readonly onLineOn!: string | null;

  static of(entry: RosterEntry): RosterPlaceType {
    return Object.assign(new RosterPlaceType(), entry);
  }
}

@ObjectType('StaffMember', {
  implements: Node,
  description: '人员，以工号识别 / Somebody who works under a contract, known by the employee number',
})
export class StaffMemberType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '工号 / Employee number' })
  readonly no: string;

  @Field(() => String, { description: '录入人的身份标识 / Identity of whoever entered the person' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '录入时间 / When the person was entered' })
  readonly recordedAt: string;

  constructor(readonly row: StaffRow) {
    super();
    this.id = globalId('StaffMember', row.id);
    this.no = row.no;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}

@ObjectType('PersonnelChange', {
  implements: Node,
  description: '人员变动申请；甲方同意后生效 / A change of the roster that was asked for; it takes effect once the agency approves it',
})
export class PersonnelChangeType extends Node {
  override readonly id: string;

  @Field(() => Int, { description: '合同内的序号 / Number within the contract' })
  readonly number: number;

  @Field(() => PersonnelChangeKind, { description: '种类 / Kind' })
  readonly kind: ChangeKind;

  @Field(() => PersonnelChangeState, { description: '状态 / State' })
  readonly state: ChangeState;

  @Field(() => DateScalar, { description: '申请的生效日 / Day from which it is asked for' })
  readonly effectiveOn: string;

  @Field(() => String, { nullable: true, description: '岗位代码；离场为 null / Code of the role; null for a departure' })
  readonly role: string | null;

  @Field(() => String, { nullable: true, description: '班组；离场为 null / Team; null for a departure' })
  readonly team: string | null;

  @Field(() => StaffStanding, { nullable: true, description: '性质；离场为 null / Standing; null for a departure' })
  readonly standing: PersonnelChangeRow['standing'];

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason: string;

  @Field(() => DateScalar, { nullable: true, description: '决定之日；未决定为 null / Day of the decision; null before' })
  readonly decidedOn: string | null;

  @Field(() => String, { nullable: true, description: '决定的理由；没有为 null / Reason of the decision; null for none' })
  readonly decisionReason: string | null;

  @Field(() => String, { nullable: true, description: '决定人的身份标识；未决定为 null / Identity of whoever decided; null before' })
  readonly decidedBy: string | null;

  @Field(() => Boolean, { description: '是否已进入花名册 / Whether it has come into the roster' })
  readonly isDone: boolean;

  @Field(() => String, { description: '申请人的身份标识 / Identity of whoever asked' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '申请时间 / When it was asked for' })
  readonly recordedAt: string;

  constructor(readonly row: PersonnelChangeRow) {
    super();
    this.id = globalId('PersonnelChange', row.id);
    this.number = row.number;
    this.kind = row.kind;
    this.state = row.state;
    this.effectiveOn = row.effectiveOn;
    this.role = row.role;
    this.team = row.team;
    this.standing = row.standing;
    this.reason = row.reason;
    this.decidedOn = row.decidedOn;
    this.decisionReason = row.decisionReason;
    this.decidedBy = row.decidedBy;
    this.isDone = row.isDone;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}

@ObjectType('ReplacementDemand', { implements: Node, description: '甲方要求更换人员 / That the agency wants somebody replaced' })
export class ReplacementDemandType extends Node {
  override readonly id: string;

  @Field(() => Int, { description: '合同内的序号 / Number within the contract' })
  readonly number: number;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason: string;

  @Field(() => DateScalar, { description: '要求之日 / Day of the demand' })
  readonly demandedOn: string;

  @Field(() => DateScalar, {
    description: '期限；合同未定时依平台规定 / Day by which it is to be met; policy where the contract sets none',
  })
  readonly dueOn: string;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever demanded it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: ReplacementDemandRow) {
    super();
    this.id = globalId('ReplacementDemand', row.id);
    this.number = row.number;
    this.reason = row.reason;
    this.demandedOn = row.demandedOn;
    this.dueOn = row.dueOn;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
