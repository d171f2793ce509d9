import type { Contract } from '../../core/contract/contract.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { advance, loadPeriodToWrite } from '../assessment-periods/assessment-period.repository.js';
import { openCorrection } from '../assessment-periods/correction.repository.js';
import { loadRecorded, type RecordedOfPeriod } from '../assessment-periods/recorded.repository.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { AppealDecision } from './appeal.entity.js';
import { type AppealOutcome, type AppealRow, findAppeals } from './appeal.repository.js';
import { findScorecards } from './scorecard.repository.js';

/** Why an appeal may not be decided. */
export type DecisionObstacle = 'ALREADY_DECIDED' | 'RECORDED_BY_YOURSELF';

export interface DecideAppeal {
  readonly appealId: string;
  readonly outcome: AppealOutcome;
  readonly reason: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Decides an appeal: once, by an assessor who has recorded nothing of what the item's points rest on.
 *
 * One that is upheld opens a correction: the period takes figures again, and its next scorecard is published and signed anew.
 */
export const decideAppeal = defineCommand({
  name: 'decideAppeal',
  permissions: ['appeal:decide'],
  async run(context, input: DecideAppeal): Promise<Result<AppealRow, InvalidInput | Obstructed<DecisionObstacle>>> {
    const { appealId, outcome, reason, expectedVersion } = input;
    const [appeal] = await findAppeals(context, [appealId]);
    if (!appeal) throw notFound('申诉', 'appeal');
    const period = await loadPeriodToWrite(context, { periodId: appeal.periodId, expectedVersion });
    const problems = reasonProblems(reason);
    if (problems.length > 0) return invalid(problems);
    if (appeal.outcome !== null) return obstructed(['ALREADY_DECIDED']);
    const scorecard = (await findScorecards(context, [appeal.scorecardId]))[0]!;
    const { contract } = (await context.loader(contractByVersion).load(scorecard.contractVersionId))!.checked;
    const recorded = await loadRecorded(context, period.id, { version: scorecard.periodVersion });
    if (recordersOf(appeal.item, recorded, contract).has(context.actor.subject)) return obstructed(['RECORDED_BY_YOURSELF']);
    const em = await context.entities();
    await em.insert(AppealDecision, {
      tenantId: context.tenantId,
      appeal: [context.tenantId, appeal.id],
      outcome,
      reason,
      periodVersion: advance(period),
      ...context.recorded,
    });
    if (outcome === 'UPHELD') await openCorrection(context, period, { cause: 'APPEAL', reference: appeal.item, reason });
    await em.flush();
    return ok((await findAppeals(context, [appeal.id]))[0]!);
  },
});

/** Everybody who recorded, confirmed or judged something that an item's points rest on. */
function recordersOf(
  item: string,
  { observations, findings, judgements, reductions }: RecordedOfPeriod,
  { rubric }: Contract,
): ReadonlySet<string | null> {
  const metrics = rubric.itemsByCode.get(item)!.metrics;
  return new Set([
    ...reductions.filter(({ metric }) => metrics.includes(metric)).map(({ recordedBy }) => recordedBy),
    ...observations.filter(({ metric }) => metrics.includes(metric)).map(({ recordedBy }) => recordedBy),
    ...findings.filter((finding) => finding.item === item).flatMap(({ recordedBy, decidedBy }) => [recordedBy, decidedBy]),
    ...judgements.filter((judgement) => judgement.item === item).map(({ recordedBy }) => recordedBy),
  ]);
}
