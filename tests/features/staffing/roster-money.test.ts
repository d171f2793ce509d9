// What the roster gives the scoring, and what that is worth: every figure by hand.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { actingIn, clockAt, look, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { periodIdOf, recordable } from '../../support/recording.js';
import { ask, createService, DATABASES, type Service } from '../../support/service.js';
import { keepingRoster, peopleMutation } from './people.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const ROSTER_FIGURES = 'observations(first: 100) { nodes { metric month value source revision } }';

/** The latest of the figures that came from the roster, as `month metric value`; in a period of a month without the month. */
async function fromRoster(service: Service, caller: Parameters<typeof nodeOf>[1], periodId: string): Promise<string[]> {
  const { observations } = await nodeOf(service, caller, 'AssessmentPeriod', periodId, ROSTER_FIGURES);
  const latest = new Map<string, Loose>();
  for (const row of observations.nodes.filter(({ source }: Loose) => source === 'ROSTER')) {
    const key = [row.month, row.metric].filter(Boolean).join(' ');
    if ((latest.get(key)?.revision ?? 0) < row.revision) latest.set(key, row);
  }
  return [...latest].map(([key, { value }]) => `${key} ${value}`).sort();
}

describe.each(DATABASES)('the roster of a Kezhou quarter on %s', (kind) => {
  const TENANT = 'roster-money';
  const CONTRACT = 'kezhou-12345';
  const TEAM = Array.from({ length: 14 }, (_, index) => `K${String(index + 1).padStart(2, '0')}`);
  const { assessor, agency, vendor, vendorManager, machine } = peopleOf(TENANT);
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let keep: ReturnType<typeof keepingRoster>;
  let periodId: string;
  const clock = clockAt('2025-03-30T02:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    act = actingIn(service);
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
    periodId = await periodIdOf(service, CONTRACT, '2025Q1', assessor);
  });
  afterAll(() => service.stop());

  test('the figures of an ordinary quarter are recorded, all but the headcounts', async () => {
    const { observations, findings } = recordable('01-kezhou-ordinary-quarter');
    const others = observations.filter((row: Loose) => row.metric !== 'operatorHeadcount');
    expect(observations.length - others.length).toBe(3);
    await act.does(assessor, 'recordObservations', { periodId, observations: others });
    await act.does(assessor, 'recordFindings', { periodId, findings });
    expect(await act.does(assessor, 'scorePeriod', { periodId })).toMatchObject({ total: '99.3', payableAmount: null });
  });

  test('a figure of the source ROSTER is typed in by nobody', async () => {
    const before = await fingerprintOf(service, TENANT);
    const observations = [{ metric: 'operatorHeadcount', month: '2025-01', value: 14, source: 'ROSTER' }];
    for (const caller of [assessor, vendorManager, machine]) {
      const mutation = `mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { __typename ... on InvalidInputError { problems { path code } } } }`;
      const { data, errors } = await ask(service, mutation, { input: { periodId, observations } }, caller);
      expect(errors ?? data.recordObservations).not.toMatchObject({ __typename: 'RecordedObservations' });
    }
    expect(await act.tries(assessor, 'recordObservations', { periodId, observations })).toEqual([
      expect.stringMatching(/^observations\[0\]\.source /),
    ]);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
  });

  test('only a month that is over, within the term and with a roster, has a snapshot', async () => {
    expect(await keep.tries(assessor, 'takeRosterSnapshot', { contract: CONTRACT, month: '2025-01' })).toEqual(['contract NO_ROSTER']);
    const team = TEAM.map((no, index) => ({ no, on: '2025-01-01', role: index === 13 ? 'team_leader' : 'operator' }));
    // A manager and somebody in reserve are not among the fourteen.
    await keep.join(
      [...team, { no: 'M01', on: '2025-01-01', role: 'manager' }, { no: 'R01', on: '2025-01-01', standing: 'RESERVE' }],
      '2024-12-20',
    );
    for (const [month, problem] of [
      ['2025-03', 'month NOT_OVER'],
      ['2024-12', 'month OUTSIDE_PERIOD'],
      ['2026-01', 'month OUTSIDE_PERIOD'],
      ['2025-13', 'month NOT_A_MONTH'],
    ] as const)
      expect(await keep.tries(assessor, 'takeRosterSnapshot', { contract: CONTRACT, month })).toEqual([problem]);
    expect(await keep.tries(vendorManager, 'takeRosterSnapshot', { contract: CONTRACT, month: '2025-01' })).toEqual(['FORBIDDEN']);
    expect(await keep.tries(agency, 'takeRosterSnapshot', { contract: CONTRACT, month: '2025-01' })).toEqual(['FORBIDDEN']);
  });

  test('three snapshots give three headcounts of fourteen, and the quarter is paid in full', async () => {
    clock.set('2025-04-10T02:00:00Z');
    // Left after the quarter, as it was recorded at first.
    await keep.leave('K14', '2025-04-02');
    for (const month of ['2025-01', '2025-02', '2025-03'])
      expect(await keep.snapshot(month)).toMatchObject({
        revision: 1,
        isUpToDate: true,
        figures: [{ metric: 'operatorHeadcount', value: 14 }],
        monthTurnover: { left: [], opening: 15, percent: '0' },
        exam: null,
      });
    expect(await fromRoster(service, assessor, periodId)).toEqual([
      '2025-01 operatorHeadcount 14',
      '2025-02 operatorHeadcount 14',
      '2025-03 operatorHeadcount 14',
    ]);
    const card = await act.does(assessor, 'scorePeriod', { periodId });
    expect(card).toMatchObject({ complete: true, total: '99.3', payableAmount: { amount: '184800.00' } });
  });

  test('a departure that was in truth before the quarter’s end leaves the snapshot behind, until it is taken again', async () => {
    const left = (await keep.member('K14')).events.at(-1);
    await keep.does(assessor, 'correctStaffEvent', { eventId: left.eventId, happenedOn: '2025-03-28', reason: '日期录错（演示）' });
    expect(await keep.snapshots('2025-02')).toMatchObject([{ revision: 1, isUpToDate: true }]);
    expect(await keep.snapshots('2025-03')).toMatchObject([{ revision: 1, isUpToDate: false, figures: [{ value: 14 }] }]);
    // Until then the score is that of the roster as it was confirmed.
    expect(await act.does(assessor, 'scorePeriod', { periodId })).toMatchObject({ payableAmount: { amount: '184800.00' } });
    expect(await keep.snapshot('2025-03')).toMatchObject({
      revision: 2,
      isUpToDate: true,
      figures: [{ metric: 'operatorHeadcount', value: 13 }],
      monthTurnover: { left: ['K14'], opening: 15, percent: '6.6667' },
    });
    expect(await keep.snapshots('2025-03')).toMatchObject([
      { revision: 2, isUpToDate: true },
      { revision: 1, isUpToDate: false },
    ]);
    expect(await fromRoster(service, assessor, periodId)).toContain('2025-03 operatorHeadcount 13');
  });

  test('thirteen at the assessment pay 13/14 of the fee, to the fen: 184,800.00 × 13 / 14 = 171,600.00', async () => {
    const card = await act.does(assessor, 'scorePeriod', { periodId });
    expect(card).toMatchObject({ complete: true, total: '99.3', payableAmount: { amount: '171600.00' } });
    const { readings } = await nodeOf(
      service,
      assessor,
      'Scorecard',
      card.id,
      'readings { code alternatives { option payable { amount } } }',
    );
    const under = Object.fromEntries(
      readings.flatMap(({ code, alternatives }: Loose) =>
        alternatives.map(({ option, payable }: Loose) => [`${code} ${option}`, payable?.amount]),
      ),
    );
    // The mean of 14, 14 and 13 is 41/3: 184,800.00 × 41 / 42 = 180,400.00.
    expect(under).toMatchObject({ 'K-1 FULL_FEE': '184800.00', 'K-2 AVERAGE': '180400.00', 'K-2 MINIMUM': '171600.00' });
  });

  test('the same roster taken again is the same snapshot, and writes nothing', async () => {
    const before = await fingerprintOf(service, TENANT);
    expect(await keep.snapshot('2025-03')).toMatchObject({ revision: 2 });
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
  });

  test('once published, a changed figure is refused and changes nothing but the log of breaches', async () => {
    const { id } = await act.does(assessor, 'scorePeriod', { periodId });
    const published = await act.does(assessor, 'publishScorecard', { scorecardId: id });
    await keep.leave('K13', '2025-03-31', 'RESIGNED', '2025-03-31');
    expect(await keep.snapshots('2025-03')).toMatchObject([{ isUpToDate: false }, {}]);
    const before = await fingerprintOf(service, TENANT);
    const input = { contract: CONTRACT, month: '2025-03' };
    const { data } = await ask(service, peopleMutation('takeRosterSnapshot'), { input }, assessor);
    expect(data.takeRosterSnapshot).toMatchObject({ __typename: 'PeriodClosedError', periodState: 'PUBLISHED' });
    // A breach is one all the same: it is logged, and nothing else.
    const after = await fingerprintOf(service, TENANT);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.sort()).toEqual(['audit_entries', 'staffing_breaches']);
    const query = `query { staffingBreaches(requirement: "operators", first: 10) { nodes { text isStanding } } }`;
    expect((await look(service, assessor, query)).staffingBreaches.nodes).toContainEqual({
      text: expect.stringContaining('2025-03-31 在册 12 人'),
      isStanding: true,
    });
    await ask(service, peopleMutation('takeRosterSnapshot'), { input }, assessor);
    expect(await fingerprintOf(service, TENANT)).toEqual(after);
    const { scorecard } = await nodeOf(service, assessor, 'AssessmentPeriod', periodId, 'scorecard { id digest payableAmount { amount } }');
    expect(scorecard).toMatchObject({ id, digest: published.digest, payableAmount: { amount: '171600.00' } });
  });

  test('a correction takes the changed figure: 184,800.00 × 12 / 14 = 158,400.00', async () => {
    const { scorecard } = await nodeOf(service, assessor, 'AssessmentPeriod', periodId, 'scorecard { id digest }');
    for (const caller of [vendor, agency]) await act.does(caller, 'signScorecard', { scorecardId: scorecard.id, digest: scorecard.digest });
    await act.does(assessor, 'correctScorecard', { scorecardId: scorecard.id, reason: '花名册更正（演示）' });
    expect(await keep.snapshot('2025-03')).toMatchObject({ revision: 3, isUpToDate: true, figures: [{ value: 12 }] });
    expect(await act.does(assessor, 'scorePeriod', { periodId })).toMatchObject({ total: '99.3', payableAmount: { amount: '158400.00' } });
  });

  test('what changes in the roster without a figure of the scoring is confirmed all the same', async () => {
    const assignment = await keep.request({
      kind: 'ASSIGNMENT',
      no: 'K01',
      place: { role: 'operator', team: '丙班', standing: 'FORMAL' },
      effectiveOn: '2025-02-10',
    });
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds: [assignment.id], outcome: 'APPROVED', decidedOn: '2025-02-10' });
    expect(await keep.snapshots('2025-02')).toMatchObject([{ revision: 1, isUpToDate: false }]);
    expect(await keep.snapshot('2025-02')).toMatchObject({ revision: 2, figures: [{ value: 14 }] });
  });
});

