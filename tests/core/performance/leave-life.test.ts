import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LeaveRequest } from '../../../src/core/performance/leave.js';
import { eventsOfLeave } from '../../../src/core/performance/leave-events.js';
import {
  ACTOR_OF_LEAVE_STEP,
  isLeaveStepAllowed,
  LEAVE_STEPS,
  type LeaveFacts,
  type LeaveState,
  type LeaveStep,
  leaveStepsAllowed,
  stateOfLeave,
} from '../../../src/core/performance/leave-life.js';
import { addDays, addMonths, monthOf } from '../../../src/core/values/dates.js';
import { contractOf } from '../../support/library.js';

const RULES = contractOf('kezhou-12345').operatorRules!.leave!;
const BEFORE = '2025-03-10T08:29';
const BEGUN = '2025-03-10T08:30';

const factsOf = (state: LeaveState, more: Partial<LeaveFacts> = {}): LeaveFacts => ({
  state,
  isLate: false,
  hasSpecialCircumstances: false,
  startsAt: BEGUN,
  ...more,
});

describe('annex 2, 4(1).5 and leave.1: what may be done about a request', () => {
  const late = { isLate: true };
  const special = { hasSpecialCircumstances: true };

  test.each<[string, LeaveFacts, LeaveStep[], LeaveStep[]]>([
    ['one in time', factsOf('REQUESTED'), ['APPROVED', 'REJECTED', 'WITHDRAWN'], ['APPROVED', 'REJECTED']],
    ['a late one', factsOf('REQUESTED', late), ['APPROVED', 'REJECTED', 'WITHDRAWN'], ['APPROVED', 'REJECTED', 'ABSENCE_CONFIRMED']],
    [
      'a late one with special circumstances',
      factsOf('REQUESTED', { ...late, ...special }),
      ['APPROVED', 'REJECTED', 'WITHDRAWN', 'EXCUSED'],
      ['APPROVED', 'REJECTED', 'ABSENCE_CONFIRMED', 'EXCUSED'],
    ],
    [
      'one in time with special circumstances',
      factsOf('REQUESTED', special),
      ['APPROVED', 'REJECTED', 'WITHDRAWN'],
      ['APPROVED', 'REJECTED'],
    ],
    ['an approved one', factsOf('APPROVED'), ['WITHDRAWN'], []],
    ['an approved late one', factsOf('APPROVED', late), ['WITHDRAWN'], ['ABSENCE_CONFIRMED']],
    ['a rejected one', factsOf('REJECTED'), [], ['ABSENCE_CONFIRMED']],
    ['a rejected one with special circumstances', factsOf('REJECTED', special), ['EXCUSED'], ['ABSENCE_CONFIRMED', 'EXCUSED']],
    ['a confirmed absence', factsOf('ABSENCE_CONFIRMED'), ['ABSENCE_RETRACTED'], ['ABSENCE_RETRACTED']],
    [
      'a confirmed absence with special circumstances',
      factsOf('ABSENCE_CONFIRMED', special),
      ['EXCUSED', 'ABSENCE_RETRACTED'],
      ['EXCUSED', 'ABSENCE_RETRACTED'],
    ],
    ['an excused one', factsOf('EXCUSED', { ...late, ...special }), ['WITHDRAWN'], []],
    ['a withdrawn one', factsOf('WITHDRAWN', { ...late, ...special }), [], []],
  ])('%s', (_, facts, before, begun) => {
    expect(leaveStepsAllowed(facts, BEFORE)).toEqual(before);
    expect(leaveStepsAllowed(facts, BEGUN)).toEqual(begun);
    for (const step of LEAVE_STEPS) expect(isLeaveStepAllowed(facts, step, BEGUN)).toBe(begun.includes(step));
  });

  test('each step has its actor', () => {
    expect(ACTOR_OF_LEAVE_STEP).toEqual({
      APPROVED: 'APPROVER',
      REJECTED: 'APPROVER',
      WITHDRAWN: 'APPLICANT',
      ABSENCE_CONFIRMED: 'AGENCY',
      EXCUSED: 'AGENCY',
      ABSENCE_RETRACTED: 'AGENCY',
    });
  });

  test.each<[LeaveStep[], LeaveState]>([
    [[], 'REQUESTED'],
    [['APPROVED'], 'APPROVED'],
    [['APPROVED', 'WITHDRAWN'], 'WITHDRAWN'],
    [['REJECTED', 'ABSENCE_CONFIRMED'], 'ABSENCE_CONFIRMED'],
    [['REJECTED', 'ABSENCE_CONFIRMED', 'EXCUSED'], 'EXCUSED'],
    [['ABSENCE_CONFIRMED', 'ABSENCE_RETRACTED'], 'REQUESTED'],
    [['APPROVED', 'ABSENCE_CONFIRMED', 'ABSENCE_RETRACTED'], 'APPROVED'],
    [['REJECTED', 'ABSENCE_CONFIRMED', 'ABSENCE_RETRACTED', 'ABSENCE_CONFIRMED'], 'ABSENCE_CONFIRMED'],
    [['REJECTED', 'ABSENCE_CONFIRMED', 'ABSENCE_RETRACTED', 'ABSENCE_CONFIRMED', 'ABSENCE_RETRACTED'], 'REJECTED'],
  ])('after %j it is %s', (steps, state) => {
    expect(stateOfLeave(steps)).toBe(state);
  });

  test.each<[LeaveStep[]]>([
    [['WITHDRAWN', 'APPROVED']],
    [['REJECTED', 'APPROVED']],
    [['APPROVED', 'APPROVED']],
    [['EXCUSED', 'EXCUSED']],
    [['ABSENCE_RETRACTED']],
  ])('%j never happens', (steps) => {
    expect(() => stateOfLeave(steps)).toThrow();
  });

  test('whatever is allowed leads to a state', () => {
    const facts = fc.record({ isLate: fc.boolean(), hasSpecialCircumstances: fc.boolean(), startsAt: fc.constant(BEGUN) });
    fc.assert(
      fc.property(facts, fc.array(fc.tuple(fc.nat(4), fc.constantFrom(BEFORE, BEGUN)), { maxLength: 6 }), (given, draws) => {
        const steps: LeaveStep[] = [];
        for (const [draw, at] of draws) {
          const allowed = leaveStepsAllowed({ ...given, state: stateOfLeave(steps) }, at);
          if (allowed.length > 0) steps.push(allowed[draw % allowed.length]!);
        }
        expect(['REQUESTED', ...LEAVE_STEPS]).toContain(stateOfLeave(steps));
        if (!given.hasSpecialCircumstances) expect(steps).not.toContain('EXCUSED');
      }),
    );
  });
});

