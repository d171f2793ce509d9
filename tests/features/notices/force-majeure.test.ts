// Force majeure takes data out of a rate, and extends the term, only by an approved record; what was published stays what it was.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { actingIn, clockAt, errorCodeOf, look, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { kezhouQuarter } from '../../support/quarters.js';
import { periodIdOf } from '../../support/recording.js';
import { type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'force-majeure';
const CONTRACT = 'kezhou-12345';
const { assessor, agency, vendor, vendorManager, vendorStaff } = peopleOf(TENANT);

const FLOOD = {
  contract: CONTRACT,
  kind: 'FORCE_MAJEURE',
  subject: '山洪断网（演示）',
  text: '线路中断 3 小时（演示）',
  occurredOn: '2025-11-10',
  clauses: ['8.2'],
};

const ITEMS = 'standing { score { total digest items { code points lines { text en: text(locale: EN) } } } } state version';

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let periodId: string;
  let noticeId: string;
  const clock = clockAt('2025-11-12T01:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    act = actingIn(service);
    periodId = await periodIdOf(service, CONTRACT, '2025Q4', assessor);
    const { observations } = kezhouQuarter({ period: '2025Q4', counts: { agentAnswered: 9_990, answeredWithin6s: 9_460 } });
    const typed = observations.map((row) => ({ ...row, source: row.source === 'ROSTER' ? 'AGENCY' : row.source }));
    await act.does(assessor, 'recordObservations', { periodId, observations: typed });
  });
  afterAll(() => service.stop());

  const approval = (figures: object[], more: object = {}) => ({ noticeId, step: 'APPROVED', text: '核实属实（演示）', figures, ...more });
  const out = (metric: string, count: unknown, month: string | null = '2025-11') => ({ periodId, metric, month, count });
  const standing = async (caller: Caller = assessor) => {
    const { standing: found, ...period } = await nodeOf(service, caller, 'AssessmentPeriod', periodId, ITEMS);
    const item = (code: string) => found.score.items.find((candidate: { code: string }) => candidate.code === code);
    return { ...period, total: found.score.total, digest: found.score.digest, item };
  };
  const contractOf = async (caller: Caller) =>
    (await look(service, caller, `{ contract(code: "${CONTRACT}") { term { to } periods termExtension { days to noticeNumbers } } }`))
      .contract;

  test('a record that nobody has approved changes nothing; its proof is due in 15 days', async () => {
    const before = await standing();
    expect([before.total, before.item('1.1').points, before.item('1.2').points]).toEqual(['99.5', '9.9', '2.6']);
    const issued = await act.does(vendorManager, 'issueNotice', FLOOD);
    noticeId = issued.id;
    expect(issued).toMatchObject({ party: 'VENDOR', deadline: { dueOn: '2025-11-25', basis: 'CONTRACT' } });
    const proved = await act.does(vendorManager, 'answerNotice', { noticeId, step: 'PROOF_SUBMITTED', text: '公证书（演示）' });
    expect(proved).toMatchObject({ state: 'ISSUED', deadline: null });
    expect(await standing()).toMatchObject({ total: '99.5', digest: before.digest, version: before.version });
    expect((await contractOf(vendor)).termExtension).toBeNull();
  });

  test('only the other party’s signatory approves; a denial, or a record with a fault, leaves everything as it was', async () => {
    const before = await fingerprintOf(service, TENANT);
    const right = approval([out('agentRequests', 100), out('agentAnswered', 90)]);
    expect(await errorCodeOf(service, assessor, 'answerNotice', right)).toBe('FORBIDDEN');
    expect(await errorCodeOf(service, vendorStaff, 'answerNotice', right)).toBe('FORBIDDEN');
    expect(await errorCodeOf(service, peopleOf('kezhou').agency, 'answerNotice', right)).toBe('NOT_FOUND');
    expect(await act.tries(vendor, 'answerNotice', right)).toEqual(['OWN_NOTICE']);
    const tries = (...figures: object[]) => act.tries(agency, 'answerNotice', approval(figures));
    expect(await tries(out('agentCalls', 1), out('operatorHeadcount', 1))).toEqual([
      'figures[0].metric UNKNOWN_METRIC',
      'figures[1].metric NOT_A_SUM',
    ]);
    expect(await tries(out('agentRequests', 0), out('agentRequests', 1, '2025-10'))).toEqual([
      'figures[0].count BELOW_ONE',
      'figures[1].month OUTSIDE_EVENT',
    ]);
    expect(await tries(out('callbacksDone', 501))).toEqual(['figures[0].count EXCEEDS_FIGURE']);
    expect(await tries(out('agentRequests', 100))).toEqual(['figures[0].count NUMERATOR_EXCEEDS_DENOMINATOR']);
    const foreign = { ...out('agentRequests', 1), periodId: await periodIdOf(service, CONTRACT, '2025Q4', peopleOf('kezhou').assessor) };
    expect(await errorCodeOf(service, agency, 'answerNotice', approval([foreign]))).toBe('NOT_FOUND');
    const triesDelay = (delay: object) => act.tries(agency, 'answerNotice', approval([], delay));
    expect(await triesDelay({ delayDays: 0 })).toEqual(['delayDays BELOW_ONE']);
    // 10, 11 and 12 November are lost by today, and no day before the event or ahead is.
    expect(await triesDelay({ delayDays: 4 })).toEqual(['delayDays OUT_OF_RANGE']);
    expect(await triesDelay({ delayDays: 2_000_000_000, delayedFrom: '2025-11-12' })).toEqual(['delayDays OUT_OF_RANGE']);
    expect(await triesDelay({ delayDays: 1, delayedFrom: '2025-11-09' })).toEqual(['delayedFrom OUT_OF_RANGE']);
    expect(await triesDelay({ delayedFrom: '2025-11-11' })).toEqual(['delayDays REQUIRED']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
  });

  test('approved, it moves the rates exactly, is named in their lines, and extends the term, which leaves the periods as they are', async () => {
    const before = await standing();
    const figures = [out('agentRequests', 100), out('agentAnswered', 90)];
    expect(await act.does(agency, 'answerNotice', approval(figures, { delayDays: 3 }))).toMatchObject({ state: 'APPROVED' });
    // 9,900 of 9,900; 9,460 of 9,900 is 95.5555%: five steps of 0.1 above 95%, on top of 3. 100.5 ends at 100.
    const after = await standing();
    expect([after.total, after.item('1.1').points, after.item('1.2').points]).toEqual(['100', '10', '3.5']);
    expect(after.digest).not.toBe(before.digest);
    const [line] = after.item('1.1').lines;
    expect(line.text).toContain('不可抗力剔除：agentAnswered 2025-11 −90 (通知 1), agentRequests 2025-11 −100 (通知 1)');
    expect(line.en).toContain('taken out for force majeure: agentAnswered 2025-11 −90 (notice 1), agentRequests 2025-11 −100 (notice 1)');
    const contract = await contractOf(vendorStaff);
    expect(contract.termExtension).toEqual({ days: 3, to: '2026-01-03', noticeNumbers: [1] });
    expect([contract.term.to, contract.periods.length]).toEqual(['2025-12-31', 4]);
    const { corrections } = await look(service, assessor, '{ corrections { totalCount } }');
    expect(corrections.totalCount).toBe(0);
  });

  test('a figure that comes later may not be less than what is taken out of it', async () => {
    const observations = [{ metric: 'agentRequests', value: 80, source: 'SYSTEM_REPORT' }];
    expect(await act.tries(assessor, 'recordObservations', { periodId, observations })).toContain(
      'recorded.reductions[0].count EXCEEDS_FIGURE',
    );
  });

  test('its end is told; after publication a further approval opens a correction and changes nothing that was published', async () => {
    clock.set('2025-11-20T01:00:00Z');
    const early = { noticeId, step: 'ENDED', text: '恢复（演示）', occurredOn: '2025-11-09' };
    expect(await act.tries(vendorManager, 'answerNotice', early)).toEqual(['occurredOn OUT_OF_RANGE']);
    const ended = await act.does(vendorManager, 'answerNotice', { ...early, occurredOn: '2025-11-13' });
    expect(ended.state).toBe('SETTLED');
    expect(ended.obligations).toContainEqual(expect.objectContaining({ obligation: { code: 'force_majeure_resumption' }, state: 'MET' }));
    clock.set('2026-01-06T01:00:00Z');
    const first = await act.does(assessor, 'scorePeriod', { periodId });
    await act.does(assessor, 'publishScorecard', { scorecardId: first.id });
    const published = await nodeOf(service, vendor, 'Scorecard', first.id, 'total digest items { code points }');
    await act.does(agency, 'answerNotice', approval([out('answeredWithin6s', 60)]));
    const period = await nodeOf(
      service,
      vendor,
      'AssessmentPeriod',
      periodId,
      'state corrections { nodes { cause reference isOpen } } standing { score { total } } scorecard { revision total }',
    );
    // The vendor sees what was published, until the correction is.
    expect(period).toEqual({
      state: 'PUBLISHED',
      corrections: { nodes: [{ cause: 'FORCE_MAJEURE', reference: '1', isOpen: true }] },
      standing: { score: { total: '100' } },
      scorecard: { revision: 1, total: '100' },
    });
    // 9,400 of 9,900 is 94.9494%: no whole step below 95%, 3 points.
    const second = await act.does(assessor, 'scorePeriod', { periodId });
    expect(second).toMatchObject({ revision: 2, total: '100' });
    const again = await nodeOf(service, vendor, 'Scorecard', first.id, 'total digest items { code points }');
    expect(again).toEqual(published);
    const items = (await nodeOf(service, assessor, 'Scorecard', second.id, 'items { code points }')).items;
    expect(items).toContainEqual({ code: '1.2', points: '3' });
    await act.does(assessor, 'publishScorecard', { scorecardId: second.id });
  });

  test('a day counts once, however many approvals name it, and what is owed goes on to the end of the extended term', async () => {
    clock.set('2026-01-20T01:00:00Z');
    const second = await act.does(vendorManager, 'issueNotice', { ...FLOOD, occurredOn: '2025-11-12', subject: '二次断网（演示）' });
    const approved = { noticeId: second.id, step: 'APPROVED', text: '核实属实（演示）' };
    // 12 to 14 November: the 12th is one of the first notice's three days.
    await act.does(agency, 'answerNotice', { ...approved, delayDays: 3 });
    expect((await contractOf(vendor)).termExtension).toEqual({ days: 5, to: '2026-01-05', noticeNumbers: [1, 2] });
    // 28 days in all bring the term to the end of a month, which then is one to report on.
    await act.does(agency, 'answerNotice', { ...approved, delayDays: 26, delayedFrom: '2025-11-15' });
    expect((await contractOf(vendor)).termExtension).toMatchObject({ days: 31, to: '2026-01-31' });
    const owed = await look(
      service,
      assessor,
      `{ obligations(contract: "${CONTRACT}", last: 100) { nodes { occurrence obligation { code } } } }`,
    );
    const months = owed.obligations.nodes.filter(
      ({ obligation }: { obligation: { code: string } }) => obligation.code === 'attendance_filing',
    );
    expect(months.map(({ occurrence }: { occurrence: string }) => occurrence)).toContain('2026-01');
  });

  test('revoked by its signatory, an approval gives back its days and its cases; what was published is corrected', async () => {
    const revoked = { noticeId, step: 'REVOKED', text: '公证书不实（演示）' };
    expect(await errorCodeOf(service, assessor, 'answerNotice', revoked)).toBe('FORBIDDEN');
    expect(await act.tries(vendor, 'answerNotice', revoked)).toEqual(['OWN_NOTICE']);
    expect((await act.does(agency, 'answerNotice', revoked)).state).toBe('ENDED');
    expect((await contractOf(vendor)).termExtension).toMatchObject({ days: 29, noticeNumbers: [2] });
    const { corrections } = await nodeOf(
      service,
      assessor,
      'AssessmentPeriod',
      periodId,
      'corrections { nodes { cause reference isOpen } }',
    );
    expect(corrections.nodes).toContainEqual({ cause: 'FORCE_MAJEURE', reference: '1', isOpen: true });
    // As before any of it: 9,990 of 10,000, and 9,460 of 9,990 is 94.6947%.
    const now = await standing();
    expect([now.total, now.item('1.1').points, now.item('1.2').points]).toEqual(['99.5', '9.9', '2.6']);
    expect((await standing(vendor)).total).toBe('100');
    const third = await act.does(assessor, 'scorePeriod', { periodId });
    expect(third).toMatchObject({ revision: 3, total: '99.5' });
    await act.does(assessor, 'publishScorecard', { scorecardId: third.id });
    expect(await act.tries(agency, 'answerNotice', revoked)).toEqual(['STEP_NOT_OPEN']);
  });

  test('stored scorecards are computed again from what counted then: what readings cost shows it', async () => {
    const { readings } = await look(
      service,
      assessor,
      `{ readings(contract: "${CONTRACT}", first: 30) { nodes { code costs { payable { amount } } } } }`,
    );
    const costs = readings.nodes.flatMap(({ costs: of }: { costs: object[] }) => of);
    expect(costs.length).toBeGreaterThan(0);
    expect(costs).toContainEqual({ payable: { amount: '184800.00' } });
  });
});
