import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../src/platform/package-root.js';

/** Most lines of a file; a test may be a long table of cases. */
const LINES_MAX = { code: 400, test: 500 };

/** The only entries of the package's folder, beside dot files. */
const TOP_LEVEL = [
  'LICENSE',
  'README.md',
  'migrations',
  'package-lock.json',
  'package.json',
  'schema',
  'seeds',
  'src',
  'tests',
  'tsconfig.json',
];

/** Every file that belongs to the package: tracked, or new and not ignored. */
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: packageRoot(),
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(packageRoot(), path)));

const CODE = FILES.filter((path) => /^(src|tests|\.ci)\/.*\.(ts|mjs)$/.test(path));

test('the top level holds only what belongs there', () => {
  const entries = [...new Set(FILES.map((path) => path.split('/')[0]!))].filter((entry) => !entry.startsWith('.'));
  expect(entries).toContain('src');
  expect(entries.filter((entry) => !TOP_LEVEL.includes(entry))).toEqual([]);
});

test('files and folders of code are named in kebab-case, with a role behind a point', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+(-[a-z]+)*)*$/;
  expect(CODE.length).toBeGreaterThan(100);
  expect(
    CODE.filter(
      (path) =>
        !path
          .replace(/^\./, '')
          .split('/')
          .every((name) => kebab.test(name)),
    ),
  ).toEqual([]);
});

test('data, schemas and samples are named in kebab-case', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9.]+)*(\.[a-z]+(-[a-z]+)*)*$/;
  const data = FILES.filter((path) => /^(seeds|schema|tests)\/.*\.(yaml|json|jsonl|graphql)$/.test(path));
  expect(data.length).toBeGreaterThan(20);
  expect(data.filter((path) => !path.split('/').every((name) => kebab.test(name)))).toEqual([]);
});

test('no file of code is longer than 400 lines, none of the tests than 500', () => {
  const lengthOf = (path: string) => readFileSync(join(packageRoot(), path), 'utf8').split('\n').length - 1;
  const mostOf = (path: string) => (path.startsWith('tests/') ? LINES_MAX.test : LINES_MAX.code);
  expect(CODE.filter((path) => lengthOf(path) > mostOf(path))).toEqual([]);
});
