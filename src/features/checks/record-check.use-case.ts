import { v7 as uuid } from 'uuid';
import type { CheckData } from '../../core/rubric/rubric.js';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';
import { advance, loadPeriodToWrite, type PeriodToWrite, takesRecords } from '../assessment-periods/assessment-period.repository.js';
import { type InvalidInput, invalid, nothingGiven, type PeriodClosed, reasonProblems } from '../assessment-periods/refusal.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { appendCheck, type CheckRow, drawnBefore, listChecks, type PieceResult } from './check.repository.js';
import { type Consequence, figuresOf, findingOf } from './consequence.js';

/** Most pieces of one check. */
const PIECE_COUNT_MAX = 5_000;

/** Most characters of the name of a piece, and of whoever drew it. */
const NAME_LENGTH_MAX = 255;

type InputProblem = InvalidInput['problems'][number];

const lengthProblems = (path: string, text: string): InputProblem[] =>
  text.length > NAME_LENGTH_MAX
    ? [{ path, code: 'TOO_LONG', message: `至多 ${NAME_LENGTH_MAX} 个字符 / at most ${NAME_LENGTH_MAX} characters` }]
    : [];

export interface RecordCheck extends PeriodToWrite {
  /** Which of the checks of the contract's data. */
  readonly check: string;
  /** Who drew it; left out, whoever records it. */
  readonly drawnBy?: string | null | undefined;
  readonly drawnOn: unknown;
  readonly method: string;
  readonly seed?: string | null | undefined;
  readonly pieces: readonly { readonly reference: string; readonly result: PieceResult; readonly remark?: string | null | undefined }[];
  /** Whether the vendor is told of it at once, before the score is published. */
  readonly notify?: boolean | null | undefined;
}

/**
 * Records a spot check or a sample: every piece with its result, passed ones too, and what follows from them by the contract's data.
 *
 * Counts become the period's figures of source AGENCY, those of several checks together; failed pieces become a confirmed finding.
 * All or nothing. Errors: every problem, such as a figure of that source which comes from no check.
 */
export const recordCheck = defineCommand({
  name: 'recordCheck',
  permissions: ['check:record'],
  async run(context, input: RecordCheck): Promise<Result<CheckRow, PeriodClosed | InvalidInput>> {
    const period = await loadPeriodToWrite(context, input);
    const open = await takesRecords(context, period);
    if (!open.ok) return open;
    const { rubric } = (await context.loader(contractByVersion).load(period.contractVersion.id))!.checked.contract;
    const data = rubric.data.checks?.find(({ code }) => code === input.check);
    const problems = problemsOf(input, period, data);
    if (!data || problems.length > 0) return invalid(problems);
    const all = await listChecks(context, period.id);
    const check = checkOf(context, period, input, all.length + 1);
    // Of those that stand, so that nothing is counted twice.
    const earlier = all.filter(({ code, withdrawalReason }) => code === check.code && withdrawalReason === null);
    const drawn = 'drawn' in data.feeds ? await drawnTwiceProblems(context, earlier, input) : [];
    if (drawn.length > 0) return invalid(drawn);
    const consequence = await consequenceOf(context, period, data, check, input, earlier);
    if (!consequence.ok) return consequence;
    const periodVersion = advance(period);
    await (await context.entities()).flush();
    const pieces = input.pieces.map(({ reference, result, remark }, index) => ({
      position: index + 1,
      reference,
      result,
      remark: remark?.trim() || null,
    }));
    await appendCheck(context, { ...check, isNotified: input.notify ?? false, periodVersion }, pieces);
    await consequence.value.append();
    return ok(check);
  },
});

function consequenceOf(
  context: TenantContext,
  period: AssessmentPeriod,
  { feeds }: CheckData,
  check: CheckRow,
  { pieces, notify }: RecordCheck,
  earlier: readonly CheckRow[],
): Promise<Result<Consequence, InvalidInput>> {
  if ('drawn' in feeds) return figuresOf(context, period, feeds, { before: earlier, after: [...earlier, check] });
  const failed = pieces.filter(({ result }) => result === 'FAILED').map(({ reference }) => reference);
  return findingOf(context, period, feeds, check, failed, notify ?? false);
}

/** A piece that another check of the kind has drawn in the period already would be counted twice. */
async function drawnTwiceProblems(context: TenantContext, earlier: readonly CheckRow[], { pieces }: RecordCheck): Promise<InputProblem[]> {
  const drawn = await drawnBefore(
    context,
    earlier.map(({ id }) => id),
    pieces.map(({ reference }) => reference),
  );
  const before = new Set(drawn);
  return pieces.flatMap(({ reference }, index) => {
    const message = `${reference} 本期同类抽查已抽过 / ${reference} was drawn by a check of the kind in this period before`;
    return before.has(reference) ? [{ path: `pieces[${index}].reference`, code: 'DRAWN_BEFORE', message }] : [];
  });
}

function checkOf(context: TenantContext, period: AssessmentPeriod, input: RecordCheck, number: number): CheckRow {
  return {
    id: uuid(),
    periodId: period.id,
    code: input.check,
    number,
    drawnBy: input.drawnBy?.trim() || context.actor.subject,
    drawnOn: String(input.drawnOn),
    method: input.method,
    seed: input.seed?.trim() || null,
    pieceCount: input.pieces.length,
    passedCount: input.pieces.filter(({ result }) => result === 'PASSED').length,
    ...context.recorded,
    withdrawalReason: null,
  };
}

function problemsOf(
  { check, drawnBy, drawnOn, method, pieces }: RecordCheck,
  period: AssessmentPeriod,
  data: CheckData | undefined,
): InputProblem[] {
  const problems: InputProblem[] = [...reasonProblems(method, 'method'), ...lengthProblems('drawnBy', drawnBy ?? '')];
  if (!data) problems.push({ path: 'check', code: 'UNKNOWN_CHECK', message: `合同没有抽查 ${check} / the contract has no check ${check}` });
  const day = String(drawnOn);
  if (!isIsoDate(day))
    problems.push({ path: 'drawnOn', code: 'NOT_A_DATE', message: '应为日期 YYYY-MM-DD / a date YYYY-MM-DD is expected' });
  else if (day < period.startsOn || day > period.endsOn)
    problems.push({ path: 'drawnOn', code: 'OUTSIDE_PERIOD', message: `${day} 不在 ${period.code} 内 / ${day} is not in ${period.code}` });
  if (pieces.length === 0) problems.push(nothingGiven('pieces'));
  if (pieces.length > PIECE_COUNT_MAX)
    problems.push({ path: 'pieces', code: 'TOO_MANY', message: `一次最多 ${PIECE_COUNT_MAX} 件 / at most ${PIECE_COUNT_MAX} at once` });
  const seen = new Set<string>();
  pieces.forEach(({ reference }, index) => {
    const path = `pieces[${index}].reference`;
    if (reference.trim() === '') problems.push({ path, code: 'EMPTY', message: '不能为空 / must not be empty' });
    else if (seen.has(reference)) problems.push({ path, code: 'DUPLICATE', message: `${reference} 重复 / ${reference} stands twice` });
    seen.add(reference);
    problems.push(...lengthProblems(path, reference));
  });
  return problems;
}
