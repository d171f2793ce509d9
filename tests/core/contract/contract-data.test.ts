import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { calendarShape } from '../../../src/core/contract/contract-shapes.js';
import { Exact, sum } from '../../../src/core/values/exact.js';
import { contractFoldersIn, SEEDS } from '../../../src/features/contracts/contract-folder.js';
import { contractOf, LIBRARY } from '../../support/library.js';

const KEZHOU = contractOf('kezhou-12345');
const SHAANXI = contractOf('shaanxi-12367');

const BOTH = [
  ['kezhou-12345', KEZHOU],
  ['shaanxi-12367', SHAANXI],
] as const;

describe('the package brings two contracts', () => {
  test('both load', () => {
    expect(contractFoldersIn(SEEDS).map((folder) => folder.slice(SEEDS.length + 1))).toEqual(['kezhou-12345', 'shaanxi-12367']);
    for (const [code] of BOTH) expect(LIBRARY.checked(code)!.contract.code).toBe(code);
  });

  test('Kezhou: 739,200.00 in four quarters of 184,800.00, by 27 items of 100 points', () => {
    expect(KEZHOU.data.term).toEqual({ from: '2025-01-01', to: '2025-12-31' });
    expect(KEZHOU.payment.instalments.map(({ base }) => base.toFixed(2))).toEqual(Array(4).fill('184800.00'));
    expect(KEZHOU.periods.map(({ code }) => code)).toEqual(['2025Q1', '2025Q2', '2025Q3', '2025Q4']);
    expect(KEZHOU.rubric.items).toHaveLength(27);
    expect(sum(KEZHOU.rubric.items.map(({ max }) => max!)).equals(Exact.integer(100))).toBe(true);
  });

  test('Shaanxi: 689,000.00 in 40%, 50% and 10%, by 10 items of 100 points and 4 additional ones', () => {
    expect(SHAANXI.data.term).toEqual({ from: '2024-12-04', to: '2025-12-03' });
    expect(SHAANXI.payment.instalments.map(({ base }) => base.toFixed(2))).toEqual(['275600.00', '344500.00', '68900.00']);
    expect([SHAANXI.periods.length, SHAANXI.periods[0]!.code, SHAANXI.periods.at(-1)!.code]).toEqual([12, '2024-12', '2025-11']);
    expect(SHAANXI.rubric.items).toHaveLength(14);
    expect(sum(SHAANXI.rubric.items.flatMap(({ max }) => max ?? [])).equals(Exact.integer(100))).toBe(true);
    expect(SHAANXI.rubric.items.filter(({ max }) => max === null).map(({ code }) => code)).toEqual(['11', '12', '13', '14']);
  });
});

describe('items', () => {
  test.each([
    [
      'kezhou-12345',
      '1.1 10, 1.2 3, 1.3 2, 1.4 1, 1.5 1, 1.6 3, 2.1 10, 2.2 10, 3.1 10, 3.2 3, 3.3 2, 4.1 2, 4.2 2, 4.3 2, 4.4 2, 4.5 2, 5.1 3, 5.2 3, 5.3 4, 6.1 5, 6.2 3, 6.3 3, 6.4 2, 6.5 2, 7.1 4, 7.2 3, 7.3 3',
    ],
    ['shaanxi-12367', '1 10, 2 10, 3 10, 4 5, 5 5, 6 15, 7 15, 8 10, 9 10, 10 10, 11 –, 12 –, 13 –, 14 –'],
  ])('of %s have the maxima of the annex', (code, maxima) => {
    expect(
      contractOf(code)
        .rubric.items.map((item) => `${item.code} ${item.max?.toDecimal(4) ?? '–'}`)
        .join(', '),
    ).toBe(maxima);
  });

  test.each(BOTH)('of %s are one entry each, with a clause of its own and a Chinese title', (_code, { rubric, clauses }) => {
    expect(new Set(rubric.items.map(({ clause }) => clause)).size).toBe(rubric.items.length);
    for (const item of rubric.items) {
      expect(item.title.zh).toMatch(/\p{Script=Han}/u);
      const binding = clauses.filter(
        ({ binds }) => binds !== 'RECORDED_ONLY' && binds.some((bind) => 'item' in bind && bind.item === item.code),
      );
      expect(binding.map(({ number }) => number)).toContain(item.clause);
    }
  });
});

