import { describe, expect, test } from '@jest/globals';
import { settle } from '../../support/calculate.js';

const monthsOf = (no: 2 | 3) =>
  no === 2
    ? ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05']
    : ['2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11'];

const shaanxi = (no: 1 | 2 | 3, fields: Record<string, unknown>) =>
  settle({
    contract: 'shaanxi-12367',
    instalment: no,
    ...(no !== 1 && { scores: Object.fromEntries(monthsOf(no).map((month) => [month, '95'])) }),
    ...fields,
  });

describe('10(2): due dates', () => {
  test('the first instalment is due 10 working days after the invoice', () => {
    expect(shaanxi(1, { invoiceReceivedOn: '2024-12-25' }).dueOn).toBe('2025-01-09');
  });

  test.each([
    ['the invoice is later', { invoiceReceivedOn: '2025-09-24', signedOn: '2025-09-10' }],
    ['the signature is later', { invoiceReceivedOn: '2025-06-10', signedOn: '2025-09-24' }],
    ['both on one day', { invoiceReceivedOn: '2025-09-24', signedOn: '2025-09-24' }],
  ])('the second 30 working days after the later of invoice and signed score: %s', (_case, dates) => {
    expect(shaanxi(2, dates).dueOn).toBe('2025-11-11');
  });

  test.each([
    ['early dates are held back', { invoiceReceivedOn: '2025-11-01', signedOn: '2025-10-01' }, '2026-01-01'],
    ['later ones are counted', { invoiceReceivedOn: '2025-12-10', signedOn: '2025-12-01' }, '2026-01-22'],
  ])('the third never before 2026-01-01, which does not roll: %s', (_case, dates, dueOn) => {
    expect(shaanxi(3, dates).dueOn).toBe(dueOn);
  });

  test.each([
    ['no invoice', { signedOn: '2025-09-10', paidOn: '2025-12-01' }],
    ['no signature', { invoiceReceivedOn: '2025-09-10', paidOn: '2025-12-01' }],
  ])('with %s there is neither due date nor lateness', (_case, dates) => {
    expect(shaanxi(2, dates)).toMatchObject({ dueOn: null, lateDays: null, lateClaim: null });
  });

  test('a due date in a year that is not published is provisional', () => {
    expect(shaanxi(3, { invoiceReceivedOn: '2026-12-10', signedOn: '2026-12-01' }).warnings).toMatchObject([
      { code: 'PROVISIONAL_CALENDAR' },
    ]);
    expect(shaanxi(3, { invoiceReceivedOn: '2025-12-10', signedOn: '2025-12-01' }).warnings).toEqual([]);
  });

  test('4.1: Kezhou sets no payment date, so a quarter is never late', () => {
    const quarter = settle({
      contract: 'kezhou-12345',
      instalment: 1,
      score: 100,
      rosters: [14, 14, 14],
      invoiceReceivedOn: '2025-04-01',
      signedOn: '2025-04-01',
      paidOn: '2025-12-01',
    });
    expect(quarter).toMatchObject({ dueOn: null, lateDays: null, lateClaim: null });
  });
});

describe('5(4): the claim for late payment', () => {
  test('one day late on a single fen is late, though the claim rounds to nothing', () => {
    const { payable, lateDays, lateClaim, lines } = settle({
      contract: 'shaanxi-12367',
      instalment: 3,
      scores: Object.fromEntries(monthsOf(3).map((month) => [month, '15.00001'])),
      invoiceReceivedOn: '2026-03-02',
      signedOn: '2026-03-02',
      paidOn: '2026-04-15',
      readings: { 'S-2': 'PRORATA' },
    });
    expect(payable?.amount).toBe('0.01');
    expect(lateDays).toBe(1);
    expect(lateClaim).toBe('0.00');
    expect(lines.at(-1)!.zh).toContain('逾期 1 天');
  });

  const dates = { invoiceReceivedOn: '2025-09-24', signedOn: '2025-09-10' };
  const paid = (paidOn: string, readings: Record<string, string> = {}) => shaanxi(2, { ...dates, paidOn, readings });

  test.each([
    ['before the due date', '2025-10-31', 0, '0.00'],
    ['on the due date', '2025-11-11', 0, '0.00'],
    ['a day after it', '2025-11-12', 1, '10335.00'],
    ['ten days late', '2025-11-21', 10, '103350.00'],
  ])('paid %s', (_case, paidOn, lateDays, lateClaim) => {
    expect(paid(paidOn)).toMatchObject({ lateDays, lateClaim });
  });

  test('ten days late under PERMILLE_3 of S-12; the payable does not move', () => {
    expect(paid('2025-11-21', { 'S-12': 'PERMILLE_3' })).toMatchObject({ lateClaim: '10335.00', payable: { amount: '344500.00' } });
  });

  test('the other rate stands in the line of the claim', () => {
    expect(paid('2025-11-21').lines.at(-1)).toMatchObject({ clause: '5(4)', arithmetic: '344500 * 0.03 * 10', amount: '103350.00' });
    expect(paid('2025-11-21').lines.at(-1)!.en).toContain('S-12 PERMILLE_3: 10335.00');
  });

  test('the claim is on the rounded payable and rounded once', () => {
    const scores = { '2024-12': '92', '2025-01': '90', '2025-02': '90', '2025-03': '90', '2025-04': '90', '2025-05': '90' };
    const settlement = shaanxi(2, { ...dates, scores, paidOn: '2025-11-12', readings: { 'S-2': 'PRORATA', 'S-12': 'PERMILLE_3' } });
    // 340480.83 × 0.3% = 1021.44249
    expect(settlement).toMatchObject({ payable: { amount: '340480.83' }, lateClaim: '1021.44' });
  });

  test('unpaid there is no lateness yet', () => {
    expect(shaanxi(2, dates)).toMatchObject({ dueOn: '2025-11-11', lateDays: null, lateClaim: null });
  });

  test('beyond 30 days the right to terminate stands beside it, never added', () => {
    const remedy = { arithmetic: '689000 * 0.1', amount: '68900.00' };
    expect(paid('2025-12-11').lines.at(-1)).not.toMatchObject(remedy);
    expect(paid('2025-12-12')).toMatchObject({ lateDays: 31, lateClaim: '320385.00' });
    expect(paid('2025-12-12').lines.at(-1)).toMatchObject(remedy);
  });
});
