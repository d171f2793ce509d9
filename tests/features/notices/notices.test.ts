// Notices of every kind, from their issue to their end: who may do what in which state, and by when the contract wants it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actingIn, clockAt, errorCodeOf, look, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const KEZHOU = peopleOf('notices-kezhou');
const SHAANXI = peopleOf('notices-shaanxi');
const QINGHE = peopleOf('notices-qinghe');

const NOTICE = { subject: '演示', text: '演示内容' };
const STEP = { text: '演示处理' };

describe.each(DATABASES)('notices on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  const clock = clockAt('2025-01-20T01:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, 'notices-kezhou', 'kezhou-12345');
    await openTenant(service, 'notices-shaanxi', 'shaanxi-12367');
    await openTenant(service, 'notices-qinghe', 'qinghe-12345');
    act = actingIn(service);
  });
  afterAll(() => service.stop());

  const owedOf = ({
    obligations,
  }: {
    obligations: { obligation: { code: string }; dueOn: string | null; basis: string; state: string }[];
  }) => Object.fromEntries(obligations.map(({ obligation, dueOn, basis, state }) => [obligation.code, `${dueOn} ${basis} ${state}`]));

  test('a rectification is due 5 working days after its notice, across Spring Festival, and lives plan, correction, re-checks, summary', async () => {
    const { assessor, vendorManager: vendor } = SHAANXI;
    const input = { ...NOTICE, contract: 'shaanxi-12367', kind: 'RECTIFICATION', occurredOn: '2025-01-17', clauses: ['5(2)'] };
    // Monday 20 January: 21, 22, 23, 24 and Sunday 26 January are worked, the holidays are 28 January to 4 February.
    const issued = await act.does(assessor, 'issueNotice', input);
    expect(issued).toMatchObject({ number: 1, party: 'AGENCY', state: 'ISSUED' });
    expect(issued.deadline).toEqual({ dueOn: '2025-01-26', basis: 'CONTRACT', isProvisional: false });
    expect(owedOf(issued)).toEqual({
      defect_correction: '2025-01-26 CONTRACT OPEN',
      rectification_plan: '2025-01-26 CONTRACT OPEN',
      rectification_summary: 'null POLICY OPEN',
    });
    const noticeId = issued.id;
    const next = (caller: typeof vendor, step: string) => act.does(caller, 'answerNotice', { noticeId, step, ...STEP });
    const tries = (caller: typeof vendor, step: string) => act.tries(caller, 'answerNotice', { noticeId, step, ...STEP });
    expect(await tries(vendor, 'CORRECTED')).toEqual(['STEP_NOT_OPEN']);
    expect(await tries(assessor, 'PLAN_SUBMITTED')).toEqual(['OWN_NOTICE']);
    clock.set('2025-01-24T01:00:00Z');
    expect(owedOf(await next(vendor, 'PLAN_SUBMITTED'))).toMatchObject({ rectification_plan: '2025-01-26 CONTRACT MET' });
    expect(owedOf(await next(vendor, 'CORRECTED'))).toMatchObject({ defect_correction: '2025-01-26 CONTRACT MET' });
    expect(await tries(vendor, 'RECHECK_PASSED')).toEqual(['STEP_OF_ISSUER']);
    const failed = await next(assessor, 'RECHECK_FAILED');
    expect(failed).toMatchObject({ state: 'UNREMEDIED', deadline: { dueOn: '2025-01-26' } });
    expect(owedOf(failed)).toMatchObject({ defect_correction: '2025-01-26 CONTRACT OPEN' });
    clock.set('2025-02-05T01:00:00Z');
    expect(owedOf(await next(vendor, 'CORRECTED'))).toMatchObject({ defect_correction: '2025-01-26 CONTRACT MET_LATE' });
    expect(await next(assessor, 'RECHECK_PASSED')).toMatchObject({ state: 'REMEDIED', deadline: null });
    expect(owedOf(await next(vendor, 'SUMMARY_SUBMITTED'))).toMatchObject({ rectification_summary: 'null POLICY MET' });
    expect(await act.does(assessor, 'closeNotice', { noticeId, ...STEP })).toMatchObject({ state: 'CLOSED' });
    expect(await act.tries(assessor, 'closeNotice', { noticeId, ...STEP })).toEqual(['CLOSED_ALREADY']);
    expect(await act.tries(SHAANXI.vendor, 'issueNotice', input)).toEqual(['kind NOT_OF_PARTY']);
  });

  test('a rectification whose plan nothing comes of is found unremedied, and can be closed', async () => {
    const { assessor, vendorManager: vendor } = SHAANXI;
    const input = { ...NOTICE, contract: 'shaanxi-12367', kind: 'RECTIFICATION', occurredOn: '2025-02-05', clauses: ['5(2)'] };
    const { id: noticeId } = await act.does(assessor, 'issueNotice', input);
    const next = (caller: typeof vendor, step: string) => act.does(caller, 'answerNotice', { noticeId, step, ...STEP });
    await next(vendor, 'PLAN_SUBMITTED');
    expect(await act.tries(vendor, 'answerNotice', { noticeId, step: 'RECHECK_FAILED', ...STEP })).toEqual(['STEP_OF_ISSUER']);
    const failed = await next(assessor, 'RECHECK_FAILED');
    expect(failed.state).toBe('UNREMEDIED');
    expect(owedOf(failed)).toMatchObject({ defect_correction: expect.stringContaining('OPEN') });
    expect(await act.does(assessor, 'closeNotice', { noticeId, ...STEP })).toMatchObject({ state: 'CLOSED' });
  });

  test('another contract’s data gives another time: 3 working days from 24 January, over the holidays', async () => {
    clock.set('2025-01-24T01:00:00Z');
    const input = { ...NOTICE, contract: 'qinghe-12345', kind: 'RECTIFICATION', occurredOn: '2025-01-23', clauses: ['§4.1'] };
    const issued = await act.does(QINGHE.assessor, 'issueNotice', input);
    // 26 and 27 January, then 5 February.
    expect(owedOf(issued)).toEqual({ defect_remedied: '2025-02-05 CONTRACT OPEN' });
    expect(await act.tries(QINGHE.assessor, 'issueNotice', { ...input, answerDueOn: '2025-02-01' })).toEqual([
      'answerDueOn DATE_OF_CONTRACT',
    ]);
  });

  test('a breach names its time, the act, the loss and the claim; the other side answers or contests it, and whoever issued it closes it', async () => {
    const { assessor, vendorManager, agency } = KEZHOU;
    clock.set('2025-03-03T01:00:00Z');
    const bare = { ...NOTICE, contract: 'kezhou-12345', kind: 'BREACH', occurredOn: '2025-02-28', clauses: ['7.1'] };
    expect(await act.tries(assessor, 'issueNotice', bare)).toEqual(['act REQUIRED', 'loss REQUIRED', 'claim REQUIRED']);
    const breach = { ...bare, act: '迟交月报（演示）', loss: '120.5', claim: '0', answerDueOn: '2025-03-10' };
    expect(
      await act.tries(assessor, 'issueNotice', { ...breach, loss: '-1', claim: '0.001', subject: ' ', occurredOn: '2025-03-04' }),
    ).toEqual(['subject REASON_REQUIRED', 'loss NEGATIVE', 'claim TOO_MANY_DECIMALS', 'occurredOn OUT_OF_RANGE']);
    expect(await act.tries(assessor, 'issueNotice', { ...breach, clauses: ['7.9', '3.1'], plannedOn: '2025-05-01' })).toEqual([
      'plannedOn MISPLACED_FIELD',
      'clauses[0] UNKNOWN_CLAUSE',
      'clauses CLAUSE_REQUIRED',
    ]);
    expect(await act.tries(vendorManager, 'issueNotice', breach)).toEqual(['answerDueOn MISPLACED_FIELD']);
    const issued = await act.does(assessor, 'issueNotice', breach);
    expect(issued).toMatchObject({ state: 'ISSUED', deadline: { dueOn: '2025-03-10', basis: 'POLICY' } });
    expect(owedOf(issued)).toEqual({ breach_notice: 'null POLICY MET', breach_response: 'null POLICY OPEN' });
    const noticeId = issued.id;
    for (const caller of [assessor, agency])
      expect(await act.tries(caller, 'answerNotice', { noticeId, step: 'ANSWERED', ...STEP })).toEqual(['OWN_NOTICE']);
    expect(await act.tries(vendorManager, 'closeNotice', { noticeId, ...STEP })).toEqual(['STEP_OF_ISSUER']);
    expect(await act.tries(vendorManager, 'answerNotice', { noticeId, step: 'ANSWERED', text: '' })).toEqual(['text REASON_REQUIRED']);
    expect(await act.tries(vendorManager, 'answerNotice', { noticeId, step: 'ANSWERED', ...STEP, delayDays: 3 })).toEqual([
      'delayDays MISPLACED_FIELD',
    ]);
    const contested = await act.does(vendorManager, 'answerNotice', { noticeId, step: 'CONTESTED', ...STEP });
    expect(contested).toMatchObject({ state: 'CONTESTED', deadline: null });
    expect(owedOf(contested)).toMatchObject({ breach_response: 'null POLICY MET' });
    const stale = { noticeId, step: 'ANSWERED', ...STEP, expectedStepCount: 0 };
    expect(await errorCodeOf(service, vendorManager, 'answerNotice', stale)).toBe('CONFLICT');
    expect(await act.does(vendorManager, 'answerNotice', { ...stale, expectedStepCount: 1 })).toMatchObject({ state: 'ANSWERED' });
    expect(await act.does(agency, 'closeNotice', { noticeId, ...STEP })).toMatchObject({ state: 'CLOSED', deadline: null });
    const row = await nodeOf(
      service,
      KEZHOU.auditor,
      'Notice',
      noticeId,
      'act loss { amount } claim { amount } clauses steps { step party }',
    );
    expect(row).toMatchObject({ act: '迟交月报（演示）', loss: { amount: '120.50' }, claim: { amount: '0.00' }, clauses: ['7.1'] });
  });

  test('a termination is a signatory’s, a month ahead where its clause says so, and names what is settled by hand', async () => {
    clock.set('2025-03-31T01:00:00Z');
    const input = { ...NOTICE, contract: 'shaanxi-12367', kind: 'TERMINATION', occurredOn: '2025-03-31', clauses: ['5(3)'] };
    expect(await errorCodeOf(service, SHAANXI.assessor, 'issueNotice', { ...input, plannedOn: '2025-05-31' })).toBe('FORBIDDEN');
    const { agency, vendor } = SHAANXI;
    expect(await act.tries(agency, 'issueNotice', input)).toEqual(['plannedOn REQUIRED']);
    expect(await act.tries(agency, 'issueNotice', { ...input, plannedOn: '2025-04-29' })).toEqual(['plannedOn TOO_SOON']);
    // A month before 30 April is 30 March; before 1 May it is 1 April.
    expect(await act.tries(agency, 'issueNotice', { ...input, plannedOn: '2025-04-30' })).toEqual(['plannedOn TOO_SOON']);
    const issued = await act.does(agency, 'issueNotice', { ...input, plannedOn: '2025-05-01' });
    expect(owedOf(issued)).toEqual({ termination_notice: '2025-04-01 CONTRACT MET', termination_settlement: 'null POLICY OPEN' });
    expect(issued.periodsToSettle).toEqual([]);
    // Rescinding for late payment needs no month.
    const rescinded = await act.does(vendor, 'issueNotice', { ...input, clauses: ['5(4)'], plannedOn: '2025-04-01' });
    expect(owedOf(rescinded)).toEqual({ termination_settlement: 'null POLICY OPEN' });
    expect(await act.does(vendor, 'answerNotice', { noticeId: issued.id, step: 'ANSWERED', ...STEP })).toMatchObject({ state: 'ANSWERED' });
    expect(owedOf(await act.does(agency, 'closeNotice', { noticeId: issued.id, ...STEP }))).toMatchObject({
      termination_settlement: 'null POLICY MET',
    });
  });

  test('a dispute is negotiated within 10 days; minutes and materials are confirmed by the other side', async () => {
    clock.set('2025-04-01T01:00:00Z');
    const { vendor, vendorManager, assessor } = KEZHOU;
    const of = (kindOf: string, clause: string) => ({
      ...NOTICE,
      contract: 'kezhou-12345',
      kind: kindOf,
      occurredOn: '2025-04-01',
      clauses: [clause],
    });
    const dispute = await act.does(vendor, 'issueNotice', of('DISPUTE', '9.3'));
    expect(dispute).toMatchObject({ party: 'VENDOR', deadline: { dueOn: '2025-04-11', basis: 'CONTRACT' } });
    expect(await act.does(assessor, 'answerNotice', { noticeId: dispute.id, step: 'CONTESTED', ...STEP })).toMatchObject({
      state: 'CONTESTED',
    });
    clock.set('2025-04-12T01:00:00Z');
    expect(owedOf(await act.does(vendor, 'closeNotice', { noticeId: dispute.id, ...STEP }))).toEqual({
      dispute_negotiation: '2025-04-11 CONTRACT MET_LATE',
    });
    for (const [kindOf, clause] of [
      ['MINUTES', '2.1'],
      ['MATERIALS', '4.5'],
    ] as const) {
      const given = await act.does(vendorManager, 'issueNotice', of(kindOf, clause));
      expect(await act.does(assessor, 'answerNotice', { noticeId: given.id, step: 'ANSWERED', ...STEP })).toMatchObject({
        state: 'ANSWERED',
      });
    }
  });

  test('both parties and the auditor see them, the latest first, by contract, kind and whether they are open; others none', async () => {
    const LIST =
      'query ($contract: String, $kind: NoticeKind, $isOpen: Boolean) { notices(contract: $contract, kind: $kind, isOpen: $isOpen) { totalCount nodes { number kind } } }';
    for (const caller of [KEZHOU.auditor, KEZHOU.vendorStaff, KEZHOU.assessor]) {
      const { notices } = await look(service, caller, LIST);
      expect(notices.nodes.map(({ number }: { number: number }) => number)).toEqual([4, 3, 2, 1]);
    }
    expect((await look(service, KEZHOU.auditor, LIST, { isOpen: true })).notices.nodes).toEqual([
      { number: 4, kind: 'MATERIALS' },
      { number: 3, kind: 'MINUTES' },
    ]);
    expect((await look(service, KEZHOU.auditor, LIST, { kind: 'BREACH', isOpen: false })).notices.totalCount).toBe(1);
    expect((await look(service, KEZHOU.auditor, LIST, { contract: 'shaanxi-12367' })).notices.totalCount).toBe(0);
  });
});
