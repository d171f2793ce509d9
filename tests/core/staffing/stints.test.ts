import { describe, expect, test } from '@jest/globals';
import { isDemandedIn, stintsOf } from '../../../src/core/staffing/stints.js';
import { admitted, left } from './staff-events.js';

describe('a demand is about the time on the roster in which it is made', () => {
  const stints = stintsOf([
    admitted('s1', '2030-01-01'),
    admitted('s1', '2030-01-02'),
    left('s1', '2030-01-10'),
    left('s1', '2030-01-11'),
    // Back on the day of the departure, and once more later.
    admitted('s1', '2030-01-10'),
    left('s1', '2030-01-20'),
    admitted('s1', '2030-02-01'),
  ]).get('s1')!;

  test('a time on the roster goes from an admission to the departure; what cannot follow is passed over', () => {
    expect(stints.map(({ from, until }) => `${from} ${until}`)).toEqual([
      '2030-01-01 2030-01-10',
      '2030-01-10 2030-01-11',
      '2030-02-01 null',
    ]);
  });

  test.each([
    ['2029-12-31', []],
    ['2030-01-01', [0]],
    ['2030-01-10', [0]],
    ['2030-01-11', [1]],
    ['2030-01-15', []],
    ['2030-02-01', [2]],
    ['2030-09-01', [2]],
  ])('one of %s', (day, expected) => {
    expect(stints.flatMap((stint, index) => (isDemandedIn(stint, day) ? [index] : []))).toEqual(expected);
  });
});
