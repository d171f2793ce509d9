import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, openTenant, outcomeOf } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'money-races';
const CONTRACT = 'shaanxi-12367';
const RUNNERS = 20;

const runners = Array.from({ length: RUNNERS }, (_, index) => index);

describe.each(DATABASES)('whoever comes at once with money on %s', (kind) => {
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  let statementId: string;
  beforeAll(async () => {
    service = await createService(kind, [], { connectionCountMax: 20 });
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
  });
  afterAll(() => service.stop());

  /** How often each outcome came: `done`, or what was refused with. */
  const countOf = (outcomes: readonly Awaited<ReturnType<typeof outcomeOf>>[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const outcome of outcomes) {
      const name = 'done' in outcome ? 'done' : outcome.refused.join();
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  };

  const entriesOf = async (): Promise<string[]> => {
    const query = `query { contract(code: "${CONTRACT}") { ledgerEntries(first: 100) { nodes { kind } } } }`;
    return (await look(service, life.finance, query)).contract.ledgerEntries.nodes.map((entry: { kind: string }) => entry.kind);
  };

  test('one of those who issue the same statement issues it', async () => {
    const input = { contract: CONTRACT, instalment: 1 };
    const outcomes = await Promise.all(
      runners.map((index) => outcomeOf(service, index % 2 ? life.finance : life.otherFinance, 'issueStatement', input)),
    );
    expect(countOf(outcomes)).toEqual({ done: 1, UNCHANGED_SINCE_ISSUED: RUNNERS - 1 });
    statementId = outcomes.flatMap((outcome) => ('done' in outcome ? [outcome.done.id] : []))[0];
  });

  test('one of two approvers approves it, and it is posted once', async () => {
    const { digest } = (await look(service, life.finance, `query { settlementStatement(contract: "${CONTRACT}", number: 1) { digest } }`))
      .settlementStatement;
    const outcomes = await Promise.all(
      runners.map((index) => outcomeOf(service, index % 2 ? life.finance : life.otherFinance, 'approveStatement', { statementId, digest })),
    );
    const { done, ...refused } = countOf(outcomes);
    expect(done).toBe(1);
    expect(Object.keys(refused).every((name) => name.startsWith('ALREADY_APPROVED'))).toBe(true);
    expect(await entriesOf()).toEqual(['OPENING', 'STATEMENT']);
  });

  test('one of those who submit an invoice submits it, and one decision about it stands', async () => {
    const submitted = await Promise.all(
      runners.map(() => outcomeOf(service, life.vendorStaff, 'submitInvoice', life.invoiceInput(statementId, '275600.00'))),
    );
    expect(countOf(submitted)).toEqual({ done: 1, INVOICE_STANDS: RUNNERS - 1 });
    const invoiceId = submitted.flatMap((outcome) => ('done' in outcome ? [outcome.done.id] : []))[0];
    const decided = await Promise.all(runners.map(() => outcomeOf(service, life.finance, 'acceptInvoice', { invoiceId })));
    expect(countOf(decided)).toEqual({ done: 1, DECIDED_ALREADY: RUNNERS - 1 });
  });

  test('payments at once never exceed what is unpaid, and a repeated one is one', async () => {
    await life.accounts();
    const inputs: object[] = [];
    for (const _ of runners) inputs.push(await life.paymentInput(statementId, '100000.00'));
    const paid = await Promise.all(inputs.map((input) => outcomeOf(service, life.finance, 'recordPayment', input)));
    expect(countOf(paid)).toEqual({ done: 2, EXCEEDS_UNPAID: RUNNERS - 2 });
    const rest = { ...(await life.paymentInput(statementId, '75600.00')), idempotencyKey: 'the rest' };
    const repeated = await Promise.all(runners.map(() => outcomeOf(service, life.finance, 'recordPayment', rest)));
    expect(countOf(repeated)).toEqual({ done: RUNNERS });
    expect(new Set(repeated.map((outcome) => ('done' in outcome ? outcome.done.id : ''))).size).toBe(1);
    expect(await life.account()).toMatchObject({ payable: '0.00', paid: '275600.00' });
    expect(await entriesOf()).toEqual(['OPENING', 'STATEMENT', 'PAYMENT', 'PAYMENT', 'PAYMENT']);
  });
});
