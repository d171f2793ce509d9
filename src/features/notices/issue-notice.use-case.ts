import { v7 as uuid } from 'uuid';
import { bindsIssuer } from '../../core/notices/life.js';
import { eventsOfNotice, type NoticeFacts } from '../../core/obligations/notice-obligations.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findPeriods } from '../assessment-periods/assessment-period.repository.js';
import { findRecorded } from '../assessment-periods/recorded.repository.js';
import { type InvalidInput, invalid } from '../assessment-periods/refusal.js';
import { findStoredContract, type StoredContract } from '../contracts/stored-contract.js';
import { appendObligationEvent } from '../obligations/manage-obligations.use-case.js';
import { authorizeToBind, NOTIFYING, partyOf } from '../tenants/party.js';
import { Notice, NoticeEvent } from './notice.entity.js';
import { findNotices, type NoticeRow, nextNoticeNumber } from './notice.repository.js';
import { type NoticeContent, type NoticeProblem, problemsOfContent, problemsOfDates } from './notice-problems.js';
import { deliverByNotice } from './owed-by-notice.js';

export interface IssueNotice extends NoticeContent {
  readonly contract: string;
  readonly periodId?: string | null | undefined;
  readonly findingId?: string | null | undefined;
}

/**
 * Issues a notice for the party that somebody acts for. It moves no points; what it makes owed, by the contract's data, becomes owed.
 *
 * What binds the party is issued by a signatory. Errors: every problem. Throws FORBIDDEN, and NOT_FOUND for a period or a finding that
 * is not the caller's to see.
 */
export const issueNotice = defineCommand({
  name: 'issueNotice',
  permissions: NOTIFYING,
  async run(context, input: IssueNotice): Promise<Result<NoticeRow, InvalidInput>> {
    const party = partyOf(context, NOTIFYING);
    if (bindsIssuer(input.kind)) authorizeToBind(context, party);
    const stored = await findStoredContract(context, input.contract);
    if (!stored)
      return invalid([
        { path: 'contract', code: 'UNKNOWN_CONTRACT', message: `未知合同 ${input.contract} / unknown contract ${input.contract}` },
      ]);
    const { contract } = stored.checked;
    const about = await subjectOf(context, stored, input);
    const problems = [...problemsOfContent(input, party, contract, context.today), ...about.problems];
    if (problems.length > 0) return invalid(problems);
    const facts: NoticeFacts = {
      kind: input.kind,
      issuer: party,
      clauses: input.clauses,
      issuedOn: context.today,
      occurredOn: String(input.occurredOn),
      plannedOn: textOrNull(input.plannedOn),
      endedOn: null,
    };
    const dates = problemsOfDates(facts, textOrNull(input.answerDueOn), contract);
    if (dates.length > 0) return invalid(dates);
    const em = await context.entities();
    const id = uuid();
    await em.insert(Notice, {
      tenantId: context.tenantId,
      id,
      contract: [context.tenantId, stored.id] as const,
      number: await nextNoticeNumber(context, stored.id),
      kind: input.kind,
      party,
      subject: input.subject,
      text: input.text,
      issuedOn: facts.issuedOn,
      occurredOn: facts.occurredOn,
      clauses: [...input.clauses],
      act: textOrNull(input.act),
      loss: textOrNull(input.loss),
      claim: textOrNull(input.claim),
      expectedUntil: textOrNull(input.expectedUntil),
      plannedOn: facts.plannedOn,
      ...(about.periodId && { period: [context.tenantId, about.periodId] as const }),
      ...(about.findingId && { finding: [context.tenantId, about.findingId] as const }),
      answerDueOn: textOrNull(input.answerDueOn),
      evidence: textOrNull(input.evidence),
      ...context.recorded,
    });
    await recordEvents(context, stored, { id, subject: input.subject }, facts, 'ISSUED');
    return ok(await deliverByNotice(context, (await findNotices(context, [id]))[0]!, 'ISSUED', party, input.text));
  },
});

const textOrNull = (given: unknown): string | null => (given == null ? null : String(given).trim() || null);

/** Appends what happens for the contract's obligations by a notice, each with its link. */
export async function recordEvents(
  context: TenantContext,
  stored: StoredContract,
  { id, subject }: Pick<NoticeRow, 'id' | 'subject'>,
  facts: NoticeFacts,
  moment: 'ISSUED' | 'ENDED',
): Promise<void> {
  const em = await context.entities();
  for (const event of eventsOfNotice(stored.checked.contract.obligations, facts, moment)) {
    const eventId = await appendObligationEvent(context, stored.id, { ...event, dueOn: null, note: subject });
    const { tenantId } = context;
    await em.insert(NoticeEvent, { tenantId, notice: [tenantId, id] as const, event: [tenantId, eventId] as const });
  }
  context.forgetLoaded();
}

interface Subject {
  readonly periodId: string | null;
  readonly findingId: string | null;
  readonly problems: readonly NoticeProblem[];
}

/** The period and the finding that a notice is about. A finding brings its period. */
async function subjectOf(context: TenantContext, stored: StoredContract, { periodId, findingId }: IssueNotice): Promise<Subject> {
  const [finding] = findingId == null ? [] : await findRecorded(context, 'findings', [findingId]);
  if (findingId != null && !finding) throw notFound('发现', 'finding');
  const about = periodId ?? finding?.periodId ?? null;
  const [period] = about === null ? [] : await findPeriods(context, [about]);
  if (about !== null && !period) throw notFound('考核期', 'period');
  const problems: NoticeProblem[] = [];
  if (period && period.contractId !== stored.id)
    problems.push({ path: 'periodId', code: 'NOT_OF_CONTRACT', message: '不是此合同的考核期 / no period of this contract' });
  if (finding && finding.periodId !== about)
    problems.push({ path: 'findingId', code: 'NOT_OF_PERIOD', message: '不是此考核期的发现 / no finding of this period' });
  return { periodId: about, findingId: findingId ?? null, problems };
}
