import { describe, expect, test } from '@jest/globals';
import { examDeadline, examOf } from '../../../src/core/staffing/exams.js';
import { CALENDAR } from '../../support/library.js';
import { admitted, left, team } from './staff-events.js';

const RULE = { clause: '10', dayOfMonth: 15, roll: true };

describe('the last day of a month’s exam', () => {
  test.each([
    ['a Wednesday', '2025-01', true, '2025-01-15', false],
    ['a Saturday rolls to Monday', '2025-02', true, '2025-02-17', false],
    ['a Sunday rolls to Monday', '2024-12', true, '2024-12-16', false],
    ['a Saturday without rolling', '2025-02', false, '2025-02-15', false],
    ['a year without an arrangement is provisional', '2031-06', true, '2031-06-16', true],
    ['but not where nothing rolls', '2031-06', false, '2031-06-15', false],
  ])('%s: %s', (_, month, roll, dueOn, provisional) => {
    expect(examDeadline({ ...RULE, roll }, month, CALENDAR)).toEqual({ dueOn, provisional });
  });
});

describe('who takes the exam: the formal people on the roster on its last day', () => {
  const events = [
    ...team(3, '2025-01-01'),
    admitted('s4', '2025-02-17'),
    admitted('s5', '2025-02-18'),
    admitted('s6', '2025-01-01', { standing: 'RESERVE' }),
    admitted('s7', '2025-01-01', { role: 'manager' }),
    left('s3', '2025-02-17'),
  ];
  const numbers = (results: { staffId: string; takenOn: string }[], counted?: string[]) => {
    const { dueOn, required, taken, missing } = examOf(RULE, CALENDAR, '2025-02', events, results, counted);
    return { dueOn, lists: [required, taken, missing].map((list) => list.map(({ no }) => no)) };
  };

  test('nobody took it', () => {
    expect(numbers([])).toEqual({ dueOn: '2025-02-17', lists: [['01', '02', '04', '07'], [], ['01', '02', '04', '07']] });
    expect(numbers([], ['agent']).lists[0]).toEqual(['01', '02', '04']);
  });

  test.each([
    ['on the first day', '2025-02-01', true],
    ['on the rolled day', '2025-02-17', true],
    ['a day late', '2025-02-18', false],
    ['in the month before', '2025-01-31', false],
  ])('%s', (_, takenOn, isTaken) => {
    expect(numbers([{ staffId: 's1', takenOn }]).lists[1]).toEqual(isTaken ? ['01'] : []);
  });

  test('taken twice is taken once, and whoever need not take it is not counted', () => {
    const results = ['s1', 's1', 's3', 's5', 's6'].map((staffId) => ({ staffId, takenOn: '2025-02-10' }));
    expect(numbers(results).lists).toEqual([['01', '02', '04', '07'], ['01'], ['02', '04', '07']]);
  });
});
