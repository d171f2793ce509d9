import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageOfStatement, readStatement } from '../../../src/cli/statement.js';
import { clockAt, look, openTenant } from '../../support/lives.js';
import { moneyOf } from '../../support/money.js';
import { ask, createService, operation, type Service } from '../../support/service.js';

const TENANT = 'disputes';
const CONTRACT = 'kezhou-12345';

const money = (amount: string) => ({ amount });

describe('kezhou 4.2: what is disputed names the readings that it hangs on', () => {
  let service: Service;
  let life: ReturnType<typeof moneyOf>;
  beforeAll(async () => {
    service = await createService('embedded', [], { now: clockAt('2025-10-16T01:00:00Z').now });
    await openTenant(service, TENANT, CONTRACT);
    life = moneyOf(service, TENANT, CONTRACT);
  });
  afterAll(() => service.stop());

  const settle = async (instalment: number, period: string, occurredOn: string, count: number, counts = {}) => {
    await life.sign(await life.record(period, { counts, findings: [{ item: '2.1', kind: 'ticket_defect', occurredOn, count }] }));
    return life.settle(instalment);
  };
  const pageOf = async (instalment: number) => {
    const answer = await ask(service, operation('settlement-statement'), { contract: CONTRACT, instalment }, life.finance);
    const read = readStatement(JSON.stringify(answer));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    return pageOfStatement(read.value, { language: 'zh', width: 240 });
  };

  test('of a quarter in which only two of them together move anything', async () => {
    // 56 defects leave 94.4; a step begun above 95% within 6 seconds adds 0.1 under K-24, and 94.5 is rounded under K-4.
    const statement = await settle(1, '2025Q1', '2025-02-03', 56, { answeredWithin6s: 9_507 });
    expect(statement).toMatchObject({
      undisputed: money('166320.00'),
      disputed: money('18480.00'),
      dispute: {
        byReadings: money('18480.00'),
        readings: ['K-4', 'K-24', 'K-26'],
        leastWith: [],
        greatestWith: [
          { reading: 'K-4', option: 'ROUND_TO_INTEGER' },
          { reading: 'K-24', option: 'CEIL' },
        ],
        byScores: money('0.00'),
        contestedPeriods: [],
      },
    });
    const page = await pageOf(1);
    expect(page).toContain(
      '无争议部分 166320.00 元，可先行支付；争议 18480.00 元取决于未约定的读法 K-4、K-24、K-26：按适用选项最少，166320.00 元；按 K-4 ROUND_TO_INTEGER、K-24 CEIL 最多，184800.00 元',
    );
    expect(page.match(/^K-\d+ [A-Z_]+ /gm)).toEqual(['K-4 CONTINUOUS ', 'K-24 FLOOR ', 'K-26 ABOVE_ITEM_MAX ']);
  });

  test('of one in which a single one matters, that one only; of one without dispute, none', async () => {
    expect((await settle(2, '2025Q2', '2025-05-06', 51)).dispute).toMatchObject({ readings: ['K-4'] });
    expect((await pageOf(2)).match(/^K-\d+ /gm)).toEqual(['K-4 ']);
    expect((await settle(3, '2025Q3', '2025-08-04', 10)).dispute).toBeNull();
    expect((await pageOf(3)).match(/^K-\d+ /gm)).toBeNull();
  });

  test('and the register says of each what it moves together with the others, where by itself it moves nothing', async () => {
    const { contract } = await look(
      service,
      life.finance,
      `query { contract(code: "kezhou-12345") { forecast { readings { code
        soFar { option difference { amount } least { amount } greatest { amount } } } } } }`,
    );
    const soFar = Object.fromEntries(contract.forecast.readings.map((row: { code: string; soFar: object[] }) => [row.code, row.soFar]));
    // Of the first quarter 18,480.00 with the other of the two; of the second K-4 moves as much by itself.
    expect(soFar['K-24']).toEqual([
      { option: 'PRORATA', difference: money('0.00'), least: money('0.00'), greatest: money('0.00') },
      { option: 'CEIL', difference: money('0.00'), least: money('0.00'), greatest: money('18480.00') },
    ]);
    expect(soFar['K-4']).toEqual([
      { option: 'ROUND_TO_INTEGER', difference: money('18480.00'), least: money('18480.00'), greatest: money('36960.00') },
    ]);
    expect(soFar['K-26']).toEqual([
      { option: 'WITHIN_ITEM_MAX', difference: money('0.00'), least: money('-18480.00'), greatest: money('0.00') },
    ]);
  });
});

test('shaanxi 5(4): the reading of the late rate is in the register with the claims so far', async () => {
  const service = await createService();
  try {
    const { contract } = await look(
      service,
      { tenant: 'shaanxi', role: 'FINANCE' },
      `query { contract(code: "shaanxi-12367") { forecast { readings { code moves
        soFar { option difference { amount } least { amount } greatest { amount } } atMost { amount } } } } }`,
    );
    const rows = contract.forecast.readings as { code: string; moves: string; atMost: object | null }[];
    // 75,600.00 ten days late: 22,680.00, or 2,268.00.
    expect(rows.filter(({ moves }) => moves === 'LATE_CLAIM')).toEqual([
      {
        code: 'S-12',
        moves: 'LATE_CLAIM',
        soFar: [{ option: 'PERMILLE_3', difference: money('-20412.00'), least: money('-20412.00'), greatest: money('-20412.00') }],
        atMost: null,
      },
    ]);
    expect(rows.filter(({ atMost }) => atMost === null)).toHaveLength(1);
  } finally {
    await service.stop();
  }
});
