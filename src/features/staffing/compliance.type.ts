import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { Breach } from '../../core/staffing/breach.js';
import type { StaffingFinding } from '../../core/staffing/compliance.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { RosterSnapshotRow, SnapshotDocument, StaffingBreachRow, TurnoverDocument } from './snapshot.repository.js';
import { StaffStanding } from './staff.type.js';

export const StaffingState = wordEnum('StaffingState', '人员要求是否达到 / How a staffing requirement stands', {
  MET: '达到 / Met',
  BREACHED: '有违约 / Breached',
  NOT_MEASURED: '无可衡量 / Nothing to measure',
} satisfies Record<StaffingFinding['state'], string>);

@ObjectType('StaffingShortfall', {
  description: '一次未达到人员要求；只写工号 / A time in which a staffing requirement was not met; people by employee number only',
})
export class StaffingShortfallType {
  @Field(() => String, { description: '依据条款 / Clause' })
  readonly clause: string;

  @Field(() => String, { description: '自：日期，或北京时间的分钟 / From: a day, or a minute in China’s time' })
  readonly from: string;

  @Field(() => String, { description: '至：日期含当日，分钟不含 / Until: a day with itself, a minute without' })
  readonly to: string;

  constructor(private readonly breach: Breach) {
    this.clause = breach.clause;
    this.from = breach.from;
    this.to = breach.to;
  }

  @Field(() => String, { description: '说明 / What was not met' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.breach[locale];
  }
}

@ObjectType('StaffingBreach', {
  implements: Node,
  description:
    '违约台账的一条，所记不再更改，情形有变则另记；只写工号 / An entry of the log of breaches, never changed: what is found otherwise is another entry; people by employee number only',
})
export class StaffingBreachType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '人员要求的代码 / Code of the requirement' })
  readonly requirement: string;

  @Field(() => String, { description: '依据条款 / Clause' })
  readonly clause: string;

  @Field(() => String, { description: '自：日期，或北京时间的分钟 / From: a day, or a minute in China’s time' })
  readonly from: string;

  @Field(() => String, { description: '至：日期含当日，分钟不含 / Until: a day with itself, a minute without' })
  readonly to: string;

  @Field(() => GraphQLDateTime, { description: '记入台账的时间 / When it was logged' })
  readonly loggedAt: string;

  constructor(readonly row: StaffingBreachRow) {
    super();
    this.id = globalId('StaffingBreach', row.id);
    this.requirement = row.requirement;
    this.clause = row.clause;
    this.from = row.fromAt;
    this.to = row.untilAt;
    this.loggedAt = row.recordedAt;
  }

  @Field(() => String, { description: '说明 / What was not met' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.row[locale];
  }
}

@ObjectType('StaffingFinding', {
  description: '一项人员要求在所查日期内是否达到 / How a requirement stood through the days that were looked at',
})
export class StaffingFindingType {
  @Field(() => String, { description: '人员要求的代码 / Code of the requirement' })
  readonly requirement: string;

  @Field(() => [String], { description: '依据条款 / Clauses' })
  readonly clauses: readonly string[];

  @Field(() => StaffingState, { description: '是否达到 / How it stands' })
  readonly state: StaffingFinding['state'];

  @Field(() => Boolean, {
    description: '数值是否为甲方规定，合同未定 / Whether what is needed is set by the agency and not by the contract',
  })
  readonly isPolicy: boolean;

  @Field(() => [StaffingShortfallType], { description: '各次违约，按开始 / The breaches, by their beginnings' })
  readonly breaches: readonly StaffingShortfallType[];

  constructor({ code, clauses, state, isPolicy, breaches }: StaffingFinding) {
    this.requirement = code;
    this.clauses = clauses;
    this.state = state;
    this.isPolicy = isPolicy;
    this.breaches = breaches.map((breach) => new StaffingShortfallType(breach));
  }
}

@ObjectType('SnapshotMember', { description: '月末在册的一人 / Somebody on the roster at the month’s end' })
export class SnapshotMemberType {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no!: string;

  @Field(() => String, { description: '岗位代码 / Code of the role' })
  readonly role!: string;

  @Field(() => String, { description: '班组 / Team' })
  readonly team!: string;

