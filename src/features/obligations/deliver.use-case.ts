import { v7 as uuid } from 'uuid';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import type { Party } from '../tenants/party.js';
import { Deliverable, DeliverableReview } from './obligation.entity.js';
import { type DeliverableRow, findDeliverables } from './obligation.repository.js';
import { type StandingObligation, standingObligations } from './standing-obligations.js';

type InputProblem = InvalidInput['problems'][number];

export interface SubmitDeliverable {
  readonly contract: string;
  readonly obligation: string;
  readonly occurrence: string;
  readonly description: string;
  /** Day on which the agency got it; only the agency says another one than today. */
  readonly submittedOn?: unknown;
}

/** Delivers what is owed, for the party that owes it; the agency also enters what came on paper. Errors: every problem. */
export const submitDeliverable = defineCommand({
  name: 'submitDeliverable',
  permissions: ['deliverable:submit', 'deliverable:receive'],
  async run(context, input: SubmitDeliverable): Promise<Result<DeliverableRow, InvalidInput>> {
    const { contract, obligation, occurrence, description, submittedOn } = input;
    const party: Party = context.may('deliverable:receive') ? 'AGENCY' : 'VENDOR';
    const stored = await findStoredContract(context, contract);
    if (!stored)
      return invalid([{ path: 'contract', code: 'UNKNOWN_CONTRACT', message: `未知合同 ${contract} / unknown contract ${contract}` }]);
    const standing = (await standingObligations(context, stored)).find(
      (candidate) => candidate.obligation.code === obligation && candidate.key === occurrence,
    );
    const problems: InputProblem[] = [...reasonProblems(description, 'description')];
    if (!standing)
      problems.push({
        path: 'occurrence',
        code: 'UNKNOWN_OCCURRENCE',
        message: `没有待履行的 ${obligation} ${occurrence} / nothing of the kind is owed: ${obligation} ${occurrence}`,
      });
    else if (party === 'VENDOR' && standing.obligation.owedBy === 'AGENCY')
      problems.push({ path: 'obligation', code: 'OWED_BY_OTHERS', message: '由甲方履行 / the agency owes it' });
    if (submittedOn != null && party === 'VENDOR')
      problems.push({ path: 'submittedOn', code: 'MISPLACED_FIELD', message: '日期由系统记录 / the day is recorded by the system' });
    else if (submittedOn != null && !isIsoDate(String(submittedOn)))
      problems.push({ path: 'submittedOn', code: 'NOT_A_DATE', message: '应为日期 YYYY-MM-DD / a date YYYY-MM-DD is expected' });
    else if (submittedOn != null && String(submittedOn) > context.today)
      problems.push({ path: 'submittedOn', code: 'OUT_OF_RANGE', message: '不能晚于今天 / must not lie ahead' });
    const cameOn = submittedOn == null ? context.today : String(submittedOn);
    if (standing && isTooEarly(standing, cameOn))
      problems.push({
        path: submittedOn == null ? 'occurrence' : 'submittedOn',
        code: 'NOT_YET_OWED',
        message: `${standing.from} 起方可提交 / what it is about begins on ${standing.from}`,
      });
    if (problems.length > 0) return invalid(problems);
    const delivered = { obligation, occurrence, party, submittedOn: cameOn, description };
    const id = await appendDeliverable(context, stored.id, delivered);
    return ok((await findDeliverables(context, [id]))[0]!);
  },
});

/** What is due after the days that it is about looks back on them; a plan, due before or within them, may come at any time. */
const isTooEarly = ({ due, from, to }: StandingObligation, cameOn: string): boolean =>
  due !== null && due.dueOn > to && isIsoDate(cameOn) && cameOn < from;

/** Why a deliverable is not reviewed. */
export type ReviewObstacle = 'REVIEWED_SO_ALREADY' | 'SUBMITTED_BY_YOURSELF';

export interface ReviewDeliverable {
  readonly deliverableId: string;
  readonly outcome: 'ACCEPTED' | 'RETURNED';
  readonly reason: string;
}

/** Accepts a deliverable, or returns it with the reason: what is returned counts as not delivered. Errors: every problem or obstacle. */
export const reviewDeliverable = defineCommand({
  name: 'reviewDeliverable',
  permissions: ['obligation:manage'],
  async run(context, input: ReviewDeliverable): Promise<Result<DeliverableRow, InvalidInput | Obstructed<ReviewObstacle>>> {
    const { deliverableId, outcome, reason } = input;
    const [row] = await findDeliverables(context, [deliverableId]);
    if (!row) throw notFound('交付物', 'deliverable');
    const problems = reasonProblems(reason);
    if (problems.length > 0) return invalid(problems);
    if (row.outcome === outcome) return obstructed(['REVIEWED_SO_ALREADY']);
    if (row.recordedBy === context.actor.subject) return obstructed(['SUBMITTED_BY_YOURSELF']);
    await appendReview(context, row, { outcome, reason });
    return ok((await findDeliverables(context, [row.id]))[0]!);
  },
});

/** Appends what was delivered for something that is owed; gives its id. */
export async function appendDeliverable(
  context: TenantContext,
  contractId: string,
  delivered: Pick<DeliverableRow, 'obligation' | 'occurrence' | 'party' | 'submittedOn' | 'description'>,
): Promise<string> {
  const em = await context.entities();
  const id = uuid();
  await em.insert(Deliverable, {
    ...delivered,
    tenantId: context.tenantId,
    id,
    contract: [context.tenantId, contractId] as const,
    ...context.recorded,
  });
  return id;
}

/** Appends a review of a deliverable. */
export async function appendReview(
  context: TenantContext,
  { id, reviewCount }: Pick<DeliverableRow, 'id' | 'reviewCount'>,
  review: Pick<ReviewDeliverable, 'outcome' | 'reason'>,
): Promise<void> {
  const em = await context.entities();
  await em.insert(DeliverableReview, {
    ...review,
    tenantId: context.tenantId,
    deliverable: [context.tenantId, id] as const,
    revision: reviewCount + 1,
    ...context.recorded,
  });
}
