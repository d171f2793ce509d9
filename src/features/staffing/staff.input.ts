import { Field, ID, InputType } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { PersonalClass } from './personal-data.js';
import { LeavingReasonEnum, PersonalDataClass, PersonnelChangeKind, StaffStanding } from './staff.type.js';

const CONTRACT = { description: '合同代码 / Code of the contract' } as const;
const REASON = { description: '理由 / Reason' } as const;
const STAFF = { description: '人员的全局编号 / Global id of the person' } as const;

export const TableFormat = wordEnum('TableFormat', '表格文件的格式 / Format of a file of a table', {
  XLSX: 'Excel 工作簿 / Excel workbook',
  CSV: '逗号分隔，UTF-8 或 GB 18030 / Comma-separated, UTF-8 or GB 18030',
});

@InputType('PersonInput', { description: '身份信息，加密存储 / Who somebody is; stored encrypted' })
export class PersonInput {
  @Field(() => String, { description: '姓名 / Name' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: '身份证号 / Resident identity number' })
  readonly identityNumber?: string | null;

  @Field(() => String, { nullable: true, description: '电话 / Telephone' })
  readonly phone?: string | null;
}

@InputType('NewPersonInput', { description: '新人员；个人信息加密存储 / Somebody new; what is personal is stored encrypted' })
export class NewPersonInput extends PersonInput {
  @Field(() => String, { description: '工号，合同内唯一 / Employee number, nobody else’s' })
  readonly no!: string;
}

@InputType('RecordStaffIdentityInput', { description: '更正身份信息 / Who somebody is, put right' })
export class RecordStaffIdentityInput extends CommandFields {
  @Field(() => ID, STAFF)
  readonly staffId!: string;

  @Field(() => PersonInput, { description: '身份信息，取代原有者 / Who it is, in place of what was kept' })
  readonly person!: PersonInput;
}

@InputType('RosterPlaceInput', { description: '岗位、班组与性质 / Where somebody is to work' })
export class RosterPlaceInput {
  @Field(() => String, { description: '岗位代码，见合同数据 / Code of the role, as in the contract’s data' })
  readonly role!: string;

  @Field(() => String, { description: '班组 / Team' })
  readonly team!: string;

  @Field(() => StaffStanding, { description: '性质 / Standing' })
  readonly standing!: 'FORMAL' | 'RESERVE';
}

@InputType('RequestPersonnelChangeInput', { description: '人员变动申请 / A change of the roster to ask for' })
export class RequestPersonnelChangeInput extends CommandFields {
  @Field(() => String, CONTRACT)
  readonly contract!: string;

  @Field(() => PersonnelChangeKind, { description: '种类 / Kind' })
  readonly kind!: keyof typeof PersonnelChangeKind;

  @Field(() => NewPersonInput, { nullable: true, description: '新人员；与 no 二选一 / Somebody new; this or no' })
  readonly person?: NewPersonInput | null;

  @Field(() => String, { nullable: true, description: '已有人员的工号 / Employee number of somebody known' })
  readonly no?: string | null;

  @Field(() => RosterPlaceInput, { nullable: true, description: '进场、调岗的去处 / Of an admission or an assignment: where to' })
  readonly place?: RosterPlaceInput | null;

  @Field(() => DateScalar, { description: '希望的生效日 / Day from which it is asked for' })
  readonly effectiveOn!: unknown;

  @Field(() => String, REASON)
  readonly reason!: string;

  @Field(() => ID, { nullable: true, description: '所应更换要求的全局编号 / Global id of the demand that it meets' })
  readonly demandId?: string | null;
}

@InputType('ImportStaffInput', {
  description: '从表格导入人员，逐人提出进场申请 / A file of people, for each of whom the admission is asked for',
})
export class ImportStaffInput extends CommandFields {
  @Field(() => String, CONTRACT)
  readonly contract!: string;

  @Field(() => TableFormat, { description: '格式 / Format' })
  readonly format!: keyof typeof TableFormat;

  @Field(() => String, { description: '文件内容，base64，最大 2 MB / The file in base64, up to 2 MB' })
  readonly content!: string;

  @Field(() => String, REASON)
  readonly reason!: string;
}

export const PersonnelOutcome = wordEnum('PersonnelOutcome', '对人员变动的决定 / Decision about personnel changes', {
  APPROVED: '同意（甲方）/ Approved, by the agency',
  REJECTED: '不同意（甲方）/ Rejected, by the agency',
  WITHDRAWN: '撤回（乙方）/ Withdrawn, by the vendor',
});

@InputType('DecidePersonnelChangesInput', { description: '决定人员变动，全部同一决定 / Personnel changes to decide, all alike' })
export class DecidePersonnelChangesInput extends CommandFields {
  @Field(() => [ID], { description: '变动的全局编号，最多 500 个 / Global ids of the changes, at most 500' })
  readonly changeIds!: readonly string[];

  @Field(() => PersonnelOutcome, { description: '决定 / Decision' })
  readonly outcome!: keyof typeof PersonnelOutcome;

  @Field(() => DateScalar, { nullable: true, description: '决定之日，不填为今天 / Day of the decision; today unless said' })
  readonly decidedOn?: unknown;

  @Field(() => String, { nullable: true, description: '理由；同意可不填 / Reason; an approval needs none' })
  readonly reason?: string | null;
}

@InputType('AdmitStaffInput', { description: '已同意的人员进场 / Approved people to bring onto the roster' })
export class AdmitStaffInput extends CommandFields {
  @Field(() => [ID], { description: '已同意的进场申请的全局编号 / Global ids of approved admissions' })
  readonly changeIds!: readonly string[];

