import { v7 as uuid } from 'uuid';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { Correction } from './correction.entity.js';

export type CorrectionCause = 'ERROR' | 'APPEAL' | 'FINDING' | 'READING' | 'AMENDMENT' | 'FORCE_MAJEURE';

export interface CorrectionRow {
  readonly id: string;
  readonly periodId: string;
  /** Revision of the published scorecard that it corrects; 0 where none was published yet. */
  readonly corrects: number;
  readonly cause: CorrectionCause;
  readonly reference: string | null;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  /** Whether no later scorecard is published yet. */
  readonly isOpen: boolean;
}

const SELECT = `r.id, r.period_id as "periodId", r.corrects, r.cause, r.reference, r.reason, r.recorded_by as "recordedBy",
  ${instant('r.recorded_at')} as "recordedAt", r.corrects = coalesce(p.published_scorecard, 0) as "isOpen"`;

const FROM = 'corrections r join assessment_periods p on p.tenant_id = r.tenant_id and p.id = r.period_id';

/** The tenant's corrections, the latest first; open or done ones only where that is said. */
export const correctionsByTime = ({ tenantId }: TenantContext, isOpen: boolean | null): ListQuery => ({
  select: SELECT,
  from: FROM,
  where: 'r.tenant_id = $1 and ($2::boolean is null or (r.corrects = coalesce(p.published_scorecard, 0)) = $2)',
  values: [tenantId, isOpen],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

/** The corrections of a period, the earliest first. */
export const correctionsOfPeriod = ({ tenantId }: TenantContext): ListQuery => ({
  select: SELECT,
  from: FROM,
  where: 'r.tenant_id = $1 and r.period_id = parent.id',
  values: [tenantId],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid' }],
});

export const findCorrections = (context: TenantContext, ids: readonly string[]): Promise<CorrectionRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The corrections that each of some scorecards carries out, in the order of opening: of the revision published before it. */
export const listCorrectionsOfScorecards = (
  context: TenantContext,
  scorecardIds: readonly string[],
): Promise<(CorrectionRow & { readonly scorecardId: string })[]> =>
  context.rows(
    `select s.id as "scorecardId", ${SELECT} from scorecards s
     join corrections r on r.tenant_id = s.tenant_id and r.period_id = s.period_id and r.corrects = coalesce((
       select max(o.revision) from scorecards o join scorecard_publications b on b.tenant_id = o.tenant_id and b.scorecard_id = o.id
       where o.tenant_id = s.tenant_id and o.period_id = s.period_id and o.revision < s.revision), 0)
     join assessment_periods p on p.tenant_id = r.tenant_id and p.id = r.period_id
     where s.tenant_id = $1 and s.id = any($2::uuid[]) order by s.id, r.id`,
    [context.tenantId, scorecardIds],
  );

export async function hasOpenCorrection(
  context: TenantContext,
  { id, publishedScorecard }: { readonly id: string; readonly publishedScorecard?: number | null | undefined },
): Promise<boolean> {
  const [row] = await context.rows('select 1 from corrections where tenant_id = $1 and period_id = $2 and corrects = $3 limit 1', [
    context.tenantId,
    id,
    publishedScorecard ?? 0,
  ]);
  return row !== undefined;
}

/** Opens a period again, which has been loaded to be written and taken a version further. */
export async function openCorrection(
  context: TenantContext,
  period: AssessmentPeriod,
  { cause, reference, reason }: Pick<CorrectionRow, 'cause' | 'reference' | 'reason'>,
): Promise<CorrectionRow> {
  const row = { id: uuid(), corrects: period.publishedScorecard ?? 0, cause, reference, reason, ...context.recorded };
  const em = await context.entities();
  em.create(Correction, { ...row, tenantId: context.tenantId, period, periodVersion: period.version });
  return { ...row, periodId: period.id, isOpen: true };
}
