import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { FileFault as Fault } from '../../platform/files/check-file.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { FindingType, ObservationType } from '../assessment-periods/recorded.type.js';
import { CheckType } from '../checks/check.type.js';
import { NoticeType } from '../notices/notice.type.js';
import { DeliverableType } from '../obligations/deliverable.type.js';
import type { Party as PartyCode } from '../tenants/party.js';
import { Party } from '../tenants/party.type.js';
import type { EvidenceRow, SubjectKind as Kind, ReviewOutcome as Outcome, EvidenceState as State } from './evidence.repository.js';

export const EvidenceState = wordEnum('EvidenceState', '证据的状态 / State of evidence', {
  QUARANTINED: '隔离中，尚未查毕 / In quarantine: its checks are not over',
  REFUSED: '文件未通过检查，不能下载 / The file did not pass its checks and cannot be downloaded',
  SUBMITTED: '已提交，待审核 / Submitted: to be reviewed',
  ACCEPTED: '已采纳 / Accepted',
  RETURNED: '已退回 / Returned',
  WITHDRAWN: '已撤回 / Withdrawn',
} satisfies Record<State, string>);

export const EvidenceReviewOutcome = wordEnum('EvidenceReviewOutcome', '证据审核的结果 / Outcome of a review of evidence', {
  ACCEPTED: '采纳 / Accepted',
  RETURNED: '退回，须说明理由 / Returned, with the reason',
} satisfies Record<Outcome, string>);

export const EvidenceSubject = wordEnum('EvidenceSubject', '证据所关对象的种类 / Kind of what evidence is about', {
  ITEM: '一期的考核项 / An item of a period',
  FINDING: '发现 / A finding',
  OBSERVATION: '数据 / An observation',
  DELIVERABLE: '交付物 / A deliverable',
  NOTICE: '通知 / A notice',
  CHECK: '抽查 / A check',
} satisfies Record<Kind, string>);

export const FileFault = wordEnum('FileFault', '文件未通过检查的原因 / Why a file did not pass its checks', {
  SIZE_MISMATCH: '大小与申报不符 / It has another size than was declared',
  DIGEST_MISMATCH: '内容与申报的 SHA-256 不符 / It has another SHA-256 than was declared',
  TYPE_MISMATCH: '内容不是申报的类型 / Its content is not of the declared type',
  NOT_WHOLE: '文件不完整或其后附有他物 / It is not whole, or something else stands behind it',
  NOT_TEXT: '不是 UTF-8 文本 / It is no text in UTF-8',
  POLYGLOT: '文件同时是另一种文件 / It is another kind of file at the same time',
  ARCHIVE_BROKEN: '文档的压缩包损坏 / The archive of the document is broken',
  ARCHIVE_TOO_LARGE: '文档解压后过大 / The document would unpack to too much',
  ARCHIVE_NAMES: '文档内的文件名指向他处或重复 / A name inside the document leads elsewhere, or stands twice',
  ARCHIVE_CONTENT: '文档内有程序、宏、加密或夹带的文件 / The document holds a program, a macro, or something encrypted or smuggled in',
  INFECTED: '查出病毒 / The scanner found a virus',
} satisfies Record<Fault, string>);

@ObjectType('EvidenceLink', { description: '证据所关的一个对象 / Something that evidence is about' })
export class EvidenceLinkType {
  @Field(() => EvidenceSubject, { description: '种类 / Kind' })
  readonly subject!: Kind;

  @Field(() => AssessmentPeriodType, {
    nullable: true,
    description: '考核期；交付物与通知为 null / The period; null for a deliverable and a notice',
  })
  readonly period!: AssessmentPeriodType | null;

  @Field(() => String, { nullable: true, description: '考核项代码；不是考核项为 null / Code of the item; null where it is none' })
  readonly item!: string | null;

  @Field(() => FindingType, {
    nullable: true,
    description: '发现；不是发现或读者不可见为 null / The finding; null where it is none, or the reader may not see it',
  })
  readonly finding!: FindingType | null;

  @Field(() => ObservationType, {
    nullable: true,
    description: '数据；不是数据或读者不可见为 null / The observation; null where it is none, or the reader may not see it',
  })
  readonly observation!: ObservationType | null;

