import { createUnionType, Field, ObjectType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { ClosingObstacle, ConfirmationObstacle } from './close-month.use-case.js';
import { LeaveRequestType } from './leave.type.js';
import type { LeaveObstacle } from './leave.use-case.js';
import { OperatorEventType, OperatorMarkType, OperatorMonthType } from './stored-month.type.js';

export const LeaveNotDecidableError = obstacleError<LeaveObstacle>(
  { name: 'LeaveNotDecidable', code: 'LEAVE_NOT_DECIDABLE', zh: '请假不能如此处理', en: 'the step about leave cannot be taken' },
  {
    STEP_NOT_ALLOWED: '当前状态下不能如此处理 / the step does not fit how the request stands',
    DAYS_OVERLAP: '其中有一天已作请假或旷工计 / a day of it is settled already, as leave or as none',
    APPROVER_REQUIRED: '须说明由谁批准 / it is to be said who approved',
    WRONG_APPROVER: '须由上级部门批准 / somebody above is to approve it',
    MONTH_CONFIRMED: '所涉月份已经甲方确认 / a month of it is confirmed',
  },
);

export const OperatorMonthNotClosableError = obstacleError<ClosingObstacle>(
  {
    name: 'OperatorMonthNotClosable',
    code: 'OPERATOR_MONTH_NOT_CLOSABLE',
    zh: '月度考核不能关账',
    en: 'the operators’ month cannot be closed',
  },
  {
    MONTH_NOT_OVER: '该月尚未结束 / the month is not over',
    NO_DUTY_ROSTER: '没有至月末的实际出勤班表 / there is no duty roster as worked up to the month’s end',
    EVENTS_NOT_TOLD: '有事件尚未告知本人 / an operator was not told of an event',
    LEAVE_PENDING: '有请假尚未处理 / leave is not decided',
    ALREADY_CONFIRMED: '甲方已确认 / it is confirmed already',
  },
);

export const OperatorMonthNotConfirmableError = obstacleError<ConfirmationObstacle>(
  {
    name: 'OperatorMonthNotConfirmable',
    code: 'OPERATOR_MONTH_NOT_CONFIRMABLE',
    zh: '月度考核不能确认',
    en: 'the operators’ month cannot be decided',
  },
  {
    NOT_LATEST: '已有更新的一版 / there is a later revision',
    ALREADY_DECIDED: '已决定 / it is decided already',
    NOT_CONFIRMED: '尚未确认，无可重开 / it is not confirmed: there is nothing to reopen',
    LATER_CONFIRMED: '之后的月份已确认，须先重开 / a later month is confirmed, which is to be reopened first',
    EARLIER_OPEN: '有更早的月份已关账而未确认 / an earlier month was closed and is not confirmed',
    CLOSED_BY_YOURSELF: '由本人关账 / you closed it yourself',
    NOT_MARKED: '有人尚未评分 / somebody is not marked',
    STALE: '所依据的记录已有变化，须重新关账 / what it rests on has changed: it is to be closed again',
  },
);

@ObjectType('OperatorEventsRecorded', { description: '已记录的事件 / Events that were recorded' })
export class OperatorEventsRecordedType {
  @Field(() => [OperatorEventType], { description: '各项事件 / The events' })
  readonly events: readonly OperatorEventType[];

  constructor(events: readonly OperatorEventType[]) {
    this.events = events;
  }
}

@ObjectType('OperatorEventAmended', { description: '已补充或撤销的事件 / An event that was amended or withdrawn' })
export class OperatorEventAmendedType {
  @Field(() => OperatorEventType, { nullable: true, description: '现在的事件；撤销为 null / The event as it stands; null once withdrawn' })
  readonly event: OperatorEventType | null;

  constructor(event: OperatorEventType | null) {
    this.event = event;
  }
}

@ObjectType('OperatorsMarked', { description: '已评定的月度评分 / Marks that were given' })
export class OperatorsMarkedType {
  @Field(() => [OperatorMarkType], { description: '各人评分，按工号 / The marks, by employee number' })
  readonly marks: readonly OperatorMarkType[];

  constructor(marks: readonly OperatorMarkType[]) {
    this.marks = marks;
  }
}

export const RequestLeaveResult = createUnionType({
  name: 'RequestLeaveResult',
  description: '请假申请的结果 / Result of asking for leave',
  types: () => [LeaveRequestType, InvalidInputError] as const,
});

export const AddLeaveProofsResult = createUnionType({
  name: 'AddLeaveProofsResult',
  description: '补交证明的结果 / Result of adding proofs of leave',
  types: () => [LeaveRequestType, InvalidInputError] as const,
});

export const DecideLeaveResult = createUnionType({
  name: 'DecideLeaveResult',
  description: '处理请假的结果 / Result of a step about leave',
  types: () => [LeaveRequestType, LeaveNotDecidableError, InvalidInputError] as const,
});

export const RecordOperatorEventsResult = createUnionType({
  name: 'RecordOperatorEventsResult',
  description: '记录事件的结果 / Result of recording events',
  types: () => [OperatorEventsRecordedType, InvalidInputError] as const,
});

export const AmendOperatorEventResult = createUnionType({
  name: 'AmendOperatorEventResult',
  description: '补充或撤销事件的结果 / Result of amending an event',
  types: () => [OperatorEventAmendedType, InvalidInputError] as const,
});

export const CloseOperatorMonthResult = createUnionType({
  name: 'CloseOperatorMonthResult',
  description: '关账的结果 / Result of closing an operators’ month',
  types: () => [OperatorMonthType, OperatorMonthNotClosableError, InvalidInputError] as const,
});

export const ConfirmOperatorMonthResult = createUnionType({
  name: 'ConfirmOperatorMonthResult',
  description: '确认或退回的结果 / Result of deciding about an operators’ month',
  types: () => [OperatorMonthType, OperatorMonthNotConfirmableError, InvalidInputError] as const,
});

export const MarkOperatorsResult = createUnionType({
  name: 'MarkOperatorsResult',
  description: '评分的结果 / Result of marking operators',
  types: () => [OperatorsMarkedType, InvalidInputError] as const,
});
