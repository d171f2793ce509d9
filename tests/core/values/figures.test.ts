import { describe, expect, test } from '@jest/globals';
import { Exact } from '../../../src/core/values/exact.js';
import { printMoney, printPercent, printPoints, roundToFen } from '../../../src/core/values/figures.js';

describe('figures as they are printed', () => {
  test.each([
    ['9.90', '9.9'],
    ['10', '10'],
    ['0', '0'],
    ['280/3', '93.3333'],
    ['-1/30000', '0'],
    ['1/20000', '0.0001'],
  ])('%s points are %s', (points, printed) => {
    expect(printPoints(Exact.of(points))).toBe(printed);
  });

  test.each([
    ['9987/10000', '99.87%'],
    ['1', '100%'],
    ['1/3', '33.3333%'],
  ])('a rate of %s is %s', (rate, printed) => {
    expect(printPercent(Exact.of(rate))).toBe(printed);
  });

  test.each([
    ['184800', '184800.00'],
    ['340538.245', '340538.25'],
    ['-20', '-20.00'],
  ])('%s yuan are %s', (yuan, printed) => {
    expect(printMoney(Exact.of(yuan))).toBe(printed);
    expect(roundToFen(Exact.of(yuan)).equals(Exact.of(printed))).toBe(true);
  });
});
