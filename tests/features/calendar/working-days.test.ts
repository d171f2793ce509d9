import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { casesOf } from '../../support/case-files.js';
import { ask, callerOf, createService, type Service } from '../../support/service.js';

/** Its tenant added no day to the calendar. */
const SHAANXI = callerOf('shaanxi-12367');

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const DUE =
  'query ($input: DueDateInput!) { dueDate(input: $input) { ... on DueDate { date provisional } ... on InvalidInputError { problems { path } } } }';

describe('dueDate', () => {
  test.each(casesOf('due'))('$title', async ({ case: given, expect: expected }) => {
    const input = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
    );
    expect((await ask(service, DUE, { input })).data.dueDate).toEqual(expected);
  });

  test('names every problem', async () => {
    const { data } = await ask(service, DUE, { input: { from: '2025-02-01', on: '2025-02-01', workingDays: '99999' } });
    expect(data.dueDate.problems.length).toBeGreaterThan(0);
  });
});

describe('calendarYear', () => {
  const YEAR =
    'query ($year: Int!) { calendarYear(year: $year) { year isPublished notice workingDayCount makeUpDays holidays { name from to } } }';

  // Counted by hand: weekdays of the year, less holidays on weekdays, plus make-up days.
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', async (year, workingDayCount) => {
    const { data } = await ask(service, YEAR, { year }, SHAANXI);
    expect(data.calendarYear).toMatchObject({ year, isPublished: true, workingDayCount });
    expect(data.calendarYear.notice).toMatch(/国办发明电/);
    expect(data.calendarYear.holidays).toHaveLength(new Set(data.calendarYear.holidays.map(({ from }: { from: string }) => from)).size);
  });

  test('of a tenant that added a day off has one less, and names the day and its notice', async () => {
    const query =
      'query ($year: Int!) { calendarYear(year: $year) { workingDayCount ownDays { day isWorkingDay name noticeNumber noticeIssuedOn } } }';
    const own = {
      day: '2025-06-06',
      isWorkingDay: false,
      name: '地方假日（演示）',
      noticeNumber: '演示〔2025〕1号',
      noticeIssuedOn: '2025-05-20',
    };
    expect((await ask(service, query, { year: 2025 })).data.calendarYear).toEqual({ workingDayCount: 247, ownDays: [own] });
    expect((await ask(service, query, { year: 2025 }, SHAANXI)).data.calendarYear).toEqual({ workingDayCount: 248, ownDays: [] });
  });

  test('of 2025 has eight days of Spring Festival and five make-up days', async () => {
    const { calendarYear } = (await ask(service, YEAR, { year: 2025 })).data;
    expect(calendarYear.holidays).toContainEqual({ name: '春节', from: '2025-01-28', to: '2025-02-04' });
    expect(calendarYear.makeUpDays).toEqual(['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']);
  });

  test('that is not published is provisional: every weekday counts but 1 January and 1 October, which are off by statute', async () => {
    const { data } = await ask(service, YEAR, { year: 2027 });
    expect(data.calendarYear).toEqual({ year: 2027, isPublished: false, notice: null, workingDayCount: 259, makeUpDays: [], holidays: [] });
  });
});
