import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt, nodeOf, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'signed-later';
const CONTRACT = 'shaanxi-12367';

const MONTHS = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'];

describe.each(DATABASES)('a statement of scores that the vendor signs later, on %s', (kind) => {
  const clock = clockAt('2026-01-06T01:00:00Z');
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  let statementId: string;
  const months: string[] = [];
  /** The scorecards that the vendor refused to sign, of the first two months. */
  const contested: string[] = [];
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
  });
  afterAll(() => service.stop());

  const dueOn = async () =>
    (await nodeOf(service, life.finance, 'SettlementStatement', statementId, 'paymentStanding { dueOn }')).paymentStanding.dueOn;

  const stateOf = async (periodId: string) => (await nodeOf(service, life.finance, 'AssessmentPeriod', periodId, 'state')).state;

  test('is approved and invoiced without a due date, and its contested periods are not settled', async () => {
    const { act, assessor, agency, vendor, finance } = life;
    for (const month of MONTHS) {
      const periodId = await life.record(month);
      months.push(periodId);
      if (contested.length === 2) {
        await life.sign(periodId);
        continue;
      }
      const { id } = await act.does(assessor, 'scorePeriod', { periodId });
      const { digest } = await act.does(assessor, 'publishScorecard', { scorecardId: id });
      await act.does(agency, 'signScorecard', { scorecardId: id, digest });
      await act.does(vendor, 'refuseSignature', { scorecardId: id, reason: '须核对' });
      contested.push(id);
    }
    const statement = await life.settle(2);
    statementId = statement.id;
    const { id: invoiceId } = await act.does(life.vendorStaff, 'submitInvoice', life.invoiceInput(statementId, '344500.00'));
    await act.does(finance, 'acceptInvoice', { invoiceId });
    expect(await dueOn()).toBeNull();
    expect([await stateOf(months[0]!), await stateOf(months[1]!), await stateOf(months[2]!)]).toEqual([
      'CONTESTED',
      'CONTESTED',
      'SETTLED',
    ]);
  });

  test('a signature that changes nothing of the amounts settles its period at once', async () => {
    const { act, vendor, finance, assessor } = life;
    const { digest } = await nodeOf(service, assessor, 'Scorecard', contested[0]!, 'digest');
    const signed = await act.does(vendor, 'signScorecard', { scorecardId: contested[0], digest });
    expect(signed).toMatchObject({ state: 'SIGNED', period: { state: 'SETTLED' } });
    expect(await act.tries(finance, 'issueStatement', { contract: CONTRACT, instalment: 2 })).toEqual(['NOTHING_CHANGED']);
    // One of its scores is still contested.
    expect(await dueOn()).toBeNull();
  });

  test('has its due date once the last score is signed, the contested one or what it was corrected to', async () => {
    const { act, assessor } = life;
    clock.set('2026-02-02T01:00:00Z');
    await act.does(assessor, 'correctScorecard', { scorecardId: contested[1], reason: '复核更正' });
    await act.does(assessor, 'recordObservations', {
      periodId: months[1],
      observations: [{ metric: 'answerRateRank', value: 2, source: 'SYSTEM_REPORT' }],
    });
    const { period } = await life.sign(months[1]!);
    expect(period.state).toBe('SETTLED');
    // Thirty working days after 2 February 2026, past the spring festival.
    expect(await dueOn()).toBe('2026-03-20');
  });

  test('a later correction of what was signed moves the due date no more', async () => {
    clock.set('2026-03-02T01:00:00Z');
    const { scorecard } = await nodeOf(service, life.assessor, 'AssessmentPeriod', months[3]!, 'scorecard { id }');
    await life.act.does(life.assessor, 'correctScorecard', { scorecardId: scorecard.id, reason: '复核更正' });
    await life.sign(months[3]!);
    expect(await dueOn()).toBe('2026-03-20');
  });
});
