import { monthOf } from '../../core/values/dates.js';
import { Problems } from '../../core/values/problem.js';
import { readCount } from '../../core/values/reader.js';
import { ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';
import { advance, listPeriods, loadPeriodToWrite } from '../assessment-periods/assessment-period.repository.js';
import { openCorrection } from '../assessment-periods/correction.repository.js';
import { appendReductions, appendReductionWithdrawals, loadRecorded } from '../assessment-periods/recorded.repository.js';
import { type InvalidInput, invalid } from '../assessment-periods/refusal.js';
import { readScoringCase } from '../assessment-periods/scoring-case.js';
import type { NoticeRow } from './notice.repository.js';
import type { NoticeProblem } from './notice-problems.js';

/** Cases that an approval of force majeure takes out of a period's figure. */
export interface TakenOut {
  readonly periodId: string;
  readonly metric: string;
  /** The month that it is about; left out, the whole period. */
  readonly month?: string | null | undefined;
  readonly count: unknown;
}

interface PlacedTakenOut extends TakenOut {
  readonly value: bigint;
  readonly index: number;
}

/**
 * Takes the cases of an approved record out of the figures of their periods, from now on: what was scored before stays what it is.
 *
 * A period that was published is opened again with a correction. Errors: every problem: a figure that is none, or not added up from
 * months; a month outside the period or the event; more than there is. Throws NOT_FOUND for a period that the tenant has not.
 */
export async function takeOut(
  context: TenantContext,
  notice: NoticeRow,
  figures: readonly TakenOut[],
): Promise<Result<void, InvalidInput>> {
  const counts = new Problems();
  const placed = figures.flatMap((figure, index): PlacedTakenOut[] => {
    const value = readCount(figure.count, `figures[${index}].count`, 1, counts);
    return value === null ? [] : [{ ...figure, value, index }];
  });
  const problems: NoticeProblem[] = [...counts.list];
  const periods: [AssessmentPeriod, readonly PlacedTakenOut[]][] = [];
  for (const [periodId, ofPeriod] of Map.groupBy(placed, (figure) => figure.periodId)) {
    const period = await loadPeriodToWrite(context, { periodId });
    problems.push(...(await problemsOf(context, notice, period, ofPeriod)));
    periods.push([period, ofPeriod]);
  }
  if (problems.length > 0) return invalid(problems);
  for (const [period, ofPeriod] of periods) {
    advance(period);
    const reference = String(notice.number);
    await appendReductions(
      context,
      period,
      ofPeriod.map(({ metric, month, value }) => ({ metric, month: month ?? null, count: String(value), reference })),
    );
    if (period.publishedScorecard == null) continue;
    await openCorrection(context, period, {
      cause: 'FORCE_MAJEURE',
      reference,
      reason: `第 ${notice.number} 号不可抗力通知经对方确认：${notice.subject} / notice ${notice.number} of force majeure is approved: ${notice.subject}`,
    });
  }
  await (await context.entities()).flush();
  return ok(undefined);
}

/** Brings back into their figures all cases that the approvals of a record took out, from now on; a period that was published is corrected. */
export async function bringBack(context: TenantContext, notice: NoticeRow): Promise<void> {
  const reference = String(notice.number);
  for (const { id } of await listPeriods(context, notice.contractId)) {
    const { reductions } = await loadRecorded(context, id);
    const own = reductions.filter((reduction) => reduction.reference === reference);
    if (own.length === 0) continue;
    const period = await loadPeriodToWrite(context, { periodId: id });
    advance(period);
    await (await context.entities()).flush();
    await appendReductionWithdrawals(context, period, own);
    if (period.publishedScorecard == null) continue;
    await openCorrection(context, period, {
      cause: 'FORCE_MAJEURE',
      reference,
      reason: `第 ${notice.number} 号不可抗力通知的确认已撤回：${notice.subject} / the approval of notice ${notice.number} of force majeure is revoked: ${notice.subject}`,
    });
  }
  await (await context.entities()).flush();
}

async function problemsOf(
  context: TenantContext,
  notice: NoticeRow,
  period: AssessmentPeriod,
  figures: readonly PlacedTakenOut[],
): Promise<NoticeProblem[]> {
  if (period.contract.id !== notice.contractId)
    return figures.map(({ index }) => ({
      path: `figures[${index}].periodId`,
      code: 'NOT_OF_CONTRACT',
      message: '不是此合同的考核期 / no period of this contract',
    }));
  const endedOn = notice.steps.findLast(({ step }) => step === 'ENDED')?.occurredOn ?? context.today;
  const outside = figures.filter(({ month }) =>
    month == null
      ? period.endsOn < notice.occurredOn || period.startsOn > endedOn
      : month < monthOf(notice.occurredOn) || month > monthOf(endedOn),
  );
  if (outside.length > 0)
    return outside.map(({ index }) => ({
      path: `figures[${index}].month`,
      code: 'OUTSIDE_EVENT',
      message: `不在 ${notice.occurredOn} 至 ${endedOn} 内 / not within ${notice.occurredOn} to ${endedOn}`,
    }));
  const reductions = figures.map(({ metric, month, value }) => ({
    metric,
    month: month ?? null,
    count: value,
    reference: String(notice.number),
  }));
  const read = await readScoringCase(context, period, { reductions });
  if (read.ok) return [];
  // Places among what comes in are those of this period's figures.
  return read.error.map((problem) => ({
    ...problem,
    path: problem.path.replace(/^reductions\[(\d+)\]/, (_, place) => `figures[${figures[Number(place)]!.index}]`),
  }));
}
