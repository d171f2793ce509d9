import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { advance } from '../assessment-periods/assessment-period.repository.js';
import { type CorrectionRow, openCorrection } from '../assessment-periods/correction.repository.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { loadScorecardToWrite, type OfScorecard, type StandingObstacle } from './published-scorecard.js';

export interface CorrectScorecard extends OfScorecard {
  readonly reason: string;
}

/**
 * Opens a correction of the published scorecard, signed or not: the period takes figures again, and is scored and published anew.
 *
 * The scorecard itself stays as it is, with its signatures, until the next one is published. Errors: every obstacle.
 */
export const correctScorecard = defineCommand({
  name: 'correctScorecard',
  permissions: ['score:correct'],
  async run(context, input: CorrectScorecard): Promise<Result<CorrectionRow, InvalidInput | Obstructed<StandingObstacle>>> {
    const { period, obstacles } = await loadScorecardToWrite(context, input);
    const problems = reasonProblems(input.reason);
    if (problems.length > 0) return invalid(problems);
    if (obstacles.length > 0) return obstructed(obstacles);
    advance(period);
    const correction = await openCorrection(context, period, { cause: 'ERROR', reference: null, reason: input.reason });
    await (await context.entities()).flush();
    return ok(correction);
  },
});
