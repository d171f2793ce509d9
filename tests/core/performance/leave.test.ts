import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeLeave, type LeaveContext, type LeaveRequest } from '../../../src/core/performance/leave.js';
import { daysWithoutGap, lastDayOfSpan } from '../../../src/core/performance/leave-days.js';
import { minuteOf } from '../../../src/core/staffing/local-time.js';
import { addDays, monthsLater } from '../../../src/core/values/dates.js';
import { contractOf } from '../../support/library.js';

const RULES = contractOf('kezhou-12345').operatorRules!.leave!;

/** A request of personal leave with its proof, from 10 March 2025, applied for in January, unless told otherwise. */
const requestOf = (more: Partial<LeaveRequest> = {}): LeaveRequest => ({
  id: 'l',
  kind: 'personal_leave',
  from: '2025-03-10',
  days: 1,
  appliedAt: '2025-01-10T09:00',
  startsAt: null,
  proofs: ['leave_proof'],
  hasSpecialCircumstances: false,
  ...more,
});

const judged = (more: Partial<LeaveRequest>, context: Partial<LeaveContext> = {}) =>
  judgeLeave(RULES, requestOf(more), { inPostSince: '2023-05-01', earlier: [], ...context });

const codesOf = (...args: Parameters<typeof judged>) => judged(...args).problems.map(({ code }) => code);

describe('annex 2, 4(1) leave.1 to leave.3: how far ahead leave is asked for', () => {
  test.each<[string, Partial<LeaveRequest>, boolean]>([
    ['a day, exactly 24 hours ahead', { appliedAt: '2025-03-09T00:00' }, false],
    ['a day, a minute less', { appliedAt: '2025-03-09T00:01' }, true],
    ['a day, exactly 24 hours before its shift', { startsAt: '2025-03-10T08:30', appliedAt: '2025-03-09T08:30' }, false],
    ['a day, a minute less before its shift', { startsAt: '2025-03-10T08:30', appliedAt: '2025-03-09T08:31' }, true],
    ['two days, three days ahead', { days: 2, appliedAt: '2025-03-07T23:59' }, false],
    ['two days, two days ahead', { days: 2, appliedAt: '2025-03-08T00:00' }, true],
    ['exactly three days, three days ahead', { days: 3, appliedAt: '2025-03-07T23:59' }, false],
    ['exactly three days, two days ahead', { days: 3, appliedAt: '2025-03-08T00:00' }, true],
    ['four days, a week ahead', { days: 4, appliedAt: '2025-03-03T23:59' }, false],
    ['four days, six days ahead', { days: 4, appliedAt: '2025-03-04T00:00' }, true],
    ['afterwards', { appliedAt: '2025-03-12T09:00' }, true],
  ])('%s', (_, more, isLate) => {
    const judgement = judged(more);
    expect(judgement.isLate).toBe(isLate);
    expect(judgement.problems.map(({ code }) => code)).toEqual(isLate ? ['LATE'] : []);
  });

  test.each<[Partial<LeaveRequest>, object, string, string]>([
    [{}, { hours: 24 }, '2025-03-09T00:00', 'annex 2, 4(1) leave.1'],
    [{ days: 3 }, { days: 3 }, '2025-03-07T23:59', 'annex 2, 4(1) leave.2'],
    [{ days: 4 }, { days: 7 }, '2025-03-03T23:59', 'annex 2, 4(1) leave.3'],
    [{ kind: 'annual_leave', days: 5 }, { months: 1 }, '2025-02-10T23:59', 'annex 2, 4(1) note: annual leave'],
  ])('%j needs %j, by %s (%s)', (more, notice, latest, clause) => {
    const judgement = judged({ ...more, appliedAt: '2025-03-10T09:00' });
    expect(judgement).toMatchObject({ noticeNeeded: notice, latestApplicationAt: latest });
    expect(judgement.problems[0]).toMatchObject({ code: 'LATE', clause });
  });
});

describe('annex 2, 4(1) leave.4: who approves', () => {
  test.each([
    [1, 'TEAM_LEADER'],
    [3, 'TEAM_LEADER'],
    [5, 'TEAM_LEADER'],
    [6, 'SUPERIOR'],
    [14, 'SUPERIOR'],
  ])('%i days: %s', (days, approver) => {
    expect(judged({ days }).approver).toBe(approver);
  });
});

