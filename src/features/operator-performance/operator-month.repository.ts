import type { Performance } from '../../core/cases/performance.js';
import { type LeaveState, type LeaveStep, stateOfLeave } from '../../core/performance/leave-life.js';
import type { LeaveApprover } from '../../core/performance/leave-rules.js';
import type { MonthCase } from '../../core/performance/month-case.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { Party } from '../tenants/party.js';

interface Recorded {
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface LeaveStepRow extends Recorded {
  readonly step: LeaveStep;
  readonly approver: LeaveApprover | null;
  readonly reason: string | null;
}

/** A request for leave with its steps, in their order. Its reason is personal, and is not here. */
export interface LeaveRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly staffId: string;
  readonly no: string;
  readonly kind: string;
  readonly from: string;
  readonly days: number;
  readonly startsAt: string | null;
  readonly appliedAt: string;
  readonly proofs: readonly string[];
  readonly hasSpecialCircumstances: boolean;
  readonly steps: readonly LeaveStepRow[];
}

export const leaveStateOf = ({ steps }: LeaveRow): LeaveState => stateOfLeave(steps.map(({ step }) => step));

/** How a record of an event stands: what replaced it is another record, and a withdrawal is one too. */
export type OperatorEventState = 'STANDS' | 'SUPERSEDED' | 'WITHDRAWN';

/** Something that happened to or through an operator, as it was recorded. */
export interface OperatorEventRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly staffId: string;
  readonly no: string;
  readonly kind: string;
  readonly on: string;
  readonly units: number;
  readonly isSevere: boolean;
  readonly hasConsequence: boolean;
  readonly leaderAmount: string | null;
  readonly toldAt: string | null;
  readonly findingId: string | null;
  /** Whose record it is. */
  readonly party: Party;
  readonly state: OperatorEventState;
  /** The record that it stands in place of; null for none. */
  readonly supersedesId: string | null;
  readonly reason: string | null;
}

export type OperatorMonthState = 'CLOSED' | 'CONFIRMED' | 'RETURNED' | 'REOPENED';

/** An operators' month as it was closed, with what the agency said to it. */
export interface ClosingRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly month: string;
  readonly revision: number;
  readonly document: { readonly case: MonthCase; readonly result: Performance };
  readonly digest: string;
  readonly dueOn: string | null;
  /** As the agency's last decision left it. */
  readonly state: OperatorMonthState;
  /** How often the agency decided. */
  readonly decisionCount: number;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

/** The assessor's mark of an operator's month; the latest revision counts. */
export interface MarkRow extends Recorded {
  readonly id: string;
  readonly staffId: string;
  readonly no: string;
  readonly month: string;
  readonly revision: number;
  readonly parts: Readonly<Record<string, string>>;
  readonly total: string;
  readonly reason: string;
}

const RECORDED = `r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"`;

const OF_STAFF = 'join staff s on s.tenant_id = r.tenant_id and s.id = r.staff_id';

const LEAVE = `r.id, s.contract_id as "contractId", r.staff_id as "staffId", s.no, r.kind, r.starts_on as "from", r.days, r.starts_at as "startsAt",
  r.applied_at as "appliedAt", to_jsonb(r.proofs) || coalesce((select jsonb_agg(p.code order by p.recorded_at, p.code)
    from leave_proofs p where p.tenant_id = r.tenant_id and p.request_id = r.id), '[]') as proofs, r.has_special_circumstances as "hasSpecialCircumstances", ${RECORDED},
  coalesce((select jsonb_agg(jsonb_build_object('step', d.step, 'approver', d.approver, 'reason', d.reason, 'recordedBy', d.recorded_by,
      'recordedAt', ${instant('d.recorded_at')}) order by d.position)
    from leave_decisions d where d.tenant_id = r.tenant_id and d.request_id = r.id), '[]') as steps`;

