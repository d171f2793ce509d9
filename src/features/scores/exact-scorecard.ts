import { type Evaluation, PeriodScore } from '../../core/cases/evaluate.js';
import { type PeriodCase, readPeriodCase } from '../../core/cases/read-period-case.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { periodById } from '../assessment-periods/assessment-period.loaders.js';
import { loadRecorded } from '../assessment-periods/recorded.repository.js';
import { asCase } from '../assessment-periods/scoring-case.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { readyContract } from '../contracts/stored-contract.js';
import { listDocuments, type ScorecardRow } from './scorecard.repository.js';

/**
 * The case that a stored scorecard was computed from, for figures that its printed ones are too coarse for.
 *
 * It is made again of what was recorded up to the version of the period that it rests on, with the contract's version, the readings
 * and the calendar of then; the digest proves that it is the same. Errors: throws where it is not, which never happens while history
 * is appended only.
 */
export async function caseOfScorecard(context: TenantContext, scorecard: ScorecardRow): Promise<PeriodCase> {
  const period = (await context.loader(periodById).load(scorecard.periodId))!;
  const stored = (await context.loader(contractByVersion).load(scorecard.contractVersionId))!;
  const [written] = await listDocuments(context, [scorecard.id]);
  const { readings: applied } = JSON.parse(written!.document) as Evaluation;
  const readings = Object.fromEntries(applied.flatMap(({ code, option, state }) => (state === 'AGREED' ? [[code, option]] : [])));
  const recorded = asCase(await loadRecorded(context, scorecard.periodId, { version: scorecard.periodVersion }));
  // The calendar that is in force now, nearly always; else the one of when it was scored.
  for (const at of [undefined, scorecard.scoredAt]) {
    const { contract } = at === undefined ? stored.checked : await readyContract(context, stored, at);
    const read = readPeriodCase(
      { contract: contract.code, period: period.code, ...recorded, readings },
      { get: () => contract },
      'NO_DATA',
    );
    if (read.ok && new PeriodScore(read.value).digest() === scorecard.digest) return read.value;
  }
  throw new Error(`the scorecard ${scorecard.id} does not follow from what is recorded`);
}
