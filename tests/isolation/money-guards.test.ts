import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attempt, type Run, withSuperuser } from '../support/isolation.js';
import { asRole } from '../support/isolation-policies.js';
import { openTenant } from '../support/lives.js';
import { moneyOf } from '../support/money.js';
import { createService, DATABASES, type Service } from '../support/service.js';

const TENANT = 'guarded';
const CONTRACT = 'kezhou-12345';

/** SQLSTATE of what a unique index refuses, and of what a check does. */
const NOT_UNIQUE = '23505';
const CHECK_VIOLATED = '23514';

const OTHER = `'00000000-0000-7000-8000-0000000000aa'`;
const STATEMENT = (number: number) => `(select id from settlement_statements where tenant_id = '${TENANT}' and number = ${number})`;
const PAID = `(select id from payments where tenant_id = '${TENANT}' and id <> ${OTHER})`;

/** Another payment of the first statement, as the recorded one but for its amount. */
const payment = (amount: string, statement = STATEMENT(1)) =>
  `insert into payments (tenant_id, id, statement_id, direction, amount, paid_on, from_account_id, to_account_id, bank_reference, recorded_by, recorded_at)
   select tenant_id, ${OTHER}, ${statement}, direction, ${amount}, paid_on, from_account_id, to_account_id, 'by hand', recorded_by, recorded_at
   from payments where tenant_id = '${TENANT}'`;

const reversal = `insert into payment_reversals (tenant_id, payment_id, reason, recorded_by, recorded_at) values ('${TENANT}', ${PAID}, 'test', 'test', now())`;

const approval = `insert into statement_approvals (tenant_id, statement_id, approved_by, digest, approved_at)
   values ('${TENANT}', ${STATEMENT(2)}, 'test', 'sha256:0', now())`;

/** An entry with the accounts' changes: not determined, payable, disputed, deducted, paid. */
const entry = (kind: string, { statement = 'null', paymentId = 'null', instalment = '1', amount = '0' }, changes: string) =>
  `insert into ledger_entries (tenant_id, contract_id, sequence, kind, instalment, statement_id, payment_id, contract_amount, not_determined, payable,
     disputed, deducted, paid, recorded_by, recorded_at)
   select '${TENANT}', id, 99, '${kind}', ${instalment}, ${statement}, ${paymentId}, ${amount}, ${changes}, 'test', now()
   from contracts where tenant_id = '${TENANT}'`;

const paying = (amount: string, paymentId = OTHER, instalment = '1') =>
  entry('PAYMENT', { paymentId, instalment }, `0, - ${amount}, 0, 0, ${amount}`);