// The confirmation that leave was none and its retraction, which is always the next step, leave the state of the step before them.
const LEAVE_STATE = `coalesce((select d.step from leave_decisions d where d.tenant_id = r.tenant_id and d.request_id = r.id
  and d.step <> 'ABSENCE_RETRACTED' and not exists (select from leave_decisions n where n.tenant_id = d.tenant_id
    and n.request_id = d.request_id and n.position = d.position + 1 and n.step = 'ABSENCE_RETRACTED')
  order by d.position desc limit 1), 'REQUESTED')`;

const FROM_LEAVE = `leave_requests r ${OF_STAFF}`;

const IS_SUPERSEDED = `exists (select from operator_events l where l.tenant_id = r.tenant_id and l.supersedes_id = r.id)`;

const EVENT = `r.id, s.contract_id as "contractId", r.staff_id as "staffId", s.no, r.kind, r.happened_on as "on", r.units, r.is_severe as "isSevere",
  r.has_consequence as "hasConsequence", r.leader_amount::text as "leaderAmount", ${instant('r.told_at')} as "toldAt",
  r.finding_id as "findingId", r.party, r.supersedes_id as "supersedesId", r.reason,
  case when ${IS_SUPERSEDED} then 'SUPERSEDED' when r.is_withdrawn then 'WITHDRAWN' else 'STANDS' end as state, ${RECORDED}`;

const FROM_EVENTS = `operator_events r ${OF_STAFF}`;

const STANDS = `not r.is_withdrawn and not ${IS_SUPERSEDED}`;

const CLOSING = `r.id, r.contract_id as "contractId", r.month, r.revision, r.document, r.digest, r.due_on as "dueOn",
  coalesce(d.outcome, 'CLOSED') as state, coalesce(d.position, 0) as "decisionCount", d.reason as "decisionReason", d.recorded_by as "decidedBy", ${instant('d.recorded_at')} as "decidedAt", ${RECORDED}`;

const FROM_CLOSINGS = `operator_closings r left join lateral (select * from operator_confirmations o
  where o.tenant_id = r.tenant_id and o.closing_id = r.id order by o.position desc limit 1) d on true`;

const IS_LATEST = `r.revision = (select max(o.revision) from operator_closings o
  where o.tenant_id = r.tenant_id and o.contract_id = r.contract_id and o.month = r.month)`;

const OF_CONTRACT = (column: string) => `join contracts c on c.tenant_id = r.tenant_id and c.id = ${column}`;

const LATEST_FIRST = [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }] as const;

/** The tenant's requests for leave, the latest first; only of leave that begins in a month, or of a state, where that is given. */
export const leaveByTime = (
  { tenantId }: TenantContext,
  contract: string | null,
  month: string | null,
  state: LeaveState | null,
): ListQuery => ({
  select: LEAVE,
  from: `${FROM_LEAVE} ${OF_CONTRACT('s.contract_id')}`,
  where: `r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or to_char(r.starts_on, 'YYYY-MM') = $3)
    and ($4::text is null or ${LEAVE_STATE} = $4)`,
  values: [tenantId, contract, month, state],
  keys: LATEST_FIRST,
});

/** Which events are listed. */
export interface EventFilter {
  readonly contract: string | null;
  readonly month: string | null;
  /** Employee number. */
  readonly no: string | null;
  /** Whether what was superseded, and the withdrawals, are listed beside what stands. */
  readonly withSuperseded: boolean;
}

/** The tenant's events, the latest first. */
export const eventsByTime = ({ tenantId }: TenantContext, { contract, month, no, withSuperseded }: EventFilter): ListQuery => ({
  select: EVENT,
  from: `${FROM_EVENTS} ${OF_CONTRACT('s.contract_id')}`,
  where: `r.tenant_id = $1 and ${withSuperseded ? 'true' : STANDS} and ($2::text is null or c.code = $2) and ($3::text is null or to_char(r.happened_on, 'YYYY-MM') = $3)
    and ($4::text is null or s.no = $4)`,
  values: [tenantId, contract, month, no],
  keys: LATEST_FIRST,
});

