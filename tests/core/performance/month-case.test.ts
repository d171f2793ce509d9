import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LeaveState } from '../../../src/core/performance/leave-life.js';
import { assembleMonth, type MonthRecords, type RecordedEvent, type RecordedLeave } from '../../../src/core/performance/month-case.js';
import { addDays } from '../../../src/core/values/dates.js';
import { performance } from '../../support/calculate.js';
import { operatorMonths } from '../../support/generated-operator-months.js';
import { contractOf } from '../../support/library.js';

const CONTRACT = contractOf('kezhou-12345');
const RULES = CONTRACT.operatorRules!;

const memberOf = (no: string, more: Partial<MonthRecords['members'][number]> = {}) => ({
  no,
  team: 'A',
  onLineOn: '2024-06-01',
  shifts: 20,
  isLeader: no === '001',
  ...more,
});

const eventOf = (more: Partial<RecordedEvent> & Pick<RecordedEvent, 'id' | 'member' | 'kind'>): RecordedEvent => ({
  on: '2025-03-10',
  units: 1,
  isSevere: false,
  hasConsequence: false,
  leaderAmount: null,
  ...more,
});

const leaveOf = (member: string, from: string, days: number, state: LeaveState, kind = 'personal_leave'): RecordedLeave => ({
  member,
  request: { id: `l-${member}-${from}`, kind, from, days },
  state,
});

const recordsOf = (more: Partial<MonthRecords>): MonthRecords => ({
  contract: CONTRACT.code,
  month: '2025-03',
  members: [memberOf('001'), memberOf('002')],
  events: [],
  leaves: [],
  earlier: [],
  ...more,
});

const resultOf = (more: Partial<MonthRecords>) => performance(assembleMonth(RULES, recordsOf(more)));

