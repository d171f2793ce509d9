import { inQinghe, QINGHE, type RoleName } from './callers.js';
import type { clockAt } from './lives.js';
import { ask, type Caller, type Service } from './service.js';

/** Whoever keeps the vendor's people, and whoever decides about them. */
const MANAGER = ['VENDOR_MANAGER'] as const;
const ASSESSOR = ['ASSESSOR'] as const;

/** What can be done with people. */
export interface PeopleStage {
  /** Numbers that no input has had yet. */
  next(): number;
  /** An admission that was asked for, and one that was approved. */
  asked(): Promise<{ id: string }>;
  approvedChange(): Promise<{ id: string }>;
  /** Somebody new on the roster, with the event of the admission. */
  person(as?: { isTested?: boolean; isOnLine?: boolean; hasLeft?: boolean }): Promise<{ id: string; no: string; eventId: string }>;
  training(): Promise<string>;
  askedLeave(kind?: string): Promise<string>;
  event(): Promise<string>;
  /** Lets January be over, with its duty roster and everybody told. */
  closable(): Promise<void>;
  closed(): Promise<string>;
  /** Lets January be over. */
  toFebruary(): void;
}

interface PeopleRow {
  readonly roles: readonly RoleName[];
  readonly stranger?: 'NOT_FOUND' | 'UNKNOWN_CONTRACT';
  readonly person?: 2;
  readonly prepare: (stage: PeopleStage, by: RoleName) => object | Promise<object>;
}

const PLACED = { place: { role: 'seat', team: '甲班', standing: 'FORMAL' }, effectiveOn: '2026-01-05', reason: '补员' } as const;

const examOf = (no: string) => ({
  contract: QINGHE,
  kind: 'BEFORE_ON_LINE',
  heldOn: '2026-01-05',
  title: '上岗测试',
  results: [{ no, marks: '90', isPassed: true }],
});

const leaveOf = (no: string, kind = 'home_leave') => ({
  contract: QINGHE,
  no,
  kind,
  from: '2026-01-20',
  days: 1,
  proofs: [],
  hasSpecialCircumstances: false,
  reason: '家中有事',
});

const eventsOf = (no: string) => ({ contract: QINGHE, events: [{ no, kind: 'late_minutes', on: '2026-01-06' }] });

const MARK = [
  { code: 'manner', points: '20' },
  { code: 'knowledge', points: '22.5' },
];

/** Every mutation of people, in the order in which they are tried: the last ones let the month be over. */
export const PEOPLE_ROWS: Readonly<Record<string, PeopleRow>> = {
  'request-personnel-change': {
    roles: MANAGER,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: ({ next }) => ({ contract: QINGHE, kind: 'ADMISSION', person: { no: `p-${next()}`, name: '演示' }, ...PLACED }),
  },
  'import-staff': {
    roles: MANAGER,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: ({ next }) => ({
      contract: QINGHE,
      format: 'CSV',
      content: Buffer.from(`工号,姓名,岗位,班组,性质,进场日\nf-${next()},演示,坐席,甲班,正式,2026-01-05\n`).toString('base64'),
      reason: '补员',
    }),
  },
  'decide-personnel-changes': {
    roles: ASSESSOR,
    prepare: async (stage) => ({ changeIds: [(await stage.asked()).id], outcome: 'APPROVED' }),
  },
  'admit-staff': { roles: MANAGER, prepare: async (stage) => ({ changeIds: [(await stage.approvedChange()).id] }) },
  'put-on-line': {
    roles: MANAGER,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => ({ contract: QINGHE, people: [{ no: (await stage.person({ isTested: true })).no, onLineOn: '2026-01-06' }] }),
  },
  'end-staff': {
    roles: MANAGER,
    prepare: async (stage) => ({ staffId: (await stage.person()).id, leftOn: '2026-01-06', leftFor: 'RESIGNED' }),
  },
  'correct-staff-event': {
    roles: ASSESSOR,
    prepare: async (stage) => ({ eventId: (await stage.person()).eventId, happenedOn: '2026-01-06', reason: '录错' }),
  },
  'record-staff-proof': {
    roles: MANAGER,
    prepare: async (stage) => ({
      staffId: (await stage.person()).id,
      requirement: 'typing',
      value: '50',
      obtainedOn: '2026-01-05',
      isPassed: true,
      document: '测试记录',
    }),
  },
  'demand-replacement': { roles: ASSESSOR, prepare: async (stage) => ({ staffId: (await stage.person()).id, reason: '不胜任' }) },
  'disclose-staff': {
    roles: ['ASSESSOR', 'VENDOR_MANAGER'],
    prepare: async (stage) => ({ staffId: (await stage.person()).id, classes: ['IDENTITY'], reason: '核对' }),
  },
  'erase-staff-data': {
    roles: ['TENANT_ADMIN'],
    prepare: async (stage) => ({ staffId: (await stage.person({ hasLeft: true })).id, classes: ['IDENTITY'], reason: '本人要求' }),
  },
  'plan-training': {
    roles: MANAGER,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, group: 'all', title: '培训', content: '内容', plannedOn: '2026-01-09' }),
  },
  'record-training': {
    roles: MANAGER,
    prepare: async (stage) => ({
      trainingId: await stage.training(),
      heldOn: '2026-01-05',
      minutes: 60,
      trainer: '讲师',
      attendances: [{ no: (await stage.person()).no, attendance: 'ATTENDED' }],
    }),
  },
  'record-exam': {
    roles: ['ASSESSOR', 'VENDOR_MANAGER'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => examOf((await stage.person()).no),
  },
  'record-duty-roster': {
    roles: MANAGER,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: () => ({ contract: QINGHE, month: '2026-01', basis: 'PLANNED', shifts: [] }),
  },
  'request-leave': {
    roles: MANAGER,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => leaveOf((await stage.person()).no),
  },
  'add-leave-proofs': {
    roles: MANAGER,
    prepare: async (stage) => ({ requestId: await stage.askedLeave('care_leave'), proofs: ['hospital_note'] }),
  },
  'decide-leave': {
    roles: MANAGER,
    prepare: async (stage) => ({ requestId: await stage.askedLeave(), step: 'APPROVED', approver: 'TEAM_LEADER' }),
  },
  'record-operator-events': {
    roles: ['ASSESSOR', 'VENDOR_MANAGER'],
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => eventsOf((await stage.person({ isOnLine: true })).no),
  },
  'amend-operator-event': {
    roles: ['ASSESSOR', 'VENDOR_MANAGER'],
    prepare: async (stage) => ({ eventId: await stage.event(), toldAt: '2026-01-06T02:00:00Z', reason: '补记' }),
  },
  'mark-operators': {
    roles: ASSESSOR,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => {
      const { no } = await stage.person({ isOnLine: true });
      stage.toFebruary();
      return { contract: QINGHE, month: '2026-01', marks: [{ no, parts: MARK, reason: '良好' }] };
    },
  },
  'close-operator-month': {
    roles: MANAGER,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => {
      await stage.closable();
      return { contract: QINGHE, month: '2026-01' };
    },
  },
  'confirm-operator-month': {
    roles: ASSESSOR,
    prepare: async (stage) => ({ closingId: await stage.closed(), outcome: 'RETURNED', reason: '漏记' }),
  },
  'take-roster-snapshot': {
    roles: ASSESSOR,
    stranger: 'UNKNOWN_CONTRACT',
    prepare: async (stage) => {
      await stage.person();
      stage.toFebruary();
      return { contract: QINGHE, month: '2026-01' };
    },
  },
};

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its sample asked for
type Done = (name: string, input: object, caller: Caller) => Promise<any>;

