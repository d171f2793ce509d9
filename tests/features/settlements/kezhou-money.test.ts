import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyAuditTrail } from '../../../src/features/audit/verify-audit-trail.js';
import { clockAt, look, nodeOf, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'money';
const CONTRACT = 'kezhou-12345';

const money = (amount: string) => ({ amount });

describe.each(DATABASES)('the money of Kezhou on %s', (kind) => {
  const clock = clockAt('2026-01-06T01:00:00Z');
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  const periods = new Map<string, string>();
  let first: string;
  let second: string;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
  });
  afterAll(() => service.stop());

  /** Corrects a signed period by findings of which each takes a point, and signs it again. */
  const correct = async (period: string, points: number) => {
    const { act, assessor } = life;
    const periodId = periods.get(period)!;
    const { scorecard } = await nodeOf(service, assessor, 'AssessmentPeriod', periodId, 'scorecard { id }');
    await act.does(assessor, 'correctScorecard', { scorecardId: scorecard.id, reason: '复核更正' });
    await act.does(assessor, 'recordFindings', { periodId, findings: [defects(points, period)] });
    return life.sign(periodId);
  };
  /** Ticket defects cost 0.1 each, up to the ten points of item 2.1. */
  const defects = (points: number, period: string) => ({
    item: '2.1',
    kind: 'ticket_defect',
    occurredOn: { '2025Q1': '2025-02-03', '2025Q3': '2025-08-04', '2025Q4': '2025-11-03' }[period],
    count: points * 10,
  });

  test('before a score is signed there is nothing to settle, and the account holds the whole amount as not determined', async () => {
    expect(await life.draft(1)).toEqual({ obstacles: ['NOT_SIGNED'] });
    expect(await life.draft(9)).toEqual({ problems: [{ path: 'instalment', code: 'UNKNOWN_INSTALMENT' }] });
    expect(await life.act.tries(life.finance, 'issueStatement', { contract: CONTRACT, instalment: 1 })).toEqual(['NOT_SIGNED']);
    expect(await life.act.tries(life.finance, 'issueStatement', { contract: 'none', instalment: 1 })).toEqual([
      'contract UNKNOWN_CONTRACT',
    ]);
    expect(await life.account()).toEqual({
      contractAmount: '739200.00',
      notDetermined: '739200.00',
      payable: '0.00',
      disputed: '0.00',
      deducted: '0.00',
      paid: '0.00',
    });
  });

  test('a full quarter is drafted line by line, issued, and approved by one person, who settles the period', async () => {
    const { act, finance, otherFinance } = life;
    const periodId = await life.record('2025Q1');
    periods.set('2025Q1', periodId);
    await life.sign(periodId);
    const draft = await life.draft(1);
    expect(draft).toMatchObject({
      kind: 'ORIGINAL',
      score: '100',
      payable: money('184800.00'),
      undisputed: money('184800.00'),
      disputed: money('0.00'),
      amountDue: money('184800.00'),
      amountDueInCapitals: '壹拾捌万肆仟捌佰元整',
    });
    expect(draft.lines.map(({ clause, amount }: { clause: string; amount: object }) => [clause, amount])).toEqual([
      ['4.2', money('184800.00')],
      ['4.2', money('184800.00')],
      ['3.4', money('184800.00')],
    ]);
    const issued = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 1 });
    expect(issued).toMatchObject({ number: 1, state: 'ISSUED', approvalsNeeded: 1, secondApproval: [] });
    expect(await act.tries(finance, 'issueStatement', { contract: CONTRACT, instalment: 1 })).toEqual(['UNCHANGED_SINCE_ISSUED']);
    const statementId = issued.id;
    expect(await act.tries(otherFinance, 'approveStatement', { statementId, digest: 'sha256:0' })).toEqual(['DIGEST_DIFFERS']);
    expect(await act.tries(finance, 'requestInvoice', { statementId })).toEqual(['NOT_APPROVED']);
    const approved = await act.does(otherFinance, 'approveStatement', { statementId, digest: issued.digest });
    expect(approved).toMatchObject({ state: 'APPROVED', unpaid: money('184800.00'), approvals: [{ approvedBy: otherFinance.subject }] });
    expect(await act.tries(finance, 'approveStatement', { statementId, digest: issued.digest })).toEqual(['ALREADY_APPROVED']);
    expect(await nodeOf(service, finance, 'AssessmentPeriod', periodId, 'state scorecard { state }')).toEqual({
      state: 'SETTLED',
      scorecard: { state: 'SIGNED' },
    });
    expect(await life.account()).toMatchObject({ notDetermined: '554400.00', payable: '184800.00' });
    expect(await act.tries(finance, 'issueStatement', { contract: CONTRACT, instalment: 1 })).toEqual(['NOTHING_CHANGED']);
    first = statementId;
  });

  test('an invoice that does not agree is shown check by check, cannot be accepted, and is rejected with a day for another one', async () => {
    const { act, finance, vendorStaff } = life;
    await act.does(finance, 'requestInvoice', { statementId: first });
    expect(await act.tries(finance, 'requestInvoice', { statementId: first })).toEqual(['REQUESTED_ALREADY']);
    const malformed = life.invoiceInput(first, '184800.001', {
      number: '123',
      tax: 'x',
      buyerTaxNumber: 'short',
      sellerName: ' ',
      issuedOn: '2027-01-01',
    });
    expect(await act.tries(vendorStaff, 'submitInvoice', { ...malformed, isCompletionOnPaper: true })).toEqual([
      'number NOT_AN_INVOICE_NUMBER',
      'issuedOn OUT_OF_RANGE',
      'amount NOT_AN_AMOUNT',
      'tax NOT_AN_AMOUNT',
      'sellerName REASON_REQUIRED',
      'buyerTaxNumber NOT_A_TAX_NUMBER',
      'isCompletionOnPaper MISPLACED_FIELD',
    ]);
    const wrong = { kind: 'SPECIAL', issuedOn: '2025-12-26', buyerTaxNumber: '11653000010478374X', buyerName: '另一单位' };
    const { id: invoiceId, checks } = await act.does(vendorStaff, 'submitInvoice', life.invoiceInput(first, '184799.99', wrong));
    const failed = checks.filter(({ passed }: { passed: boolean }) => !passed);
    expect(failed.map(({ code, isBlocking }: { code: string; isBlocking: boolean }) => `${code} ${isBlocking}`)).toEqual([
      'AMOUNT true',
      'KIND true',
      'BUYER_NAME true',
      'BUYER_TAX_NUMBER true',
      'COMPLETION_DOCUMENTS true',
      // Five working days after 26 December are 5 January: 1 to 3 January are off, and 4 January is worked.
      'DELIVERY false',
    ]);
    expect(await act.tries(finance, 'acceptInvoice', { invoiceId })).toEqual(['CHECK_FAILED']);
    expect(await act.tries(vendorStaff, 'submitInvoice', life.invoiceInput(first, '184800.00'))).toEqual(['INVOICE_STANDS']);
    expect(await act.tries(finance, 'rejectInvoice', { invoiceId, reason: ' ' })).toEqual(['reason REASON_REQUIRED']);
    const rejected = await act.does(finance, 'rejectInvoice', { invoiceId, reason: '金额与抬头不符' });
    // Ten working days after 6 January 2026.
    expect(rejected).toMatchObject({ state: 'REJECTED', reissueDueOn: '2026-01-20', rejectionReason: '金额与抬头不符' });
    expect(await act.tries(finance, 'acceptInvoice', { invoiceId })).toEqual(expect.arrayContaining(['DECIDED_ALREADY']));
  });

  test('nothing is paid before an invoice is accepted, nor from an account that nobody confirmed', async () => {
    const { act, finance, otherFinance, vendorManager } = life;
    const { from, to } = await life.accounts();
    const change = {
      organisation: 'vendor',
      holder: '示例户名',
      bank: '另一示例银行',
      number: '9999 8888 7777 1234',
      reason: '变更开户行',
    };
    expect(await act.tries(vendorManager, 'proposeBankAccount', { ...change, organisation: 'bureau' })).toEqual([
      'organisation NOT_OWN_ORGANISATION',
    ]);
    expect(await act.tries(finance, 'proposeBankAccount', { ...change, organisation: 'x', number: '12', bank: '' })).toEqual([
      'organisation UNKNOWN_ORGANISATION',
      'bank REASON_REQUIRED',
      'number NOT_AN_ACCOUNT_NUMBER',
    ]);
    const proposed = await act.does(finance, 'proposeBankAccount', change);
    expect(proposed).toMatchObject({ state: 'PROPOSED', maskedNumber: '**** 1234' });
    expect(await act.tries(finance, 'confirmBankAccount', { accountId: proposed.id })).toEqual(['PROPOSED_BY_YOURSELF']);
    const pay = (differs: object) => life.paymentInput(first, '100000.00', '2026-01-06', differs);
    expect(await act.tries(finance, 'recordPayment', await pay({}))).toEqual(['NO_ACCEPTED_INVOICE']);
    expect(
      await act.tries(
        finance,
        'recordPayment',
        await pay({ toAccountId: proposed.id, amount: '0', paidOn: '2026-01-07', bankReference: '' }),
      ),
    ).toEqual(['amount NOT_AN_AMOUNT', 'paidOn OUT_OF_RANGE', 'bankReference OUT_OF_RANGE', 'toAccountId ACCOUNT_NOT_IN_USE']);
    expect(await act.tries(finance, 'recordPayment', await pay({ fromAccountId: to, toAccountId: from }))).toEqual([
      'fromAccountId ACCOUNT_OF_OTHERS',
      'toAccountId ACCOUNT_OF_OTHERS',
    ]);
    const { id: confirmed } = await act.does(otherFinance, 'confirmBankAccount', { accountId: proposed.id });
    expect(await nodeOf(service, finance, 'BankAccount', to, 'state')).toEqual({ state: 'REPLACED' });
    expect(await act.tries(finance, 'recordPayment', await pay({}))).toEqual(['toAccountId ACCOUNT_NOT_IN_USE']);
    const back = await act.does(finance, 'proposeBankAccount', { ...change, number: '4444555566667777' });
    await act.does(otherFinance, 'confirmBankAccount', { accountId: back.id });
    expect(await act.tries(finance, 'confirmBankAccount', { accountId: confirmed })).toEqual(expect.arrayContaining(['ALREADY_CONFIRMED']));
    life.use({ from, to: back.id });
  });

  test('accepted, it is paid in parts, never beyond what is unpaid and never twice; a wrong record is reversed, and both stay', async () => {
    const { act, finance } = life;
    const { id: invoiceId } = await act.does(
      finance,
      'submitInvoice',
      life.invoiceInput(first, '184800.00', { isCompletionOnPaper: true }),
    );
    const accepted = await act.does(finance, 'acceptInvoice', { invoiceId });
    expect(accepted).toMatchObject({ state: 'ACCEPTED', receivedOn: '2026-01-06' });
    const part = await life.paymentInput(first, '100000.00');
    const paid = await act.does(finance, 'recordPayment', part);
    expect(paid).toMatchObject({ direction: 'PAYMENT', statement: { state: 'PARTLY_PAID', unpaid: money('84800.00') } });
    expect(await act.tries(finance, 'recordPayment', part)).toEqual(['EXCEEDS_UNPAID', 'REFERENCE_RECORDED']);
    expect(await act.tries(finance, 'recordPayment', await life.paymentInput(first, '84800.01'))).toEqual(['EXCEEDS_UNPAID']);
    await act.does(finance, 'reversePayment', { paymentId: paid.id, reason: '金额录错' });
    expect(await act.tries(finance, 'reversePayment', { paymentId: paid.id, reason: '再次' })).toEqual(['REVERSED_ALREADY']);
    expect(await life.account()).toMatchObject({ payable: '184800.00', paid: '0.00' });
    await act.does(finance, 'recordPayment', { ...part, amount: '100000.01' });
    const rest = await act.does(finance, 'recordPayment', await life.paymentInput(first, '84799.99'));
    expect(rest.statement).toEqual({ state: 'PAID', unpaid: money('0.00') });
    expect(await act.tries(finance, 'recordPayment', await life.paymentInput(first, '0.01'))).toEqual(['PAID_ALREADY']);
    expect(await life.account()).toMatchObject({ payable: '0.00', paid: '184800.00', notDetermined: '554400.00' });
    const { ledgerEntries } = (
      await look(
        service,
        finance,
        'query { contract(code: "kezhou-12345") { ledgerEntries(first: 20) { nodes { sequence kind paid { amount } } } } }',
      )
    ).contract;
    expect(
      ledgerEntries.nodes.map(({ kind: entry, paid: { amount } }: { kind: string; paid: { amount: string } }) => `${entry} ${amount}`),
    ).toEqual(['OPENING 0.00', 'STATEMENT 0.00', 'PAYMENT 100000.00', 'REVERSAL -100000.00', 'PAYMENT 100000.01', 'PAYMENT 84799.99']);
    // The contract sets no day of payment: a statement shows its age, never lateness.
    const standing = await nodeOf(
      service,
      finance,
      'SettlementStatement',
      first,
      'paymentStanding { dueOn ageDays lateDays claim { amount { amount } } }',
    );
    expect(standing.paymentStanding).toEqual({ dueOn: null, ageDays: 0, lateDays: null, claim: null });
  });

  test('an invoice that the tax authority does not authenticate gives a memo of its tax, which nothing posts', async () => {
    const { act, finance } = life;
    const { invoices } = await nodeOf(service, finance, 'SettlementStatement', first, 'invoices { id state tax { amount } }');
    const [rejected, accepted] = invoices;
    const fact = { foundOn: '2026-01-06', reason: '认证未通过' };
    expect(await act.tries(finance, 'recordAuthenticationFailure', { invoiceId: rejected.id, ...fact })).toEqual(['NOT_ACCEPTED']);
    const before = await life.account();
    const failed = await act.does(finance, 'recordAuthenticationFailure', { invoiceId: accepted.id, ...fact });
    expect(failed.authenticationFailure).toEqual({ claim: money('0.01') });
    expect(await act.tries(finance, 'recordAuthenticationFailure', { invoiceId: accepted.id, ...fact })).toEqual(['RECORDED_ALREADY']);
    expect(await life.account()).toEqual(before);
  });

  test('just below 95 the undisputed part is payable at once, and the rest waits for the reading that it hangs on', async () => {
    const { act, agency, vendor, finance } = life;
    // 51 defects at 0.1 each leave 94.9.
    const periodId = await life.record('2025Q2', {
      findings: [{ item: '2.1', kind: 'ticket_defect', occurredOn: '2025-05-06', count: 51 }],
    });
    periods.set('2025Q2', periodId);
    await life.sign(periodId);
    const approved = await life.settle(2);
    second = approved.id;
    expect(approved).toMatchObject({
      score: '94.9',
      payable: money('166320.00'),
      undisputed: money('166320.00'),
      disputed: money('18480.00'),
      // Undisputed, disputed and deducted add up to the base: what is disputed is not deducted as well.
      deducted: money('0.00'),
      amountDue: money('166320.00'),
      approvalsNeeded: 1,
    });
    expect(await life.account()).toMatchObject({ payable: '166320.00', disputed: '18480.00', deducted: '0.00' });
    expect(await act.tries(finance, 'issueStatement', { contract: CONTRACT, instalment: 2 })).toEqual(['NOTHING_CHANGED']);
    const proposal = await act.does(vendor, 'proposeReading', {
      contract: CONTRACT,
      reading: 'K-4',
      option: 'ROUND_TO_INTEGER',
      reason: '合同写整数分',
    });
    const document = { zh: '补充协议一', en: 'Supplement 1' };
    const agreed = await act.does(agency, 'agreeReading', { proposalId: proposal.id, agreedOn: '2026-01-06', document });
    expect(agreed.periodsToSettleAgain.map(({ code, state }: { code: string; state: string }) => `${code} ${state}`)).toEqual([
      '2025Q1 SETTLED',
      '2025Q2 SETTLED',
    ]);
    const supplement = await life.settle(2);
    expect(supplement).toMatchObject({
      kind: 'SUPPLEMENTARY',
      payable: money('184800.00'),
      posts: { undisputed: money('18480.00'), disputed: money('-18480.00'), deducted: money('0.00') },
      amountDue: money('18480.00'),
      secondApproval: ['SUPPLEMENTARY'],
      approvals: [{ approvedBy: finance.subject }, { approvedBy: life.otherFinance.subject }],
    });
    expect(await life.account()).toMatchObject({ payable: '184800.00', disputed: '0.00' });
  });

  test('a correction of what is paid is an adjustment on the next instalment’s statement, which two persons approve', async () => {
    const { act, finance, otherFinance } = life;
    await correct('2025Q1', 8);
    expect(await act.tries(finance, 'issueStatement', { contract: CONTRACT, instalment: 1 })).toEqual(['ADJUSTED_ON_NEXT']);
    periods.set('2025Q3', await life.record('2025Q3'));
    await life.sign(periods.get('2025Q3')!);
    const issued = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 3 });
    expect(issued).toMatchObject({
      payable: money('184800.00'),
      adjustments: [{ instalment: 1, amount: money('-18480.00'), disputed: money('0.00'), deducted: money('18480.00') }],
      amountDue: money('166320.00'),
      secondApproval: ['ADJUSTED'],
    });
    const input = { statementId: issued.id, digest: issued.digest };
    expect((await act.does(finance, 'approveStatement', input)).state).toBe('ISSUED');
    expect(await act.tries(finance, 'approveStatement', input)).toEqual(['PERSON_HAS_APPROVED']);
    expect(await nodeOf(service, finance, 'AssessmentPeriod', periods.get('2025Q3')!, 'state')).toEqual({ state: 'SIGNED' });
    expect((await act.does(otherFinance, 'approveStatement', input)).state).toBe('APPROVED');
    for (const period of ['2025Q1', '2025Q3'])
      expect(await nodeOf(service, finance, 'AssessmentPeriod', periods.get(period)!, 'state')).toEqual({ state: 'SETTLED' });
    expect(await life.account()).toEqual({
      contractAmount: '739200.00',
      notDetermined: '184800.00',
      payable: '351120.00',
      disputed: '0.00',
      deducted: '18480.00',
      paid: '184800.00',
    });
  });

  test('what changes before the approval makes a statement outdated; another one replaces it', async () => {
    const { act, finance, otherFinance } = life;
    periods.set('2025Q4', await life.record('2025Q4', { headcounts: [14, 14, 13] }));
    await life.sign(periods.get('2025Q4')!);
    const early = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 4 });
    // 13 of 14: K-1 and K-2 are open, whatever the parties agreed about K-4.
    expect(early).toMatchObject({ payable: money('171600.00'), undisputed: money('171600.00'), disputed: money('13200.00'), closes: true });
    await correct('2025Q4', 10);
    await act.does(life.assessor, 'correctScorecard', {
      scorecardId: (await nodeOf(service, finance, 'AssessmentPeriod', periods.get('2025Q4')!, 'scorecard { id }')).scorecard.id,
      reason: '再次复核',
    });
    const input = { statementId: early.id, digest: early.digest };
    expect(await act.tries(otherFinance, 'approveStatement', input)).toEqual(['OUTDATED']);
    expect(await act.tries(finance, 'issueStatement', { contract: CONTRACT, instalment: 4 })).toEqual(['CORRECTION_OPEN']);
    await act.does(life.assessor, 'recordFindings', {
      periodId: periods.get('2025Q4')!,
      findings: [
        { item: '1.6', kind: 'circular_notice', occurredOn: '2025-11-03', count: 3 },
        { item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-11-03', count: 6 },
      ],
    });
    await life.sign(periods.get('2025Q4')!);
    const later = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 4 });
    expect(later).toMatchObject({ score: '84', payable: money('0.00'), secondApproval: ['ZERO'], approvalsNeeded: 2, closes: true });
    expect(await nodeOf(service, finance, 'SettlementStatement', early.id, 'state')).toEqual({ state: 'REPLACED' });
    expect(await act.tries(otherFinance, 'approveStatement', input)).toEqual(['REPLACED']);
  });

  test('a quarter that pays nothing needs two persons, and closes the account with the last instalment', async () => {
    const { act, finance, otherFinance } = life;
    const { settlementStatement: last } = await look(
      service,
      finance,
      'query { settlementStatement(contract: "kezhou-12345", instalment: 4) { id digest state } }',
    );
    const input = { statementId: last.id, digest: last.digest };
    await act.does(finance, 'approveStatement', input);
    expect((await act.does(otherFinance, 'approveStatement', input)).state).toBe('PAID');
    expect(await act.tries(finance, 'requestInvoice', { statementId: last.id })).toEqual(['NOTHING_DUE']);
    expect(await life.account()).toMatchObject({ notDetermined: '0.00', payable: '351120.00', deducted: '203280.00', paid: '184800.00' });
  });

  test('after the last instalment a correction goes on a supplementary statement, and what was paid too much is paid back', async () => {
    const { act, finance } = life;
    // 16 points below, of which eight were taken up before: the first quarter is paid, and pays nothing any more.
    await act.does(life.assessor, 'correctScorecard', {
      scorecardId: (await nodeOf(service, finance, 'AssessmentPeriod', periods.get('2025Q1')!, 'scorecard { id }')).scorecard.id,
      reason: '再次复核',
    });
    await act.does(life.assessor, 'recordFindings', {
      periodId: periods.get('2025Q1')!,
      findings: [
        { item: '1.6', kind: 'circular_notice', occurredOn: '2025-02-03', count: 3 },
        { item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-02-03', count: 6 },
        { item: '4.5', kind: 'instability', occurredOn: '2025-02-03', count: 4 },
      ],
    });
    await life.sign(periods.get('2025Q1')!);
    const supplement = await life.settle(1);
    expect(supplement).toMatchObject({
      kind: 'SUPPLEMENTARY',
      score: '84',
      posts: { undisputed: money('-166320.00'), deducted: money('166320.00') },
      setOffs: [],
      amountDue: money('-166320.00'),
      secondApproval: ['ZERO', 'SUPPLEMENTARY'],
    });
    const { from, to } = await life.accounts();
    const refund = await life.paymentInput(supplement.id, '166320.00', '2026-01-06', { fromAccountId: to, toAccountId: from });
    expect(await act.tries(finance, 'recordPayment', { ...refund, amount: '166320.01' })).toEqual(['EXCEEDS_UNPAID']);
    const paid = await act.does(finance, 'recordPayment', refund);
    expect(paid).toMatchObject({ direction: 'REFUND', statement: { state: 'PAID', unpaid: money('0.00') } });
    expect(await life.account()).toMatchObject({ payable: '351120.00', deducted: '369600.00', paid: '18480.00' });
  });

  test('the vendor sees statements, invoices, payments and the account, and issues none of them', async () => {
    const { vendorStaff, finance } = life;
    const fields =
      'number state amountDue { amount } unpaid { amount } invoices { state } payments { amount { amount } } paymentStanding { ageDays }';
    const list = `query { settlementStatements(contract: "kezhou-12345", first: 20) { totalCount nodes { ${fields} } } }`;
    const seen = await look(service, vendorStaff, list);
    expect(seen).toEqual(await look(service, finance, list));
    expect(seen.settlementStatements.totalCount).toBe(7);
    expect(await life.account(vendorStaff)).toEqual(await life.account());
    const drafting = look(service, vendorStaff, 'query { statementDraft(contract: "kezhou-12345", instalment: 1) { __typename } }');
    await expect(drafting).rejects.toThrow('FORBIDDEN');
    expect(second).not.toBe(first);
  });

  test('everything that was done stands in the trail, whose chain holds', async () => {
    const scope = service.storage.scopes.open(TENANT, 'read');
    const verdict = await verifyAuditTrail(scope, TENANT);
    const [trail] = await scope.rows<{ operations: string[] }>(
      'select array_agg(distinct operation) as operations from audit_entries where tenant_id = $1',
      [TENANT],
    );
    await scope.end('discard');
    expect(verdict).toMatchObject({ isIntact: true });
    expect(trail!.operations).toEqual(expect.arrayContaining([...new Set(life.act.deeds.map(({ operation }) => operation as string))]));
  });
});
