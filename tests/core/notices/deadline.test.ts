import { describe, expect, test } from '@jest/globals';
import { type OwedOfNotice, openDeadline } from '../../../src/core/notices/deadline.js';

const owed = (dueOn: string | null, more: Partial<OwedOfNotice> = {}): OwedOfNotice => ({
  due: dueOn === null ? null : { dueOn, provisional: false },
  basis: 'CONTRACT',
  isMet: false,
  ...more,
});

const shown = (...args: Parameters<typeof openDeadline>) => {
  const deadline = openDeadline(...args);
  return deadline && `${deadline.dueOn} ${deadline.basis}${deadline.provisional ? ' provisional' : ''}`;
};

describe('the deadline of a notice', () => {
  test.each<[string, string | null, Parameters<typeof openDeadline>]>([
    ['nothing owed, nothing asked', null, ['ISSUED', [], null]],
    ['what the agency asks for, while nobody has answered', '2025-03-10 POLICY', ['ISSUED', [], '2025-03-10']],
    ['an answer is there', null, ['CONTESTED', [], '2025-03-10']],
    ['the first of what is owed', '2025-03-05 CONTRACT', ['ISSUED', [owed('2025-03-07'), owed('2025-03-05')], null]],
    ['what is met waits no longer', '2025-03-07 CONTRACT', ['PLANNED', [owed('2025-03-07'), owed('2025-03-05', { isMet: true })], null]],
    ['what has no date', null, ['ISSUED', [owed(null)], null]],
    ['a date of the agency’s for what is owed', '2025-03-07 POLICY', ['REMEDIED', [owed('2025-03-07', { basis: 'POLICY' })], null]],
    ['a closed one has none', null, ['CLOSED', [owed('2025-03-07')], '2025-03-10']],
    [
      'a year whose holidays are not published',
      '2027-02-08 CONTRACT provisional',
      ['ISSUED', [owed(null, { due: { dueOn: '2027-02-08', provisional: true } })], null],
    ],
  ])('%s', (_, expected, args) => {
    expect(shown(...args)).toBe(expected);
  });
});
