import type { TenantContext } from '../../platform/tenant-context.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { advance, listPeriods, loadPeriodToWrite } from './assessment-period.repository.js';
import { openCorrection } from './correction.repository.js';
import { type FindingOrigin, type FindingRow, loadRecorded } from './recorded.repository.js';

/** What the events of findings begin with that the system proposes of something owed and late: no more than one of an event counts. */
export const OBLIGATION_EVENT = 'obligation ';

/**
 * The findings whose place a finding takes once it counts: of something owed and late, the system has said what has become otherwise
 * since. Any others stay: whoever finds the same twice is told so.
 */
export async function findingsReplacedBy(
  context: TenantContext,
  period: AssessmentPeriod,
  { origin, item, eventId }: { readonly origin: FindingOrigin; readonly item: string; readonly eventId?: unknown },
): Promise<FindingRow[]> {
  if (origin !== 'SYSTEM' || !String(eventId).startsWith(OBLIGATION_EVENT)) return [];
  const { findings } = await loadRecorded(context, period.id);
  return findings.filter((row) => row.origin === 'SYSTEM' && row.state === 'CONFIRMED' && row.item === item && row.eventId === eventId);
}

/**
 * What follows from confirmed findings: one that names months opens a correction of each other period with such a month, for those
 * are scored again. The period that it was found in is scored with it anyway.
 */
export async function openCorrectionsOf(context: TenantContext, period: AssessmentPeriod, findings: readonly FindingRow[]): Promise<void> {
  const naming = findings.filter(({ months }) => months.length > 0);
  if (naming.length === 0) return;
  const stored = (await context.loader(contractByVersion).load(period.contractVersion.id))!;
  const periods = await listPeriods(context, stored.id);
  for (const { months, reference, kind, item } of naming)
    for (const { code, months: own } of stored.checked.contract.periods) {
      const row = periods.find((candidate) => candidate.code === code);
      if (!row || row.id === period.id || !own.some((month) => months.includes(month))) continue;
      const touched = await loadPeriodToWrite(context, { periodId: row.id });
      advance(touched);
      await openCorrection(context, touched, {
        cause: 'FINDING',
        reference,
        reason: `${period.code} 考核项 ${item} 的发现 ${reference}（${kind}）涉及 ${months.join('、')} / finding ${reference} (${kind}) of item ${item} in ${period.code} touches ${months.join(', ')}`,
      });
    }
}
