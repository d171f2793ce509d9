// What one contract says stays in its data: a further contract must need no change of the code.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { contractFoldersIn, SEEDS } from '../../src/features/contracts/contract-folder.js';
import { sourceFiles } from '../support/source-files.js';

/** Codes that are also words of the language or of another vocabulary, where they say nothing of a contract. */
const GENERIC_WORDS = new Set([
  'operators',
  'team',
  'line',
  'praise',
  'criticism',
  'HEADCOUNT',
  'CONTINUOUS',
  'INSTALMENT',
  'operator',
  'manager',
  'waiting',
  'returning',
]);

/** Examples of a format in a description or a comment. */
const EXAMPLES = new Set([
  '2.2 in src/core/values/shapes.ts',
  '2.2 in src/features/contracts/clause.type.ts',
  '2025-03 in src/core/rubric/rubric.ts',
  '2025-03 in src/core/values/periods.ts',
  '2025-03 in src/features/assessment-periods/assessment-period.type.ts',
  '2025-03 in src/features/scores/preview-score.input.ts',
  '2025Q1 in src/core/rubric/rubric.ts',
  '2025Q1 in src/core/values/periods.ts',
  '2025Q1 in src/features/assessment-periods/assessment-period.type.ts',
  '2025Q1 in src/features/scores/preview-score.input.ts',
  '3.4 in src/core/values/shapes.ts',
  '4.2 in src/features/contracts/clause.type.ts',
  'annex 1, 2.2 in src/core/values/shapes.ts',
  'annex 1, 2.2 in src/features/contracts/clause.type.ts',
  'K-24 in src/features/scores/preview-score.input.ts',
  'PRORATA in src/features/scores/preview-score.input.ts',
]);

type Yaml = Readonly<Record<string, unknown>>;

/** The data files of a contract, by their names. */
const dataOf = (folder: string): Yaml =>
  Object.fromEntries(readdirSync(folder).map((file) => [basename(file, '.yaml'), parse(readFileSync(join(folder, file), 'utf8'))]));

const FOLDERS = contractFoldersIn(SEEDS);

const DATA = FOLDERS.map(dataOf);

/** Every value that stands under one of the keys, at any depth. */
function valuesUnder(node: unknown, keys: readonly string[]): unknown[] {
  if (Array.isArray(node)) return node.flatMap((member) => valuesUnder(member, keys));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [...(keys.includes(key) ? [value] : []), ...valuesUnder(value, keys)]);
}

const textsUnder = (node: unknown, ...keys: string[]): string[] =>
  valuesUnder(node, keys)
    .flat()
    .filter((value): value is string => typeof value === 'string');

/** The words that a rule's parameters are written in: an option may bear the name of the value that it sets. */
const VOCABULARY = new Set(
  DATA.flatMap((data) => valuesUnder(data, ['options']))
    .flatMap((options) => (Array.isArray(options) ? [] : Object.values(options as Yaml)))
    .filter((value) => typeof value === 'string'),
);

/** The contract amount and its instalments, in whole yuan. */
function amountsOf({ contract, payment }: Yaml): string[] {
  const total = Number((contract as { amount: { value: number } }).amount.value);
  const shares = (payment as { instalments: { share: string }[] }).instalments.map(({ share }) => share);
  const partOf = (share: string) => {
    const [upper, lower = '1'] = share.replace(/%$/, '/100').split('/');
    return (total * Number(upper)) / Number(lower);
  };
  return [total, ...shares.map(partOf)].map(String);
}

const namesOf = ({ contract }: Yaml): string[] => {
  const { organisations, hotline, title } = contract as { organisations: Yaml[]; hotline: Yaml; title: Yaml };
  const names = organisations.flatMap(({ name }) => textsUnder(name, 'zh', 'en'));
  return [...names, ...textsUnder(organisations, 'creditCode'), ...textsUnder([hotline, title], 'zh', 'en')];
};

const KNOWLEDGE: Readonly<Record<string, readonly string[]>> = {
  'contract codes': FOLDERS.map((folder) => basename(folder)),
  'rubric codes': DATA.flatMap(({ rubric }) => (rubric as { code: string }).code),
  'reading and register codes': DATA.flatMap(({ register }) => textsUnder(register, 'code')),
  'option codes': DATA.flatMap(({ readings }) => textsUnder(valuesUnder(readings, ['options']), 'code')).filter(
    (code) => !VOCABULARY.has(code),
  ),
  // The items of the other contract are numbered 1 to 14, which any text may hold.
  'item codes': DATA.flatMap(({ rubric }) => textsUnder(valuesUnder(rubric, ['items']), 'code')).filter((code) => code.includes('.')),
  'clause numbers': DATA.flatMap(({ clauses }) => textsUnder(clauses, 'number')).filter((number) => /\D/.test(number)),
  'metric codes': DATA.flatMap(({ rubric }) => textsUnder(valuesUnder(rubric, ['metrics']), 'code')),
  'kinds of finding': DATA.flatMap(({ rubric }) => textsUnder(rubric, 'finding')),
  'operator events and flags': DATA.flatMap(({ operators }) => textsUnder(operators, 'code')),
  'obligations and staffing requirements': DATA.flatMap(({ obligations, staffing }) => textsUnder([obligations, staffing], 'code')),
  'names and credit codes': DATA.flatMap(namesOf),
  places: ['Kezhou', '克州', 'Kizilsu', '克孜勒苏', 'Xinjiang', '新疆', 'Shaanxi', '陕西'],
  'amounts of money': DATA.flatMap(amountsOf),
  dates: DATA.flatMap((data) => JSON.stringify(data).match(/\b20\d\d-\d\d-\d\d\b/g) ?? []),
  periods: DATA.flatMap(({ rubric, payment }) => [
    ...textsUnder(valuesUnder(rubric, ['periods']), 'from', 'to'),
    ...textsUnder(payment, 'period', 'meanOf'),
  ]),
};

// 739_200 and 739200 are one number.
const FILES = sourceFiles('src').map(({ path, text }) => ({ path, text: text.replace(/(?<=\d)_(?=\d)/g, '') }));

/** Where a word stands by itself, not as a part of another one. */
function placesOf(word: string): string[] {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(?<![\\w.-])${escaped}(?![\\w-])`);
  return FILES.filter(({ text }) => whole.test(text)).map(({ path }) => `${word} in ${path}`);
}

describe('nothing that only one contract says stands in the code', () => {
  test.each(Object.entries(KNOWLEDGE))('%s', (_, words) => {
    expect(words.length).toBeGreaterThan(0);
    const places = [...new Set(words)].filter((word) => !GENERIC_WORDS.has(word)).flatMap(placesOf);
    expect(places.filter((place) => !EXAMPLES.has(place))).toEqual([]);
  });

  test('every exception is still needed', () => {
    const words = [...new Set(Object.values(KNOWLEDGE).flat())];
    const places = words.flatMap(placesOf);
    expect([...EXAMPLES].filter((example) => !places.includes(example))).toEqual([]);
    expect([...GENERIC_WORDS].filter((word) => !words.includes(word) || placesOf(word).length === 0)).toEqual([]);
  });
});
