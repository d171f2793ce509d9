import { describe, expect, test } from '@jest/globals';
import { itemOf, pointsOf } from '../../support/calculate.js';
import { kezhouQuarter } from '../../support/quarters.js';

describe('annex 1, 1.5: each 2 hours beyond 24 cost 0.1, ticket by ticket', () => {
  const quarter = (tickets: [elapsedHours: string | number, count?: number][], option = 'FLOOR') =>
    kezhouQuarter({
      findings: tickets.map(([elapsedHours, count = 1], index) => ({
        id: `f-${index}`,
        item: '1.5',
        kind: 'late_dispatch',
        occurredOn: '2025-02-01',
        elapsedHours,
        count,
      })),
      readings: { 'K-34': option },
    });

  test.each<[string, [string | number, number?][], string, string, string]>([
    ['24 hours', [[24]], '1', '1', '1'],
    ['less than that', [['3.5']], '1', '1', '1'],
    ['25.9 hours', [['25.9']], '1', '0.905', '0.9'],
    ['26 hours', [['26']], '0.9', '0.9', '0.9'],
    ['29.5 hours', [['29.5']], '0.8', '0.725', '0.7'],
    ['parts are not added across tickets', [['25'], ['25']], '1', '0.9', '0.8'],
    ['parts are taken per ticket before the count', [['25.5', 4]], '1', '0.7', '0.6'],
    ['44 hours', [['44']], '0', '0', '0'],
    ['more than the item holds', [['26'], ['100.25', 3]], '0', '0', '0'],
  ])('%s under the three options of K-34', (_case, tickets, floor, prorata, ceil) => {
    const points = ['FLOOR', 'PRORATA', 'CEIL'].map((option) => pointsOf(quarter(tickets, option), '1.5'));
    expect(points).toEqual([floor, prorata, ceil]);
  });

  test('no ticket was late: full', () => {
    expect(itemOf(quarter([]), '1.5')).toMatchObject({ points: '1', lines: [{ arithmetic: '1', points: '1' }] });
  });

  test('one line holds every ticket, so that parts still add up', () => {
    expect(itemOf(quarter([['29.5'], ['25', 2]], 'PRORATA'), '1.5').lines).toMatchObject([
      { measured: 'f-0: 29.5 h × 1; f-1: 25 h × 2', arithmetic: '1 - (2.75 + 2 * 0.5) * 0.1', points: '0.625' },
    ]);
  });
});