describe('readings', () => {
  const table = [
    ['K-1', '3.4 4.2', 'H', 'HEADCOUNT FULL_FEE'],
    ['K-2', '3.4', 'H', 'AT_ASSESSMENT AVERAGE MINIMUM'],
    ['K-4', '4.2', 'H', 'CONTINUOUS ROUND_TO_INTEGER'],
    ['K-5', '4.2', 'H', 'PAYS_90 PAYS_0'],
    ['K-24', 'annex 1, 1.1', 'H', 'FLOOR PRORATA CEIL'],
    ['K-26', 'annex 1, 1.2', 'H', 'ABOVE_ITEM_MAX WITHIN_ITEM_MAX'],
    ['K-34', 'annex 1, 1.5', 'M', 'FLOOR PRORATA CEIL'],
    ['K-37', 'annex 1, 2.2', 'H', 'LARGER SUM RATE_ONLY BEYOND_TOLERANCE'],
    ['K-44', 'annex 1, 5.1', 'H', 'FULL_UNLESS_FOUND MUST_AWARD'],
    ['S-1', '10(2).2', 'H', 'QUARTER_OF_TOTAL INSTALMENT HALF_OF_TOTAL'],
    ['S-2', '10(2).2', 'H', 'FLOOR PRORATA CEIL'],
    ['S-12', '5(4)', 'H', 'PERCENT_3 PERMILLE_3'],
    ['S-17', 'annex, 2', 'M', 'ONCE_PER_LIMB PER_OCCURRENCE'],
    ['S-19', 'annex, 3', 'H', 'TEN FIVE'],
    ['S-27', 'annex, 8', 'M', 'FLOOR PRORATA CEIL'],
    ['S-31', 'annex, 9', 'L', 'CAP_5 CAP_10'],
    ['S-33', 'annex, 11', 'H', 'UNCAPPED CAP_100'],
    ['S-35', 'annex, 12', 'H', '10_10_20_50 10_20_50_50 10_10_20_20'],
    ['S-37', 'annex, 11', 'H', 'FLOOR_0 NO_FLOOR'],
  ] as const;

  const all = [...KEZHOU.readings, ...SHAANXI.readings];

  test('are these and no others', () => {
    expect(all.map(({ code }) => code)).toEqual(table.map(([code]) => code));
  });

  test.each(table)('%s, %s: impact %s, options %s, the default first', (code, clauses, impact, options) => {
    const reading = all.find((candidate) => candidate.code === code)!;
    expect(reading.options.map((option) => option.code).join(' ')).toBe(options);
    expect(reading.impact).toBe(impact);
    for (const clause of clauses.startsWith('annex') ? [clauses] : clauses.split(' ')) expect(reading.clauses).toContain(clause);
  });

  test('only MUST_AWARD decides completeness alone', () => {
    const deciding = all.flatMap(({ code, options }) => options.filter(({ decides }) => decides).map((option) => `${code} ${option.code}`));
    expect(deciding).toEqual(['K-44 MUST_AWARD']);
  });
});

describe('the register', () => {
  test('has 72 points of Kezhou and 49 of Shaanxi', () => {
    expect([KEZHOU.register.length, SHAANXI.register.length]).toEqual([72, 49]);
  });

  const numbered = (letter: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `${letter}-${from + index}`);

  test('numbers the points of each contract without a gap', () => {
    expect(KEZHOU.register.map(({ code }) => code)).toEqual([...numbered('K', 1, 51), ...numbered('A', 1, 21)]);
    const inserted = ['S-13a', 'S-13b', 'S-13c', 'S-13d'];
    expect(SHAANXI.register.map(({ code }) => code)).toEqual([...numbered('S', 1, 13), ...inserted, ...numbered('S', 14, 45)]);
  });

  test.each(BOTH)('of %s asks and answers in both languages', (_code, { register }) => {
    for (const { question, position } of register)
      for (const { zh, en } of [question, position]) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/[a-z]/);
      }
  });
});

