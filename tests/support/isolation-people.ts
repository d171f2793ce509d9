import { LeaveDecision, LeaveProof, LeaveRequest } from '../../src/features/operator-performance/leave.entity.js';
import {
  OperatorClosing,
  OperatorConfirmation,
  OperatorMark,
  RecordedOperatorEvent,
} from '../../src/features/operator-performance/operator-month.entity.js';
import { DutyRoster, DutyShift } from '../../src/features/staffing/duty.entity.js';
import { PersonnelChange, PersonnelDecision, ReplacementDemand } from '../../src/features/staffing/personnel-change.entity.js';
import { RosterSnapshot, StaffingBreach } from '../../src/features/staffing/snapshot.entity.js';
import { Disclosure, PersonalData, Staff, StaffProof } from '../../src/features/staffing/staff.entity.js';
import { StaffEvent } from '../../src/features/staffing/staff-event.entity.js';
import { Exam, ExamResult, Training, TrainingAttendance, TrainingSession } from '../../src/features/staffing/training.entity.js';
import { globalId } from '../../src/platform/graphql/global-id.js';
import { DEVELOPMENT_SEAL_KEY, Sealer } from '../../src/platform/sealer.js';
import type { OwnedStorage } from '../../src/seed/seed-tenant.js';
import { NOW } from './service.js';

const TENANT_DIGITS: Readonly<Record<string, string>> = { kezhou: '1', twin: '2', 'qinghe-12345': '3' };

/** A role of each tenant's contract. */
const ROLES: Readonly<Record<string, string>> = { kezhou: 'operator', twin: 'operator', 'qinghe-12345': 'seat' };

/** Days on which somebody comes and goes, by the tenant's term. */
const FIRST_DAYS: Readonly<Record<string, string>> = { kezhou: '2025-01-01', twin: '2025-01-01', 'qinghe-12345': '2026-01-01' };

/** Uuids of a tenant's people, known before anything is asked. */
const uuidsOf = (tenant: string) => {
  const uuid = (place: number): string => `eeee0000-0000-7000-9${TENANT_DIGITS[tenant]}00-0000000000${String(place).padStart(2, '0')}`;
  return {
    /** On the roster and tested; asked for; to be corrected; gone. */
    staff: [uuid(1), uuid(2), uuid(3), uuid(4)] as const,
    events: [uuid(11), uuid(12), uuid(13), uuid(14)] as const,
    /** Open ones, and an approved admission. */
    changes: [uuid(21), uuid(22)] as const,
    demand: uuid(31),
    training: uuid(32),
    session: uuid(33),
    exam: uuid(34),
    duty: uuid(35),
    snapshot: uuid(36),
    breach: uuid(37),
    leave: uuid(38),
    event: uuid(39),
    closing: uuid(40),
    mark: uuid(41),
    proof: uuid(42),
    disclosure: uuid(43),
  };
};

/** Global ids and numbers of a tenant's people. */
export const peopleIdsOf = (tenant: string) => {
  const ids = uuidsOf(tenant);
  return {
    role: ROLES[tenant]!,
    there: globalId('StaffMember', ids.staff[0]),
    gone: globalId('StaffMember', ids.staff[3]),
    /** Numbers of one who is on the roster, and of one who is to come. */
    thereNo: 'test-1',
    comingNo: 'test-2',
    admission: globalId('StaffEvent', ids.events[2]),
    open: globalId('PersonnelChange', ids.changes[0]),
    approved: globalId('PersonnelChange', ids.changes[1]),
    training: globalId('Training', ids.training),
    leave: globalId('LeaveRequest', ids.leave),
    event: globalId('OperatorEvent', ids.event),
    closing: globalId('OperatorMonth', ids.closing),
    closedMonth: FIRST_DAYS[tenant]!.slice(0, 7),
  };
};

const recorded = { recordedBy: 'test', recordedAt: NOW };

