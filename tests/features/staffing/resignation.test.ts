import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { createService, type Service } from '../../support/service.js';
import { keepingRoster } from './people.js';

const CONTRACT = 'kezhou-12345';
const TENANT = 'resigning';
const JUDGED = 'events { kind resignation { saidOn isInTime missing flag clause text } }';

describe('annex 2, 4(1) leave.6: a resignation is said 30 days ahead, with handover and release form', () => {
  const { assessor, vendorManager } = peopleOf(TENANT);
  let service: Service;
  let keep: ReturnType<typeof keepingRoster>;
  beforeAll(async () => {
    service = await createService('embedded', [], { now: clockAt('2025-05-06T02:00:00Z').now });
    await openTenant(service, TENANT, CONTRACT);
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
  });
  afterAll(() => service.stop());

  /** Somebody there since the first day. */
  const someone = async (no: string): Promise<string> => {
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const { id, member } = await keep.request({ kind: 'ADMISSION', person: { no, name: '示例' }, place, effectiveOn: '2025-01-01' });
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds: [id], outcome: 'APPROVED', decidedOn: '2025-01-01' });
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id] });
    return member.id;
  };
  const leaving = (staffId: string, saidOn: string, handedOver: string[], leftFor = 'RESIGNED') => ({
    staffId,
    leftOn: '2025-05-01',
    leftFor,
    resignation: { saidOn, handedOver },
  });
  const judged = async (id: string) => {
    const { events } = await nodeOf(service, vendorManager, 'StaffMember', id, JUDGED);
    return events.find(({ kind }: { kind: string }) => kind === 'LEFT').resignation;
  };

  test.each([
    ['30 days ahead and all handed over is in order', '2025-04-01', ['work_handover', 'release_form'], true, [], null],
    ['29 days ahead is flagged for review', '2025-04-02', ['work_handover', 'release_form'], false, [], 'malicious_resignation'],
    ['without the release form it is flagged too', '2025-03-01', ['work_handover'], true, ['release_form'], 'malicious_resignation'],
  ])('%s', async (no, saidOn, handedOver, isInTime, missing, flag) => {
    const staffId = await someone(no.slice(0, 8));
    await keep.does(vendorManager, 'endStaff', leaving(staffId, saidOn, handedOver));
    expect(await judged(staffId)).toMatchObject({ saidOn, isInTime, missing, flag, clause: 'annex 2, 4(1) leave.6' });
  });

  test('only a resignation has it, it is said before, and names only what the contract asks for', async () => {
    const staffId = await someone('R-9');
    expect(await keep.tries(vendorManager, 'endStaff', leaving(staffId, '2025-04-01', [], 'DISMISSED'))).toEqual([
      'resignation MISPLACED_FIELD',
    ]);
    expect(await keep.tries(vendorManager, 'endStaff', leaving(staffId, '2025-05-02', ['keys']))).toEqual([
      'resignation.saidOn OUT_OF_RANGE',
      'resignation.handedOver UNKNOWN_CODE',
    ]);
    await keep.does(vendorManager, 'endStaff', { staffId, leftOn: '2025-05-01', leftFor: 'RESIGNED' });
    expect(await judged(staffId)).toBeNull();
  });
});
