import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { advance, loadPeriodToWrite, takesRecords } from '../assessment-periods/assessment-period.repository.js';
import { appendDecision } from '../assessment-periods/finding.repository.js';
import { loadRecorded } from '../assessment-periods/recorded.repository.js';
import {
  type InvalidInput,
  invalid,
  type Obstructed,
  obstructed,
  type PeriodClosed,
  reasonProblems,
} from '../assessment-periods/refusal.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { CheckWithdrawal } from './check.entity.js';
import { type CheckRow, findChecks, listChecks } from './check.repository.js';
import { eventOf, figuresOf } from './consequence.js';

/** Why a check is not taken back. */
export type CheckObstacle = 'WITHDRAWN_ALREADY';

export interface WithdrawCheck {
  readonly checkId: string;
  readonly reason: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Takes back a check that was recorded by mistake: the period's figures are those of the other checks again, or its finding is withdrawn.
 *
 * Errors: every problem, such as a figure that somebody has typed in since, or what stands in the way; throws NOT_FOUND and CONFLICT.
 */
export const withdrawCheck = defineCommand({
  name: 'withdrawCheck',
  permissions: ['check:record'],
  async run(
    context,
    { checkId, reason, expectedVersion }: WithdrawCheck,
  ): Promise<Result<CheckRow, PeriodClosed | InvalidInput | Obstructed<CheckObstacle>>> {
    const [check] = await findChecks(context, [checkId]);
    if (!check) throw notFound('抽查', 'check');
    const period = await loadPeriodToWrite(context, { periodId: check.periodId, expectedVersion });
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    if (check.withdrawalReason !== null) return obstructed(['WITHDRAWN_ALREADY']);
    const problems = reasonProblems(reason);
    if (problems.length > 0) return invalid(problems);
    const { rubric } = (await context.loader(contractByVersion).load(period.contractVersion.id))!.checked.contract;
    const feeds = rubric.data.checks?.find(({ code }) => code === check.code)?.feeds;
    const standing = (await listChecks(context, period.id)).filter((row) => row.code === check.code && row.withdrawalReason === null);
    const after = standing.filter(({ id }) => id !== check.id);
    const figures = feeds && 'drawn' in feeds ? await figuresOf(context, period, feeds, { before: standing, after }) : null;
    if (figures && !figures.ok) return figures;
    const { findings } = await loadRecorded(context, period.id);
    const periodVersion = advance(period);
    const em = await context.entities();
    await em.flush();
    await em.insert(CheckWithdrawal, {
      tenantId: context.tenantId,
      check: [context.tenantId, check.id] as const,
      reason,
      periodVersion,
      ...context.recorded,
    });
    await figures?.value.append();
    for (const finding of findings)
      if (finding.eventId === eventOf(check) && finding.origin === 'ASSESSOR' && finding.state === 'CONFIRMED')
        await appendDecision(context, period, finding, {
          state: 'WITHDRAWN',
          reason: `抽查已撤回：${reason} / the check is taken back: ${reason}`,
        });
    return ok((await findChecks(context, [check.id]))[0]!);
  },
});