describe.each(DATABASES)('the roster of a Shaanxi month on %s', (kind) => {
  const TENANT = 'roster-month';
  const CONTRACT = 'shaanxi-12367';
  const { assessor, vendorManager } = peopleOf(TENANT);
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let keep: ReturnType<typeof keepingRoster>;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clockAt('2025-04-10T02:00:00Z').now });
    await openTenant(service, TENANT, CONTRACT);
    act = actingIn(service);
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
    periodId = await periodIdOf(service, CONTRACT, '2025-03', assessor);
    const FIRST = '2024-12-04';
    await keep.join(
      [
        ...['M1', 'M2'].map((no) => ({ no, on: FIRST, role: 'manager' })),
        ...['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8'].map((no) => ({ no, on: FIRST })),
        { no: 'R1', on: FIRST, standing: 'RESERVE' as const },
      ],
      '2024-12-01',
    );
  });
  afterAll(() => service.stop());

  const exam = (month: string, heldOn: string, ...numbers: readonly string[]) => ({
    contract: CONTRACT,
    kind: 'MONTHLY',
    month,
    heldOn,
    title: '月考（演示）',
    results: numbers.map((no) => ({ no, marks: '80', isPassed: true })),
  });

  test('without an exam on record its two figures are absent, never zero', async () => {
    const { figures, exam: none } = await keep.snapshot('2025-02');
    expect(none).toBeNull();
    expect(figures).toEqual([
      { metric: 'teamHeadcount', value: 10 },
      { metric: 'openingHeadcount', value: 10 },
      { metric: 'leavers', value: 0 },
    ]);
  });

  test('an exam that nobody took is on record, and its figure is zero; so is one that was recorded by mistake', async () => {
    const { id } = await keep.does(vendorManager, 'recordExam', exam('2025-02', '2025-02-14', 'S1', 'S2'));
    expect((await keep.snapshot('2025-02')).figures.slice(3)).toEqual([
      { metric: 'examRequired', value: 10 },
      { metric: 'examTaken', value: 2 },
    ]);
    // In place of another month's it would take that month's exam away.
    expect(await keep.tries(assessor, 'recordExam', { ...exam('2025-03', '2025-03-14', 'S1'), supersedesId: id })).toEqual([
      'month ANOTHER_MONTH',
    ]);
    await keep.does(assessor, 'recordExam', { ...exam('2025-02', '2025-02-14'), supersedesId: id });
    expect((await keep.snapshot('2025-02')).figures.slice(3)).toEqual([
      { metric: 'examRequired', value: 10 },
      { metric: 'examTaken', value: 0 },
    ]);
    const february = await periodIdOf(service, CONTRACT, '2025-02', assessor);
    expect(await fromRoster(service, assessor, february)).toContain('examTaken 0');
  });

  test('the month’s headcounts, leavers and exam come from its snapshot', async () => {
    // Saturday 15 March rolls to Monday the 17th. On that day nine are on the roster: ten without S7, who left on the 10th.
    expect(await keep.tries(vendorManager, 'recordExam', exam('2025-03', '2025-02-28', 'S1'))).toEqual(['heldOn OUTSIDE_PERIOD']);
    await keep.does(vendorManager, 'recordExam', exam('2025-03', '2025-03-14', 'M1', 'S1', 'S2', 'S3', 'S4', 'S5', 'S7', 'R1'));
    await keep.does(vendorManager, 'recordExam', exam('2025-03', '2025-03-17', 'S6', 'S1'));
    await keep.does(vendorManager, 'recordExam', exam('2025-03', '2025-03-18', 'S8'));
    await keep.leave('S7', '2025-03-10');
    await keep.leave('S6', '2025-03-20');
    await keep.leave('S5', '2025-03-25');
    const { id: staffId } = await keep.member('S4');
    const demand = await keep.does(assessor, 'demandReplacement', { staffId, reason: '能力不足（演示）', demandedOn: '2025-03-21' });
    await keep.leave('S4', '2025-03-31', 'REPLACED_ON_DEMAND', null);
    await keep.join([{ no: 'S9', on: '2025-03-31', demandId: demand.id }], '2025-03-28');
    const snapshot = await keep.snapshot('2025-03');
    expect(snapshot.exam).toEqual({
      dueOn: '2025-03-17',
      required: ['M1', 'M2', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S8'],
      taken: ['M1', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6'],
    });
    expect(snapshot.monthTurnover).toEqual({ left: ['S7', 'S6', 'S5'], opening: 10, percent: '30' });
    expect(snapshot.members.map(({ no }: Loose) => no)).toEqual(['M1', 'M2', 'R1', 'S1', 'S2', 'S3', 'S8', 'S9']);
    expect(await fromRoster(service, assessor, periodId)).toEqual([
      'examRequired 9',
      'examTaken 7',
      'leavers 3',
      'openingHeadcount 10',
      'teamHeadcount 7',
    ]);
  });

  test('items 1, 3 and 10 are scored from it: 10 − 3, 30 % as written 10, 10 − 2', async () => {
    const figures = {
      REGION_RESULT: { answerRateRank: 1, answer15sRank: 1 },
      SYSTEM_REPORT: {
        ratedVerySatisfied: 100,
        ratedSatisfied: 0,
        ratedNeutral: 0,
        ratedDissatisfied: 0,
        ratedVeryDissatisfied: 0,
        ratedExcluded: 0,
      },
      AGENCY: { sampledQualified: 100, sampledTickets: 100 },
    };
    const observations = Object.entries(figures).flatMap(([source, values]) =>
      Object.entries(values).map(([metric, value]) => ({ metric, value, source })),
    );
    await act.does(assessor, 'recordObservations', { periodId, observations });
    const { id, complete, total } = await act.does(assessor, 'scorePeriod', { periodId });
    expect({ complete, total }).toEqual({ complete: true, total: '95' });
    const { items } = await look(service, assessor, 'query ($id: ID!) { node(id: $id) { ... on Scorecard { items { code points } } } }', {
      id,
    }).then(({ node }) => node);
    const points = Object.fromEntries(items.map((item: Loose) => [item.code, item.points]));
    expect([points['1'], points['3'], points['10']]).toEqual(['7', '10', '8']);
  });

  test('had nobody demanded the fourth departure, the turnover of 40 % would have cost item 3', async () => {
    const left = (await keep.member('S4')).events.at(-1);
    const correct = { eventId: left.eventId, happenedOn: '2025-03-31', leftFor: 'RESIGNED', reason: '本人辞职（演示）' };
    await keep.does(assessor, 'correctStaffEvent', correct);
    expect((await keep.snapshot('2025-03')).monthTurnover).toEqual({ left: ['S7', 'S6', 'S5', 'S4'], opening: 10, percent: '40' });
    expect(await act.does(assessor, 'scorePeriod', { periodId })).toMatchObject({ total: '85' });
  });
});
