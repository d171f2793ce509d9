import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import type { ReviewOutcome } from './evidence.repository.js';
import { EvidenceReviewOutcome } from './evidence.type.js';

@InputType('CreateUploadInput', { description: '要上传的文件 / A file to upload' })
export class CreateUploadInput extends CommandFields {
  @Field(() => String, {
    description:
      '文件名，只有一个扩展名：pdf、xlsx、docx、jpg、jpeg、png、wav、mp3、csv、txt / Name, with one extension: pdf, xlsx, docx, jpg, jpeg, png, wav, mp3, csv or txt',
  })
  readonly fileName!: string;

  @Field(() => Int, { description: '大小（字节），至多 52428800 / Size in bytes, at most 52428800' })
  readonly sizeBytes!: number;

  @Field(() => String, { description: '文件的 SHA-256，64 位十六进制 / SHA-256 of the file, 64 hexadecimal digits' })
  readonly sha256!: string;

  @Field(() => String, { description: '媒体类型，如 application/pdf / Media type, such as application/pdf' })
  readonly contentType!: string;

  @Field(() => String, { nullable: true, description: '说明 / Description' })
  readonly description?: string | null;
}

@InputType('EvidenceItemInput', { description: '一期的一个考核项 / An item of a period' })
export class EvidenceItemInput {
  @Field(() => ID, { description: '考核期的全局编号 / Global id of the period' })
  readonly periodId!: string;

  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly item!: string;
}

@InputType('EvidenceLinkInput', { description: '证据所关的一个对象：恰填一项 / What evidence is about: exactly one of these' })
export class EvidenceLinkInput {
  @Field(() => EvidenceItemInput, { nullable: true, description: '考核项 / An item' })
  readonly item?: EvidenceItemInput | null;

  @Field(() => ID, { nullable: true, description: '发现的全局编号 / Global id of a finding' })
  readonly findingId?: string | null;

  @Field(() => ID, { nullable: true, description: '数据的全局编号 / Global id of an observation' })
  readonly observationId?: string | null;

  @Field(() => ID, { nullable: true, description: '交付物的全局编号 / Global id of a deliverable' })
  readonly deliverableId?: string | null;

  @Field(() => ID, { nullable: true, description: '通知的全局编号 / Global id of a notice' })
  readonly noticeId?: string | null;

  @Field(() => ID, { nullable: true, description: '抽查的全局编号 / Global id of a check' })
  readonly checkId?: string | null;
}

@InputType('SubmitEvidenceInput', { description: '提交已上传的文件为证据 / An uploaded file to submit as evidence' })
export class SubmitEvidenceInput extends CommandFields {
  @Field(() => ID, { description: '上传的编号 / Id of the upload' })
  readonly uploadId!: string;

  @Field(() => [EvidenceLinkInput], { description: '所关对象，1 至 20 个 / What it is about, 1 to 20' })
  readonly links!: readonly EvidenceLinkInput[];
}

@InputType('ReviewEvidenceInput', { description: '采纳或退回证据 / Evidence to accept or to return' })
export class ReviewEvidenceInput extends CommandFields {
  @Field(() => ID, { description: '证据的全局编号 / Global id of the evidence' })
  readonly evidenceId!: string;

  @Field(() => EvidenceReviewOutcome, { description: '结果 / Outcome' })
  readonly outcome!: ReviewOutcome;

  @Field(() => String, { nullable: true, description: '理由；退回须填 / Reason; needed where it is returned' })
  readonly reason?: string | null;
}

@InputType('WithdrawEvidenceInput', { description: '撤回本方的证据 / Evidence of one’s own party to withdraw' })
export class WithdrawEvidenceInput extends CommandFields {
  @Field(() => ID, { description: '证据的全局编号 / Global id of the evidence' })
  readonly evidenceId!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