  @Field(() => DeliverableType, { nullable: true, description: '交付物；不是交付物为 null / The deliverable; null where it is none' })
  readonly deliverable!: DeliverableType | null;

  @Field(() => NoticeType, { nullable: true, description: '通知；不是通知为 null / The notice; null where it is none' })
  readonly notice!: NoticeType | null;

  @Field(() => CheckType, {
    nullable: true,
    description: '抽查；不是抽查或读者不可见为 null / The check; null where it is none, or the reader may not see it',
  })
  readonly check!: CheckType | null;
}

@ObjectType('Evidence', {
  implements: Node,
  description: '证据：提交的文件及其检查、审核与撤回 / Evidence: a file that was submitted, its checks, reviews and withdrawal',
})
export class EvidenceType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '文件名 / Name of the file' })
  readonly fileName: string;

  @Field(() => Int, { description: '大小（字节） / Size in bytes' })
  readonly sizeBytes: number;

  @Field(() => String, { description: 'SHA-256，十六进制 / SHA-256 in hexadecimal digits' })
  readonly sha256: string;

  @Field(() => String, { description: '媒体类型，与内容核对 / Media type, checked against the content' })
  readonly contentType: string;

  @Field(() => String, { nullable: true, description: '说明；没有为 null / Description; null for none' })
  readonly description: string | null;

  @Field(() => Party, { description: '提交方 / The party that brought it forward' })
  readonly party: PartyCode;

  @Field(() => String, { description: '提交人的身份标识 / Identity of whoever submitted it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '提交时间 / When it was submitted' })
  readonly recordedAt: string;

  @Field(() => EvidenceState, { description: '状态 / State' })
  readonly state: State;

  @Field(() => FileFault, {
    nullable: true,
    description: '未通过检查的原因；通过或未查毕为 null / Why it did not pass; null where it did, or while it is checked',
  })
  readonly fault: Fault | null;

  @Field(() => String, { nullable: true, description: '病毒名称；没有为 null / The scanner’s name of what it found; null for nothing' })
  readonly faultDetail: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: '是否经病毒扫描；未查毕为 null / Whether a virus scanner saw it; null while it is checked',
  })
  readonly isScanned: boolean | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: '查毕时间；未查毕为 null / When its checks were over; null while it is checked',
  })
  readonly checkedAt: string | null;

  @Field(() => EvidenceReviewOutcome, {
    nullable: true,
    description: '最近一次审核的结果；未审核为 null / Outcome of the latest review; null before',
  })
  readonly reviewOutcome: Outcome | null;

  @Field(() => String, { nullable: true, description: '审核的理由；没有为 null / Reason of the review; null for none' })
  readonly reviewReason: string | null;

  @Field(() => String, { nullable: true, description: '审核人的身份标识；未审核为 null / Identity of the reviewer; null before' })
  readonly reviewedBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '审核时间；未审核为 null / When it was reviewed; null before' })
  readonly reviewedAt: string | null;

  @Field(() => String, { nullable: true, description: '撤回的理由；未撤回为 null / Reason of the withdrawal; null where it stands' })
  readonly withdrawalReason: string | null;

  @Field(() => String, {
    nullable: true,
    description: '撤回人的身份标识；未撤回为 null / Identity of whoever withdrew it; null where it stands',
  })
  readonly withdrawnBy: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: '撤回时间；未撤回为 null / When it was withdrawn; null where it stands' })
  readonly withdrawnAt: string | null;

  constructor(readonly row: EvidenceRow) {
    super();
    this.id = globalId('Evidence', row.id);
    this.fileName = row.fileName;
    this.sizeBytes = row.sizeBytes;
    this.sha256 = row.sha256;
    this.contentType = row.contentType;
    this.description = row.description;
    this.party = row.party;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
    this.state = row.state;
    this.fault = row.fault;
    this.faultDetail = row.faultDetail;
    this.isScanned = row.isScanned;
    this.checkedAt = row.checkedAt;
    this.reviewOutcome = row.outcome;
    this.reviewReason = row.reviewReason;
    this.reviewedBy = row.reviewedBy;
    this.reviewedAt = row.reviewedAt;
    this.withdrawalReason = row.withdrawalReason;
    this.withdrawnBy = row.withdrawnBy;
    this.withdrawnAt = row.withdrawnAt;
  }
}
