import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { DueBasis as Basis, OccurrenceState as State } from '../../core/obligations/occurrences.js';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { ObligationType } from '../contracts/obligation.type.js';
import type { ReviewObstacle } from './deliver.use-case.js';
import { DeliverableType } from './deliverable.type.js';
import type { WithdrawalObstacle } from './manage-obligations.use-case.js';
import type { StandingObligation } from './standing-obligations.js';

export const DueBasis = wordEnum('DueBasis', '期限的依据 / Where a due date comes from', {
  CONTRACT: '合同 / The contract',
  POLICY: '甲方所定，属政策而非合同 / Set by the agency: policy, not the contract',
} satisfies Record<Basis, string>);

export const OccurrenceState = wordEnum('OccurrenceState', '一期义务的状态 / State of something that is owed', {
  OPEN: '未到期或未定期限 / Not yet due, or no date is set',
  MET: '已履行 / Met',
  MET_LATE: '逾期后履行 / Met, but late',
  LATE: '逾期未履行 / Late',
  RUNNING: '持续中 / Owed all the time, now',
  ENDED: '已届满 / Owed all the time, and over',
} satisfies Record<State, string>);

export type OccurrenceState = keyof typeof OccurrenceState;

@ObjectType('StandingObligation', { description: '某一期应履行的义务及其状态 / Something that is owed, and how it stands' })
export class StandingObligationType {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract: string;

  @Field(() => ObligationType, { description: '义务 / The obligation' })
  readonly obligation: ObligationType;

  @Field(() => String, {
    description:
      '哪一期：2030-03、2030Q1、2025、ONCE、TERM，或事件、要求的编号 / Which occurrence: 2030-03, 2030Q1, 2025, ONCE, TERM, or the id of what happened or was demanded',
  })
  readonly occurrence: string;

  @Field(() => String, {
    nullable: true,
    description: '所要求之事或所发生之事的说明；按日历产生的为 null / What was demanded, or happened; null of what is owed by the calendar',
  })
  readonly request: string | null;

  @Field(() => DateScalar, { description: '所涉首日 / First day that it is about' })
  readonly from: string;

  @Field(() => DateScalar, { description: '所涉末日 / Last day that it is about' })
  readonly to: string;

  @Field(() => DateScalar, { nullable: true, description: '期限；未定为 null / Due date; null while none is set' })
  readonly dueOn: string | null;

  @Field(() => Boolean, {
    description: '期限是否因放假安排未公布而为暂定 / Whether the date rests on a year whose working days are not published',
  })
  readonly isDueDateProvisional: boolean;

  @Field(() => DueBasis, { description: '期限的依据 / Where the date comes from' })
  readonly basis: Basis;

  @Field(() => String, { nullable: true, description: '甲方定期限的理由；没有为 null / Why the agency set the date; null for none' })
  readonly dueReason: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: '甲方同意延至；没有为 null / Day up to which the agency consented to a delay; null for none',
  })
  readonly consentedUntil: string | null;

  @Field(() => OccurrenceState, { description: '状态 / State' })
  readonly state: State;

  @Field(() => DateScalar, { nullable: true, description: '履行日；未履行为 null / Day on which it was met; null while it is not' })
  readonly metOn: string | null;

  @Field(() => [DeliverableType], { description: '已提交的材料，按先后 / What was delivered, in the order in which it came' })
  readonly deliverables: readonly DeliverableType[];

  constructor(standing: StandingObligation) {
    this.contract = standing.contract;
    this.obligation = new ObligationType(standing.obligation);
    this.occurrence = standing.key;
    this.request = standing.request;
    this.from = standing.from;
    this.to = standing.to;
    this.dueOn = standing.due?.dueOn ?? null;
    this.isDueDateProvisional = standing.due?.provisional ?? false;
    this.basis = standing.basis;
    this.dueReason = standing.dueReason;
    this.consentedUntil = standing.consentedUntil;
    this.state = standing.state;
    this.metOn = standing.metOn;
    this.deliverables = standing.deliverables.map((row) => new DeliverableType(row));
  }
}

@ObjectType('StandingObligations', { description: '若干期义务 / Some things that are owed' })
export class StandingObligationsType {
  @Field(() => [StandingObligationType], { description: '各期，按期限 / Each, by due date' })
  readonly obligations!: readonly StandingObligationType[];
}

@ObjectType('CalendarFile', { description: 'iCalendar 日历文件 / A calendar file (iCalendar)' })
export class CalendarFileType {
  @Field(() => String, { description: '文件名 / File name' })
  readonly fileName!: string;

  @Field(() => String, { description: '内容，text/calendar / Contents, text/calendar' })
  readonly content!: string;
}

export const DeliverableNotReviewableError = obstacleError<ReviewObstacle>(
  { name: 'DeliverableNotReviewable', code: 'NOT_REVIEWABLE', zh: '交付物不能如此审核', en: 'the deliverable may not be reviewed so' },
  {
    REVIEWED_SO_ALREADY: '已如此审核 / It is reviewed so already',
    SUBMITTED_BY_YOURSELF: '不能审核自己录入的 / Nobody reviews what they entered',
  },
);

export const ObligationEventNotWithdrawableError = obstacleError<WithdrawalObstacle>(
  { name: 'ObligationEventNotWithdrawable', code: 'NOT_WITHDRAWABLE', zh: '事件或要求不能撤回', en: 'it may not be taken back' },
  {
    OF_NOTICE: '出自通知，须经通知处理 / A notice tells of it: it goes with the notice',
    DELIVERED: '已为其提交材料 / Something was delivered for it',
  },
);

export const WithdrawObligationEventResult = createUnionType({
  name: 'WithdrawObligationEventResult',
  description: '撤回事件或要求的结果 / Result of taking back a demand or an event',
  types: () => [StandingObligationsType, ObligationEventNotWithdrawableError, InvalidInputError] as const,
});

export const SetObligationDateResult = createUnionType({
  name: 'SetObligationDateResult',
  description: '定期限、记事件的结果 / Result of setting dates or recording an event',
  types: () => [StandingObligationsType, InvalidInputError] as const,
});

export const StandingObligationResult = createUnionType({
  name: 'StandingObligationResult',
  description: '同意延期、要求提交的结果 / Result of consenting to a delay or demanding something',
  types: () => [StandingObligationType, InvalidInputError] as const,
});

export const SubmitDeliverableResult = createUnionType({
  name: 'SubmitDeliverableResult',
  description: '提交的结果 / Result of delivering something',
  types: () => [DeliverableType, InvalidInputError] as const,
});

export const ReviewDeliverableResult = createUnionType({
  name: 'ReviewDeliverableResult',
  description: '审核的结果 / Result of a review',
  types: () => [DeliverableType, DeliverableNotReviewableError, InvalidInputError] as const,
});
