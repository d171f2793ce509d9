import type { StaffEvent } from '../../core/staffing/roster.js';
import { Exact } from '../../core/values/exact.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { demandOfDeparture } from './demands.js';

interface Recorded {
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** Somebody by the employee number; nothing personal. */
export interface StaffRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly no: string;
}

/** What happened to somebody's place, as it stands: what was superseded or void is left out. */
export interface StaffEventRow extends StaffEvent, Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly leftFor: string | null;
  /** Of a resignation; null where nothing was said of it. */
  readonly saidOn: string | null;
  readonly handedOver: readonly string[] | null;
  readonly changeId: string | null;
  /** Why it stands in place of another one; null where it does not. */
  readonly reason: string | null;
}

export interface StaffProofRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly staffId: string;
  readonly requirement: string;
  readonly value: string | null;
  readonly obtainedOn: string;
  readonly validUntil: string | null;
  readonly isPassed: boolean;
}

export type ChangeKind = 'ADMISSION' | 'ASSIGNMENT' | 'DEPARTURE';
export type ChangeState = 'PROPOSED' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN';

/** A change of the roster that was asked for, with what became of it. */
export interface PersonnelChangeRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly number: number;
  readonly kind: ChangeKind;
  readonly staffId: string;
  readonly effectiveOn: string;
  readonly role: string | null;
  readonly team: string | null;
  readonly standing: 'FORMAL' | 'RESERVE' | null;
  readonly reason: string;
  readonly demandId: string | null;
  readonly state: ChangeState;
  readonly decidedOn: string | null;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
  /** Whether it has come into the roster. */
  readonly isDone: boolean;
}

/** That the agency wants somebody replaced. */
export interface ReplacementDemandRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly number: number;
  readonly staffId: string;
  readonly reason: string;
  readonly demandedOn: string;
  readonly dueOn: string;
}

/** All that is known of the people of a contract. */
export interface StaffBook {
  readonly staff: readonly StaffRow[];
  readonly events: readonly StaffEventRow[];
  readonly proofs: readonly StaffProofRow[];
  readonly changes: readonly PersonnelChangeRow[];
  readonly demands: readonly ReplacementDemandRow[];
}

const RECORDED = `r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"`;

const STAFF_COLUMNS = `r.id, r.contract_id as "contractId", r.no, ${RECORDED}`;

const STAFF = `select ${STAFF_COLUMNS} from staff r where r.tenant_id = $1`;

const EVENTS = `select r.id, s.contract_id as "contractId", r.staff_id as "staffId", s.no, r.kind, r.happened_on as "on", r.role, r.team, r.standing,
    r.left_for as "leftFor", r.said_on as "saidOn", r.handed_over as "handedOver", coalesce(r.left_for = 'REPLACED_ON_DEMAND', false) as "isReplacedOnDemand", r.change_id as "changeId",
    d.decided_on as "approvedOn", h.effective_on as "askedFor", r.reason, ${RECORDED}
  from staff_events r join staff s on s.tenant_id = r.tenant_id and s.id = r.staff_id
  left join personnel_changes h on h.tenant_id = r.tenant_id and h.id = r.change_id
  left join personnel_decisions d on d.tenant_id = r.tenant_id and d.change_id = r.change_id and d.outcome = 'APPROVED'
  where r.tenant_id = $1 and not r.is_void
    and not exists (select from staff_events l where l.tenant_id = r.tenant_id and l.supersedes_id = r.id)`;

const PROOFS = `select r.id, s.contract_id as "contractId", r.staff_id as "staffId", r.requirement, r.value::text, r.obtained_on as "obtainedOn",
    r.valid_until as "validUntil", r.is_passed as "isPassed", ${RECORDED}
  from staff_proofs r join staff s on s.tenant_id = r.tenant_id and s.id = r.staff_id where r.tenant_id = $1`;

const CHANGE_COLUMNS = `r.id, r.contract_id as "contractId", r.number, r.kind, r.staff_id as "staffId", r.effective_on as "effectiveOn", r.role, r.team,
    r.standing, r.reason, r.demand_id as "demandId", coalesce(d.outcome, 'PROPOSED') as state, d.decided_on as "decidedOn",
    d.reason as "decisionReason", d.recorded_by as "decidedBy",
    exists (select from staff_events e where e.tenant_id = r.tenant_id and e.change_id = r.id and not e.is_void
      and not exists (select from staff_events l where l.tenant_id = e.tenant_id and l.supersedes_id = e.id)) as "isDone", ${RECORDED}`;

const FROM_CHANGES = 'personnel_changes r left join personnel_decisions d on d.tenant_id = r.tenant_id and d.change_id = r.id';

const CHANGES = `select ${CHANGE_COLUMNS} from ${FROM_CHANGES} where r.tenant_id = $1`;

const DEMAND_COLUMNS = `r.id, r.contract_id as "contractId", r.number, r.staff_id as "staffId", r.reason, r.demanded_on as "demandedOn",
    r.due_on as "dueOn", ${RECORDED}`;

const DEMANDS = `select ${DEMAND_COLUMNS} from replacement_demands r where r.tenant_id = $1`;

