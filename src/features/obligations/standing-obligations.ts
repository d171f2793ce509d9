import {
  type DueDate,
  type Occurrence,
  type OccurrenceState,
  occurrenceOfEvent,
  scheduledOccurrences,
  stateOn,
} from '../../core/obligations/occurrences.js';
import { compareByCodePoint } from '../../core/values/text.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { extendedTermOf } from './extended-term.js';
import { type DeliverableRow, listDeliverables, listObligationDates, listObligationEvents } from './obligation.repository.js';

/** Something that is owed, with all that is known of it on a day. */
export interface StandingObligation extends Occurrence {
  readonly contractId: string;
  readonly contract: string;
  readonly state: OccurrenceState;
  /** What was demanded, or happened, in words; null of what is owed by the calendar. */
  readonly request: string | null;
  /** Why the agency set the date; null where the contract does, or nobody has. */
  readonly dueReason: string | null;
  /** Day up to which the agency consented to a delay; null for none. */
  readonly consentedUntil: string | null;
  /** Day on which the first deliverable came that was not returned; null while none has. */
  readonly metOn: string | null;
  readonly deliverables: readonly DeliverableRow[];
}

/** Of an operation, each contract once: what is owed changes only by a command, which forgets what was loaded. */
export const standingObligations = (context: TenantContext, stored: StoredContract): Promise<readonly StandingObligation[]> =>
  context.loader(() => listStanding(context, stored), `obligations ${stored.versionId}`);

/** Everything that is owed under a contract, by due date, what has none last; then by the contract's order. */
async function listStanding(context: TenantContext, stored: StoredContract): Promise<StandingObligation[]> {
  const { contract } = stored.checked;
  const term = await extendedTermOf(context, stored);
  const [dates, events, delivered] = [
    await listObligationDates(context, [stored.id]),
    await listObligationEvents(context, [stored.id]),
    await listDeliverables(context, [stored.id]),
  ];
  const deliveredFor = Map.groupBy(delivered, ({ obligation, occurrence }) => `${obligation} ${occurrence}`);
  const dateOf = (kind: 'POLICY' | 'CONSENT', { obligation, key }: Occurrence) =>
    dates.find((row) => row.kind === kind && row.obligation === obligation.code && row.occurrence === key);
  const demanded: Occurrence[] = events.flatMap(({ id, obligation: code, occurredOn, dueOn }) => {
    const obligation = contract.obligations.find((candidate) => candidate.code === code);
    if (!obligation) return [];
    const due = dueOn === null ? null : { dueOn, provisional: false };
    return [{ obligation, key: id, from: occurredOn, to: occurredOn, due, basis: 'POLICY' }];
  });
  const notes = new Map(events.map(({ id, note }) => [id, note]));
  const occurrences = [
    ...contract.obligations.flatMap((obligation) => [
      ...scheduledOccurrences(obligation, { term }, contract.calendar),
      ...events.flatMap((event) => occurrenceOfEvent(obligation, event, contract.calendar) ?? []),
    ]),
    ...demanded,
  ];
  const standing = occurrences.map((occurrence): StandingObligation => {
    const policy = dateOf('POLICY', occurrence);
    const due: DueDate | null = occurrence.basis === 'POLICY' && policy ? { dueOn: policy.date, provisional: false } : occurrence.due;
    const deliverables = deliveredFor.get(`${occurrence.obligation.code} ${occurrence.key}`) ?? [];
    const metOn = deliverables.find(({ outcome }) => outcome !== 'RETURNED')?.submittedOn ?? null;
    return {
      ...occurrence,
      due,
      contractId: stored.id,
      contract: contract.code,
      request: notes.get(occurrence.key) ?? null,
      dueReason: policy?.reason ?? null,
      consentedUntil: dateOf('CONSENT', occurrence)?.date ?? null,
      metOn,
      deliverables,
      state: stateOn(occurrence, due, metOn, context.today),
    };
  });
  return standing.sort(byDueDate);
}

// The sort is stable: equals stay in the contract's order.
const byDueDate = (a: StandingObligation, b: StandingObligation): number =>
  compareByCodePoint(a.due?.dueOn ?? '9999', b.due?.dueOn ?? '9999') || compareByCodePoint(a.from, b.from);