describe('a month put together from what was recorded', () => {
  test('is a case in the case format', () => {
    const records = recordsOf({
      events: [
        eventOf({ id: 'e-1', member: '001', kind: 'late_or_early', units: 2 }),
        eventOf({ id: 'e-2', member: '002', kind: 'forbidden_words', isSevere: true, leaderAmount: '300' }),
        eventOf({ id: 'e-3', member: '002', kind: 'refused_call', hasConsequence: true }),
        eventOf({ id: 'e-4', member: '001', kind: 'absence', units: 3 }),
      ],
      leaves: [leaveOf('002', '2025-03-30', 4, 'APPROVED', 'sick_leave')],
      earlier: [
        { member: '002', kind: 'missed_activity', units: 1 },
        { member: '002', kind: 'missed_activity', units: 2 },
        { member: '002', kind: 'left_post', units: 5 },
        { member: '009', kind: 'disobeyed', units: 1 },
      ],
    });
    expect(assembleMonth(RULES, records)).toEqual({
      contract: 'kezhou-12345',
      month: '2025-03',
      members: [
        { no: '001', team: 'A', onLineOn: '2024-06-01', shifts: 20, leader: true },
        { no: '002', team: 'A', onLineOn: '2024-06-01', shifts: 20, leader: false },
      ],
      events: [
        { id: 'e-1', member: '001', kind: 'late_or_early', on: '2025-03-10', count: 2 },
        { id: 'e-2', member: '002', kind: 'forbidden_words', on: '2025-03-10', count: 1, severe: true, leaderAmount: '300' },
        { id: 'e-3', member: '002', kind: 'refused_call', on: '2025-03-10', count: 1, consequence: true },
        { id: 'e-4', member: '001', kind: 'absence', on: '2025-03-10', days: 3 },
        { id: 'leave:l-002-2025-03-30', member: '002', kind: 'sick_leave', on: '2025-03-30', days: 2 },
      ],
      earlier: { '002': { missed_activity: 3 } },
    });
  });

  test('leave costs what its days in the month cost', () => {
    const { members } = resultOf({ leaves: [leaveOf('001', '2025-02-27', 4, 'APPROVED'), leaveOf('002', '2025-03-31', 9, 'EXCUSED')] });
    expect(members.map(({ leave, fullAttendance }) => [leave, fullAttendance])).toEqual([
      ['165.50', false],
      ['82.75', false],
    ]);
  });

  test('two days confirmed as absence raise the flag of absence', () => {
    const { members } = resultOf({ leaves: [leaveOf('002', '2025-03-10', 2, 'ABSENCE_CONFIRMED')] });
    expect(members[1]).toMatchObject({ violations: '600.00', leave: '0.00', flags: ['malicious_resignation'] });
  });

  test.each<[LeaveState, string]>([
    ['REQUESTED', 'personal_leave'],
    ['REJECTED', 'personal_leave'],
    ['WITHDRAWN', 'personal_leave'],
    ['APPROVED', 'annual_leave'],
  ])('leave that is %s (%s) changes nothing at all', (state, kind) => {
    expect(resultOf({ leaves: [leaveOf('002', '2025-03-10', 2, state, kind)] })).toEqual(resultOf({}));
  });

  test('an event earlier in the term raises a flag with one of the month', () => {
    const missed = { member: '002', kind: 'missed_activity', units: 1 };
    expect(resultOf({ events: [eventOf({ id: 'e-1', ...missed })], earlier: [missed] }).members[1]!.flags).toEqual(['dismissal']);
    expect(resultOf({ events: [eventOf({ id: 'e-1', ...missed })] }).members[1]!.flags).toEqual([]);
  });

  test('leave before the first day on the line is left out, its later days are not', () => {
    const members = [memberOf('001'), memberOf('002', { onLineOn: '2025-03-10' })];
    const leaveFrom = (from: string, days: number) => resultOf({ members, leaves: [leaveOf('002', from, days, 'APPROVED')] }).members[1]!;
    expect([leaveFrom('2025-03-08', 2).leave, leaveFrom('2025-03-08', 3).leave]).toEqual(['0.00', '82.75']);
  });

  test('what does not fit is named by the reader', () => {
    const events = [eventOf({ id: 'e-1', member: '009', kind: 'late_or_early' }), eventOf({ id: 'e-2', member: '001', kind: 'singing' })];
    expect(() => resultOf({ events })).toThrow(/UNKNOWN_MEMBER[\s\S]*UNKNOWN_KIND/);
  });

  test('a contract without rules for leave has no events of it', () => {
    const { leave: _, ...rules } = RULES;
    expect(assembleMonth(rules, recordsOf({ leaves: [leaveOf('001', '2025-03-10', 1, 'APPROVED')] })).events).toEqual([]);
  });

  test('any month comes out as if it had been typed in', () => {
    fc.assert(
      fc.property(operatorMonths(CONTRACT), (input) => {
        const records = recordsOf({
          month: input.month,
          members: input.members.map(({ leader, ...member }) => ({ ...member, isLeader: leader }) as MonthRecords['members'][number]),
          events: input.events.map((event) => ({
            id: String(event.id),
            member: String(event.member),
            kind: String(event.kind),
            on: String(event.on),
            units: Number(event.days ?? event.count),
            isSevere: event.severe === true,
            hasConsequence: event.consequence === true,
            leaderAmount: (event.leaderAmount as string | undefined) ?? null,
          })),
        });
        expect(performance(assembleMonth(RULES, records))).toEqual(performance(input));
      }),
    );
  });

  test('leave costs the same in months together as its days do', () => {
    fc.assert(
      fc.property(fc.nat(250), fc.integer({ min: 1, max: 60 }), (start, days) => {
        const leaves = [leaveOf('002', addDays('2025-01-01', start), days, 'APPROVED', 'sick_leave')];
        const months = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`);
        const costs = months.map((month) => Number(resultOf({ month, leaves }).members[1]!.leave));
        expect(costs.reduce((total, cost) => total + cost, 0)).toBe(days * 50);
      }),
      { numRuns: 30 },
    );
  });
});
