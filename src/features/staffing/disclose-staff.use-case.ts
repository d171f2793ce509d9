import { v7 as uuid } from 'uuid';
import { latest, monthsLater } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { type InvalidInput, invalid, nothingGiven, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { erasePersonalRows, type PersonalClass } from './personal-data.js';
import { Disclosure } from './staff.entity.js';
import { staffBookOfContract } from './staffing.loaders.js';
import { findStaff, type StaffBook } from './staffing.repository.js';

export interface DiscloseStaff {
  readonly staffId: string;
  readonly classes: readonly PersonalClass[];
  /** What it is needed for. */
  readonly reason: string;
}

/** What was disclosed: nothing personal, since the results of commands are kept. */
export interface Disclosed {
  readonly staffId: string;
  readonly classes: readonly PersonalClass[];
}

/** Logs that personal data is shown to somebody, who may then be shown it. Errors: every problem; throws NOT_FOUND. */
export const discloseStaff = defineCommand({
  name: 'discloseStaff',
  permissions: ['person:disclose'],
  async run(context, { staffId, classes, reason }: DiscloseStaff): Promise<Result<Disclosed, InvalidInput>> {
    const [staff] = await findStaff(context, [staffId]);
    if (!staff) throw notFound('人员', 'person');
    const asked = [...new Set(classes)];
    const problems = [...reasonProblems(reason), ...(asked.length === 0 ? [nothingGiven('classes')] : [])];
    if (problems.length > 0) return invalid(problems);
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(Disclosure, { tenantId, id: uuid(), staff: [tenantId, staffId] as const, classes: asked, reason, ...context.recorded });
    return ok({ staffId, classes: asked });
  },
});

export type ErasureObstacle = 'ON_ROSTER' | 'NOTHING_LEFT';

export interface EraseStaffData {
  readonly staffId: string;
  readonly classes: readonly PersonalClass[];
  readonly reason: string;
}

/**
 * Erases what is personal of somebody who has left. The employee number, the events and every figure, score and digest stay as they are.
 *
 * Errors: every problem, or what stands in the way; throws NOT_FOUND.
 */
export const eraseStaffData = defineCommand({
  name: 'eraseStaffData',
  permissions: ['person:erase'],
  async run(
    context,
    { staffId, classes, reason }: EraseStaffData,
  ): Promise<Result<{ readonly staffId: string; readonly count: number }, InvalidInput | Obstructed<ErasureObstacle>>> {
    const [staff] = await findStaff(context, [staffId]);
    if (!staff) throw notFound('人员', 'person');
    const problems = [...reasonProblems(reason), ...(classes.length === 0 ? [nothingGiven('classes')] : [])];
    if (problems.length > 0) return invalid(problems);
    const book = await context.loader(staffBookOfContract).load(staff.contractId);
    if (isOnRoster(book, staffId)) return obstructed(['ON_ROSTER']);
    const count = await erasePersonalRows(context, staffId, classes, reason);
    context.forgetLoaded();
    return count === 0 ? obstructed(['NOTHING_LEFT']) : ok({ staffId, count });
  },
});

/** Whether somebody's last event is no departure; whoever never came is not there. */
function isOnRoster({ events }: StaffBook, staffId: string): boolean {
  const last = events.findLast((event) => event.staffId === staffId);
  return last !== undefined && last.kind !== 'LEFT';
}

/** Erases what the contract's data keeps no longer: so many months after somebody has left. Gives how many entries it was. */
export const eraseExpired = defineCommand({
  name: 'eraseExpired',
  permissions: ['staff:sweep'],
  async run(context, { contract }: { readonly contract: string }): Promise<number> {
    const stored = await findStoredContract(context, contract);
    const { retention = [] } = stored?.checked.contract.staffingRules ?? {};
    if (!stored || retention.length === 0) return 0;
    const book = await context.loader(staffBookOfContract).load(stored.id);
    let count = 0;
    for (const { id } of book.staff) {
      const goneSince = goneSinceOf(book, id);
      if (goneSince === null) continue;
      const over = retention.filter(({ months }) => monthsLater(goneSince, months) < context.today);
      for (const { class: kind, reason } of over) count += await erasePersonalRows(context, id, [kind], `${reason.zh} / ${reason.en}`);
    }
    if (count > 0) context.forgetLoaded();
    return count;
  },
});

/** Since when somebody has been gone, or has not come at all; null for whoever is there or may come yet. */
export function goneSinceOf({ events, changes }: StaffBook, id: string): string | null {
  const last = events.findLast(({ staffId }) => staffId === id);
  if (last) return last.kind === 'LEFT' ? last.on : null;
  const own = changes.filter(({ staffId }) => staffId === id);
  const isOver = own.every(({ state }) => state === 'REJECTED' || state === 'WITHDRAWN');
  return isOver ? own.map(({ decidedOn }) => decidedOn!).reduce(latest, own[0]?.decidedOn ?? '') || null : null;
}
