import { describe, expect, test } from '@jest/globals';
import type { Obligation } from '../../../src/core/contract/contract-shapes.js';
import { occurrenceOfEvent, policyDay, scheduledOccurrences, stateOn } from '../../../src/core/obligations/occurrences.js';
import { contractOf } from '../../support/library.js';

const obligationOf = (contract: string, code: string): Obligation =>
  contractOf(contract).obligations.find((obligation) => obligation.code === code)!;

/** The occurrences of an obligation of a contract as `key due`; `-` where there is no date. */
function owed(contract: string, code: string): string[] {
  const { data, calendar } = contractOf(contract);
  return scheduledOccurrences(obligationOf(contract, code), data, calendar).map(({ key, due }) => `${key} ${due?.dueOn ?? '-'}`);
}

const SHAANXI = 'shaanxi-12367';
const KEZHOU = 'kezhou-12345';

describe('what is owed by the calendar, with dates worked by hand', () => {
  test('annex, 4: the monthly analysis by the 10th of the next month, rolled to a working day', () => {
    expect(owed(SHAANXI, 'monthly_analysis')).toEqual([
      '2024-12 2025-01-10',
      '2025-01 2025-02-10',
      '2025-02 2025-03-10',
      '2025-03 2025-04-10',
      // A Saturday.
      '2025-04 2025-05-12',
      '2025-05 2025-06-10',
      '2025-06 2025-07-10',
      // A Sunday.
      '2025-07 2025-08-11',
      '2025-08 2025-09-10',
      '2025-09 2025-10-10',
      '2025-10 2025-11-10',
      '2025-11 2025-12-10',
    ]);
  });

  test('annex, 4: the quarterly analysis by the 15th; a quarter that ends after the term is nobody’s to report on', () => {
    expect(owed(SHAANXI, 'quarterly_analysis')).toEqual([
      '2024Q4 2025-01-15',
      '2025Q1 2025-04-15',
      '2025Q2 2025-07-15',
      '2025Q3 2025-10-15',
    ]);
  });

  test('annex, 4: the analysis of a year by the end of the next December, after the term', () => {
    expect(owed(SHAANXI, 'annual_analysis')).toEqual(['2024 2025-12-31']);
  });

  test('annex, 10: the exam by the 15th of the month itself, rolled', () => {
    const dues = owed(SHAANXI, 'monthly_exam').map((line) => line.split(' ')[1]);
    expect(dues).toEqual([
      '2024-12-16',
      '2025-01-15',
      '2025-02-17',
      '2025-03-17',
      '2025-04-15',
      '2025-05-15',
      '2025-06-16',
      '2025-07-15',
      '2025-08-15',
      '2025-09-15',
      '2025-10-15',
      '2025-11-17',
    ]);
  });

  test('annex, 9: sampling by the last day of the month, which does not roll', () => {
    expect(owed(SHAANXI, 'ticket_sampling').slice(0, 3)).toEqual(['2024-12 2024-12-31', '2025-01 2025-01-31', '2025-02 2025-02-28']);
  });

  test('annex 2, 3: the operators’ month by the 15th of the next month, no roll, also past the term', () => {
    const lines = owed(KEZHOU, 'operators_month_assessed');
    expect(lines).toHaveLength(12);
    expect([lines[0], lines[10], lines[11]]).toEqual(['2025-01 2025-02-15', '2025-11 2025-12-15', '2025-12 2026-01-15']);
  });

  test('what the contract sets no date for is owed without one, each month, quarter or once', () => {
    expect(owed(KEZHOU, 'performance_report').slice(0, 2)).toEqual(['2025-01 -', '2025-02 -']);
    expect(owed(KEZHOU, 'supporting_material')).toEqual(['2025Q1 -', '2025Q2 -', '2025Q3 -', '2025Q4 -']);
    expect(owed(KEZHOU, 'organisation_filing')).toEqual(['ONCE -']);
  });

  test('what is owed on demand, or once something happens, is not owed by the calendar', () => {
    expect(owed(SHAANXI, 'on_demand_analysis')).toEqual([]);
    expect(owed(SHAANXI, 'first_invoice')).toEqual([]);
    expect(owed(KEZHOU, 'breach_notice')).toEqual([]);
  });

  test('warranty and retention of records outlast the term', () => {
    const rangeOf = (code: string) => {
      const { data, calendar } = contractOf(KEZHOU);
      const [{ key, from, to } = { key: '', from: '', to: '' }] = scheduledOccurrences(obligationOf(KEZHOU, code), data, calendar);
      return { key, from, to };
    };
    expect(rangeOf('warranty')).toEqual({ key: 'TERM', from: '2026-01-01', to: '2026-12-31' });
    expect(rangeOf('records_retention')).toEqual({ key: 'TERM', from: '2025-01-01', to: '2026-12-31' });
    expect(rangeOf('stable_operation')).toEqual({ key: 'TERM', from: '2025-01-01', to: '2025-12-31' });
  });
});

