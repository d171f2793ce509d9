import { describe, expect, test } from '@jest/globals';
import { isCreditCode } from '../../../src/core/values/credit-code.js';

// 17 characters; the check character was worked by hand with GB 32100-2015's weights 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28.
const BODY = '91350100M000100Y4';
const CHECK = '3';
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('a unified social credit code', () => {
  test('is taken with its check character', () => {
    expect(isCreditCode(BODY + CHECK)).toBe(true);
  });

  test.each([...CHARACTERS].filter((character) => character !== CHECK))('is refused with %s in its place', (character) => {
    expect(isCreditCode(BODY + character)).toBe(false);
  });

  test('is refused with any one character changed', () => {
    for (let place = 0; place < 17; place++) {
      for (const character of CHARACTERS) {
        if (character !== BODY[place])
          expect(isCreditCode(`${BODY.slice(0, place)}${character}${BODY.slice(place + 1)}${CHECK}`)).toBe(false);
      }
    }
  });

  test('is refused with two neighbours exchanged', () => {
    for (let place = 0; place < 16; place++) {
      const swapped = BODY.slice(0, place) + BODY[place + 1]! + BODY[place]! + BODY.slice(place + 2);
      if (swapped !== BODY) expect(isCreditCode(swapped + CHECK)).toBe(false);
    }
  });

  test.each(['', BODY, `${BODY}${CHECK}0`, `${BODY.toLowerCase()}${CHECK}`, `91350100M000100S4${CHECK}`, `９1350100M000100Y4${CHECK}`])(
    'is refused as "%s"',
    (text) => {
      expect(isCreditCode(text)).toBe(false);
    },
  );
});
