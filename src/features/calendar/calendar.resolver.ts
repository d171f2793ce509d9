import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { due } from '../../core/cases/due.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { RequestError } from '../../platform/request-error.js';
import { loadCalendar } from '../contracts/contract-folder.js';
import { CalendarYearType, DueDateInput, DueDateResult, DueDateType } from './calendar.type.js';

/** The years that dates may lie in. */
const YEARS = { min: 1900, max: 2199 } as const;

@Resolver()
export class CalendarResolver {
  @Query(() => DueDateResult, {
    description: '某日之后第 n 个工作日，或某日顺延后的日期 / The n-th working day after a date, or a date rolled to a working day',
  })
  dueDate(
    @Arg('input', () => DueDateInput, { description: '输入 / Input' }) input: DueDateInput,
    @Ctx() graphql: GraphqlContext,
  ): typeof DueDateResult {
    const found = due(input, tenantOf(graphql).ofProcess(loadCalendar));
    return found.ok ? Object.assign(new DueDateType(), found.value) : new InvalidInputError(found.error);
  }

  @Query(() => CalendarYearType, { description: '一年的工作日历，1900 至 2199 / The working calendar of a year, 1900 to 2199' })
  calendarYear(@Arg('year', () => Int, { description: '年份 / Year' }) year: number, @Ctx() graphql: GraphqlContext): CalendarYearType {
    const calendar = tenantOf(graphql).ofProcess(loadCalendar);
    if (year < YEARS.min || year > YEARS.max)
      throw new RequestError(
        'BAD_USER_INPUT',
        `年份应为 ${YEARS.min} 至 ${YEARS.max}`,
        `the year must be from ${YEARS.min} to ${YEARS.max}`,
      );
    return new CalendarYearType(year, calendar.workingDaysOf(year), calendar.arrangementOf(year));
  }
}
