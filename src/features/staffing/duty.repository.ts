import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

export type DutyBasis = 'PLANNED' | 'WORKED';

/** Who works when in a month; the latest revision of a month and basis counts. */
export interface DutyRosterRow {
  readonly id: string;
  readonly contractId: string;
  readonly month: string;
  readonly basis: DutyBasis;
  readonly revision: number;
  readonly upTo: string;
  readonly shiftCount: number;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface DutyShiftRow {
  readonly position: number;
  readonly staffId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

const SELECT = `r.id, r.contract_id as "contractId", r.month, r.basis, r.revision, r.up_to as "upTo", r.shift_count as "shiftCount",
  r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"`;

/** The tenant's duty rosters, the latest first. */
export const dutyRostersByTime = ({ tenantId }: TenantContext, contract: string | null, month: string | null): ListQuery => ({
  select: SELECT,
  from: 'duty_rosters r join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id',
  where: 'r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or r.month = $3)',
  values: [tenantId, contract, month],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

/** The shifts of a duty roster, in the order in which they were given. */
export const shiftsOfRoster = ({ tenantId }: TenantContext): ListQuery => ({
  select: 'r.position, r.staff_id as "staffId", r.starts_at as "startsAt", r.ends_at as "endsAt"',
  from: 'duty_shifts r',
  where: 'r.tenant_id = $1 and r.roster_id = parent.id',
  values: [tenantId],
  keys: [{ column: 'r.position', field: 'position', type: 'int' }],
});

export const findDutyRosters = (context: TenantContext, ids: readonly string[]): Promise<DutyRosterRow[]> =>
  context.rows(`select ${SELECT} from duty_rosters r where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The revision that the next duty roster of a month gets. */
export async function nextDutyRevision(context: TenantContext, contractId: string, month: string, basis: DutyBasis): Promise<number> {
  const [row] = await context.rows<{ readonly revision: number }>(
    `select coalesce(max(revision), 0) + 1 as revision from duty_rosters where tenant_id = $1 and contract_id = $2 and month = $3 and basis = $4`,
    [context.tenantId, contractId, month, basis],
  );
  return row!.revision;
}

/** The duty of some months as far as it is known: of each day what was worked, or else what was planned. */
export interface Duty {
  readonly shifts: readonly (Omit<DutyShiftRow, 'position'> & { readonly basis: DutyBasis })[];
  isKnown(day: string): boolean;
  /** Whether it is known what was worked on a day. */
  isWorked(day: string): boolean;
}

/**
 * The duty of a contract in some months. A shift belongs to the day on which it begins: where the worked shifts of a day are known, what
 * was planned for it counts no more.
 */
export async function loadDuty(context: TenantContext, contractId: string, months: readonly string[]): Promise<Duty> {
  const rosters = await context.rows<Pick<DutyRosterRow, 'id' | 'month' | 'basis' | 'upTo'>>(
    `select distinct on (month, basis) id, month, basis, up_to as "upTo" from duty_rosters
     where tenant_id = $1 and contract_id = $2 and month = any($3::text[]) order by month, basis, revision desc`,
    [context.tenantId, contractId, months],
  );
  const rows = await context.rows<DutyShiftRow & { readonly rosterId: string }>(
    `select roster_id as "rosterId", position, staff_id as "staffId", starts_at as "startsAt", ends_at as "endsAt" from duty_shifts
     where tenant_id = $1 and roster_id = any($2::uuid[]) order by starts_at, staff_id`,
    [context.tenantId, rosters.map(({ id }) => id)],
  );
  const rosterOf = new Map(rosters.map((roster) => [roster.id, roster]));
  const covers = (basis: DutyBasis, day: string): boolean =>
    rosters.some((roster) => roster.basis === basis && roster.month === day.slice(0, 7) && day <= roster.upTo);
  const isWorked = (day: string) => covers('WORKED', day);
  const shifts = rows
    .map(({ rosterId, staffId, startsAt, endsAt }) => ({ staffId, startsAt, endsAt, basis: rosterOf.get(rosterId)!.basis }))
    .filter(({ basis, startsAt }) => (basis === 'WORKED') === isWorked(startsAt.slice(0, 10)));
  return { shifts, isKnown: (day) => isWorked(day) || covers('PLANNED', day), isWorked };
}
