import { describe, expect, test } from '@jest/globals';
import { itemOf, pointsOf } from '../../support/calculate.js';
import { shaanxiMonth } from '../../support/quarters.js';

describe.each([
  ['annex, 6: rank by answer rate', '6', 'answerRateRank'],
  ['annex, 7: rank by answers within 15 seconds', '7', 'answer15sRank'],
])('%s costs 1 for each rank below 5', (_clause, code, metric) => {
  test.each([
    [1, '15'],
    [5, '15'],
    [6, '14'],
    [7, '13'],
    [19, '1'],
    [20, '0'],
    [31, '0'],
  ])('rank %i gives %s', (rank, points) => {
    expect(pointsOf(shaanxiMonth({ counts: { [metric]: rank } }), code)).toBe(points);
  });

  test('a month without a published rank is NO_DATA', () => {
    expect(itemOf(shaanxiMonth({ counts: { [metric]: null } }), code)).toMatchObject({ points: null, status: 'NO_DATA' });
  });
});

describe('annex, 6 and 7: the rates behind the ranks', () => {
  const rates = { callsOffered: 400, callsAnswered: 300, answeredWithin15s: 150, rankedCentres: 31 };
  const month = shaanxiMonth({ counts: { answerRateRank: 7, ...rates } });

  test('are shown', () => {
    expect(itemOf(month, '6').lines[0]!.en).toMatch(/rank 7 of 31.*300\/400 = 75% for information only/);
    expect(itemOf(month, '7').lines[0]!.zh).toMatch(/150\/300 = 50% 仅供参考/);
  });

  test('are not scored', () => {
    expect([pointsOf(month, '6'), pointsOf(month, '7')]).toEqual(['13', '15']);
  });
});
