// A whole month of fourteen operators, from their admission to the agency's confirmation: every figure by hand.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readGlobalId } from '../../../src/platform/graphql/global-id.js';
import { performance } from '../../support/calculate.js';
import { inCaseFormat } from '../../support/case-format.js';
import { fingerprintOf } from '../../support/isolation.js';
import { clockAt, openTenant, peopleOf } from '../../support/lives.js';
import { createService, DATABASES, type Service } from '../../support/service.js';
import { keepingRoster } from '../staffing/people.js';
import { keepingMonths, type Leave, shiftsOn } from './operator-months.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const CONTRACT = 'kezhou-12345';
const MONTH = '2025-03';
const TEAM = Array.from({ length: 14 }, (_, index) => `K${String(index + 1).padStart(2, '0')}`);
const [FIRST_TEAM, SECOND_TEAM] = ['甲班', '乙班'];
const teamOf = (no: string): string => (no <= 'K07' ? FIRST_TEAM! : SECOND_TEAM!);
const LEADERS = ['K07', 'K14'];
const TOLD = '2025-04-01T02:00:00Z';

/** Days worked in March: K06 never worked, and K12 left on the twentieth. */
const daysWorkedBy = (no: string): readonly string[] =>
  no === 'K06' ? [] : no === 'K13' ? ['2025-03-15', '2025-03-31'] : ['2025-03-03', '2025-03-04', '2025-03-19'];

