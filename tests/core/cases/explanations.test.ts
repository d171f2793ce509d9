import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MoneyLine } from '../../../src/core/payment/adjustment-kind.js';
import type { Line } from '../../../src/core/rubric/explain.js';
import { Exact, sum } from '../../../src/core/values/exact.js';
import { printMoney, printPoints } from '../../../src/core/values/figures.js';
import type { Text } from '../../../src/core/values/text.js';
import { evaluateArithmetic } from '../../support/arithmetic.js';
import { evaluate, settle } from '../../support/calculate.js';
import { periodCases } from '../../support/generated-periods.js';
import { settlementCases } from '../../support/generated-settlements.js';
import { contractOf, LIBRARY } from '../../support/library.js';
import { kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

/** Chinese has Chinese characters; English has words and no Chinese ones: the reasons, which both quote, are English here. */
function expectBothLanguages({ zh, en }: Text): void {
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).toMatch(/[a-z]{2}/);
  expect(en).not.toMatch(/\p{Script=Han}/u);
  expect(`${zh}${en}`).not.toMatch(/undefined|null|NaN|\[object/);
}

function expectPointsExplained({ arithmetic, points, clause, ...text }: Line): void {
  expect(printPoints(evaluateArithmetic(arithmetic))).toBe(points);
  expect(clause).not.toBe('');
  expectBothLanguages(text);
}

function expectMoneyExplained({ arithmetic, amount, clause, ...text }: MoneyLine): void {
  if (amount !== null) expect(printMoney(evaluateArithmetic(arithmetic))).toBe(amount);
  expect(clause).not.toBe('');
  expectBothLanguages(text);
}

describe.each(LIBRARY.codes)('for any period of %s', (code) => {
  const contract = contractOf(code);
  const cases = periodCases(contract);

  test('each line’s arithmetic comes to its points, and an item’s lines add up to the item, printed or exact', () => {
    fc.assert(
      fc.property(cases, (input) => {
        for (const { points, lines, status } of evaluate(input).items) {
          expect(lines.length).toBeGreaterThan(0);
          if (status === 'NO_DATA') {
            expect(lines).toMatchObject([{ points: null, arithmetic: '' }]);
            expectBothLanguages(lines[0]!);
            continue;
          }
          for (const line of lines) expectPointsExplained(line);
          expect(printPoints(sum(lines.map(({ arithmetic }) => evaluateArithmetic(arithmetic))))).toBe(points);
          expect(printPoints(sum(lines.map((line) => Exact.of(line.points!))))).toBe(points);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('each line cites the clause of its item', () => {
    fc.assert(
      fc.property(cases, (input) => {
        for (const { code: item, lines } of evaluate(input).items)
          expect(new Set(lines.map(({ clause }) => clause))).toEqual(new Set([contract.rubric.itemsByCode.get(item)!.clause]));
      }),
      { numRuns: 20 },
    );
  });

  test('the total line comes to the total, and there is none without a total', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { total, totalLine } = evaluate(input);
        expect(totalLine?.points ?? null).toBe(total);
        if (totalLine) expectPointsExplained(totalLine);
      }),
      { numRuns: 30 },
    );
  });

  test('money lines come to their amounts, the last of them to the payable', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { payable, payableLines } = evaluate(input);
        for (const line of payableLines) expectMoneyExplained(line);
        expect(payableLines.at(-1)?.amount ?? null).toBe(payable?.amount ?? null);
      }),
      { numRuns: 30 },
    );
  });

  test('warnings, where there are any, are in both languages and name items', () => {
    fc.assert(
      fc.property(cases, (input) => {
        for (const { items, ...text } of evaluate(input).warnings) {
          expect(items.length).toBeGreaterThan(0);
          expectBothLanguages(text);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe.each(LIBRARY.codes)('for any settlement of %s', (code) => {
  const cases = settlementCases(contractOf(code));

  test('money lines come to their amounts, and the lines before the due date end at the payable', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { lines, payable, dueOn } = settle(input);
        for (const line of lines) expectMoneyExplained(line);
        const dueAt = lines.findIndex(({ arithmetic, amount, measured }) => arithmetic === '' && amount === null && measured !== '');
        expect(dueAt >= 0).toBe(dueOn !== null);
        expect((dueAt < 0 ? lines : lines.slice(0, dueAt)).at(-1)!.amount).toBe(payable?.amount ?? null);
      }),
    );
  });

  test('base, deduction and payable add up as they are printed', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { base, deduction, payable } = settle(input);
        expect(deduction === null).toBe(payable === null);
        if (deduction && payable) expect(printMoney(Exact.of(base).minus(Exact.of(deduction)))).toBe(payable.amount);
      }),
    );
  });
});

