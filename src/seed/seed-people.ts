import { minuteOf, timeOfMinute } from '../core/staffing/local-time.js';
import { addDays, firstDayOf, lastDayOf } from '../core/values/dates.js';
import type { Result } from '../core/values/result.js';
import { closeOperatorMonth, markOperators } from '../features/operator-performance/close-month.use-case.js';
import { decideLeave, requestLeave } from '../features/operator-performance/leave.use-case.js';
import { recordOperatorEvents } from '../features/operator-performance/operator-events.use-case.js';
import { admitStaff } from '../features/staffing/admit-staff.use-case.js';
import { decidePersonnelChanges } from '../features/staffing/decide-change.use-case.js';
import { endStaff, putOnLine } from '../features/staffing/move-staff.use-case.js';
import { recordDutyRoster } from '../features/staffing/record-duty-roster.use-case.js';
import { planTraining, recordExam, recordTraining } from '../features/staffing/record-training.use-case.js';
import { requestPersonnelChange } from '../features/staffing/request-change.use-case.js';
import type { ActingAs } from './seed-life.js';
import { type TenantData, TenantFileError } from './tenant-file.js';

/** Brings the people of a tenant's file onto its roster, the way its people would; once, however often it starts. */
export async function seedPeople(as: ActingAs, { code, contract, people }: TenantData): Promise<void> {
  if (!people) return;
  const taken = <V>(result: Result<V, unknown>): V => {
    if (!result.ok) throw new TenantFileError(`${code} people: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const { reason, members, gone, trainings, exams, duty, operatorMonths } = people;
  const manager = as('VENDOR_MANAGER');
  const key = (what: string) => ({ idempotencyKey: `seed people ${what}` });
  const staffIds = new Map<string, string>();
  for (const { no, name, from: effectiveOn, role, team, standing, decidedOn } of members) {
    const change = { contract, kind: 'ADMISSION', person: { no, name }, place: { role, team, standing }, effectiveOn, reason } as const;
    const asked = taken(await requestPersonnelChange(manager, { ...change, ...key(no) }));
    staffIds.set(no, asked.staffId);
    if (decidedOn === null) continue;
    const changeIds = [asked.id];
    taken(await decidePersonnelChanges(as('ASSESSOR'), { changeIds, outcome: 'APPROVED', decidedOn, ...key(`${no} approved`) }));
    taken(await admitStaff(manager, { changeIds, ...key(`${no} admitted`) }));
  }
  for (const [index, { taken: takers, ...exam }] of exams.entries()) {
    const results = takers.map((no) => ({ no, isPassed: true }));
    taken(await recordExam(manager, { contract, ...exam, results, ...key(`exam ${index}`) }));
  }
  const onLine = members.flatMap(({ no, onLineOn }) => (onLineOn === null ? [] : [{ no, onLineOn }]));
  taken(await putOnLine(manager, { contract, people: onLine, ...key('on line') }));
  for (const { no, ...leaving } of gone) taken(await endStaff(manager, { staffId: staffIds.get(no)!, ...leaving, ...key(`${no} left`) }));
  for (const [index, { held, ...plan }] of trainings.entries()) {
    const { id: trainingId } = taken(await planTraining(manager, { contract, ...plan, ...key(`training ${index}`) }));
    if (!held) continue;
    const { attended, ...session } = held;
    const attendances = attended.map((no) => ({ no, attendance: 'ATTENDED' as const }));
    taken(await recordTraining(manager, { trainingId, ...session, attendances, ...key(`training ${index} held`) }));
  }
  for (const { month, basis, roles, cycle } of duty) {
    const onDuty = members.filter(({ role, decidedOn }) => decidedOn !== null && roles.includes(role));
    const shifts = onDuty.flatMap(({ no }, place) => shiftsOf(no, place, month, cycle));
    taken(await recordDutyRoster(manager, { contract, month, basis, shifts, ...key(`duty ${month} ${basis}`) }));
  }
  for (const { month, leave, events, marks } of operatorMonths) {
    for (const [index, asked] of leave.entries()) {
      const request = { contract, ...asked, hasSpecialCircumstances: false, ...key(`${month} leave ${index}`) };
      const { id: requestId } = taken(await requestLeave(manager, request));
      const approval = { requestId, step: 'APPROVED', approver: 'TEAM_LEADER' } as const;
      taken(await decideLeave(manager, { ...approval, ...key(`${month} leave ${index} approved`) }));
    }
    taken(await recordOperatorEvents(manager, { contract, events, ...key(`${month} events`) }));
    taken(await closeOperatorMonth(manager, { contract, month, ...key(`${month} closed`) }));
    if (marks.length === 0) continue;
    const given = marks.map(({ parts, ...mark }) => ({
      ...mark,
      parts: Object.entries(parts).map(([code, points]) => ({ code, points })),
    }));
    taken(await markOperators(as('ASSESSOR'), { contract, month, marks: given, ...key(`${month} marked`) }));
  }
}

/** Somebody's shifts of a month. */
function shiftsOf(no: string, place: number, month: string, cycle: readonly ({ readonly from: string; readonly hours: number } | null)[]) {
  const days = Number(lastDayOf(month).slice(8));
  return Array.from({ length: days }, (_, index) => addDays(firstDayOf(month), index)).flatMap((day, index) => {
    const shift = cycle[(index + place) % cycle.length];
    if (!shift) return [];
    const startsAt = `${day}T${shift.from}`;
    return [{ no, startsAt, endsAt: timeOfMinute(minuteOf(startsAt) + shift.hours * 60) }];
  });
}
