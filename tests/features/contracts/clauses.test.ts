import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { named } from '../../support/matching.js';
import { ask, askOfEveryContract, createService, operation, type Service } from '../../support/service.js';

interface Clause {
  readonly number: string;
  readonly binds: readonly { readonly what: string; readonly code: string }[];
}

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const clausesOf = async (code: string) => (await ask(service, operation('clauses'), { code })).data.contracts.nodes[0];

describe('clauses', () => {
  test.each([
    ['kezhou-12345', 117, ['body', 'annex 1', 'annex 2']],
    ['shaanxi-12367', 66, ['body', 'annex']],
  ])('%s has %i numbered sentences', async (contract, count, documents) => {
    const { clauses, documents: given } = await clausesOf(contract);
    expect(clauses).toHaveLength(count);
    expect(new Set(clauses.map(({ number }: Clause) => number)).size).toBe(count);
    expect(given.map(({ code }: { code: string }) => code)).toEqual(documents);
  });

  test('say what they bind: 4.2 of Kezhou the score, the instalments and the assessment', async () => {
    const { clauses } = await clausesOf('kezhou-12345');
    expect(clauses.find(({ number }: Clause) => number === '4.2').binds).toEqual([
      { what: 'payment', code: 'SCORE' },
      { what: 'payment', code: 'INSTALMENTS' },
      { what: 'obligation', code: 'quarterly_assessment' },
    ]);
  });

  test('bind every item of the rubric', async () => {
    const query =
      '{ contracts(first: 1) { nodes { clauses { number binds { what code } } rubric { sections { items { code clause } } } } } }';
    for (const { clauses, rubric } of await askOfEveryContract(service, query)) {
      const items = rubric.sections.flatMap(({ items }: { items: { code: string; clause: string }[] }) => items);
      for (const { code, clause } of items)
        expect(clauses.find(({ number }: Clause) => number === clause).binds).toContainEqual({ what: 'item', code });
    }
  });
});

describe('obligations', () => {
  test.each([
    ['kezhou-12345', 51],
    ['shaanxi-12367', 53],
  ])('of %s are %i', async (contract, count) => {
    expect((await clausesOf(contract)).obligations).toHaveLength(count);
  });

  test('missed lead to a finding that their item takes', async () => {
    const query =
      '{ contracts(first: 1) { nodes { obligations { missItem missFinding } rubric { sections { items { code findingKinds { code } } } } } } }';
    for (const { obligations, rubric } of await askOfEveryContract(service, query)) {
      const items = rubric.sections.flatMap(({ items }: { items: { code: string }[] }) => items);
      const leading = obligations.filter(({ missItem }: { missItem: string | null }) => missItem !== null);
      expect(leading.length).toBeGreaterThan(0);
      for (const { missItem, missFinding } of leading)
        expect(named([{ code: missItem, findingKinds: [{ code: missFinding }] }], items)).toEqual([
          { code: missItem, findingKinds: [{ code: missFinding }] },
        ]);
    }
  });
});

test("Kezhou needs 14 operators, and an operator's absence is proposed at 300 a day", async () => {
  const { staffing, operatorEvents } = await clausesOf('kezhou-12345');
  const needed = [{ code: 'operators', kind: 'HEADCOUNT_MIN', value: '14' }];
  expect(named(needed, staffing)).toEqual(needed);
  expect(operatorEvents).toHaveLength(22);
  const proposed = [
    { code: 'absence', label: '旷工', measure: 'DAYS', amount: { amount: '300.00' } },
    { code: 'personal_leave', measure: 'DAYS', amount: { amount: '82.75' } },
    { code: 'late_or_early', measure: 'COUNT', amount: { amount: '10.00' } },
  ];
  expect(named(proposed, operatorEvents)).toEqual(proposed);
});

test('Shaanxi has no rules for single operators', async () => {
  expect((await clausesOf('shaanxi-12367')).operatorEvents).toEqual([]);
});
