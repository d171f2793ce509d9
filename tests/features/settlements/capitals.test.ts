import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inCapitals } from '../../../src/features/settlements/capitals.js';

test.each([
  ['739200.00', '柒拾叁万玖仟贰佰元整'],
  ['689000.00', '陆拾捌万玖仟元整'],
  ['275600.00', '贰拾柒万伍仟陆佰元整'],
  ['344500.00', '叁拾肆万肆仟伍佰元整'],
  ['68900.00', '陆万捌仟玖佰元整'],
  ['184800.00', '壹拾捌万肆仟捌佰元整'],
  ['166320.00', '壹拾陆万陆仟叁佰贰拾元整'],
  ['340538.25', '叁拾肆万零伍佰叁拾捌元贰角伍分'],
  ['0.00', '零元整'],
  ['0.01', '壹分'],
  ['0.10', '壹角'],
  ['0.12', '壹角贰分'],
  ['1.00', '壹元整'],
  ['1.01', '壹元零壹分'],
  ['1.20', '壹元贰角'],
  ['10.00', '壹拾元整'],
  ['15.05', '壹拾伍元零伍分'],
  ['100.00', '壹佰元整'],
  ['101.00', '壹佰零壹元整'],
  ['110.00', '壹佰壹拾元整'],
  ['1001.00', '壹仟零壹元整'],
  ['1010.10', '壹仟零壹拾元壹角'],
  ['10000.00', '壹万元整'],
  ['10001.00', '壹万零壹元整'],
  ['10010.00', '壹万零壹拾元整'],
  ['10100.00', '壹万零壹佰元整'],
  ['100010.00', '壹拾万零壹拾元整'],
  ['1000000.00', '壹佰万元整'],
  ['1000001.00', '壹佰万零壹元整'],
  ['10000000.00', '壹仟万元整'],
  ['100000000.00', '壹亿元整'],
  ['100000001.00', '壹亿零壹元整'],
  ['100010000.00', '壹亿零壹万元整'],
  ['9999999999999.99', '玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ['-18480.00', '负壹万捌仟肆佰捌拾元整'],
])('%s is %s', (amount, capitals) => {
  expect(inCapitals(amount)).toBe(capitals);
});

test('beyond 13 digits nothing is written rather than something wrong', () => {
  expect(inCapitals('10000000000000.00')).toBeNull();
});

const DIGITS = '零壹贰叁肆伍陆柒捌玖';

/** Reads an amount in capitals back, by what each character stands for. */
function fenOf(capitals: string): bigint {
  let [fen, section, digit] = [0n, 0n, 0n];
  let yuan = 0n;
  for (const character of capitals.replace(/^负/, '')) {
    const value = DIGITS.indexOf(character);
    if (value >= 0) digit = BigInt(value);
    else if (character === '角') [fen, digit] = [fen + digit * 10n, 0n];
    else if (character === '分') [fen, digit] = [fen + digit, 0n];
    else if ('拾佰仟'.includes(character)) [section, digit] = [section + digit * 10n ** BigInt('拾佰仟'.indexOf(character) + 1), 0n];
    else if (character === '万') [yuan, section, digit] = [yuan + (section + digit) * 10_000n, 0n, 0n];
    else if (character === '亿') [yuan, section, digit] = [(yuan + section + digit) * 100_000_000n, 0n, 0n];
    else if (character === '元') [yuan, section, digit] = [yuan + section + digit, 0n, 0n];
  }
  return yuan * 100n + fen;
}

test('any amount, read back, is the amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (fen) => {
      const digits = fen.toString().padStart(3, '0');
      expect(fenOf(inCapitals(`${digits.slice(0, -2)}.${digits.slice(-2)}`)!)).toBe(fen);
    }),
    { numRuns: 2_000 },
  );
});