describe('what becomes owed by something that happened', () => {
  const dueAfter = (contract: string, code: string, event: string, occurredOn: string) =>
    occurrenceOfEvent(obligationOf(contract, code), { id: 'e-1', code: event, occurredOn }, contractOf(contract).calendar)?.due;

  test.each([
    // 26 and 27 January, then 5, 6 and 7 February: the Sunday before the holidays is worked.
    ['kezhou 4.6: 5 working days over Spring Festival', KEZHOU, 'invoice_delivered', 'invoice_issued', '2025-01-24', '2025-02-07'],
    // 28 to 30 September, 9 to 11 October, 13 to 16 October.
    ['kezhou 4.6: 10 working days', KEZHOU, 'invoice_reissued', 'invoice_reissue_requested', '2025-09-26', '2025-10-16'],
    ['shaanxi 5(2): 5 working days', SHAANXI, 'defect_correction', 'defect_notified', '2025-04-28', '2025-05-08'],
    ['shaanxi 6(2): 5 days', SHAANXI, 'force_majeure_notice', 'force_majeure_begins', '2025-07-30', '2025-08-04'],
    ['shaanxi 10(2): a month after signing', SHAANXI, 'first_invoice', 'contract_signed', '2025-01-31', '2025-02-28'],
    ['shaanxi 5(3): a month before', SHAANXI, 'termination_notice', 'termination', '2025-03-31', '2025-02-28'],
    ['shaanxi 1(3).3: before it is carried out', SHAANXI, 'service_plan_confirmed', 'service_plan_execution', '2025-05-06', '2025-05-06'],
  ])('%s', (_, contract, code, event, occurredOn, dueOn) => {
    expect(dueAfter(contract, code, event, occurredOn)).toEqual({ dueOn, provisional: false });
  });

  test('a date over a year that is not published is provisional', () => {
    expect(dueAfter(SHAANXI, 'defect_correction', 'defect_notified', '2026-12-30')).toMatchObject({ provisional: true });
  });

  test('another event owes nothing, nor does one that a monthly or standing obligation is counted from', () => {
    expect(dueAfter(SHAANXI, 'defect_correction', 'termination', '2025-04-28')).toBeUndefined();
    expect(dueAfter(KEZHOU, 'records_retention', 'record_made', '2025-04-28')).toBeUndefined();
    expect(dueAfter(KEZHOU, 'invoice_and_documents', 'quarterly_payment', '2025-04-28')).toBeUndefined();
  });
});

describe('how it stands', () => {
  const [january] = scheduledOccurrences(obligationOf(SHAANXI, 'monthly_analysis'), contractOf(SHAANXI).data, contractOf(SHAANXI).calendar);
  const due = { dueOn: '2025-01-10', provisional: false };

  test.each([
    ['open on its due date', null, '2025-01-10', 'OPEN'],
    ['late from the next day on', null, '2025-01-11', 'LATE'],
    ['met on its due date', '2025-01-10', '2025-01-11', 'MET'],
    ['met late', '2025-01-13', '2025-01-13', 'MET_LATE'],
  ])('%s', (_, metOn, today, state) => {
    expect(stateOn(january!, due, metOn, today)).toBe(state);
  });

  test('without a date it is open until it is met', () => {
    expect(stateOn(january!, null, null, '2030-01-01')).toBe('OPEN');
    expect(stateOn(january!, null, '2030-01-01', '2030-01-01')).toBe('MET');
  });

  test('what is owed all the time runs from its first day to its last', () => {
    const { data, calendar } = contractOf(KEZHOU);
    const [warranty] = scheduledOccurrences(obligationOf(KEZHOU, 'warranty'), data, calendar);
    const states = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((today) => stateOn(warranty!, null, null, today));
    expect(states).toEqual(['OPEN', 'RUNNING', 'RUNNING', 'ENDED']);
  });

  test('a policy day of the month after is its last where there is no such day', () => {
    expect(policyDay(january!, 31)).toBe('2025-01-31');
    const { data, calendar } = contractOf(KEZHOU);
    const [first] = scheduledOccurrences(obligationOf(KEZHOU, 'performance_report'), data, calendar);
    expect(policyDay(first!, 31)).toBe('2025-02-28');
  });
});
