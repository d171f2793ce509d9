import ical from 'ical-generator';
import type { Party } from '../tenants/party.js';
import type { StandingObligation } from './standing-obligations.js';

/** A notice that waits for a party's answer. */
export interface AwaitedAnswer {
  readonly number: number;
  readonly subject: string;
  readonly dueOn: string;
}

/**
 * What a party has to do by when, as an iCalendar file: an entry of a whole day for each thing that is owed, not met, and has a date, and
 * for each notice that waits for its answer by a day.
 */
export function obligationCalendar(
  contract: string,
  party: Party,
  standing: readonly StandingObligation[],
  answers: readonly AwaitedAnswer[],
): string {
  const calendar = ical({
    name: `${contract} ${party === 'VENDOR' ? '乙方 / vendor' : '甲方 / agency'}`,
    prodId: '//hotline//obligations//ZH',
  });
  const add = (id: string, dueOn: string, summary: string, description: string) =>
    calendar.createEvent({
      id: `${contract}.${id}@hotline`,
      start: new Date(`${dueOn}T00:00:00Z`),
      allDay: true,
      // The same list gives the same file, whenever it is made.
      stamp: new Date(`${dueOn}T00:00:00Z`),
      summary,
      description,
    });
  for (const { obligation, key, due, state, basis, request } of standing) {
    if (!due || (state !== 'OPEN' && state !== 'LATE') || (obligation.owedBy !== party && obligation.owedBy !== 'BOTH')) continue;
    const notes = [
      request,
      basis === 'POLICY' ? '甲方所定期限（政策）/ date set by the agency, policy' : null,
      due.provisional ? '暂定：放假安排未公布 / provisional: holidays are not published' : null,
      `${obligation.proof.zh} / ${obligation.proof.en}`,
      `${obligation.clauses.join(', ')}`,
    ];
    add(
      `${obligation.code}.${key}`,
      due.dueOn,
      `${obligation.title.zh} / ${obligation.title.en} (${key})`,
      notes.filter((note) => note !== null).join('\n'),
    );
  }
  for (const { number, subject, dueOn } of answers)
    add(`notice.${number}`, dueOn, `答复第 ${number} 号通知 / Answer notice ${number}`, subject);
  return calendar.toString();
}
