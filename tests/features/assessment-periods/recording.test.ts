import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { periodIdOf, rowCounts, run } from '../../support/recording.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const ASSESSOR: Caller = { tenant: 'qinghe-12345', role: 'ASSESSOR' };
const VENDOR: Caller = { tenant: 'qinghe-12345', role: 'VENDOR_STAFF' };

const calls = (value: unknown, month?: string) => ({ metric: 'callsIn', value, source: 'SYSTEM_REPORT', ...(month ? { month } : {}) });

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind);
    periodId = await periodIdOf(service, 'qinghe-12345', '2026H1');
  });
  afterAll(() => service.stop());

  const record = (observations: object[], caller = ASSESSOR) => run(service, 'record-observations', { periodId, observations }, caller);
  const recordFindings = (findings: object[]) => run(service, 'record-findings', { periodId, findings }, ASSESSOR);
  const judge = (judgement: object) => run(service, 'judge-item', { periodId, ...judgement }, ASSESSOR);

  const PERIOD = `query ($id: ID!) { node(id: $id) { ... on AssessmentPeriod {
    observations(first: 100) { totalCount nodes { metric month value source revision recordedBy recordedAt } }
    findings(first: 100) { nodes { reference item kind count points reason elapsedHours consented } }
    judgements(first: 100) { nodes { item points reason revision } } } } }`;
  const recorded = async () => (await ask(service, PERIOD, { id: periodId }, ASSESSOR)).data.node;

  /** What was refused: the places and codes of every problem, and that nothing was stored. */
  async function refused(send: () => Promise<{ data: Record<string, { problems?: { path: string; code: string }[] }> }>) {
    const before = await rowCounts(service);
    const { data } = await send();
    expect(await rowCounts(service)).toEqual(before);
    return Object.values(data)[0]!.problems?.map(({ path, code }) => `${path} ${code}`);
  }

  describe('figures', () => {
    test('stand with who recorded them, and when', async () => {
      const { data } = await record([calls(1000, '2026-01'), calls('90071992547409930003', '2026-02')]);
      expect(data.recordObservations).toMatchObject({
        __typename: 'RecordedObservations',
        observations: [
          { metric: 'callsIn', month: '2026-01', value: '1000', revision: 1 },
          { month: '2026-02', value: '90071992547409930003' },
        ],
        period: { state: 'OPEN' },
      });
      expect((await recorded()).observations.nodes[0]).toMatchObject({
        recordedBy: 'qinghe-12345-assessor-1',
        recordedAt: '2026-01-06T08:00:00.000Z',
      });
    });

    test('of the same metric, month and source supersede the earlier one, which stays in the history', async () => {
      const { data } = await record([calls(1200, '2026-01')]);
      expect(data.recordObservations.observations).toMatchObject([{ value: '1200', revision: 2 }]);
      const { observations } = await recorded();
      expect(observations.totalCount).toBe(2);
      expect(observations.nodes.map(({ value }: { value: string }) => value).sort()).toEqual(['1200', '90071992547409930003']);
      expect((await rowCounts(service))['qinghe-12345 observations']).toBe(3);
    });

    test('of a thousand digits stay exact', async () => {
      const digits = `9${'0'.repeat(998)}7`;
      expect((await record([calls(digits, '2026-03')])).data.recordObservations.observations[0].value).toBe(digits);
    });

    test('are recorded all or none, and every problem is named with its place', async () => {
      const problems = await refused(() =>
        record([
          { metric: 'nothing', value: 1, source: 'AGENCY' },
          calls(5, '2027-01'),
          calls(-1, '2026-04'),
          { metric: 'traineesTrained', value: 5, source: 'AGENCY' },
          { metric: 'traineesDue', value: 4, source: 'AGENCY' },
          { metric: 'seats', month: '2026-01', value: 18, source: 'ROSTER' },
        ]),
      );
      expect(problems).toEqual([
        'observations[5].source SOURCE_NOT_TYPED',
        'observations[0].metric UNKNOWN_METRIC',
        'observations[1].month OUTSIDE_PERIOD',
        'observations[2].value NEGATIVE',
        'observations[3].value NUMERATOR_EXCEEDS_DENOMINATOR',
      ]);
    });

    test('that contradict what is recorded already are refused', async () => {
      expect(await refused(() => record([calls(7)]))).toEqual(['observations[0].month WHOLE_PERIOD_AND_MONTHS']);
    });

    test('of the vendor are its own', async () => {
      const own = { metric: 'ordersSent', value: 10, source: 'VENDOR' };
      expect((await record([own], VENDOR)).data.recordObservations.__typename).toBe('RecordedObservations');
      expect(await refused(() => record([own, { ...own, source: 'AGENCY' }], VENDOR))).toEqual([
        'observations[1].source SOURCE_NOT_ALLOWED',
      ]);
    });

    test('are at least one', async () => {
      expect(await refused(() => record([]))).toEqual(['observations EMPTY']);
    });
  });

  describe('findings', () => {
    test('are exact, and bear the recorder’s number or one of their own', async () => {
      const { data } = await recordFindings([
        { reference: 'f-1', item: 'B3', kind: 'slow_order', occurredOn: '2026-01-12', elapsedHours: '14.250', count: 2 },
        { item: 'B3', kind: 'slow_order', occurredOn: '2026-01-13', elapsedHours: '13' },
      ]);
      expect(data.recordFindings.findings).toMatchObject([{ reference: 'f-1', count: '2' }, { count: '1' }]);
      const { findings } = await recorded();
      expect(findings.nodes).toMatchObject([
        { elapsedHours: '14.25' },
        { elapsedHours: '13', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      ]);
    });

    test('are recorded all or none, and every problem is named with its place', async () => {
      const problems = await refused(() =>
        recordFindings([
          { item: 'Z9', kind: 'slow_order', occurredOn: '2026-01-12' },
          { item: 'B3', kind: 'report_late', occurredOn: '2026-09-01' },
          { reference: 'f-1', item: 'B3', kind: 'slow_order', occurredOn: '2026-02-30', elapsedHours: '13' },
        ]),
      );
      expect(problems).toEqual([
        'findings[0].item UNKNOWN_ITEM',
        'findings[1].kind KIND_NOT_OF_ITEM',
        'findings[1].occurredOn OUTSIDE_PERIOD',
        'findings[2].occurredOn NOT_A_DATE',
        'findings[2].reference DUPLICATE',
      ]);
    });

    test('are at least one', async () => {
      expect(await refused(() => recordFindings([]))).toEqual(['findings EMPTY']);
    });
  });

  describe('judgements', () => {
    test('supersede the earlier one of their item', async () => {
      await judge({ item: 'C3', points: '4.50', reason: '抽查两次' });
      const { data } = await judge({ item: 'C3', points: '5', reason: '复查后改定' });
      expect(data.judgeItem).toMatchObject({ __typename: 'Judgement', item: 'C3', points: '5', revision: 2 });
      expect((await recorded()).judgements.nodes).toEqual([{ item: 'C3', points: '5', reason: '复查后改定', revision: 2 }]);
    });

    test('are refused where the item takes none, the points are out of range or the reason is empty', async () => {
      expect(await refused(() => judge({ item: 'A1', points: '1', reason: '无' }))).toEqual(['item JUDGEMENT_NOT_TAKEN']);
      expect(await refused(() => judge({ item: 'C3', points: '999', reason: ' ' }))).toEqual([
        'points OUT_OF_RANGE',
        'reason REASON_REQUIRED',
      ]);
    });
  });

  test('in a period of one month the month says nothing: both forms are one figure', async () => {
    const shaanxi: Caller = { tenant: 'shaanxi', role: 'ASSESSOR' };
    const id = await periodIdOf(service, 'shaanxi-12367', '2025-11');
    const exams = (value: number, month?: string) => ({ metric: 'examRequired', value, source: 'AGENCY', ...(month ? { month } : {}) });
    const send = (observation: object) => run(service, 'record-observations', { periodId: id, observations: [observation] }, shaanxi);
    expect((await send(exams(10, '2025-11'))).data.recordObservations.observations).toMatchObject([{ month: null, revision: 1 }]);
    expect((await send(exams(11))).data.recordObservations.observations).toMatchObject([{ month: null, revision: 2 }]);
  });

  test('a period that is published, or signed, takes nothing more', async () => {
    const id = await periodIdOf(service, 'kezhou-12345', '2025Q1');
    const before = await rowCounts(service);
    const kezhou: Caller = { tenant: 'kezhou', role: 'ASSESSOR' };
    const observations = [{ metric: 'ratedNeutral', value: 1, source: 'AGENCY' }];
    const findings = [{ item: '2.1', kind: 'ticket_defect', occurredOn: '2025-02-01' }];
    const answers = [
      await run(service, 'record-observations', { periodId: id, observations }, kezhou),
      await run(service, 'record-findings', { periodId: id, findings }, kezhou),
      await run(service, 'judge-item', { periodId: id, item: '5.1', points: '3', reason: '无' }, kezhou),
      await run(service, 'score-period', { periodId: id }, kezhou),
    ];
    for (const { data } of answers) expect(Object.values(data)).toMatchObject([{ __typename: 'PeriodClosedError', periodState: 'SIGNED' }]);
    expect(await rowCounts(service)).toEqual(before);
  });
});
