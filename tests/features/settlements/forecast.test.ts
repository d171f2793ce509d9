import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt, look, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { createService, type Service } from '../../support/service.js';

const TENANT = 'forecast';
const CONTRACT = 'kezhou-12345';

const FORECAST = `query { contract(code: "kezhou-12345") { forecast { expected { amount } least { amount } greatest { amount }
  instalments { instalment basis expected { amount } least { amount } greatest { amount } assumptions }
  readings { code option moves soFar { option difference { amount } least { amount } greatest { amount } } atMost { amount } } } } }`;

interface Found {
  readonly instalment: number;
  readonly basis: string;
  readonly expected: { readonly amount: string };
  readonly least: { readonly amount: string };
  readonly greatest: { readonly amount: string };
  readonly assumptions: readonly string[];
}

interface ReadingInMoney {
  readonly code: string;
  readonly soFar: readonly ({ readonly option: string } & Record<'difference' | 'least' | 'greatest', { readonly amount: string }>)[];
  readonly atMost: { readonly amount: string } | null;
}

describe('kezhou: the forecast for the rest of the contract', () => {
  const clock = clockAt('2025-05-16T01:00:00Z');
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  beforeAll(async () => {
    service = await createService('embedded', [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
  });
  afterAll(() => service.stop());

  const forecast = async () => (await look(service, life.finance, FORECAST)).contract.forecast;
  const lineOf = ({ instalment, basis, expected, least, greatest }: Found) =>
    `${instalment} ${basis} ${expected.amount} ${least.amount}–${greatest.amount}`;

  /** Each open reading as `option difference (least–greatest)`, and the most that it can still move. */
  const amountsOf = (readings: readonly ReadingInMoney[]) =>
    Object.fromEntries(
      readings.map(({ code, soFar, atMost }) => [
        code,
        [
          ...soFar.map(({ option, difference, least, greatest }) => `${option} ${difference.amount} (${least.amount}–${greatest.amount})`),
          `at most ${atMost?.amount}`,
        ],
      ]),
    );

  test('with nothing recorded each quarter may pay anything, and is expected to pay the whole', async () => {
    const { instalments, expected, least, greatest } = await forecast();
    expect(instalments.map(lineOf)).toEqual([1, 2, 3, 4].map((no) => `${no} EXPECTED 184800.00 0.00–184800.00`));
    expect([expected, least, greatest]).toEqual([{ amount: '739200.00' }, { amount: '0.00' }, { amount: '739200.00' }]);
    expect(instalments[0].assumptions).toEqual(['2025Q1 按满分 100 分', '人数未填，按满员 14 人预计']);
  });

  test('a signed quarter pays between what is undisputed and what may be released; the others are expected as it went', async () => {
    const signed = await life.record('2025Q1', { findings: [{ item: '2.1', kind: 'ticket_defect', occurredOn: '2025-01-06', count: 51 }] });
    await life.sign(signed);
    const { instalments, readings } = await forecast();
    expect(instalments.map(lineOf)).toEqual([
      '1 DETERMINED 166320.00 166320.00–184800.00',
      ...[2, 3, 4].map((no) => `${no} EXPECTED 166320.00 0.00–184800.00`),
    ]);
    expect(instalments[1].assumptions).toEqual(['2025Q2 按已公布各期的均分 94.9 分', '人数未填，按满员 14 人预计']);
    // Each reading has its own bound over the three quarters to come: a band of 166,320.00, or the whole fee by the headcount.
    expect(amountsOf(readings)).toMatchObject({
      'K-4': ['ROUND_TO_INTEGER 18480.00 (18480.00–18480.00)', 'at most 498960.00'],
      'K-5': ['PAYS_0 0.00 (0.00–0.00)', 'at most 498960.00'],
      'K-1': ['FULL_FEE 0.00 (0.00–0.00)', 'at most 554400.00'],
      'K-44': ['MUST_AWARD 0.00 (0.00–0.00)', 'at most 0.00'],
    });
  });

  test('a quarter under way goes on as it has, with the headcount that is recorded', async () => {
    await life.record('2025Q2', {
      headcounts: [14, 14, 13],
      // Half of the quarter is over on its 46th day of 91: 30 defects become 59.3, and 3 points 5.93.
      findings: [{ item: '2.1', kind: 'ticket_defect', occurredOn: '2025-04-07', count: 30 }],
    });
    const { instalments, readings } = await forecast();
    expect(instalments[1].assumptions).toEqual(['2025Q2 按至今情况推算 94.0652 分']);
    // 13,200.00 of it by the headcount that is recorded: 13 of 14 at the assessment.
    expect(amountsOf(readings)).toMatchObject({ 'K-1': ['FULL_FEE 0.00 (0.00–0.00)', 'at most 382800.00'] });
    // 94.0652 pays 90%, and 13 of 14 operators: 154,440.00; at most the whole of it under K-1.
    expect(lineOf(instalments[1])).toBe('2 EXPECTED 154440.00 0.00–184800.00');
  });

  test('an instalment counts so far from its scores on, signed or not, and then no longer in what is to come', async () => {
    const { act, assessor } = life;
    const { assessmentPeriod } = await look(
      service,
      assessor,
      'query { assessmentPeriod(contract: "kezhou-12345", period: "2025Q2") { id } }',
    );
    await act.does(assessor, 'scorePeriod', { periodId: assessmentPeriod.id });
    const { instalments, readings } = await forecast();
    // Scored at 97 with 13 of 14 operators: 171,600.00.
    expect(instalments[1]).toMatchObject({ basis: 'EXPECTED' });
    expect(amountsOf(readings)).toMatchObject({
      'K-1': ['FULL_FEE 13200.00 (4400.00–13200.00)', 'at most 369600.00'],
      'K-4': ['ROUND_TO_INTEGER 18480.00 (18480.00–18480.00)', 'at most 332640.00'],
    });
  });

  test('a settled quarter is what its statements say', async () => {
    await life.settle(1);
    expect(lineOf((await forecast()).instalments[0])).toBe('1 SETTLED 166320.00 166320.00–184800.00');
  });

  test('a correction of a settled quarter counts before a statement takes it up, within its own bounds', async () => {
    const { act, assessor } = life;
    const periodId = (
      await look(service, assessor, 'query { assessmentPeriod(contract: "kezhou-12345", period: "2025Q1") { id scorecard { id } } }')
    ).assessmentPeriod;
    await act.does(assessor, 'correctScorecard', { scorecardId: periodId.scorecard.id, reason: '复核' });
    const findings = [{ item: '1.6', kind: 'circular_notice', occurredOn: '2025-01-06', count: 1 }];
    await act.does(assessor, 'recordFindings', { periodId: periodId.id, findings });
    expect(lineOf((await forecast()).instalments[0])).toBe('1 SETTLED 166320.00 166320.00–184800.00');
    await life.sign(periodId.id);
    // 93.9 pays 90% under every reading.
    expect(lineOf((await forecast()).instalments[0])).toBe('1 SETTLED 166320.00 166320.00–166320.00');
  });

  test('it is the agency’s: the vendor is refused', async () => {
    await expect(look(service, life.vendorManager, FORECAST)).rejects.toThrow('FORBIDDEN');
  });
});

test('shaanxi: while neither bonuses nor penalties are bounded, a mean of months to come may pay anything, and what is signed narrows it', async () => {
  const service = await createService('embedded', [], { now: () => new Date('2025-06-10T01:00:00Z') });
  try {
    await openTenant(service, 'forecast-of-shaanxi', 'shaanxi-12367');
    const life = moneyOf(service, 'forecast-of-shaanxi', 'shaanxi-12367');
    const query = FORECAST.replace('kezhou-12345', 'shaanxi-12367');
    const lines = async () =>
      (await look(service, life.finance, query)).contract.forecast.instalments.map(
        ({ instalment, basis, expected, least, greatest }: Found) =>
          `${instalment} ${basis} ${expected.amount} ${least.amount}–${greatest.amount}`,
      );
    expect(await lines()).toEqual([
      '1 DETERMINED 275600.00 275600.00–275600.00',
      '2 EXPECTED 344500.00 0.00–344500.00',
      '3 EXPECTED 68900.00 0.00–68900.00',
    ]);
    for (const period of ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'])
      await life.sign(await life.record(period, { counts: { answerRateRank: 20 } }));
    // 85 in each month: ten points below, 0.5% of 172,250.00 each, or of twice that under S-1.
    expect((await lines()).slice(1)).toEqual(['2 DETERMINED 335887.50 327275.00–335887.50', '3 EXPECTED 60287.50 0.00–68900.00']);
  } finally {
    await service.stop();
  }
});
