import { LockMode } from '@mikro-orm/core';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { notFound, RequestError } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { AssessmentPeriod } from './assessment-period.entity.js';
import { hasOpenCorrection } from './correction.repository.js';
import type { PeriodState } from './period-state.js';
import type { PeriodClosed } from './refusal.js';

export interface PeriodRow {
  readonly id: string;
  readonly contractId: string;
  /** The contract's version that the period is scored by. */
  readonly contractVersionId: string;
  readonly code: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: PeriodState;
  /** Grows with everything that is written of the period. */
  readonly version: number;
  /** Revision of the scorecard that the vendor was shown last; null before. */
  readonly publishedScorecard: number | null;
}

const SELECT = `p.id, p.contract_id as "contractId", p.version_id as "contractVersionId", p.code, p.starts_on as "startsOn", p.ends_on as "endsOn",
  p.state, p.version, p.published_scorecard as "publishedScorecard"`;

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

/** Every period of a contract, the earliest first. */
export const listPeriods = (context: TenantContext, contractId: string): Promise<PeriodRow[]> =>
  context.rows(`select ${SELECT} from assessment_periods p where p.tenant_id = $1 and p.contract_id = $2 order by p.starts_on`, [
    context.tenantId,
    contractId,
  ]);

/** A period to write to. */
export interface PeriodToWrite {
  readonly periodId: string;
  /** The version that the caller has seen; left out, whichever there is. */
  readonly expectedVersion?: number | null | undefined;
}

/**
 * A period for one writer at a time. Errors: throws NOT_FOUND, and CONFLICT where somebody else has written since
 * the version that the caller has seen.
 */
export async function loadPeriodToWrite(context: TenantContext, { periodId, expectedVersion }: PeriodToWrite): Promise<AssessmentPeriod> {
  const em = await context.entities();
  const period = await em.findOne(
    AssessmentPeriod,
    { tenantId: context.tenantId, id: periodId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!period) throw notFound('考核期', 'period');
  if (expectedVersion != null && expectedVersion !== period.version)
    throw new RequestError(
      'CONFLICT',
      `考核期 ${period.code} 已有更改：现为第 ${period.version} 版，预期第 ${expectedVersion} 版`,
      `the period ${period.code} has changed: it is at version ${period.version}, version ${expectedVersion} was expected`,
    );
  return period;
}

/** Takes a period one version further, once nothing stands in the way of writing: what is written bears that version. */
export function advance(period: AssessmentPeriod): number {
  period.version += 1;
  return period.version;
}

/** Lets periods be scored by another version of their contract. */
export const assignContractVersion = (context: TenantContext, periods: readonly PeriodRow[], versionId: string): Promise<object[]> =>
  context.rows('update assessment_periods set version_id = $3 where tenant_id = $1 and id = any($2::uuid[])', [
    context.tenantId,
    periods.map(({ id }) => id),
    versionId,
  ]);

/** Whether figures may be recorded and the period scored: before it is published, and while a correction is open. */
export async function takesRecords(context: TenantContext, period: AssessmentPeriod): Promise<Result<AssessmentPeriod, PeriodClosed>> {
  const isBeforePublication = period.state === 'OPEN' || period.state === 'SCORED';
  if (isBeforePublication || (await hasOpenCorrection(context, period))) return ok(period);
  return fail({ kind: 'PERIOD_CLOSED', period: period.code, state: period.state });
}
