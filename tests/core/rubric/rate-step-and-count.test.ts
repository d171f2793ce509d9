import { describe, expect, test } from '@jest/globals';
import { itemOf, pointsOf } from '../../support/calculate.js';
import { kezhouQuarter } from '../../support/quarters.js';

const JOINS = ['LARGER', 'SUM', 'RATE_ONLY', 'BEYOND_TOLERANCE'];

describe('annex 1, 2.2: dispatch accuracy costs by its rate and by each wrong ticket', () => {
  const dispatch = (misdispatchedTickets: number, dispatchedTickets: number, readings: Record<string, string>) =>
    pointsOf(kezhouQuarter({ counts: { misdispatchedTickets, dispatchedTickets }, readings }), '2.2');

  test.each([
    ['50 wrong of 10,000', 50, 10_000, ['5', '5', '10', '10']],
    ['50 wrong of 2,000', 50, 2_000, ['5', '3.5', '8.5', '7']],
    ['nothing wrong', 0, 2_000, ['10', '10', '10', '10']],
    ['exactly 99%, 20 of 2,000', 20, 2_000, ['8', '8', '10', '10']],
    ['one beyond it, 21 of 2,000', 21, 2_000, ['7.9', '7.9', '10', '9.9']],
    ['the rate costs more, 3 wrong of 100', 3, 100, ['8', '7.7', '8', '9.8']],
    ['more than the item holds', 500, 1_000, ['0', '0', '0', '0']],
    ['all of them wrong', 7, 7, ['0', '0', '0', '9.3']],
  ])('%s under the four options of K-37', (_case, wrong, dispatched, points) => {
    expect(JOINS.map((option) => dispatch(wrong, dispatched, { 'K-37': option }))).toEqual(points);
  });

  test('the tolerance is in whole tickets: 1% of 199 lets one pass', () => {
    expect(dispatch(2, 199, { 'K-37': 'BEYOND_TOLERANCE' })).toBe('9.9');
    expect(dispatch(2, 200, { 'K-37': 'BEYOND_TOLERANCE' })).toBe('10');
  });

  test('part of a step of the rate follows K-24: 98.88%', () => {
    const points = ['FLOOR', 'PRORATA', 'CEIL'].map((option) => dispatch(56, 5_000, { 'K-24': option, 'K-37': 'RATE_ONLY' }));
    expect(points).toEqual(['9.9', '9.88', '9.8']);
  });

  test('the line says which of the two was taken, and what each is', () => {
    const quarter = kezhouQuarter({ counts: { misdispatchedTickets: 50, dispatchedTickets: 2_000 } });
    expect(itemOf(quarter, '2.2').lines).toMatchObject([
      {
        clause: 'annex 1, 2.2',
        measured: '1950/2000 = 97.5%; misdispatchedTickets 50',
        arithmetic: '10 - max(15 * 0.1, 50 * 0.1)',
        points: '5',
      },
    ]);
  });

  test.each([
    ['the wrong tickets are not counted', { misdispatchedTickets: null }],
    ['the tickets are not counted', { dispatchedTickets: null }],
    ['nothing was dispatched', { dispatchedTickets: 0 }],
  ])('is NO_DATA where %s', (_case, counts) => {
    expect(itemOf(kezhouQuarter({ counts }), '2.2')).toMatchObject({ points: null, status: 'NO_DATA' });
  });
});
