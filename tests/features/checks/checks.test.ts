// Spot checks and samples: every piece is kept, and what follows from them is what the contract's data says.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { actingIn, clockAt, errorCodeOf, look, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';
import { periodIdOf } from '../../support/recording.js';
import { type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const KEZHOU = peopleOf('checks-kezhou');
const SHAANXI = peopleOf('checks-shaanxi');

const pieces = (count: number, failed: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ({
    reference: `工单 ${from + index}`,
    result: index < failed ? 'FAILED' : 'PASSED',
    ...(index < failed ? { remark: '演示' } : {}),
  }));

describe.each(DATABASES)('checks on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let march: string;
  let quarter: string;
  const clock = clockAt('2025-03-31T01:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, 'checks-kezhou', 'kezhou-12345');
    await openTenant(service, 'checks-shaanxi', 'shaanxi-12367');
    act = actingIn(service);
    march = await periodIdOf(service, 'shaanxi-12367', '2025-03', SHAANXI.assessor);
    quarter = await periodIdOf(service, 'kezhou-12345', '2025Q1', KEZHOU.assessor);
    const { observations } = shaanxiMonth({ counts: { sampledQualified: null, sampledTickets: null } });
    await act.does(SHAANXI.assessor, 'recordObservations', { periodId: march, observations });
    const typed = kezhouQuarter().observations.map((row) => ({ ...row, source: row.source === 'ROSTER' ? 'AGENCY' : row.source }));
    await act.does(KEZHOU.assessor, 'recordObservations', { periodId: quarter, observations: typed });
  });
  afterAll(() => service.stop());

  const sample = (count: number, failed: number, from?: number, more: object = {}) => ({
    periodId: march,
    check: 'ticket_sample',
    drawnOn: '2025-03-20',
    method: '按工号各抽 10 条（演示）',
    seed: '20250320',
    pieces: pieces(count, failed, from),
    ...more,
  });
  const spotCheck = (count: number, failed: number, more: object = {}) => ({
    periodId: quarter,
    check: 'operator_spot_check',
    drawnOn: '2025-03-12',
    method: '随机抽取录音（演示）',
    pieces: pieces(count, failed),
    ...more,
  });
  const itemOf = async (caller: Caller, periodId: string, code: string) => {
    const { standing } = await nodeOf(
      service,
      caller,
      'AssessmentPeriod',
      periodId,
      'standing { score { items { code points lines { text } } } }',
    );
    return standing.score.items.find((item: { code: string }) => item.code === code);
  };

  test('nobody but an assessor of the tenant records one; a denial, or a fault, leaves everything as it was', async () => {
    const before = await fingerprintOf(service, 'checks-shaanxi');
    const { assessor, agency, vendor, vendorStaff, vendorManager, machine, admin, auditor } = SHAANXI;
    for (const caller of [agency, vendor, vendorStaff, vendorManager, machine, admin, auditor])
      expect([caller.role, await errorCodeOf(service, caller, 'recordCheck', sample(50, 3))]).toEqual([caller.role, 'FORBIDDEN']);
    expect(await errorCodeOf(service, KEZHOU.assessor, 'recordCheck', sample(50, 3))).toBe('NOT_FOUND');
    const tries = (more: object) => act.tries(assessor, 'recordCheck', sample(2, 0, 1, more));
    expect(await tries({ check: 'operator_spot_check', drawnOn: '2025-04-01', method: ' ' })).toEqual([
      'method REASON_REQUIRED',
      'check UNKNOWN_CHECK',
      'drawnOn OUTSIDE_PERIOD',
    ]);
    expect(await tries({ pieces: [] })).toEqual(['pieces EMPTY']);
    expect(await tries({ pieces: [...pieces(1, 0), ...pieces(1, 0), { reference: ' ', result: 'PASSED' }] })).toEqual([
      'pieces[1].reference DUPLICATE',
      'pieces[2].reference EMPTY',
    ]);
    expect(await tries({ drawnOn: '2025-03-32' })).toEqual(['drawnOn NOT_A_DATE']);
    const long = '工'.repeat(256);
    expect(await tries({ drawnBy: long, pieces: [{ reference: long, result: 'PASSED' }] })).toEqual([
      'drawnBy TOO_LONG',
      'pieces[0].reference TOO_LONG',
    ]);
    expect(await errorCodeOf(service, assessor, 'recordCheck', sample(50, 3, 1, { expectedVersion: 1 }))).toBe('CONFLICT');
    expect(await fingerprintOf(service, 'checks-shaanxi')).toEqual(before);
  });

  test('a sample gives the figures of item 9: 47 of 50 is 94%, which costs nothing; with the second one 80 of 100 costs 0.5', async () => {
    const { assessor } = SHAANXI;
    expect((await itemOf(assessor, march, '9')).points).toBeNull();
    const first = await act.does(assessor, 'recordCheck', sample(50, 3));
    expect(first).toMatchObject({ number: 1, pieceCount: 50, passedCount: 47, failedCount: 3, drawnBy: assessor.subject, findings: [] });
    const item = await itemOf(assessor, march, '9');
    expect(item.points).toBe('10');
    expect(item.lines[0].text).toContain('47/50');
    expect(item.lines[0].text).toContain('来源：甲方');
    // 47 + 33 of 100.
    await act.does(assessor, 'recordCheck', sample(50, 17, 51));
    expect((await itemOf(assessor, march, '9')).points).toBe('9.5');
    const FIGURES = 'observations(first: 50, withSuperseded: true) { nodes { metric value source revision } }';
    const { observations } = await nodeOf(service, assessor, 'AssessmentPeriod', march, FIGURES);
    const sampled = observations.nodes.filter(({ metric }: { metric: string }) => metric.startsWith('sampled'));
    expect(
      sampled.map(({ metric, value, source, revision }: Record<string, unknown>) => `${metric} ${value} ${source} ${revision}`),
    ).toEqual([
      'sampledTickets 50 AGENCY 1',
      'sampledQualified 47 AGENCY 1',
      'sampledTickets 100 AGENCY 2',
      'sampledQualified 80 AGENCY 2',
    ]);
  });

  test('what checks have counted is not typed in beside them, and no piece counts twice', async () => {
    const { assessor, vendorStaff } = SHAANXI;
    const typed = (source: string) => ({ periodId: march, observations: [{ metric: 'sampledQualified', value: 60, source }] });
    expect(await act.tries(assessor, 'recordObservations', typed('AGENCY'))).toEqual(['observations[0].metric FROM_CHECKS']);
    await act.does(vendorStaff, 'recordObservations', typed('VENDOR'));
    expect((await itemOf(assessor, march, '9')).points).toBe('9.5');
    expect(await act.tries(assessor, 'recordCheck', sample(2, 0, 100))).toEqual(['pieces[0].reference DRAWN_BEFORE']);
  });

  test('a check that was recorded by mistake is taken back: the figures are those of the others again', async () => {
    const { assessor, agency, vendorStaff, auditor } = SHAANXI;
    const third = await act.does(assessor, 'recordCheck', sample(100, 100, 1_001));
    expect((await itemOf(assessor, march, '9')).points).not.toBe('9.5');
    const input = { checkId: third.id, reason: '录错（演示）' };
    for (const caller of [agency, vendorStaff, auditor])
      expect(await errorCodeOf(service, caller, 'withdrawCheck', input)).toBe('FORBIDDEN');
    expect(await errorCodeOf(service, KEZHOU.assessor, 'withdrawCheck', input)).toBe('NOT_FOUND');
    expect(await act.tries(assessor, 'withdrawCheck', { ...input, reason: ' ' })).toEqual(['reason REASON_REQUIRED']);
    expect(await act.does(assessor, 'withdrawCheck', input)).toMatchObject({ withdrawalReason: '录错（演示）', findings: [] });
    expect((await itemOf(assessor, march, '9')).points).toBe('9.5');
    expect(await act.tries(assessor, 'withdrawCheck', input)).toEqual(['WITHDRAWN_ALREADY']);
    // Its pieces can be drawn again.
    const again = await act.does(assessor, 'recordCheck', sample(1, 0, 1_001));
    await act.does(assessor, 'withdrawCheck', { checkId: again.id, reason: '演示' });
  });

  test('where somebody has typed in a figure before any check, a check is refused and says so', async () => {
    const { assessor } = SHAANXI;
    const april = await periodIdOf(service, 'shaanxi-12367', '2025-04', assessor);
    await act.does(assessor, 'recordObservations', {
      periodId: april,
      observations: [{ metric: 'sampledTickets', month: '2025-04', value: 10, source: 'AGENCY' }],
    });
    clock.set('2025-04-30T01:00:00Z');
    const inApril = { ...sample(10, 0), periodId: april, drawnOn: '2025-04-10' };
    expect(await act.tries(assessor, 'recordCheck', inApril)).toEqual(['check FIGURE_WITHOUT_CHECK']);
  });

  test('failed pieces of a spot check are one confirmed finding of so many, 0.5 each; passes are kept too', async () => {
    const { assessor, vendorStaff } = KEZHOU;
    expect((await itemOf(assessor, quarter, '7.3')).points).toBe('3');
    const check = await act.does(assessor, 'recordCheck', spotCheck(20, 3, { drawnBy: '演示抽查员' }));
    expect(check).toMatchObject({ number: 1, drawnBy: '演示抽查员', passedCount: 17 });
    expect(check.findings).toEqual([{ reference: 'check-1', count: '3', state: 'CONFIRMED', eventId: 'check 1' }]);
    expect((await itemOf(assessor, quarter, '7.3')).points).toBe('1.5');
    const passed = await act.does(assessor, 'recordCheck', spotCheck(5, 0, { notify: true }));
    expect(passed).toMatchObject({ number: 2, failedCount: 0, findings: [] });
    await act.does(assessor, 'recordCheck', spotCheck(2, 1, { check: 'record_check' }));
    expect((await itemOf(assessor, quarter, '6.1')).points).toBe('4.5');
    const LIST =
      '{ checks(contract: "kezhou-12345", period: "2025Q1") { nodes { number check { title kind clause item } pieces(first: 3, result: FAILED) { totalCount nodes { position reference result remark } } } } }';
    const seen = (await look(service, assessor, LIST)).checks.nodes;
    expect(seen.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1]);
    expect(seen[2]).toEqual({
      number: 1,
      check: { title: '话务能力抽查', kind: 'SPOT_CHECK', clause: 'annex 1, 7.3', item: '7.3' },
      pieces: {
        totalCount: 3,
        nodes: [1, 2, 3].map((position) => ({ position, reference: `工单 ${position}`, result: 'FAILED', remark: '演示' })),
      },
    });
    // Before publication the vendor sees what it was told of.
    expect((await look(service, vendorStaff, LIST)).checks.nodes.map(({ number }: { number: number }) => number)).toEqual([2]);
    expect(await nodeOf(service, vendorStaff, 'Check', check.id, 'number')).toBeNull();
    const { assessor: stranger } = peopleOf('kezhou');
    expect(await nodeOf(service, stranger, 'Check', check.id, 'number')).toBeNull();
  });

  test('2,000 pieces come in one call and are all there, in their order, once for each key', async () => {
    const { assessor } = KEZHOU;
    const key = { idempotencyKey: 'two-thousand' };
    const check = await act.does(assessor, 'recordCheck', spotCheck(2_000, 2, key));
    expect((await act.does(assessor, 'recordCheck', spotCheck(2_000, 2, key))).id).toBe(check.id);
    const { pieces: page } = await nodeOf(
      service,
      assessor,
      'Check',
      check.id,
      'pieces(last: 2) { totalCount nodes { position reference } }',
    );
    expect(page).toEqual({
      totalCount: 2_000,
      nodes: [
        { position: 1_999, reference: '工单 1999' },
        { position: 2_000, reference: '工单 2000' },
      ],
    });
    expect((await itemOf(assessor, quarter, '7.3')).points).toBe('0.5');
    expect(await act.tries(assessor, 'recordCheck', spotCheck(5_001, 0))).toEqual(['pieces TOO_MANY']);
  });

  test('a published period takes none, until a correction opens it again; then the vendor sees what was published', async () => {
    const { assessor, vendorStaff } = KEZHOU;
    const scored = await act.does(assessor, 'scorePeriod', { periodId: quarter });
    await act.does(assessor, 'publishScorecard', { scorecardId: scored.id });
    expect(await act.tries(assessor, 'recordCheck', spotCheck(1, 1))).toEqual(['closed: PUBLISHED']);
    await act.does(assessor, 'correctScorecard', { scorecardId: scored.id, reason: '漏记抽查（演示）' });
    await act.does(assessor, 'recordCheck', spotCheck(1, 1));
    const LIST = '{ checks { nodes { number findings { reference } } } }';
    expect((await look(service, vendorStaff, LIST)).checks.nodes.map(({ number }: { number: number }) => number)).toEqual([4, 3, 2, 1]);
    expect((await look(service, assessor, LIST)).checks.nodes[0]).toEqual({ number: 5, findings: [{ reference: 'check-5' }] });
  });
});
