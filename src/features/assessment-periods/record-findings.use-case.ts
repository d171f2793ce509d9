import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { advance, loadPeriodToWrite, type PeriodToWrite, takesRecords } from './assessment-period.repository.js';
import { openCorrectionsOf } from './confirmed-findings.js';
import { appendFindings } from './finding.repository.js';
import { type IncomingFinding, readIncomingFindings } from './incoming-findings.js';
import type { FindingRow } from './recorded.repository.js';
import { type InvalidInput, invalid, nothingGiven, type PeriodClosed } from './refusal.js';

export interface RecordFindings extends PeriodToWrite {
  readonly findings: readonly IncomingFinding[];
  /** Whether the vendor is told of them at once, before the score is published. */
  readonly notify?: boolean | null | undefined;
}

/**
 * Records findings of an assessor: they are confirmed at once. All or nothing: errors name every problem of the findings together
 * with what is recorded before.
 */
export const recordFindings = defineCommand({
  name: 'recordFindings',
  permissions: ['finding:record'],
  async run(context, input: RecordFindings): Promise<Result<FindingRow[], PeriodClosed | InvalidInput>> {
    const period = await loadPeriodToWrite(context, input);
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    if (input.findings.length === 0) return invalid([nothingGiven('findings')]);
    const rows = await readIncomingFindings(context, period, input.findings, { origin: 'ASSESSOR', state: 'CONFIRMED' });
    if (!rows.ok) return rows;
    advance(period);
    await appendFindings(context, period, rows.value, input.notify ?? false);
    await openCorrectionsOf(context, period, rows.value);
    await (await context.entities()).flush();
    return ok(rows.value);
  },
});
