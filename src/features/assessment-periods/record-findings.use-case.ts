import { v7 as uuid } from 'uuid';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { lockPeriod } from './assessment-period.repository.js';
import { Finding } from './finding.entity.js';
import { nothingGiven, openPeriod, type PeriodClosed, type RecordingProblem } from './open-period.js';
import type { FindingRow } from './recorded.repository.js';
import { readScoringCase } from './scoring-case.js';

export interface RecordFindings {
  readonly periodId: string;
  /** As in the case format, with `reference` for `id`. */
  readonly findings: readonly { readonly reference?: string | null; readonly [field: string]: unknown }[];
}

/**
 * Records findings of an assessor: they are confirmed at once. All or nothing: errors name every problem of the findings together
 * with what is recorded before.
 */
export async function recordFindings(
  context: TenantContext,
  { periodId, findings }: RecordFindings,
): Promise<Result<FindingRow[], PeriodClosed | readonly RecordingProblem[]>> {
  context.authorize('finding:record');
  const period = await lockPeriod(context, periodId);
  const open = openPeriod(period);
  if (!open.ok) return open;
  if (findings.length === 0) return fail([nothingGiven('findings')]);
  const incoming = findings.map(({ reference, ...fields }) => ({ ...fields, id: reference ?? uuid() }));
  const read = await readScoringCase(context, period, { findings: incoming });
  if (!read.ok) return fail(read.error);
  const byReference = new Map(read.value.periodCase.findings.map((finding) => [finding.id, finding]));
  const recordedAt = context.now().toISOString();
  const rows = incoming.map(({ id: reference }): FindingRow => {
    const { id: _, count, points, elapsedHours, consented, ...finding } = byReference.get(reference)!;
    return {
      ...finding,
      id: uuid(),
      reference,
      count: String(count),
      points: points?.toExpression() ?? null,
      elapsedHours: elapsedHours?.toExpression() ?? null,
      consented: consented || null,
      recordedBy: context.actor.subject,
      recordedAt,
    };
  });
  const em = await context.entities();
  await em.insertMany(
    Finding,
    rows.map((row) => ({ ...row, tenantId: context.tenantId, period, state: 'CONFIRMED' as const })),
  );
  return ok(rows);
}
