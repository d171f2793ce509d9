import { v7 as uuid } from 'uuid';
import type { Problem } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { lockPeriod } from './assessment-period.repository.js';
import { Judgement } from './judgement.entity.js';
import { openPeriod, type PeriodClosed } from './open-period.js';
import type { JudgementRow } from './recorded.repository.js';
import { readScoringCase } from './scoring-case.js';

export interface JudgeItem {
  readonly periodId: string;
  readonly item: string;
  readonly points: unknown;
  readonly reason: string;
}

/**
 * Gives an item its points, where the contract writes no method. A later judgement of the item supersedes the earlier one.
 *
 * Errors: every problem, such as points above the item's maximum or an item that is deducted from already.
 */
export async function judgeItem(
  context: TenantContext,
  { periodId, item, points, reason }: JudgeItem,
): Promise<Result<JudgementRow, PeriodClosed | readonly Problem[]>> {
  context.authorize('judgement:record');
  const period = await lockPeriod(context, periodId);
  const open = openPeriod(period);
  if (!open.ok) return open;
  const read = await readScoringCase(context, period, { judgements: [{ item, points, reason }] });
  if (!read.ok) return fail(read.error.map((problem) => ({ ...problem, path: problem.path.replace(/^judgements\[0\]\./, '') })));
  const earlier = read.value.recorded.judgements.find((judgement) => judgement.item === item);
  const row: JudgementRow = {
    id: uuid(),
    item,
    points: read.value.periodCase.judgements.at(-1)!.points.toExpression(),
    reason,
    revision: (earlier?.revision ?? 0) + 1,
    recordedBy: context.actor.subject,
    recordedAt: context.now().toISOString(),
  };
  const em = await context.entities();
  em.create(Judgement, { ...row, tenantId: context.tenantId, period });
  await em.flush();
  return ok(row);
}
