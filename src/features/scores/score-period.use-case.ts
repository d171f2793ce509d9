import { v7 as uuid } from 'uuid';
import { PeriodScore } from '../../core/cases/evaluate.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { advance, loadPeriodToWrite, type PeriodToWrite, takesRecords } from '../assessment-periods/assessment-period.repository.js';
import { type InvalidInput, invalid, type PeriodClosed } from '../assessment-periods/refusal.js';
import { readScoringCase } from '../assessment-periods/scoring-case.js';
import { Scorecard } from './scorecard.entity.js';
import { findLatestScorecards, findScorecards, type ScorecardRow } from './scorecard.repository.js';

/**
 * Scores a period from what is recorded and appends the result as a draft; earlier ones stay in the history.
 *
 * Where nothing has changed since the latest draft, that one is the answer: the same digest is the same result. A correction always
 * gives a new revision, also where it changes nothing, for it needs an end.
 */
export const scorePeriod = defineCommand({
  name: 'scorePeriod',
  permissions: ['score:write'],
  async run(context, input: PeriodToWrite): Promise<Result<ScorecardRow, PeriodClosed | InvalidInput>> {
    const period = await loadPeriodToWrite(context, input);
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    const read = await readScoringCase(context, period);
    if (!read.ok) return invalid(read.error);
    const evaluation = new PeriodScore(read.value.periodCase).render();
    const [latest] = await findLatestScorecards(context, [period.id]);
    if (latest?.digest === evaluation.digest && latest.publishedAt === null) return ok(latest);
    const em = await context.entities();
    const id = uuid();
    const { recordedBy: scoredBy, recordedAt: scoredAt } = context.recorded;
    em.create(Scorecard, {
      tenantId: context.tenantId,
      id,
      period,
      revision: (latest?.revision ?? 0) + 1,
      periodVersion: advance(period),
      contractVersion: period.contractVersion,
      rubric: evaluation.rubric,
      isComplete: evaluation.complete,
      isProvisional: evaluation.items.some(({ provisional }) => provisional),
      total: evaluation.total,
      payable: evaluation.payable?.amount ?? null,
      undisputed: evaluation.payable?.undisputed ?? null,
      digest: evaluation.digest,
      document: evaluation,
      scoredBy,
      scoredAt,
    });
    if (period.state === 'OPEN') period.state = 'SCORED';
    await em.flush();
    return ok((await findScorecards(context, [id]))[0]!);
  },
});
