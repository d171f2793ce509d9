// What the agency approves and demands of the people of Shaanxi, and what is recorded without it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt, look, openTenant, peopleOf } from '../../support/lives.js';
import { createService, DATABASES, type Service } from '../../support/service.js';
import { complianceOf, keepingRoster } from './people.js';

describe.each(DATABASES)('the changes of Shaanxi’s roster on %s', (kind) => {
  const TENANT = 'roster-approved';
  const CONTRACT = 'shaanxi-12367';
  const { assessor, vendorManager } = peopleOf(TENANT);
  let service: Service;
  let keep: ReturnType<typeof keepingRoster>;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clockAt('2025-03-05T02:00:00Z').now });
    await openTenant(service, TENANT, CONTRACT);
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
    await keep.join(
      ['S01', 'S02', 'S03', 'S04', 'S05'].map((no) => ({ no, on: '2024-12-04' })),
      '2024-12-10',
    );
  });
  afterAll(() => service.stop());

  test('a departure without an approval is recorded as it is, and is a breach', async () => {
    await keep.leave('S01', '2025-02-10', 'ABANDONED', null);
    await keep.leave('S02', '2025-02-12', 'RESIGNED', '2025-02-11');
    await keep.leave('S03', '2025-02-14', 'RESIGNED', '2025-02-17');
    expect(await keep.numbersOn('2025-02-14')).toEqual(['S04', 'S05']);
    const { personnel_change_approval: found } = await complianceOf(service, assessor, CONTRACT, '2024-12-04', '2025-03-05');
    expect(found).toMatchObject({ state: 'BREACHED', clauses: ['1(3).5', '1(3).6'] });
    expect(found.breaches.map(({ from, clause }: { from: string; clause: string }) => [from, clause])).toEqual([
      ['2025-02-10', '1(3).5'],
      ['2025-02-14', '1(3).5'],
    ]);
    expect(found.breaches[0].text).toContain('S01');
    expect(found.breaches[1].text).toContain('2025-02-17');
  });

  test('a replacement that the agency demands has its day in working days, leaves the turnover alone, and is met by who comes for it', async () => {
    const { id: staffId } = await keep.member('S04');
    const leaving = { staffId, leftOn: '2025-02-20', leftFor: 'REPLACED_ON_DEMAND' };
    expect(await keep.tries(vendorManager, 'endStaff', leaving)).toEqual(['leftFor NOT_DEMANDED']);
    expect(await keep.tries(vendorManager, 'demandReplacement', { staffId, reason: '无' })).toEqual(['FORBIDDEN']);
    const demand = await keep.does(assessor, 'demandReplacement', { staffId, reason: '能力不足（演示）', demandedOn: '2025-01-20' });
    // 21 to 24 January, Sunday the 26th made up, the 27th; the Spring Festival up to 4 February; 5 to 7 February and Saturday the 8th.
    expect(demand).toMatchObject({ number: 1, dueOn: '2025-02-08', isMet: false });
    expect(await keep.tries(assessor, 'demandReplacement', { staffId, reason: '再次（演示）' })).toEqual(['staffId DEMANDED_ALREADY']);
    await keep.join([{ no: 'S06', on: '2025-02-19', demandId: demand.id }], '2025-02-18');
    expect((await keep.member('S04')).replacementDemands).toEqual([{ number: 1, dueOn: '2025-02-08', isMet: false, isLate: true }]);
    expect(await keep.tries(vendorManager, 'endStaff', { ...leaving, leftOn: '2025-01-19' })).toEqual(['leftFor NOT_DEMANDED']);
    await keep.does(vendorManager, 'endStaff', leaving);
    expect((await keep.member('S04')).replacementDemands).toEqual([{ number: 1, dueOn: '2025-02-08', isMet: true, isLate: true }]);
    const { monthTurnover, members } = await keep.snapshot('2025-02');
    expect(monthTurnover).toEqual({ left: ['S01', 'S02', 'S03'], opening: 5, percent: '60' });
    expect(members.map(({ no }: { no: string }) => no)).toEqual(['S05', 'S06']);
    // It was demanded: no approval of the departure is missing.
    const { personnel_change_approval: found } = await complianceOf(service, assessor, CONTRACT, '2025-02-15', '2025-03-05');
    expect(found).toMatchObject({ state: 'MET', breaches: [] });
  });

  const demandsThat = async (filter: string) => {
    const query = `{ replacementDemands(contract: "shaanxi-12367"${filter}, first: 10) { nodes { number isMet isLate member { no } } } }`;
    return (await look(service, assessor, query)).replacementDemands.nodes;
  };

  test('a replacement that came too late is a breach from the day after its last one to the day on which it came', async () => {
    const of = async (from: string, to: string) => (await complianceOf(service, assessor, CONTRACT, from, to)).replacement;
    expect(await of('2025-01-01', '2025-02-08')).toEqual({
      requirement: 'replacement',
      clauses: ['1(3).5', '1(3).6'],
      state: 'MET',
      isPolicy: true,
      breaches: [],
    });
    expect(await of('2025-01-01', '2025-03-05')).toMatchObject({
      state: 'BREACHED',
      breaches: [
        { clause: '1(3).5', from: '2025-02-09', to: '2025-02-20', text: expect.stringMatching(/2025-02-08 更换工号 S04.*合同未定/) },
      ],
    });
    expect(await demandsThat('')).toEqual([{ number: 1, isMet: true, isLate: true, member: { no: 'S04' } }]);
    expect(await demandsThat(', isMet: true')).toHaveLength(1);
    expect(await demandsThat(', isMet: false')).toEqual([]);
  });

  test('a demand is no longer met once the admission that met it is void', async () => {
    const [event] = (await keep.member('S06')).events;
    await keep.does(assessor, 'correctStaffEvent', { eventId: event.eventId, reason: '未到岗（演示）' });
    expect((await keep.member('S04')).replacementDemands).toMatchObject([{ isMet: false }]);
    expect(await demandsThat(', isMet: false')).toMatchObject([{ number: 1, isLate: true }]);
    // It goes on in every month until it is met.
    const { replacement } = await complianceOf(service, assessor, CONTRACT, '2025-02-01', '2025-03-31');
    expect(replacement.breaches).toMatchObject([
      { from: '2025-02-09', to: '2025-02-28' },
      { from: '2025-03-01', to: '2025-03-05' },
    ]);
  });

  test('a demand is about one time on the roster: whoever comes back leaves for another one, or leaves the team', async () => {
    const { id: staffId } = await keep.member('S04');
    const demand = (demandedOn: string) => ({ staffId, reason: '能力不足（演示）', demandedOn });
    const leaving = (leftOn: string) => ({ staffId, leftOn, leftFor: 'REPLACED_ON_DEMAND' });
    // Demanded on 20 January, left on 20 February.
    expect(await keep.tries(assessor, 'demandReplacement', demand('2025-02-10'))).toEqual(['staffId DEMANDED_ALREADY']);
    expect(await keep.tries(assessor, 'demandReplacement', demand('2025-02-22'))).toEqual(['staffId NOT_ON_ROSTER']);
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const { id } = await keep.request({ kind: 'ADMISSION', no: 'S04', place, effectiveOn: '2025-02-24' });
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds: [id], outcome: 'APPROVED', decidedOn: '2025-02-21' });
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id] });
    expect(await keep.tries(vendorManager, 'endStaff', leaving('2025-02-28'))).toEqual(['leftFor NOT_DEMANDED']);
    await keep.does(vendorManager, 'endStaff', { ...leaving('2025-02-28'), leftFor: 'RESIGNED' });
    expect((await keep.snapshot('2025-02')).monthTurnover.left).toEqual(['S01', 'S02', 'S03', 'S04']);
    const left = (await keep.member('S04')).events.at(-1);
    const correct = { eventId: left.eventId, happenedOn: '2025-02-28', leftFor: 'REPLACED_ON_DEMAND', reason: '录错（演示）' };
    expect(await keep.tries(assessor, 'correctStaffEvent', correct)).toEqual(['leftFor NOT_DEMANDED']);
    expect((await keep.member('S04')).events.filter(({ kind }: { kind: string }) => kind === 'LEFT')).toMatchObject([
      { on: '2025-02-20', approvedOn: '2025-01-20' },
      { on: '2025-02-28', approvedOn: null },
    ]);
    await keep.does(assessor, 'demandReplacement', demand('2025-02-26'));
    await keep.does(assessor, 'correctStaffEvent', correct);
    expect((await keep.snapshot('2025-02')).monthTurnover.left).toEqual(['S01', 'S02', 'S03']);
    expect((await keep.member('S04')).events.at(-1)).toMatchObject({ on: '2025-02-28', approvedOn: '2025-02-26' });
    // It is met by whoever comes for it, not by who came for the first.
    expect((await keep.member('S04')).replacementDemands).toMatchObject([
      { number: 1, isMet: false },
      { number: 2, isMet: false },
    ]);
  });

  test('on the term’s first day whoever was asked for only later is a breach as on any other', async () => {
    await keep.join([{ no: 'S07', on: '2025-03-03' }], '2025-03-01');
    const [{ eventId }] = (await keep.member('S07')).events;
    await keep.does(assessor, 'correctStaffEvent', { eventId, happenedOn: '2024-12-04', reason: '日期录错（演示）' });
    const { personnel_change_approval: found } = await complianceOf(service, assessor, CONTRACT, '2024-12-04', '2024-12-31');
    expect(found.breaches.map(({ text }: { text: string }) => text)).toEqual([expect.stringMatching(/S07.* 2025-03-01 /)]);
  });

  test('a departure that nobody demanded is not corrected into one', async () => {
    const left = (await keep.member('S02')).events.at(-1);
    const correct = { eventId: left.eventId, happenedOn: '2025-02-12', leftFor: 'REPLACED_ON_DEMAND', reason: '录错（演示）' };
    expect(await keep.tries(assessor, 'correctStaffEvent', correct)).toEqual(['leftFor NOT_DEMANDED']);
    await keep.does(assessor, 'correctStaffEvent', { ...correct, leftFor: 'TRANSFERRED' });
    expect((await keep.member('S02')).events.at(-1)).toMatchObject({ leftFor: 'TRANSFERRED', on: '2025-02-12', approvedOn: '2025-02-11' });
  });
});
