import { v7 as uuid } from 'uuid';
import { fail, ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { advance, loadPeriodToWrite, type PeriodToWrite, takesRecords } from './assessment-period.repository.js';
import { appendObservations, checkCodesOf, type ObservationRow } from './recorded.repository.js';
import { type InvalidInput, invalid, nothingGiven, type PeriodClosed, type RecordingProblem } from './refusal.js';
import { placeOf, readScoringCase, type ScoringCase } from './scoring-case.js';

export interface RecordObservations extends PeriodToWrite {
  /** As in the case format. */
  readonly observations: readonly {
    readonly metric: string;
    readonly month?: string | null;
    readonly value: unknown;
    readonly source: string;
  }[];
  /** Name of the file that they were taken from. */
  readonly file?: string | null | undefined;
}

/**
 * Records figures of a period. A figure of the same metric, month and source supersedes the earlier one, which stays in the history.
 *
 * All or nothing: errors name every problem of the figures together with those recorded before. Whoever does not see a draft is told of
 * what contradicts it only that it does.
 */
export const recordObservations = defineCommand({
  name: 'recordObservations',
  permissions: ['observation:record', 'observation:submit'],
  async run(context, input: RecordObservations): Promise<Result<ObservationRow[], PeriodClosed | InvalidInput>> {
    const { observations, file } = input;
    const period = await loadPeriodToWrite(context, input);
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    if (observations.length === 0) return invalid([nothingGiven('observations')]);
    const mayRecordAny = context.may('observation:record');
    const checked = await checkedMetrics(context, period);
    const sources = observations.flatMap((observation, index) => [
      ...sourceProblems(observation.source, index, mayRecordAny),
      ...checkedProblems(observation, index, checked),
    ]);
    const read = await readFor(context, period, observations);
    if (!read.ok || sources.length > 0) return invalid([...sources, ...(read.ok ? [] : read.error)]);
    advance(period);
    const rows = await appendIncoming(context, period, read.value, observations.length, file);
    return ok(rows);
  },
});

/** The period's case with figures that come in. Errors: every problem, as far as the caller may know of it. */
async function readFor(
  context: TenantContext,
  period: AssessmentPeriod,
  observations: RecordObservations['observations'],
): Promise<Result<ScoringCase, readonly RecordingProblem[]>> {
  if (!context.may('draft:read')) {
    const seen = await readScoringCase(context, period, { observations }, 'VISIBLE');
    if (!seen.ok) return seen;
  }
  const read = await readScoringCase(context, period, { observations });
  if (read.ok || context.may('draft:read')) return read;
  const message = '与甲方尚未公布的数据不符，请与甲方核对 / does not agree with what the agency has not published: check with the agency';
  return fail([{ path: 'observations', code: 'CONTRADICTS_UNPUBLISHED', message }]);
}

/**
 * Appends the figures that came in last with a case, as so many further revisions of what they supersede, to a period that has been
 * taken a version further. Gives them in the order in which they came, their values and months in their exact form.
 */
export async function appendIncoming(
  context: TenantContext,
  period: AssessmentPeriod,
  { recorded, periodCase }: ScoringCase,
  count: number,
  file?: string | null,
): Promise<ObservationRow[]> {
  const revisions = new Map(recorded.observations.map((row) => [placeOf(row, null), row.revision]));
  const rows = periodCase.observations.slice(-count).map(({ metric, month, source, value }): ObservationRow => {
    const revision = (revisions.get(placeOf({ metric, month, source }, null)) ?? 0) + 1;
    return { id: uuid(), metric, month, source, value: String(value), revision, file: file ?? null, ...context.recorded };
  });
  await (await context.entities()).flush();
  await appendObservations(
    context,
    period.id,
    rows.map((row) => ({ ...row, periodVersion: period.version })),
  );
  return rows;
}

/** The metrics whose figures the period's checks make. */
async function checkedMetrics(context: TenantContext, period: AssessmentPeriod): Promise<ReadonlySet<string>> {
  const { checks = [] } = (await context.loader(contractByVersion).load(period.contractVersion.id))!.checked.contract.rubric.data;
  const feeding = checks.filter(({ feeds }) => 'drawn' in feeds);
  const recorded = feeding.length === 0 ? [] : await checkCodesOf(context, period.id);
  const fed = feeding
    .filter(({ code }) => recorded.includes(code))
    .flatMap(({ feeds }) => ('drawn' in feeds ? [feeds.drawn, feeds.passed] : []));
  return new Set(fed);
}

/** What the agency counts by checks it does not type in beside them. */
function checkedProblems(
  { metric, source }: RecordObservations['observations'][number],
  index: number,
  checked: ReadonlySet<string>,
): RecordingProblem[] {
  if (source !== 'AGENCY' || !checked.has(metric)) return [];
  const message = `${metric} 出自本期抽查，不能填报 / ${metric} comes from the checks of this period: it cannot be typed in`;
  return [{ path: `observations[${index}].metric`, code: 'FROM_CHECKS', message }];
}

/** Headcounts of the roster come from the roster; a vendor speaks for itself. */
function sourceProblems(source: string, index: number, mayRecordAny: boolean): RecordingProblem[] {
  const path = `observations[${index}].source`;
  if (source === 'ROSTER')
    return [{ path, code: 'SOURCE_NOT_TYPED', message: '花名册数据不能填报 / figures of the roster cannot be typed in' }];
  if (mayRecordAny || source === 'VENDOR') return [];
  return [{ path, code: 'SOURCE_NOT_ALLOWED', message: '乙方只能以来源 VENDOR 填报 / the vendor records figures of source VENDOR only' }];
}
