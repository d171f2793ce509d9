import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareByCodePoint, inBothLanguages } from '../../../src/core/values/text.js';

const codePointsOf = (text: string): number[] => [...text].map((character) => character.codePointAt(0)!);

/** Compares two lists place by place; of two that agree so far the shorter comes first. */
function compareLists(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index]);
  if (place < 0 || place >= b.length) return a.length - b.length;
  return a[place]! - b[place]!;
}

/** Well-formed text, with the characters around the surrogates more often than they would come by chance. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom('\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}', 'a', '话'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  )
  .map((characters) => characters.join(''));

test('texts stand by code point', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(Math.sign(compareByCodePoint(a, b))).toBe(Math.sign(compareLists(codePointsOf(a), codePointsOf(b))));
    }),
  );
});

test.each([
  ['c-10', 'c-2'],
  ['B', 'a'],
  ['a', 'aa'],
  ['', 'a'],
  ['z', '一'],
  ['\uffee', '\u{1f600}'],
])('%s comes before %s', (first, second) => {
  expect(compareByCodePoint(first, second)).toBeLessThan(0);
  expect(compareByCodePoint(second, first)).toBeGreaterThan(0);
  expect(compareByCodePoint(first, first)).toBe(0);
});

test('Chinese comes first where one line holds both languages', () => {
  expect(inBothLanguages({ zh: '必填', en: 'required' })).toBe('必填 / required');
});