describe('annex 2, 4(1) notes: the kinds of leave', () => {
  test('sick leave has four proofs, each missing one is told', () => {
    const judgement = judged({ kind: 'sick_leave', proofs: ['examination_report', 'registration_slip'] });
    expect(judgement.missingProofs).toEqual(['medicine_invoice', 'illness_statement']);
    expect(judgement.problems).toMatchObject([
      { code: 'PROOF_MISSING', zh: '缺少证明：药费发票' },
      { code: 'PROOF_MISSING', clause: 'annex 2, 4(1) note: sick leave' },
    ]);
  });

  test('personal leave has a proof', () => {
    expect(judged({ proofs: [] }).missingProofs).toEqual(['leave_proof']);
  });

  test.each([
    ['marriage_leave', 3, []],
    ['marriage_leave', 4, ['TOO_MANY_DAYS']],
    ['bereavement_leave', 3, []],
    ['bereavement_leave', 4, ['TOO_MANY_DAYS']],
    ['annual_leave', 5, []],
    ['annual_leave', 6, ['TOO_MANY_DAYS']],
  ])('%s of %i days: %j', (kind, days, codes) => {
    expect(codesOf({ kind, days })).toEqual(codes);
  });

  test('marriage leave in two requests is one leave where they adjoin', () => {
    const followedOn = (from: string) => codesOf({ kind: 'marriage_leave', from, days: 1 }, { earlier: [marriage('2025-03-10', 3)] });
    expect(followedOn('2025-03-13')).toEqual(['TOO_MANY_DAYS']);
    expect(followedOn('2025-03-14')).toEqual([]);
  });

  const personal = (from: string, days: number) => ({ kind: 'personal_leave', from, days });
  const marriage = (from: string, days: number) => ({ kind: 'marriage_leave', from, days });

  test.each<[string, number, LeaveContext['earlier'], string[]]>([
    ['14 days of personal leave', 14, [], []],
    ['15 days of personal leave', 15, [], ['TOO_MANY_TOGETHER']],
    ['11 days right after 3 of marriage leave', 11, [marriage('2025-03-07', 3)], []],
    ['12 days right after 3 of marriage leave', 12, [marriage('2025-03-07', 3)], ['TOO_MANY_TOGETHER']],
    ['12 days right before 3 of marriage leave', 12, [marriage('2025-03-22', 3)], ['TOO_MANY_TOGETHER']],
    ['12 days after 3 of marriage leave and a day at work', 12, [marriage('2025-03-06', 3)], []],
    ['5 days between two leaves of 5', 5, [personal('2025-03-15', 5), personal('2025-03-05', 5)], ['TOO_MANY_TOGETHER']],
    ['12 days right after 3 of sick leave', 12, [{ kind: 'sick_leave', from: '2025-03-07', days: 3 }], []],
  ])('%s', (_, days, earlier, codes) => {
    expect(codesOf({ days }, { earlier })).toEqual(codes);
  });

  test('sick leave is not counted together', () => {
    expect(codesOf({ kind: 'sick_leave', days: 30, proofs: RULES.kinds[1]!.proofs.map(({ code }) => code) })).toEqual([]);
  });

  test('days that are leave already are told', () => {
    expect(codesOf({ days: 2 }, { earlier: [personal('2025-03-11', 2)] })).toEqual(['DAYS_OVERLAP']);
    expect(codesOf({ days: 2 }, { earlier: [personal('2025-03-12', 2)] })).toEqual([]);
    expect(codesOf({ days: 2 }, { earlier: [personal('2025-03-09', 2)] })).toEqual(['DAYS_OVERLAP']);
    expect(codesOf({ days: 2 }, { earlier: [personal('2025-03-08', 2)] })).toEqual([]);
  });

  test('an unknown kind is for the caller to refuse', () => {
    expect(() => judged({ kind: 'holiday' })).toThrow('holiday');
  });
});

