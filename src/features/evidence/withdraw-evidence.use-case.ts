import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { partyOfSubmitter } from './create-upload.use-case.js';
import { EvidenceWithdrawal } from './evidence.entity.js';
import { type EvidenceRow, findEvidence } from './evidence.repository.js';

/** Why evidence cannot be withdrawn. */
export type WithdrawalObstacle = 'OF_OTHER_PARTY' | 'ALREADY_WITHDRAWN';

export interface WithdrawEvidence {
  readonly evidenceId: string;
  readonly reason: string;
}

/** Takes evidence back, by the party that submitted it. Nothing is deleted: the file, its reviews and the reason stay. */
export const withdrawEvidence = defineCommand({
  name: 'withdrawEvidence',
  permissions: ['evidence:submit'],
  async run(
    context,
    { evidenceId, reason }: WithdrawEvidence,
  ): Promise<Result<EvidenceRow, InvalidInput | Obstructed<WithdrawalObstacle>>> {
    const [evidence] = await findEvidence(context, [evidenceId]);
    if (!evidence) throw notFound('证据', 'evidence');
    const problems = reasonProblems(reason);
    if (problems.length > 0) return invalid(problems);
    const obstacles: WithdrawalObstacle[] = [];
    if (evidence.party !== partyOfSubmitter(context)) obstacles.push('OF_OTHER_PARTY');
    if (evidence.state === 'WITHDRAWN') obstacles.push('ALREADY_WITHDRAWN');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(EvidenceWithdrawal, {
      tenantId: context.tenantId,
      evidence: [context.tenantId, evidence.id] as const,
      reason,
      ...context.recorded,
    });
    return ok((await findEvidence(context, [evidence.id]))[0]!);
  },
});
