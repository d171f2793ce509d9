import type { Contract } from '../contract/contract.js';
import type { ReadingsInForce } from '../readings/reading.js';
import type { Finding, Judgement, Reduction } from '../rubric/facts.js';
import { checkForms, groupByMetric, type PlacedObservation, poolObservations, type WhenMonthsMissing } from '../rubric/observations.js';
import { readReductions } from '../rubric/reductions.js';
import type { PeriodFacts } from '../rubric/rubric.js';
import type { Period } from '../values/periods.js';
import { type Problem, Problems } from '../values/problem.js';
import { ObjectReader, readEach, readFields } from '../values/reader.js';
import { fail, ok, type Result } from '../values/result.js';
import { compareByCodePoint } from '../values/text.js';
import { type Contracts, readContractOf } from './contracts.js';
import { checkFindingIds, readFinding } from './read-findings.js';
import { checkJudgements, readJudgement } from './read-judgements.js';
import { readObservation } from './read-observations.js';
import { readReadings } from './read-readings.js';

/** One period of one contract, read and found whole: all that its score depends on. */
export interface PeriodCase {
  readonly contract: Contract;
  readonly period: Period;
  readonly observations: readonly PlacedObservation[];
  readonly findings: readonly Finding[];
  readonly judgements: readonly Judgement[];
  /** What approved records of force majeure take out of the figures. */
  readonly reductions: readonly Reduction[];
  readonly inForce: ReadingsInForce;
  readonly facts: PeriodFacts;
}

const CASE_FIELDS = new Set(['contract', 'period', 'observations', 'findings', 'judgements', 'readings']);

/**
 * Reads the input of `evaluate`, or names everything that is wrong with it.
 *
 * A case is given whole: a month that lacks is a problem of it. A period whose figures are still coming in is read with `NO_DATA`,
 * and with `POOL_WHAT_IS_THERE` to project it (`projection.ts`): a case read so is for that alone, its score would be none.
 * What is taken out for force majeure rests on an approved record, which the case format does not know: it comes beside the input.
 */
export function readPeriodCase(
  raw: unknown,
  contracts: Contracts,
  whenMonthsMissing: WhenMonthsMissing = 'PROBLEM',
  reductions: readonly Reduction[] = [],
): Result<PeriodCase, readonly Problem[]> {
  const problems = new Problems();
  const fields = readFields(raw, '', problems);
  if (!fields) return fail(problems.list);
  const reader = new ObjectReader(fields, '', problems);
  reader.refuseOthers(CASE_FIELDS);
  const contract = readContractOf(reader, contracts);
  const periodCode = reader.text('period');
  const period = periodCode === null || !contract ? null : contract.period(periodCode);
  if (contract && periodCode !== null && !period) {
    const [first, last] = [contract.periods[0]!.code, contract.periods.at(-1)!.code];
    reader.problem(
      'period',
      'UNKNOWN_PERIOD',
      `${periodCode} 不是考核期（${first} 至 ${last}）`,
      `${periodCode} is no scored period (${first} to ${last})`,
    );
  }

  const tainted = new Set<string>();
  const observations = readEach(fields, 'observations', problems, (member, index) =>
    readObservation(member, index, contract, period, tainted, problems),
  );
  const byMetric = groupByMetric(observations);
  for (const ofMetric of byMetric.values()) if (ofMetric.length > 1) checkForms(ofMetric, tainted, problems);
  const findings = readEach(fields, 'findings', problems, (member, index) => readFinding(member, index, contract, period, problems));
  checkFindingIds(findings, problems);
  const judgements = readEach(fields, 'judgements', problems, (member, index) => readJudgement(member, index, contract, problems));
  checkJudgements(judgements, findings, contract, problems);
  const inForce = readReadings(fields.readings, contract, problems);
  if (!contract || !inForce || !period) return fail(problems.list);
  const [excluding, scored] = partition(findings, ({ finding }) => contract.rubric.exclusions.has(finding.kind));
  const reducing = readReductions(reductions, contract.rubric, period, problems);
  const metrics = poolObservations(contract.rubric, period, byMetric, excluding, reducing, tainted, whenMonthsMissing, problems);
  if (!problems.isEmpty) return fail(problems.list);

  const sorted = findings.map(({ finding }) => finding).sort(byDateAndId);
  const facts: PeriodFacts = {
    period,
    calendar: contract.calendar,
    metrics,
    findingsOf: groupByItem(scored.map(({ finding }) => finding).sort(byDateAndId)),
    judgements: new Map(judgements.map(({ judgement }) => [judgement.item, judgement])),
  };
  return ok({
    contract,
    period,
    observations,
    findings: sorted,
    judgements: judgements.map(({ judgement }) => judgement),
    reductions,
    inForce,
    facts,
  });
}

function partition<T>(members: readonly T[], isFirst: (member: T) => boolean): [T[], T[]] {
  return [members.filter(isFirst), members.filter((member) => !isFirst(member))];
}

const byDateAndId = (a: Finding, b: Finding): number => compareByCodePoint(a.occurredOn, b.occurredOn) || compareByCodePoint(a.id, b.id);

function groupByItem(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.item);
    if (group) group.push(finding);
    else groups.set(finding.item, [finding]);
  }
  return groups;
}
