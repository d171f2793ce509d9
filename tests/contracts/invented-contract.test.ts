// An invented contract with other items, bands, readings, instalments, periods and operator rules: data only, no code of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { FILE_NAMES, readContract } from '../../src/core/contract/read-contract.js';
import type { ContractFileName } from '../../src/core/contract/remark.js';
import { loadCalendar } from '../../src/features/calendar/calendar-file.js';
import { packageRoot } from '../../src/platform/package-root.js';

const folder = join(packageRoot(), 'tests/contracts');
const calendar = loadCalendar();

const parsed = (): Record<ContractFileName, unknown> =>
  Object.fromEntries(FILE_NAMES.map((name) => [name, parse(readFileSync(join(folder, 'qinghe-12345', `${name}.yaml`), 'utf8'))])) as Record<
    ContractFileName,
    unknown
  >;

/** One faulty variant: a value put into the data, or taken out of it, and the error that refuses it. */
interface Fault {
  readonly title: string;
  readonly file: ContractFileName;
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
  readonly remove?: boolean;
  readonly expectCode: string;
}

function applied({ file, path, value, remove }: Fault): Record<ContractFileName, unknown> {
  const files = parsed();
  let node = files[file] as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) node = node[step] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (!remove) node[last] = value;
  else if (Array.isArray(node)) node.splice(Number(last), 1);
  else delete node[last];
  return files;
}

test('it is accepted, and its periods are half-years', () => {
  const read = readContract(parsed(), calendar);
  expect(read.ok).toBe(true);
  expect(read.ok && read.value.contract.periods.map(({ code }) => code)).toEqual(['2026H1', '2026H2', '2027H1', '2027H2']);
});

const faults = parse(readFileSync(join(folder, 'faults.yaml'), 'utf8')) as Fault[];

test.each(faults)('refused for $expectCode: $title', (fault) => {
  const read = readContract(applied(fault), calendar);
  expect(read.ok).toBe(false);
  if (read.ok) return;
  expect(read.error.map(({ code }) => code)).toContain(fault.expectCode);
  for (const remark of read.error) {
    expect(remark.severity).toBe('ERROR');
    expect(remark.zh).toMatch(/\p{Script=Han}/u);
    expect(remark.en).not.toBe('');
  }
});

test('two faults in different files are both named', () => {
  const files = applied(faults.find(({ expectCode }) => expectCode === 'SHARES_DO_NOT_ADD_UP')!);
  (files.rubric as { total: { full: number } }).total.full = 100;
  const read = readContract(files, calendar);
  expect(!read.ok && read.error.map(({ code }) => code)).toEqual(expect.arrayContaining(['SHARES_DO_NOT_ADD_UP', 'MARKS_DO_NOT_ADD_UP']));
});
