import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt, nodeOf, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'money-of-shaanxi';
const CONTRACT = 'shaanxi-12367';

const FIRST_HALF = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];
const SECOND_HALF = ['2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11'];

/** Both ranks at 20 cost the thirty points of items 6 and 7. */
const SEVENTY = { counts: { answerRateRank: 20, answer15sRank: 20 } };

const money = (amount: string) => ({ amount });

const STANDING = `paymentStanding { dueOn isDueProvisional ageDays lateDays claim { amount { amount } alternatives { option amount { amount } }
  lines { arithmetic } } }`;

describe.each(DATABASES)('the money of Shaanxi on %s', (kind) => {
  const clock = clockAt('2026-01-06T01:00:00Z');
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
  });
  afterAll(() => service.stop());

  const standingOf = async (id: string) => (await nodeOf(service, life.finance, 'SettlementStatement', id, STANDING)).paymentStanding;

  /** Takes the invoice of a statement on the day that it is. */
  const invoice = async (statementId: string, amount: string) => {
    const issuedOn = clock.now().toISOString().slice(0, 10);
    const { id: invoiceId } = await life.act.does(life.vendorStaff, 'submitInvoice', life.invoiceInput(statementId, amount, { issuedOn }));
    await life.act.does(life.finance, 'acceptInvoice', { invoiceId });
  };

  test('the first instalment needs no score; it is due ten working days after its invoice, and so late for each unpaid balance', async () => {
    const { act, finance } = life;
    const first = await life.settle(1);
    expect(first).toMatchObject({ score: null, payable: money('275600.00'), disputed: money('0.00'), amountDue: money('275600.00') });
    expect(await standingOf(first.id)).toMatchObject({ dueOn: null, lateDays: null, claim: null });
    await invoice(first.id, '275600.00');
    expect(await standingOf(first.id)).toMatchObject({ dueOn: '2026-01-20', isDueProvisional: false, lateDays: 0, ageDays: 0 });
    clock.set('2026-02-20T01:00:00Z');
    await act.does(finance, 'recordPayment', await life.paymentInput(first.id, '200000.00', '2026-01-19'));
    await act.does(finance, 'recordPayment', await life.paymentInput(first.id, '50000.00', '2026-01-30'));
    // 75,600.00 were unpaid for ten days, and 25,600.00 for the 21 days since.
    expect(await standingOf(first.id)).toEqual({
      dueOn: '2026-01-20',
      isDueProvisional: false,
      ageDays: 45,
      lateDays: 31,
      claim: {
        amount: money('38808.00'),
        alternatives: [{ option: 'PERMILLE_3', amount: money('3880.80') }],
        lines: [{ arithmetic: '75600 * 0.03 * 10 + 25600 * 0.03 * 21' }, { arithmetic: '689000 * 0.1' }],
      },
    });
    await act.does(finance, 'recordPayment', await life.paymentInput(first.id, '25600.00', '2026-02-09'));
    expect(await standingOf(first.id)).toMatchObject({ ageDays: 34, lateDays: 20, claim: { amount: money('30360.00') } });
    expect(await life.account()).toMatchObject({ paid: '275600.00', notDetermined: '413400.00' });
  });

  test('S-39: while the vendor contests a month, only the least is payable, and nothing is deducted for good', async () => {
    const { act, vendor, agency, assessor } = life;
    let contested = '';
    for (const [index, period] of FIRST_HALF.entries()) {
      const periodId = await life.record(period, index < 2 ? SEVENTY : {});
      if (index === 0) {
        const { id } = await act.does(assessor, 'scorePeriod', { periodId });
        await act.does(assessor, 'publishScorecard', { scorecardId: id });
        await act.does(agency, 'refuseSignature', { scorecardId: id, reason: '须核对' });
        expect(await life.draft(2)).toEqual({ obstacles: ['NOT_SIGNED'] });
        contested = id;
      } else await life.sign(periodId);
    }
    // What the agency itself contests is not settled at all.
    expect(await life.draft(2)).toEqual({ obstacles: ['NOT_SIGNED'] });
    const { digest } = await nodeOf(service, assessor, 'Scorecard', contested, 'digest');
    await act.does(agency, 'signScorecard', { scorecardId: contested, digest });
    await act.does(vendor, 'refuseSignature', { scorecardId: contested, reason: '排名有误' });
    const statement = await life.settle(2);
    // Two months of 70: the mean is 90, five points below. Each costs 0.5% of 172,250.00, or under S-1 of 344,500.00.
    expect(statement).toMatchObject({
      score: '90',
      payable: money('340193.75'),
      undisputed: money('335887.50'),
      disputed: money('8612.50'),
      dispute: {
        byReadings: money('4306.25'),
        readings: ['S-1'],
        leastWith: [{ reading: 'S-1', option: 'INSTALMENT' }],
        greatestWith: [],
        byScores: money('4306.25'),
        contestedPeriods: ['2024-12'],
      },
      posts: { deducted: money('0.00') },
      amountDue: money('335887.50'),
    });
    await act.does(vendor, 'signScorecard', { scorecardId: contested, digest });
    const supplement = await life.settle(2);
    expect(supplement).toMatchObject({
      kind: 'SUPPLEMENTARY',
      disputed: money('4306.25'),
      dispute: { readings: ['S-1'], byScores: money('0.00'), contestedPeriods: [] },
      posts: { undisputed: money('0.00'), disputed: money('-4306.25'), deducted: money('4306.25') },
      amountDue: money('0.00'),
      state: 'PAID',
      secondApproval: ['ZERO', 'SUPPLEMENTARY'],
    });
    expect(await life.account()).toMatchObject({ payable: '335887.50', disputed: '4306.25', deducted: '4306.25' });
  });

  test('the last instalment closes the account, and what stays disputed stays so until its reading is agreed', async () => {
    const { act, vendor, agency } = life;
    for (const period of SECOND_HALF) await life.sign(await life.record(period));
    // A termination names the signed months that no statement has settled yet; it is taken back.
    const termination = await act.does(agency, 'issueNotice', {
      contract: CONTRACT,
      kind: 'TERMINATION',
      subject: '终止合同',
      text: '拟终止',
      occurredOn: '2026-02-20',
      plannedOn: '2026-03-31',
      clauses: ['5(3)'],
    });
    expect(termination.periodsToSettle).toEqual(SECOND_HALF);
    const closed = await act.does(agency, 'closeNotice', { noticeId: termination.id, text: '撤回' });
    expect(closed.state).toBe('CLOSED');
    const third = await life.settle(3);
    expect(third).toMatchObject({ score: '100', payable: money('68900.00'), closes: true });
    expect(await life.account()).toEqual({
      contractAmount: '689000.00',
      notDetermined: '0.00',
      payable: '404787.50',
      disputed: '4306.25',
      deducted: '4306.25',
      paid: '275600.00',
    });
    await invoice(third.id, '68900.00');
    // Invoice and last signature fall on 20 February 2026, in the holiday of the spring festival: 24 to 28 February count five days, March 22.
    expect(await standingOf(third.id)).toMatchObject({ dueOn: '2026-04-03', lateDays: 0 });
    const proposal = await act.does(vendor, 'proposeReading', {
      contract: CONTRACT,
      reading: 'S-1',
      option: 'INSTALMENT',
      reason: '按合同文字',
    });
    const document = { zh: '补充协议', en: 'Supplement' };
    await act.does(agency, 'agreeReading', { proposalId: proposal.id, agreedOn: '2026-02-20', document });
    expect(await life.settle(2)).toMatchObject({
      posts: { undisputed: money('0.00'), disputed: money('-4306.25'), deducted: money('4306.25') },
      amountDue: money('0.00'),
    });
    expect(await life.account()).toMatchObject({ payable: '404787.50', disputed: '0.00', deducted: '8612.50' });
  });
});
