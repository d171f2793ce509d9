import { describe, expect, test } from '@jest/globals';
import { evaluate, settle } from '../../support/calculate.js';
import { kezhouQuarter } from '../../support/quarters.js';

const quarter = (score: string, rosters: number[] | null, readings: Record<string, string> = {}) =>
  settle({ contract: 'kezhou-12345', instalment: 3, score, ...(rosters && { rosters }), readings });

describe('3.4: the fee follows the headcount at the assessment, out of 14', () => {
  test.each([
    ['96', [14, 13, 13], '171600.00'],
    ['96', [14, 14, 14], '184800.00'],
    ['96', [13, 13, 14], '184800.00'],
    ['96', [14, 14, 13], '171600.00'],
    ['90', [13, 13, 13], '154440.00'],
    ['96', [14, 14, 16], '184800.00'],
    ['96', [14, 14, 0], '0.00'],
    ['84', [14, 14, 14], '0.00'],
  ])('%s points with rosters %j pay %s', (score, rosters, amount) => {
    expect(quarter(score, rosters).payable!.amount).toBe(amount);
  });

  test.each([
    ['AT_ASSESSMENT', '171600.00'],
    ['AVERAGE', '176000.00'],
    ['MINIMUM', '171600.00'],
  ])('%s of K-2 with rosters 14, 13, 13', (option, amount) => {
    expect(quarter('96', [14, 13, 13], { 'K-2': option }).payable!.amount).toBe(amount);
  });

  test('the cap of 14 comes after the average: 16, 12, 12 is 40 thirds', () => {
    expect(quarter('96', [16, 12, 12], { 'K-2': 'AVERAGE' }).payable!.amount).toBe('176000.00');
    expect(quarter('96', [16, 15, 14], { 'K-2': 'AVERAGE' }).payable!.amount).toBe('184800.00');
  });

  test('FULL_FEE of K-1 pays the fixed price', () => {
    expect(quarter('96', [14, 14, 13], { 'K-1': 'FULL_FEE' }).payable!.amount).toBe('184800.00');
    expect(quarter('90', [14, 14, 13], { 'K-1': 'FULL_FEE' }).payable!.amount).toBe('166320.00');
  });

  test('13 of 14 under the other option of K-1', () => {
    const { readings } = quarter('96', [14, 14, 13]);
    expect(readings.find(({ code }) => code === 'K-1')!.alternatives).toMatchObject([{ option: 'FULL_FEE', payable: '184800.00' }]);
  });
});

describe('without rosters', () => {
  test('payable and deduction are open, the alternative that needs none is shown', () => {
    const settlement = quarter('96', null);
    expect(settlement).toMatchObject({ base: '184800.00', score: '96', payable: null, deduction: null });
    expect(settlement.readings.find(({ code }) => code === 'K-1')!.alternatives).toMatchObject([
      { option: 'FULL_FEE', payable: '184800.00' },
    ]);
    expect(settlement.lines.at(-1)).toMatchObject({ clause: '3.4', amount: null });
  });

  test('an agreed FULL_FEE needs none', () => {
    expect(quarter('96', null, { 'K-1': 'FULL_FEE' })).toMatchObject({
      deduction: '0.00',
      payable: { amount: '184800.00', undisputed: '184800.00', greatest: '184800.00' },
    });
  });

  test('the score of a quarter stands, its payable does not', () => {
    expect(evaluate(kezhouQuarter({ headcounts: null }))).toMatchObject({ complete: true, total: '100', payable: null });
    expect(evaluate(kezhouQuarter({ headcounts: null, readings: { 'K-1': 'FULL_FEE' } })).payable!.amount).toBe('184800.00');
  });
});

test('the rosters of a quarter count in the order of its months, whatever the order of the observations', () => {
  const quarterOf = kezhouQuarter({ headcounts: [14, 14, 13] });
  const turned = { ...quarterOf, observations: [...quarterOf.observations].reverse() };
  expect(evaluate(turned).payable!.amount).toBe('171600.00');
});
