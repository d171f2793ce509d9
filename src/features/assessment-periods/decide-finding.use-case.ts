import type { Problem } from '../../core/values/problem.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { advance, loadPeriodToWrite, takesRecords } from './assessment-period.repository.js';
import { findingsReplacedBy, openCorrectionsOf } from './confirmed-findings.js';
import { appendDecision, type Decision } from './finding.repository.js';
import { type FindingRow, findRecorded } from './recorded.repository.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, type PeriodClosed, reasonProblems } from './refusal.js';
import { readScoringCase } from './scoring-case.js';

/** Why nothing can be decided of a finding. */
export type FindingObstacle = 'NOT_PROPOSED' | 'ENDED_ALREADY';

type Refusal = PeriodClosed | InvalidInput | Obstructed<FindingObstacle>;

export interface DecideFinding {
  readonly findingId: string;
  readonly reason: string;
  readonly expectedVersion?: number | null | undefined;
}

export interface ConfirmFinding extends DecideFinding {
  /** Discretionary points of a kind that has a range. */
  readonly points?: unknown;
  /** Whether the vendor is told of it at once. */
  readonly notify?: boolean | null | undefined;
}

/**
 * Confirms a proposed finding: from now on it counts. One of something owed and late takes the place of the one that was confirmed of it
 * before, which is withdrawn. Errors: every problem, such as points outside the range.
 */
export const confirmFinding = defineCommand({
  name: 'confirmFinding',
  permissions: ['finding:record'],
  run: (context, input: ConfirmFinding): Promise<Result<FindingRow, Refusal>> =>
    decide(context, input, ['PROPOSED'], async (period, finding) => {
      const replaced = await findingsReplacedBy(context, period, finding);
      const incoming = { findings: [asIncoming(finding, input)], replaced: replaced.map(({ id }) => id) };
      const read = await readScoringCase(context, period, incoming);
      if (!read.ok) return invalid(problemsOfDecision(read.error));
      const points = read.value.periodCase.findings.find(({ id }) => id === finding.reference)?.points;
      return ok({
        state: 'CONFIRMED' as const,
        reason: input.reason,
        points: input.points == null ? null : points!.toExpression(),
        isNotified: input.notify ?? false,
        replaced,
      });
    }),
});

/** Rejects a proposed finding: it never counts. */
export const rejectFinding = defineCommand({
  name: 'rejectFinding',
  permissions: ['finding:record'],
  run: (context, input: DecideFinding): Promise<Result<FindingRow, Refusal>> =>
    decide(context, input, ['PROPOSED'], async () => ok({ state: 'REJECTED' as const, reason: input.reason })),
});

/** Takes back a finding that was proposed or confirmed: it counts no longer. */
export const withdrawFinding = defineCommand({
  name: 'withdrawFinding',
  permissions: ['finding:record'],
  run: (context, input: DecideFinding): Promise<Result<FindingRow, Refusal>> =>
    decide(context, input, ['PROPOSED', 'CONFIRMED'], async () => ok({ state: 'WITHDRAWN' as const, reason: input.reason })),
});

/** What is decided of a finding, and the findings whose place it takes by that. */
interface Outcome extends Decision {
  readonly replaced?: readonly FindingRow[];
}

async function decide(
  context: TenantContext,
  { findingId, reason, expectedVersion }: DecideFinding,
  from: readonly FindingRow['state'][],
  decisionOf: (period: AssessmentPeriod, finding: FindingRow) => Promise<Result<Outcome, InvalidInput>>,
): Promise<Result<FindingRow, Refusal>> {
  const [finding] = await findRecorded(context, 'findings', [findingId]);
  if (!finding) throw notFound('发现', 'finding');
  const period = await loadPeriodToWrite(context, { periodId: finding.periodId, expectedVersion });
  const open = await takesRecords(context, period);
  if (!open.ok) return open;
  if (!from.includes(finding.state)) return obstructed([from.length === 1 ? 'NOT_PROPOSED' : 'ENDED_ALREADY']);
  const problems = reasonProblems(reason);
  if (problems.length > 0) return invalid(problems);
  const decision = await decisionOf(period, finding);
  if (!decision.ok) return decision;
  advance(period);
  const reasonReplaced = `由 ${finding.reference} 取代 / replaced by ${finding.reference}`;
  for (const earlier of decision.value.replaced ?? [])
    await appendDecision(context, period, earlier, { state: 'WITHDRAWN', reason: reasonReplaced });
  const decided = await appendDecision(context, period, finding, decision.value);
  if (decided.state === 'CONFIRMED') await openCorrectionsOf(context, period, [decided]);
  await (await context.entities()).flush();
  return ok(decided);
}

/** Problems of the case at their places in the decision. A decision has its reason, whether the finding takes one or not. */
const problemsOfDecision = (problems: readonly Problem[]): InvalidInput['problems'] =>
  problems
    .map((problem) => ({ ...problem, path: problem.path.replace(/^findings\[0\]\./, '') }))
    .filter(({ path, code }) => !(path === 'reason' && code === 'MISPLACED_FIELD'));

/** A proposed finding as the case would have it, with what the assessor gives it. */
function asIncoming(finding: FindingRow, { points, reason }: ConfirmFinding): object {
  const { reference, item, kind, occurredOn, count, elapsedHours, dueOn, submittedOn, consented, level, matterId, eventId } = finding;
  const fields = { id: reference, item, kind, occurredOn, count, elapsedHours, dueOn, submittedOn, consented, level, matterId, eventId };
  return points == null ? { ...fields, reason: finding.reason } : { ...fields, points, reason };
}
