import type { WorkingCalendar } from '../calendar/working-days.js';
import type { Obligation } from '../contract/contract-shapes.js';
import type { NoticeKind } from '../notices/life.js';
import type { IsoDate } from '../values/dates.js';
import { type DueDate, occurrenceOfEvent } from './occurrences.js';

/** What of a notice decides what becomes owed by it. */
export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly issuer: 'AGENCY' | 'VENDOR';
  /** Numbers of the clauses that it rests on. */
  readonly clauses: readonly string[];
  readonly issuedOn: IsoDate;
  readonly occurredOn: IsoDate;
  /** Day on which the contract is to end; null for any other kind. */
  readonly plannedOn: IsoDate | null;
  /** Day on which the event was over; null while nobody has said so. */
  readonly endedOn: IsoDate | null;
}

/** Something that happened by a notice, from which obligations are counted. */
export interface NoticeEvent {
  /** As the due rules name it; NOTICE for an obligation that the contract gives no date. */
  readonly code: string;
  /** What becomes owed, where the contract gives it no date; else null: whatever counts from the event does. */
  readonly obligation: string | null;
  readonly occurredOn: IsoDate;
}

/** Event code of what becomes owed by a notice without a date of the contract's. */
export const NOTICE_EVENT = 'NOTICE';

/** The obligations that a notice brings with it, as the contract's data says. */
export const obligationsOfNotice = (obligations: readonly Obligation[], notice: NoticeFacts): Obligation[] =>
  obligations.filter(({ noticeOf, clauses, owedBy }) => {
    if (noticeOf?.kind !== notice.kind) return false;
    if (noticeOf.onlyUnderItsClauses && !clauses.some((number) => notice.clauses.includes(number))) return false;
    // What the notice itself performs is owed by whoever issues it.
    const isByIssuer = noticeOf.metBy.some((step) => step === 'ISSUED' || step === 'ENDED' || step === 'PROOF_SUBMITTED');
    return !isByIssuer || owedBy === 'BOTH' || owedBy === notice.issuer;
  });

/** What happens, for the contract's obligations, when a notice is issued (or when its event is over): each once. */
export function eventsOfNotice(obligations: readonly Obligation[], notice: NoticeFacts, moment: 'ISSUED' | 'ENDED'): NoticeEvent[] {
  const events = new Map<string, NoticeEvent>();
  for (const obligation of obligationsOfNotice(obligations, notice)) {
    const { due, code, noticeOf } = obligation;
    if ((noticeOf!.from === 'ENDED') !== (moment === 'ENDED')) continue;
    const occurredOn = dayOf(notice, noticeOf!.from);
    const event = 'event' in due ? { code: due.event, obligation: null, occurredOn } : { code: NOTICE_EVENT, obligation: code, occurredOn };
    events.set(JSON.stringify(event), event);
  }
  return [...events.values()];
}

/** When an obligation of a notice is due by the contract; null where it gives no date. */
export function dueOfNotice(obligation: Obligation, notice: NoticeFacts, calendar: WorkingCalendar): DueDate | null {
  if (!('event' in obligation.due)) return null;
  const event = { id: '', code: obligation.due.event, occurredOn: dayOf(notice, obligation.noticeOf!.from) };
  return occurrenceOfEvent(obligation, event, calendar)?.due ?? null;
}

/** The day of a notice that dates are counted from. */
function dayOf(notice: NoticeFacts, from: NonNullable<Obligation['noticeOf']>['from']): IsoDate {
  const days = { ISSUED: notice.issuedOn, OCCURRED: notice.occurredOn, PLANNED: notice.plannedOn, ENDED: notice.endedOn };
  return days[from]!;
}
