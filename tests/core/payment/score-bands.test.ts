import { describe, expect, test } from '@jest/globals';
import { evaluate, settle } from '../../support/calculate.js';
import { kezhouQuarter } from '../../support/quarters.js';

const quarter = (score: string | number, readings: Record<string, string> = {}) =>
  settle({ contract: 'kezhou-12345', instalment: 1, score, rosters: [14, 14, 14], readings });

describe('4.2: 95 points pay the quarter, from 85 to below 95 pays 90%, less pays nothing', () => {
  test.each([
    ['100', '184800.00'],
    ['95', '184800.00'],
    ['94.9999', '166320.00'],
    ['94.9', '166320.00'],
    ['94', '166320.00'],
    ['85.0001', '166320.00'],
    ['85', '166320.00'],
    ['84.9999', '0.00'],
    ['84.9', '0.00'],
    ['0', '0.00'],
  ])('%s points pay %s', (score, amount) => {
    expect(quarter(score).payable!.amount).toBe(amount);
  });

  test('ROUND_TO_INTEGER of K-4 rounds half up before the bands', () => {
    const pays = (score: string) => quarter(score, { 'K-4': 'ROUND_TO_INTEGER' }).payable!.amount;
    expect(['94.5', '94.4999', '84.5', '84.4999'].map(pays)).toEqual(['184800.00', '166320.00', '166320.00', '0.00']);
  });

  test('PAYS_0 of K-5 takes exactly 85 only', () => {
    const pays = (score: string) => quarter(score, { 'K-5': 'PAYS_0' }).payable!.amount;
    expect(['85', '85.0001', '84.9999'].map(pays)).toEqual(['0.00', '166320.00', '0.00']);
  });

  test('exactly 85 is tested after the rounding', () => {
    const both = { 'K-4': 'ROUND_TO_INTEGER', 'K-5': 'PAYS_0' };
    expect(['84.5', '85.4', '85.5'].map((score) => quarter(score, both).payable!.amount)).toEqual(['0.00', '0.00', '166320.00']);
  });

  test.each([
    ['94.9', 'K-4', 'ROUND_TO_INTEGER', '184800.00'],
    ['84.9', 'K-4', 'ROUND_TO_INTEGER', '166320.00'],
    ['85', 'K-5', 'PAYS_0', '0.00'],
  ])('%s under the other option of %s', (score, code, option, payable) => {
    expect(quarter(score).readings.find((reading) => reading.code === code)!.alternatives).toMatchObject([{ option, payable }]);
  });
});

test('the score of a quarter is its exact total, never the printed one', () => {
  // 94.99996667 is printed as 95 and pays 90% all the same.
  const quarterBelow = kezhouQuarter({
    counts: { agentRequests: 3_000_000, agentAnswered: 2_999_999, answeredWithin6s: 2_850_000, misdispatchedTickets: 50 },
    readings: { 'K-24': 'PRORATA' },
  });
  expect(evaluate(quarterBelow)).toMatchObject({ total: '95', payable: { amount: '166320.00' } });
});
