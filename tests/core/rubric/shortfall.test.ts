import { describe, expect, test } from '@jest/globals';
import { itemOf, pointsOf } from '../../support/calculate.js';
import { shaanxiMonth } from '../../support/quarters.js';

describe('annex, 1: team size costs 1 for each person short of 10', () => {
  test.each([
    [12, '10'],
    [10, '10'],
    [9, '9'],
    [1, '1'],
    [0, '0'],
  ])('a team of %i gives %s', (teamHeadcount, points) => {
    expect(pointsOf(shaanxiMonth({ counts: { teamHeadcount } }), '1')).toBe(points);
  });

  test('an absent count is NO_DATA, never a team of nobody', () => {
    expect(itemOf(shaanxiMonth({ counts: { teamHeadcount: null } }), '1')).toMatchObject({ points: null, status: 'NO_DATA' });
  });
});

describe('annex, 10: exam coverage costs 1 for each person not examined', () => {
  test.each([
    [10, 10, '10'],
    [10, 9, '9'],
    [10, 0, '0'],
    [25, 10, '0'],
    [1, 0, '9'],
  ])('of %i required %i taken gives %s', (examRequired, examTaken, points) => {
    expect(pointsOf(shaanxiMonth({ counts: { examRequired, examTaken } }), '10')).toBe(points);
  });

  test('a deduction beyond the item is written with its floor', () => {
    const month = shaanxiMonth({ counts: { examRequired: 25, examTaken: 10 } });
    expect(itemOf(month, '10').lines).toMatchObject([{ measured: '10 / 25', arithmetic: 'max(0, 10 - 15 * 1)', points: '0' }]);
  });

  test('nobody to be examined is NO_DATA', () => {
    expect(itemOf(shaanxiMonth({ counts: { examRequired: 0, examTaken: 0 } }), '10').status).toBe('NO_DATA');
  });
});
