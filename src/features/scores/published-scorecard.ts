import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { loadPeriodToWrite } from '../assessment-periods/assessment-period.repository.js';
import { findScorecards } from './scorecard.repository.js';

/** A scorecard that something is to be done with, and the version of its period that the caller has seen. */
export interface OfScorecard {
  readonly scorecardId: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Why nothing is done with a scorecard: it is a draft, or a later one is published. */
export type StandingObstacle = 'NOT_PUBLISHED' | 'SUPERSEDED';

/** A scorecard with its period, to be written, and what speaks against its being the one that is published. Errors: throws NOT_FOUND. */
export async function loadScorecardToWrite(context: TenantContext, { scorecardId, expectedVersion }: OfScorecard) {
  const [scorecard] = await findScorecards(context, [scorecardId]);
  if (!scorecard) throw notFound('评分表', 'scorecard');
  const period = await loadPeriodToWrite(context, { periodId: scorecard.periodId, expectedVersion });
  const obstacles: StandingObstacle[] = [];
  if (scorecard.publishedAt === null) obstacles.push('NOT_PUBLISHED');
  else if (period.publishedScorecard !== scorecard.revision) obstacles.push('SUPERSEDED');
  return { scorecard, period, obstacles };
}