  @Field(() => DateScalar, { nullable: true, description: '进场日；不填为各自申请之日 / First day; as each asked for unless said' })
  readonly startedOn?: unknown;
}

@InputType('OnLineInput', { description: '上线的一人 / Somebody who goes on line' })
export class OnLineInput {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no!: string;

  @Field(() => DateScalar, { description: '上线日 / First day on the line' })
  readonly onLineOn!: unknown;
}

@InputType('PutOnLineInput', { description: '人员上线 / People to put on the line' })
export class PutOnLineInput extends CommandFields {
  @Field(() => String, CONTRACT)
  readonly contract!: string;

  @Field(() => [OnLineInput], { description: '人员 / The people' })
  readonly people!: readonly OnLineInput[];
}

@InputType('ResignationInput', {
  description: '辞职：何时提出，交接了什么 / A resignation: when it was said, what was done before leaving',
})
export class ResignationInput {
  @Field(() => DateScalar, { description: '提出之日 / Day on which it was said' })
  readonly saidOn!: unknown;

  @Field(() => [String], { description: '已完成事项的代码，见合同数据 / Codes of what was done, as in the contract’s data' })
  readonly handedOver!: readonly string[];
}

@InputType('EndStaffInput', { description: '人员离场 / That somebody has left' })
export class EndStaffInput extends CommandFields {
  @Field(() => ID, STAFF)
  readonly staffId!: string;

  @Field(() => DateScalar, { description: '离场日：不再在册的首日 / First day on which the person is no longer there' })
  readonly leftOn!: unknown;

  @Field(() => LeavingReasonEnum, { description: '原因 / Why' })
  readonly leftFor!: keyof typeof LeavingReasonEnum;

  @Field(() => ResignationInput, { nullable: true, description: '辞职的情况 / Of a resignation: how' })
  readonly resignation?: ResignationInput | null;

  @Field(() => String, { nullable: true, description: '说明，作个人信息保存 / Note, kept as personal data' })
  readonly note?: string | null;
}

@InputType('DemandReplacementInput', { description: '要求更换人员 / A replacement to demand' })
export class DemandReplacementInput extends CommandFields {
  @Field(() => ID, STAFF)
  readonly staffId!: string;

  @Field(() => String, REASON)
  readonly reason!: string;

  @Field(() => DateScalar, { nullable: true, description: '要求之日，不填为今天 / Day of the demand; today unless said' })
  readonly demandedOn?: unknown;

  @Field(() => DateScalar, {
    nullable: true,
    description: '期限；不填依合同数据 / Day by which it is to be met; as the contract’s data says unless said',
  })
  readonly dueOn?: unknown;
}

@InputType('CorrectStaffEventInput', {
  description: '更正花名册记录；原记录留存 / An event of the roster to correct; the wrong one stays in the history',
})
export class CorrectStaffEventInput extends CommandFields {
  @Field(() => ID, { description: '记录的编号 / Id of the event' })
  readonly eventId!: string;

  @Field(() => DateScalar, { nullable: true, description: '正确的日期；不填为作废 / The right day; left out: the event never was' })
  readonly happenedOn?: unknown;

  @Field(() => LeavingReasonEnum, { nullable: true, description: '正确的离场原因 / The right reason of a departure' })
  readonly leftFor?: keyof typeof LeavingReasonEnum | null;

  @Field(() => String, REASON)
  readonly reason!: string;
}

@InputType('RecordStaffProofInput', { description: '资质或健康的证明 / What shows that somebody meets a requirement' })
export class RecordStaffProofInput extends CommandFields {
  @Field(() => ID, STAFF)
  readonly staffId!: string;

  @Field(() => String, { description: '人员要求的代码 / Code of the requirement' })
  readonly requirement!: string;

  @Field(() => DecimalScalar, { nullable: true, description: '所测之数 / What was measured' })
  readonly value?: unknown;

  @Field(() => DateScalar, { description: '取得日 / Day on which it was obtained' })
  readonly obtainedOn!: unknown;

  @Field(() => DateScalar, { nullable: true, description: '有效期止，长期不填 / Last day on which it counts; left out without end' })
  readonly validUntil?: unknown;

  @Field(() => Boolean, { description: '是否合格 / Whether it was passed' })
  readonly isPassed!: boolean;

  @Field(() => String, { description: '证明文件及存放处，作个人信息保存 / Which document it is and where it lies; kept as personal data' })
  readonly document!: string;
}

@InputType('DiscloseStaffInput', { description: '查看个人信息原文 / Personal data to be shown in clear' })
export class DiscloseStaffInput extends CommandFields {
  @Field(() => ID, STAFF)
  readonly staffId!: string;

  @Field(() => [PersonalDataClass], { description: '类别 / Classes' })
  readonly classes!: readonly PersonalClass[];

  @Field(() => String, { description: '用途，留痕 / What it is needed for; kept' })
  readonly reason!: string;
}

@InputType('EraseStaffDataInput', { description: '删除离场人员的个人信息 / Personal data of somebody who has left to erase' })
export class EraseStaffDataInput extends CommandFields {
  @Field(() => ID, STAFF)
  readonly staffId!: string;

  @Field(() => [PersonalDataClass], { description: '类别 / Classes' })
  readonly classes!: readonly PersonalClass[];

  @Field(() => String, REASON)
  readonly reason!: string;
}
