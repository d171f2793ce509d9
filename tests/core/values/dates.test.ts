import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateOfDay,
  dayNumber,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  firstDayOf,
  isIsoDate,
  isIsoMonth,
  lastDayOf,
  latest,
  monthOf,
  yearOf,
} from '../../../src/core/values/dates.js';

/** Days since 1970-01-01, from 1900-01-01 to 2199-12-31. */
const days = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') });

describe('a date', () => {
  test.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31', '2025-12-31'])('%s exists', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  test.each([
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-13-01',
    '2025-01-00',
    '2025-1-1',
    '2025-01-01T00:00',
    '1899-12-31',
    '2200-01-01',
    '',
  ])('"%s" does not exist', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  test('every day of three centuries is a date that its number leads back to', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(isIsoDate(dateOfDay(day))).toBe(true);
        expect(dayNumber(dateOfDay(day))).toBe(day);
      }),
    );
  });

  test('adding days and counting the days between are opposites', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, distance) => {
        const date = dateOfDay(day);
        expect(daysBetween(date, addDays(date, distance))).toBe(distance);
      }),
    );
  });

  test('dates compare as text does', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(latest(dateOfDay(a), dateOfDay(b))).toBe(dateOfDay(Math.max(a, b)));
      }),
    );
  });

  test('the weekday is the calendar’s, before 1970 too', () => {
    expect(['1969-12-28', '2025-10-01', '2025-05-10', '1900-01-01'].map((date) => dayOfWeek(dayNumber(date)))).toEqual([0, 3, 6, 1]);
  });

  test('knows its month and its year', () => {
    expect([monthOf('2025-03-31'), yearOf('2025-03-31')]).toEqual(['2025-03', 2025]);
  });
});

describe('a month', () => {
  test.each([
    ['2025-01', true],
    ['2025-12', true],
    ['2025-00', false],
    ['2025-13', false],
    ['2025-1', false],
    ['2025-01-01', false],
  ])('%s: %s', (text, isMonth) => {
    expect(isIsoMonth(text)).toBe(isMonth);
  });

  test('ends on its last day', () => {
    expect(['2024-02', '2025-02', '2025-04', '2025-12'].map(lastDayOf)).toEqual(['2024-02-29', '2025-02-28', '2025-04-30', '2025-12-31']);
    expect(firstDayOf('2025-02')).toBe('2025-02-01');
    expect(daysInMonth(2000, 2)).toBe(29);
    expect(daysInMonth(2100, 2)).toBe(28);
  });

  test('counts on over the turn of the year', () => {
    expect(addMonths('2024-12', 1)).toBe('2025-01');
    expect(addMonths('2025-01', -1)).toBe('2024-12');
    expect(addMonths('2025-03', 24)).toBe('2027-03');
  });
});
