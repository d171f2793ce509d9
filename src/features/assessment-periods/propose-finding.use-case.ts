import type { RubricItem } from '../../core/rubric/rubric.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { advance, loadPeriodToWrite, type PeriodToWrite, takesRecords } from './assessment-period.repository.js';
import { findingsReplacedBy } from './confirmed-findings.js';
import { appendFindings } from './finding.repository.js';
import { type IncomingFinding, readIncomingFindings } from './incoming-findings.js';
import type { FindingRow } from './recorded.repository.js';
import { type InvalidInput, invalid, type PeriodClosed, type RecordingProblem } from './refusal.js';

/** Fields that come with points. */
const POINTS = ['finding.points', 'finding.reason'];

export interface ProposeFinding extends PeriodToWrite {
  readonly finding: IncomingFinding;
}

/**
 * Proposes a finding, which counts once an assessor confirms it.
 *
 * The vendor proposes what is in its favour: a bonus, or cases to be taken out of a figure, with what supports it. A system proposes
 * any but those that are nothing without an assessor's points, which are an assessor's to give; of something owed and late whose finding
 * counts already it proposes what is to stand in its place. Errors: every problem.
 */
export const proposeFinding = defineCommand({
  name: 'proposeFinding',
  permissions: ['finding:propose', 'finding:report'],
  async run(context, input: ProposeFinding): Promise<Result<FindingRow, PeriodClosed | InvalidInput>> {
    const period = await loadPeriodToWrite(context, input);
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    const isVendor = !context.may('finding:report');
    const own = await problemsOf(context, period, input.finding, isVendor);
    const origin = isVendor ? 'VENDOR' : 'SYSTEM';
    const replaced = isVendor ? [] : (await findingsReplacedBy(context, period, { ...input.finding, origin })).map(({ id }) => id);
    const rows = await readIncomingFindings(context, period, [input.finding], { origin, state: 'PROPOSED', replaced });
    // What is no proposal lacks nothing of one.
    const isProposable = !own.some(({ code }) => code === 'NOT_PROPOSABLE');
    const read = (rows.ok ? [] : rows.error.problems)
      .map((problem) => ({ ...problem, path: problem.path.replace(/^findings\[0\]/, 'finding') }))
      .filter(({ path }) => isProposable || !POINTS.includes(path));
    if (!rows.ok || own.length > 0) return invalid([...own, ...read]);
    advance(period);
    await appendFindings(context, period, rows.value, false);
    await (await context.entities()).flush();
    return ok(rows.value[0]!);
  },
});

async function problemsOf(
  context: TenantContext,
  period: AssessmentPeriod,
  { item, kind, points, evidence }: IncomingFinding,
  isVendor: boolean,
): Promise<RecordingProblem[]> {
  const { rubric } = (await context.loader(contractByVersion).load(period.contractVersion.id))!.checked.contract;
  const of = rubric.itemsByCode.get(item);
  const isInVendorsFavour = (of?.effect === 'ADDS' && of.max === null) || rubric.exclusions.has(kind);
  const problems: RecordingProblem[] = [];
  if (of && isVendor && !isInVendorsFavour)
    problems.push({
      path: 'finding.kind',
      code: 'NOT_PROPOSABLE',
      message: '乙方只能提出加分与剔除 / the vendor proposes bonuses and exclusions only',
    });
  else if (needsPoints(of, kind))
    problems.push({
      path: 'finding.kind',
      code: 'NOT_PROPOSABLE',
      message: '须由考核员给分的发现由其记录 / an assessor records what needs an assessor’s points',
    });
  if (isVendor && !evidence?.trim())
    problems.push({ path: 'finding.evidence', code: 'EVIDENCE_REQUIRED', message: '须附证明 / what supports it must be given' });
  if (points != null)
    problems.push({ path: 'finding.points', code: 'MISPLACED_FIELD', message: '分值由考核员给出 / points are given by the assessor' });
  return problems;
}

/** Whether a kind of finding is nothing without points. */
const needsPoints = (item: RubricItem | undefined, kind: string): boolean => item?.findingForms.get(kind)?.points?.isRequired ?? false;
