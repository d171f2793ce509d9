import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { resolvers } from '../../src/features/resolvers.js';
import { OPERATION_LIMITS, type OperationLimits, operationLimits } from '../../src/platform/graphql/operation-limits.js';
import { makeSchema } from '../../src/platform/graphql/schema.js';
import { packageRoot } from '../../src/platform/package-root.js';

const SCHEMA = buildSchema(`
  interface Named { name: String child: Thing }
  type Thing implements Named { name: String child: Thing list: [Thing!]! things(first: Int, last: Int): ThingConnection! either: Either }
  type ThingEdge { node: Thing! }
  type ThingConnection { edges: [ThingEdge!]! nodes: [Thing!]! totalCount: Int! }
  union Either = Thing
  type Query { thing: Thing things(first: Int, last: Int): ThingConnection! named: Named nodes(ids: [ID!]!): [Thing]! }
`);

const NONE: OperationLimits = { depthMax: 1e9, aliasCountMax: 1e9, directiveCountMax: 1e9, rootFieldCountMax: 1e9, costMax: 1e9 };

const errorsOf = (query: string, limits: Partial<OperationLimits>) =>
  validate(SCHEMA, parse(query), [operationLimits({ ...NONE, ...limits })], { maxErrors: 10 });

/** What an operation is found to ask for. */
const found = (query: string, limit: keyof OperationLimits): number => Number(errorsOf(query, { [limit]: -1 })[0]?.extensions.found);

const DEPTH = '{ thing { child { child { name } } } }';

describe('an operation', () => {
  const CASES: readonly [limit: keyof OperationLimits, query: string, figure: number][] = [
    ['depthMax', DEPTH, 4],
    ['aliasCountMax', '{ a: thing { b: name } c: thing { name } }', 3],
    ['directiveCountMax', 'query ($x: Boolean!) { thing @skip(if: $x) { name @include(if: true) @include(if: true) } }', 3],
    ['rootFieldCountMax', '{ thing { name } a: thing { name } things { totalCount } }', 3],
    ['costMax', DEPTH, 4],
    ['costMax', '{ thing { list { name } } }', 1 + 1 + 10],
    ['costMax', '{ things(first: 7) { nodes { name } } }', 1 + 1 + 7],
    ['costMax', '{ things(last: 7) { edges { node { name } } totalCount } }', 1 + 1 + 7 * 2 + 1],
    ['costMax', '{ things { nodes { name } } }', 1 + 1 + 20],
    ['costMax', '{ things(first: null) { nodes { name } } }', 1 + 1 + 20],
    ['costMax', '{ things(first: 5) { nodes { things(first: 4) { nodes { name } } } } }', 1 + 1 + 5 * (1 + 1 + 4)],
    ['costMax', '{ nodes(ids: ["a", "b", "c"]) { name } }', 1 + 3],
  ];

  test.each(CASES)('%s: %s asks for %i', (limit, query, figure) => {
    expect(found(query, limit)).toBe(figure);
    expect(errorsOf(query, { [limit]: figure })).toEqual([]);
    expect(errorsOf(query, { [limit]: figure - 1 })).toMatchObject([
      {
        message: expect.stringMatching(/\p{Script=Han}.* \/ .*[a-z]/u),
        extensions: { code: 'QUERY_TOO_COMPLEX', found: figure, max: figure - 1 },
      },
    ]);
  });

  test('names every limit that it exceeds', () => {
    expect(errorsOf(DEPTH, { depthMax: 1, costMax: 1, rootFieldCountMax: 0 })).toHaveLength(3);
  });

  test('is measured for itself, in a document of several', () => {
    expect(errorsOf(`query A { thing { name } } query B ${DEPTH}`, { depthMax: 3 })).toHaveLength(1);
  });
});

describe('nothing is gained', () => {
  const DODGES: readonly [how: string, query: string][] = [
    ['by a fragment', 'query { thing { ...F } } fragment F on Thing { child { child { name } } }'],
    [
      'by fragments within fragments',
      'query { thing { ...F } } fragment F on Thing { child { ...G } } fragment G on Thing { child { name } }',
    ],
    ['by an inline fragment', '{ thing { ... on Thing { child { ... { child { name } } } } } }'],
    ['by a fragment on an interface', '{ thing { ... on Named { child { child { name } } } } }'],
  ];

  test.each(DODGES)('%s', (_, query) => {
    expect(found(query, 'depthMax')).toBe(4);
    expect(found(query, 'costMax')).toBe(4);
  });

  test('by a fragment that is spread twice: it counts twice', () => {
    expect(found('{ a: thing { ...F } b: thing { ...F } } fragment F on Thing { x: name y: name }', 'aliasCountMax')).toBe(6);
    expect(found('{ a: thing { ...F } b: thing { ...F } } fragment F on Thing { list { name } }', 'costMax')).toBe(2 * 12);
  });

  test('by a page size in a variable, whatever its default', () => {
    expect(found('query ($n: Int = 1) { things(first: $n) { nodes { name } } }', 'costMax')).toBe(1 + 1 + 100);
    expect(found('query ($n: Int = 1) { things(first: 1, last: $n) { nodes { ...F } } } fragment F on Thing { name }', 'costMax')).toBe(
      102,
    );
    expect(found('query ($ids: [ID!]!) { nodes(ids: $ids) { name } }', 'costMax')).toBe(1 + 100);
  });

  test('by a union', () => {
    expect(found('{ thing { either { ... on Thing { list { list { name } } } } } }', 'costMax')).toBe(1 + 1 + 1 + 10 * (1 + 10));
  });

  test('by a negative page size', () => {
    expect(found('{ things(first: -1000) { nodes { list { name } } } }', 'costMax')).toBe(1 + 1 + 1 + 10);
    expect(found('{ things(first: 99999) { nodes { name } } }', 'costMax')).toBe(99_999 + 2);
  });

  test('by fragments that double at every level, and they are measured at once', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `fragment F${level} on Thing { a: child { ...F${level + 1} } b: child { ...F${level + 1} } }`,
    );
    const bomb = `{ thing { ...F0 } } ${levels.join(' ')} fragment F30 on Thing { name }`;
    expect(found(bomb, 'aliasCountMax')).toBeGreaterThan(2 ** 30);
    expect(errorsOf(bomb, OPERATION_LIMITS).length).toBeGreaterThan(2);
  });
});

test('a fragment that spreads itself ends', () => {
  expect(() =>
    errorsOf('{ thing { ...F } } fragment F on Thing { child { ...F } list { ...G } } fragment G on Thing { ...F }', { depthMax: 3 }),
  ).not.toThrow();
});

test('what there is not is no matter of limits', () => {
  expect(errorsOf('{ nothing { at { all } } thing { ...Nowhere ... on Nobody { x } } }', { depthMax: 10 })).toEqual([]);
});

test('the introspection of GraphiQL and every sample operation stay within the limits', async () => {
  const schema = await makeSchema(resolvers);
  const options = { inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true, directiveIsRepeatable: true, oneOf: true };
  const folder = join(packageRoot(), 'schema/operations');
  const samples = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  for (const query of [getIntrospectionQuery(options), ...samples])
    expect(validate(schema, parse(query), [operationLimits(OPERATION_LIMITS)])).toEqual([]);
});
