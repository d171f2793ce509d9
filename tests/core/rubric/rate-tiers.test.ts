import { describe, expect, test } from '@jest/globals';
import { itemOf, pointsOf } from '../../support/calculate.js';
import { shaanxiMonth } from '../../support/quarters.js';

describe('annex, 3: monthly turnover', () => {
  const turnover = (leavers: number, openingHeadcount: number, option = 'TEN') =>
    pointsOf(shaanxiMonth({ counts: { leavers, openingHeadcount }, readings: { 'S-19': option } }), '3');

  test.each([
    ['0%', 0, 10, '10', '10'],
    ['19.9%', 199, 1000, '10', '10'],
    ['20%', 2, 10, '10', '5'],
    ['25%', 25, 100, '10', '5'],
    ['30%', 3, 10, '10', '5'],
    ['30.1%', 301, 1000, '0', '0'],
    ['100%', 10, 10, '0', '0'],
  ])('%s gives its tier, from 20%% to 30%% both included what S-19 says', (_rate, leavers, opening, ten, five) => {
    expect([turnover(leavers, opening), turnover(leavers, opening, 'FIVE')]).toEqual([ten, five]);
  });

  test('a rate that no decimal can write is placed exactly: 3 of 9 is above 30%', () => {
    expect([turnover(3, 9), turnover(2, 9, 'FIVE')]).toEqual(['0', '5']);
  });

  test('the line names the tier', () => {
    const month = shaanxiMonth({ counts: { leavers: 2 } });
    expect(itemOf(month, '3').lines).toMatchObject([{ clause: 'annex, 3', measured: '2/10 = 20%', arithmetic: '10', points: '10' }]);
    expect(itemOf(month, '3').lines[0]!.en).toContain('from 20%, up to 30%');
  });

  test.each([
    ['nobody was there at the beginning', { openingHeadcount: 0 }],
    ['the leavers are not counted', { leavers: null }],
  ])('is NO_DATA where %s', (_case, counts) => {
    expect(itemOf(shaanxiMonth({ counts }), '3')).toMatchObject({ points: null, status: 'NO_DATA' });
  });
});
