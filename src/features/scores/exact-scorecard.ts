import { type Evaluation, PeriodScore } from '../../core/cases/evaluate.js';
import { type PeriodCase, readPeriodCase } from '../../core/cases/read-period-case.js';
import type { CheckedContract } from '../../core/contract/read-contract.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { periodById } from '../assessment-periods/assessment-period.loaders.js';
import { loadRecorded } from '../assessment-periods/recorded.repository.js';
import { asCase, reductionsIn } from '../assessment-periods/scoring-case.js';
import { listEarlierCalendars } from '../calendar/tenant-calendar.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { readyContract, type StoredContract } from '../contracts/stored-contract.js';
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
  const recorded = await loadRecorded(context, scorecard.periodId, { version: scorecard.periodVersion });
  for await (const { contract } of versionsByCalendar(context, stored)) {
    const read = readPeriodCase(
      { contract: contract.code, period: period.code, ...asCase(recorded), readings },
      { get: () => contract },
      'NO_DATA',
      reductionsIn(recorded),
    );
    if (read.ok && new PeriodScore(read.value).digest() === scorecard.digest) return read.value;
  }
  throw new Error(`the scorecard ${scorecard.id} does not follow from what is recorded`);
}

/**
 * What a contract says with each calendar that the tenant has had: the one in force, nearly always right, then those before each change,
 * and those of the State Council's years before a later version of them came.
 * Not chosen by when the scorecard was made: clocks may agree to the millisecond, or differ from one host to another.
 */
async function* versionsByCalendar(context: TenantContext, stored: StoredContract): AsyncGenerator<CheckedContract> {
  yield stored.checked;
  for (const earlier of await listEarlierCalendars(context)) yield readyContract(context, stored, earlier);
}
