import ical from 'ical-generator';
import type { Party } from '../tenants/party.js';
import type { StandingObligation } from './standing-obligations.js';

/** What a party has to do by when, as an iCalendar file: an entry of a whole day for each thing that is owed, not met, and has a date. */
export function obligationCalendar(contract: string, party: Party, standing: readonly StandingObligation[]): string {
  const calendar = ical({
    name: `${contract} ${party === 'VENDOR' ? '乙方 / vendor' : '甲方 / agency'}`,
    prodId: '//hotline//obligations//ZH',
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
    calendar.createEvent({
      id: `${contract}.${obligation.code}.${key}@hotline`,
      start: new Date(`${due.dueOn}T00:00:00Z`),
      allDay: true,
      // The same list gives the same file, whenever it is made.
      stamp: new Date(`${due.dueOn}T00:00:00Z`),
      summary: `${obligation.title.zh} / ${obligation.title.en} (${key})`,
      description: notes.filter((note) => note !== null).join('\n'),
    });
  }
  return calendar.toString();
}
