import { describe, expect, test } from '@jest/globals';
import { itemOf, problemsOf } from '../../support/calculate.js';
import { kezhouQuarter, type ObservationInput, type PeriodInput, shaanxiMonth } from '../../support/quarters.js';

const QUARTER = ['2025-01', '2025-02', '2025-03'];

/** A quarter of 10,000 requests in which `agentAnswered` comes from these observations only. */
function answered(...observations: Omit<ObservationInput, 'metric'>[]): PeriodInput {
  const quarter = kezhouQuarter({ counts: { agentAnswered: null } });
  for (const observation of observations) quarter.observations.push({ metric: 'agentAnswered', ...observation } as ObservationInput);
  return quarter;
}

const byMonth = (source: string, values: readonly (number | null)[]): Omit<ObservationInput, 'metric'>[] =>
  QUARTER.flatMap((month, index) => (values[index] === null ? [] : [{ month, value: values[index], source }]));

const measured = (quarter: PeriodInput): string => itemOf(quarter, '1.1').lines[0]!.measured;

describe('forms', () => {
  test('the months of a quarter are added', () => {
    expect(measured(answered(...byMonth('SYSTEM_REPORT', [3000, 3100, 3200])))).toBe('9300/10000 = 93%');
  });

  test('a figure for the whole quarter stands as it is', () => {
    expect(measured(answered({ value: 9300, source: 'SYSTEM_REPORT' }))).toBe('9300/10000 = 93%');
  });

  test('in a period of one month both forms say the same', () => {
    const plain = shaanxiMonth({ counts: { leavers: null } });
    plain.observations.push({ metric: 'leavers', month: '2025-03', value: 3, source: 'ROSTER' });
    expect(itemOf(plain, '3').lines[0]!.measured).toBe('3/10 = 30%');
  });

  test('a quarter by month that lacks one is an error, never a smaller sum', () => {
    expect(problemsOf('evaluate', answered(...byMonth('SYSTEM_REPORT', [3000, null, 3200])))).toEqual(['observations MONTH_MISSING']);
  });

  test('one source in both forms is an error', () => {
    const quarter = answered(...byMonth('AGENCY', [3000, 3100, 3200]), { value: 9300, source: 'AGENCY' });
    expect(problemsOf('evaluate', quarter)).toEqual(['observations[13].month WHOLE_PERIOD_AND_MONTHS']);
  });

  test('the month-end roster is always by month', () => {
    const quarter = kezhouQuarter({ headcounts: null });
    quarter.observations.push({ metric: 'operatorHeadcount', value: 14, source: 'ROSTER' });
    expect(problemsOf('evaluate', quarter)).toEqual(['observations[8].month MONTH_REQUIRED']);
  });
});

describe('sources', () => {
  test.each([
    ['ROSTER', 'REGION_RESULT'],
    ['REGION_RESULT', 'SYSTEM_REPORT'],
    ['SYSTEM_REPORT', 'AGENCY'],
    ['AGENCY', 'VENDOR'],
  ])('%s wins against %s, in whichever order they come', (winner, loser) => {
    const [won, lost] = [
      { value: 9000, source: winner },
      { value: 9900, source: loser },
    ];
    expect(measured(answered(won, lost))).toBe('9000/10000 = 90%');
    expect(measured(answered(lost, won))).toBe('9000/10000 = 90%');
  });

  test('the best source decides the form, so its whole period wins against months of a lesser one', () => {
    const quarter = answered(...byMonth('VENDOR', [3000, 3100, 3200]), { value: 9100, source: 'AGENCY' });
    expect(measured(quarter)).toBe('9100/10000 = 91%');
  });

  test('by month each month takes its best source', () => {
    const quarter = answered(...byMonth('VENDOR', [3300, 3300, 3300]), { month: '2025-02', value: 3000, source: 'AGENCY' });
    expect(measured(quarter)).toBe('9600/10000 = 96%');
  });

  test('the whole period of a lesser source does not fill the months of a better one', () => {
    const quarter = answered({ month: '2025-02', value: 3000, source: 'AGENCY' }, { value: 9900, source: 'VENDOR' });
    expect(problemsOf('evaluate', quarter)).toEqual(['observations MONTH_MISSING']);
  });

  test('what lost stays visible in the text, what won is named by its source', () => {
    const quarter = answered(...byMonth('VENDOR', [3300, 3301, 3302]), { month: '2025-02', value: 3000, source: 'AGENCY' });
    const [line] = itemOf(quarter, '1.1').lines;
    expect(line!.en).toContain('source: vendor, agency, system report; not used: agentAnswered 2025-02 VENDOR 3301');
    expect(line!.zh).toContain('来源：乙方、甲方、系统报表；未采用：agentAnswered 2025-02 VENDOR 3301');
  });
});

describe('bounds', () => {
  test('are checked on the pooled winners only: a lesser source may say anything', () => {
    expect(problemsOf('evaluate', answered({ value: 9000, source: 'AGENCY' }, { value: 99_999, source: 'VENDOR' }))).toEqual([]);
    expect(problemsOf('evaluate', answered(...byMonth('AGENCY', [9000, 500, 500])))).toEqual([]);
  });

  test('a numerator above its base is named at its last winning observation', () => {
    const quarter = answered(...byMonth('AGENCY', [9000, 1000, 1]), { month: '2025-03', value: 0, source: 'VENDOR' });
    expect(problemsOf('evaluate', quarter)).toEqual(['observations[12].value NUMERATOR_EXCEEDS_DENOMINATOR']);
  });

  test('callbacks done may exceed those due', () => {
    expect(problemsOf('evaluate', kezhouQuarter({ counts: { callbacksDone: 501 } }))).toEqual([]);
  });

  test('ratings taken out are at most the dissatisfied of both degrees together', () => {
    const counts = { ratedDissatisfied: 2, ratedVeryDissatisfied: 1 };
    expect(problemsOf('evaluate', shaanxiMonth({ counts: { ...counts, ratedExcluded: 3 } }))).toEqual([]);
    expect(problemsOf('evaluate', shaanxiMonth({ counts: { ...counts, ratedExcluded: 4 } }))).toEqual([
      'observations[10].value NUMERATOR_EXCEEDS_DENOMINATOR',
    ]);
  });

  test('without its base a numerator stands unchecked and its rate is NO_DATA', () => {
    const quarter = kezhouQuarter({ counts: { agentRequests: null } });
    expect(itemOf(quarter, '1.1').status).toBe('NO_DATA');
    expect(itemOf(quarter, '1.1').lines[0]!.zh).toContain('请求人工服务次数');
  });

  test('a count beyond every machine word stays exact', () => {
    const huge = '100000000000000000000000000000000000000';
    const quarter = kezhouQuarter({
      counts: { agentRequests: huge, agentAnswered: '99999999999999999999999999999999999999', answeredWithin6s: '0' },
    });
    expect(itemOf(quarter, '1.1').points).toBe('10');
    expect(itemOf({ ...quarter, readings: { 'K-24': 'CEIL' } }, '1.1').points).toBe('9.9');
  });
});
