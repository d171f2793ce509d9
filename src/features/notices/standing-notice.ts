import { type NoticeDeadline, openDeadline } from '../../core/notices/deadline.js';
import { type NoticeState, stateAfter } from '../../core/notices/life.js';
import type { NoticeFacts } from '../../core/obligations/notice-obligations.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractById } from '../contracts/contract.loaders.js';
import { type StandingObligation, standingObligations } from '../obligations/standing-obligations.js';
import type { NoticeRow } from './notice.repository.js';

/** How a notice stands after the steps that were taken. */
export const stateOfNotice = ({ kind, steps }: NoticeRow): NoticeState =>
  stateAfter(
    kind,
    steps.map(({ step }) => step),
  );

/** What of a notice decides what becomes owed by it. */
export const factsOf = ({ kind, party, clauses, issuedOn, occurredOn, plannedOn, steps }: NoticeRow): NoticeFacts => ({
  kind,
  issuer: party,
  clauses,
  issuedOn,
  occurredOn,
  plannedOn,
  endedOn: steps.findLast(({ step }) => step === 'ENDED')?.occurredOn ?? null,
});

/** What is owed because of a notice, by due date. */
export async function owedByNotice(context: TenantContext, { contractId, eventIds }: NoticeRow): Promise<readonly StandingObligation[]> {
  if (eventIds.length === 0) return [];
  const stored = (await context.loader(contractById).load(contractId))!;
  return (await standingObligations(context, stored)).filter(({ key }) => eventIds.includes(key));
}

/** The next day by which something is to be done about a notice; null where nothing waits or nobody has set a day. */
export async function deadlineOf(context: TenantContext, notice: NoticeRow): Promise<NoticeDeadline | null> {
  const owed = (await owedByNotice(context, notice)).map(({ due, basis, metOn }) => ({ due, basis, isMet: metOn !== null }));
  return openDeadline(stateOfNotice(notice), owed, notice.answerDueOn);
}