/** Makes people with whom something can be done. */
export function peopleStage(service: Service, done: Done, next: () => number, clock: ReturnType<typeof clockAt>): PeopleStage {
  const asked = async (): Promise<{ id: string }> => {
    const person = { no: `q-${next()}`, name: '演示' };
    return done('request-personnel-change', { contract: QINGHE, kind: 'ADMISSION', person, ...PLACED }, inQinghe('VENDOR_MANAGER'));
  };
  const approvedChange = async (): Promise<{ id: string }> => {
    const { id } = await asked();
    await done('decide-personnel-changes', { changeIds: [id], outcome: 'APPROVED', decidedOn: '2026-01-05' }, inQinghe('ASSESSOR'));
    return { id };
  };
  const manager = inQinghe('VENDOR_MANAGER');
  const personOf: PeopleStage['person'] = async ({ isTested = false, isOnLine = false, hasLeft = false } = {}) => {
    const { members } = await done('admit-staff', { changeIds: [(await approvedChange()).id] }, manager);
    const [{ id, no }] = members;
    const query = 'query ($id: ID!) { node(id: $id) { ... on StaffMember { events { eventId } } } }';
    const { node } = (await ask(service, query, { id }, inQinghe('AUDITOR'))).data;
    if (isTested || isOnLine) await done('record-exam', examOf(no), manager);
    if (isOnLine) await done('put-on-line', { contract: QINGHE, people: [{ no, onLineOn: '2026-01-05' }] }, manager);
    if (hasLeft) await done('end-staff', { staffId: id, leftOn: '2026-01-06', leftFor: 'RESIGNED' }, manager);
    return { id, no, eventId: node.events[0].eventId };
  };
  const closable = async (): Promise<void> => {
    const { no } = await personOf({ isOnLine: true });
    clock.set('2026-02-02T08:00:00Z');
    const shifts = [{ no, startsAt: '2026-01-07T08:00', endsAt: '2026-01-07T16:00' }];
    await done('record-duty-roster', { contract: QINGHE, month: '2026-01', basis: 'WORKED', shifts }, manager);
    const list = '{ operatorEvents(first: 100) { nodes { id toldAt } } leaveRequests(first: 100) { nodes { id state } } }';
    const { operatorEvents, leaveRequests } = (await ask(service, list, {}, inQinghe('AUDITOR'))).data;
    for (const { id: eventId, toldAt } of operatorEvents.nodes)
      if (toldAt === null) await done('amend-operator-event', { eventId, toldAt: '2026-01-06T02:00:00Z', reason: '补记' }, manager);
    for (const { id: requestId, state } of leaveRequests.nodes)
      if (state === 'REQUESTED') await done('decide-leave', { requestId, step: 'REJECTED', reason: '缺员' }, manager);
  };
  return {
    next,
    asked,
    approvedChange,
    person: personOf,
    toFebruary: () => clock.set('2026-02-02T08:00:00Z'),
    training: async () => {
      const input = { contract: QINGHE, group: 'all', title: '培训', content: '内容', plannedOn: '2026-01-09' };
      return (await done('plan-training', input, manager)).id;
    },
    askedLeave: async (kind) => (await done('request-leave', leaveOf((await personOf()).no, kind), manager)).id,
    event: async () => (await done('record-operator-events', eventsOf((await personOf({ isOnLine: true })).no), manager)).events[0].id,
    closable,
    closed: async () => {
      await closable();
      return (await done('close-operator-month', { contract: QINGHE, month: '2026-01' }, manager)).id;
    },
  };
}
