import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InexactNumber, parseJson } from '../../../src/core/values/json-input.js';
import { jsonValues } from '../../support/generated-json.js';

describe('a whole number', () => {
  test.each(['0', '-7', '999999999999999', '9007199254740991'])('%s is a plain number', (text) => {
    expect(parseJson(text)).toBe(Number(text));
  });

  test.each(['9007199254740993', '-9007199254740993', '123456789012345678901234567890'])('%s keeps every digit', (text) => {
    expect(parseJson(`{"value":${text}}`)).toEqual({ value: BigInt(text) });
  });

  test('of any size is exact, wherever it stands', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 40n), 10n ** 40n), (value) => {
        const [listed, field] = parseJson(`[${value}, {"a" : ${value}}]`) as [number | bigint, { a: number | bigint }];
        expect([BigInt(listed), BigInt(field.a)]).toEqual([value, value]);
      }),
    );
  });
});

describe('a number that is not written as a whole one', () => {
  test.each(['14.0', '14.5', '1e3', '1E3', '-0.1', '1e-3', '0.1e1', '123456789012345678.5'])(
    '%s is refused as inexact, as it was written',
    (text) => {
      expect(parseJson(`{"value":${text}}`)).toEqual({ value: new InexactNumber(text) });
      expect(parseJson(`[1, ${text}]`)).toEqual([1, new InexactNumber(text)]);
      expect(parseJson(text)).toEqual(new InexactNumber(text));
    },
  );
});

describe('text', () => {
  test.each(['14.0', '1e3', '12345678901234567890', ':1.5', ', 1.5', '["1.5"]'])('"%s" inside a string is untouched', (text) => {
    expect(parseJson(JSON.stringify({ value: text, next: 14 }))).toEqual({ value: text, next: 14 });
  });

  test('any value without fractions is read as JSON reads it', () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        expect(parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(parseJson(JSON.stringify(value, null, 2))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each(['', '{', '{"a":1,}', '01', '1.', "{'a':1}"])('"%s" is no JSON', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});
