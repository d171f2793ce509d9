import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type Json } from '../../../src/core/values/canonical-json.js';
import { digestOf } from '../../../src/core/values/digest.js';
import { jsonValues } from '../../support/generated-json.js';

describe('RFC 8785', () => {
  test('members stand by the UTF-16 units of their names, as in the example of the RFC', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalJson(value).match(/:"[^"]+"/g)).toEqual([
      ':"Carriage Return"',
      ':"One"',
      ':"Control"',
      ':"Latin Small Letter O With Diaeresis"',
      ':"Euro Sign"',
      ':"Emoji: Grinning Face"',
      ':"Hebrew Letter Dalet With Dagesh"',
    ]);
  });

  test('text is escaped only where it must be', () => {
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\/话')).toBe('"€$\\u000f\\nA\'B\\"\\\\/话"');
  });

  test('there is no white space, and every level is sorted', () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: '' })).toBe('{"a":"","b":[1,{"c":true,"d":null}]}');
  });

  test('a member that is undefined is left out, an empty list or object is not', () => {
    expect(canonicalJson({ a: undefined, b: [], c: {} })).toBe('{"b":[],"c":{}}');
  });
});

/** The same value with the members of every object in the opposite order. */
function turned(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member as Json)]),
  );
}

test('the order in which members were written does not matter, and nothing is lost', () => {
  fc.assert(
    fc.property(jsonValues, (value) => {
      expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a digest is the SHA-256 of the canonical form with the format version', () => {
  expect(digestOf({ b: 1, a: '话' })).toBe('sha256:9a61cfc0eeb30724661fc77c1dd68d07707421c4d936ebc8aaa776ccd30b01e0');
});
