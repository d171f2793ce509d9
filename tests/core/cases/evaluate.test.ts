import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../support/calculate.js';
import { kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

const WRONG = (misdispatchedTickets: number) => ({ counts: { misdispatchedTickets }, readings: { 'K-37': 'LARGER' } });

describe('a whole period', () => {
  test('names its contract, its period and its rubric with the version', () => {
    expect(evaluate(kezhouQuarter())).toMatchObject({ contract: 'kezhou-12345', period: '2025Q1', rubric: 'kezhou-12345-annex-1@1' });
    expect(evaluate(shaanxiMonth())).toMatchObject({ contract: 'shaanxi-12367', period: '2025-03', rubric: 'shaanxi-12367-annex@1' });
  });

  test('has its items in the order of the annex', () => {
    expect(evaluate(shaanxiMonth()).items.map(({ code }) => code)).toEqual(Array.from({ length: 14 }, (_, index) => String(index + 1)));
  });

  test('has a range of one total', () => {
    expect(evaluate(kezhouQuarter(WRONG(50)))).toMatchObject({ complete: true, total: '95', totalRange: ['95', '95'] });
  });

  test('of Kezhou ends at 100, whatever the bonus', () => {
    expect(evaluate(kezhouQuarter({ counts: { answeredWithin6s: 10_000 } })).total).toBe('100');
  });

  test('whose rates are all 0 keeps the points of what was not found', () => {
    const counts = { agentAnswered: 0, answeredWithin6s: 0, callbacksDone: 0, misdispatchedTickets: 10_000 };
    expect(evaluate(kezhouQuarter({ counts }))).toMatchObject({ complete: true, total: '67', payable: { amount: '0.00' } });
  });
});

describe('a period with missing data', () => {
  const counts = { callbacksDone: null, dispatchedTickets: null };

  test('has no total and no payable, only what the total can still take', () => {
    const quarter = evaluate(kezhouQuarter({ counts }));
    expect(quarter).toMatchObject({
      complete: false,
      total: null,
      totalRange: ['80', '100'],
      payable: null,
      totalLine: null,
      payableLines: [],
    });
    expect(quarter.items.filter(({ status }) => status === 'NO_DATA').map(({ code }) => code)).toEqual(['2.2', '3.1']);
  });

  test('has no alternative totals either', () => {
    for (const { alternatives } of evaluate(kezhouQuarter({ counts })).readings)
      for (const alternative of alternatives) expect(alternative).toMatchObject({ total: null, payable: null });
  });

  test('keeps the total’s own bounds in its range', () => {
    const findings = [{ id: 'f', item: '14', kind: 'falsification', occurredOn: '2025-03-31', count: 19 }];
    const range = (readings: Record<string, string>) =>
      evaluate(shaanxiMonth({ counts: { teamHeadcount: null }, findings, readings })).totalRange;
    expect(range({})).toEqual(['0', '5']);
    expect(range({ 'S-37': 'NO_FLOOR' })).toEqual(['-5', '5']);
  });

  test('without any data can still take what its rates may bring', () => {
    const empty = { contract: 'kezhou-12345', period: '2025Q1' };
    expect(evaluate(empty)).toMatchObject({ complete: false, totalRange: ['67', '100'] });
  });
});

describe('readings', () => {
  test('of a quarter are those of payment and score, of a month those of the score', () => {
    expect(evaluate(kezhouQuarter()).readings.map(({ code }) => code)).toEqual([
      'K-1',
      'K-2',
      'K-4',
      'K-5',
      'K-24',
      'K-26',
      'K-34',
      'K-37',
      'K-44',
    ]);
    expect(evaluate(shaanxiMonth()).readings.map(({ code }) => code)).toEqual(['S-17', 'S-19', 'S-27', 'S-31', 'S-33', 'S-35', 'S-37']);
  });

  test('are open at their default with the other options beside it, or agreed without any', () => {
    const { readings } = evaluate(kezhouQuarter({ readings: { 'K-24': 'CEIL' } }));
    expect(readings.find(({ code }) => code === 'K-24')).toMatchObject({ code: 'K-24', option: 'CEIL', state: 'AGREED', alternatives: [] });
    expect(readings.find(({ code }) => code === 'K-2')).toMatchObject({
      option: 'AT_ASSESSMENT',
      state: 'OPEN',
      alternatives: [{ option: 'AVERAGE' }, { option: 'MINIMUM' }],
    });
  });

  test('K-4 moves the band, never the printed total', () => {
    const { readings } = evaluate(kezhouQuarter(WRONG(51)));
    expect(readings.find(({ code }) => code === 'K-4')!.alternatives).toMatchObject([
      { option: 'ROUND_TO_INTEGER', total: '94.9', payable: '184800.00' },
    ]);
  });

  test('one that moves only the total shows the payable that follows', () => {
    const { readings } = evaluate(kezhouQuarter({ counts: { misdispatchedTickets: 51 } }));
    expect(readings.find(({ code }) => code === 'K-37')!.alternatives).toContainEqual(
      expect.objectContaining({
        option: 'RATE_ONLY',
        total: '100',
        payable: '184800.00',
      }),
    );
  });
});

describe('warnings', () => {
  const failed = { id: 'f-1', item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-02-03', eventId: 'e-1' };
  const circular = { id: 'f-2', item: '1.6', kind: 'circular_notice', occurredOn: '2025-02-03', eventId: 'e-1' };

  test('one event in different items is deducted in each, with a warning that names them in the annex’s order', () => {
    const quarter = evaluate(kezhouQuarter({ findings: [failed, circular] }));
    expect(quarter.total).toBe('98.5');
    expect(quarter.warnings).toMatchObject([{ code: 'EVENT_IN_SEVERAL_ITEMS', items: ['1.6', '7.3'] }]);
    expect(quarter.warnings[0]!.zh).toContain('e-1');
  });

  test('different events make none', () => {
    expect(evaluate(kezhouQuarter({ findings: [failed, { ...circular, eventId: 'e-2' }] })).warnings).toEqual([]);
    expect(
      evaluate(
        kezhouQuarter({
          findings: [
            { ...failed, eventId: null },
            { ...circular, eventId: null },
          ],
        }),
      ).warnings,
    ).toEqual([]);
  });
});

test('an item is provisional while one of its values is owed, and so is the total', () => {
  const owed = { id: 'f', item: '1.6', kind: 'serious_impact', occurredOn: '2025-02-03' };
  const quarter = evaluate(kezhouQuarter({ findings: [owed] }));
  expect(quarter.items.filter(({ provisional }) => provisional).map(({ code }) => code)).toEqual(['1.6']);
  expect(quarter.totalLine).toMatchObject({ points: '100', provisional: true });
});
