import { LockMode } from '@mikro-orm/core';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { AssessmentPeriod } from './assessment-period.entity.js';

export type PeriodState = 'OPEN' | 'SCORED' | 'PUBLISHED';

export interface PeriodRow {
  readonly id: string;
  readonly contractId: string;
  /** The contract's version that the period is scored by. */
  readonly versionId: string;
  readonly code: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: PeriodState;
}

const SELECT =
  'p.id, p.contract_id as "contractId", p.version_id as "versionId", p.code, p.starts_on as "startsOn", p.ends_on as "endsOn", p.state';

export interface PeriodFilter {
  readonly contract: string | null;
  readonly state: PeriodState | null;
}

/** The tenant's periods, the latest first. */
export const periodsByStart = ({ tenantId }: TenantContext, { contract, state }: PeriodFilter): ListQuery => ({
  select: SELECT,
  from: 'assessment_periods p join contracts c on c.tenant_id = p.tenant_id and c.id = p.contract_id',
  where: 'p.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or p.state = $3)',
  values: [tenantId, contract, state],
  keys: [
    { column: 'p.starts_on', field: 'startsOn', type: 'date', direction: 'desc' },
    { column: 'p.id', field: 'id', type: 'uuid', direction: 'desc' },
  ],
});

export const findPeriods = (context: TenantContext, ids: readonly string[]): Promise<PeriodRow[]> =>
  context.rows(`select ${SELECT} from assessment_periods p where p.tenant_id = $1 and p.id = any($2::uuid[])`, [context.tenantId, ids]);

/** A period by its contract's code and its own; null where the tenant has none. */
export async function findPeriod(context: TenantContext, contract: string, code: string): Promise<PeriodRow | null> {
  const [row] = await context.rows<PeriodRow>(
    `select ${SELECT} from assessment_periods p join contracts c on c.tenant_id = p.tenant_id and c.id = p.contract_id
     where p.tenant_id = $1 and c.code = $2 and p.code = $3`,
    [context.tenantId, contract, code],
  );
  return row ?? null;
}

/**
 * A period for one writer at a time: whoever records or scores it meanwhile waits. Errors: throws NOT_FOUND.
 */
export async function lockPeriod(context: TenantContext, id: string): Promise<AssessmentPeriod> {
  const em = await context.entities();
  const period = await em.findOne(AssessmentPeriod, { tenantId: context.tenantId, id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!period) throw notFound('考核期', 'period');
  return period;
}
