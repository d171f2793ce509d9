// Leave about which the parties differ: no day is settled twice, and no month is locked by it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { clockAt } from '../../support/lives.js';
import { createService, DATABASES, type Service } from '../../support/service.js';
import type { Leave } from './operator-months.js';
import { openSmallMonths, SMALL_CONTRACT } from './small-months.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const MONTH = '2025-03';
const TOLD = '2025-04-01T02:00:00Z';

describe.each(DATABASES)('disputed leave on %s', (kind) => {
  const TENANT = 'operators-leave';
  let service: Service;
  let small: Awaited<ReturnType<typeof openSmallMonths>>;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clockAt('2025-04-10T02:00:00Z').now });
    small = await openSmallMonths(service, TENANT, ['K01', 'K02', 'K03', 'K04', 'K05', 'K06']);
    await small.works(MONTH);
  });
  afterAll(() => service.stop());

  const APPROVED = { step: 'APPROVED', approver: 'TEAM_LEADER' };
  const asks = async (leave: Omit<Leave, 'kind'> & Partial<Pick<Leave, 'kind'>>): Promise<string> =>
    (await small.keep.does(small.people.vendorManager, 'requestLeave', small.keep.leaveOf({ kind: 'personal_leave', ...leave }))).id;
  const callerOf = (step: string) =>
    ['ABSENCE_CONFIRMED', 'EXCUSED', 'ABSENCE_RETRACTED'].includes(step) ? small.people.assessor : small.people.vendorManager;
  const deciding = (requestId: string, step: string) => ({ requestId, reason: '演示', ...(step === 'APPROVED' ? APPROVED : { step }) });
  const decides = async (requestId: string, step: string): Promise<Loose> =>
    small.keep.does(callerOf(step), 'decideLeave', deciding(requestId, step));
  const triesTo = (requestId: string, step: string) => small.keep.tries(callerOf(step), 'decideLeave', deciding(requestId, step));

  test('a day of approved leave is not an absence by a request that was rejected before', async () => {
    const day = { no: 'K02', from: '2025-03-18', days: 1, appliedAt: '2025-03-17T08:00' };
    const first = await asks(day);
    await decides(first, 'REJECTED');
    const second = await asks({ ...day, appliedAt: '2025-03-17T19:00' });
    await decides(second, 'APPROVED');
    const before = await fingerprintOf(service, TENANT);
    expect(await triesTo(first, 'ABSENCE_CONFIRMED')).toEqual(['DAYS_OVERLAP']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
    expect(await decides(second, 'ABSENCE_CONFIRMED')).toMatchObject({ state: 'ABSENCE_CONFIRMED' });
    expect(await triesTo(first, 'ABSENCE_CONFIRMED')).toEqual(['DAYS_OVERLAP']);
    const { members } = await small.close(MONTH);
    expect(members.find(({ no }: Loose) => no === 'K02')).toMatchObject({ violations: { amount: '300.00' }, leave: { amount: '0.00' } });
  });

  test('what the agency confirmed as absence it takes back, and the request stands as before', async () => {
    const [second] = (await small.keep.leaves({ state: 'ABSENCE_CONFIRMED' })).map(({ id }) => id);
    expect(await small.keep.tries(small.people.vendorManager, 'decideLeave', deciding(second, 'ABSENCE_RETRACTED'))).toEqual(['FORBIDDEN']);
    const input = { requestId: second, step: 'ABSENCE_RETRACTED', reason: ' ' };
    expect(await small.keep.tries(small.people.assessor, 'decideLeave', input)).toEqual(['reason REASON_REQUIRED']);
    const retracted = await decides(second, 'ABSENCE_RETRACTED');
    expect(retracted).toMatchObject({
      state: 'APPROVED',
      steps: [{ step: 'APPROVED' }, { step: 'ABSENCE_CONFIRMED' }, { step: 'ABSENCE_RETRACTED' }],
    });
    expect((await small.keep.leaves({ state: 'APPROVED' })).map(({ id }) => id)).toEqual([second]);
    expect(await small.keep.leaves({ state: 'ABSENCE_CONFIRMED' })).toEqual([]);
    expect(await triesTo(second, 'ABSENCE_RETRACTED')).toEqual(['STEP_NOT_ALLOWED']);
    const { members } = await small.close(MONTH);
    expect(members.find(({ no }: Loose) => no === 'K02')).toMatchObject({ violations: { amount: '0.00' }, leave: { amount: '82.75' } });
  });

  test('a request still open beside a confirmed absence cannot be approved until that is taken back', async () => {
    const day = { no: 'K03', from: '2025-03-20', days: 2, appliedAt: '2025-03-19T08:00' };
    const first = await asks(day);
    await decides(first, 'REJECTED');
    const second = await asks({ ...day, from: '2025-03-21', appliedAt: '2025-03-20T08:00' });
    await decides(first, 'ABSENCE_CONFIRMED');
    expect(await triesTo(second, 'APPROVED')).toEqual(['DAYS_OVERLAP']);
    expect(await triesTo(second, 'ABSENCE_CONFIRMED')).toEqual(['DAYS_OVERLAP']);
    expect(await decides(first, 'ABSENCE_RETRACTED')).toMatchObject({ state: 'REJECTED' });
    expect(await decides(second, 'APPROVED')).toMatchObject({ state: 'APPROVED' });
  });

  test('whoever has left is on leave no more: it costs the days up to the last on the roster', async () => {
    const leave = { no: 'K05', days: 14, appliedAt: '2025-03-01T08:00' };
    const request = await asks({ ...leave, from: '2025-03-08' });
    await small.keep.does(small.people.vendorManager, 'decideLeave', { requestId: request, step: 'APPROVED', approver: 'SUPERIOR' });
    const costOf = ({ members }: Loose) => members.find(({ no }: Loose) => no === 'K05').leave.amount;
    expect(costOf(await small.close(MONTH))).toBe('1158.50');
    await small.roster.leave('K05', '2025-03-10');
    expect(costOf(await small.close(MONTH))).toBe('165.50');
  });

  test('leave is asked for only through days on the roster', async () => {
    await small.roster.leave('K06', '2025-03-26');
    const leave = small.keep.leaveOf({ no: 'K06', kind: 'personal_leave', from: '2025-03-24', days: 3 });
    expect(await small.keep.tries(small.people.vendorManager, 'requestLeave', leave)).toEqual(['days NOT_ON_ROSTER']);
    const { id } = await small.keep.does(small.people.vendorManager, 'requestLeave', { ...leave, days: 2 });
    await decides(id, 'REJECTED');
  });

  test('proofs are added when they come, each once, and to leave of their kind', async () => {
    const { vendorManager, assessor } = small.people;
    const requestId = await asks({
      no: 'K02',
      kind: 'sick_leave',
      from: '2025-03-27',
      days: 1,
      appliedAt: '2025-03-26T07:00',
      proofs: ['registration_slip'],
    });
    const adding = (...proofs: readonly string[]) => ({ requestId, proofs });
    const before = await fingerprintOf(service, TENANT);
    expect(await small.keep.tries(assessor, 'addLeaveProofs', adding('medicine_invoice'))).toEqual(['FORBIDDEN']);
    expect(await small.keep.tries(vendorManager, 'addLeaveProofs', adding('medicine_invoice', 'leave_proof'))).toEqual([
      'proofs UNKNOWN_PROOF',
    ]);
    expect(await small.keep.tries(vendorManager, 'addLeaveProofs', adding())).toEqual(['proofs EMPTY']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
    await decides(requestId, 'APPROVED');
    const added = await small.keep.does(
      vendorManager,
      'addLeaveProofs',
      adding('medicine_invoice', 'registration_slip', 'medicine_invoice'),
    );
    expect(added).toMatchObject({
      proofs: ['registration_slip', 'medicine_invoice'],
      judgement: { missingProofs: ['examination_report', 'illness_statement'] },
    });
  });

  test('an absence that was recorded as an event is not confirmed again as leave that was none', async () => {
    const recorded = { contract: SMALL_CONTRACT, events: [{ no: 'K04', kind: 'absence', on: '2025-03-12', toldAt: TOLD }] };
    await small.keep.does(small.people.assessor, 'recordOperatorEvents', recorded);
    const request = await asks({ no: 'K04', from: '2025-03-11', days: 3, appliedAt: '2025-03-11T07:00' });
    expect(await triesTo(request, 'ABSENCE_CONFIRMED')).toEqual(['DAYS_OVERLAP']);
    await decides(request, 'REJECTED');
    const { members } = await small.close(MONTH);
    expect(members.find(({ no }: Loose) => no === 'K04')).toMatchObject({ violations: { amount: '300.00' } });
  });
});
