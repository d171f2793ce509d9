import { describe, expect, test } from '@jest/globals';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { addDays, dayNumber, daysBetween } from '../../../src/core/values/dates.js';
import { CALENDAR } from '../../support/library.js';

const datesFrom = (first: string, last: string): string[] =>
  Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));

describe('a published year', () => {
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, workingDays) => {
    expect(CALENDAR.workingDaysOf(year)).toBe(workingDays);
    expect(datesFrom(`${year}-01-01`, `${year}-12-31`).filter((date) => CALENDAR.isWorkingDay(date))).toHaveLength(workingDays);
  });

  test('agrees with chinese-days on every day of 2024 to 2026', () => {
    const differing = datesFrom('2024-01-01', '2026-12-31').filter((date) => CALENDAR.isWorkingDay(date) !== chineseDays.isWorkday(date));
    expect(differing).toEqual([]);
  });

  test.each([
    ['a make-up Sunday', '2025-01-26', true],
    ['a make-up Saturday', '2025-10-11', true],
    ['a plain Saturday', '2025-05-10', false],
    ['a Wednesday of the National Day holiday', '2025-10-01', false],
    ['the last day of the Spring Festival', '2026-02-23', false],
    ['the day after it', '2026-02-24', true],
  ])('%s, %s: %s', (_name, date, isWorked) => {
    expect(CALENDAR.isWorkingDay(date)).toBe(isWorked);
  });
});

describe('n working days after a date', () => {
  test.each([
    ['over the Spring Festival with both make-up days', '2025-01-20', 10, '2025-02-08'],
    ['over the October holidays with both make-up days', '2025-09-24', 30, '2025-11-11'],
    ['five from a Friday', '2025-06-20', 5, '2025-06-27'],
    ['one from the day before a make-up Sunday', '2025-04-26', 1, '2025-04-27'],
    ['ten over the turn of a year', '2025-12-25', 10, '2026-01-09'],
  ])('%s', (_name, from, count, date) => {
    expect(CALENDAR.workingDaysAfter(from, count)).toEqual({ date, provisional: false });
  });

  test('the date itself is not counted, worked or not', () => {
    expect(CALENDAR.workingDaysAfter('2025-06-23', 1).date).toBe('2025-06-24');
    expect(CALENDAR.workingDaysAfter('2025-06-21', 1).date).toBe('2025-06-23');
  });
});

describe('a date that rolls', () => {
  test.each([
    ['a Saturday to Monday', '2025-05-10', '2025-05-12'],
    ['the first day of a holiday behind its last', '2025-10-01', '2025-10-09'],
    ['a worked date not at all', '2025-05-12', '2025-05-12'],
    ['a make-up Saturday not at all', '2025-02-08', '2025-02-08'],
    ['New Year 2026 to a make-up Sunday', '2026-01-01', '2026-01-04'],
  ])('%s', (_name, on, date) => {
    expect(CALENDAR.roll(on)).toEqual({ date, provisional: false });
  });
});

describe('a year whose arrangement is not published', () => {
  test('is off at weekends and on 1 January, 1 and 2 May, 1 to 3 October only', () => {
    const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    const unlikeItsWeekday = datesFrom('2027-01-01', '2027-12-31').filter((date) => CALENDAR.isWorkingDay(date) === isWeekend(date));
    expect(unlikeItsWeekday).toEqual(['2027-01-01', '2027-10-01']);
    // 1 and 2 May, 2 and 3 October 2027 are weekend days.
    expect(['2023-05-01', '2023-05-02', '2023-10-02', '2023-10-03'].filter((date) => CALENDAR.isWorkingDay(date))).toEqual([]);
    expect(['2023-01-02', '2023-05-03', '2023-10-04'].filter((date) => !CALENDAR.isWorkingDay(date))).toEqual([]);
  });

  test('makes provisional what is counted or rolled into it, and nothing before it', () => {
    expect(CALENDAR.workingDaysAfter('2026-12-28', 3)).toEqual({ date: '2026-12-31', provisional: false });
    expect(CALENDAR.workingDaysAfter('2026-12-28', 4)).toEqual({ date: '2027-01-04', provisional: true });
    expect(CALENDAR.workingDaysAfter('2023-12-29', 1)).toEqual({ date: '2024-01-02', provisional: true });
    expect(CALENDAR.workingDaysAfter('2023-12-31', 1)).toEqual({ date: '2024-01-02', provisional: false });
    expect(CALENDAR.roll('2027-01-01')).toEqual({ date: '2027-01-04', provisional: true });
    expect(CALENDAR.roll('2027-01-04')).toEqual({ date: '2027-01-04', provisional: true });
    expect(CALENDAR.roll('2023-12-30')).toEqual({ date: '2024-01-02', provisional: true });
  });
});

describe('counting working days', () => {
  test.each([
    ['to the day itself', '2025-05-12', '2025-05-12', 0],
    ['back in time', '2025-05-12', '2025-05-09', 0],
    ['over a weekend', '2025-05-09', '2025-05-12', 1],
    ['over a holiday with a make-up Saturday behind it', '2025-09-30', '2025-10-11', 3],
  ])('%s', (_name, after, upTo, days) => {
    expect(CALENDAR.countWorkingDays(after, upTo)).toEqual({ days, provisional: false });
  });

  const anyDay = fc.integer({ min: 0, max: dayNumber('2028-12-31') - dayNumber('2022-01-01') });

  test('comes to what a walk day by day comes to, whole years within it or none', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (first, last) => {
        const [after, upTo] = [addDays('2022-01-01', first), addDays('2022-01-01', last)];
        const walked = upTo > after ? datesFrom(addDays(after, 1), upTo) : [];
        expect(CALENDAR.countWorkingDays(after, upTo)).toEqual({
          days: walked.filter((date) => CALENDAR.isWorkingDay(date)).length,
          provisional: walked.some((date) => !CALENDAR.isPublished(date)),
        });
      }),
    );
  });

  test('finds the n working days behind which the n-th lies', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 300 }), (first, count) => {
        const from = addDays('2022-01-01', first);
        const { date, provisional } = CALENDAR.workingDaysAfter(from, count);
        expect(CALENDAR.isWorkingDay(date)).toBe(true);
        expect(CALENDAR.countWorkingDays(from, date)).toEqual({ days: count, provisional });
      }),
    );
  });
});