describe('annex 2, 4(1) note: annual leave', () => {
  const annual = (more: Partial<LeaveRequest> = {}, context: Partial<LeaveContext> = {}) =>
    codesOf({ kind: 'annual_leave', from: '2025-05-01', days: 5, proofs: [], ...more }, { inPostSince: '2024-05-01', ...context });
  const earlier = (kind: string, days: number, from = '2024-06-01') => ({ earlier: [{ kind, from, days }] });

  test.each<[string, string[], string[]]>([
    ['on the anniversary, a month ahead', annual({ appliedAt: '2025-04-01T23:59' }), []],
    ['less than a month ahead', annual({ appliedAt: '2025-04-02T00:00' }), ['LATE']],
    ['a day before the anniversary', annual({ from: '2025-04-30' }), ['TOO_SHORT_IN_POST']],
    ['15 days of personal leave before', annual({}, earlier('personal_leave', 15)), []],
    ['16 days of personal leave before', annual({}, earlier('personal_leave', 16)), ['TOO_MUCH_OTHER_LEAVE']],
    ['30 days of sick leave before', annual({}, earlier('sick_leave', 30)), []],
    ['31 days of sick leave before', annual({}, earlier('sick_leave', 31)), ['TOO_MUCH_OTHER_LEAVE']],
    ['16 days of which one lies before the year', annual({}, earlier('personal_leave', 16, '2024-04-30')), []],
    ['16 days up to the day before', annual({}, earlier('personal_leave', 16, '2025-04-15')), ['TOO_MUCH_OTHER_LEAVE']],
    ['15 days before and one of its own', annual({}, earlier('personal_leave', 16, '2025-04-16')), ['DAYS_OVERLAP']],
    ['6 days from the anniversary on', annual({ days: 6 }), ['TOO_MANY_DAYS']],
    ['leave after it', annual({}, earlier('personal_leave', 16, '2025-05-06')), []],
    ['2 days of the same year in post', annual({ from: '2025-08-01', days: 3 }, earlier('annual_leave', 2, '2025-05-01')), []],
    [
      '3 days of the same year in post',
      annual({ from: '2025-08-01', days: 3 }, earlier('annual_leave', 3, '2025-05-01')),
      ['TOO_MANY_DAYS'],
    ],
    ['5 days of the year in post before', annual({ from: '2026-05-01' }, earlier('annual_leave', 5, '2026-04-20')), []],
  ])('%s', (_, codes, expected) => {
    expect(codes).toEqual(expected);
  });
});

describe('days in a row', () => {
  const spans = fc.record({ from: fc.nat(40).map((day) => addDays('2025-01-20', day)), days: fc.integer({ min: 1, max: 6 }) });

  test('without a gap are those that a walk from day to day reaches', () => {
    fc.assert(
      fc.property(spans, fc.array(spans, { maxLength: 8 }), (span, others) => {
        const covered = new Set(
          [span, ...others].flatMap(({ from, days }) => Array.from({ length: days }, (_, index) => addDays(from, index))),
        );
        let first = span.from;
        let last = lastDayOfSpan(span);
        while (covered.has(addDays(first, -1))) first = addDays(first, -1);
        while (covered.has(addDays(last, 1))) last = addDays(last, 1);
        expect(addDays(first, daysWithoutGap(span, others) - 1)).toBe(last);
      }),
    );
  });

  test.each([
    ['2025-03-31', -1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-03-10', -1, '2025-02-10'],
    ['2025-01-15', -1, '2024-12-15'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(monthsLater(date, months)).toBe(expected);
  });

  test('who asks earlier is never later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(60), fc.nat(60), (days, a, b) => {
        const isLate = (before: number) => judged({ days, appliedAt: `${addDays('2025-03-10', -before)}T12:00` }).isLate;
        expect(isLate(Math.max(a, b)) && !isLate(Math.min(a, b))).toBe(false);
        expect(minuteOf(judged({ days }).latestApplicationAt)).toBeLessThan(minuteOf('2025-03-10T00:00'));
      }),
    );
  });
});

test('every problem is told in both languages', () => {
  const { problems } = judged(
    { kind: 'annual_leave', from: '2023-06-01', days: 6, appliedAt: '2023-06-01T00:00' },
    {
      earlier: [
        { kind: 'personal_leave', from: '2023-05-01', days: 16 },
        { kind: 'annual_leave', from: '2023-06-02', days: 1 },
      ],
    },
  );
  const all = [...problems, ...judged({ days: 15, proofs: [] }).problems];
  expect(new Set(all.map(({ code }) => code)).size).toBe(7);
  for (const { zh, en } of all) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/[a-z]/);
  }
});
