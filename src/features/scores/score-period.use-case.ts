import { v7 as uuid } from 'uuid';
import { PeriodScore } from '../../core/cases/evaluate.js';
import type { Problem } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { lockPeriod } from '../assessment-periods/assessment-period.repository.js';
import { openPeriod, type PeriodClosed } from '../assessment-periods/open-period.js';
import { readScoringCase } from '../assessment-periods/scoring-case.js';
import { Scorecard } from './scorecard.entity.js';
import { findLatestScorecards, type ScorecardRow } from './scorecard.repository.js';

/**
 * Scores a period from what is recorded and appends the result as a draft; earlier ones stay in the history.
 *
 * Where nothing has changed since the latest scorecard, that one is the answer: the same digest is the same result.
 */
export async function scorePeriod(
  context: TenantContext,
  periodId: string,
): Promise<Result<ScorecardRow, PeriodClosed | readonly Problem[]>> {
  context.authorize('score:write');
  const period = await lockPeriod(context, periodId);
  const open = openPeriod(period);
  if (!open.ok) return open;
  const read = await readScoringCase(context, period);
  if (!read.ok) return fail(read.error);
  const evaluation = new PeriodScore(read.value.periodCase).render();
  const [latest] = await findLatestScorecards(context, [periodId]);
  if (latest?.digest === evaluation.digest) return ok(latest);
  const row: ScorecardRow = {
    id: uuid(),
    periodId,
    revision: (latest?.revision ?? 0) + 1,
    rubric: evaluation.rubric,
    isComplete: evaluation.complete,
    isProvisional: evaluation.items.some(({ provisional }) => provisional),
    total: evaluation.total,
    payable: evaluation.payable?.amount ?? null,
    undisputed: evaluation.payable?.undisputed ?? null,
    digest: evaluation.digest,
    scoredBy: context.actor.subject,
    scoredAt: context.now().toISOString(),
    publishedBy: null,
    publishedAt: null,
  };
  const { periodId: _, publishedBy: __, publishedAt: ___, ...columns } = row;
  const em = await context.entities();
  em.create(Scorecard, { ...columns, tenantId: context.tenantId, period, document: evaluation });
  period.state = 'SCORED';
  await em.flush();
  return ok(row);
}
