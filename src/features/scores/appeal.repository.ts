import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';

export type AppealOutcome = 'UPHELD' | 'DISMISSED';

export interface AppealRow {
  readonly id: string;
  readonly scorecardId: string;
  readonly periodId: string;
  readonly item: string;
  readonly reason: string;
  readonly evidence: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
  /** What was decided; null while it is open. */
  readonly outcome: AppealOutcome | null;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

const SELECT = `r.id, r.scorecard_id as "scorecardId", s.period_id as "periodId", r.item, r.reason, r.evidence, r.recorded_by as "recordedBy",
  ${instant('r.recorded_at')} as "recordedAt", d.outcome, d.reason as "decisionReason", d.recorded_by as "decidedBy",
  ${instant('d.recorded_at')} as "decidedAt"`;

const FROM = `appeals r join scorecards s on s.tenant_id = r.tenant_id and s.id = r.scorecard_id
  left join appeal_decisions d on d.tenant_id = r.tenant_id and d.appeal_id = r.id`;

/** The tenant's appeals, the latest first; open or decided ones only where that is said. */
export const appealsByTime = ({ tenantId }: TenantContext, isOpen: boolean | null): ListQuery => ({
  select: SELECT,
  from: FROM,
  where: 'r.tenant_id = $1 and ($2::boolean is null or (d.outcome is null) = $2)',
  values: [tenantId, isOpen],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

export const findAppeals = (context: TenantContext, ids: readonly string[]): Promise<AppealRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The appeals against some scorecards, in the order in which they came: at most one for each item. */
export const listAppeals = (context: TenantContext, scorecardIds: readonly string[]): Promise<AppealRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where r.tenant_id = $1 and r.scorecard_id = any($2::uuid[]) order by r.id`, [
    context.tenantId,
    scorecardIds,
  ]);

/** Whether an appeal against a scorecard of the period waits for its decision. */
export async function hasOpenAppeal(context: TenantContext, { id }: Pick<AssessmentPeriod, 'id'>): Promise<boolean> {
  const [row] = await context.rows(`select 1 from ${FROM} where r.tenant_id = $1 and s.period_id = $2 and d.outcome is null limit 1`, [
    context.tenantId,
    id,
  ]);
  return row !== undefined;
}
