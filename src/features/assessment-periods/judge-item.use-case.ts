import { v7 as uuid } from 'uuid';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { advance, loadPeriodToWrite, type PeriodToWrite, takesRecords } from './assessment-period.repository.js';
import { Judgement } from './judgement.entity.js';
import type { JudgementRow } from './recorded.repository.js';
import { type InvalidInput, invalid, type PeriodClosed } from './refusal.js';
import { readScoringCase } from './scoring-case.js';

export interface JudgeItem extends PeriodToWrite {
  readonly item: string;
  readonly points: unknown;
  readonly reason: string;
}

/**
 * Gives an item its points, where the contract writes no method. A later judgement of the item supersedes the earlier one.
 *
 * Errors: every problem, such as points above the item's maximum or an item that is deducted from already.
 */
export const judgeItem = defineCommand({
  name: 'judgeItem',
  permissions: ['judgement:record'],
  async run(context, input: JudgeItem): Promise<Result<JudgementRow, PeriodClosed | InvalidInput>> {
    const { item, points, reason } = input;
    const period = await loadPeriodToWrite(context, input);
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    const read = await readScoringCase(context, period, { judgements: [{ item, points, reason }] });
    if (!read.ok) return invalid(read.error.map((problem) => ({ ...problem, path: problem.path.replace(/^judgements\[0\]\./, '') })));
    const earlier = read.value.recorded.judgements.find((judgement) => judgement.item === item);
    const row: JudgementRow = {
      id: uuid(),
      item,
      points: read.value.periodCase.judgements.at(-1)!.points.toExpression(),
      reason,
      revision: (earlier?.revision ?? 0) + 1,
      ...context.recorded,
    };
    const em = await context.entities();
    em.create(Judgement, { ...row, tenantId: context.tenantId, period, periodVersion: advance(period) });
    await em.flush();
    return ok(row);
  },
});
