import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt, nodeOf, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const money = (amount: string) => ({ amount });

const STANDING =
  'state unpaid { amount } reduction { amount } paymentStanding { dueOn lateDays claim { amount { amount } lines { arithmetic } } }';

describe.each(DATABASES)('a correction before payment on %s', (kind) => {
  const clock = clockAt('2026-01-06T01:00:00Z');
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
  });
  afterAll(() => service.stop());

  describe('at Kezhou', () => {
    const TENANT = 'unpaid-kezhou';
    const CONTRACT = 'kezhou-12345';
    let life: ReturnType<typeof moneyOf>;
    const periods: string[] = [];
    const statements: string[] = [];
    beforeAll(async () => {
      await openTenant(service, TENANT, CONTRACT);
      life = moneyOf(service, TENANT, CONTRACT);
    });

    const statementOf = (id: string) => nodeOf(service, life.finance, 'SettlementStatement', id, STANDING);

    /** Takes the invoice of a statement. */
    const invoice = async (statementId: string, amount: string) => {
      const input = life.invoiceInput(statementId, amount, { isCompletionOnPaper: true });
      const { id: invoiceId } = await life.act.does(life.finance, 'submitInvoice', input);
      await life.act.does(life.finance, 'acceptInvoice', { invoiceId });
    };

    const open = async (periodId: string) => {
      const { scorecard } = await nodeOf(service, life.assessor, 'AssessmentPeriod', periodId, 'scorecard { id }');
      await life.act.does(life.assessor, 'correctScorecard', { scorecardId: scorecard.id, reason: '复核更正' });
    };

    /** Finds so many points of defects in a quarter whose correction is open. */
    const lose = (index: number, points: number) =>
      life.act.does(life.assessor, 'recordFindings', {
        periodId: periods[index],
        findings: [{ item: '2.1', kind: 'ticket_defect', occurredOn: `2025-${['02', '05', '08', '11'][index]}-11`, count: points * 10 }],
      });

    const correct = async (index: number, points: number) => {
      await open(periods[index]!);
      await lose(index, points);
      await life.sign(periods[index]!);
    };

    test('nothing is paid while it is under way, nor before a supplementary statement has set it off', async () => {
      const { act, finance, assessor, agency, vendor } = life;
      for (const quarter of ['2025Q1', '2025Q2']) {
        const periodId = await life.record(quarter);
        periods.push(periodId);
        await life.sign(periodId);
      }
      const { id } = await life.settle(1);
      statements.push(id);
      await invoice(id, '184800.00');
      const tries = async () => act.tries(finance, 'recordPayment', await life.paymentInput(id, '0.01'));
      await open(periods[0]!);
      expect(await tries()).toEqual(['CORRECTION_OPEN']);
      await lose(0, 8);
      const { id: scorecardId } = await act.does(assessor, 'scorePeriod', { periodId: periods[0] });
      const { digest } = await act.does(assessor, 'publishScorecard', { scorecardId });
      expect(await tries()).toEqual(['CORRECTION_OPEN']);
      await act.does(vendor, 'signScorecard', { scorecardId, digest });
      await act.does(agency, 'signScorecard', { scorecardId, digest });
      expect(await tries()).toEqual(['SUPERSEDED']);
      expect(await life.account()).toMatchObject({ payable: '184800.00', paid: '0.00' });
    });

    test('the next instalment’s statement takes none of it up', async () => {
      const second = await life.settle(2);
      statements.push(second.id);
      expect(second).toMatchObject({ adjustments: [], amountDue: money('184800.00') });
    });

    test('it is set off against what is unpaid: so much less is paid, and the account holds', async () => {
      const { act, finance } = life;
      const [first] = statements;
      const supplement = await life.settle(1);
      expect(supplement).toMatchObject({
        kind: 'SUPPLEMENTARY',
        state: 'PAID',
        posts: { undisputed: money('-18480.00'), deducted: money('18480.00') },
        setOffs: [{ number: 1, amount: money('-18480.00') }],
        amountDue: money('0.00'),
        carriedForward: money('0.00'),
        secondApproval: ['ZERO', 'SUPPLEMENTARY'],
      });
      expect(await statementOf(first!)).toMatchObject({ state: 'APPROVED', unpaid: money('166320.00'), reduction: money('-18480.00') });
      expect(await life.account()).toEqual({
        contractAmount: '739200.00',
        notDetermined: '369600.00',
        payable: '351120.00',
        disputed: '0.00',
        deducted: '18480.00',
        paid: '0.00',
      });
      expect(await act.tries(finance, 'recordPayment', await life.paymentInput(first!, '166320.01'))).toEqual(['EXCEEDS_UNPAID']);
      // The invoice that was accepted is of the former amount: another one may take its place.
      const { invoices } = await nodeOf(service, finance, 'SettlementStatement', first!, 'invoices { id }');
      await act.does(finance, 'rejectInvoice', { invoiceId: invoices[0].id, reason: '金额已变' });
      await invoice(first!, '166320.00');
      const paid = await act.does(finance, 'recordPayment', await life.paymentInput(first!, '166320.00'));
      expect(paid.statement).toEqual({ state: 'PAID', unpaid: money('0.00') });
      expect(await act.tries(finance, 'issueStatement', { contract: CONTRACT, instalment: 1 })).toEqual(['NOTHING_CHANGED']);
    });

    test('a payment that is reversed meanwhile changes nothing of what is set off', async () => {
      const { act, finance, otherFinance } = life;
      const [, second] = statements;
      await invoice(second!, '184800.00');
      await act.does(finance, 'recordPayment', await life.paymentInput(second!, '100000.00'));
      await correct(1, 8);
      const issued = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 2 });
      expect(issued.setOffs).toEqual([{ number: 2, amount: money('-18480.00') }]);
      const { payments } = await nodeOf(service, finance, 'SettlementStatement', second!, 'payments { id }');
      await act.does(finance, 'reversePayment', { paymentId: payments[0].id, reason: '录错' });
      const input = { statementId: issued.id, digest: issued.digest };
      // What is set off is the same: the part that is unpaid has only grown.
      await act.does(finance, 'approveStatement', input);
      await act.does(otherFinance, 'approveStatement', input);
      expect(await statementOf(second!)).toMatchObject({ state: 'APPROVED', unpaid: money('166320.00') });
    });

    test('after the last instalment nothing is paid back before it was paid, and then only what was paid beyond', async () => {
      const { act, finance } = life;
      for (const quarter of ['2025Q3', '2025Q4']) {
        const periodId = await life.record(quarter);
        periods.push(periodId);
        await life.sign(periodId);
      }
      await life.settle(3);
      const last = await life.settle(4);
      await correct(3, 8);
      const setOff = await life.settle(4);
      expect(setOff).toMatchObject({ amountDue: money('0.00'), setOffs: [{ number: last.number, amount: money('-18480.00') }] });
      await invoice(last.id, '166320.00');
      await act.does(finance, 'recordPayment', await life.paymentInput(last.id, '10000.00'));
      const rest = await act.does(finance, 'recordPayment', await life.paymentInput(last.id, '156320.00'));
      expect(rest.statement).toEqual({ state: 'PAID', unpaid: money('0.00') });
      // Below 85 the quarter pays nothing: all that was paid is to be paid back.
      await open(periods[3]!);
      await act.does(life.assessor, 'recordFindings', {
        periodId: periods[3],
        findings: [
          { item: '1.6', kind: 'circular_notice', occurredOn: '2025-11-03', count: 3 },
          { item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-11-03', count: 6 },
          { item: '1.4', kind: 'instant_answer_failure', occurredOn: '2025-11-03', count: 2 },
          { item: '4.5', kind: 'instability', occurredOn: '2025-11-03', count: 4 },
        ],
      });
      await life.sign(periods[3]!);
      const refund = await life.settle(4);
      expect(refund).toMatchObject({ score: '83', setOffs: [], amountDue: money('-166320.00') });
      const { from, to } = await life.accounts();
      const back = await life.paymentInput(refund.id, '166320.00', '2026-01-06', { fromAccountId: to, toAccountId: from });
      await act.does(finance, 'reversePayment', { paymentId: rest.id, reason: '未到账' });
      expect(await act.tries(finance, 'recordPayment', back)).toEqual(['NOT_PAID_BEYOND']);
      expect(await act.does(finance, 'recordPayment', { ...back, amount: '10000.00' })).toMatchObject({ direction: 'REFUND' });
    });
  });

  test('at Shaanxi lateness counts on what is unpaid of the net payable', async () => {
    const TENANT = 'unpaid-shaanxi';
    const CONTRACT = 'shaanxi-12367';
    await openTenant(service, TENANT, CONTRACT);
    const life = moneyOf(service, TENANT, CONTRACT);
    const { act, finance, assessor } = life;
    const months: string[] = [];
    for (const month of ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05']) {
      const periodId = await life.record(month);
      months.push(periodId);
      await life.sign(periodId);
    }
    const second = await life.settle(2);
    expect(second.amountDue).toEqual(money('344500.00'));
    const { id: invoiceId } = await act.does(life.vendorStaff, 'submitInvoice', life.invoiceInput(second.id, '344500.00'));
    await act.does(finance, 'acceptInvoice', { invoiceId });
    clock.set('2026-03-10T01:00:00Z');
    const before = await nodeOf(service, finance, 'SettlementStatement', second.id, STANDING);
    expect(before.paymentStanding.lateDays).toBeGreaterThan(0);
    const { dueOn, lateDays } = before.paymentStanding;
    expect(before.paymentStanding.claim.lines[0].arithmetic).toBe(`344500 * 0.03 * ${lateDays}`);
    // Both ranks at 20 cost thirty points: of two months the mean is 90, five points below.
    for (const periodId of months.slice(0, 2)) {
      const { scorecard } = await nodeOf(service, assessor, 'AssessmentPeriod', periodId, 'scorecard { id }');
      await act.does(assessor, 'correctScorecard', { scorecardId: scorecard.id, reason: '复核更正' });
      const observations = ['answerRateRank', 'answer15sRank'].map((metric) => ({ metric, value: 20, source: 'SYSTEM_REPORT' }));
      await act.does(assessor, 'recordObservations', { periodId, observations });
      await life.sign(periodId);
    }
    const supplement = await life.settle(2);
    expect(supplement).toMatchObject({ setOffs: [{ number: second.number, amount: money('-8612.50') }], amountDue: money('0.00') });
    const after = await nodeOf(service, finance, 'SettlementStatement', second.id, STANDING);
    expect(after).toMatchObject({ unpaid: money('335887.50'), paymentStanding: { dueOn, lateDays } });
    expect(after.paymentStanding.claim.lines[0].arithmetic).toBe(`335887.5 * 0.03 * ${lateDays}`);
  });
});
