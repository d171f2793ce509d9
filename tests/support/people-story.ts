import { expect } from '@jest/globals';
import type { clockAt } from './lives.js';
import type { Caller } from './service.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its sample asked for
type Run = (name: string, caller: Caller, input: object) => Promise<any>;

interface People {
  readonly contract: string;
  readonly manager: Caller;
  readonly assessor: Caller;
  readonly admin: Caller;
}

/** Lives a month of a vendor's people with the samples of mutations. */
export async function livePeople(run: Run, { contract, manager, assessor, admin }: People, clock: ReturnType<typeof clockAt>) {
  const rows = Array.from({ length: 3 }, (_, index) => `00${index + 1},演示${index + 1},坐席,甲班,正式,2026-01-01,48,2025-12-20`);
  const content = Buffer.from(`工号,姓名,岗位,班组,性质,进场日,录入速度,录入速度取得日\n${rows.join('\n')}\n`).toString('base64');
  const { changes } = await run('import-staff', manager, { contract, format: 'CSV', content, reason: '初始花名册' });
  expect(changes).toMatchObject([{ kind: 'ADMISSION', state: 'PROPOSED' }, {}, {}]);
  const changeIds = changes.map(({ id }: { id: string }) => id);
  const decided = await run('decide-personnel-changes', assessor, { changeIds, outcome: 'APPROVED', decidedOn: '2026-01-01' });
  expect(decided.changes[0]).toMatchObject({ state: 'APPROVED', isDone: false });
  const { members } = await run('admit-staff', manager, { changeIds });
  expect(members[0]).toMatchObject({ no: '001', person: { name: '演**' }, place: { role: 'seat', onLineOn: null } });
  const exam = { contract, kind: 'BEFORE_ON_LINE', heldOn: '2026-01-02', title: '上岗测试' };
  const results = ['001', '002', '003'].map((no) => ({ no, marks: '88.5', isPassed: true }));
  expect(await run('record-exam', manager, { ...exam, results })).toMatchObject({ number: 1, results: [{ marks: '88.5' }, {}, {}] });
  const people = ['001', '002', '003'].map((no) => ({ no, onLineOn: '2026-01-03' }));
  expect((await run('put-on-line', manager, { contract, people })).members[2]).toMatchObject({ place: { onLineOn: '2026-01-03' } });
  const [first, second, third] = members as { id: string }[];
  const proof = { requirement: 'typing', value: '52', obtainedOn: '2026-01-04', isPassed: true, document: '测试单' };
  expect((await run('record-staff-proof', manager, { staffId: first!.id, ...proof })).proofs).toHaveLength(2);
  const demand = await run('demand-replacement', assessor, { staffId: third!.id, reason: '不胜任' });
  expect(demand).toMatchObject({ number: 1, demandedOn: '2026-01-06', dueOn: '2026-01-15', isMet: false });
  const departure = { contract, kind: 'DEPARTURE', no: '003', effectiveOn: '2026-01-06', reason: '应要求更换', demandId: demand.id };
  expect(await run('request-personnel-change', manager, departure)).toMatchObject({ number: 4, state: 'PROPOSED' });
  const left = await run('end-staff', manager, { staffId: third!.id, leftOn: '2026-01-06', leftFor: 'REPLACED_ON_DEMAND' });
  const event = left.events.find(({ kind }: { kind: string }) => kind === 'LEFT');
  const corrected = { eventId: event.eventId, happenedOn: '2026-01-05', reason: '录错' };
  await expect(run('correct-staff-event', assessor, corrected)).rejects.toThrow('NOT_DEMANDED');
  expect(await run('correct-staff-event', assessor, { ...corrected, leftFor: 'DISMISSED' })).toMatchObject({ no: '003' });
  const disclosed = await run('disclose-staff', manager, { staffId: second!.id, classes: ['IDENTITY', 'QUALIFICATION'], reason: '核对' });
  expect(disclosed).toMatchObject({ name: '演示2', texts: [{ class: 'QUALIFICATION', text: '48' }] });
  expect(await run('erase-staff-data', admin, { staffId: third!.id, classes: ['IDENTITY'], reason: '本人要求' })).toMatchObject({
    count: 1,
  });
  const plan = { contract, group: '全体', title: '新词条', content: '要点', plannedOn: '2026-01-05' };
  const { id: trainingId } = await run('plan-training', manager, plan);
  const attendances = [{ no: '001', attendance: 'ATTENDED' }];
  const held = await run('record-training', manager, { trainingId, heldOn: '2026-01-05', minutes: 90, trainer: '讲师甲', attendances });
  expect(held.sessions).toMatchObject([{ minutes: 90, attendances: [{ attendance: 'ATTENDED', member: { no: '001' } }] }]);
  // The first half-year is published by now: its figures are closed.
  clock.set('2026-08-03T08:00:00Z');
  const shifts = ['001', '002'].map((no) => ({ no, startsAt: '2026-07-06T08:00', endsAt: '2026-07-06T20:00' }));
  expect(await run('record-duty-roster', manager, { contract, month: '2026-07', basis: 'WORKED', shifts })).toMatchObject({
    shiftCount: 2,
  });
  const snapshot = await run('take-roster-snapshot', assessor, { contract, month: '2026-07' });
  expect(snapshot).toMatchObject({ revision: 1, isUpToDate: true, figures: [{ metric: 'seats', value: 2 }], exam: null });
  expect(snapshot.quarterTurnover).toEqual({ left: [], opening: 2, percent: '0' });
  const leave = { contract, no: '001', kind: 'care_leave', from: '2026-07-08', days: 2, appliedAt: '2026-07-07T21:00', proofs: [] };
  const asked = await run('request-leave', manager, { ...leave, hasSpecialCircumstances: true, reason: '家人住院' });
  expect(asked).toMatchObject({
    state: 'REQUESTED',
    judgement: { isLate: true, missingProofs: ['hospital_note'], approver: 'TEAM_LEADER' },
  });
  const proven = await run('add-leave-proofs', manager, { requestId: asked.id, proofs: ['hospital_note'] });
  expect(proven).toMatchObject({ proofs: ['hospital_note'], judgement: { missingProofs: [] } });
  const excused = await run('decide-leave', assessor, { requestId: asked.id, step: 'EXCUSED', reason: '情况属实' });
  expect(excused).toMatchObject({ state: 'EXCUSED', steps: [{ step: 'EXCUSED' }] });
  const late = { no: '002', kind: 'late_minutes', on: '2026-07-06', units: 2, note: '签入晚于班次' };
  const { events } = await run('record-operator-events', manager, { contract, events: [late] });
  const told = { eventId: events[0].id, toldAt: '2026-07-06T10:00:00Z', reason: '补记告知' };
  expect((await run('amend-operator-event', manager, told)).event).toMatchObject({
    kind: 'late_minutes',
    toldAt: '2026-07-06T10:00:00.000Z',
  });
  const closed = await run('close-operator-month', manager, { contract, month: '2026-07' });
  // Leave for care costs 35.50 a day; being late twice 8.88 each, which goes to the other one of the team.
  expect(closed).toMatchObject({
    revision: 1,
    state: 'CLOSED',
    dueOn: '2026-08-10',
    isUpToDate: true,
    members: [
      { no: '001', leave: { amount: '71.00' }, share: { amount: '17.76' }, net: { amount: '-53.24' } },
      { no: '002', violations: { amount: '17.76' }, net: { amount: '-17.76' }, fullAttendance: false },
    ],
    pools: [{ amount: { amount: '17.76' }, eligible: 1, status: 'SHARED' }],
  });
  const parts = [
    { code: 'manner', points: '22' },
    { code: 'knowledge', points: '20.5' },
  ];
  const marks = ['001', '002'].map((no) => ({ no, parts, reason: '良好' }));
  const marked = await run('mark-operators', assessor, { contract, month: '2026-07', marks });
  expect(marked.marks).toMatchObject([
    { no: '001', total: '42.5', revision: 1 },
    { no: '002', total: '42.5' },
  ]);
  const confirmed = await run('confirm-operator-month', assessor, { closingId: closed.id, outcome: 'CONFIRMED' });
  expect(confirmed).toMatchObject({ state: 'CONFIRMED', isLate: false });
}
