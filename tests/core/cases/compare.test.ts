import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareEvaluations } from '../../../src/core/cases/compare.js';
import { type Evaluation, PeriodScore } from '../../../src/core/cases/evaluate.js';
import type { Line } from '../../../src/core/rubric/explain.js';
import { canonicalJson } from '../../../src/core/values/canonical-json.js';
import { compareByCodePoint } from '../../../src/core/values/text.js';
import { readCase } from '../../support/calculate.js';
import { periodCases } from '../../support/generated-periods.js';
import { contractOf, LIBRARY } from '../../support/library.js';
import { kezhouQuarter, shaanxiMonth } from '../../support/quarters.js';

const result = (input: unknown): Evaluation => new PeriodScore(readCase(input)).render();

const FAILED = { id: 'f-1', item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-02-03' };

const before = result(kezhouQuarter({ findings: [FAILED] }));

/** The finding withdrawn, 51 tickets dispatched wrongly, an operator gone, and a reading agreed. */
const after = result(
  kezhouQuarter({
    counts: { misdispatchedTickets: 51 },
    headcounts: [14, 14, 13],
    readings: { 'K-4': 'ROUND_TO_INTEGER', 'K-37': 'LARGER' },
  }),
);

describe('two revisions of a quarter', () => {
  const changes = compareEvaluations(before, after);

  test('differ in total and payable', () => {
    // 99.5 without an operator missing, then 94.9, which K-4 rounds to 95: 184,800.00 × 13 / 14.
    expect(changes.total).toEqual({ before: '99.5', after: '94.9' });
    expect(changes.payable.before).toMatchObject({ amount: '184800.00' });
    expect(changes.payable.after).toMatchObject({ amount: '171600.00' });
  });

  test('name the items that differ, in the order of the annex', () => {
    expect(changes.items).toMatchObject([
      {
        code: '2.2',
        pointsBefore: '10',
        pointsAfter: '4.9',
        statusBefore: 'SCORED',
        statusAfter: 'SCORED',
        maxBefore: '10',
        maxAfter: '10',
      },
      { code: '7.3', pointsBefore: '2.5', pointsAfter: '3' },
    ]);
  });

  test('show the lines that are gone and those that are new', () => {
    const [, spotChecks] = changes.items;
    expect(spotChecks!.linesRemoved).toEqual(before.items.at(-1)!.lines);
    expect(spotChecks!.linesRemoved.map(({ points }) => points)).toEqual(['3', '-0.5']);
    expect(spotChecks!.linesAdded.map(({ points }) => points)).toEqual(['3']);
    // The base stays; the band and the headcount are told anew.
    expect(changes.payableLinesRemoved.map(({ clause }) => clause)).toEqual(['4.2', '3.4']);
    expect(changes.payableLinesAdded.map(({ clause, amount }) => [clause, amount])).toEqual([
      ['4.2', '184800.00'],
      ['3.4', '171600.00'],
    ]);
  });

  test('name the readings whose option or state differs, the state alone included', () => {
    expect(changes.readings).toEqual([
      {
        code: 'K-4',
        title: expect.anything(),
        before: { option: 'CONTINUOUS', state: 'OPEN' },
        after: { option: 'ROUND_TO_INTEGER', state: 'AGREED' },
      },
      { code: 'K-37', title: expect.anything(), before: { option: 'LARGER', state: 'OPEN' }, after: { option: 'LARGER', state: 'AGREED' } },
    ]);
  });
});

describe('an item', () => {
  test('that loses its data has points no more', () => {
    const missing = result(kezhouQuarter({ counts: { callbacksDone: null } }));
    const { items, total, payable } = compareEvaluations(result(kezhouQuarter()), missing);
    expect(items).toMatchObject([{ code: '3.1', pointsBefore: '10', statusBefore: 'SCORED', pointsAfter: null, statusAfter: 'NO_DATA' }]);
    expect([total.after, payable.after]).toEqual([null, null]);
  });

  test('that only one version of the rubric has is there without the other side, dropped ones behind the rest', () => {
    const month = result(shaanxiMonth());
    const without = (code: string): Evaluation => ({ ...month, items: month.items.filter((item) => item.code !== code) });
    const [added, dropped] = compareEvaluations(without('9'), without('2')).items;
    expect(added).toMatchObject({
      code: '9',
      pointsBefore: null,
      statusBefore: null,
      maxBefore: null,
      pointsAfter: '10',
      linesRemoved: [],
    });
    expect(dropped).toMatchObject({ code: '2', pointsAfter: null, statusAfter: null, maxAfter: null, pointsBefore: '10', linesAdded: [] });
    expect(added!.linesAdded).toHaveLength(1);
    expect(dropped!.linesRemoved).toHaveLength(1);
  });

  test.each([{ max: '12' }, { effect: 'TAKES_OFF' as const }])('that only differs by %j is named', (difference) => {
    const month = result(shaanxiMonth());
    const other = { ...month, items: month.items.map((item) => (item.code === '8' ? { ...item, ...difference } : item)) };
    expect(compareEvaluations(month, other).items.map(({ code }) => code)).toEqual(['8']);
  });

  test('whose line stands twice and then once has lost one of the two', () => {
    const month = result(shaanxiMonth());
    const [first] = month.items;
    const twice = { ...month, items: [{ ...first!, lines: [...first!.lines, ...first!.lines] }, ...month.items.slice(1)] };
    expect(compareEvaluations(twice, month).items).toMatchObject([{ code: '1', linesRemoved: first!.lines, linesAdded: [] }]);
  });

  test('whose lines were stored with their members in another order is unchanged', () => {
    const turned = (evaluation: Evaluation): Evaluation =>
      JSON.parse(JSON.stringify(evaluation), (_, value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
      );
    expect(compareEvaluations(before, turned(before))).toMatchObject({ items: [], payableLinesRemoved: [], payableLinesAdded: [] });
  });
});

test('a reading that only one result hangs on is there without the other side', () => {
  const withoutK5 = { ...before, readings: before.readings.filter(({ code }) => code !== 'K-5') };
  expect(compareEvaluations(before, withoutK5).readings).toMatchObject([{ code: 'K-5', before: { option: 'PAYS_90' }, after: null }]);
  expect(compareEvaluations(withoutK5, before).readings).toMatchObject([{ code: 'K-5', before: null, after: { option: 'PAYS_90' } }]);
});

const keys = (lines: readonly object[]): string[] => lines.map((line) => canonicalJson({ ...line } as never)).sort();

const byCode = <T extends { readonly code: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => compareByCodePoint(a.code, b.code));

/** Lines with some taken out and others put in; throws where one is to be taken out that is not there. */
function applied(lines: readonly object[], removed: readonly object[], added: readonly object[]): string[] {
  const left = keys(lines);
  for (const key of keys(removed)) {
    const place = left.indexOf(key);
    if (place < 0) throw new Error(`not there: ${key}`);
    left.splice(place, 1);
  }
  return [...left, ...keys(added)].sort();
}

describe.each(LIBRARY.codes)('for any results of %s', (code) => {
  const contract = contractOf(code);
  const results = periodCases(contract).map(result);

  test('a result and itself have no difference', () => {
    fc.assert(
      fc.property(results, (one) => {
        expect(compareEvaluations(one, JSON.parse(JSON.stringify(one)))).toEqual({
          total: { before: one.total, after: one.total },
          payable: { before: one.payable, after: one.payable },
          items: [],
          readings: [],
          payableLinesRemoved: [],
          payableLinesAdded: [],
        });
      }),
      { numRuns: 15 },
    );
  });

  test('the other way round, what was removed is added', () => {
    fc.assert(
      fc.property(results, results, (one, other) => {
        const [there, back] = [compareEvaluations(one, other), compareEvaluations(other, one)];
        expect(back.total).toEqual({ before: there.total.after, after: there.total.before });
        expect(back.payable).toEqual({ before: there.payable.after, after: there.payable.before });
        expect([back.payableLinesRemoved, back.payableLinesAdded]).toEqual([there.payableLinesAdded, there.payableLinesRemoved]);
        // Their order is that of the later result, which is another one on the way back.
        expect(byCode(back.readings)).toEqual(
          byCode(there.readings.map((reading) => ({ ...reading, before: reading.after, after: reading.before }))),
        );
        expect(back.items).toEqual(
          there.items.map((item) => ({
            ...item,
            pointsBefore: item.pointsAfter,
            pointsAfter: item.pointsBefore,
            statusBefore: item.statusAfter,
            statusAfter: item.statusBefore,
            maxBefore: item.maxAfter,
            maxAfter: item.maxBefore,
            linesRemoved: item.linesAdded,
            linesAdded: item.linesRemoved,
          })),
        );
      }),
      { numRuns: 15 },
    );
  });

  test('the earlier lines, less what was removed, with what was added, are the later lines', () => {
    fc.assert(
      fc.property(results, results, (one, other) => {
        const changes = compareEvaluations(one, other);
        for (const { code: item, lines } of one.items) {
          const change = changes.items.find((candidate) => candidate.code === item);
          const later: readonly Line[] = other.items.find((candidate) => candidate.code === item)!.lines;
          expect(applied(lines, change?.linesRemoved ?? [], change?.linesAdded ?? [])).toEqual(keys(later));
        }
        expect(applied(one.payableLines, changes.payableLinesRemoved, changes.payableLinesAdded)).toEqual(keys(other.payableLines));
      }),
      { numRuns: 15 },
    );
  });
});
