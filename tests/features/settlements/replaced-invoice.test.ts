import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodeOf, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'replaced-invoice';
const CONTRACT = 'kezhou-12345';

const FAILURE = { foundOn: '2026-01-06', reason: '认证未通过' };

describe.each(DATABASES)('an accepted invoice that fails authentication on %s', (kind) => {
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  let statementId: string;
  let invoiceId: string;
  beforeAll(async () => {
    service = await createService(kind);
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
    await life.sign(await life.record('2025Q1'));
    statementId = (await life.settle(1)).id;
    invoiceId = await submit();
    await life.act.does(life.finance, 'acceptInvoice', { invoiceId });
  });
  afterAll(() => service.stop());

  const submit = async (): Promise<string> => {
    const input = life.invoiceInput(statementId, '184800.00', { isCompletionOnPaper: true, tax: '10460.38' });
    return (await life.act.does(life.finance, 'submitInvoice', input)).id;
  };

  const pay = async (amount: string) => life.act.tries(life.finance, 'recordPayment', await life.paymentInput(statementId, amount));

  test('stands and is paid on while nothing speaks against it', async () => {
    const { act, finance } = life;
    expect(await act.tries(finance, 'rejectInvoice', { invoiceId, reason: '改变主意' })).toEqual(['DECIDED_ALREADY']);
    await act.does(finance, 'recordPayment', await life.paymentInput(statementId, '100000.00'));
  });

  test('is paid on no more, and can be rejected, with the day for another one; the claim stays', async () => {
    const { act, finance } = life;
    await act.does(finance, 'recordAuthenticationFailure', { invoiceId, ...FAILURE });
    expect(await pay('84800.00')).toEqual(['NO_ACCEPTED_INVOICE']);
    expect(await act.tries(finance, 'submitInvoice', life.invoiceInput(statementId, '184800.00'))).toEqual(['INVOICE_STANDS']);
    expect(await act.does(finance, 'rejectInvoice', { invoiceId, reason: '未通过认证' })).toMatchObject({
      state: 'REJECTED',
      receivedOn: '2026-01-06',
      // Ten working days after 6 January 2026.
      reissueDueOn: '2026-01-20',
      rejectionReason: '未通过认证',
      authenticationFailure: { claim: { amount: '10460.38' } },
    });
    expect(await act.tries(finance, 'rejectInvoice', { invoiceId, reason: '再次' })).toEqual(['DECIDED_ALREADY']);
    expect(await pay('84800.00')).toEqual(['NO_ACCEPTED_INVOICE']);
  });

  test('is replaced by another one, on which the rest is paid; of a paid statement none is rejected', async () => {
    const { act, finance } = life;
    const other = await submit();
    expect(await pay('84800.00')).toEqual(['NO_ACCEPTED_INVOICE']);
    await act.does(finance, 'acceptInvoice', { invoiceId: other });
    const paid = await act.does(finance, 'recordPayment', await life.paymentInput(statementId, '84800.00'));
    expect(paid.statement.state).toBe('PAID');
    await act.does(finance, 'recordAuthenticationFailure', { invoiceId: other, ...FAILURE });
    expect(await act.tries(finance, 'rejectInvoice', { invoiceId: other, reason: '未通过认证' })).toEqual(['PAID_ALREADY']);
    const { invoices } = await nodeOf(service, finance, 'SettlementStatement', statementId, 'invoices { state }');
    expect(invoices).toEqual([{ state: 'REJECTED' }, { state: 'ACCEPTED' }]);
  });
});
