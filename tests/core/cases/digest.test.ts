import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate, performance, settle } from '../../support/calculate.js';
import { kezhouQuarter, type PeriodInput, shaanxiMonth } from '../../support/quarters.js';

type Fields = Record<string, unknown>;

/** The digests of a base input and of inputs that each differ from it in some fields. */
const digestsOf = <T extends object>(command: (raw: unknown) => { digest: string }, base: T, changes: readonly Partial<T>[]): string[] =>
  [base, ...changes.map((change) => ({ ...base, ...change }))].map((input) => command(input).digest);

const expectAllDifferent = (digests: readonly string[]) => expect(new Set(digests).size).toBe(digests.length);

test('several losing observations are told in one order, whatever order they came in', () => {
  const quarter = kezhouQuarter();
  const observations = [
    ...quarter.observations,
    { metric: 'agentAnswered', value: 1, source: 'VENDOR' },
    { metric: 'agentAnswered', value: 2, source: 'AGENCY' },
  ];
  expect(evaluate({ ...quarter, observations: [...observations].reverse() })).toEqual(evaluate({ ...quarter, observations }));
});

describe('every change of a period has a digest of its own', () => {
  const withFinding = (base: (overrides: { findings: Fields[] }) => PeriodInput, finding: Fields, changes: readonly Fields[]) =>
    [{}, ...changes].map((change) => evaluate(base({ findings: [{ ...finding, ...change }] })).digest);

  test('in a finding with discretion', () => {
    const complaint = { id: 'f', item: '1.3', kind: 'valid_complaint', occurredOn: '2025-01-09', points: '1.5', reason: '核听属实' };
    expectAllDifferent(
      withFinding(kezhouQuarter, complaint, [
        { id: 'g' },
        { kind: 'serious_impact' },
        { item: '1.6', kind: 'serious_impact' },
        { occurredOn: '2025-01-10' },
        { count: 2 },
        { points: '1.51' },
        { points: null },
        { points: null, reason: null },
        { reason: '核听不实' },
        { eventId: 'e' },
      ]),
    );
  });

  test('in the hours of a late dispatch', () => {
    const ticket = { id: 'f', item: '1.5', kind: 'late_dispatch', occurredOn: '2025-01-09', elapsedHours: '25' };
    expectAllDifferent(withFinding(kezhouQuarter, ticket, [{ elapsedHours: '25.01' }, { elapsedHours: '24' }]));
  });

  test('in the dates of a late report', () => {
    const report = {
      id: 'f',
      item: '4',
      kind: 'analysis_report_late',
      occurredOn: '2025-03-09',
      dueOn: '2025-03-10',
      submittedOn: '2025-03-12',
    };
    expectAllDifferent(
      withFinding(shaanxiMonth, report, [
        { dueOn: '2025-03-09' },
        { submittedOn: '2025-03-13' },
        { submittedOn: null },
        { consented: true },
      ]),
    );
  });

  test('in the level or the matter of a criticism', () => {
    const criticism = { id: 'f', item: '12', kind: 'criticism', occurredOn: '2025-03-09', level: 'CITY', matterId: 'm' };
    expectAllDifferent(withFinding(shaanxiMonth, criticism, [{ level: 'BELOW_CITY' }, { matterId: 'n' }, { matterId: null }]));
  });

  test('in a judgement', () => {
    const judgement = { item: '5.1', points: '2.5', reason: '查阅台账' };
    expectAllDifferent(
      digestsOf(evaluate, kezhouQuarter({ judgements: [judgement] }), [
        { judgements: [] },
        { judgements: [{ ...judgement, item: '5.2' }] },
        { judgements: [{ ...judgement, points: '2.51' }] },
        { judgements: [{ ...judgement, reason: '查阅记录' }] },
      ]),
    );
  });

  test('in a reading, from open to agreed at the same option too', () => {
    const agreed = ['FLOOR', 'PRORATA', 'CEIL'].map((option) => ({ readings: { 'K-24': option } }));
    expectAllDifferent(
      digestsOf(evaluate, kezhouQuarter(), [...agreed, { readings: { 'K-1': 'HEADCOUNT' } }, { readings: { 'K-4': 'CONTINUOUS' } }]),
    );
  });

  test('in the period', () => {
    expectAllDifferent(['2024-12', '2025-01', '2025-11'].map((period) => evaluate(shaanxiMonth({ period })).digest));
  });

  test('in the value, the month or the source of an observation, of a losing one too', () => {
    const { observations } = kezhouQuarter();
    const [first, ...rest] = observations;
    const lost = { ...first!, source: 'VENDOR' };
    expectAllDifferent(
      digestsOf(evaluate, kezhouQuarter(), [
        { observations: [{ ...first!, value: 10_001 }, ...rest] },
        { observations: [{ ...first!, source: 'AGENCY' }, ...rest] },
        { observations: rest },
        { observations: [...observations, lost] },
        { observations: [...observations, { ...lost, value: 10_001 }] },
        { observations: [...observations, { ...lost, month: '2025-01' }] },
        { observations: [...observations, { ...lost, month: '2025-02' }] },
      ]),
    );
  });

  test('in any count, by one', () => {
    const month = shaanxiMonth({ counts: { leavers: 1, examTaken: 8, ratedDissatisfied: 3, sampledQualified: 90 } });
    fc.assert(
      fc.property(fc.nat(month.observations.length - 1), fc.constantFrom(-1, 1), (at, step) => {
        const value = Number(month.observations[at]!.value) + step;
        fc.pre(value > 0);
        const observations = month.observations.map((observation, index) => (index === at ? { ...observation, value } : observation));
        expect(evaluate({ ...month, observations }).digest).not.toBe(evaluate(month).digest);
      }),
    );
  });
});