/** The tenant's months in their latest revision, the latest closed first. */
export const monthsByTime = ({ tenantId }: TenantContext, contract: string | null): ListQuery => ({
  select: CLOSING,
  from: `${FROM_CLOSINGS} ${OF_CONTRACT('r.contract_id')}`,
  where: `r.tenant_id = $1 and ($2::text is null or c.code = $2) and ${IS_LATEST}`,
  values: [tenantId, contract],
  keys: LATEST_FIRST,
});

export const findLeave = (context: TenantContext, ids: readonly string[]): Promise<LeaveRow[]> =>
  context.rows(`select ${LEAVE} from ${FROM_LEAVE} where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** Every request for leave of some people, by its begin. */
export const listLeaveOfStaff = (context: TenantContext, staffIds: readonly string[]): Promise<LeaveRow[]> =>
  context.rows(`select ${LEAVE} from ${FROM_LEAVE} where r.tenant_id = $1 and r.staff_id = any($2::uuid[]) order by r.starts_on, r.id`, [
    context.tenantId,
    staffIds,
  ]);

/** Events by their ids, whether they stand or not. */
export const findOperatorEvents = (context: TenantContext, ids: readonly string[]): Promise<OperatorEventRow[]> =>
  context.rows(`select ${EVENT} from ${FROM_EVENTS} where r.tenant_id = $1 and r.id = any($2::uuid[]) order by r.id`, [
    context.tenantId,
    ids,
  ]);

/** Every event of a contract that stands, up to a day, by its day. */
export const listOperatorEvents = (context: TenantContext, contractId: string, upTo: string): Promise<OperatorEventRow[]> =>
  context.rows(
    `select ${EVENT} from ${FROM_EVENTS} where r.tenant_id = $1 and s.contract_id = $2 and r.happened_on <= $3 and ${STANDS}
     order by r.happened_on, r.id`,
    [context.tenantId, contractId, upTo],
  );

export const findClosings = (context: TenantContext, ids: readonly string[]): Promise<ClosingRow[]> =>
  context.rows(`select ${CLOSING} from ${FROM_CLOSINGS} where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The months of a contract in their latest revision, in their order. */
export const listMonths = (context: TenantContext, contractId: string): Promise<ClosingRow[]> =>
  context.rows(`select ${CLOSING} from ${FROM_CLOSINGS} where r.tenant_id = $1 and r.contract_id = $2 and ${IS_LATEST} order by r.month`, [
    context.tenantId,
    contractId,
  ]);

/** A month in its latest revision; null where it was never closed. */
export async function findMonth(context: TenantContext, contractId: string, month: string): Promise<ClosingRow | null> {
  const [row] = await context.rows<ClosingRow>(
    `select ${CLOSING} from ${FROM_CLOSINGS} where r.tenant_id = $1 and r.contract_id = $2 and r.month = $3 and ${IS_LATEST}`,
    [context.tenantId, contractId, month],
  );
  return row ?? null;
}

/** Whether one of some months is confirmed: nothing of it changes until the agency reopens it. */
export async function hasConfirmed(context: TenantContext, contractId: string, months: readonly string[]): Promise<boolean> {
  const rows = await context.rows(
    `select 1 from ${FROM_CLOSINGS} where r.tenant_id = $1 and r.contract_id = $2 and r.month = any($3::text[]) and d.outcome = 'CONFIRMED' limit 1`,
    [context.tenantId, contractId, months],
  );
  return rows.length > 0;
}

/** The marks of a contract's people in their latest revision, by month and employee number; of one month where that is given. */
export const listMarks = (context: TenantContext, contractId: string, month: string | null): Promise<MarkRow[]> =>
  context.rows(
    `select distinct on (r.month, s.no collate "C") r.id, r.staff_id as "staffId", s.no, r.month, r.revision, r.parts, r.total::text, r.reason, ${RECORDED}
     from operator_marks r ${OF_STAFF} where r.tenant_id = $1 and s.contract_id = $2 and ($3::text is null or r.month = $3)
     order by r.month, s.no collate "C", r.revision desc`,
    [context.tenantId, contractId, month],
  );
