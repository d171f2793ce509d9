import { describe, expect, test } from '@jest/globals';
import { type SourceFile, sourceFiles } from '../support/source-files.js';

const FILES = sourceFiles('src');

/** The folders of the core, each knowing only itself and those before it. */
const CORE_ORDER = [
  'values',
  'calendar',
  'readings',
  'rubric',
  'payment',
  'account',
  'staffing',
  'performance',
  'notices',
  'invoices',
  'contract',
  'obligations',
  'cases',
];

/** The features, each knowing only itself and those before it. */
const FEATURE_ORDER = [
  'tenants',
  'calendar',
  'contracts',
  'assessment-periods',
  'scores',
  'obligations',
  'notices',
  'checks',
  'evidence',
  'amendments',
  'settlements',
  'staffing',
  'operator-performance',
  'audit',
];

/** The lists that put the features together: nobody below them knows them. */
const LISTS = ['src/features/entities.ts', 'src/features/nodes.ts', 'src/features/resolvers.ts'];

/** What the files at these places may import of our own. The first place that fits counts. */
const ALLOWED: readonly [place: RegExp, imports: readonly RegExp[]][] = [
  [/^src\/core\//, [/^src\/core\//]],
  [/^src\/platform\//, [/^src\/platform\//, /^src\/core\/values\//]],
  [/^src\/features\//, [/^src\/features\//, /^src\/platform\//, /^src\/core\//]],
  [
    /^src\/cli(\.ts|\/)/,
    [/^src\/cli\//, /^src\/features\/(contracts|calendar|audit)\//, /^src\/features\/entities\.ts$/, /^src\/platform\//, /^src\/core\//],
  ],
  [/^src\/seed\//, [/^src\/seed\//, /^src\/features\//, /^src\/platform\//, /^src\/core\//]],
  [/^src\/app\.ts$/, [/^src\/features\//, /^src\/platform\//]],
  [/^src\/(print-schema|create-migration)\.ts$/, [/^src\/features\//, /^src\/platform\//]],
  [/^src\/(main|seed-scale)\.ts$/, [/^src\/app\.ts$/, /^src\/seed\//, /^src\/features\//, /^src\/platform\//]],
];

/** `importer -> imported` of every own import that a predicate holds for. */
const ownImports = (isFound: (from: string, to: string) => boolean): string[] =>
  FILES.flatMap(({ path, imports }) =>
    imports.filter(({ target, isOwn }) => isOwn && isFound(path, target)).map(({ target }) => `${path} -> ${target}`),
  );

/** The folder right below another one, or undefined for a file that lies in none. */
const folderBelow = (parent: string, path: string): string | undefined =>
  path.startsWith(parent) && path.slice(parent.length).includes('/') ? path.slice(parent.length).split('/')[0] : undefined;

test('every import of our own leads to a file', () => {
  const paths = new Set(FILES.map(({ path }) => path));
  expect(FILES.length).toBeGreaterThan(50);
  expect(ownImports((_, to) => !paths.has(to))).toEqual([]);
});

describe('layers', () => {
  test('every file has its place', () => {
    expect(FILES.filter(({ path }) => !ALLOWED.some(([place]) => place.test(path))).map(({ path }) => path)).toEqual([]);
  });

  test('a layer imports only the layers below it', () => {
    const allowedIn = (path: string) => ALLOWED.find(([place]) => place.test(path))?.[1] ?? [];
    expect(ownImports((from, to) => !allowedIn(from).some((place) => place.test(to)))).toEqual([]);
  });

  test('the core imports only itself and zod, and the digest the hash of node', () => {
    const foreign = FILES.filter(({ path }) => path.startsWith('src/core/')).flatMap(({ path, imports }) =>
      imports.filter(({ target, isOwn }) => !isOwn && target !== 'zod').map(({ target }) => `${path} -> ${target}`),
    );
    expect(foreign).toEqual(['src/core/values/digest.ts -> node:crypto']);
  });

  test('a folder of the core imports only itself and earlier ones', () => {
    const rank = (path: string) => CORE_ORDER.indexOf(folderBelow('src/core/', path) ?? '');
    const folders = new Set(FILES.flatMap(({ path }) => (path.startsWith('src/core/') ? [folderBelow('src/core/', path)] : [])));
    expect([...folders].sort()).toEqual([...CORE_ORDER].sort());
    expect(ownImports((from, to) => from.startsWith('src/core/') && rank(to) > rank(from))).toEqual([]);
  });

  test('a feature imports only itself and earlier ones; the lists of features put them together', () => {
    const rank = (path: string) => FEATURE_ORDER.indexOf(folderBelow('src/features/', path) ?? '');
    const features = FILES.filter(({ path }) => path.startsWith('src/features/'));
    expect(features.filter(({ path }) => rank(path) < 0).map(({ path }) => path)).toEqual(LISTS);
    expect(ownImports((from, to) => !LISTS.includes(from) && from.startsWith('src/features/') && rank(to) > rank(from))).toEqual([]);
    expect(ownImports((from, to) => LISTS.includes(to) && from.startsWith('src/features/') && !LISTS.includes(from))).toEqual([]);
  });
});

describe('packages', () => {
  /** A package with the only files that may import it; the others may be imported by any file outside the core. */
  const KEEPERS: Readonly<Record<string, RegExp>> = {
    'type-graphql': /^src\/(features\/.*\.(type|input|result|resolver)|platform\/graphql\/[a-z-]+(\.(type|input|resolver))?)\.ts$/,
    graphql: /^src\/platform\/graphql\//,
    'graphql-jit': /^src\/platform\/graphql\/compiled-execution\.ts$/,
    fastify: /^src\/(app\.ts$|platform\/)/,
    '@apollo/server': /^src\/(app\.ts$|platform\/graphql\/)/,
    '@as-integrations/fastify': /^src\/app\.ts$/,
    '@mikro-orm/core': /^src\/(features\/.*\.(entity|repository)|platform\/persistence\/[a-z-]+(\.entity)?)\.ts$/,
    '@mikro-orm/postgresql': /^src\/platform\/persistence\//,
    '@mikro-orm/pglite': /^src\/platform\/persistence\//,
    '@mikro-orm/migrations': /^src\/platform\/persistence\//,
    kysely: /^src\/platform\/persistence\//,
    pg: /^src\/platform\/persistence\//,
    jose: /^src\/platform\/auth\//,
    pino: /^src\/platform\/logging\.ts$/,
    dataloader: /^src\/(features\/.*\.loaders|platform\/graphql\/page)\.ts$/,
    yaml: /^src\/(platform\/yaml-file|seed\/tenant-file)\.ts$/,
    s3mini: /^src\/platform\/files\/s3-store\.ts$/,
    yauzl: /^src\/platform\/files\/office-zip\.ts$/,
    'file-type': /^src\/platform\/files\//,
    'string-width': /^src\/cli\/table\.ts$/,
  };

  test.each(Object.entries(KEEPERS))('%s stays where it belongs', (name, keepers) => {
    const importers = FILES.filter(({ imports }) => imports.some(({ target }) => target === name || target.startsWith(`${name}/`)));
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.map(({ path }) => path).filter((path) => !keepers.test(path))).toEqual([]);
  });

  test('GraphQL decorators stand only in types, inputs, results and resolvers', () => {
    const decorated = FILES.filter(({ text }) => /^\s*@[A-Z]\w*\(/m.test(text)).map(({ path }) => path);
    expect(decorated.length).toBeGreaterThan(10);
    expect(decorated.filter((path) => !/\.(type|input|result|resolver)\.ts$/.test(path))).toEqual([]);
  });
});

describe('shape', () => {
  test('no import leads back to where it began', () => {
    expect(cycles(FILES)).toEqual([]);
  });

  test('no file only passes on what others export', () => {
    const passesOn = ({ statements }: SourceFile) =>
      statements.length > 0 &&
      statements.every(
        (statement) =>
          statement.type === 'ImportDeclaration' ||
          statement.type === 'ExportAllDeclaration' ||
          statement.type === 'ExportNamedDeclaration',
      ) &&
      statements.some(({ type }) => type !== 'ImportDeclaration');
    expect(FILES.filter(passesOn).map(({ path }) => path)).toEqual([]);
  });
});

/** Every cycle of imports, each once, types included. */
function cycles(files: readonly SourceFile[]): string[] {
  const targets = new Map(files.map(({ path, imports }) => [path, imports.filter(({ isOwn }) => isOwn).map(({ target }) => target)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      found.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return found;
}