describe('clauses', () => {
  test.each([
    ['kezhou-12345', ['5(1).4', '5(2).8', '5(2).9', '9.1', '9.4', 'annex 2, 1', 'annex 2, 4(4).1', 'annex 2, 4(4).3']],
    ['shaanxi-12367', ['preamble', '11(3)']],
  ])('of %s bind something, these excepted', (code, recordedOnly) => {
    const { clauses } = contractOf(code);
    expect(clauses.filter(({ binds }) => binds === 'RECORDED_ONLY').map(({ number }) => number)).toEqual(recordedOnly);
    for (const { binds } of clauses) expect(binds.length).toBeGreaterThan(0);
  });

  test.each(BOTH)('of %s are bound by every item, obligation, requirement and event at least once', (_code, contract) => {
    const bound = contract.clauses.flatMap(({ binds }) => (binds === 'RECORDED_ONLY' ? [] : binds));
    const codesOf = (what: string) =>
      new Set(bound.flatMap((bind) => Object.entries(bind).flatMap(([key, code]) => (key === what ? [code] : []))));
    expect(codesOf('item')).toEqual(new Set(contract.rubric.items.map(({ code }) => code)));
    expect(codesOf('obligation')).toEqual(new Set(contract.obligations.map(({ code }) => code)));
    expect(codesOf('staffing')).toEqual(new Set(contract.staffing.map(({ code }) => code)));
    expect(codesOf('operatorEvent')).toEqual(new Set(contract.operatorRules?.events.map(({ code }) => code)));
  });
});

describe('obligations', () => {
  test.each(BOTH)('of %s that lead to a finding lead to one that its item takes', (_code, { obligations, rubric }) => {
    const leading = obligations.flatMap(({ missLeadsTo }) => missLeadsTo ?? []);
    expect(leading.length).toBeGreaterThan(0);
    for (const { item, finding } of leading) expect(rubric.itemsByCode.get(item)!.findingForms.has(finding)).toBe(true);
  });

  test('the warranty of Kezhou runs through 2026', () => {
    expect(KEZHOU.obligations.find(({ code }) => code === 'warranty')!.due).toEqual({
      kind: 'BETWEEN',
      from: '2026-01-01',
      to: '2026-12-31',
    });
  });
});

describe('what must not be in the data', () => {
  const files = readdirSync(SEEDS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const creditCodes = BOTH.flatMap(([, { data }]) => data.organisations.flatMap(({ creditCode }) => creditCode ?? []));

  test('no run of 11 or more digits stands there that is not a credit code', () => {
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const text = creditCodes.reduce((rest, code) => rest.replaceAll(code, ''), readFileSync(file, 'utf8'));
      expect([file, text.match(/\d{11,}|1[3-9]\d[ -]\d{4}[ -]\d{4}/g) ?? []]).toEqual([file, []]);
    }
  });

  test('a credit code is one of 18 places', () => {
    expect(creditCodes.length).toBe(4);
    for (const code of creditCodes) expect(code).toMatch(/^[0-9A-Z]{18}$/);
  });
});

describe('what both parties should know of the rubrics', () => {
  const warningsOf = (code: string) => LIBRARY.checked(code)!.warnings.map((warning) => `${warning.code} ${warning.zh.split(' ')[0]}`);

  test('Kezhou: seven items without a method', () => {
    expect(warningsOf('kezhou-12345')).toEqual(['5.1', '5.2', '5.3', '6.3', '6.5', '7.1', '7.2'].map((item) => `NO_METHOD ${item}`));
  });

  test('Shaanxi: two tiers alike and a cap that cannot bind', () => {
    expect(warningsOf('shaanxi-12367')).toEqual(['TIERS_ALIKE 3', 'CAP_CANNOT_BIND 9']);
  });
});

describe('the calendar', () => {
  const { years } = calendarShape.parse(parse(readFileSync(join(SEEDS, 'calendar/china.yaml'), 'utf8')));

  test('has the years 2024 to 2026, each with the notice that it comes from', () => {
    expect(years.map(({ year, notice }) => `${year} ${notice.number} ${notice.issuedOn}`)).toEqual([
      '2024 国办发明电〔2023〕7号 2023-10-25',
      '2025 国办发明电〔2024〕12号 2024-11-12',
      '2026 国办发明电〔2025〕7号 2025-11-04',
    ]);
  });

  test('keeps every holiday in its year and every make-up day at a weekend outside the holidays', () => {
    for (const { year, holidays, makeUpDays } of years) {
      for (const { from, to } of holidays) expect([from.slice(0, 4), to.slice(0, 4), from <= to]).toEqual([`${year}`, `${year}`, true]);
      for (const day of makeUpDays) {
        expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
        expect(holidays.some(({ from, to }) => from <= day && day <= to)).toBe(false);
      }
    }
  });
});