  @Field(() => StaffStanding, { description: '性质 / Standing' })
  readonly standing!: 'FORMAL' | 'RESERVE';

  @Field(() => DateScalar, { description: '进场日 / Day of admission' })
  readonly admittedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: '上线日；未上线为 null / First day on the line; null before' })
  readonly onLineOn!: string | null;
}

@ObjectType('RosterFigure', { description: '花名册给考核的一个数 / A figure that the roster gives the scoring' })
export class RosterFigureType {
  @Field(() => String, { description: '指标代码 / Code of the metric' })
  readonly metric!: string;

  @Field(() => Int, { description: '人数 / People' })
  readonly value!: number;
}

@ObjectType('Turnover', { description: '人员流动率 / Turnover of the team' })
export class TurnoverType {
  @Field(() => [String], {
    description: '离场者的工号，应甲方要求更换者不计 / Who left, by employee number, without those replaced on demand',
  })
  readonly left!: readonly string[];

  @Field(() => Int, { description: '期初人数 / People at the beginning' })
  readonly opening!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '百分数，至多四位小数；期初无人为 null / Per cent, up to four places; null where nobody was there',
  })
  readonly percent!: string | null;

  static of(document: TurnoverDocument): TurnoverType {
    return Object.assign(new TurnoverType(), document);
  }
}

@ObjectType('MonthExam', { description: '月度考试的完成情况 / How the month’s exam stands' })
export class MonthExamType {
  @Field(() => DateScalar, { description: '截止日 / Last day' })
  readonly dueOn!: string;

  @Field(() => [String], { description: '应考者的工号 / Who was to take it, by employee number' })
  readonly required!: readonly string[];

  @Field(() => [String], { description: '按时参加者的工号 / Who took it in time, by employee number' })
  readonly taken!: readonly string[];

  static of(document: NonNullable<SnapshotDocument['exam']>): MonthExamType {
    return Object.assign(new MonthExamType(), document);
  }
}

@ObjectType('RosterSnapshot', {
  implements: Node,
  description:
    '经甲方确认的月末花名册，及其给考核的数（来源 ROSTER）/ The roster at a month’s end as the agency confirmed it, with the figures that it gave the scoring (source ROSTER)',
})
export class RosterSnapshotType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '月份 YYYY-MM / Month' })
  readonly month: string;

  @Field(() => Int, { description: '版次，从 1 起 / Revision, from 1' })
  readonly revision: number;

  @Field(() => [SnapshotMemberType], { description: '在册者，按工号 / Who was on the roster, by employee number' })
  readonly members: readonly SnapshotMemberType[];

  @Field(() => [RosterFigureType], { description: '给考核的数 / The figures for the scoring' })
  readonly figures: readonly RosterFigureType[];

  @Field(() => TurnoverType, { description: '月流动率 / Turnover of the month' })
  readonly monthTurnover: TurnoverType;

  @Field(() => TurnoverType, { description: '季流动率，至该月末 / Turnover of the quarter, up to the month’s end' })
  readonly quarterTurnover: TurnoverType;

  @Field(() => MonthExamType, {
    nullable: true,
    description: '月度考试；无此考试或未记录为 null / The month’s exam; null where there is none or nothing is recorded',
  })
  readonly exam: MonthExamType | null;

  @Field(() => String, { description: '内容的摘要 / Digest of what it says' })
  readonly digest: string;

  @Field(() => String, { description: '确认人的身份标识 / Identity of whoever confirmed it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '确认时间 / When it was confirmed' })
  readonly recordedAt: string;

  constructor(readonly row: RosterSnapshotRow) {
    super();
    const { document } = row;
    this.id = globalId('RosterSnapshot', row.id);
    this.month = row.month;
    this.revision = row.revision;
    this.members = document.members.map((member) => Object.assign(new SnapshotMemberType(), member));
    this.figures = document.figures.map((figure) => Object.assign(new RosterFigureType(), figure));
    this.monthTurnover = TurnoverType.of(document.turnover.month);
    this.quarterTurnover = TurnoverType.of(document.turnover.quarter);
    this.exam = document.exam && MonthExamType.of(document.exam);
    this.digest = row.digest;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
