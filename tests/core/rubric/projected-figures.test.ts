import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import { monthlyValues } from '../../../src/core/rubric/observations.js';
import { readCase } from '../../support/calculate.js';
import { incomingCases, periodCases } from '../../support/generated-periods.js';
import { contractOf, LIBRARY } from '../../support/library.js';
import { kezhouMonths, kezhouQuarter, type ObservationInput, type PeriodInput } from '../../support/quarters.js';

const [JANUARY, FEBRUARY, MARCH] = ['2025-01', '2025-02', '2025-03'] as const;

/** A metric's figure where the months that there are stand for the others. */
const projected = (input: unknown, metric: string) => readCase(input, 'POOL_WHAT_IS_THERE').facts.metrics.get(metric)!;

const figureOf = (input: unknown, metric: string): string => projected(input, metric).value.key();

const rostersOf = (figures: Record<string, number>): string[] => {
  const months = Object.fromEntries(Object.entries(figures).map(([month, operatorHeadcount]) => [month, { operatorHeadcount }]));
  return monthlyValues(projected(kezhouMonths(months), 'operatorHeadcount'))!.map((value) => value.key());
};

const withObservations = (input: PeriodInput, ...observations: ObservationInput[]): PeriodInput => ({
  ...input,
  observations: [...input.observations, ...observations],
});

describe('figures of which months lack, pooled from what is there', () => {
  test.each([
    [{ [JANUARY]: 3000 }, '9000'],
    [{ [FEBRUARY]: 3000 }, '9000'],
    [{ [JANUARY]: 3000, [MARCH]: 3300 }, '9450'],
    [{ [JANUARY]: 2, [FEBRUARY]: 3 }, '15/2'],
    [{ [JANUARY]: 3000, [FEBRUARY]: 3100, [MARCH]: 3300 }, '9400'],
  ])('a sum of %j grows to %s, exact', (figures, value) => {
    const months = Object.fromEntries(Object.entries(figures).map(([month, agentRequests]) => [month, { agentRequests }]));
    expect(figureOf(kezhouMonths(months), 'agentRequests')).toBe(value);
  });

  test('a figure for the whole period stands as it is', () => {
    expect(figureOf(kezhouQuarter(), 'agentRequests')).toBe('10000');
  });

  test('nothing at all is still no figure', () => {
    expect(projected(kezhouMonths({}), 'agentRequests')).toBeUndefined();
  });

  test.each([
    [{ [JANUARY]: 13 }, ['13', '13', '13']],
    [{ [MARCH]: 14 }, ['14', '14', '14']],
    [{ [JANUARY]: 13, [MARCH]: 15 }, ['13', '13', '15']],
    [{ [FEBRUARY]: 12, [MARCH]: 15 }, ['12', '12', '15']],
    [{ [JANUARY]: 13, [FEBRUARY]: 12 }, ['13', '12', '12']],
  ])('month-end figures %j are carried on to %j', (figures, rosters) => {
    expect(rostersOf(figures)).toEqual(rosters);
  });

  test('what loses stays beside a figure that is carried on', () => {
    const roster = { metric: 'operatorHeadcount', month: JANUARY, value: 13, source: 'ROSTER' };
    const input = withObservations(kezhouMonths({ [MARCH]: { operatorHeadcount: 14 } }), roster, {
      ...roster,
      value: 15,
      source: 'VENDOR',
    });
    const { used, notUsed } = projected(input, 'operatorHeadcount');
    expect(used.map(({ value }) => value)).toEqual([13n, 13n, 14n]);
    expect(notUsed.map(({ source }) => source)).toEqual(['VENDOR']);
  });

  test('a rank is the latest that is known', () => {
    const ranks = [
      { metric: 'serviceRank', month: '2026-02', value: 4, source: 'REGION_RESULT' },
      { metric: 'serviceRank', month: '2026-04', value: 2, source: 'REGION_RESULT' },
    ];
    expect(figureOf({ contract: 'qinghe-12345', period: '2026H1', observations: ranks }, 'serviceRank')).toBe('2');
  });
});

describe('bounds of projected figures', () => {
  const answered = { metric: 'agentAnswered', month: JANUARY, value: 3000, source: 'SYSTEM_REPORT' };

  test('a numerator that was projected ends at its base', () => {
    const input = withObservations(
      kezhouQuarter({ counts: { agentRequests: 8000, answeredWithin6s: 8000, agentAnswered: null } }),
      answered,
    );
    expect(figureOf(input, 'agentAnswered')).toBe('8000');
  });

  test('so does a whole numerator at a base that was projected', () => {
    const counts = { agentRequests: null, agentAnswered: 9500, answeredWithin6s: 9000 };
    const input = withObservations(kezhouQuarter({ counts }), { ...answered, metric: 'agentRequests' });
    expect(figureOf(input, 'agentAnswered')).toBe('9000');
    expect(figureOf(input, 'answeredWithin6s')).toBe('9000');
  });

  test('a numerator above its base is a problem where both are whole, whatever else is projected', () => {
    const input = withObservations(kezhouQuarter({ counts: { answeredWithin6s: 10_001, agentAnswered: null } }), answered);
    const read = readPeriodCase(input, LIBRARY, 'POOL_WHAT_IS_THERE');
    expect(!read.ok && read.error.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'observations[1].value NUMERATOR_EXCEEDS_DENOMINATOR',
    ]);
  });
});

describe.each(LIBRARY.codes)('for any period of %s', (code) => {
  const contract = contractOf(code);

  test('what is good while figures come in can be projected', () => {
    fc.assert(
      fc.property(incomingCases(contract), (input) => {
        const soFar = readPeriodCase(input, LIBRARY, 'NO_DATA');
        const read = readPeriodCase(input, LIBRARY, 'POOL_WHAT_IS_THERE');
        expect(read.ok).toBe(soFar.ok);
      }),
      { numRuns: 60 },
    );
  });

  test('a figure that is whole is the same in every mode', () => {
    fc.assert(
      fc.property(periodCases(contract), (input) => {
        expect(readCase(input, 'POOL_WHAT_IS_THERE').facts).toEqual(readCase(input).facts);
      }),
      { numRuns: 25 },
    );
  });

  test('no figure goes beyond what bounds it', () => {
    fc.assert(
      fc.property(incomingCases(contract), (input) => {
        const read = readPeriodCase(input, LIBRARY, 'POOL_WHAT_IS_THERE');
        if (!read.ok) return;
        const { metrics } = read.value.facts;
        for (const { code: metric, atMost } of contract.rubric.data.metrics) {
          const bounds = atMost?.map((other) => metrics.get(other)?.value) ?? [undefined];
          const figure = metrics.get(metric)?.value;
          if (!figure || bounds.includes(undefined)) continue;
          expect(bounds.reduce((a, b) => a!.plus(b!))!.isLessThan(figure)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});
