import { describe, expect, test } from '@jest/globals';
import { examOf } from '../../../src/core/staffing/exams.js';
import { type FigureFacts, rosterFigures } from '../../../src/core/staffing/figures.js';
import type { RosterFigure } from '../../../src/core/staffing/staffing-rules.js';
import { CALENDAR } from '../../support/library.js';
import { admitted, left, team } from './staff-events.js';

const FIGURES: RosterFigure[] = [
  { metric: 'm-size', figure: 'HEADCOUNT' },
  { metric: 'm-agents', figure: 'HEADCOUNT', counted: ['agent'] },
  { metric: 'm-opening', figure: 'OPENING_HEADCOUNT' },
  { metric: 'm-gone', figure: 'LEAVERS' },
  { metric: 'm-due', figure: 'EXAM_REQUIRED', counted: ['agent'] },
  { metric: 'm-taken', figure: 'EXAM_TAKEN', counted: ['agent'] },
];

const EVENTS = [
  ...team(9, '2024-12-04'),
  admitted('s10', '2024-12-04', { role: 'manager' }),
  left('s1', '2025-01-20'),
  left('s2', '2025-01-31', { isReplacedOnDemand: true }),
  left('s3', '2025-12-04'),
];

const FACTS = { events: EVENTS, term: { from: '2024-12-04', to: '2025-12-03' }, exam: null };

const figuresOf = (facts: Partial<FigureFacts> & { month: string }) =>
  rosterFigures({ figures: FIGURES }, { ...FACTS, ...facts }).map(({ metric, value }) => `${metric} ${value}`);

describe('the figures of a month', () => {
  test('stand in the order of the data; those of an exam that is not recorded are left out', () => {
    expect(figuresOf({ month: '2025-01' })).toEqual(['m-size 8', 'm-agents 7', 'm-opening 10', 'm-gone 1']);
    expect(figuresOf({ month: '2025-02' })).toEqual(['m-size 8', 'm-agents 7', 'm-opening 8', 'm-gone 0']);
  });

  test('the first month of the term opens with its first day', () => {
    expect(figuresOf({ month: '2024-12' })).toEqual(['m-size 10', 'm-agents 9', 'm-opening 10', 'm-gone 0']);
  });

  test('the last month ends with the term', () => {
    expect(figuresOf({ month: '2025-12' })).toEqual(['m-size 8', 'm-agents 7', 'm-opening 8', 'm-gone 0']);
  });

  test('of the exam, of the counted roles alone', () => {
    const rule = { clause: '10', dayOfMonth: 15, roll: true };
    const results = ['s4', 's5', 's10'].map((staffId) => ({ staffId, takenOn: '2025-02-10' }));
    const exam = examOf(rule, CALENDAR, '2025-02', EVENTS, results);
    expect(figuresOf({ month: '2025-02', exam }).slice(4)).toEqual(['m-due 7', 'm-taken 2']);
  });

  test.each([
    ['before the term', { month: '2024-11' }],
    ['after the term', { month: '2026-01' }],
    ['without a roster', { month: '2025-01', events: [] }],
  ])('%s there are none', (_, facts) => {
    expect(figuresOf(facts)).toEqual([]);
  });

  test('a contract whose roster gives nothing has none', () => {
    expect(rosterFigures({}, { ...FACTS, month: '2025-01' })).toEqual([]);
  });
});
