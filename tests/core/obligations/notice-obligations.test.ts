import { describe, expect, test } from '@jest/globals';
import { dueOfNotice, eventsOfNotice, type NoticeFacts, obligationsOfNotice } from '../../../src/core/obligations/notice-obligations.js';
import { LIBRARY } from '../../support/library.js';

const notice = (kind: NoticeFacts['kind'], more: Partial<NoticeFacts> = {}): NoticeFacts => ({
  kind,
  issuer: 'AGENCY',
  clauses: [],
  issuedOn: '2025-01-20',
  occurredOn: '2025-01-17',
  plannedOn: null,
  endedOn: null,
  ...more,
});

/** What a notice makes owed under a contract: the obligation and when it is due. */
function owed(contract: string, facts: NoticeFacts): string[] {
  const { obligations, calendar } = LIBRARY.get(contract)!;
  return obligationsOfNotice(obligations, facts).map(
    (obligation) => `${obligation.code} ${dueOfNotice(obligation, facts, calendar)?.dueOn}`,
  );
}

const events = (contract: string, facts: NoticeFacts, moment: 'ISSUED' | 'ENDED') =>
  eventsOfNotice(LIBRARY.get(contract)!.obligations, facts, moment).map(
    ({ code, obligation, occurredOn }) => `${code} ${obligation} ${occurredOn}`,
  );

describe('what a notice makes owed is what the contract’s data says', () => {
  test.each<[string, string, NoticeFacts, string[]]>([
    [
      'shaanxi 5(2): 5 working days from the notice, over Spring Festival',
      'shaanxi-12367',
      notice('RECTIFICATION', { issuedOn: '2025-01-22' }),
      ['defect_correction 2025-02-05', 'rectification_plan 2025-02-05', 'rectification_summary undefined'],
    ],
    [
      'shaanxi 5(3): a month before the end, where the notice rests on it',
      'shaanxi-12367',
      notice('TERMINATION', { clauses: ['5(3)'], plannedOn: '2025-03-31' }),
      ['termination_notice 2025-02-28', 'termination_settlement undefined'],
    ],
    [
      'shaanxi 5(4): no month',
      'shaanxi-12367',
      notice('TERMINATION', { clauses: ['5(4)'], plannedOn: '2025-03-31' }),
      ['termination_settlement undefined'],
    ],
    [
      'kezhou 8.2: 15 days from the event',
      'kezhou-12345',
      notice('FORCE_MAJEURE', { issuer: 'VENDOR', endedOn: '2025-01-19' }),
      ['force_majeure_notice 2025-02-01', 'force_majeure_resumption undefined'],
    ],
    ['kezhou 9.3: 10 days from the request', 'kezhou-12345', notice('DISPUTE'), ['dispute_negotiation 2025-01-30']],
    [
      'kezhou 8.4: the day after the decision',
      'kezhou-12345',
      notice('TERMINATION', { clauses: ['8.4'], occurredOn: '2025-01-19', plannedOn: '2025-01-20' }),
      ['rescission_notice 2025-01-20'],
    ],
    ['minutes: nothing', 'kezhou-12345', notice('MINUTES'), []],
  ])('%s', (_, contract, facts, expected) => {
    expect(owed(contract, facts)).toEqual(expected);
  });

  test('an event happens once for all that count from it; what has no date becomes owed by itself', () => {
    expect(events('shaanxi-12367', notice('RECTIFICATION'), 'ISSUED')).toEqual([
      'defect_notified null 2025-01-20',
      'NOTICE rectification_summary 2025-01-20',
    ]);
    expect(events('shaanxi-12367', notice('RECTIFICATION'), 'ENDED')).toEqual([]);
  });

  test('the end of force majeure happens when it is told, on the day that is told', () => {
    const over = notice('FORCE_MAJEURE', { issuer: 'VENDOR', endedOn: '2025-01-19' });
    expect(events('shaanxi-12367', over, 'ISSUED')).toEqual(['force_majeure_begins null 2025-01-17']);
    expect(events('shaanxi-12367', over, 'ENDED')).toEqual(['force_majeure_ends null 2025-01-19']);
  });
});
