import { movesFrom, type NoticeStep as Step } from '../../core/notices/life.js';
import { daysBetween } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound, RequestError } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import { authorizeToBind, NOTIFYING, partyOf } from '../tenants/party.js';
import { bringBack, type TakenOut, takeOut } from './approved-figures.js';
import { recordEvents } from './issue-notice.use-case.js';
import { NoticeStep } from './notice.entity.js';
import { findNotices, type NoticeRow } from './notice.repository.js';
import { dayProblems, type NoticeProblem } from './notice-problems.js';
import { deliverByNotice } from './owed-by-notice.js';
import { factsOf, stateOfNotice } from './standing-notice.js';

/** Why a step of a notice may not be taken. */
export type NoticeObstacle = 'OWN_NOTICE' | 'STEP_OF_ISSUER' | 'STEP_NOT_OPEN' | 'CLOSED_ALREADY';

export interface OfNotice {
  readonly noticeId: string;
  readonly text: string;
  readonly evidence?: string | null | undefined;
  /** So many steps the caller has seen; left out, however many there are. */
  readonly expectedStepCount?: number | null | undefined;
}

export interface AnswerNotice extends OfNotice {
  readonly step: Exclude<Step, 'CLOSED'>;
  /** Day on which that happened which it tells; left out, today. */
  readonly occurredOn?: unknown;
  /** Of an approval of force majeure: days that were lost, and the first of them, by which the term grows; cases taken out of figures. */
  readonly delayDays?: number | null | undefined;
  readonly delayedFrom?: unknown;
  readonly figures?: readonly TakenOut[] | null | undefined;
}

type Refusal = InvalidInput | Obstructed<NoticeObstacle>;

/**
 * Takes a step of a notice, for the party whose step it is. A step that binds the party is a signatory's.
 *
 * An approval of force majeure takes the cases that it names out of the figures of their periods, and its revocation brings them back; a
 * published one is corrected. No other step moves a point. Errors: every problem or obstacle. Throws NOT_FOUND, FORBIDDEN, and CONFLICT where somebody else took a step.
 */
export const answerNotice = defineCommand({
  name: 'answerNotice',
  permissions: NOTIFYING,
  run: (context, input: AnswerNotice): Promise<Result<NoticeRow, Refusal>> => takeStep(context, input),
});

/** Closes a notice, for the party that issued it: what it was about is settled, or taken back. */
export const closeNotice = defineCommand({
  name: 'closeNotice',
  permissions: NOTIFYING,
  run: (context, input: OfNotice): Promise<Result<NoticeRow, Refusal>> => takeStep(context, { ...input, step: 'CLOSED' }),
});

async function takeStep(
  context: TenantContext,
  input: Omit<AnswerNotice, 'step'> & { readonly step: Step },
): Promise<Result<NoticeRow, Refusal>> {
  const party = partyOf(context, NOTIFYING);
  const [notice] = await findNotices(context, [input.noticeId]);
  if (!notice) throw notFound('通知', 'notice');
  const { steps, kind } = notice;
  if (input.expectedStepCount != null && input.expectedStepCount !== steps.length)
    throw new RequestError(
      'CONFLICT',
      `通知已有 ${steps.length} 步，预期 ${input.expectedStepCount} 步`,
      `the notice has ${steps.length} steps, ${input.expectedStepCount} were expected`,
    );
  const state = stateOfNotice(notice);
  if (state === 'CLOSED') return obstructed(['CLOSED_ALREADY']);
  const move = movesFrom(kind, state)[input.step];
  if (!move) return obstructed(['STEP_NOT_OPEN']);
  const isIssuer = party === notice.party;
  if ((move.by === 'ISSUER') !== isIssuer) return obstructed([isIssuer ? 'OWN_NOTICE' : 'STEP_OF_ISSUER']);
  if (move.isBinding) authorizeToBind(context, party);
  const problems = problemsOfStep(notice, input, context.today);
  if (problems.length > 0) return invalid(problems);
  const occurredOn = input.occurredOn == null ? context.today : String(input.occurredOn);
  const taken = await takeOut(context, notice, input.figures ?? []);
  if (!taken.ok) return taken;
  if (input.step === 'REVOKED') await bringBack(context, notice);
  const em = await context.entities();
  await em.insert(NoticeStep, {
    tenantId: context.tenantId,
    notice: [context.tenantId, notice.id] as const,
    position: steps.length + 1,
    step: input.step,
    party,
    text: input.text,
    evidence: input.evidence?.trim() || null,
    occurredOn,
    delayDays: input.delayDays ?? null,
    delayedFrom: input.delayDays == null ? null : String(input.delayedFrom ?? notice.occurredOn),
    ...context.recorded,
  });
  if (input.step === 'ENDED') {
    const stored = (await context.loader(contractById).load(notice.contractId))!;
    await recordEvents(context, stored, notice, { ...factsOf(notice), endedOn: occurredOn }, 'ENDED');
  }
  context.forgetLoaded();
  const [after] = await findNotices(context, [notice.id]);
  return ok(await deliverByNotice(context, after!, input.step, party, input.text));
}

function problemsOfStep(
  { occurredOn: begunOn }: NoticeRow,
  { step, text, occurredOn, delayDays, delayedFrom, figures }: Omit<AnswerNotice, 'step'> & { readonly step: Step },
  today: string,
): NoticeProblem[] {
  const problems: NoticeProblem[] = [...reasonProblems(text, 'text')];
  if (occurredOn != null) problems.push(...dayProblems('occurredOn', occurredOn, { from: begunOn, to: today }));
  for (const [path, value] of Object.entries({ delayDays, delayedFrom, figures }))
    if (value != null && step !== 'APPROVED')
      problems.push({ path, code: 'MISPLACED_FIELD', message: `只有批准才有 ${path} / only an approval has ${path}` });
  const fromProblems = delayedFrom == null ? [] : dayProblems('delayedFrom', delayedFrom, { from: begunOn, to: today });
  problems.push(...fromProblems);
  if (delayedFrom != null && delayDays == null)
    problems.push({ path: 'delayDays', code: 'REQUIRED', message: '须写明天数 / the number of days is needed' });
  if (delayDays != null && delayDays < 1)
    problems.push({ path: 'delayDays', code: 'BELOW_ONE', message: '不能小于 1 / must be at least 1' });
  else if (delayDays != null && fromProblems.length === 0 && delayDays > daysBetween(String(delayedFrom ?? begunOn), today) + 1)
    problems.push({
      path: 'delayDays',
      code: 'OUT_OF_RANGE',
      message: '只计至今天已实际受阻的天数 / only days that were lost by today are counted',
    });
  return problems;
}