type Asked = Pick<LeaveRequest, 'kind' | 'from' | 'days'>;

describe('what leave puts into the ledger', () => {
  const two: Asked = { kind: 'personal_leave', from: '2025-03-10', days: 2 };

  test.each<[string, Asked, LeaveState, string | null]>([
    ['approved personal leave', two, 'APPROVED', 'personal_leave'],
    ['approved sick leave', { ...two, kind: 'sick_leave' }, 'APPROVED', 'sick_leave'],
    ['approved marriage leave', { ...two, kind: 'marriage_leave' }, 'APPROVED', null],
    ['approved bereavement leave', { ...two, kind: 'bereavement_leave' }, 'APPROVED', null],
    ['approved annual leave', { ...two, kind: 'annual_leave' }, 'APPROVED', null],
    ['leave that nobody has decided', two, 'REQUESTED', null],
    ['rejected leave', two, 'REJECTED', null],
    ['withdrawn leave', two, 'WITHDRAWN', null],
    ['leave confirmed as absence', two, 'ABSENCE_CONFIRMED', 'absence'],
    ['costless leave confirmed as absence', { ...two, kind: 'annual_leave' }, 'ABSENCE_CONFIRMED', 'absence'],
    ['excused leave', two, 'EXCUSED', 'personal_leave'],
    ['a kind that the rules no longer know', { ...two, kind: 'holiday' }, 'APPROVED', null],
  ])('%s: %s', (_, request, state, kind) => {
    expect(eventsOfLeave(RULES, request, state, '2025-03')).toEqual(kind === null ? [] : [{ kind, on: '2025-03-10', days: 2 }]);
  });

  test('leave over the end of a month has its own days in each', () => {
    const events = (month: string) =>
      eventsOfLeave(RULES, { kind: 'sick_leave', from: '2025-02-27', days: 40 }, 'APPROVED', month).map(({ on, days }) => [on, days]);
    expect(['2025-01', '2025-02', '2025-03', '2025-04', '2025-05'].map(events)).toEqual([
      [],
      [['2025-02-27', 2]],
      [['2025-03-01', 31]],
      [['2025-04-01', 7]],
      [],
    ]);
  });

  test('split over the months it keeps every day, once', () => {
    const request = fc.record({
      kind: fc.constantFrom('personal_leave', 'sick_leave'),
      from: fc.nat(800).map((day) => addDays('2024-01-01', day)),
      days: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(request, fc.constantFrom<LeaveState>('APPROVED', 'ABSENCE_CONFIRMED', 'EXCUSED'), (asked, state) => {
        const months = Array.from({ length: 8 }, (_, index) => addMonths(monthOf(asked.from), index - 1));
        const parts = months.flatMap((month) => eventsOfLeave(RULES, asked, state, month).map((event) => ({ ...event, month })));
        expect(parts.reduce((total, { days }) => total + days, 0)).toBe(asked.days);
        let next = asked.from;
        for (const { on, days, month } of parts) {
          expect([on, monthOf(on), monthOf(addDays(on, days - 1))]).toEqual([next, month, month]);
          next = addDays(on, days);
        }
      }),
    );
  });
});
