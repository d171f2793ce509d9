import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, nothingGiven, type Obstructed, obstructed, pastDayProblems } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import { problemOf, type StaffingProblem } from './problems.js';
import { appendStaffEvent, historyProblems, type NewStaffEvent, pureEvent } from './staff-events.js';
import { staffBookOfContract } from './staffing.loaders.js';
import { findChanges, findStaff, type PersonnelChangeRow, type StaffRow } from './staffing.repository.js';

export type AdmissionObstacle = 'NOT_APPROVED' | 'ALREADY_DONE' | 'NO_ADMISSION';

export interface AdmitStaff {
  /** Approved admissions. */
  readonly changeIds: readonly string[];
  /** Day on which they began; left out, the day that each asked for. */
  readonly startedOn?: unknown;
}

/**
 * Brings people into the roster whose admission the agency has approved. All or none.
 *
 * Nobody begins before the day that the agency approved, nor before the day of the approval but for those who were there when the term
 * began. Errors: every problem, or what stands in the way; throws NOT_FOUND.
 */
export const admitStaff = defineCommand({
  name: 'admitStaff',
  permissions: ['staff:manage'],
  async run(context, { changeIds, startedOn }: AdmitStaff): Promise<Result<StaffRow[], InvalidInput | Obstructed<AdmissionObstacle>>> {
    if (changeIds.length === 0) return invalid([nothingGiven('changeIds')]);
    const ids = [...new Set(changeIds)];
    const changes = await findChanges(context, ids);
    if (changes.length < ids.length) throw notFound('人员变动', 'personnel change');
    const obstacles = new Set(changes.flatMap(obstaclesOf));
    if (obstacles.size > 0) return obstructed([...obstacles]);
    const admissions = changes.map((change) => ({ change, on: startedOn == null ? change.effectiveOn : String(startedOn) }));
    const problems = [];
    for (const [contractId, ofContract] of Map.groupBy(admissions, ({ change }) => change.contractId))
      problems.push(...(await admissionProblems(context, contractId, ofContract)));
    if (problems.length > 0) return invalid(problems);
    for (const { change, on } of admissions) await appendStaffEvent(context, admissionOf(change, on));
    return ok(await findStaff(context, [...new Set(changes.map(({ staffId }) => staffId))]));
  },
});

const obstaclesOf = ({ kind, state, isDone }: PersonnelChangeRow): AdmissionObstacle[] => {
  if (kind !== 'ADMISSION') return ['NO_ADMISSION'];
  if (state !== 'APPROVED') return ['NOT_APPROVED'];
  return isDone ? ['ALREADY_DONE'] : [];
};

interface Admission {
  readonly change: PersonnelChangeRow;
  readonly on: string;
}

const admissionOf = ({ id, staffId, role, team, standing }: PersonnelChangeRow, happenedOn: string): NewStaffEvent => ({
  staffId,
  kind: 'ADMITTED',
  happenedOn,
  role,
  team,
  standing,
  changeId: id,
});

async function admissionProblems(context: TenantContext, contractId: string, admissions: readonly Admission[]): Promise<StaffingProblem[]> {
  const { term } = (await context.loader(contractById).load(contractId))!.checked.contract.data;
  const book = await context.loader(staffBookOfContract).load(contractId);
  const numbers = new Map(book.staff.map(({ id, no }) => [id, no]));
  const days = admissions.flatMap(({ change, on }) => {
    const wrong = pastDayProblems('startedOn', on, context.today);
    if (wrong.length > 0) return [...wrong];
    const no = numbers.get(change.staffId);
    if (on < change.effectiveOn)
      return [
        problemOf(
          'startedOn',
          'BEFORE_APPROVED_DAY',
          `${no} 获同意自 ${change.effectiveOn} 起在册，不能自 ${on} 起`,
          `${no} was approved from ${change.effectiveOn} and cannot be on the roster from ${on}`,
        ),
      ];
    if (on <= term.from || on >= change.decidedOn!) return [];
    return [
      problemOf(
        'startedOn',
        'BEFORE_APPROVAL',
        `${no} 于 ${change.decidedOn} 才获同意，不能自 ${on} 起在册`,
        `${no} was approved on ${change.decidedOn} and cannot be on the roster from ${on}`,
      ),
    ];
  });
  if (days.length > 0) return days;
  const ofStaff = Map.groupBy(admissions, ({ change }) => change.staffId);
  return [...ofStaff].flatMap(([staffId, own]) => {
    const events = own.map(({ change, on }) => pureEvent(admissionOf(change, on), numbers.get(staffId)!, change.decidedOn));
    return historyProblems(book, staffId, events, 'changeIds');
  });
}