describe('under each option of each reading', () => {
  const complaint = { item: '1.3', kind: 'valid_complaint', occurredOn: '2025-01-09' };
  const quarter = kezhouQuarter({
    counts: { agentAnswered: 9_987, answeredWithin6s: 9_715, dispatchedTickets: 2_000, misdispatchedTickets: 50, callbacksDone: 499 },
    headcounts: [14, 12, 13],
    findings: [
      { ...complaint, id: 'c-1' },
      { ...complaint, id: 'c-2', points: '1.5', reason: 'recording heard', count: 2 },
      { id: 'h', item: '1.5', kind: 'late_dispatch', occurredOn: '2025-02-01', elapsedHours: '29.5', count: 2 },
      { id: 'd', item: '5.1', kind: 'assessor_deduction', occurredOn: '2025-03-31', points: '0.75', reason: 'files read', count: 5 },
      { id: 'r', item: '6.1', kind: 'record_defect', occurredOn: '2025-03-31', count: 11 },
    ],
    judgements: ['5.2', '5.3', '6.3', '6.5', '7.1', '7.2'].map((item) => ({ item, points: '1.25', reason: 'seen on site' })),
  });
  const criticism = { item: '12', kind: 'criticism', occurredOn: '2025-03-09', matterId: 'm' };
  const month = shaanxiMonth({
    counts: { leavers: 2, ratedVerySatisfied: 889, ratedNeutral: 111, sampledQualified: 5, answerRateRank: 30, examTaken: 7 },
    findings: [
      { id: 'l', item: '2', kind: 'rules_not_followed', occurredOn: '2025-03-03', count: 3 },
      { id: 'a', item: '4', kind: 'analysis_report_late', occurredOn: '2025-03-10', dueOn: '2025-03-08', submittedOn: '2025-03-13' },
      { id: 'p', item: '11', kind: 'commendation', occurredOn: '2025-03-09', count: 2 },
      { ...criticism, id: 'k-1', level: 'CITY' },
      { ...criticism, id: 'k-2', level: 'PROVINCE' },
      { id: 'f', item: '14', kind: 'falsification', occurredOn: '2025-03-31', count: 12 },
    ],
  });

  test.each(
    [quarter, month].flatMap((input) =>
      contractOf(input.contract)
        .readingsOfPeriod(contractOf(input.contract).period(input.period)!)
        .flatMap(({ code, options }) => options.map((option) => ({ code, option: option.code, input }))),
    ),
  )('$code $option: every line comes to its points or its amount', ({ code, option, input }) => {
    const { items, totalLine, payableLines } = evaluate({ ...input, readings: { [code]: option } });
    for (const line of items.flatMap(({ lines }) => lines)) if (line.points !== null) expectPointsExplained(line);
    if (totalLine) expectPointsExplained(totalLine);
    for (const line of payableLines) expectMoneyExplained(line);
    // MUST_AWARD leaves the one item open that is deducted from instead.
    expect(items.filter(({ points }) => points === null).map((item) => item.code)).toEqual(option === 'MUST_AWARD' ? ['5.1'] : []);
  });
});

describe('where nothing was deducted there is a line all the same', () => {
  test.each([
    ['kezhou-12345', kezhouQuarter()],
    ['shaanxi-12367', shaanxiMonth()],
  ])('for every item of %s', (_code, input) => {
    const { items, totalLine } = evaluate(input);
    for (const { lines, points } of items) {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ points, provisional: false });
      expectPointsExplained(lines[0]!);
    }
    expect(totalLine!.points).toBe('100');
  });
});
