import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { Finding, FindingDecision } from './finding.entity.js';
import { type FindingRow, findRecorded } from './recorded.repository.js';

/** Rows of a statement: a statement takes at most 65,535 values. */
const ROWS_PER_STATEMENT = 1_000;

/** Appends findings to a period that has been taken a version further; those that are confirmed with their decision. */
export async function appendFindings(
  context: TenantContext,
  period: AssessmentPeriod,
  rows: readonly FindingRow[],
  isNotified: boolean,
): Promise<void> {
  const em = await context.entities();
  await em.flush();
  const common = { tenantId: context.tenantId, periodVersion: period.version, isNotified, ...context.recorded };
  const confirmed = rows.filter(({ state }) => state === 'CONFIRMED');
  for (const part of chunksOf(rows))
    await em.insertMany(
      Finding,
      part.map(({ periodId: _, state: __, decisionCount: ___, decisionReason: ____, decidedBy: _____, decidedAt: ______, ...row }) => ({
        ...row,
        responsible: [...row.responsible],
        months: [...row.months],
        ...common,
        period: [context.tenantId, period.id] as const,
      })),
    );
  for (const part of chunksOf(confirmed))
    await em.insertMany(
      FindingDecision,
      part.map(({ id }) => ({ ...common, finding: [context.tenantId, id] as const, revision: 1, state: 'CONFIRMED' as const })),
    );
}

function* chunksOf<R>(rows: readonly R[]): Generator<readonly R[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) yield rows.slice(start, start + ROWS_PER_STATEMENT);
}

/** What is decided of a finding. */
export interface Decision {
  readonly state: 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN';
  readonly reason: string;
  /** Discretionary points, exact. */
  readonly points?: string | null;
  readonly isNotified?: boolean;
}

/** Appends a decision about a finding of a period that has been taken a version further; gives the finding as it stands then. */
export async function appendDecision(
  context: TenantContext,
  period: AssessmentPeriod,
  { id, decisionCount }: FindingRow,
  { state, reason, points = null, isNotified = false }: Decision,
): Promise<FindingRow> {
  const em = await context.entities();
  await em.flush();
  await em.insert(FindingDecision, {
    tenantId: context.tenantId,
    finding: [context.tenantId, id] as const,
    revision: decisionCount + 1,
    state,
    reason,
    points,
    isNotified,
    periodVersion: period.version,
    ...context.recorded,
  });
  const [row] = await findRecorded(context, 'findings', [id]);
  return row!;
}
