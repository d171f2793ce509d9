import type { IsoDate } from '../values/dates.js';
import type { NoticeState } from './life.js';

/** By when something is to be done about a notice, and who says so. */
export interface NoticeDeadline {
  readonly dueOn: IsoDate;
  readonly basis: 'CONTRACT' | 'POLICY';
  /** Whether it rests on a year whose working days are not published. */
  readonly provisional: boolean;
}

/** Something that is owed because of a notice. */
export interface OwedOfNotice {
  readonly due: { readonly dueOn: IsoDate; readonly provisional: boolean } | null;
  readonly basis: NoticeDeadline['basis'];
  readonly isMet: boolean;
}

/**
 * The next day by which something is to be done about a notice; null where nothing waits, or nobody has set a day.
 *
 * What the contract, or the agency for the contract, sets for what is owed comes first; the day by which the agency asks for an
 * answer counts while there is none.
 */
export function openDeadline(state: NoticeState, owed: readonly OwedOfNotice[], answerDueOn: IsoDate | null): NoticeDeadline | null {
  if (state === 'CLOSED') return null;
  const waiting = owed.flatMap(({ due, basis, isMet }) => (due && !isMet ? [{ ...due, basis }] : []));
  if (state === 'ISSUED' && answerDueOn !== null) waiting.push({ dueOn: answerDueOn, provisional: false, basis: 'POLICY' });
  if (waiting.length === 0) return null;
  return waiting.reduce((first, next) => (next.dueOn < first.dueOn ? next : first));
}
