import { describe, expect, test } from '@jest/globals';
import { evaluate, itemOf } from '../../support/calculate.js';
import { shaanxiMonth } from '../../support/quarters.js';

/** A report of May 2025, whose 10th is a Saturday and whose 31st a holiday. */
const report = (fields: Record<string, unknown>) => ({
  id: 'f',
  item: '4',
  kind: 'analysis_report_late',
  occurredOn: '2025-05-12',
  ...fields,
});

const may = (...findings: Record<string, unknown>[]) => shaanxiMonth({ period: '2025-05', findings });

describe('annex, 4: an analysis report costs 1 for each working day beyond its due date', () => {
  test.each([
    ['on the due date', { dueOn: '2025-05-12', submittedOn: '2025-05-12' }, '5'],
    ['before the due date', { dueOn: '2025-05-12', submittedOn: '2025-05-01' }, '5'],
    ['one working day later', { dueOn: '2025-05-12', submittedOn: '2025-05-13' }, '4'],
    ['over a weekend', { dueOn: '2025-05-16', submittedOn: '2025-05-19' }, '4'],
    ['due on a Saturday it rolls to Monday', { dueOn: '2025-05-10', submittedOn: '2025-05-12' }, '5'],
    ['due on a Saturday, in on Thursday', { dueOn: '2025-05-10', submittedOn: '2025-05-15' }, '2'],
    ['due on a make-up Sunday it does not roll', { dueOn: '2025-04-27', submittedOn: '2025-04-28' }, '4'],
    ['not submitted, counted to the last day of the period', { dueOn: '2025-05-27' }, '2'],
    ['in after the period', { dueOn: '2025-05-29', submittedOn: '2025-06-04' }, '2'],
    ['with consent', { dueOn: '2025-05-10', submittedOn: '2025-05-30', consented: true }, '5'],
    ['two of them', { dueOn: '2025-05-12', submittedOn: '2025-05-13', count: 2 }, '3'],
    ['more than the item holds', { dueOn: '2025-05-12', submittedOn: '2025-05-30' }, '0'],
  ])('%s', (_case, fields, points) => {
    expect(itemOf(may(report(fields)), '4').points).toBe(points);
  });

  test('each report has a line that names the rolled date', () => {
    expect(itemOf(may(report({ dueOn: '2025-05-10', submittedOn: '2025-05-15' })), '4').lines).toMatchObject([
      { points: '5' },
      { measured: 'f: 2025-05-10 → 2025-05-12, 2025-05-15', arithmetic: '-(3 * 1)', points: '-3' },
    ]);
  });

  test('no report was late: full', () => {
    expect(itemOf(may(), '4')).toMatchObject({ points: '5', lines: [{ points: '5' }] });
  });

  test('working days of a year that is not published make a warning, unless the agency consented', () => {
    const fields = { dueOn: '2023-12-29', submittedOn: '2024-01-02' };
    expect(evaluate(may(report(fields))).warnings).toMatchObject([{ code: 'PROVISIONAL_CALENDAR', items: ['4'] }]);
    expect(evaluate(may(report({ ...fields, consented: true }))).warnings).toEqual([]);
  });
});
