import { v7 as uuid } from 'uuid';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { advance } from '../assessment-periods/assessment-period.repository.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { Appeal } from './appeal.entity.js';
import { type AppealRow, findAppeals, listAppeals } from './appeal.repository.js';
import { loadScorecardToWrite, type OfScorecard, type StandingObstacle } from './published-scorecard.js';
import { listSignatures } from './signature.repository.js';

/** Why an item may not be appealed. */
export type AppealObstacle = StandingObstacle | 'DEADLINE_PASSED' | 'ALREADY_APPEALED' | 'VENDOR_HAS_SIGNED';

export interface AppealItem extends OfScorecard {
  readonly item: string;
  readonly reason: string;
  readonly evidence?: string | null | undefined;
}

/** Objects to an item of the published scorecard, within the time that the platform's policy gives. Errors: every problem or obstacle. */
export const appealItem = defineCommand({
  name: 'appealItem',
  permissions: ['appeal:submit'],
  async run(context, input: AppealItem): Promise<Result<AppealRow, InvalidInput | Obstructed<AppealObstacle>>> {
    const { item, reason, evidence } = input;
    const { scorecard, period, obstacles: standing } = await loadScorecardToWrite(context, input);
    const { rubric } = (await context.loader(contractByVersion).load(scorecard.contractVersionId))!.checked.contract;
    const problems = [
      ...(rubric.itemsByCode.has(item)
        ? []
        : [{ path: 'item', code: 'UNKNOWN_ITEM', message: `没有考核项 ${item} / there is no item ${item}` }]),
      ...reasonProblems(reason),
    ];
    if (problems.length > 0) return invalid(problems);
    const obstacles: AppealObstacle[] = [...standing];
    const appeals = await listAppeals(context, [scorecard.id]);
    const signatures = await listSignatures(context, [scorecard.id]);
    if (scorecard.appealableUntil !== null && context.today > scorecard.appealableUntil) obstacles.push('DEADLINE_PASSED');
    if (appeals.some((appeal) => appeal.item === item)) obstacles.push('ALREADY_APPEALED');
    if (signatures.some(({ party }) => party === 'VENDOR')) obstacles.push('VENDOR_HAS_SIGNED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    const id = uuid();
    await em.insert(Appeal, {
      tenantId: context.tenantId,
      id,
      scorecard: [context.tenantId, scorecard.id],
      item,
      reason,
      evidence: evidence?.trim() || null,
      periodVersion: advance(period),
      ...context.recorded,
    });
    await em.flush();
    return ok((await findAppeals(context, [id]))[0]!);
  },
});
