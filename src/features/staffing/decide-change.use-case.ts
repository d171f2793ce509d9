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
import { appendStaffEvent } from './staff-events.js';
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
    const problems = [
      ...(ids.length === 0 ? [nothingGiven('changeIds')] : []),
      ...pastDayProblems('decidedOn', decidedOn, context.today),
      ...(outcome === 'APPROVED' ? [] : reasonProblems(reason ?? '')),
    ];
    if (problems.length > 0) return invalid(problems);
    if (changes.some(({ state }) => state !== 'PROPOSED')) return obstructed(['ALREADY_DECIDED']);
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
      if (outcome === 'APPROVED' && change.kind === 'ASSIGNMENT') await assign(context, change, decidedOn);
    }
    context.forgetLoaded();
    return ok(await findChanges(context, ids));
  },
});

const assign = (context: TenantContext, { id, staffId, role, team, standing, effectiveOn }: PersonnelChangeRow, decidedOn: string) =>
  appendStaffEvent(context, { staffId, kind: 'ASSIGNED', happenedOn: latest(effectiveOn, decidedOn), role, team, standing, changeId: id });
