import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { YearArrangement } from '../../core/calendar/working-days.js';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { CountScalar, DateScalar } from '../../platform/graphql/scalars.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { CalendarDayRow } from './calendar.repository.js';

@InputType('DueDateInput', {
  description: '求到期日：from 与 workingDays，或 on 与 roll / A due date to find: from and workingDays, or on and roll',
})
export class DueDateInput {
  @Field(() => DateScalar, { nullable: true, description: '起算日，不计入 / Day counted from, itself not counted' })
  readonly from?: unknown;

  @Field(() => CountScalar, { nullable: true, description: '工作日数，1 至 10000 / Working days, 1 to 10000' })
  readonly workingDays?: unknown;

  @Field(() => DateScalar, { nullable: true, description: '日期 / A date' })
  readonly on?: unknown;

  @Field(() => Boolean, { nullable: true, description: '非工作日是否顺延 / Whether it rolls to the next working day' })
  readonly roll?: boolean | null;
}

@ObjectType('DueDate', { description: '到期日 / A due date' })
export class DueDateType {
  @Field(() => DateScalar, { description: '日期 / The date' })
  readonly date!: string;

  @Field(() => Boolean, { description: '是否经过未公布放假安排的年份 / Whether it rests on a year whose holidays are not published' })
  readonly provisional!: boolean;
}

export const DueDateResult = createUnionType({
  name: 'DueDateResult',
  description: '求到期日的结果 / Result of finding a due date',
  types: () => [DueDateType, InvalidInputError] as const,
});

@ObjectType('Holiday', { description: '放假 / A holiday with its days off' })
export class HolidayType {
  @Field(() => String, { description: '名称 / Name' })
  readonly name!: string;

  @Field(() => DateScalar, { description: '首日 / First day off' })
  readonly from!: string;

  @Field(() => DateScalar, { description: '末日 / Last day off' })
  readonly to!: string;
}

@ObjectType('OwnCalendarDay', { description: '租户自行加入的日子，附通知 / A day that the tenant added, with the notice' })
export class OwnCalendarDayType {
  @Field(() => DateScalar, { description: '日期 / Date' })
  readonly day!: string;

  @Field(() => Boolean, { description: '是否上班 / Whether it is worked' })
  readonly isWorkingDay!: boolean;

  @Field(() => String, { description: '名称 / What it is' })
  readonly name!: string;

  @Field(() => String, { description: '通知文号 / Number of the notice' })
  readonly noticeNumber!: string;

  @Field(() => DateScalar, { description: '通知日期 / Date of the notice' })
  readonly noticeIssuedOn!: string;
}

@ObjectType('CalendarYear', { description: '一年的工作日历 / The working calendar of a year' })
export class CalendarYearType {
  @Field(() => Int, { description: '年份 / Year' })
  readonly year: number;

  @Field(() => Int, { description: '工作日数，含调休上班日 / Working days, make-up days included' })
  readonly workingDayCount: number;

  @Field(() => Boolean, {
    description: '放假安排是否已公布；未公布的年份为暂定 / Whether its holidays are published; a year without is provisional',
  })
  readonly isPublished: boolean;

  @Field(() => String, { nullable: true, description: '通知文号；未公布为 null / Number of the notice; null while not published' })
  readonly notice: string | null;

  @Field(() => [HolidayType], { description: '放假，先早后晚；未公布为空 / Holidays, the earliest first; empty while not published' })
  readonly holidays: readonly HolidayType[];

  @Field(() => [DateScalar], { description: '调休上班日 / Saturdays and Sundays that are worked' })
  readonly makeUpDays: readonly string[];

  @Field(() => [OwnCalendarDayType], { description: '租户自行加入的日子，按日期 / Days that the tenant added, by date' })
  readonly ownDays: readonly OwnCalendarDayType[];

  constructor(year: number, workingDayCount: number, arrangement: YearArrangement | null, ownDays: readonly CalendarDayRow[]) {
    this.year = year;
    this.workingDayCount = workingDayCount;
    this.isPublished = arrangement !== null;
    this.notice = arrangement?.notice.number ?? null;
    this.holidays = arrangement?.holidays ?? [];
    this.makeUpDays = arrangement?.makeUpDays ?? [];
    this.ownDays = ownDays.map((row) => Object.assign(new OwnCalendarDayType(), row));
  }
}

@InputType('CalendarDayInput', { description: '加入日历的一天 / A day to add to the calendar' })
export class CalendarDayInput {
  @Field(() => DateScalar, { description: '日期 / Date' })
  readonly day!: unknown;

  @Field(() => Boolean, { description: '是否上班 / Whether it is worked' })
  readonly isWorkingDay!: boolean;

  @Field(() => String, { description: '名称 / What it is' })
  readonly name!: string;
}

@InputType('AddCalendarDaysInput', { description: '加入日历的日子及其通知 / Days to add to the calendar, with the notice they come from' })
export class AddCalendarDaysInput extends CommandFields {
  @Field(() => String, { description: '通知文号 / Number of the notice' })
  readonly noticeNumber!: string;

  @Field(() => DateScalar, { description: '通知日期 / Date of the notice' })
  readonly noticeIssuedOn!: unknown;

  @Field(() => [CalendarDayInput], { description: '日子；再次加入同一天则取代 / The days; one that is there already is replaced' })
  readonly days!: readonly CalendarDayInput[];
}

@ObjectType('CalendarDaysAdded', { description: '已加入的日子 / Days that were added' })
export class CalendarDaysAddedType {
  @Field(() => [OwnCalendarDayType], { description: '各日，按输入顺序 / The days, in the order of the input' })
  readonly days!: readonly OwnCalendarDayType[];
}

export const AddCalendarDaysResult = createUnionType({
  name: 'AddCalendarDaysResult',
  description: '加入日历的结果 / Result of adding days to the calendar',
  types: () => [CalendarDaysAddedType, InvalidInputError] as const,
});
