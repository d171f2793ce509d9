import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyAuditTrail } from '../../../src/features/audit/verify-audit-trail.js';
import { actingIn, clockAt, look, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { periodIdOf } from '../../support/recording.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'quarter';
const CONTRACT = 'kezhou-12345';
const { assessor, otherAssessor, agency, vendor, vendorStaff, machine, auditor } = peopleOf(TENANT);

const MONTHS = ['2025-10', '2025-11', '2025-12'];
const monthly = (metric: string, values: readonly number[], source: string) =>
  values.map((value, index) => ({ metric, month: MONTHS[index], value, source }));

/** What the telephone platform reports: of December the callbacks come later. */
const PLATFORM = [
  ...monthly('agentRequests', [10_000, 10_000, 10_000], 'SYSTEM_REPORT'),
  ...monthly('agentAnswered', [9_986, 9_800, 9_986], 'SYSTEM_REPORT'),
  ...monthly('answeredWithin6s', [9_520, 9_520, 9_520], 'SYSTEM_REPORT'),
  ...monthly('dispatchedTickets', [1_000, 1_000, 1_000], 'SYSTEM_REPORT'),
  ...monthly('misdispatchedTickets', [3, 4, 5], 'SYSTEM_REPORT'),
  ...monthly('callbacksDue', [500, 500], 'SYSTEM_REPORT'),
  ...monthly('callbacksExempt', [10, 10], 'SYSTEM_REPORT'),
  ...monthly('callbacksDone', [488, 489], 'SYSTEM_REPORT'),
];

const DECEMBER = [
  { metric: 'callbacksDue', month: '2025-12', value: 500, source: 'SYSTEM_REPORT' },
  { metric: 'callbacksExempt', month: '2025-12', value: 10, source: 'SYSTEM_REPORT' },
  { metric: 'callbacksDone', month: '2025-12', value: 490, source: 'SYSTEM_REPORT' },
];

const SCORECARD = `id revision state complete provisional total totalRange { least greatest } digest
  items { code points lines { text arithmetic points } }
  payable { amount { amount } undisputed { amount } greatest { amount } } warnings { code items }
  signatures { party recordedBy digest } refusals { party reason recordedBy } appeals { item outcome decidedBy }
  corrections { cause reference reason isOpen recordedBy } replaces { revision }`;

const CHANGES = `changes { from { revision } totalBefore totalAfter payableBefore { amount { amount } } payableAfter { amount { amount } }
  items { code pointsBefore pointsAfter linesRemoved { arithmetic points text } linesAdded { arithmetic points text } } readings { code }
  payableLinesRemoved { clause amount { amount } } payableLinesAdded { clause amount { amount } } }`;

const money = (amount: string) => ({ amount });

describe.each(DATABASES)('a quarter of Kezhou on %s', (kind) => {
  const clock = clockAt('2026-01-06T01:00:00Z');
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    act = actingIn(service);
    periodId = await periodIdOf(service, CONTRACT, '2025Q4', assessor);
  });
  afterAll(() => service.stop());

  const periodOf = (caller: typeof assessor, fields: string) => nodeOf(service, caller, 'AssessmentPeriod', periodId, fields);
  const scorecardOf = (id: string, fields = SCORECARD, caller = assessor) => nodeOf(service, caller, 'Scorecard', id, fields);
  const pointsOf = ({ items }: { items: { code: string; points: string }[] }) =>
    Object.fromEntries(items.filter(({ code }) => CHANGED.includes(code)).map(({ code, points }) => [code, points]));
  /** Items that something happens to; the others have their full points. */
  const CHANGED = ['1.1', '1.2', '1.3', '1.5', '2.2', '3.1', '5.3', '6.1', '6.4', '7.3'];

  const draft = async () => (await act.does(assessor, 'scorePeriod', { periodId })).id as string;
  let published: string;
  let corrected: string;
  let final: string;

  test('open, it says what is missing and what the total can still become, to both parties alike', async () => {
    const fields = `state standing { missing { code needsJudgement metrics { code months } } missingHeadcount { code months }
      score { total totalRange { least greatest } } }`;
    const standing = await periodOf(assessor, fields);
    const item = (code: string, ...metrics: string[]) => ({
      code,
      needsJudgement: false,
      metrics: metrics.map((metric) => ({ code: metric, months: null })),
    });
    // 100 less the 33 points of the items that wait for figures.
    expect(standing).toEqual({
      state: 'OPEN',
      standing: {
        missing: [
          item('1.1', 'agentAnswered', 'agentRequests'),
          item('1.2', 'answeredWithin6s', 'agentRequests'),
          item('2.2', 'dispatchedTickets', 'misdispatchedTickets'),
          item('3.1', 'callbacksDone', 'callbacksDue', 'callbacksExempt'),
        ],
        missingHeadcount: { code: 'operatorHeadcount', months: MONTHS },
        score: { total: null, totalRange: { least: '67', greatest: '100' } },
      },
    });
    expect(await periodOf(vendorStaff, fields)).toEqual(standing);
  });

  test('figures come in bulk from a machine and from the vendor, each with its file; the vendor speaks for itself only', async () => {
    const recorded = await act.does(machine, 'recordObservations', { periodId, observations: PLATFORM, file: 'platform-2025Q4.csv' });
    expect(recorded.observations).toHaveLength(PLATFORM.length);
    expect(recorded.observations[3]).toMatchObject({
      metric: 'agentAnswered',
      month: '2025-10',
      value: '9986',
      revision: 1,
      file: 'platform-2025Q4.csv',
      recordedBy: machine.subject,
    });
    const own = monthly('agentAnswered', [9_999, 9_999, 9_999], 'VENDOR');
    await act.does(vendorStaff, 'recordObservations', { periodId, observations: own, file: 'vendor-2025Q4.xlsx' });
    expect(await act.tries(vendorStaff, 'recordObservations', { periodId, observations: DECEMBER })).toEqual([
      'observations[0].source SOURCE_NOT_ALLOWED',
      'observations[1].source SOURCE_NOT_ALLOWED',
      'observations[2].source SOURCE_NOT_ALLOWED',
    ]);
    expect(
      await act.tries(machine, 'recordObservations', {
        periodId,
        observations: [{ metric: 'operatorHeadcount', month: '2025-12', value: 13, source: 'ROSTER' }],
      }),
    ).toEqual(['observations[0].source SOURCE_NOT_TYPED']);
    const headcount = monthly('operatorHeadcount', [14, 14, 13], 'AGENCY');
    await act.does(assessor, 'recordObservations', { periodId, observations: headcount });
  });

  test('a month that lacks a figure leaves a range instead of a total, and the draft cannot be published', async () => {
    const id = await draft();
    // What is known costs 0.7 in 1.1 (29772/30000 = 99.24%) and 1.2 in 2.2, and earns 0.2 in 1.2; the 10 points of 3.1 are open.
    expect(await scorecardOf(id, 'revision complete total totalRange { least greatest } payable { amount { amount } }')).toEqual({
      revision: 1,
      complete: false,
      total: null,
      totalRange: { least: '88.3', greatest: '98.3' },
      payable: null,
    });
    expect(await act.tries(assessor, 'publishScorecard', { scorecardId: id })).toEqual(['INCOMPLETE']);
    const { standing } = await periodOf(assessor, 'standing { missing { code metrics { code months } } }');
    expect(standing.missing).toEqual([
      {
        code: '3.1',
        metrics: ['callbacksDone', 'callbacksDue', 'callbacksExempt'].map((code) => ({ code, months: ['2025-12'] })),
      },
    ]);
  });

  test('a later figure of the same source supersedes the earlier one, which stays in the history', async () => {
    await act.does(machine, 'recordObservations', { periodId, observations: DECEMBER, file: 'platform-2025-12.csv' });
    const observation = { metric: 'agentAnswered', month: '2025-11', value: 9_988, source: 'SYSTEM_REPORT' };
    const { observations } = await act.does(machine, 'recordObservations', {
      periodId,
      observations: [observation],
      file: 'platform-2025-11-corrected.csv',
    });
    expect(observations[0]).toMatchObject({ value: '9988', revision: 2, file: 'platform-2025-11-corrected.csv' });
    const { observations: all } = await periodOf(assessor, 'observations(first: 100) { totalCount nodes { metric month source value } }');
    expect(all.nodes.filter(({ metric, month }: Record<string, string>) => metric === 'agentAnswered' && month === '2025-11')).toEqual([
      { metric: 'agentAnswered', month: '2025-11', source: 'VENDOR', value: '9999' },
      { metric: 'agentAnswered', month: '2025-11', source: 'SYSTEM_REPORT', value: '9988' },
    ]);
    expect(all.totalCount).toBe(PLATFORM.length + DECEMBER.length + 3 + 3);
    const { observations: history } = await periodOf(assessor, 'observations(withSuperseded: true) { totalCount }');
    expect(history.totalCount).toBe(all.totalCount + 1);
  });

  test('a complaint needs those responsible, discretion its points and a reason', async () => {
    const complaint = { item: '1.3', kind: 'valid_complaint', occurredOn: '2025-10-14' };
    expect(await act.tries(assessor, 'recordFindings', { periodId, findings: [{ ...complaint, reference: 'c-0' }] })).toEqual([
      'findings[0].responsible NAMES_REQUIRED',
    ]);
    const discretion = { responsible: ['D-017'], points: '1.5', reason: '录音核实（演示）' };
    expect(await act.tries(assessor, 'recordFindings', { periodId, findings: [{ ...complaint, ...discretion, points: '2.5' }] })).toEqual([
      'findings[0].points OUT_OF_RANGE',
    ]);
    await act.does(assessor, 'recordFindings', {
      periodId,
      findings: [
        { ...complaint, ...discretion, reference: 'c-1' },
        { ...complaint, ...discretion, reference: 'c-2', occurredOn: '2025-10-20' },
        { reference: 'l-1', item: '1.5', kind: 'late_dispatch', occurredOn: '2025-11-04', elapsedHours: '28.5' },
        { reference: 'r-1', item: '6.1', kind: 'record_defect', occurredOn: '2025-11-18', eventId: 'e-1' },
        { reference: 's-1', item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-11-18', eventId: 'e-1' },
        { reference: 'p-1', item: '6.4', kind: 'performance_report_late', occurredOn: '2025-12-12', count: 2 },
      ],
    });
    expect(await act.tries(assessor, 'judgeItem', { periodId, item: '5.3', points: '4.5', reason: '抽问' })).toEqual([
      'points OUT_OF_RANGE',
    ]);
    await act.does(assessor, 'judgeItem', { periodId, item: '5.3', points: '3.5', reason: '抽问两人不熟（演示）' });
  });

  test('what the vendor wants taken out is confirmed by one assessor and rejected with a reason by another', async () => {
    const exempted = { item: '3.1', kind: 'ticket_exempted', occurredOn: '2025-12-09', evidence: '挂起单清单（演示）' };
    const propose = async (reference: string, count: number) =>
      act.does(vendorStaff, 'proposeFinding', { periodId, finding: { ...exempted, reference, count } });
    const first = await propose('V-1', 3);
    const second = await propose('V-2', 2);
    expect(first).toMatchObject({ state: 'PROPOSED', origin: 'VENDOR', recordedBy: vendorStaff.subject, decidedBy: null });
    await act.does(assessor, 'confirmFinding', { findingId: first.id, reason: '清单属实' });
    const rejected = await act.does(otherAssessor, 'rejectFinding', { findingId: second.id, reason: '两件已答复' });
    expect(rejected).toMatchObject({ state: 'REJECTED', decisionReason: '两件已答复', decidedBy: otherAssessor.subject });
    expect(await act.tries(assessor, 'confirmFinding', { findingId: second.id, reason: '再看' })).toEqual(['NOT_PROPOSED']);
  });

  test('the draft has the points, the total and the money worked by hand', async () => {
    published = await draft();
    const scorecard = await scorecardOf(published);
    expect(pointsOf(scorecard)).toEqual({
      '1.1': '9.9', // 29960/30000 = 99.8667%, one completed step below 100%; the vendor's own figure does not count
      '1.2': '3.2', // 28560/30000 = 95.2%, two steps above 95%
      '1.3': '0.5', // the first complaint of October is free, the second costs 1.5
      '1.5': '0.8', // 4.5 hours beyond 24: two completed steps of 0.1
      '2.2': '8.8', // 12 wrong tickets cost 1.2, the rate of 99.6% nothing
      '3.1': '10', // 1467 of 1500 less 30 exempted and 3 confirmed
      '5.3': '3.5',
      '6.1': '4.5',
      '6.4': '1',
      '7.3': '2.5',
    });
    expect(scorecard).toMatchObject({ revision: 2, state: 'DRAFT', complete: true, provisional: false, total: '94.7' });
    // 184800.00 × 90% × 13/14; rounded to 95 under K-4, at the full fee of K-1: 184800.00.
    expect(scorecard.payable).toEqual({ amount: money('154440.00'), undisputed: money('154440.00'), greatest: money('184800.00') });
    expect(scorecard.warnings).toEqual([{ code: 'EVENT_IN_SEVERAL_ITEMS', items: ['6.1', '7.3'] }]);
    const { lines } = scorecard.items.find(({ code }: { code: string }) => code === '3.1');
    expect(lines[0].text).toMatch(/1467\/1467 .*含经确认的个案：callbacksExempt \+3$/);
  });

  test('before publication the vendor sees its own figures and proposals, and no draft', async () => {
    const fields = `scorecard { id } scorecards { totalCount } judgements { totalCount } observations(first: 100) { nodes { source } }
      findings { nodes { reference state } }`;
    expect(await periodOf(vendorStaff, fields)).toEqual({
      scorecard: null,
      scorecards: { totalCount: 0 },
      judgements: { totalCount: 0 },
      observations: { nodes: [{ source: 'VENDOR' }, { source: 'VENDOR' }, { source: 'VENDOR' }] },
      findings: {
        nodes: [
          { reference: 'V-1', state: 'CONFIRMED' },
          { reference: 'V-2', state: 'REJECTED' },
        ],
      },
    });
    expect(await scorecardOf(published, 'id', vendor)).toBeNull();
  });

  test('published, the vendor sees all of it and has five working days; nothing more is recorded', async () => {
    clock.set('2026-01-08T01:00:00Z');
    const answer = await act.does(otherAssessor, 'publishScorecard', { scorecardId: published });
    expect(answer).toMatchObject({ state: 'PUBLISHED', publishedBy: otherAssessor.subject, appealableUntil: '2026-01-15' });
    expect(await periodOf(vendor, 'state findings { totalCount } scorecard { id total }')).toEqual({
      state: 'PUBLISHED',
      findings: { totalCount: 8 },
      scorecard: { id: published, total: '94.7' },
    });
    expect(await act.tries(machine, 'recordObservations', { periodId, observations: DECEMBER })).toEqual(['closed: PUBLISHED']);
    expect(await act.tries(assessor, 'scorePeriod', { periodId })).toEqual(['closed: PUBLISHED']);
  });

  test('an item is appealed once and in time, and until it is decided nobody signs', async () => {
    const { digest } = await scorecardOf(published, 'digest');
    clock.set('2026-01-15T15:30:00Z');
    const appeal = { scorecardId: published, item: '6.4', reason: '报告已于12月10日送达', evidence: '签收单（演示）' };
    const { id: appealId } = await act.does(vendorStaff, 'appealItem', appeal);
    expect(await act.tries(vendorStaff, 'appealItem', appeal)).toEqual(['ALREADY_APPEALED']);
    expect(await act.tries(agency, 'signScorecard', { scorecardId: published, digest })).toEqual(['APPEAL_OPEN']);
    // In China the next day has begun.
    clock.set('2026-01-15T16:00:00Z');
    expect(await act.tries(vendorStaff, 'appealItem', { ...appeal, item: '1.3' })).toEqual(['DEADLINE_PASSED']);
    const decision = { appealId, outcome: 'UPHELD', reason: '签收单属实' };
    expect(await act.tries(assessor, 'decideAppeal', decision)).toEqual(['RECORDED_BY_YOURSELF']);
    expect(await act.does(otherAssessor, 'decideAppeal', decision)).toMatchObject({ outcome: 'UPHELD', decidedBy: otherAssessor.subject });
    expect(await act.tries(otherAssessor, 'decideAppeal', decision)).toEqual(['ALREADY_DECIDED']);
    expect(await act.tries(vendor, 'signScorecard', { scorecardId: published, digest })).toEqual(['CORRECTION_OPEN']);
  });

  test('upheld, it leads to a new revision that names what it replaces, why, and every line that differs', async () => {
    clock.set('2026-01-16T03:00:00Z');
    const { findings } = await periodOf(assessor, 'findings { nodes { id reference } }');
    const findingId = findings.nodes.find(({ reference }: { reference: string }) => reference === 'p-1').id;
    await act.does(assessor, 'withdrawFinding', { findingId, reason: '申诉成立' });
    corrected = await draft();
    // The vendor goes on seeing what was published.
    expect(await periodOf(vendor, 'scorecard { revision } findings(state: WITHDRAWN) { totalCount }')).toEqual({
      scorecard: { revision: 2 },
      findings: { totalCount: 0 },
    });
    await act.does(assessor, 'publishScorecard', { scorecardId: corrected });
    const scorecard = await scorecardOf(corrected);
    expect(scorecard).toMatchObject({ revision: 3, state: 'PUBLISHED', total: '95.7', replaces: { revision: 2 } });
    expect(scorecard.payable).toEqual({ amount: money('171600.00'), undisputed: money('171600.00'), greatest: money('184800.00') });
    expect(scorecard.corrections).toEqual([
      { cause: 'APPEAL', reference: '6.4', reason: '签收单属实', isOpen: false, recordedBy: otherAssessor.subject },
    ]);
    expect((await scorecardOf(corrected, CHANGES, vendor)).changes).toEqual({
      from: { revision: 2 },
      totalBefore: '94.7',
      totalAfter: '95.7',
      payableBefore: { amount: money('154440.00') },
      payableAfter: { amount: money('171600.00') },
      items: [
        {
          code: '6.4',
          pointsBefore: '1',
          pointsAfter: '2',
          linesRemoved: [
            { arithmetic: '2', points: '2', text: '绩效考核情况按时报送：满分 2 分' },
            { arithmetic: '-(2 * 0.5)', points: '-1', text: expect.stringContaining('2025-12-12') },
          ],
          linesAdded: [{ arithmetic: '2', points: '2', text: expect.stringContaining('本期没有记录') }],
        },
      ],
      readings: [],
      payableLinesRemoved: [
        { clause: '4.2', amount: money('166320.00') },
        { clause: '3.4', amount: money('154440.00') },
      ],
      payableLinesAdded: [
        { clause: '4.2', amount: money('184800.00') },
        { clause: '3.4', amount: money('171600.00') },
      ],
    });
    expect(await scorecardOf(published, 'state total', vendor)).toEqual({ state: 'SUPERSEDED', total: '94.7' });
  });

  test('a refusal with its reason makes it contested, until both have signed', async () => {
    const { digest } = await scorecardOf(corrected, 'digest');
    const signed = { scorecardId: corrected, digest };
    expect(await act.tries(vendor, 'refuseSignature', { scorecardId: corrected, reason: ' ' })).toEqual(['reason REASON_REQUIRED']);
    await act.does(vendor, 'refuseSignature', { scorecardId: corrected, reason: '合同为固定价，不应按人数折算（K-1）' });
    expect(await periodOf(agency, 'state')).toEqual({ state: 'CONTESTED' });
    expect(await act.tries(vendor, 'refuseSignature', { scorecardId: corrected, reason: '同上' })).toEqual(['PARTY_HAS_REFUSED']);
    expect((await act.does(agency, 'signScorecard', signed)).state).toBe('CONTESTED');
    expect(await act.tries(vendor, 'signScorecard', { ...signed, digest: `${digest}0` })).toEqual(['DIGEST_DIFFERS']);
    expect((await act.does(vendor, 'signScorecard', signed)).state).toBe('SIGNED');
    expect(await act.tries(agency, 'signScorecard', signed)).toEqual(['PARTY_HAS_SIGNED']);
    expect(await scorecardOf(corrected, 'state signatures { party recordedBy digest } refusals { party }')).toEqual({
      state: 'SIGNED',
      signatures: [
        { party: 'AGENCY', recordedBy: agency.subject, digest },
        { party: 'VENDOR', recordedBy: vendor.subject, digest },
      ],
      refusals: [{ party: 'VENDOR' }],
    });
  });

  test('a correction after that leaves what was signed as it is, and is signed by itself', async () => {
    const before = await scorecardOf(corrected, 'total digest signatures { party }');
    await act.does(assessor, 'correctScorecard', { scorecardId: corrected, reason: '12月花名册误记一人（演示）' });
    expect(await periodOf(agency, 'state corrections { nodes { cause isOpen corrects } }')).toEqual({
      state: 'SIGNED',
      corrections: {
        nodes: [
          { cause: 'APPEAL', isOpen: false, corrects: 2 },
          { cause: 'ERROR', isOpen: true, corrects: 3 },
        ],
      },
    });
    const observation = { metric: 'operatorHeadcount', month: '2025-12', value: 14, source: 'AGENCY' };
    await act.does(assessor, 'recordObservations', { periodId, observations: [observation], file: 'roster-2025-12.xlsx' });
    final = await draft();
    await act.does(assessor, 'publishScorecard', { scorecardId: final });
    const { changes, ...scorecard } = await scorecardOf(final, `${SCORECARD} ${CHANGES}`);
    expect(scorecard).toMatchObject({ revision: 4, state: 'PUBLISHED', total: '95.7', replaces: { revision: 3 }, signatures: [] });
    expect(scorecard.payable.amount).toEqual(money('184800.00'));
    expect(changes).toMatchObject({ totalBefore: '95.7', totalAfter: '95.7', items: [] });
    expect(changes.payableLinesAdded).toEqual([{ clause: '3.4', amount: money('184800.00') }]);
    for (const caller of [agency, vendor]) await act.does(caller, 'signScorecard', { scorecardId: final, digest: scorecard.digest });
    expect(await periodOf(vendor, 'state scorecards { nodes { revision state } }')).toEqual({
      state: 'SIGNED',
      scorecards: {
        nodes: [
          { revision: 4, state: 'SIGNED' },
          { revision: 3, state: 'SUPERSEDED' },
          { revision: 2, state: 'SUPERSEDED' },
        ],
      },
    });
    expect(await scorecardOf(corrected, 'total digest signatures { party }')).toEqual(before);
  });

  test('the trail has every command of it and none that was refused, each with who, before and after, and its chain holds', async () => {
    const query = `query ($before: String) { auditTrail(last: 100, before: $before) { pageInfo { hasPreviousPage startCursor }
      nodes { sequence actor operation requestId tableName action rowsBefore rowsAfter hash } } }`;
    const entries = [];
    for (let before: string | null = null; ; ) {
      const { auditTrail } = await look(service, auditor, query, { before });
      entries.unshift(...auditTrail.nodes);
      if (!auditTrail.pageInfo.hasPreviousPage) break;
      before = auditTrail.pageInfo.startCursor;
    }
    entries.reverse();
    expect(entries.map(({ sequence }) => Number(sequence))).toEqual(entries.map((_, index) => index + 1));
    const commands = new Map<string, { operation: string; actor: string }>();
    for (const { requestId, operation, actor } of entries) if (operation !== '') commands.set(requestId, { operation, actor });
    expect([...commands.values()]).toEqual(act.deeds);
    const states = entries.filter(({ tableName, action }) => tableName === 'assessment_periods' && action === 'UPDATE');
    const pick = ({ state, version }: { state: string; version: number }) => `${version} ${state}`;
    // What one entry leaves behind the next one finds.
    expect(states.slice(1).map(({ rowsBefore }) => pick(rowsBefore[0]))).toEqual(
      states.slice(0, -1).map(({ rowsAfter }) => pick(rowsAfter[0])),
    );
    expect([...new Set(states.map(({ rowsAfter }) => rowsAfter[0].state))]).toEqual(['OPEN', 'SCORED', 'PUBLISHED', 'CONTESTED', 'SIGNED']);
    const scope = service.storage.scopes.open(TENANT, 'read');
    const verdict = await verifyAuditTrail(scope, TENANT);
    await scope.end('discard');
    expect(verdict).toEqual({ isIntact: true, entryCount: entries.length, head: entries.at(-1).hash });
  });
});
