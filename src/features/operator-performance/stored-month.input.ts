import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { LeaveApprover, LeaveStep } from './leave.type.js';

const CONTRACT = { description: '合同代码 / Code of the contract' } as const;
const NO = { description: '工号 / Employee number' } as const;
const REASON = { description: '理由 / Reason' } as const;
const MONTH = { description: '月份 YYYY-MM / Month' } as const;

@InputType('RequestLeaveInput', { description: '请假申请 / Leave to ask for' })
export class RequestLeaveInput extends CommandFields {
  @Field(() => String, CONTRACT)
  readonly contract!: string;

  @Field(() => String, NO)
  readonly no!: string;

  @Field(() => String, { description: '假别代码，见合同数据 / Code of the kind of leave, as in the contract’s data' })
  readonly kind!: string;

  @Field(() => DateScalar, { description: '首日 / First day' })
  readonly from!: unknown;

  @Field(() => Int, { description: '天数，自然日 / Natural days' })
  readonly days!: number;

  @Field(() => String, { nullable: true, description: '首个班次的开始，北京时间 / Begin of the first shift, in China’s time' })
  readonly startsAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '申请时间，北京时间，不填为现在 / When it was applied for, in China’s time; now unless said',
  })
  readonly appliedAt?: string | null;

  @Field(() => [String], { description: '已交证明的代码 / Codes of the proofs that were handed in' })
  readonly proofs!: readonly string[];

  @Field(() => Boolean, { description: '是否有特殊情况 / Whether there are special circumstances' })
  readonly hasSpecialCircumstances!: boolean;

  @Field(() => String, { description: '事由，作个人信息保存 / Why; kept as personal data' })
  readonly reason!: string;
}

@InputType('AddLeaveProofsInput', { description: '补交请假证明 / Proofs of leave that came later' })
export class AddLeaveProofsInput extends CommandFields {
  @Field(() => ID, { description: '请假的全局编号 / Global id of the request' })
  readonly requestId!: string;

  @Field(() => [String], { description: '补交证明的代码，见合同数据 / Codes of the proofs, as in the contract’s data' })
  readonly proofs!: readonly string[];
}

@InputType('DecideLeaveInput', { description: '对请假的处理 / A step about leave to take' })
export class DecideLeaveInput extends CommandFields {
  @Field(() => ID, { description: '请假的全局编号 / Global id of the request' })
  readonly requestId!: string;

  @Field(() => LeaveStep, { description: '处理 / Step' })
  readonly step!: keyof typeof LeaveStep;

  @Field(() => LeaveApprover, { nullable: true, description: '批准人，批准时须填 / Who approved; needed for an approval' })
  readonly approver?: keyof typeof LeaveApprover | null;

  @Field(() => String, { nullable: true, description: '理由，批准可不填 / Reason; an approval needs none' })
  readonly reason?: string | null;
}

@InputType('NewOperatorEventInput', { description: '话务员的一次事件 / Something that happened to or through an operator' })
export class NewOperatorEventInput {
  @Field(() => String, NO)
  readonly no!: string;

  @Field(() => String, { description: '事件类型代码，见合同数据 / Code of the kind of event, as in the contract’s data' })
  readonly kind!: string;

  @Field(() => DateScalar, { description: '日期 / Day' })
  readonly on!: unknown;

  @Field(() => Int, { nullable: true, description: '次数，按天计的为天数，默认 1 / How many, or how many days; 1 unless said' })
  readonly units?: number | null;

  @Field(() => Boolean, { nullable: true, description: '是否情节严重 / Whether it is severe' })
  readonly isSevere?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '是否造成不良后果 / Whether it had consequences' })
  readonly hasConsequence?: boolean | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '班长连带金额（元），由甲方定 / Yuan that the team leader bears; the agency’s to set',
  })
  readonly leaderAmount?: unknown;

  @Field(() => GraphQLDateTime, { nullable: true, description: '告知本人的时间 / When the operator was told' })
  readonly toldAt?: unknown;

  @Field(() => String, { nullable: true, description: '说明，作个人信息保存 / What was seen; kept as personal data' })
  readonly note?: string | null;

  @Field(() => ID, { nullable: true, description: '同一事实的考核发现的全局编号 / Global id of the finding that is about the same' })
  readonly findingId?: string | null;
}

