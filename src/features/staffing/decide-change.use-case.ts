import { latest } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound, RequestError } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import {
  type InvalidInput,
  invalid,
  nothingGiven,
  type Obstructed,
  obstructed,
  pastDayProblems,
  reasonProblems,
} from '../assessment-periods/refusal.js';
import { PersonnelDecision } from './personnel-change.entity.js';
import type { StaffingProblem } from './problems.js';
import { appendStaffEvent, historyProblems, type NewStaffEvent, pureEvent } from './staff-events.js';
import { staffBookOfContract } from './staffing.loaders.js';
import { findChanges, type PersonnelChangeRow } from './staffing.repository.js';

export type ChangeObstacle = 'ALREADY_DECIDED';

export interface DecidePersonnelChanges {
  readonly changeIds: readonly string[];
  readonly outcome: 'APPROVED' | 'REJECTED' | 'WITHDRAWN';
  /** Day of the decision, where it was given on paper; today unless said. */
  readonly decidedOn?: unknown;
  /** Needed unless it is an approval. */
  readonly reason?: string | null | undefined;
}

/** Most changes that are decided at once. */
const CHANGE_COUNT_MAX = 500;

/**
 * Decides changes that were asked for, all alike and all or none: the agency approves or rejects them, the vendor takes them back.
 *
 * An approved assignment takes effect on the day asked for, at the earliest on the day of the approval. Errors: every problem, or that
 * one of them is decided. Throws FORBIDDEN for the other party's decision, NOT_FOUND.
 */
export const decidePersonnelChanges = defineCommand({
  name: 'decidePersonnelChanges',
  permissions: ['staff:decide', 'staff:manage'],
  async run(context, input: DecidePersonnelChanges): Promise<Result<PersonnelChangeRow[], InvalidInput | Obstructed<ChangeObstacle>>> {
    const { outcome, reason } = input;
    context.authorize(outcome === 'WITHDRAWN' ? 'staff:manage' : 'staff:decide');
    const ids = [...new Set(input.changeIds)];
    if (ids.length > CHANGE_COUNT_MAX)
      throw new RequestError('BAD_USER_INPUT', `一次最多 ${CHANGE_COUNT_MAX} 项`, `at most ${CHANGE_COUNT_MAX} at once`);
    const changes = await findChanges(context, ids);
    if (changes.length < ids.length) throw notFound('人员变动', 'personnel change');
    const decidedOn = input.decidedOn == null ? context.today : String(input.decidedOn);
    const problems: StaffingProblem[] = [
      ...(ids.length === 0 ? [nothingGiven('changeIds')] : []),
      ...pastDayProblems('decidedOn', decidedOn, context.today),
      ...(outcome === 'APPROVED' ? [] : reasonProblems(reason ?? '')),
    ];
    if (problems.length > 0) return invalid(problems);
    if (changes.some(({ state }) => state !== 'PROPOSED')) return obstructed(['ALREADY_DECIDED']);
    const assignments = outcome === 'APPROVED' ? changes.filter(({ kind }) => kind === 'ASSIGNMENT') : [];
    problems.push(...(await assignmentProblems(context, assignments, decidedOn)));
    if (problems.length > 0) return invalid(problems);
    const em = await context.entities();
    for (const change of changes) {
      await em.insert(PersonnelDecision, {
        tenantId: context.tenantId,
        change: [context.tenantId, change.id] as const,
        outcome,
        decidedOn,
        reason: reason?.trim() || null,
        ...context.recorded,
      });
    }
    for (const change of assignments) await appendStaffEvent(context, assignmentOf(change, decidedOn));
    context.forgetLoaded();
    return ok(await findChanges(context, ids));
  },
});

const assignmentOf = ({ id, staffId, role, team, standing, effectiveOn }: PersonnelChangeRow, decidedOn: string): NewStaffEvent => ({
  staffId,
  kind: 'ASSIGNED',
  happenedOn: latest(effectiveOn, decidedOn),
  role,
  team,
  standing,
  changeId: id,
});

/** What cannot come of assignments, such as that of somebody who has left since it was asked for. */
async function assignmentProblems(
  context: TenantContext,
  assignments: readonly PersonnelChangeRow[],
  decidedOn: string,
): Promise<StaffingProblem[]> {
  const problems: StaffingProblem[] = [];
  for (const [staffId, own] of Map.groupBy(assignments, (change) => change.staffId)) {
    const book = await context.loader(staffBookOfContract).load(own[0]!.contractId);
    const no = book.staff.find(({ id }) => id === staffId)!.no;
    const events = own.map((change) => pureEvent(assignmentOf(change, decidedOn), no, decidedOn));
    problems.push(...historyProblems(book, staffId, events, 'changeIds'));
  }
  return problems;
}
