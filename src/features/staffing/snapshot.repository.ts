import type { MetricValue } from '../../core/staffing/figures.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** The roster at a month's end with what it gives the scoring; people by their employee numbers. */
export interface SnapshotDocument {
  readonly month: string;
  readonly members: readonly {
    readonly no: string;
    readonly role: string;
    readonly team: string;
    readonly standing: 'FORMAL' | 'RESERVE';
    readonly admittedOn: string;
    readonly onLineOn: string | null;
  }[];
  readonly figures: readonly MetricValue[];
  /** Of the month, and of the quarter up to its end. */
  readonly turnover: { readonly month: TurnoverDocument; readonly quarter: TurnoverDocument };
  /** Null where the contract has no exam, or none of the month is recorded. */
  readonly exam: { readonly dueOn: string; readonly required: readonly string[]; readonly taken: readonly string[] } | null;
}

export interface TurnoverDocument {
  readonly left: readonly string[];
  readonly opening: number;
  /** In per cent, four places; null where nobody was there at the beginning. */
  readonly percent: string | null;
}

export interface RosterSnapshotRow {
  readonly id: string;
  readonly contractId: string;
  readonly month: string;
  readonly revision: number;
  readonly document: SnapshotDocument;
  readonly digest: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

const SELECT = `r.id, r.contract_id as "contractId", r.month, r.revision, r.document, r.digest, r.recorded_by as "recordedBy",
  ${instant('r.recorded_at')} as "recordedAt"`;

/** The tenant's snapshots, the latest first. */
export const snapshotsByTime = ({ tenantId }: TenantContext, contract: string | null, month: string | null): ListQuery => ({
  select: SELECT,
  from: 'roster_snapshots r join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id',
  where: 'r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or r.month = $3)',
  values: [tenantId, contract, month],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

export const findSnapshots = (context: TenantContext, ids: readonly string[]): Promise<RosterSnapshotRow[]> =>
  context.rows(`select ${SELECT} from roster_snapshots r where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The latest snapshot of a month; null for none. */
export async function findLatestSnapshot(context: TenantContext, contractId: string, month: string): Promise<RosterSnapshotRow | null> {
  const [row] = await context.rows<RosterSnapshotRow>(
    `select ${SELECT} from roster_snapshots r where r.tenant_id = $1 and r.contract_id = $2 and r.month = $3 order by r.revision desc limit 1`,
    [context.tenantId, contractId, month],
  );
  return row ?? null;
}

/** The months from one on whose roster is confirmed. */
export async function listConfirmedMonths(context: TenantContext, contractId: string, from: string): Promise<string[]> {
  const rows = await context.rows<{ readonly month: string }>(
    'select distinct month from roster_snapshots where tenant_id = $1 and contract_id = $2 and month >= $3 order by month',
    [context.tenantId, contractId, from],
  );
  return rows.map(({ month }) => month);
}

/** A breach of a staffing requirement that was logged. */
export interface StaffingBreachRow {
  readonly id: string;
  readonly contractId: string;
  readonly requirement: string;
  readonly clause: string;
  readonly key: string;
  readonly fromAt: string;
  readonly untilAt: string;
  readonly zh: string;
  readonly en: string;
  readonly recordedAt: string;
}

const BREACH = `r.id, r.contract_id as "contractId", r.requirement, r.clause, r.key, r.from_at as "fromAt", r.until_at as "untilAt", r.zh, r.en,
  ${instant('r.recorded_at')} as "recordedAt"`;

export const findBreaches = (context: TenantContext, ids: readonly string[]): Promise<StaffingBreachRow[]> =>
  context.rows(`select ${BREACH} from staffing_breaches r where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The tenant's logged breaches, the latest beginning first, without those of some contracts' requirements. */
export const breachesByTime = (
  { tenantId }: TenantContext,
  contract: string | null,
  requirement: string | null,
  hidden: readonly { readonly contractId: string; readonly code: string }[],
): ListQuery => ({
  select: BREACH,
  from: 'staffing_breaches r join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id',
  where: `r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or r.requirement = $3)
    and not exists (select from unnest($4::uuid[], $5::text[]) h(contract_id, code) where h.contract_id = r.contract_id and h.code = r.requirement)`,
  values: [tenantId, contract, requirement, hidden.map(({ contractId }) => contractId), hidden.map(({ code }) => code)],
  keys: [
    { column: 'r.from_at', field: 'fromAt', type: 'text', direction: 'desc' },
    { column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' },
  ],
});

/** Who was shown what is personal, and why. */
export interface DisclosureRow {
  readonly id: string;
  readonly staffId: string;
  readonly classes: readonly string[];
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** The tenant's disclosures, the latest first. */
export const disclosuresByTime = ({ tenantId }: TenantContext): ListQuery => ({
  select: `r.id, r.staff_id as "staffId", r.classes, r.reason, r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"`,
  from: 'disclosures r',
  where: 'r.tenant_id = $1',
  values: [tenantId],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});
