import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { advance, loadPeriodToWrite, type PeriodToWrite, takesRecords } from './assessment-period.repository.js';
import { appendFindings } from './finding.repository.js';
import { type IncomingFinding, readIncomingFindings } from './incoming-findings.js';
import type { FindingRow } from './recorded.repository.js';
import { type InvalidInput, invalid, type PeriodClosed, type RecordingProblem } from './refusal.js';

export interface ProposeFinding extends PeriodToWrite {
  readonly finding: IncomingFinding;
}

/**
 * Proposes a finding, which counts once an assessor confirms it.
 *
 * The vendor proposes what is in its favour: a bonus, or cases to be taken out of a figure, with what supports it. A system proposes
 * any. Points are an assessor's to give. Errors: every problem.
 */
export const proposeFinding = defineCommand({
  name: 'proposeFinding',
  permissions: ['finding:propose', 'finding:report'],
  async run(context, input: ProposeFinding): Promise<Result<FindingRow, PeriodClosed | InvalidInput>> {
    const period = await loadPeriodToWrite(context, input);
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    const isVendor = !context.may('finding:report');
    const own = isVendor ? await vendorProblems(context, period, input.finding) : [];
    if (input.finding.points != null)
      own.push({ path: 'finding.points', code: 'MISPLACED_FIELD', message: '分值由考核员给出 / points are given by the assessor' });
    const rows = await readIncomingFindings(context, period, [input.finding], {
      origin: isVendor ? 'VENDOR' : 'SYSTEM',
      state: 'PROPOSED',
    });
    const read = rows.ok
      ? []
      : rows.error.problems.map((problem) => ({ ...problem, path: problem.path.replace(/^findings\[0\]/, 'finding') }));
    if (!rows.ok || own.length > 0) return invalid([...own, ...read]);
    advance(period);
    await appendFindings(context, period, rows.value, false);
    await (await context.entities()).flush();
    return ok(rows.value[0]!);
  },
});

async function vendorProblems(
  context: TenantContext,
  period: AssessmentPeriod,
  { item, kind, evidence }: IncomingFinding,
): Promise<RecordingProblem[]> {
  const { rubric } = (await context.loader(contractByVersion).load(period.contractVersion.id))!.checked.contract;
  const of = rubric.itemsByCode.get(item);
  const isBonus = of?.effect === 'ADDS' && of.max === null;
  const problems: RecordingProblem[] = [];
  if (of && !isBonus && !rubric.exclusions.has(kind))
    problems.push({
      path: 'finding.kind',
      code: 'NOT_PROPOSABLE',
      message: '乙方只能提出加分与剔除 / the vendor proposes bonuses and exclusions only',
    });
  if (!evidence?.trim())
    problems.push({ path: 'finding.evidence', code: 'EVIDENCE_REQUIRED', message: '须附证明 / what supports it must be given' });
  return problems;
}
