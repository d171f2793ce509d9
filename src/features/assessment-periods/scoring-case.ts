import { type PeriodCase, readPeriodCase } from '../../core/cases/read-period-case.js';
import type { Contract } from '../../core/contract/contract.js';
import type { Choice } from '../../core/readings/setting.js';
import type { Reduction } from '../../core/rubric/facts.js';
import type { Problem } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { agreementsOfContract, contractByVersion } from '../contracts/contract.loaders.js';
import { choiceOn } from '../contracts/reading-agreements.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { recordedOfPeriodById } from './assessment-period.loaders.js';
import type { PeriodRow } from './assessment-period.repository.js';
import { type FindingRow, type JudgementRow, loadRecorded, type ObservationRow, type RecordedOfPeriod } from './recorded.repository.js';

/** What comes in for a period, member for member as in the case format. */
export interface Incoming {
  readonly observations?: readonly object[];
  readonly findings?: readonly object[];
  readonly judgements?: readonly object[];
  readonly reductions?: readonly Reduction[];
  /** Ids of recorded findings whose place something takes that comes in. */
  readonly replaced?: readonly string[];
}

/** A period's case, with what is recorded of it. */
export interface ScoringCase {
  readonly periodCase: PeriodCase;
  readonly recorded: RecordedOfPeriod;
}

/** Which figure it is. In a period of one month the month says nothing. */
export const placeOf = ({ metric, month, source }: Partial<ObservationRow>, onlyMonth: string | null): string =>
  JSON.stringify([metric, month === onlyMonth ? null : (month ?? null), source]);

/** A period, whether it came as an entity or as a row. */
export type PeriodToScore = Pick<PeriodRow, 'id' | 'code' | 'startsOn' | 'contractVersionId'>;

export const periodToScore = ({ id, code, startsOn, contractVersion }: AssessmentPeriod): PeriodToScore => ({
  id,
  code,
  startsOn,
  contractVersionId: contractVersion.id,
});

/** The agreed readings that a period is scored by: those in force on its first day, as far as a contract's version has them. */
export async function readingsOfPeriod(
  context: TenantContext,
  contractId: string,
  { startsOn }: Pick<PeriodToScore, 'startsOn'>,
  { readings }: Contract,
): Promise<Choice> {
  const agreed = choiceOn(await context.loader(agreementsOfContract).load(contractId), startsOn);
  const isKnown = (code: string, option: string) =>
    readings.some((reading) => reading.code === code && reading.options.some((candidate) => candidate.code === option));
  return Object.fromEntries(Object.entries(agreed).filter(([code, option]) => isKnown(code, option)));
}

/** A period's case from what is recorded of it, as far as the reader may see it. Errors: every problem. */
export async function caseAsVisible(
  context: TenantContext,
  period: PeriodToScore,
  whenMonthsMissing: 'NO_DATA' | 'POOL_WHAT_IS_THERE',
): Promise<Result<PeriodCase, readonly Problem[]>> {
  const stored = (await context.loader(contractByVersion).load(period.contractVersionId))!;
  const { contract } = stored.checked;
  const recorded = await context.loader(recordedOfPeriodById).load(period.id);
  const readings = await readingsOfPeriod(context, stored.id, period, contract);
  return readPeriodCase(
    { contract: contract.code, period: period.code, ...asCase(recorded), readings },
    { get: () => contract },
    whenMonthsMissing,
    reductionsIn(recorded),
  );
}

/** What is recorded as the case format has it: of the findings only the confirmed ones count. */
export const asCase = ({ observations, findings, judgements }: Pick<RecordedOfPeriod, 'observations' | 'findings' | 'judgements'>) => ({
  observations: observations.map(caseObservation),
  findings: findings.filter(({ state }) => state === 'CONFIRMED').map(caseFinding),
  judgements: judgements.map(caseJudgement),
});

/** What approved records of force majeure take out, which comes beside the case: its format does not know of it. */
export const reductionsIn = ({ reductions }: RecordedOfPeriod): Reduction[] =>
  reductions.map(({ metric, month, count, reference }) => ({ metric, month, count: BigInt(count), reference }));

/**
 * Everything that a period's score depends on: what is recorded, with what comes in beside it or in its place. `view` is how much of
 * what is recorded is looked at: what somebody may not see is not told by a refusal either.
 *
 * An observation takes the place of the same figure of the same source, a judgement that of the same item. A figure that lacks
 * a month is no figure yet. Errors: every problem of the whole; of what comes in at its own place (`findings[0].item`), of what is
 * recorded already at `recorded.…`.
 */
export async function readScoringCase(
  context: TenantContext,
  entity: AssessmentPeriod,
  incoming: Incoming = {},
  view: 'ALL' | 'VISIBLE' = 'ALL',
): Promise<Result<ScoringCase, readonly Problem[]>> {
  const period = periodToScore(entity);
  const stored = (await context.loader(contractByVersion).load(period.contractVersionId))!;
  const { contract } = stored.checked;
  const recorded = await loadRecorded(context, period.id, view);
  const { observations = [], findings = [], judgements = [], reductions = [], replaced: gone = [] } = incoming;
  const months = contract.period(period.code)!.months;
  const onlyMonth = months.length === 1 ? months[0]! : null;
  const replaced = new Set(observations.map((observation) => placeOf(observation, onlyMonth)));
  const judged = new Set(judgements.map((judgement) => (judgement as Partial<JudgementRow>).item));
  const kept = asCase({
    observations: recorded.observations.filter((row) => !replaced.has(placeOf(row, onlyMonth))),
    findings: recorded.findings.filter(({ id }) => !gone.includes(id)),
    judgements: recorded.judgements.filter(({ item }) => !judged.has(item)),
  });
  const whole = {
    observations: [...kept.observations, ...observations],
    findings: [...kept.findings, ...findings],
    judgements: [...kept.judgements, ...judgements],
  };
  const readings = await readingsOfPeriod(context, stored.id, period, contract);
  const takenOut = reductionsIn(recorded);
  const read = readPeriodCase({ contract: contract.code, period: period.code, ...whole, readings }, { get: () => contract }, 'NO_DATA', [
    ...takenOut,
    ...reductions,
  ]);
  if (read.ok) return ok({ periodCase: read.value, recorded });
  return fail(read.error.map((problem) => ({ ...problem, path: ownPath(problem.path, { ...kept, reductions: takenOut }) })));
}

/** Recorded members stand before those that come in: a place among the recorded ones is named as such. */
function ownPath(path: string, kept: Readonly<Record<string, readonly unknown[]>>): string {
  const [, list, index, field] = /^(\w+)\[(\d+)\](.*)$/.exec(path) ?? [];
  const before = list === undefined ? undefined : kept[list];
  if (!before) return path;
  const place = Number(index) - before.length;
  return place < 0 ? `recorded.${path}` : `${list}[${place}]${field}`;
}

const caseObservation = ({ metric, month, value, source }: ObservationRow) => ({ metric, month, value, source });

const caseJudgement = ({ item, points, reason }: JudgementRow) => ({ item, points, reason });

const caseFinding = (row: FindingRow) => ({
  id: row.reference,
  item: row.item,
  kind: row.kind,
  occurredOn: row.occurredOn,
  count: row.count,
  points: row.points,
  reason: row.reason,
  elapsedHours: row.elapsedHours,
  dueOn: row.dueOn,
  submittedOn: row.submittedOn,
  consented: row.consented,
  level: row.level,
  matterId: row.matterId,
  eventId: row.eventId,
});
