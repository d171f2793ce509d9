import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { CountScalar, DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { NoticeAnswer, NoticeKind } from './notice.type.js';

@InputType('IssueNoticeInput', { description: '发出通知 / A notice to issue' })
export class IssueNoticeInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => NoticeKind, { description: '种类 / Kind' })
  readonly kind!: keyof typeof NoticeKind;

  @Field(() => String, { description: '事由 / Subject' })
  readonly subject!: string;

  @Field(() => String, { description: '正文，如主张 / Text, such as what is claimed' })
  readonly text!: string;

  @Field(() => DateScalar, { description: '所述之事的日期，不晚于今天 / Day on which that happened which it tells, not ahead' })
  readonly occurredOn!: unknown;

  @Field(() => [String], {
    description:
      '所依条款；合同有约束此类通知的条款时至少其一 / Clauses it rests on; one that binds this kind of notice, where the contract has any',
  })
  readonly clauses!: readonly string[];

  @Field(() => String, { nullable: true, description: '违约行为；违约通知必填 / The act in breach; needed for a breach' })
  readonly act?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '损失（元）；违约通知必填，可为 0 / Loss in yuan; needed for a breach, may be 0',
  })
  readonly loss?: unknown;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '主张金额（元）；违约通知必填，可为 0 / Amount claimed in yuan; needed for a breach, may be 0',
  })
  readonly claim?: unknown;

  @Field(() => DateScalar, { nullable: true, description: '不可抗力影响预计结束日 / Day on which force majeure is expected to end' })
  readonly expectedUntil?: unknown;

  @Field(() => DateScalar, {
    nullable: true,
    description: '拟终止日；终止通知必填 / Day on which the contract is to end; needed for a termination',
  })
  readonly plannedOn?: unknown;

  @Field(() => ID, { nullable: true, description: '所涉考核期的全局编号 / Global id of the period that it is about' })
  readonly periodId?: string | null;

  @Field(() => ID, { nullable: true, description: '所涉发现的全局编号 / Global id of the finding that it is about' })
  readonly findingId?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '甲方要求答复的日期（政策），合同未定期限时可填 / Day by which the agency asks for an answer, policy; where the contract sets none',
  })
  readonly answerDueOn?: unknown;

  @Field(() => String, { nullable: true, description: '证明 / What supports it' })
  readonly evidence?: string | null;
}

@InputType()
abstract class OfNoticeFields extends CommandFields {
  @Field(() => ID, { description: '通知的全局编号 / Global id of the notice' })
  readonly noticeId!: string;

  @Field(() => String, { description: '内容 / What it says' })
  readonly text!: string;

  @Field(() => String, { nullable: true, description: '证明 / What supports it' })
  readonly evidence?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      '所见的步数；已有他人处理则拒绝（CONFLICT）/ So many steps the caller has seen; refused with CONFLICT where somebody took another',
  })
  readonly expectedStepCount?: number | null;
}

@InputType('TakenOutInput', {
  description: '不可抗力剔除的个案 / Cases that approved force majeure takes out of a figure',
})
export class TakenOutInput {
  @Field(() => ID, { description: '考核期的全局编号 / Global id of the period' })
  readonly periodId!: string;

  @Field(() => String, { description: '指标代码，限逐月相加者 / Code of the metric, one that is added up month by month' })
  readonly metric!: string;

  @Field(() => String, { nullable: true, description: '月份 YYYY-MM；不填即整个考核期 / Month YYYY-MM; left out: the whole period' })
  readonly month?: string | null;

  @Field(() => CountScalar, { description: '剔除个数 / So many cases' })
  readonly count!: unknown;
}

@InputType('AnswerNoticeInput', { description: '处理通知 / A step of a notice to take' })
export class AnswerNoticeInput extends OfNoticeFields {
  @Field(() => NoticeAnswer, { description: '何种处理 / What is done' })
  readonly step!: keyof typeof NoticeAnswer;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      '所述之事的日期，如不可抗力结束日；不填为今天 / Day on which that happened which it tells, such as the end of force majeure; today if left out',
  })
  readonly occurredOn?: unknown;

  @Field(() => Int, {
    nullable: true,
    description:
      '实际受阻、顺延合同期的天数，至今天为止，限确认不可抗力 / Days that were lost, up to today, by which the term grows; of an approval only',
  })
  readonly delayDays?: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: '受阻的第一天；不填为事件发生日；同一天只计一次 / The first of those days; the event’s if left out; a day counts once',
  })
  readonly delayedFrom?: unknown;

  @Field(() => [TakenOutInput], {
    nullable: true,
    description: '从数据中剔除的个案，限确认不可抗力 / Cases taken out of figures; of an approval only',
  })
  readonly figures?: readonly TakenOutInput[] | null;
}

@InputType('CloseNoticeInput', { description: '了结通知 / A notice to close' })
export class CloseNoticeInput extends OfNoticeFields {}
