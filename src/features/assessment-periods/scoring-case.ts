import { type PeriodCase, readPeriodCase } from '../../core/cases/read-period-case.js';
import type { Problem } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { agreementsOfContract, contractByVersion } from '../contracts/contract.loaders.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { type FindingRow, type JudgementRow, loadRecorded, type ObservationRow } from './recorded.repository.js';

/** What comes in for a period, member for member as in the case format. */
export interface Incoming {
  readonly observations?: readonly object[];
  readonly findings?: readonly object[];
  readonly judgements?: readonly object[];
}

/** A period's case, with what is recorded of it. */
export interface ScoringCase {
  readonly periodCase: PeriodCase;
  readonly recorded: Awaited<ReturnType<typeof loadRecorded>>;
}

/** Which figure it is. In a period of one month the month says nothing. */
export const placeOf = ({ metric, month, source }: Partial<ObservationRow>, onlyMonth: string | null): string =>
  JSON.stringify([metric, month === onlyMonth ? null : (month ?? null), source]);

/**
 * Everything that a period's score depends on: what is recorded, with what comes in beside it or in its place.
 *
 * An observation takes the place of the same figure of the same source, a judgement that of the same item. A figure that lacks
 * a month is no figure yet. Errors: every problem of the whole; of what comes in at its own place (`findings[0].item`), of what is
 * recorded already at `recorded.…`.
 */
export async function readScoringCase(
  context: TenantContext,
  period: AssessmentPeriod,
  incoming: Incoming = {},
): Promise<Result<ScoringCase, readonly Problem[]>> {
  const stored = (await context.loader(contractByVersion).load(period.version.id))!;
  const { contract } = stored.checked;
  const agreements = await context.loader(agreementsOfContract).load(stored.id);
  const recorded = await loadRecorded(context, period.id);
  const { observations = [], findings = [], judgements = [] } = incoming;
  const months = contract.period(period.code)!.months;
  const onlyMonth = months.length === 1 ? months[0]! : null;
  const replaced = new Set(observations.map((observation) => placeOf(observation, onlyMonth)));
  const judged = new Set(judgements.map((judgement) => (judgement as Partial<JudgementRow>).item));
  const kept = {
    observations: recorded.observations.filter((row) => !replaced.has(placeOf(row, onlyMonth))),
    findings: recorded.findings,
    judgements: recorded.judgements.filter(({ item }) => !judged.has(item)),
  };
  const read = readPeriodCase(
    {
      contract: contract.code,
      period: period.code,
      observations: [...kept.observations.map(caseObservation), ...observations],
      findings: [...kept.findings.map(caseFinding), ...findings],
      judgements: [...kept.judgements.map(caseJudgement), ...judgements],
      readings: Object.fromEntries(agreements.map(({ reading, option }) => [reading, option])),
    },
    { get: () => contract },
    'NO_DATA',
  );
  if (read.ok) return ok({ periodCase: read.value, recorded });
  return fail(read.error.map((problem) => ({ ...problem, path: ownPath(problem.path, kept) })));
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

const caseFinding = ({ id: _, recordedBy: __, recordedAt: ___, reference, ...fields }: FindingRow) => ({ id: reference, ...fields });
