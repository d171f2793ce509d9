import { PeriodScore } from '../../core/cases/evaluate.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { advance, loadPeriodToWrite, takesRecords } from '../assessment-periods/assessment-period.repository.js';
import { type Obstructed, obstructed } from '../assessment-periods/refusal.js';
import { readScoringCase } from '../assessment-periods/scoring-case.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { hasOpenAppeal } from './appeal.repository.js';
import { ScorecardPublication } from './scorecard.entity.js';
import { findLatestScorecards, findScorecards, type ScorecardRow } from './scorecard.repository.js';

/** Why a scorecard may not be published. */
export type PublicationObstacle = 'ALREADY_PUBLISHED' | 'NOT_LATEST' | 'INCOMPLETE' | 'PROVISIONAL' | 'OUTDATED' | 'APPEAL_OPEN';

export interface PublishScorecard {
  readonly scorecardId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Shows a draft to the vendor; from then on the period takes no further figures, unless a correction opens it again.
 *
 * Until when the vendor may appeal is the platform's policy, counted in working days. Errors: every obstacle: a revision that is not
 * the latest, missing data, points of a range that nobody has set, figures that came in after it was scored, an appeal against the
 * scorecard before it that nobody has decided. Throws NOT_FOUND.
 */
export const publishScorecard = defineCommand({
  name: 'publishScorecard',
  permissions: ['score:publish'],
  async run(context, { scorecardId, expectedVersion }: PublishScorecard): Promise<Result<ScorecardRow, Obstructed<PublicationObstacle>>> {
    const [scorecard] = await findScorecards(context, [scorecardId]);
    if (!scorecard) throw notFound('评分表', 'scorecard');
    const period = await loadPeriodToWrite(context, { periodId: scorecard.periodId, expectedVersion });
    if (scorecard.publishedAt !== null || !(await takesRecords(context, period)).ok) return obstructed(['ALREADY_PUBLISHED']);
    const [latest] = await findLatestScorecards(context, [period.id]);
    const read = await readScoringCase(context, period);
    const digestNow = read.ok ? new PeriodScore(read.value.periodCase).digest() : null;
    const obstacles: PublicationObstacle[] = [];
    if (latest!.id !== scorecard.id) obstacles.push('NOT_LATEST');
    if (!scorecard.isComplete) obstacles.push('INCOMPLETE');
    if (scorecard.isProvisional) obstacles.push('PROVISIONAL');
    if (digestNow !== scorecard.digest) obstacles.push('OUTDATED');
    if (await hasOpenAppeal(context, period)) obstacles.push('APPEAL_OPEN');
    if (obstacles.length > 0) return obstructed(obstacles);
    const { contract } = (await context.loader(contractByVersion).load(scorecard.contractVersionId))!.checked;
    const deadline = contract.calendar.workingDaysAfter(context.today, context.policy.appealWorkingDays);
    const em = await context.entities();
    const { recordedBy: publishedBy, recordedAt: publishedAt } = context.recorded;
    await em.insert(ScorecardPublication, {
      tenantId: context.tenantId,
      scorecard: [context.tenantId, scorecard.id],
      publishedBy,
      publishedAt,
      appealableUntil: deadline.date,
      isDeadlineProvisional: deadline.provisional,
    });
    period.state = 'PUBLISHED';
    period.publishedScorecard = scorecard.revision;
    period.publishedVersion = scorecard.periodVersion;
    advance(period);
    await em.flush();
    return ok((await findScorecards(context, [scorecard.id]))[0]!);
  },
});
