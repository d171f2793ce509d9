import { v7 as uuid } from 'uuid';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { lockPeriod } from './assessment-period.repository.js';
import { Observation } from './observation.entity.js';
import { nothingGiven, openPeriod, type PeriodClosed, type RecordingProblem } from './open-period.js';
import type { ObservationRow } from './recorded.repository.js';
import { placeOf, readScoringCase } from './scoring-case.js';

export interface RecordObservations {
  readonly periodId: string;
  /** As in the case format. */
  readonly observations: readonly {
    readonly metric: string;
    readonly month?: string | null;
    readonly value: unknown;
    readonly source: string;
  }[];
}

/**
 * Records figures of a period. A figure of the same metric, month and source supersedes the earlier one, which stays in the history.
 *
 * All or nothing: errors name every problem of the figures together with those recorded before.
 */
export async function recordObservations(
  context: TenantContext,
  { periodId, observations }: RecordObservations,
): Promise<Result<ObservationRow[], PeriodClosed | readonly RecordingProblem[]>> {
  const mayRecordAny = context.may('observation:record');
  if (!mayRecordAny) context.authorize('observation:submit');
  const period = await lockPeriod(context, periodId);
  const open = openPeriod(period);
  if (!open.ok) return open;
  if (observations.length === 0) return fail([nothingGiven('observations')]);
  const sources = observations.flatMap(({ source }, index) => sourceProblems(source, index, mayRecordAny));
  const read = await readScoringCase(context, period, { observations });
  if (!read.ok || sources.length > 0) return fail([...sources, ...(read.ok ? [] : read.error)]);
  const revisions = new Map(read.value.recorded.observations.map((row) => [placeOf(row, null), row.revision]));
  const recordedAt = context.now().toISOString();
  // What was read last is what came in, its values and months in their exact form.
  const rows = read.value.periodCase.observations.slice(-observations.length).map(({ metric, month, source, value }): ObservationRow => {
    const revision = (revisions.get(placeOf({ metric, month, source }, null)) ?? 0) + 1;
    return { id: uuid(), metric, month, source, value: String(value), revision, recordedBy: context.actor.subject, recordedAt };
  });
  const em = await context.entities();
  await em.insertMany(
    Observation,
    rows.map((row) => ({ ...row, tenantId: context.tenantId, period })),
  );
  return ok(rows);
}

/** Headcounts of the roster come from the roster; a vendor speaks for itself. */
function sourceProblems(source: string, index: number, mayRecordAny: boolean): RecordingProblem[] {
  const path = `observations[${index}].source`;
  if (source === 'ROSTER')
    return [{ path, code: 'SOURCE_NOT_TYPED', message: '花名册数据不能填报 / figures of the roster cannot be typed in' }];
  if (mayRecordAny || source === 'VENDOR') return [];
  return [{ path, code: 'SOURCE_NOT_ALLOWED', message: '乙方只能以来源 VENDOR 填报 / the vendor records figures of source VENDOR only' }];
}