/** The tenant's people by employee number, some of them only where their ids are given. */
export const staffByNumber = ({ tenantId }: TenantContext, contract: string | null, ids: readonly string[] | null): ListQuery => ({
  select: STAFF_COLUMNS,
  from: 'staff r join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id',
  where: 'r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::uuid[] is null or r.id = any($3::uuid[]))',
  values: [tenantId, contract, ids],
  keys: [
    { column: 'r.no collate "C"', field: 'no', type: 'text' },
    { column: 'r.id', field: 'id', type: 'uuid' },
  ],
});

/** The tenant's changes, in the order in which they were asked for. */
export const changesByTime = ({ tenantId }: TenantContext, contract: string | null, state: ChangeState | null): ListQuery => ({
  select: CHANGE_COLUMNS,
  from: `${FROM_CHANGES} join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id`,
  where: `r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or coalesce(d.outcome, 'PROPOSED') = $3)`,
  values: [tenantId, contract, state],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid' }],
});

/** The tenant's demands, the latest first, some of them only where their ids are given. */
export const demandsByTime = ({ tenantId }: TenantContext, contract: string | null, ids: readonly string[] | null): ListQuery => ({
  select: DEMAND_COLUMNS,
  from: 'replacement_demands r join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id',
  where: 'r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::uuid[] is null or r.id = any($3::uuid[]))',
  values: [tenantId, contract, ids],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

/** The ids of the contracts that have people, of one code where that is given. */
export const listStaffedContracts = (context: TenantContext, contract: string | null): Promise<{ readonly id: string }[]> =>
  context.rows(
    `select c.id from contracts c where c.tenant_id = $1 and ($2::text is null or c.code = $2)
       and exists (select from staff s where s.tenant_id = c.tenant_id and s.contract_id = c.id)`,
    [context.tenantId, contract],
  );

/** The books of some contracts: people by number, the rest in the order in which it happened. */
export async function listStaffBooks(
  context: TenantContext,
  contractIds: readonly string[],
): Promise<(StaffBook & { contractId: string })[]> {
  const list = <R extends { readonly contractId: string }>(statement: string, contract: string, order: string) =>
    context.rows<R>(`${statement} and ${contract} = any($2::uuid[]) order by ${order}`, [context.tenantId, contractIds]);
  const [staff, events, proofs, changes, demands] = await Promise.all([
    list<StaffRow>(STAFF, 'r.contract_id', 'r.no collate "C"'),
    list<StaffEventRow>(EVENTS, 's.contract_id', 'r.happened_on, r.id'),
    list<StaffProofRow>(PROOFS, 's.contract_id', 'r.obtained_on, r.id'),
    list<PersonnelChangeRow>(CHANGES, 'r.contract_id', 'r.number'),
    list<ReplacementDemandRow>(DEMANDS, 'r.contract_id', 'r.number'),
  ]);
  const of = <R extends { readonly contractId: string }>(rows: readonly R[], id: string) =>
    rows.filter(({ contractId }) => contractId === id);
  return contractIds.map((contractId) => ({
    contractId,
    staff: of(staff, contractId),
    events: approvedByDemand(of(events, contractId), of(demands, contractId)),
    proofs: of(proofs, contractId),
    changes: of(changes, contractId),
    demands: of(demands, contractId),
  }));
}

/** A departure that the agency demanded needs no other approval. */
const approvedByDemand = (events: readonly StaffEventRow[], demands: readonly ReplacementDemandRow[]): StaffEventRow[] =>
  events.map((event) =>
    event.isReplacedOnDemand && event.approvedOn === null
      ? { ...event, approvedOn: demandOfDeparture(events, demands, event.staffId, event.on)?.demandedOn ?? null }
      : event,
  );

export const findStaff = (context: TenantContext, ids: readonly string[]): Promise<StaffRow[]> =>
  context.rows(`${STAFF} and r.id = any($2::uuid[])`, [context.tenantId, ids]);

export const findChanges = (context: TenantContext, ids: readonly string[]): Promise<PersonnelChangeRow[]> =>
  context.rows(`${CHANGES} and r.id = any($2::uuid[]) order by r.number`, [context.tenantId, ids]);

export const findDemands = (context: TenantContext, ids: readonly string[]): Promise<ReplacementDemandRow[]> =>
  context.rows(`${DEMANDS} and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** Events that stand, by their ids. */
export const findStaffEvents = (context: TenantContext, ids: readonly string[]): Promise<StaffEventRow[]> =>
  context.rows(`${EVENTS} and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The number that the next row of a numbered table of a contract gets. */
export async function nextNumber(
  context: TenantContext,
  table: 'personnel_changes' | 'replacement_demands' | 'trainings' | 'exams',
  contractId: string,
): Promise<number> {
  const [row] = await context.rows<{ readonly number: number }>(
    `select coalesce(max(number), 0) + 1 as number from ${table} where tenant_id = $1 and contract_id = $2`,
    [context.tenantId, contractId],
  );
  return row!.number;
}

/** Proofs as the pure rules take them. */
export const provable = (proofs: readonly StaffProofRow[]) =>
  proofs.map(({ staffId, requirement, value, obtainedOn, validUntil, isPassed }) => ({
    staffId,
    requirement,
    value: value === null ? null : Exact.of(value),
    obtainedOn,
    validUntil,
    isPassed,
  }));
