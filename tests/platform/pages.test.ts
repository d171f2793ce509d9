import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, ask, type Caller, createService, DATABASES, type Service } from '../support/service.js';

const SHAANXI: Caller = { tenant: 'shaanxi', role: 'AUDITOR' };

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
  readonly totalCount: number;
}

const PAGE = 'edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';

/** Lists to walk: where their page stands in an answer. */
const LISTS: readonly [name: string, query: (args: string) => string, pageOf: (data: Answer['data']) => Page][] = [
  ['assessmentPeriods', (args) => `{ assessmentPeriods(${args}) { ${PAGE} } }`, ({ assessmentPeriods }) => assessmentPeriods],
  ['readings', (args) => `{ readings(${args}) { ${PAGE} } }`, ({ readings }) => readings],
  ['scorecards', (args) => `{ scorecards(${args}) { ${PAGE} } }`, ({ scorecards }) => scorecards],
  [
    'observations of a period',
    (args) => `{ assessmentPeriod(contract: "shaanxi-12367", period: "2025-03") { observations(${args}) { ${PAGE} } } }`,
    ({ assessmentPeriod }) => assessmentPeriod.observations,
  ],
];

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind);
  });
  afterAll(() => service.stop());

  describe.each(LISTS)('%s', (_, query, pageOf) => {
    const load = async (args: string) => {
      const { data, errors } = await ask(service, query(args), {}, SHAANXI);
      expect(errors).toBeUndefined();
      return pageOf(data);
    };

    test.each([1, 2, 3, 7, 100])('walked by %i from either end, gives every entry once', async (size) => {
      const whole = await load('first: 100');
      expect(whole.totalCount).toBeGreaterThan(5);
      expect(whole.nodes).toHaveLength(whole.totalCount);
      const forwards: string[] = [];
      for (let after = ''; ; ) {
        const page = await load(`first: ${size}${after}`);
        expect(page.pageInfo).toMatchObject({
          hasPreviousPage: after !== '',
          startCursor: page.edges[0]!.cursor,
          endCursor: page.edges.at(-1)!.cursor,
        });
        forwards.push(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasNextPage) break;
        after = `, after: "${page.pageInfo.endCursor}"`;
      }
      expect(forwards).toEqual(whole.nodes.map(({ id }) => id));
      const backwards: string[] = [];
      for (let before = ''; ; ) {
        const page = await load(`last: ${size}${before}`);
        backwards.unshift(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasPreviousPage) break;
        before = `, before: "${page.pageInfo.startCursor}"`;
      }
      expect(backwards).toEqual(forwards);
    });
  });

  test('the lists below several parents come in one go, each its own page', async () => {
    const query =
      '{ assessmentPeriods(first: 3) { nodes { code observations(first: 2) { totalCount nodes { id } pageInfo { hasNextPage } } } } }';
    const { data } = await ask(service, query, {}, SHAANXI);
    const ids = data.assessmentPeriods.nodes.flatMap(({ observations }: { observations: Page }) => observations.nodes.map(({ id }) => id));
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });

  const cursorOf = async (query: string) => {
    const { data } = await ask(service, query, {}, SHAANXI);
    return (Object.values(data)[0] as Page).pageInfo.endCursor;
  };

  test.each([
    ['no entry', 'first: 0'],
    ['more than a hundred', 'first: 101'],
    ['less than none', 'last: -1'],
    ['both ends at once', 'first: 1, last: 1'],
    ['a broken cursor', 'after: "broken"'],
    ['an empty cursor', 'after: ""'],
  ])('%s is refused', async (_, args) => {
    const { errors } = await ask(service, `{ assessmentPeriods(${args}) { nodes { id } } }`, {}, SHAANXI);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('a cursor of another list is refused', async () => {
    const cursor = await cursorOf('{ readings(first: 1) { pageInfo { endCursor } } }');
    const { errors } = await ask(service, `{ assessmentPeriods(after: "${cursor}") { nodes { id } } }`, {}, SHAANXI);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('a list that is narrowed counts what is left, and another tenant’s contract leaves nothing', async () => {
    const filtered = await ask(
      service,
      '{ assessmentPeriods(state: PUBLISHED, contract: "shaanxi-12367") { totalCount nodes { code } } }',
      {},
      SHAANXI,
    );
    expect(filtered.data.assessmentPeriods).toMatchObject({ totalCount: 4 });
    const none = await ask(
      service,
      '{ assessmentPeriods(contract: "kezhou-12345") { totalCount pageInfo { startCursor hasNextPage } } }',
      {},
      SHAANXI,
    );
    expect(none.data.assessmentPeriods).toEqual({ totalCount: 0, pageInfo: { startCursor: null, hasNextPage: false } });
  });
});