/** Gives a tenant a row in every table of people. */
export const seedPeopleRows = (storage: OwnedStorage, tenantId: string): Promise<void> =>
  storage.asOwner(tenantId, async (em) => {
    const [found] = await em.execute<{ id: string; finding: string }[]>(
      `select id, (select f.id from findings f where f.tenant_id = c.tenant_id limit 1) as finding from contracts c where c.tenant_id = ?`,
      [tenantId],
    );
    const ids = uuidsOf(tenantId);
    const contract = [tenantId, found!.id] as const;
    const ref = (id: string) => [tenantId, id] as const;
    const role = ROLES[tenantId]!;
    const first = FIRST_DAYS[tenantId]!;
    const place = { role, team: '甲班', standing: 'FORMAL' } as const;
    const sealer = new Sealer(DEVELOPMENT_SEAL_KEY);
    for (const [index, id] of ids.staff.entries()) {
      await em.insert(Staff, { tenantId, id, contract, no: `test-${index + 1}`, ...recorded });
      const identity = JSON.stringify({ name: '测试人员', identityNumber: null, phone: null });
      const sealed = sealer.seal(identity, `${tenantId} personal ${id}`);
      const nothing = { erasedBy: null, erasedAt: null, erasure: null };
      await em.insert(PersonalData, { tenantId, id, staff: ref(id), class: 'IDENTITY', sealed, ...nothing, ...recorded });
    }
    for (const [index, id] of ids.changes.entries()) {
      const change = { kind: 'ADMISSION', effectiveOn: first, reason: 'test', ...place, ...recorded } as const;
      await em.insert(PersonnelChange, { tenantId, id, contract, number: 900 + index, staff: ref(ids.staff[1]), ...change });
    }
    await em.insert(PersonnelDecision, {
      tenantId,
      change: ref(ids.changes[1]),
      outcome: 'APPROVED',
      decidedOn: first,
      reason: null,
      ...recorded,
    });
    const admitted = {
      kind: 'ADMITTED',
      happenedOn: first,
      ...place,
      leftFor: null,
      saidOn: null,
      handedOver: null,
      isVoid: false,
      reason: null,
      ...recorded,
    } as const;
    for (const [index, staff] of [ids.staff[0], ids.staff[2], ids.staff[3]].entries())
      await em.insert(StaffEvent, { tenantId, id: [ids.events[0], ids.events[2], ids.events[1]][index]!, staff: ref(staff), ...admitted });
    const left = { kind: 'LEFT', happenedOn: first.replace('-01-01', '-01-05'), role: null, team: null, standing: null } as const;
    const leaving = { leftFor: 'RESIGNED', saidOn: null, handedOver: null, isVoid: false, reason: null, ...recorded } as const;
    await em.insert(StaffEvent, { tenantId, id: ids.events[3], staff: ref(ids.staff[3]), ...left, ...leaving });
    const demand = { reason: 'test', demandedOn: first, dueOn: first.replace('-01-01', '-01-04'), ...recorded };
    await em.insert(ReplacementDemand, { tenantId, id: ids.demand, contract, number: 900, staff: ref(ids.staff[3]), ...demand });
    const proof = { requirement: 'test', value: null, obtainedOn: first, validUntil: null, isPassed: true, ...recorded };
    await em.insert(StaffProof, { tenantId, id: ids.proof, staff: ref(ids.staff[0]), ...proof });
    await em.insert(Disclosure, {
      tenantId,
      id: ids.disclosure,
      staff: ref(ids.staff[0]),
      classes: ['IDENTITY'],
      reason: 'test',
      ...recorded,
    });
    const month = first.slice(0, 7);
    await em.insert(DutyRoster, {
      tenantId,
      id: ids.duty,
      contract,
      month,
      basis: 'WORKED',
      revision: 900,
      upTo: first,
      shiftCount: 1,
      ...recorded,
    });
    const shift = { startsAt: `${first}T08:00`, endsAt: `${first}T16:00` };
    await em.insert(DutyShift, { tenantId, roster: ref(ids.duty), position: 1, staff: ref(ids.staff[0]), ...shift });
    const training = { group: 'test', title: 'test', plannedOn: first, content: 'test', ...recorded };
    await em.insert(Training, { tenantId, id: ids.training, contract, number: 900, ...training });
    const session = { heldOn: first, minutes: 60, trainer: 'test', ...recorded };
    await em.insert(TrainingSession, { tenantId, id: ids.session, training: ref(ids.training), ...session });
    await em.insert(TrainingAttendance, { tenantId, session: ref(ids.session), staff: ref(ids.staff[0]), attendance: 'ATTENDED' });
    const exam = { kind: 'BEFORE_ON_LINE', month: null, heldOn: first, title: 'test', ...recorded } as const;
    await em.insert(Exam, { tenantId, id: ids.exam, contract, number: 900, ...exam });
    await em.insert(ExamResult, { tenantId, exam: ref(ids.exam), staff: ref(ids.staff[0]), marks: '90', isPassed: true });
    const nobody = { left: [], opening: 0, percent: null };
    const document = { month, members: [], figures: [], turnover: { month: nobody, quarter: nobody }, exam: null };
    await em.insert(RosterSnapshot, {
      tenantId,
      id: ids.snapshot,
      contract,
      month,
      revision: 900,
      document,
      digest: 'sha256:0',
      ...recorded,
    });
    const breach = { requirement: 'test', clause: 'test', key: 'test', fromAt: first, untilAt: first, zh: '测试', en: 'test', ...recorded };
    await em.insert(StaffingBreach, { tenantId, id: ids.breach, contract, ...breach });
    const leave = {
      kind: 'test',
      startsOn: first,
      days: 1,
      startsAt: null,
      appliedAt: `${first}T08:00`,
      proofs: [],
      hasSpecialCircumstances: false,
    };
    await em.insert(LeaveRequest, { tenantId, id: ids.leave, staff: ref(ids.staff[0]), ...leave, ...recorded });
    const step = { position: 1, step: 'APPROVED', approver: 'TEAM_LEADER', reason: null, ...recorded } as const;
    await em.insert(LeaveDecision, { tenantId, request: ref(ids.leave), ...step });
    await em.insert(LeaveProof, { tenantId, request: ref(ids.leave), code: 'test', ...recorded });
    const event = { kind: 'test', happenedOn: first, units: 1, isSevere: false, hasConsequence: false, leaderAmount: null };
    const standing = { toldAt: NOW, finding: ref(found!.finding), isWithdrawn: false, party: 'VENDOR', reason: null, ...recorded } as const;
    await em.insert(RecordedOperatorEvent, { tenantId, id: ids.event, staff: ref(ids.staff[0]), ...event, ...standing });
    const closed = { month, revision: 900, digest: 'sha256:0', dueOn: null, ...recorded };
    const empty = {
      case: { contract: 'test', month, members: [], events: [], earlier: {} },
      result: { members: [], pools: [], digest: 'sha256:0' },
    };
    await em.insert(OperatorClosing, { tenantId, id: ids.closing, contract, document: empty, ...closed });
    const confirmed = { position: 1, outcome: 'CONFIRMED', reason: null, ...recorded } as const;
    await em.insert(OperatorConfirmation, { tenantId, closing: ref(ids.closing), ...confirmed });
    const mark = { month, revision: 900, parts: {}, total: '0', reason: 'test', ...recorded };
    await em.insert(OperatorMark, { tenantId, id: ids.mark, staff: ref(ids.staff[0]), ...mark });
  });
