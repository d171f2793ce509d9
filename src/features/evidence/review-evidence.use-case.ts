import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { EvidenceReview } from './evidence.entity.js';
import { type EvidenceRow, findEvidence, type ReviewOutcome } from './evidence.repository.js';

/** Why evidence cannot be reviewed. */
export type ReviewObstacle = 'IN_QUARANTINE' | 'FILE_REFUSED' | 'WITHDRAWN' | 'SAME_OUTCOME' | 'SUBMITTED_BY_YOURSELF';

export interface ReviewEvidence {
  readonly evidenceId: string;
  readonly outcome: ReviewOutcome;
  readonly reason?: string | null | undefined;
}

/**
 * Accepts evidence, or returns it with the reason. A later review takes the place of an earlier one, which stays in the history.
 *
 * Errors: what is returned without a reason; what has not passed its checks, was withdrawn, or is the reviewer's own.
 */
export const reviewEvidence = defineCommand({
  name: 'reviewEvidence',
  permissions: ['evidence:review'],
  async run(context, input: ReviewEvidence): Promise<Result<EvidenceRow, InvalidInput | Obstructed<ReviewObstacle>>> {
    const { evidenceId, outcome, reason } = input;
    const [evidence] = await findEvidence(context, [evidenceId]);
    if (!evidence) throw notFound('证据', 'evidence');
    const problems = outcome === 'RETURNED' ? reasonProblems(reason ?? '') : [];
    if (problems.length > 0) return invalid(problems);
    const obstacles: ReviewObstacle[] = [];
    if (evidence.state === 'QUARANTINED') obstacles.push('IN_QUARANTINE');
    if (evidence.state === 'REFUSED') obstacles.push('FILE_REFUSED');
    if (evidence.state === 'WITHDRAWN') obstacles.push('WITHDRAWN');
    if (evidence.state === outcome) obstacles.push('SAME_OUTCOME');
    if (evidence.recordedBy === context.actor.subject) obstacles.push('SUBMITTED_BY_YOURSELF');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(EvidenceReview, {
      tenantId: context.tenantId,
      evidence: [context.tenantId, evidence.id] as const,
      revision: evidence.reviewCount + 1,
      outcome,
      reason: reason?.trim() || null,
      ...context.recorded,
    });
    return ok((await findEvidence(context, [evidence.id]))[0]!);
  },
});
