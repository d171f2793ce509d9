import { describe, expect, test } from '@jest/globals';
import { CALCULATIONS, type CalculationName } from '../../../src/cli/calculations.js';
import { InexactNumber } from '../../../src/core/values/json-input.js';
import type { ProblemCode } from '../../../src/core/values/problem.js';
import { problemsOf } from '../../support/calculate.js';
import { LIBRARY } from '../../support/library.js';
import { kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

type Fields = Record<string, unknown>;

/** What is wrong, a case with just that mistake, and the place and the code of its problem. */
type Row = [mistake: string, input: unknown, path: string, code: ProblemCode];

const quarter = (fields: Fields): Fields => ({ ...kezhouQuarter(), ...fields });

/** A quarter with one field of its first observation changed. */
const observation = (fields: Fields): Fields => {
  const { observations, ...rest } = kezhouQuarter();
  return { ...rest, observations: [{ ...observations[0], ...fields }, ...observations.slice(1)] };
};

const andObservation = (...more: Fields[]): Fields => quarter({ observations: [...kezhouQuarter().observations, ...more] });

const COMPLAINT = { id: 'f', item: '1.3', kind: 'valid_complaint', occurredOn: '2025-01-09' };
const LATE_DISPATCH = { id: 'f', item: '1.5', kind: 'late_dispatch', occurredOn: '2025-01-09', elapsedHours: '25' };
const DEFECT = { id: 'f', item: '2.1', kind: 'ticket_defect', occurredOn: '2025-01-09' };
const DEDUCTION = { id: 'f', item: '5.1', kind: 'assessor_deduction', occurredOn: '2025-01-09', points: '1', reason: '查阅台账' };
const LATE_REPORT = { id: 'f', item: '4', kind: 'analysis_report_late', occurredOn: '2025-03-09', dueOn: '2025-03-10' };
const CRITICISM = { id: 'f', item: '12', kind: 'criticism', occurredOn: '2025-03-09', level: 'CITY' };

const finding = (base: Fields, fields: Fields): Fields => kezhouQuarter({ findings: [{ ...base, ...fields }] }) as never;

const monthFinding = (base: Fields, fields: Fields): Fields => shaanxiMonth({ findings: [{ ...base, ...fields }] }) as never;

const JUDGEMENT = { item: '5.1', points: '2.5', reason: '查阅台账' };

const judgement = (fields: Fields): Fields => quarter({ judgements: [{ ...JUDGEMENT, ...fields }] });

const EVALUATE: Row[] = [
  ['no object', [], '', 'NOT_AN_OBJECT'],
  ['no contract', quarter({ contract: undefined }), 'contract', 'REQUIRED'],
  ['an unknown contract', quarter({ contract: 'nowhere-12345' }), 'contract', 'UNKNOWN_CONTRACT'],
  ['a contract that is no text', quarter({ contract: 12345 }), 'contract', 'NOT_TEXT'],
  ['an empty contract', quarter({ contract: '' }), 'contract', 'EMPTY'],
  ['no period', quarter({ period: null }), 'period', 'REQUIRED'],
  ['a quarter after the last', quarter({ period: '2026Q1' }), 'period', 'UNKNOWN_PERIOD'],
  ['a month for a quarter', quarter({ period: '2025-01' }), 'period', 'UNKNOWN_PERIOD'],
  ['a month of the term that is not scored', shaanxiMonth({ period: '2025-12' }), 'period', 'UNKNOWN_PERIOD'],
  ['an unknown field', quarter({ observation: [] }), 'observation', 'UNKNOWN_FIELD'],
  ['observations that are no list', quarter({ observations: {} }), 'observations', 'NOT_A_LIST'],
  ['findings that are no list', quarter({ findings: 'none' }), 'findings', 'NOT_A_LIST'],

  ['an observation that is no object', andObservation(14 as never), 'observations[11]', 'NOT_AN_OBJECT'],
  ['no metric', observation({ metric: undefined }), 'observations[0].metric', 'REQUIRED'],
  ['an unknown metric', observation({ metric: 'agentRequest' }), 'observations[0].metric', 'UNKNOWN_METRIC'],
  ['the other contract’s metric', observation({ metric: 'teamHeadcount' }), 'observations[0].metric', 'UNKNOWN_METRIC'],
  ['an absent count is an error, never a zero', observation({ value: undefined }), 'observations[0].value', 'REQUIRED'],
  ['a count that is no number', observation({ value: 'many' }), 'observations[0].value', 'NOT_A_COUNT'],
  ['a count in exponents', observation({ value: new InexactNumber('1e4') }), 'observations[0].value', 'NOT_A_COUNT'],
  ['a count that is not whole', observation({ value: '10000.0' }), 'observations[0].value', 'NOT_A_COUNT'],
  ['a count that is JSON of another kind', observation({ value: true }), 'observations[0].value', 'NOT_A_COUNT'],
  ['a negative count', observation({ value: -1 }), 'observations[0].value', 'NEGATIVE'],
  ['a count of more than a thousand digits', observation({ value: '1'.repeat(1001) }), 'observations[0].value', 'TOO_LONG'],
  ['a rank of 0', shaanxiMonth({ counts: { answerRateRank: 0 } }), 'observations[3].value', 'BELOW_ONE'],
  ['no source', observation({ source: undefined }), 'observations[0].source', 'REQUIRED'],
  ['an unknown source', observation({ source: 'agency' }), 'observations[0].source', 'UNKNOWN_SOURCE'],
  ['an unknown field of an observation', observation({ unit: 'calls' }), 'observations[0].unit', 'UNKNOWN_FIELD'],
  ['a month that is none', observation({ month: '2025-1' }), 'observations[0].month', 'NOT_A_MONTH'],
  ['a month outside the period', observation({ month: '2025-04' }), 'observations[0].month', 'OUTSIDE_PERIOD'],
  ['months that are missing', observation({ month: '2025-02' }), 'observations', 'MONTH_MISSING'],
  [
    'a roster without a month',
    { ...kezhouQuarter({ headcounts: null }), observations: [{ metric: 'operatorHeadcount', value: 14, source: 'ROSTER' }] },
    'observations[0].month',
    'MONTH_REQUIRED',
  ],
  [
    'a month that is doubled',
    andObservation({ metric: 'operatorHeadcount', month: '2025-02', value: 14, source: 'ROSTER' }),
    'observations[11].month',
    'DUPLICATE',
  ],
  ['a whole period that is doubled', andObservation(kezhouQuarter().observations[1]!), 'observations[11].month', 'DUPLICATE'],
  [
    'both forms from one source',
    andObservation({ metric: 'agentRequests', month: '2025-01', value: 1, source: 'SYSTEM_REPORT' }),
    'observations[11].month',
    'WHOLE_PERIOD_AND_MONTHS',
  ],
  [
    'a numerator above its denominator',
    kezhouQuarter({ counts: { agentAnswered: 10_001 } }),
    'observations[1].value',
    'NUMERATOR_EXCEEDS_DENOMINATOR',
  ],
  [
    'something on a base of zero',
    shaanxiMonth({ counts: { openingHeadcount: 0, leavers: 1 } }),
    'observations[2].value',
    'NUMERATOR_EXCEEDS_DENOMINATOR',
  ],
  ['more exempt than due', kezhouQuarter({ counts: { callbacksExempt: 501 } }), 'observations[6].value', 'NUMERATOR_EXCEEDS_DENOMINATOR'],

  ['a finding that is no object', quarter({ findings: ['f-1'] }), 'findings[0]', 'NOT_AN_OBJECT'],
  ['no id', finding(DEFECT, { id: undefined }), 'findings[0].id', 'REQUIRED'],
  ['an id that is used twice', quarter({ findings: [DEFECT, { ...DEFECT, occurredOn: '2025-03-31' }] }), 'findings[1].id', 'DUPLICATE'],
  ['an unknown item', finding(DEFECT, { item: '2.3' }), 'findings[0].item', 'UNKNOWN_ITEM'],
  ['an item written as a number', finding(DEFECT, { item: new InexactNumber('2.1') }), 'findings[0].item', 'NOT_TEXT'],
  ['an unknown kind', finding(DEFECT, { kind: 'ticket_defects' }), 'findings[0].kind', 'UNKNOWN_KIND'],
  ['a kind that the item does not take', finding(DEFECT, { item: '2.2' }), 'findings[0].kind', 'KIND_NOT_OF_ITEM'],
  ['no date', finding(DEFECT, { occurredOn: undefined }), 'findings[0].occurredOn', 'REQUIRED'],
  ['a date that does not exist', finding(DEFECT, { occurredOn: '2025-02-29' }), 'findings[0].occurredOn', 'NOT_A_DATE'],
  ['a date before the period', finding(DEFECT, { occurredOn: '2024-12-31' }), 'findings[0].occurredOn', 'OUTSIDE_PERIOD'],
  ['a date after the period', finding(DEFECT, { occurredOn: '2025-04-01' }), 'findings[0].occurredOn', 'OUTSIDE_PERIOD'],
  ['a count of 0', finding(DEFECT, { count: 0 }), 'findings[0].count', 'BELOW_ONE'],
  ['half a finding', finding(DEFECT, { count: '0.5' }), 'findings[0].count', 'NOT_A_COUNT'],
  ['an unknown field of a finding', finding(DEFECT, { occuredOn: '2025-01-09' }), 'findings[0].occuredOn', 'UNKNOWN_FIELD'],
  ['an empty event', finding(DEFECT, { eventId: '' }), 'findings[0].eventId', 'EMPTY'],
  [
    'one event twice in an item',
    quarter({
      findings: [
        { ...DEFECT, eventId: 'e' },
        { ...DEFECT, id: 'g', eventId: 'e' },
      ],
    }),
    'findings[1].eventId',
    'EVENT_TWICE_IN_ITEM',
  ],
  ['points above their range', finding(COMPLAINT, { points: '2.01', reason: '核听' }), 'findings[0].points', 'OUT_OF_RANGE'],
  ['points below their range', finding(COMPLAINT, { points: '0.99', reason: '核听' }), 'findings[0].points', 'OUT_OF_RANGE'],
  ['a fraction as a JSON number', finding(COMPLAINT, { points: 1.5, reason: '核听' }), 'findings[0].points', 'NOT_A_DECIMAL'],
  [
    'points of more than a thousand digits',
    finding(COMPLAINT, { points: `1.${'0'.repeat(999)}`, reason: '核听' }),
    'findings[0].points',
    'TOO_LONG',
  ],
  ['points without a reason', finding(COMPLAINT, { points: '1.5' }), 'findings[0].reason', 'REASON_REQUIRED'],
  ['points with a blank reason', finding(COMPLAINT, { points: '1.5', reason: '　 ' }), 'findings[0].reason', 'REASON_REQUIRED'],
  ['a reason that is no text', finding(COMPLAINT, { points: '1.5', reason: 7 }), 'findings[0].reason', 'NOT_TEXT'],
  ['points where the contract fixes them', finding(DEFECT, { points: '0.1' }), 'findings[0].points', 'MISPLACED_FIELD'],
  ['a reason where nothing is discretionary', finding(DEFECT, { reason: '核听' }), 'findings[0].reason', 'MISPLACED_FIELD'],
  ['an assessor’s deduction without points', finding(DEDUCTION, { points: null }), 'findings[0].points', 'REQUIRED'],
  ['an assessor’s deduction without a reason', finding(DEDUCTION, { reason: '' }), 'findings[0].reason', 'REASON_REQUIRED'],
  ['a deduction above the item', finding(DEDUCTION, { points: '3.01' }), 'findings[0].points', 'OUT_OF_RANGE'],
  ['a late dispatch without hours', finding(LATE_DISPATCH, { elapsedHours: undefined }), 'findings[0].elapsedHours', 'REQUIRED'],
  ['negative hours', finding(LATE_DISPATCH, { elapsedHours: '-1' }), 'findings[0].elapsedHours', 'NEGATIVE'],
  ['hours on another kind', finding(DEFECT, { elapsedHours: '25' }), 'findings[0].elapsedHours', 'MISPLACED_FIELD'],
  ['a late report without its due date', monthFinding(LATE_REPORT, { dueOn: undefined }), 'findings[0].dueOn', 'REQUIRED'],
  ['a date of submission that is none', monthFinding(LATE_REPORT, { submittedOn: 'later' }), 'findings[0].submittedOn', 'NOT_A_DATE'],
  ['a consent that is neither true nor false', monthFinding(LATE_REPORT, { consented: 'yes' }), 'findings[0].consented', 'NOT_A_BOOLEAN'],
  ['a criticism without a level', monthFinding(CRITICISM, { level: null }), 'findings[0].level', 'REQUIRED'],
  ['an unknown level', monthFinding(CRITICISM, { level: 'COUNTY' }), 'findings[0].level', 'UNKNOWN_LEVEL'],
  ['a matter that is no text', monthFinding(CRITICISM, { matterId: 9 }), 'findings[0].matterId', 'NOT_TEXT'],

  ['a judgement of an item with a method', judgement({ item: '1.1' }), 'judgements[0].item', 'JUDGEMENT_NOT_TAKEN'],
  ['a judgement of an unknown item', judgement({ item: '8.1' }), 'judgements[0].item', 'UNKNOWN_ITEM'],
  ['a judgement above the item', judgement({ points: '3.5' }), 'judgements[0].points', 'OUT_OF_RANGE'],
  ['a negative judgement', judgement({ points: '-0.5' }), 'judgements[0].points', 'OUT_OF_RANGE'],
  ['a judgement without points', judgement({ points: undefined }), 'judgements[0].points', 'REQUIRED'],
  ['a judgement without a reason', judgement({ reason: undefined }), 'judgements[0].reason', 'REASON_REQUIRED'],
  ['an unknown field of a judgement', judgement({ assessor: '张' }), 'judgements[0].assessor', 'UNKNOWN_FIELD'],
  ['an item that is judged twice', quarter({ judgements: [JUDGEMENT, JUDGEMENT] }), 'judgements[1].item', 'DUPLICATE'],
  [
    'a judgement beside a deduction',
    quarter({ judgements: [JUDGEMENT], findings: [DEDUCTION] }),
    'judgements[0].item',
    'JUDGED_AND_DEDUCTED',
  ],

  ['an unknown reading', quarter({ readings: { 'K-99': 'FLOOR' } }), 'readings.K-99', 'UNKNOWN_READING'],
  ['the other contract’s reading', quarter({ readings: { 'S-2': 'FLOOR' } }), 'readings.S-2', 'UNKNOWN_READING'],
  ['an unknown option', quarter({ readings: { 'K-24': 'ROUND' } }), 'readings.K-24', 'UNKNOWN_OPTION'],
  ['a reading without an option', quarter({ readings: { 'K-24': null } }), 'readings.K-24', 'REQUIRED'],
  ['readings that are no object', quarter({ readings: ['K-24'] }), 'readings', 'NOT_AN_OBJECT'],
];

const SCORES = Object.fromEntries(['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'].map((month) => [month, '90']));

const kezhou = (fields: Fields): Fields => ({ contract: 'kezhou-12345', instalment: 1, score: '90', rosters: [14, 14, 14], ...fields });

const shaanxi = (fields: Fields): Fields => ({ contract: 'shaanxi-12367', instalment: 2, scores: SCORES, ...fields });

const SETTLE: Row[] = [
  ['no object', 'kezhou-12345', '', 'NOT_AN_OBJECT'],
  ['an unknown contract', kezhou({ contract: 'kezhou' }), 'contract', 'UNKNOWN_CONTRACT'],
  ['no instalment', kezhou({ instalment: undefined }), 'instalment', 'REQUIRED'],
  ['an instalment that is not there', kezhou({ instalment: 5 }), 'instalment', 'UNKNOWN_INSTALMENT'],
  ['an instalment of 0', kezhou({ instalment: 0 }), 'instalment', 'BELOW_ONE'],
  ['an unknown field', kezhou({ roster: [14, 14, 14] }), 'roster', 'UNKNOWN_FIELD'],
  ['no score', kezhou({ score: undefined }), 'score', 'REQUIRED'],
  ['a score above 100', kezhou({ score: '100.01' }), 'score', 'OUT_OF_RANGE'],
  ['a score below 0', kezhou({ score: '-0.01' }), 'score', 'OUT_OF_RANGE'],
  ['a score as a JSON fraction', kezhou({ score: new InexactNumber('94.9') }), 'score', 'NOT_A_DECIMAL'],
  ['months for a quarter', kezhou({ scores: SCORES }), 'scores', 'MISPLACED_FIELD'],
  ['two rosters for a quarter', kezhou({ rosters: [14, 14] }), 'rosters', 'OUT_OF_RANGE'],
  ['a negative roster', kezhou({ rosters: [14, -1, 14] }), 'rosters[1]', 'NEGATIVE'],
  ['a roster that is no list', kezhou({ rosters: 14 }), 'rosters', 'NOT_A_LIST'],
  ['no scores', shaanxi({ scores: undefined }), 'scores', 'REQUIRED'],
  ['a month that is missing', shaanxi({ scores: { ...SCORES, '2025-05': undefined } }), 'scores.2025-05', 'NOT_A_DECIMAL'],
  ['a month that is not named', shaanxi({ scores: Object.fromEntries(Object.entries(SCORES).slice(1)) }), 'scores', 'SCORE_MISSING'],
  ['a month of the other window', shaanxi({ scores: { ...SCORES, '2025-06': '90' } }), 'scores.2025-06', 'OUTSIDE_PERIOD'],
  ['a month’s score that is no number', shaanxi({ scores: { ...SCORES, '2025-01': 'A' } }), 'scores.2025-01', 'NOT_A_DECIMAL'],
  ['one score for a mean', shaanxi({ score: '90' }), 'score', 'MISPLACED_FIELD'],
  ['rosters where headcount does not matter', shaanxi({ rosters: [10, 10, 10] }), 'rosters', 'MISPLACED_FIELD'],
  ['an invoice date that is none', shaanxi({ invoiceReceivedOn: '2025-9-24' }), 'invoiceReceivedOn', 'NOT_A_DATE'],
  ['a date of signing that does not exist', shaanxi({ signedOn: '2025-06-31' }), 'signedOn', 'NOT_A_DATE'],
  ['a date of payment that is no text', shaanxi({ paidOn: 20250901 }), 'paidOn', 'NOT_A_DATE'],
  ['an unknown option', shaanxi({ readings: { 'S-1': 'QUARTER' } }), 'readings.S-1', 'UNKNOWN_OPTION'],
];

const LEADER = { no: '001', team: 'A', onLineOn: '2024-06-01', shifts: 20, leader: true };
const NEWCOMER = { no: '002', team: 'A', onLineOn: '2025-03-10', shifts: 12 };

const month = (fields: Fields): Fields => ({
  contract: 'kezhou-12345',
  month: '2025-03',
  members: [LEADER, NEWCOMER],
  events: [],
  ...fields,
});

const member = (fields: Fields): Fields => month({ members: [{ ...LEADER, ...fields }] });

const event = (fields: Fields): Fields =>
  month({ events: [{ id: 'e', member: '001', kind: 'late_or_early', on: '2025-03-20', ...fields }] });

const SEVERE = { kind: 'forbidden_words', severe: true };

const PERFORMANCE: Row[] = [
  ['a contract without rules for operators', month({ contract: 'shaanxi-12367' }), 'contract', 'NO_OPERATOR_RULES'],
  ['an unknown contract', month({ contract: 'kezhou' }), 'contract', 'UNKNOWN_CONTRACT'],
  ['a month that is none', month({ month: '2025-13' }), 'month', 'NOT_A_MONTH'],
  ['a month outside the term', month({ month: '2026-01' }), 'month', 'UNKNOWN_PERIOD'],
  ['no members', month({ members: undefined }), 'members', 'REQUIRED'],
  ['an unknown field', month({ teams: ['A'] }), 'teams', 'UNKNOWN_FIELD'],
  ['a member without a number', member({ no: undefined }), 'members[0].no', 'REQUIRED'],
  ['a number that is used twice', month({ members: [LEADER, { ...NEWCOMER, no: '001' }] }), 'members[1].no', 'DUPLICATE'],
  ['a number that is no text', member({ no: 1 }), 'members[0].no', 'NOT_TEXT'],
  ['a first day that does not exist', member({ onLineOn: '2024-06-31' }), 'members[0].onLineOn', 'NOT_A_DATE'],
  ['absent shifts are an error, never none', member({ shifts: null }), 'members[0].shifts', 'REQUIRED'],
  ['negative shifts', member({ shifts: -1 }), 'members[0].shifts', 'NEGATIVE'],
  ['a leader that is neither true nor false', member({ leader: 1 }), 'members[0].leader', 'NOT_A_BOOLEAN'],
  ['an unknown field of a member', member({ name: '张' }), 'members[0].name', 'UNKNOWN_FIELD'],
  ['an unknown member', event({ member: '009' }), 'events[0].member', 'UNKNOWN_MEMBER'],
  ['an unknown kind of event', event({ kind: 'late' }), 'events[0].kind', 'UNKNOWN_KIND'],
  ['an event of another month', event({ on: '2025-04-01' }), 'events[0].on', 'OUTSIDE_PERIOD'],
  ['an event before the first day on the line', event({ member: '002', on: '2025-03-09' }), 'events[0].on', 'BEFORE_ON_LINE'],
  ['an unknown field of an event', event({ amount: '10' }), 'events[0].amount', 'UNKNOWN_FIELD'],
  ['a count of 0', event({ count: 0 }), 'events[0].count', 'BELOW_ONE'],
  ['days of 0', event({ kind: 'absence', days: 0 }), 'events[0].days', 'BELOW_ONE'],
  ['days of what is counted', event({ days: 2 }), 'events[0].days', 'MISPLACED_FIELD'],
  ['a count of what takes days', event({ kind: 'sick_leave', count: 2 }), 'events[0].count', 'MISPLACED_FIELD'],
  ['a severity that the kind does not have', event({ severe: true }), 'events[0].severe', 'MISPLACED_FIELD'],
  ['a consequence that the kind does not have', event({ consequence: false }), 'events[0].consequence', 'MISPLACED_FIELD'],
  [
    'a leader’s part of what is not severe',
    event({ kind: 'forbidden_words', leaderAmount: '300' }),
    'events[0].leaderAmount',
    'MISPLACED_FIELD',
  ],
  ['a leader’s part below 200', event({ ...SEVERE, leaderAmount: '199.99' }), 'events[0].leaderAmount', 'OUT_OF_RANGE'],
  ['a leader’s part above 500', event({ ...SEVERE, leaderAmount: '500.01' }), 'events[0].leaderAmount', 'OUT_OF_RANGE'],
  ['a leader’s part in less than fen', event({ ...SEVERE, leaderAmount: '300.005' }), 'events[0].leaderAmount', 'TOO_MANY_DECIMALS'],
  [
    'severe words in a team without a leader',
    month({ members: [NEWCOMER], events: [{ id: 'e', member: '002', on: '2025-03-20', ...SEVERE }] }),
    'events[0].severe',
    'NOT_ONE_LEADER',
  ],
  [
    'severe words in a team of two leaders',
    month({ members: [LEADER, { ...NEWCOMER, leader: true }], events: [{ id: 'e', member: '001', on: '2025-03-20', ...SEVERE }] }),
    'events[0].severe',
    'NOT_ONE_LEADER',
  ],
  [
    'an id that is used twice',
    month({
      events: [
        { id: 'e', member: '001', kind: 'left_post', on: '2025-03-20' },
        { id: 'e', member: '002', kind: 'left_post', on: '2025-03-20' },
      ],
    }),
    'events[1].id',
    'DUPLICATE',
  ],
  [
    'two absences that cover one day',
    month({
      events: [
        { id: 'e', member: '001', kind: 'absence', on: '2025-03-20', days: 3 },
        { id: 'f', member: '001', kind: 'absence', on: '2025-03-22' },
      ],
    }),
    'events[1].on',
    'DAYS_OVERLAP',
  ],
  ['earlier events of an unknown member', month({ earlier: { '009': { disobeyed: 1 } } }), 'earlier.009', 'UNKNOWN_MEMBER'],
  ['earlier events of an unknown kind', month({ earlier: { '001': { late: 1 } } }), 'earlier.001.late', 'UNKNOWN_KIND'],
  ['a negative number of earlier events', month({ earlier: { '001': { disobeyed: -1 } } }), 'earlier.001.disobeyed', 'NEGATIVE'],
];

const DUE: Row[] = [
  ['no object', null, '', 'NOT_AN_OBJECT'],
  ['no first date', { workingDays: 10 }, 'from', 'REQUIRED'],
  ['no number of days', { from: '2025-01-20' }, 'workingDays', 'REQUIRED'],
  ['a date that does not exist', { from: '2025-02-30', workingDays: 1 }, 'from', 'NOT_A_DATE'],
  ['fewer than 1 working day', { from: '2025-01-20', workingDays: 0 }, 'workingDays', 'BELOW_ONE'],
  ['days that are not whole', { from: '2025-01-20', workingDays: '1.5' }, 'workingDays', 'NOT_A_COUNT'],
  ['more days than any contract reaches', { from: '2025-01-20', workingDays: 10_001 }, 'workingDays', 'OUT_OF_RANGE'],
  ['a roll without a date', { roll: true }, 'on', 'REQUIRED'],
  ['a roll that is neither true nor false', { on: '2025-05-10', roll: 'yes' }, 'roll', 'NOT_A_BOOLEAN'],
  ['both ways of asking', { on: '2025-05-10', workingDays: 3 }, 'workingDays', 'MISPLACED_FIELD'],
  ['an unknown field', { on: '2025-05-10', calendar: 'cn' }, 'calendar', 'UNKNOWN_FIELD'],
];

const ROWS: [CalculationName, Row[]][] = [
  ['evaluate', EVALUATE],
  ['settle', SETTLE],
  ['performance', PERFORMANCE],
  ['due', DUE],
];

describe.each(ROWS)('%s refuses', (command, rows) => {
  test.each(rows)('%s', (_mistake, input, path, code) => {
    expect(problemsOf(command, input)).toEqual([`${path} ${code}`]);
  });

  test('and gives back nothing but problems, each in both languages', () => {
    for (const [, input] of rows) {
      const result = CALCULATIONS[command](input, LIBRARY) as { ok: boolean; error: object[] };
      expect(Object.keys(result).sort()).toEqual(['error', 'ok']);
      expect(result.ok).toBe(false);
      for (const problem of result.error)
        expect(problem).toEqual({
          path: expect.any(String),
          code: expect.stringMatching(/^[A-Z_]+$/),
          message: expect.stringMatching(/\p{Script=Han}.* \/ .*[a-z]/u),
        });
    }
  });
});

describe('several mistakes at once are all named', () => {
  test('in a period', () => {
    const input = {
      contract: 'kezhou-12345',
      period: '2025Q1',
      observations: [
        { metric: 'agentRequests', value: 100, source: 'AGENCY' },
        { metric: 'agentAnswered', value: 101, source: 'AGENCY' },
        { metric: 'callbacksDue', value: '-3', source: 'ROBOT' },
        { metric: 'dispatchedTickets', month: '2025-02', value: 5, source: 'AGENCY' },
      ],
      findings: [
        { ...DEFECT, count: 0, points: '1' },
        { ...DEFECT, occurredOn: '2025-12-31', item: '9.9' },
      ],
      judgements: [{ item: '5.1', points: '4' }],
      readings: { 'K-24': 'ROUND', 'S-1': 'INSTALMENT' },
      note: '',
    };
    expect(problemsOf('evaluate', input).sort()).toEqual([
      'findings[0].count BELOW_ONE',
      'findings[0].points MISPLACED_FIELD',
      'findings[1].id DUPLICATE',
      'findings[1].item UNKNOWN_ITEM',
      'findings[1].occurredOn OUTSIDE_PERIOD',
      'judgements[0].points OUT_OF_RANGE',
      'judgements[0].reason REASON_REQUIRED',
      'note UNKNOWN_FIELD',
      'observations MONTH_MISSING',
      'observations[1].value NUMERATOR_EXCEEDS_DENOMINATOR',
      'observations[2].source UNKNOWN_SOURCE',
      'observations[2].value NEGATIVE',
      'readings.K-24 UNKNOWN_OPTION',
      'readings.S-1 UNKNOWN_READING',
    ]);
  });

  test('in a period of an unknown contract, as far as they show without one', () => {
    const input = { contract: 'nowhere', observations: [{ metric: 'calls', value: 'x', source: 'AGENCY' }], findings: [{ points: 'x' }] };
    expect(problemsOf('evaluate', input).sort()).toEqual([
      'contract UNKNOWN_CONTRACT',
      'findings[0].id REQUIRED',
      'findings[0].item REQUIRED',
      'findings[0].kind REQUIRED',
      'findings[0].occurredOn REQUIRED',
      'findings[0].points NOT_A_DECIMAL',
      'observations[0].value NOT_A_COUNT',
      'period REQUIRED',
    ]);
  });

  test('in a settlement', () => {
    const input = shaanxi({ score: '90', scores: { '2024-12': 'x', '2026-01': '90' }, paidOn: 'soon', readings: { 'K-1': 'FULL_FEE' } });
    expect(problemsOf('settle', input).sort()).toEqual([
      'paidOn NOT_A_DATE',
      'readings.K-1 UNKNOWN_READING',
      'score MISPLACED_FIELD',
      'scores SCORE_MISSING',
      'scores SCORE_MISSING',
      'scores SCORE_MISSING',
      'scores SCORE_MISSING',
      'scores SCORE_MISSING',
      'scores.2024-12 NOT_A_DECIMAL',
      'scores.2026-01 OUTSIDE_PERIOD',
    ]);
  });

  test('in an operators’ month', () => {
    const input = month({
      members: [LEADER, { ...NEWCOMER, shifts: 'x', team: '' }],
      events: [
        { id: 'e', member: '003', kind: 'absence', on: '2025-02-28', count: 1 },
        { id: 'e', member: '001', kind: 'gossip', on: '2025-03-01', severe: 'no' },
      ],
      earlier: { '003': { gossip: 'x' } },
    });
    expect(problemsOf('performance', input).sort()).toEqual([
      'earlier.003 UNKNOWN_MEMBER',
      'earlier.003.gossip NOT_A_COUNT',
      'earlier.003.gossip UNKNOWN_KIND',
      'events[0].count MISPLACED_FIELD',
      'events[0].member UNKNOWN_MEMBER',
      'events[0].on OUTSIDE_PERIOD',
      'events[1].id DUPLICATE',
      'events[1].kind UNKNOWN_KIND',
      'events[1].severe NOT_A_BOOLEAN',
      'members[1].shifts NOT_A_COUNT',
      'members[1].team EMPTY',
    ]);
  });

  test('in a question for a date', () => {
    expect(problemsOf('due', {}).sort()).toEqual(['from REQUIRED', 'workingDays REQUIRED']);
    expect(problemsOf('due', { on: 'today', from: '2025-01-20', roll: 1 }).sort()).toEqual([
      'from MISPLACED_FIELD',
      'on NOT_A_DATE',
      'roll NOT_A_BOOLEAN',
    ]);
  });
});

/** Every code there is of a case; that text is no JSON shows before there is one, and what force majeure takes out is no part of it. */
const CODES: Record<Exclude<ProblemCode, 'NOT_JSON' | 'NOT_A_SUM' | 'EXCEEDS_FIGURE'>, true> = {
  REQUIRED: true,
  UNKNOWN_FIELD: true,
  MISPLACED_FIELD: true,
  NOT_AN_OBJECT: true,
  NOT_A_LIST: true,
  NOT_TEXT: true,
  NOT_A_BOOLEAN: true,
  NOT_A_COUNT: true,
  NOT_A_DECIMAL: true,
  NOT_A_DATE: true,
  NOT_A_MONTH: true,
  NEGATIVE: true,
  BELOW_ONE: true,
  OUT_OF_RANGE: true,
  TOO_MANY_DECIMALS: true,
  TOO_LONG: true,
  EMPTY: true,
  REASON_REQUIRED: true,
  DUPLICATE: true,
  UNKNOWN_CONTRACT: true,
  UNKNOWN_PERIOD: true,
  UNKNOWN_METRIC: true,
  UNKNOWN_SOURCE: true,
  UNKNOWN_ITEM: true,
  UNKNOWN_KIND: true,
  UNKNOWN_LEVEL: true,
  UNKNOWN_READING: true,
  UNKNOWN_OPTION: true,
  UNKNOWN_INSTALMENT: true,
  UNKNOWN_MEMBER: true,
  KIND_NOT_OF_ITEM: true,
  JUDGEMENT_NOT_TAKEN: true,
  JUDGED_AND_DEDUCTED: true,
  OUTSIDE_PERIOD: true,
  MONTH_MISSING: true,
  MONTH_REQUIRED: true,
  SCORE_MISSING: true,
  WHOLE_PERIOD_AND_MONTHS: true,
  NUMERATOR_EXCEEDS_DENOMINATOR: true,
  EVENT_TWICE_IN_ITEM: true,
  BEFORE_ON_LINE: true,
  DAYS_OVERLAP: true,
  NOT_ONE_LEADER: true,
  NO_OPERATOR_RULES: true,
};

test('every code of a problem has a case above', () => {
  const shown = new Set(ROWS.flatMap(([, rows]) => rows.map(([, , , code]) => code)));
  expect(Object.keys(CODES).filter((code) => !shown.has(code as ProblemCode))).toEqual([]);
});
