import { describe, expect, test } from '@jest/globals';
import { nextPeriod, type PeriodLength, parsePeriod } from '../../../src/core/values/periods.js';

describe('a period', () => {
  test.each<[string, PeriodLength, string[], string, string]>([
    ['2024-12', 'MONTH', ['2024-12'], '2024-12-01', '2024-12-31'],
    ['2024Q1', 'QUARTER', ['2024-01', '2024-02', '2024-03'], '2024-01-01', '2024-03-31'],
    ['2025Q4', 'QUARTER', ['2025-10', '2025-11', '2025-12'], '2025-10-01', '2025-12-31'],
    ['2025H2', 'HALF_YEAR', ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12'], '2025-07-01', '2025-12-31'],
  ])('%s has its months and its first and last day', (code, length, months, startsOn, endsOn) => {
    expect(parsePeriod(code, length)).toEqual({ code, months, startsOn, endsOn });
  });

  test('a year has twelve months', () => {
    expect(parsePeriod('2025', 'YEAR')!.months).toHaveLength(12);
  });

  test.each<[string, PeriodLength]>([
    ['2025Q5', 'QUARTER'],
    ['2025Q0', 'QUARTER'],
    ['2025q1', 'QUARTER'],
    ['2025-01', 'QUARTER'],
    ['2025Q1', 'MONTH'],
    ['2025-13', 'MONTH'],
    ['2025H3', 'HALF_YEAR'],
    ['25', 'YEAR'],
    ['2025 ', 'YEAR'],
  ])('"%s" is no %s', (code, length) => {
    expect(parsePeriod(code, length)).toBeNull();
  });
});

test.each<[PeriodLength, string, string]>([
  ['MONTH', '2024-12', '2025-01'],
  ['QUARTER', '2025Q1', '2025Q2'],
  ['QUARTER', '2025Q4', '2026Q1'],
  ['HALF_YEAR', '2025H2', '2026H1'],
  ['YEAR', '2025', '2026'],
])('after the %s %s comes %s', (length, code, next) => {
  expect(nextPeriod(parsePeriod(code, length)!, length).code).toBe(next);
});
