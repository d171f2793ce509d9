import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { missingData } from '../../../src/core/cases/missing-data.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import { readContract } from '../../../src/core/contract/read-contract.js';
import { readCase } from '../../support/calculate.js';
import { incomingCases } from '../../support/generated-periods.js';
import { CALENDAR, contractOf, LIBRARY } from '../../support/library.js';
import { kezhouMonths, kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';
import { changedSeed } from '../../support/seed-files.js';

const [JANUARY, FEBRUARY, MARCH] = ['2025-01', '2025-02', '2025-03'] as const;

const missingOf = (input: unknown) => missingData(readCase(input, 'NO_DATA'));

/** Items with the metrics that lack, and their months. */
const metricsOf = (input: unknown) =>
  missingOf(input).items.map(({ code, metrics }) => [code, Object.fromEntries(metrics.map((metric) => [metric.code, metric.months]))]);

describe('what a quarter waits for', () => {
  test('nothing where it is whole', () => {
    expect(missingOf(kezhouQuarter())).toEqual({ items: [], forPayment: null });
  });

  test('the metrics of each item without data, by the months that lack', () => {
    const quarter = kezhouQuarter({ counts: { agentAnswered: null, callbacksDone: null, callbacksExempt: null } });
    for (const month of [JANUARY, MARCH]) quarter.observations.push({ metric: 'agentAnswered', month, value: 3000, source: 'AGENCY' });
    expect(metricsOf(quarter)).toEqual([
      ['1.1', { agentAnswered: [FEBRUARY] }],
      ['3.1', { callbacksDone: null, callbacksExempt: null }],
    ]);
    const [answerRate] = missingOf(quarter).items;
    expect(answerRate).toMatchObject({ title: { zh: '接通率' }, metrics: [{ label: { zh: '人工接通次数' } }], needsJudgement: false });
  });

  test('one metric of two items stands in both', () => {
    expect(metricsOf(kezhouQuarter({ counts: { agentRequests: null } }))).toEqual([
      ['1.1', { agentRequests: null }],
      ['1.2', { agentRequests: null }],
    ]);
  });

  test('the months of a better source, though a lesser one has the whole period', () => {
    const quarter = kezhouQuarter({ counts: { agentAnswered: null } });
    quarter.observations.push({ metric: 'agentAnswered', month: FEBRUARY, value: 3000, source: 'AGENCY' });
    quarter.observations.push({ metric: 'agentAnswered', value: 10_000, source: 'VENDOR' });
    expect(metricsOf(quarter)).toEqual([['1.1', { agentAnswered: [JANUARY, MARCH] }]]);
  });

  test('no metric where the figures are there and the base is 0', () => {
    const quarter = kezhouQuarter({ counts: { dispatchedTickets: 0 } });
    expect(missingOf(quarter).items).toMatchObject([{ code: '2.2', metrics: [], needsJudgement: false }]);
  });

  test('an award of each judged item where only awards count', () => {
    const judgements = [{ item: '5.2', points: '3', reason: 'quarterly meeting' }];
    const { items } = missingOf(kezhouQuarter({ judgements, readings: { 'K-44': 'MUST_AWARD' } }));
    expect(items.map(({ code }) => code)).toEqual(['5.1', '5.3', '6.3', '6.5', '7.1', '7.2']);
    for (const item of items) expect(item).toMatchObject({ metrics: [], needsJudgement: true });
  });
});

describe('what a month waits for', () => {
  test('has no months to name', () => {
    expect(metricsOf(shaanxiMonth({ counts: { teamHeadcount: null, answerRateRank: null, callsOffered: null } }))).toEqual([
      ['1', { teamHeadcount: null }],
      ['6', { answerRateRank: null }],
    ]);
  });

  test('leaves out what counts as 0 while it is not observed', () => {
    const counts = { ratedSatisfied: null, ratedExcluded: null };
    expect(metricsOf(shaanxiMonth({ counts }))).toEqual([['8', { ratedSatisfied: null, ratedExcluded: null }]]);
    const changed = readContract(
      changedSeed('shaanxi-12367', { 'rubric.sections[2].items[0].rule.rate.to[5]': '-ratedExcluded?' }),
      CALENDAR,
    );
    if (!changed.ok) throw new Error('the changed contract is refused');
    const read = readPeriodCase(shaanxiMonth({ counts }), { get: () => changed.value.contract }, 'NO_DATA');
    expect(read.ok && missingData(read.value).items[0]!.metrics.map(({ code }) => code)).toEqual(['ratedSatisfied']);
  });

  test('never is a headcount for a payable that it has not', () => {
    expect(missingOf({ contract: 'shaanxi-12367', period: MARCH }).forPayment).toBeNull();
  });
});

describe('the headcount that the payable waits for', () => {
  test.each([
    [{}, [JANUARY, FEBRUARY, MARCH]],
    [{ [JANUARY]: 14 }, [FEBRUARY, MARCH]],
    [{ [FEBRUARY]: 14, [MARCH]: 14 }, [JANUARY]],
  ])('with %j lacks %j', (headcounts, months) => {
    const rosters = Object.fromEntries(Object.entries(headcounts).map(([month, operatorHeadcount]) => [month, { operatorHeadcount }]));
    expect(missingOf(kezhouMonths(rosters)).forPayment).toMatchObject({ code: 'operatorHeadcount', months });
  });

  test('is not missing where the parties agreed on the full fee', () => {
    expect(missingOf(kezhouQuarter({ headcounts: null, readings: { 'K-1': 'FULL_FEE' } })).forPayment).toBeNull();
    expect(missingOf(kezhouQuarter({ headcounts: null, readings: { 'K-1': 'HEADCOUNT' } })).forPayment).not.toBeNull();
  });
});

describe.each(LIBRARY.codes)('for any period of %s while figures come in', (code) => {
  test('the items are those without data, and nothing that is there is named', () => {
    fc.assert(
      fc.property(incomingCases(contractOf(code)), (input) => {
        const read = readPeriodCase(input, LIBRARY, 'NO_DATA');
        if (!read.ok) return;
        const { period, facts, observations } = read.value;
        const { items } = missingData(read.value);
        const withoutData = new PeriodScore(read.value).items().filter(({ status }) => status === 'NO_DATA');
        expect(items.map((item) => item.code)).toEqual(withoutData.map((item) => item.code));
        for (const { code: metric, months } of items.flatMap(({ metrics }) => metrics)) {
          expect(facts.metrics.has(metric)).toBe(false);
          const came = observations.filter((observation) => observation.metric === metric);
          const monthsThere = period.months.filter((month) => came.some((observation) => observation.month === month));
          if (months) expect([...months, ...monthsThere].sort()).toEqual(period.months);
          else expect(came).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
