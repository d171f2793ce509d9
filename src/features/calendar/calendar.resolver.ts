import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { due } from '../../core/cases/due.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { RequestError } from '../../platform/request-error.js';
import { addCalendarDays } from './add-calendar-days.use-case.js';
import { listCalendarDays } from './calendar.repository.js';
import {
  AddCalendarDaysInput,
  AddCalendarDaysResult,
  CalendarDaysAddedType,
  CalendarYearType,
  DueDateInput,
  DueDateResult,
  DueDateType,
  OwnCalendarDayType,
} from './calendar.type.js';
import { tenantCalendar } from './tenant-calendar.js';

/** The years that dates may lie in. */
const YEARS = { min: 1900, max: 2199 } as const;

@Resolver()
export class CalendarResolver {
  @Query(() => DueDateResult, {
    description: '某日之后第 n 个工作日，或某日顺延后的日期 / The n-th working day after a date, or a date rolled to a working day',
  })
  async dueDate(
    @Arg('input', () => DueDateInput, { description: '输入 / Input' }) input: DueDateInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DueDateResult> {
    const found = due(input, await tenantCalendar(tenantOf(graphql)));
    return found.ok ? Object.assign(new DueDateType(), found.value) : new InvalidInputError(found.error);
  }

  @Query(() => CalendarYearType, { description: '一年的工作日历，1900 至 2199 / The working calendar of a year, 1900 to 2199' })
  async calendarYear(
    @Arg('year', () => Int, { description: '年份 / Year' }) year: number,
    @Ctx() graphql: GraphqlContext,
  ): Promise<CalendarYearType> {
    const context = tenantOf(graphql);
    if (year < YEARS.min || year > YEARS.max)
      throw new RequestError(
        'BAD_USER_INPUT',
        `年份应为 ${YEARS.min} 至 ${YEARS.max}`,
        `the year must be from ${YEARS.min} to ${YEARS.max}`,
      );
    const calendar = await tenantCalendar(context);
    const own = (await listCalendarDays(context)).filter(({ day }) => day.startsWith(`${year}-`));
    return new CalendarYearType(year, calendar.workingDaysOf(year), calendar.arrangementOf(year), own);
  }

  @Mutation(() => AddCalendarDaysResult, {
    description:
      '租户管理员凭通知加入日子：此后的评分与期限照此计算 / A tenant admin adds days, with the notice: scores and deadlines from now on count with them',
  })
  async addCalendarDays(
    @Arg('input', () => AddCalendarDaysInput, { description: '输入 / Input' }) input: AddCalendarDaysInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AddCalendarDaysResult> {
    const context = tenantOf(graphql);
    const result = await addCalendarDays(context, { ...input, days: input.days.map((day) => ({ ...day })) });
    context.forgetLoaded();
    if (!result.ok) return new InvalidInputError(result.error);
    const days = result.value.map((row) => Object.assign(new OwnCalendarDayType(), row));
    return Object.assign(new CalendarDaysAddedType(), { days });
  }
}
