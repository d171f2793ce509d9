import { v7 as uuid } from 'uuid';
import { type StaffEvent as Event, problemsOfHistory } from '../../core/staffing/roster.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { problemOf, type StaffingProblem } from './problems.js';
import { StaffEvent } from './staff-event.entity.js';
import type { StaffBook, StaffEventRow } from './staffing.repository.js';

export type LeavingReason = 'RESIGNED' | 'DISMISSED' | 'REPLACED_ON_DEMAND' | 'TRANSFERRED' | 'ABANDONED' | 'OTHER';

/** How somebody resigned: when it was said, and codes of what was done before leaving. */
export interface Resigning {
  readonly saidOn: string;
  readonly handedOver: readonly string[];
}

/** An event of somebody's place to append. */
export interface NewStaffEvent {
  readonly staffId: string;
  readonly kind: StaffEventRow['kind'];
  readonly happenedOn: string;
  readonly role?: string | null;
  readonly team?: string | null;
  readonly standing?: 'FORMAL' | 'RESERVE' | null;
  readonly leftFor?: LeavingReason | null;
  readonly resignation?: Resigning | null;
  readonly changeId?: string | null;
  readonly supersedes?: { readonly id: string; readonly isVoid: boolean; readonly reason: string };
}

/** Appends an event; gives its id. */
export async function appendStaffEvent(
  context: TenantContext,
  { staffId, changeId, supersedes, ...event }: NewStaffEvent,
): Promise<string> {
  const id = uuid();
  const { tenantId } = context;
  const em = await context.entities();
  await em.insert(StaffEvent, {
    tenantId,
    id,
    staff: [tenantId, staffId] as const,
    kind: event.kind,
    happenedOn: event.happenedOn,
    role: event.role ?? null,
    team: event.team ?? null,
    standing: event.standing ?? null,
    leftFor: event.leftFor ?? null,
    saidOn: event.resignation?.saidOn ?? null,
    handedOver: event.resignation ? [...event.resignation.handedOver] : null,
    ...(changeId && { change: [tenantId, changeId] as const }),
    ...(supersedes && { supersedes: [tenantId, supersedes.id] as const }),
    isVoid: supersedes?.isVoid ?? false,
    reason: supersedes?.reason ?? null,
    ...context.recorded,
  });
  context.forgetLoaded();
  return id;
}

const WORDS = {
  ADMITTED_TWICE: ['已在册', 'already on the roster'],
  NOT_ON_ROSTER: ['当日不在册', 'not on the roster on that day'],
  ON_LINE_TWICE: ['已上线', 'on the line already'],
  PLACE_MISSING: ['缺少岗位、班组或性质', 'role, team or standing is missing'],
  NOTHING_ASSIGNED: ['没有指定任何岗位', 'nothing is assigned'],
} as const;

/**
 * What could not have happened to somebody if something more had, and something had not: the history stays one that can be.
 * `without` are the ids of the events that go.
 */
export function historyProblems(
  { events, staff }: StaffBook,
  staffId: string,
  more: readonly Event[],
  path: string,
  ...without: readonly string[]
): StaffingProblem[] {
  const history = events.filter((event) => event.staffId === staffId && !without.includes(event.id));
  const no = staff.find(({ id }) => id === staffId)?.no;
  return problemsOfHistory([...history, ...more]).map(({ code, on }) => {
    const [zh, en] = WORDS[code];
    return problemOf(path, code, `${no} 于 ${on}：${zh}`, `${no} on ${on}: ${en}`);
  });
}

/** An event as the pure rules take it, before it is stored. */
export const pureEvent = ({ staffId, kind, happenedOn, ...event }: NewStaffEvent, no: string, approvedOn: string | null): Event => ({
  staffId,
  no,
  kind,
  on: happenedOn,
  role: event.role ?? null,
  team: event.team ?? null,
  standing: event.standing ?? null,
  isReplacedOnDemand: event.leftFor === 'REPLACED_ON_DEMAND',
  approvedOn,
  askedFor: null,
});
