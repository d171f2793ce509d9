import type { Result } from '../../core/values/result.js';
import { fail, ok } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';
import { appendFindings } from '../assessment-periods/finding.repository.js';
import { readIncomingFindings } from '../assessment-periods/incoming-findings.js';
import { appendIncoming } from '../assessment-periods/record-observations.use-case.js';
import { loadRecorded } from '../assessment-periods/recorded.repository.js';
import { type InvalidInput, invalid } from '../assessment-periods/refusal.js';
import { readScoringCase } from '../assessment-periods/scoring-case.js';
import type { CheckRow } from './check.repository.js';

/** What follows from a check: found to be in order, and appended once the check itself is. */
export interface Consequence {
  append(): Promise<unknown>;
}

const NOTHING: Consequence = { append: async () => {} };

/** By this the findings of a check are told, among those of its period. */
export const eventOf = ({ number }: Pick<CheckRow, 'number'>): string => `check ${number}`;

/** Most failed pieces that a finding names; all of them stand in the check. */
const NAMED_COUNT_MAX = 20;

/** What of a check goes into figures. */
type Counted = Pick<CheckRow, 'pieceCount' | 'passedCount'>;

/** So many were drawn in some checks, and so many of them passed, by the metrics that they feed. */
const sumsOf = ({ drawn, passed }: FedMetrics, checks: readonly Counted[]): Readonly<Record<string, number>> => ({
  [drawn]: checks.reduce((total, { pieceCount }) => total + pieceCount, 0),
  [passed]: checks.reduce((total, { passedCount }) => total + passedCount, 0),
});

interface FedMetrics {
  readonly drawn: string;
  readonly passed: string;
}

/**
 * The figures that the checks of a period come to: what was drawn, and what passed. `before` are the checks that have made the figures so
 * far, `after` those that make them now.
 *
 * Errors: somebody has typed in a figure of the agency's for the metric, which the checks do not add up to.
 */
export async function figuresOf(
  context: TenantContext,
  period: AssessmentPeriod,
  feeds: FedMetrics,
  checks: { readonly before: readonly Counted[]; readonly after: readonly Counted[] },
): Promise<Result<Consequence, InvalidInput>> {
  const { observations } = await loadRecorded(context, period.id);
  const before = sumsOf(feeds, checks.before);
  const typed = observations.filter(
    ({ metric, source, month, value }) =>
      source === 'AGENCY' && metric in before && (checks.before.length === 0 || month !== null || Number(value) !== before[metric]),
  );
  if (typed.length > 0)
    return invalid(
      typed.map(({ metric, value }) => ({
        path: 'check',
        code: 'FIGURE_WITHOUT_CHECK',
        message: `${metric} 已有甲方填报的 ${value}，不出自抽查 / the agency has typed in ${value} for ${metric}, which comes from no check`,
      })),
    );
  const figures = Object.entries(sumsOf(feeds, checks.after)).map(([metric, value]) => ({ metric, value, source: 'AGENCY' }));
  const read = await readScoringCase(context, period, { observations: figures });
  if (!read.ok) return invalid(read.error);
  return ok({ append: () => appendIncoming(context, period, read.value, figures.length) });
}

/** The confirmed finding of the pieces that failed, so many equal ones; nothing where all passed. Errors: every problem of it. */
export async function findingOf(
  context: TenantContext,
  period: AssessmentPeriod,
  { item, finding: kind }: { readonly item: string; readonly finding: string },
  check: CheckRow,
  failed: readonly string[],
  isNotified: boolean,
): Promise<Result<Consequence, InvalidInput>> {
  if (failed.length === 0) return ok(NOTHING);
  const named = failed.slice(0, NAMED_COUNT_MAX).join('、');
  const { number, pieceCount } = check;
  const more = failed.length > NAMED_COUNT_MAX ? ' …' : '';
  const finding = {
    reference: `check-${number}`,
    item,
    kind,
    occurredOn: check.drawnOn,
    count: failed.length,
    eventId: eventOf(check),
    evidence: `第 ${number} 次抽查，${pieceCount} 件中 ${failed.length} 件不合格 / check ${number}: ${failed.length} of ${pieceCount} failed: ${named}${more}`,
  };
  const rows = await readIncomingFindings(context, period, [finding], { origin: 'ASSESSOR', state: 'CONFIRMED' });
  if (!rows.ok)
    return fail({
      ...rows.error,
      problems: rows.error.problems.map((problem) => ({ ...problem, path: problem.path.replace(/^findings\[0\].*/, 'check') })),
    });
  return ok({ append: () => appendFindings(context, period, rows.value, isNotified) });
}
