import { describe, expect, test } from '@jest/globals';
import { settle } from '../../support/calculate.js';

const WINDOWS: Record<number, string[]> = {
  2: ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'],
  3: ['2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11'],
};

/** An instalment whose six months all have the same score, which is then their mean. */
const instalment = (no: number, mean: string, readings: Record<string, string> = {}) =>
  settle({
    contract: 'shaanxi-12367',
    instalment: no,
    scores: Object.fromEntries(WINDOWS[no]!.map((month) => [month, mean])),
    readings,
  });

describe('10(2).2 and 10(2).3: below 95 each point costs 0.5% of the quarterly fee', () => {
  test.each([
    ['110', '344500.00', '68900.00'],
    ['95', '344500.00', '68900.00'],
    ['94.5', '344500.00', '68900.00'],
    ['94', '343638.75', '68038.75'],
    ['90.4', '341055.00', '65455.00'],
    ['80', '331581.25', '55981.25'],
    ['15', '275600.00', '0.00'],
    ['0', '262681.25', '0.00'],
  ])('a mean of %s pays %s and %s', (mean, second, third) => {
    expect([instalment(2, mean).payable!.amount, instalment(3, mean).payable!.amount]).toEqual([second, third]);
  });

  test('a mean of 90.4 under the three options of S-2', () => {
    const { readings } = instalment(2, '90.4');
    expect(readings.find(({ code }) => code === 'S-2')).toMatchObject({
      option: 'FLOOR',
      alternatives: [
        { option: 'PRORATA', payable: '340538.25' },
        { option: 'CEIL', payable: '340193.75' },
      ],
    });
  });

  test.each([
    ['QUARTER_OF_TOTAL', '341055.00', '65455.00'],
    ['INSTALMENT', '337610.00', '67522.00'],
    ['HALF_OF_TOTAL', '337610.00', '62010.00'],
  ])('a mean of 90.4 under %s of S-1', (option, second, third) => {
    const pays = (no: number) => instalment(no, '90.4', { 'S-1': option }).payable!.amount;
    expect([pays(2), pays(3)]).toEqual([second, third]);
  });

  test('a negative mean takes the whole instalment at most', () => {
    expect(instalment(3, '-20').payable).toEqual({ amount: '0.00', undisputed: '0.00', greatest: '29282.50' });
  });

  test('what is deducted and what is paid add up to the instalment', () => {
    expect(instalment(2, '90.4')).toMatchObject({ base: '344500.00', deduction: '3445.00', payable: { amount: '341055.00' } });
  });
});

describe('the mean', () => {
  const scores = (...values: string[]) => Object.fromEntries(WINDOWS[2]!.map((month, index) => [month, values[index]!]));

  test('is simple and unrounded: a mean that is printed as 95 can still lie below it', () => {
    const settlement = settle({
      contract: 'shaanxi-12367',
      instalment: 2,
      scores: scores('95', '95', '95', '95', '95', '94.9999'),
      readings: { 'S-2': 'CEIL' },
    });
    expect(settlement).toMatchObject({ score: '95', deduction: '861.25' });
  });

  test('of scores that no decimal can write the mean of is exact, the payable rounded half up once', () => {
    const settlement = settle({
      contract: 'shaanxi-12367',
      instalment: 2,
      scores: scores('90', '90', '90', '90', '90', '92'),
      readings: { 'S-2': 'PRORATA' },
    });
    // 95 - 542/6 = 14/3 points at 861.25 each are 4019.1666…
    expect(settlement).toMatchObject({ score: '90.3333', payable: { amount: '340480.83' }, deduction: '4019.17' });
    expect(settlement.lines.at(-1)).toMatchObject({ arithmetic: '340480.83', amount: '340480.83' });
  });

  test('a December counts as one month', () => {
    expect(settle({ contract: 'shaanxi-12367', instalment: 2, scores: scores('65', '100', '100', '100', '100', '100') }).score).toBe(
      '94.1667',
    );
  });
});

test('10(2).1: the first instalment has no score and nothing is taken off', () => {
  expect(settle({ contract: 'shaanxi-12367', instalment: 1 })).toMatchObject({
    base: '275600.00',
    score: null,
    deduction: '0.00',
    payable: { amount: '275600.00', undisputed: '275600.00', greatest: '275600.00' },
    dueOn: null,
  });
});