describe.each(DATABASES)('an operators’ month of Kezhou on %s', (kind) => {
  const TENANT = 'operators-month';
  const { assessor, otherAssessor, agency, vendor, vendorStaff, vendorManager, finance, admin, auditor } = peopleOf(TENANT);
  const clock = clockAt('2025-04-10T02:00:00Z');
  let service: Service;
  let roster: ReturnType<typeof keepingRoster>;
  let keep: ReturnType<typeof keepingMonths>;
  const uuids = new Map<string, string>();

  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    roster = keepingRoster(service, CONTRACT, vendorManager, assessor);
    keep = keepingMonths(service, CONTRACT, auditor);
    const places = TEAM.map((no) => ({
      no,
      on: no === 'K13' ? '2025-03-10' : '2025-01-01',
      role: LEADERS.includes(no) ? 'team_leader' : 'operator',
      team: teamOf(no),
    }));
    // A manager is not on the line; somebody without a test is not yet.
    const others = [
      { no: 'M01', on: '2025-01-01', role: 'manager' },
      { no: 'N01', on: '2025-03-01' },
    ];
    await roster.join([...places, ...others], '2024-12-20');
    const exam = { contract: CONTRACT, kind: 'BEFORE_ON_LINE', title: '上岗测试（演示）' };
    const passed = (no: string) => ({ no, marks: '90', isPassed: true });
    const old = TEAM.filter((no) => no !== 'K13');
    await roster.does(vendorManager, 'recordExam', { ...exam, heldOn: '2025-01-02', results: old.map(passed) });
    await roster.does(vendorManager, 'recordExam', { ...exam, heldOn: '2025-03-11', results: [passed('K13')] });
    const people = TEAM.map((no) => ({ no, onLineOn: no === 'K13' ? '2025-03-12' : '2025-01-05' }));
    await roster.does(vendorManager, 'putOnLine', { contract: CONTRACT, people });
    await roster.leave('K12', '2025-03-20');
  });
  afterAll(() => service.stop());

  const close = (month = MONTH) => keep.does(vendorManager, 'closeOperatorMonth', { contract: CONTRACT, month });
  const tryToClose = (month = MONTH) => keep.tries(vendorManager, 'closeOperatorMonth', { contract: CONTRACT, month });
  const recording = (...events: readonly object[]) => ({ contract: CONTRACT, events });

  /** Asks for leave, and takes steps about it. */
  const leave = async (asked: Leave, ...steps: readonly object[]): Promise<Loose> => {
    let request = await keep.does(vendorManager, 'requestLeave', keep.leaveOf(asked));
    for (const step of steps) {
      const caller = 'step' in step && ['ABSENCE_CONFIRMED', 'EXCUSED'].includes(step.step as string) ? assessor : vendorManager;
      request = await keep.does(caller, 'decideLeave', { requestId: request.id, ...step });
    }
    uuids.set(`leave of ${asked.no}`, readGlobalId(request.id)!.key[0]);
    return request;
  };

  const happens = async (name: string, event: object): Promise<Loose> => {
    const recorded = await keep.does(vendorManager, 'recordOperatorEvents', recording({ toldAt: TOLD, ...event }));
    uuids.set(name, readGlobalId(recorded.events[0].id)!.key[0]);
    return recorded.events[0];
  };

  const amends = async (name: string, eventId: string, change: object): Promise<Loose> => {
    const { event } = await keep.does(assessor, 'amendOperatorEvent', { eventId, reason: '更正（演示）', ...change });
    if (event) uuids.set(name, readGlobalId(event.id)!.key[0]);
    return event;
  };

  describe('leave', () => {
    const APPROVED = { step: 'APPROVED', approver: 'TEAM_LEADER' };

    test('in time and with its proof it fits the rules, and its team leader approves it', async () => {
      const asked = {
        no: 'K01',
        kind: 'personal_leave',
        from: '2025-03-10',
        days: 2,
        appliedAt: '2025-03-07T23:59',
        proofs: ['leave_proof'],
      };
      expect(await leave(asked, APPROVED)).toMatchObject({
        state: 'APPROVED',
        member: { no: 'K01' },
        judgement: { approver: 'TEAM_LEADER', isLate: false, latestApplicationAt: '2025-03-07T23:59', missingProofs: [], problems: [] },
        steps: [{ step: 'APPROVED', approver: 'TEAM_LEADER', reason: null }],
      });
    });

    test('missing proofs are told and refuse nothing', async () => {
      const request = await leave({ no: 'K02', kind: 'sick_leave', from: '2025-03-30', days: 3, appliedAt: '2025-03-26T09:00' }, APPROVED);
      expect(request.judgement.missingProofs).toHaveLength(4);
      expect(request.judgement.problems.map(({ code }: Loose) => code)).toEqual(Array(4).fill('PROOF_MISSING'));
    });

    test('late leave is an absence once the agency says so, and before that it waits', async () => {
      const late = await leave({ no: 'K03', kind: 'personal_leave', from: '2025-03-18', days: 2, appliedAt: '2025-03-17T10:00' });
      expect(late).toMatchObject({ state: 'REQUESTED', judgement: { isLate: true, latestApplicationAt: '2025-03-15T23:59' } });
      expect(await tryToClose()).toContain('LEAVE_PENDING');
      const step = { requestId: late.id, step: 'ABSENCE_CONFIRMED', reason: '迟报（演示）' };
      expect(await keep.tries(vendorManager, 'decideLeave', step)).toEqual(['FORBIDDEN']);
      expect(await keep.tries(assessor, 'decideLeave', { ...step, step: 'EXCUSED' })).toEqual(['STEP_NOT_ALLOWED']);
      expect(await keep.tries(assessor, 'decideLeave', { ...step, reason: ' ' })).toEqual(['reason REASON_REQUIRED']);
      expect(await keep.does(assessor, 'decideLeave', step)).toMatchObject({ state: 'ABSENCE_CONFIRMED' });
    });

    test('special circumstances excuse it: it is leave of its kind', async () => {
      const asked = { no: 'K11', kind: 'personal_leave', from: '2025-03-25', days: 1, appliedAt: '2025-03-25T06:00' };
      const request = await leave({ ...asked, hasSpecialCircumstances: true }, { step: 'EXCUSED', reason: '家人急病（演示）' });
      expect(request).toMatchObject({ state: 'EXCUSED', judgement: { isLate: true } });
    });

    test('six days are for somebody above the team leader to approve', async () => {
      const asked = {
        no: 'K08',
        kind: 'personal_leave',
        from: '2025-03-20',
        days: 6,
        appliedAt: '2025-03-01T09:00',
        proofs: ['leave_proof'],
      };
      const { id: requestId } = await leave(asked);
      expect(await keep.tries(vendorManager, 'decideLeave', { requestId, ...APPROVED })).toEqual(['WRONG_APPROVER']);
      expect(await keep.tries(vendorManager, 'decideLeave', { requestId, step: 'APPROVED' })).toEqual(['APPROVER_REQUIRED']);
      const approved = await keep.does(vendorManager, 'decideLeave', { requestId, step: 'APPROVED', approver: 'SUPERIOR' });
      expect(approved).toMatchObject({ state: 'APPROVED', judgement: { approver: 'SUPERIOR' } });
    });

    test('marriage leave costs nothing, neither does what was rejected, and what lies ahead is taken back', async () => {
      const applied = { appliedAt: '2025-03-01T09:00', days: 1 };
      await leave(
        { no: 'K04', kind: 'marriage_leave', from: '2025-03-24', ...applied, days: 3 },
        { step: 'APPROVED', approver: 'SUPERIOR' },
      );
      const rejected = await leave(
        { no: 'K09', kind: 'personal_leave', from: '2025-03-27', ...applied },
        { step: 'REJECTED', reason: '人手不足（演示）' },
      );
      expect(rejected).toMatchObject({ state: 'REJECTED', steps: [{ reason: '人手不足（演示）' }] });
      const ahead = await leave(
        { no: 'K10', kind: 'personal_leave', from: '2025-04-20', days: 1 },
        { step: 'WITHDRAWN', reason: '不需要了' },
      );
      expect(ahead.state).toBe('WITHDRAWN');
      expect(await keep.tries(vendorManager, 'decideLeave', { requestId: ahead.id, ...APPROVED })).toEqual(['STEP_NOT_ALLOWED']);
    });

    test('every problem of a request is named at once', async () => {
      const wrong = keep.leaveOf({ no: 'K99', kind: 'study', from: '2025-02-30', days: 0, appliedAt: '2025-04-10T10:01' });
      expect(await keep.tries(vendorManager, 'requestLeave', { ...wrong, reason: ' ' })).toEqual([
        'from NOT_A_DATE',
        'kind UNKNOWN_KIND',
        'days OUT_OF_RANGE',
        'appliedAt NOT_A_TIME',
        'reason REASON_REQUIRED',
        'no UNKNOWN_STAFF',
      ]);
      const place = { kind: 'personal_leave', days: 1 };
      const proofs = ['registration_slip'];
      expect(await keep.tries(vendorManager, 'requestLeave', keep.leaveOf({ no: 'K01', from: '2025-03-11', ...place, proofs }))).toEqual([
        'proofs UNKNOWN_PROOF',
      ]);
      expect(await keep.tries(vendorManager, 'requestLeave', keep.leaveOf({ no: 'K01', from: '2025-03-11', ...place }))).toEqual([
        'from DAYS_OVERLAP',
      ]);
      expect(await keep.tries(vendorManager, 'requestLeave', keep.leaveOf({ no: 'K12', from: '2025-03-20', ...place }))).toEqual([
        'from NOT_ON_ROSTER',
      ]);
    });

    test('it is found by its month and by how it stands', async () => {
      const numbersOf = (requests: readonly Loose[]) => requests.map(({ member }) => member.no).sort();
      expect(numbersOf(await keep.leaves({ month: '2025-04' }))).toEqual(['K10']);
      expect(numbersOf(await keep.leaves({ state: 'APPROVED' }))).toEqual(['K01', 'K02', 'K04', 'K08']);
      expect(numbersOf(await keep.leaves({ month: MONTH, state: 'ABSENCE_CONFIRMED' }))).toEqual(['K03']);
      expect(await keep.leaves({ state: 'REQUESTED' })).toEqual([]);
    });
  });

  describe('what happened', () => {
    test('it is recorded all or none, and every problem has its place', async () => {
      const before = await fingerprintOf(service, TENANT);
      const right = { no: 'K05', kind: 'late_or_early', on: '2025-03-03' };
      const wrong = recording(
        right,
        { ...right, no: 'K99' },
        { ...right, units: 0 },
        { ...right, isSevere: true },
        { ...right, kind: 'forbidden_words', isSevere: true, leaderAmount: '500.01' },
        { ...right, no: 'K13' },
        { ...right, no: 'N01' },
        { ...right, no: 'K12', on: '2025-03-20' },
      );
      expect([...(await keep.tries(assessor, 'recordOperatorEvents', wrong))].sort()).toEqual([
        'events[1].no UNKNOWN_MEMBER',
        'events[2].units BELOW_ONE',
        'events[3].isSevere MISPLACED_FIELD',
        'events[4].leaderAmount OUT_OF_RANGE',
        'events[5].on BEFORE_ON_LINE',
        'events[5].on NOT_ON_ROSTER',
        'events[6].no UNKNOWN_MEMBER',
        'events[7].on NOT_ON_ROSTER',
      ]);
      const shapeless = recording({ ...right, kind: 'smoking', on: '2025-04-11' }, { ...right, toldAt: '2025-04-10T02:01:00Z' });
      expect(await keep.tries(vendorManager, 'recordOperatorEvents', shapeless)).toEqual([
        'events[0].on OUT_OF_RANGE',
        'events[0].kind UNKNOWN_KIND',
        'events[1].toldAt OUT_OF_RANGE',
      ]);
      const outside = recording({ ...right, on: '2024-12-31' });
      expect(await keep.tries(vendorManager, 'recordOperatorEvents', outside)).toContain('events[0].on UNKNOWN_PERIOD');
      expect(await keep.tries(vendorManager, 'recordOperatorEvents', recording())).toEqual(['events EMPTY']);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });

    test('both parties record it, with what was seen kept as personal', async () => {
      await happens('K12 earlier', { no: 'K12', kind: 'missed_activity', on: '2025-02-11' });
      await happens('K05 late', { no: 'K05', kind: 'late_or_early', on: '2025-03-03', units: 2 });
      const { events } = await keep.does(
        assessor,
        'recordOperatorEvents',
        recording(
          { no: 'K05', kind: 'late_or_early', on: '2025-03-04', toldAt: TOLD, note: '看到的情况（演示）' },
          { no: 'K12', kind: 'missed_activity', on: '2025-03-06', toldAt: TOLD },
          { no: 'K13', kind: 'knowledge_omission', on: '2025-03-21', toldAt: TOLD },
          { no: 'K13', kind: 'knowledge_omission', on: '2025-03-22', toldAt: TOLD },
          { no: 'K09', kind: 'forbidden_words', on: '2025-03-12', isSevere: true, toldAt: TOLD },
        ),
      );
      expect(JSON.stringify(events)).not.toContain('看到的情况');
      for (const [index, name] of ['K05 late again', 'K12 missed', 'K13 protected', 'K13 after', 'K09 severe'].entries())
        uuids.set(name, readGlobalId(events[index].id)!.key[0]);
      await happens('K10 attitude', { no: 'K10', kind: 'service_attitude', on: '2025-03-14', toldAt: null });
    });

    test('it is found by its month and its operator', async () => {
      expect(await keep.events({ month: MONTH })).toHaveLength(7);
      expect((await keep.events({ no: 'K12' })).map(({ on }: Loose) => on).sort()).toEqual(['2025-02-11', '2025-03-06']);
      expect((await keep.events({ month: MONTH, no: 'K12' })).map(({ on }: Loose) => on)).toEqual(['2025-03-06']);
    });
  });

  describe('the closing', () => {
    test('it waits for the month’s end, the roster as worked, and for everybody to be told', async () => {
      expect(await tryToClose('2025-04')).toEqual(['MONTH_NOT_OVER', 'NO_DUTY_ROSTER']);
      expect(await tryToClose('2025-13')).toEqual(['month NOT_A_MONTH']);
      expect(await tryToClose('2024-12')).toEqual(['month OUTSIDE_PERIOD']);
      expect(await tryToClose()).toEqual(['NO_DUTY_ROSTER', 'EVENTS_NOT_TOLD']);
      const shifts = TEAM.flatMap((no) => shiftsOn(no, daysWorkedBy(no)));
      const worked = { contract: CONTRACT, month: MONTH, basis: 'WORKED', shifts };
      await roster.does(vendorManager, 'recordDutyRoster', { ...worked, until: '2025-03-30', shifts: [] });
      expect(await tryToClose()).toEqual(['NO_DUTY_ROSTER', 'EVENTS_NOT_TOLD']);
      await roster.does(vendorManager, 'recordDutyRoster', worked);
      const [attitude] = await keep.events({ no: 'K10' });
      expect(await keep.tries(assessor, 'amendOperatorEvent', { eventId: attitude.id, reason: '补记' })).toEqual(['toldAt EMPTY']);
      const told = await amends('K10 attitude', attitude.id, { toldAt: TOLD });
      expect(told).toMatchObject({ kind: 'service_attitude', toldAt: '2025-04-01T02:00:00.000Z', reason: '更正（演示）' });
      // What was superseded is nothing to amend any more.
      expect(await keep.tries(assessor, 'amendOperatorEvent', { eventId: attitude.id, toldAt: TOLD, reason: '补记' })).toEqual([
        'NOT_FOUND',
      ]);
    });

    test('its pools are those of the violations, shared by whoever worked and did nothing wrong', async () => {
      const month = await close();
      expect(month).toMatchObject({ month: MONTH, revision: 1, state: 'CLOSED', dueOn: '2025-04-15', isLate: false, isUpToDate: true });
      expect(month.members.map(({ no }: Loose) => no)).toEqual(TEAM);
      // The leader bears the least, 200, as long as nobody has set it: 2,000 + 500 + 200 + 20 + 200.
      expect(inCaseFormat(month.pools)).toEqual([
        { team: SECOND_TEAM, amount: '2920.00', eligible: 2, status: 'SHARED' },
        { team: FIRST_TEAM, amount: '630.00', eligible: 4, status: 'SHARED' },
      ]);
      expect(month.members[13]).toMatchObject({ no: 'K14', violations: { amount: '200.00' }, provisional: true });
      expect(month.offLine).toEqual([{ no: 'K10', from: '2025-03-14', testedOn: null, returnsOn: null }]);
      expect(await close()).toMatchObject({ id: month.id, revision: 1 });
    });

    test('returned, it is closed again with what has changed', async () => {
      const { id: closingId } = await keep.month(MONTH);
      const returned = { closingId, outcome: 'RETURNED' };
      expect(await keep.tries(assessor, 'confirmOperatorMonth', returned)).toEqual(['reason REASON_REQUIRED']);
      const answer = await keep.does(assessor, 'confirmOperatorMonth', { ...returned, reason: '班长连带金额未定（演示）' });
      expect(answer).toMatchObject({ state: 'RETURNED', decisionReason: '班长连带金额未定（演示）', decidedBy: assessor.subject });
      expect(await keep.tries(assessor, 'confirmOperatorMonth', { closingId, outcome: 'CONFIRMED' })).toEqual(['ALREADY_DECIDED']);
      expect(await keep.filings(MONTH)).toEqual([]);
      const [severe] = await keep.events({ no: 'K09' });
      const amount = { eventId: severe.id, leaderAmount: '199.99', reason: '裁量' };
      expect(await keep.tries(assessor, 'amendOperatorEvent', amount)).toEqual(['leaderAmount OUT_OF_RANGE']);
      expect(await amends('K09 severe', severe.id, { leaderAmount: '310' })).toMatchObject({ leaderAmount: { amount: '310.00' } });
      const after = (await keep.events({ no: 'K13' })).find(({ on }: Loose) => on === '2025-03-22');
      expect(await amends('K13 after', after.id, { isWithdrawn: true })).toBeNull();
      const exam = { contract: CONTRACT, kind: 'RETURN', title: '返岗测试（演示）', heldOn: '2025-03-17' };
      await roster.does(vendorManager, 'recordExam', { ...exam, results: [{ no: 'K10', marks: '85', isPassed: true }] });
      expect(await keep.month(MONTH)).toMatchObject({ revision: 1, isUpToDate: false });
      const again = await close();
      expect(again).toMatchObject({ revision: 2, state: 'CLOSED', isUpToDate: true });
      expect(again.offLine).toEqual([{ no: 'K10', from: '2025-03-14', testedOn: '2025-03-17', returnsOn: '2025-03-17' }]);
      expect(await keep.tries(assessor, 'confirmOperatorMonth', { closingId, outcome: 'CONFIRMED' })).toEqual([
        'NOT_LATEST',
        'ALREADY_DECIDED',
      ]);
      expect(await keep.months()).toEqual([{ month: MONTH, revision: 2, state: 'CLOSED' }]);
    });

    test('every operator’s figures are those worked out by hand', async () => {
      const { members, pools } = await keep.month(MONTH);
      const figures = Object.fromEntries(
        members.map(({ no, violations, leave, share, net, fullAttendance, flags }: Loose) => [
          no,
          [violations.amount, leave.amount, share.amount, net.amount, fullAttendance, flags.join()],
        ]),
      );
      expect(figures).toEqual({
        K01: ['0.00', '165.50', '157.50', '-8.00', false, ''],
        // Two of the three days of sick leave are of March.
        K02: ['0.00', '100.00', '157.50', '57.50', true, ''],
        K03: ['600.00', '0.00', '0.00', '-600.00', false, 'malicious_resignation'],
        K04: ['0.00', '0.00', '157.50', '157.50', true, ''],
        K05: ['30.00', '0.00', '0.00', '-30.00', false, ''],
        K06: ['0.00', '0.00', '0.00', '0.00', true, ''],
        K07: ['0.00', '0.00', '157.50', '157.50', true, ''],
        K08: ['0.00', '496.50', '1003.34', '506.84', false, ''],
        K09: ['2000.00', '0.00', '0.00', '-2000.00', true, 'dismissal'],
        K10: ['500.00', '0.00', '0.00', '-500.00', true, 'unpaid_suspension'],
        K11: ['0.00', '82.75', '1003.33', '920.58', false, ''],
        // The second of the term, the first in February.
        K12: ['200.00', '0.00', '0.00', '-200.00', true, 'dismissal'],
        // Within the first ten days on the line it is recorded only.
        K13: ['0.00', '0.00', '1003.33', '1003.33', true, ''],
        K14: ['310.00', '0.00', '0.00', '-310.00', true, ''],
      });
      expect(inCaseFormat(pools)).toEqual([
        { team: SECOND_TEAM, amount: '3010.00', eligible: 3, status: 'SHARED' },
        { team: FIRST_TEAM, amount: '630.00', eligible: 4, status: 'SHARED' },
      ]);
    });

    test('it is what the command gives for the same case, to the word and the digest', async () => {
      const uuid = (name: string): string => uuids.get(name)!;
      const leaveId = (no: string): string => `leave:${uuid(`leave of ${no}`)}`;
      const expected = performance({
        contract: CONTRACT,
        month: MONTH,
        members: TEAM.map((no) => ({
          no,
          team: teamOf(no),
          onLineOn: no === 'K13' ? '2025-03-12' : '2025-01-05',
          shifts: daysWorkedBy(no).length,
          leader: LEADERS.includes(no),
        })),
        events: [
          { id: leaveId('K01'), member: 'K01', kind: 'personal_leave', on: '2025-03-10', days: 2 },
          { id: leaveId('K02'), member: 'K02', kind: 'sick_leave', on: '2025-03-30', days: 2 },
          { id: leaveId('K03'), member: 'K03', kind: 'absence', on: '2025-03-18', days: 2 },
          { id: leaveId('K08'), member: 'K08', kind: 'personal_leave', on: '2025-03-20', days: 6 },
          { id: leaveId('K11'), member: 'K11', kind: 'personal_leave', on: '2025-03-25', days: 1 },
          { id: uuid('K05 late'), member: 'K05', kind: 'late_or_early', on: '2025-03-03', count: 2 },
          { id: uuid('K05 late again'), member: 'K05', kind: 'late_or_early', on: '2025-03-04' },
          { id: uuid('K12 missed'), member: 'K12', kind: 'missed_activity', on: '2025-03-06' },
          { id: uuid('K13 protected'), member: 'K13', kind: 'knowledge_omission', on: '2025-03-21' },
          { id: uuid('K09 severe'), member: 'K09', kind: 'forbidden_words', on: '2025-03-12', severe: true, leaderAmount: '310' },
          { id: uuid('K10 attitude'), member: 'K10', kind: 'service_attitude', on: '2025-03-14' },
        ],
        earlier: { K12: { missed_activity: 1 } },
      });
      const { members, pools, digest } = inCaseFormat(await keep.month(MONTH)) as Loose;
      expect(members).toEqual(expected.members);
      expect(pools).toEqual(expected.pools);
      expect(digest).toBe(expected.digest);
    });
  });

  describe('the confirmation', () => {
    test('nobody but the agency’s assessor confirms, nobody but the vendor’s manager closes, and a denial changes nothing', async () => {
      const { id: closingId } = await keep.month(MONTH);
      const [request] = await keep.leaves({ month: MONTH });
      const [event] = await keep.events({ month: MONTH });
      const mark = { no: 'K01', parts: [], reason: '演示' };
      const before = await fingerprintOf(service, TENANT);
      const others = [agency, vendor, vendorStaff, finance, admin, auditor];
      const denied = async (callers: readonly (typeof assessor)[], name: Parameters<typeof keep.tries>[1], input: object) => {
        for (const caller of callers) expect(await keep.tries(caller, name, input)).toEqual(['FORBIDDEN']);
      };
      await denied([...others, assessor], 'requestLeave', keep.leaveOf({ no: 'K01', kind: 'personal_leave', from: '2025-05-10', days: 1 }));
      await denied([...others, assessor], 'addLeaveProofs', { requestId: request.id, proofs: ['leave_proof'] });
      await denied([...others, assessor], 'decideLeave', { requestId: request.id, step: 'WITHDRAWN', reason: '演示' });
      await denied([...others, vendorManager], 'decideLeave', { requestId: request.id, step: 'EXCUSED', reason: '演示' });
      await denied(others, 'recordOperatorEvents', recording({ no: 'K01', kind: 'left_post', on: '2025-03-03' }));
      await denied(others, 'amendOperatorEvent', { eventId: event.id, isWithdrawn: true, reason: '演示' });
      await denied([...others, assessor], 'closeOperatorMonth', { contract: CONTRACT, month: MONTH });
      await denied([...others, vendorManager], 'confirmOperatorMonth', { closingId, outcome: 'CONFIRMED' });
      await denied([...others, vendorManager], 'markOperators', { contract: CONTRACT, month: MONTH, marks: [mark] });
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });

    test('what it rests on has not changed since it was closed', async () => {
      const { id: closingId } = await keep.month(MONTH);
      const more = await happens('K04 away', { no: 'K04', kind: 'left_post', on: '2025-03-05' });
      const before = await fingerprintOf(service, TENANT);
      expect(await keep.tries(assessor, 'confirmOperatorMonth', { closingId, outcome: 'CONFIRMED' })).toEqual(['NOT_MARKED', 'STALE']);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
      await amends('K04 away', more.id, { isWithdrawn: true });
      expect(await keep.month(MONTH)).toMatchObject({ revision: 2, isUpToDate: true });
    });

    test('it meets the filings of the month that the contract’s data names, on the day of the closing', async () => {
      const parts = ['work_discipline', 'call_quality', 'business_skill', 'bonus_points'].map((code) => ({ code, points: '22.5' }));
      const marks = TEAM.map((no) => ({ no, parts, reason: '良好（演示）' }));
      await keep.does(assessor, 'markOperators', { contract: CONTRACT, month: MONTH, marks });
      clock.set('2025-04-15T15:59:00Z');
      const { id: closingId } = await keep.month(MONTH);
      const confirmed = await keep.does(otherAssessor, 'confirmOperatorMonth', { closingId, outcome: 'CONFIRMED' });
      expect(confirmed).toMatchObject({ state: 'CONFIRMED', revision: 2, isLate: false, decidedBy: otherAssessor.subject });
      expect(await keep.filings(MONTH)).toEqual([
        'attendance_filing 2025-04-10',
        'operators_month_assessed 2025-04-10',
        'performance_report 2025-04-10',
      ]);
      expect(await keep.filings('2025-02')).toEqual([]);
    });

    test('after it nothing of the month changes any more', async () => {
      const { id: closingId } = await keep.month(MONTH);
      const [event] = await keep.events({ month: MONTH });
      const approved = (await keep.leaves({ month: MONTH })).find(({ member }: Loose) => member.no === 'K03');
      const before = await fingerprintOf(service, TENANT);
      expect(await tryToClose()).toEqual(['ALREADY_CONFIRMED']);
      const returned = { closingId, outcome: 'RETURNED', reason: '演示' };
      expect(await keep.tries(assessor, 'confirmOperatorMonth', returned)).toEqual(['ALREADY_DECIDED']);
      const late = recording({ no: 'K01', kind: 'left_post', on: '2025-04-02' }, { no: 'K01', kind: 'left_post', on: '2025-03-05' });
      expect(await keep.tries(vendorManager, 'recordOperatorEvents', late)).toEqual(['events[1].on MONTH_CONFIRMED']);
      const amended = { eventId: event.id, isWithdrawn: true, reason: '演示' };
      expect(await keep.tries(assessor, 'amendOperatorEvent', amended)).toEqual(['eventId MONTH_CONFIRMED']);
      const asked = keep.leaveOf({ no: 'K01', kind: 'personal_leave', from: '2025-03-31', days: 2 });
      expect(await keep.tries(vendorManager, 'requestLeave', asked)).toEqual(['from MONTH_CONFIRMED']);
      const more = { requestId: approved.id, proofs: ['leave_proof'] };
      expect(await keep.tries(vendorManager, 'addLeaveProofs', more)).toEqual(['requestId MONTH_CONFIRMED']);
      const excused = { requestId: approved.id, step: 'EXCUSED', reason: '演示' };
      expect(await keep.tries(assessor, 'decideLeave', excused)).toEqual(['STEP_NOT_ALLOWED', 'MONTH_CONFIRMED']);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });

    test('a month that is closed after its day is late', async () => {
      const shifts = TEAM.filter((no) => no !== 'K13').flatMap((no) => shiftsOn(no, ['2025-02-10']));
      await roster.does(vendorManager, 'recordDutyRoster', { contract: CONTRACT, month: '2025-02', basis: 'WORKED', shifts });
      const february = await close('2025-02');
      expect(february).toMatchObject({ revision: 1, dueOn: '2025-03-15', isLate: true, offLine: [] });
      expect(february.members.map(({ no }: Loose) => no)).toEqual(TEAM.filter((no) => no !== 'K13'));
      // The first of the term raises no flag: 200.00 among the five others of the team.
      expect(february.members.find(({ no }: Loose) => no === 'K12')).toMatchObject({ violations: { amount: '200.00' }, flags: [] });
      expect(inCaseFormat(february.pools)).toEqual([
        { team: SECOND_TEAM, amount: '200.00', eligible: 5, status: 'SHARED' },
        { team: FIRST_TEAM, amount: '0.00', eligible: 7, status: 'EMPTY' },
      ]);
    });
  });

  test('a person’s months show ledger, leave and mark', async () => {
    expect((await keep.month(MONTH)).marks).toHaveLength(TEAM.length);
    expect(await keep.historyOf('K01')).toEqual({
      no: 'K01',
      operatorHistory: [
        {
          month: '2025-02',
          state: 'CLOSED',
          ledger: { net: { amount: '0.00' }, leave: { amount: '0.00' }, flags: [] },
          mark: null,
        },
        {
          month: MONTH,
          state: 'CONFIRMED',
          ledger: { net: { amount: '-8.00' }, leave: { amount: '165.50' }, flags: [] },
          mark: { total: '90', revision: 1 },
        },
      ],
      leave: [{ from: '2025-03-10', state: 'APPROVED' }],
    });
  });
});