@InputType('RecordOperatorEventsInput', { description: '记录话务员事件 / Events of operators to record' })
export class RecordOperatorEventsInput extends CommandFields {
  @Field(() => String, CONTRACT)
  readonly contract!: string;

  @Field(() => [NewOperatorEventInput], { description: '事件，最多 500 项 / The events, at most 500' })
  readonly events!: readonly NewOperatorEventInput[];
}

@InputType('AmendOperatorEventInput', { description: '补充或撤销事件；原记录留存 / An event to amend or withdraw; the one before stays' })
export class AmendOperatorEventInput extends CommandFields {
  @Field(() => ID, { description: '事件的全局编号 / Global id of the event' })
  readonly eventId!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: '告知本人的时间 / When the operator was told' })
  readonly toldAt?: unknown;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '班长连带金额（元），由甲方定 / Yuan that the team leader bears; the agency’s to set',
  })
  readonly leaderAmount?: unknown;

  @Field(() => Boolean, { nullable: true, description: '是否撤销 / Whether it never was' })
  readonly isWithdrawn?: boolean | null;

  @Field(() => String, REASON)
  readonly reason!: string;
}

@InputType('CloseOperatorMonthInput', { description: '关账话务员月度考核 / An operators’ month to close' })
export class CloseOperatorMonthInput extends CommandFields {
  @Field(() => String, CONTRACT)
  readonly contract!: string;

  @Field(() => String, MONTH)
  readonly month!: string;
}

export const ConfirmationOutcome = wordEnum(
  'ConfirmationOutcome',
  '甲方对月度考核的决定 / The agency’s decision about an operators’ month',
  {
    CONFIRMED: '确认 / Confirmed',
    RETURNED: '退回 / Returned',
    REOPENED: '重开已确认的月度考核 / Reopened after it was confirmed',
  },
);

@InputType('ConfirmOperatorMonthInput', { description: '确认、退回或重开月度考核 / An operators’ month to confirm, return or reopen' })
export class ConfirmOperatorMonthInput extends CommandFields {
  @Field(() => ID, { description: '月度考核的全局编号 / Global id of the operators’ month' })
  readonly closingId!: string;

  @Field(() => ConfirmationOutcome, { description: '决定 / Decision' })
  readonly outcome!: keyof typeof ConfirmationOutcome;

  @Field(() => String, { nullable: true, description: '理由，退回、重开须填 / Reason; needed to return or reopen it' })
  readonly reason?: string | null;
}

@InputType('OperatorMarkPartInput', { description: '评分的一部分 / A part of a mark' })
export class OperatorMarkPartInput {
  @Field(() => String, { description: '部分的代码，见合同数据 / Code of the part, as in the contract’s data' })
  readonly code!: string;

  @Field(() => DecimalScalar, { description: '得分 / Points' })
  readonly points!: unknown;
}

@InputType('OperatorMarkInput', { description: '一人的月度评分 / The mark of one operator' })
export class OperatorMarkInput {
  @Field(() => String, NO)
  readonly no!: string;

  @Field(() => [OperatorMarkPartInput], { description: '各部分，每部分一次 / The parts, each once' })
  readonly parts!: readonly OperatorMarkPartInput[];

  @Field(() => String, REASON)
  readonly reason!: string;
}

@InputType('MarkOperatorsInput', { description: '评定话务员月度评分 / Operators to mark' })
export class MarkOperatorsInput extends CommandFields {
  @Field(() => String, CONTRACT)
  readonly contract!: string;

  @Field(() => String, MONTH)
  readonly month!: string;

  @Field(() => [OperatorMarkInput], { description: '各人评分 / The marks' })
  readonly marks!: readonly OperatorMarkInput[];
}
