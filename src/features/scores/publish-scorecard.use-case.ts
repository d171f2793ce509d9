import { PeriodScore } from '../../core/cases/evaluate.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { lockPeriod } from '../assessment-periods/assessment-period.repository.js';
import { readScoringCase } from '../assessment-periods/scoring-case.js';
import { ScorecardPublication } from './scorecard.entity.js';
import { findLatestScorecards, findScorecards, type ScorecardRow } from './scorecard.repository.js';

/** Why a scorecard may not be published. */
export type PublicationObstacle = 'ALREADY_PUBLISHED' | 'NOT_LATEST' | 'INCOMPLETE' | 'PROVISIONAL' | 'OUTDATED';

/**
 * Shows a draft to the vendor; from then on the period takes no further figures.
 *
 * Errors: every obstacle: a revision that is not the latest, missing data, points of a range that nobody has set, figures that
 * came in after it was scored. Throws NOT_FOUND.
 */
export async function publishScorecard(
  context: TenantContext,
  scorecardId: string,
): Promise<Result<ScorecardRow, readonly PublicationObstacle[]>> {
  context.authorize('score:publish');
  const [scorecard] = await findScorecards(context, [scorecardId]);
  if (!scorecard) throw notFound('评分表', 'scorecard');
  const period = await lockPeriod(context, scorecard.periodId);
  if (period.state === 'PUBLISHED') return fail(['ALREADY_PUBLISHED']);
  const [latest] = await findLatestScorecards(context, [scorecard.periodId]);
  const read = await readScoringCase(context, period);
  const digestNow = read.ok ? new PeriodScore(read.value.periodCase).digest() : null;
  const obstacles: PublicationObstacle[] = [];
  if (latest!.id !== scorecard.id) obstacles.push('NOT_LATEST');
  if (!scorecard.isComplete) obstacles.push('INCOMPLETE');
  if (scorecard.isProvisional) obstacles.push('PROVISIONAL');
  if (digestNow !== scorecard.digest) obstacles.push('OUTDATED');
  if (obstacles.length > 0) return fail(obstacles);
  const em = await context.entities();
  const publication = { publishedBy: context.actor.subject, publishedAt: context.now().toISOString() };
  await em.insert(ScorecardPublication, { ...publication, tenantId: context.tenantId, scorecard: [context.tenantId, scorecard.id] });
  period.state = 'PUBLISHED';
  await em.flush();
  return ok({ ...scorecard, ...publication });
}
