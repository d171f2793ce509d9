import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'closing';
const CONTRACT = 'kezhou-12345';

describe.each(DATABASES)('the last two statements, issued before either is approved, on %s', (kind) => {
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  beforeAll(async () => {
    service = await createService(kind);
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
  });
  afterAll(() => service.stop());

  test('the one approved last is outdated, and issued again it closes the account', async () => {
    const { act, finance } = life;
    for (const quarter of ['2025Q1', '2025Q2', '2025Q3', '2025Q4']) await life.sign(await life.record(quarter));
    await life.settle(1);
    await life.settle(2);
    const third = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 3 });
    const fourth = await act.does(finance, 'issueStatement', { contract: CONTRACT, instalment: 4 });
    expect([third.closes, fourth.closes]).toEqual([false, false]);
    await act.does(finance, 'approveStatement', { statementId: third.id, digest: third.digest });
    expect(await act.tries(finance, 'approveStatement', { statementId: fourth.id, digest: fourth.digest })).toEqual(['OUTDATED']);
    const again = await life.settle(4);
    expect(again).toMatchObject({ closes: true, state: 'APPROVED', payable: { amount: '184800.00' } });
    expect(await life.account()).toMatchObject({ notDetermined: '0.00', payable: '739200.00' });
  });
});