test('a reading that has no effect on a period has none on its digest', () => {
  expect(evaluate(shaanxiMonth({ readings: { 'S-1': 'INSTALMENT', 'S-12': 'PERMILLE_3' } })).digest).toBe(evaluate(shaanxiMonth()).digest);
});

test('every change of a settlement has a digest of its own', () => {
  const scores = Object.fromEntries(['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'].map((month) => [month, '90']));
  const base: Fields = { contract: 'shaanxi-12367', instalment: 2, scores };
  expectAllDifferent(
    digestsOf(settle, base, [
      ...Object.keys(scores).map((month) => ({ scores: { ...scores, [month]: '90.01' } })),
      { invoiceReceivedOn: '2025-06-01' },
      { signedOn: '2025-06-01' },
      { paidOn: '2025-06-01' },
      { readings: { 'S-1': 'QUARTER_OF_TOTAL' } },
      { readings: { 'S-2': 'CEIL' } },
      { readings: { 'S-12': 'PERMILLE_3' } },
      { instalment: 1, scores: {} },
    ]),
  );
  const quarter: Fields = { contract: 'kezhou-12345', instalment: 1, score: '90', rosters: [14, 13, 14] };
  expectAllDifferent(digestsOf(settle, quarter, [{ instalment: 2 }, { score: '90.1' }, { rosters: [13, 14, 14] }, { rosters: null }]));
});

test('every change of an operators’ month has a digest of its own', () => {
  const member = { no: '001', team: 'A', onLineOn: '2024-06-01', shifts: 20, leader: true };
  const event = { id: 'e', member: '001', kind: 'forbidden_words', on: '2025-03-04', severe: true, leaderAmount: '300' };
  const base: Fields = { contract: 'kezhou-12345', month: '2025-03', members: [member], events: [event] };
  const changedMember = (change: Fields) => ({ members: [{ ...member, ...change }] });
  const changedEvent = (change: Fields) => ({ events: [{ ...event, ...change }] });
  expectAllDifferent(
    digestsOf(performance, base, [
      { month: '2025-04', events: [] },
      { events: [] },
      changedMember({ team: 'B' }),
      changedMember({ onLineOn: '2024-06-02' }),
      changedMember({ shifts: 21 }),
      { members: [member, { ...member, no: '002', leader: false }] },
      changedEvent({ id: 'f' }),
      changedEvent({ on: '2025-03-05' }),
      changedEvent({ count: 2 }),
      changedEvent({ severe: false, leaderAmount: null }),
      changedEvent({ leaderAmount: '300.01' }),
      changedEvent({ leaderAmount: null }),
      changedEvent({ kind: 'refused_call', severe: null, leaderAmount: null }),
      changedEvent({ kind: 'refused_call', severe: null, leaderAmount: null, consequence: true }),
      { earlier: { '001': { missed_activity: 1 } } },
      { earlier: { '001': { missed_activity: 2 } } },
      { earlier: { '001': { disobeyed: 1 } } },
    ]),
  );
});