describe.each(DATABASES)('money that is written past the commands, as hotline_app on %s,', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind);
    await openTenant(service, TENANT, CONTRACT);
    const life = moneyOf(service, TENANT, CONTRACT);
    const { act, finance } = life;
    for (const quarter of ['2025Q1', '2025Q2']) await life.sign(await life.record(quarter));
    const { id } = await life.settle(1);
    const { id: invoiceId } = await act.does(finance, 'submitInvoice', life.invoiceInput(id, '184800.00', { isCompletionOnPaper: true }));
    await act.does(finance, 'acceptInvoice', { invoiceId });
    await act.does(finance, 'recordPayment', await life.paymentInput(id, '100000.00'));
    await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 2 });
  });
  afterAll(() => service.stop());

  /** What the database says to some statements, the last of them and the end of their transaction. */
  const outcomeOf = (statements: readonly string[]) =>
    withSuperuser(service, (run: Run) =>
      asRole(run, 'hotline_app', TENANT, async () => {
        for (const statement of [...statements, 'set constraints all immediate']) {
          const done = await attempt(run, statement);
          if (!Array.isArray(done)) return done.code;
        }
        return 'DONE';
      }),
    );

  test.each<[string, string, string[]]>([
    ['a second opening', NOT_UNIQUE, [entry('OPENING', { instalment: 'null', amount: '5' }, '5, 0, 0, 0, 0')]],
    ['a payment posted twice', NOT_UNIQUE, [paying('100000', PAID)]],
    ['a statement posted twice', NOT_UNIQUE, [entry('STATEMENT', { statement: STATEMENT(1) }, '-184800, 184800, 0, 0, 0')]],
    ['a payment that is not posted', CHECK_VIOLATED, [payment('84800')]],
    ['a payment beyond what is due', CHECK_VIOLATED, [payment('84800.01'), paying('84800.01')]],
    ['a payment far beyond it that is not posted', CHECK_VIOLATED, [payment('9999999')]],
    ['a payment posted as another amount', CHECK_VIOLATED, [payment('100'), paying('84800')]],
    ['a payment posted to another instalment', CHECK_VIOLATED, [payment('100'), paying('100', OTHER, '2')]],
    ['a payment of a statement that is not approved', CHECK_VIOLATED, [payment('100', STATEMENT(2)), paying('100', OTHER, '2')]],
    ['a reversal that is not posted', CHECK_VIOLATED, [reversal]],
    [
      'a reversal posted as another amount',
      CHECK_VIOLATED,
      [reversal, entry('REVERSAL', { paymentId: PAID }, '0, 99999.99, 0, 0, -99999.99')],
    ],
    ['a reversal that nobody recorded', CHECK_VIOLATED, [entry('REVERSAL', { paymentId: PAID }, '0, 100000, 0, 0, -100000')]],
    ['an approval that is not posted', CHECK_VIOLATED, [approval]],
    [
      'a statement posted without its approval',
      CHECK_VIOLATED,
      [entry('STATEMENT', { statement: STATEMENT(2), instalment: '2' }, '-184800, 184800, 0, 0, 0')],
    ],
    [
      'a statement posted as another amount',
      CHECK_VIOLATED,
      [approval, entry('STATEMENT', { statement: STATEMENT(2), instalment: '2' }, '-184800, 184799, 0, 1, 0')],
    ],
    [
      'an adjustment that its statement does not say',
      CHECK_VIOLATED,
      [entry('ADJUSTMENT', { statement: STATEMENT(1), instalment: '2' }, '-10, 10, 0, 0, 0')],
    ],
    ['a residue of a statement that closes nothing', CHECK_VIOLATED, [entry('CLOSING', { statement: STATEMENT(1) }, '-1, 0, 0, 1, 0')]],
  ])('%s is refused', async (_, code, statements) => {
    expect(await outcomeOf(statements)).toBe(code);
  });

  test.each([
    ['against what it does not say', '-10', '[]'],
    ['against no earlier statement of its instalment', '-10', '[{"number": 77, "amount": "-10.00"}]'],
    ['more than is still to be paid', '-84800.01', '[{"number": 1, "amount": "-84800.01"}]'],
  ])('a set-off %s is refused', async (_, setOff, setOffs) => {
    const statement = `insert into settlement_statements (tenant_id, id, contract_id, version_id, number, instalment, kind, determined, undisputed, disputed,
        deducted, adjusted, brought_forward, set_off, set_offs, amount_due, carried_forward, closes, approvals_needed, digest, document, issued_by, issued_at)
      select tenant_id, ${OTHER}, contract_id, version_id, 3, instalment, 'SUPPLEMENTARY', 0, ${setOff}, 0, - (${setOff}), 0, 0, ${setOff}, '${setOffs}', 0,
        0, false, 1, digest, document, issued_by, issued_at from settlement_statements where tenant_id = '${TENANT}' and number = 1`;
    const approved = approval.replace(STATEMENT(2), OTHER);
    const posted = entry('STATEMENT', { statement: OTHER }, `0, ${setOff}, 0, - (${setOff}), 0`);
    expect(await outcomeOf([statement, approved, posted])).toBe(CHECK_VIOLATED);
  });

  test('is taken where a payment or a reversal comes with its entry', async () => {
    expect(await outcomeOf([payment('84800'), paying('84800')])).toBe('DONE');
    expect(await outcomeOf([reversal, entry('REVERSAL', { paymentId: PAID }, '0, 100000, 0, 0, -100000')])).toBe('DONE');
    expect(await outcomeOf([approval, entry('STATEMENT', { statement: STATEMENT(2), instalment: '2' }, '-184800, 184800, 0, 0, 0')])).toBe(
      'DONE',
    );
  });
});
