import { describe, expect, test } from '@jest/globals';
import { due } from '../../support/calculate.js';

describe('due', () => {
  test.each([
    [{ from: '2025-01-20', workingDays: 10 }, '2025-02-08', false],
    [{ from: '2025-01-20', workingDays: '10' }, '2025-02-08', false],
    [{ from: '2026-12-30', workingDays: 2 }, '2027-01-04', true],
    [{ on: '2025-05-10', roll: true }, '2025-05-12', false],
    [{ on: '2025-05-10', roll: false }, '2025-05-10', false],
    [{ on: '2025-05-10' }, '2025-05-10', false],
    [{ on: '2027-05-01', roll: true }, '2027-05-03', true],
    [{ on: '2027-05-01' }, '2027-05-01', false],
  ])('%j is %s, provisional: %s', (input, date, provisional) => {
    expect(due(input)).toEqual({ date, provisional });
  });
});
