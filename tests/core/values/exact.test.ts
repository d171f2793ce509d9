import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Fraction from 'fraction.js';
import { Exact, greatest, least, sum } from '../../../src/core/values/exact.js';
import { evaluateArithmetic } from '../../support/arithmetic.js';

/** A numerator and a denominator, small ones and some beyond one machine word. */
const quotients = fc.tuple(
  fc.oneof(fc.bigInt(-1000n, 1000n), fc.bigInt(-(10n ** 30n), 10n ** 30n)),
  fc.oneof(fc.bigInt(1n, 1000n), fc.bigInt(1n, 10n ** 30n)),
);

const exact = ([numerator, denominator]: [bigint, bigint]): Exact => Exact.ratio(numerator, denominator);

const oracle = ([numerator, denominator]: [bigint, bigint]): Fraction => new Fraction(numerator, denominator);

const written = (fraction: Fraction): string => fraction.toFraction();

describe('against an oracle of fractions', () => {
  test.each([
    ['plus', (a: Exact, b: Exact) => a.plus(b), (a: Fraction, b: Fraction) => a.add(b)],
    ['minus', (a: Exact, b: Exact) => a.minus(b), (a: Fraction, b: Fraction) => a.sub(b)],
    ['times', (a: Exact, b: Exact) => a.times(b), (a: Fraction, b: Fraction) => a.mul(b)],
  ])('%s is the same number', (_name, ours, theirs) => {
    fc.assert(
      fc.property(quotients, quotients, (a, b) => {
        expect(ours(exact(a), exact(b)).key()).toBe(written(theirs(oracle(a), oracle(b))));
      }),
    );
  });

  test('dividedBy is the same number wherever the divisor is not zero', () => {
    const divisors = quotients.filter(([numerator]) => numerator !== 0n);
    fc.assert(
      fc.property(quotients, divisors, (a, b) => {
        expect(exact(a).dividedBy(exact(b)).key()).toBe(written(oracle(a).div(oracle(b))));
      }),
    );
  });

  test('compare orders as the numbers do, equal ones with different denominators included', () => {
    fc.assert(
      fc.property(quotients, quotients, fc.bigInt(1n, 100n), ([n, d], b, scale) => {
        expect(exact([n, d]).compare(exact(b))).toBe(oracle([n, d]).compare(oracle(b)));
        expect(exact([n, d]).compare(exact([n * scale, d * scale]))).toBe(0);
      }),
    );
  });

  test('floor and ceil are the whole numbers beside it', () => {
    fc.assert(
      fc.property(quotients, (a) => {
        expect(exact(a).floor().key()).toBe(written(oracle(a).floor()));
        expect(exact(a).ceil().key()).toBe(written(oracle(a).ceil()));
      }),
    );
  });

  test('rounding to any number of places goes half away from zero', () => {
    fc.assert(
      fc.property(quotients, fc.nat(6), (a, places) => {
        const half = new Fraction(1, 2n * 10n ** BigInt(places));
        const magnitude = oracle(a).abs().add(half).floor(places);
        expect(exact(a).rounded(places).key()).toBe(written(oracle(a).s < 0n ? magnitude.neg() : magnitude));
      }),
    );
  });

  test('a chain of operations never loses a digit', () => {
    fc.assert(
      fc.property(fc.array(quotients, { minLength: 1, maxLength: 12 }), (all) => {
        expect(sum(all.map(exact)).key()).toBe(written(all.map(oracle).reduce((total, value) => total.add(value))));
      }),
    );
  });
});

describe('text', () => {
  test('a decimal that is printed with all its places is read back as the same number', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(8), (units, places) => {
        const value = Exact.ratio(units, 10n ** BigInt(places));
        expect(Exact.of(value.toDecimal(places)).equals(value)).toBe(true);
        expect(Exact.of(value.toFixed(places)).equals(value)).toBe(true);
      }),
    );
  });

  test('a quotient that is printed as a key is read back as the same number', () => {
    fc.assert(
      fc.property(quotients, (a) => {
        expect(Exact.of(exact(a).key()).equals(exact(a))).toBe(true);
      }),
    );
  });

  test('an expression evaluates back to the number it stands for', () => {
    fc.assert(
      fc.property(quotients, (a) => {
        expect(evaluateArithmetic(exact(a).toExpression()).equals(exact(a))).toBe(true);
      }),
    );
  });

  test.each([
    ['7', '7'],
    ['-0.50', '-1/2'],
    ['007', '7'],
    ['1/4', '1/4'],
    ['-2/6', '-1/3'],
    ['0.5%', '1/200'],
    ['-0', '0'],
  ])('%s is read as %s', (text, key) => {
    expect(Exact.of(text).key()).toBe(key);
  });

  test.each(['', '.5', '5.', '+1', '1e3', ' 1', '1 ', '1/0', '1/-2', '0x10', '1,000', '½', '１'])('"%s" is no number', (text) => {
    expect(Exact.parse(text)).toBeNull();
    expect(() => Exact.of(text)).toThrow(RangeError);
  });

  test.each([
    ['9.90000', 4, '9.9'],
    ['10.00004', 4, '10'],
    ['0.00005', 4, '0.0001'],
    ['-0.00005', 4, '-0.0001'],
    ['-0.00004', 4, '0'],
    ['1200', 0, '1200'],
  ])('%s to at most %i places is %s', (text, places, printed) => {
    expect(Exact.of(text).toDecimal(places)).toBe(printed);
  });

  test.each([
    ['184800', '184800.00'],
    ['0', '0.00'],
    ['-0.004', '0.00'],
    ['0.005', '0.01'],
    ['-0.005', '-0.01'],
    ['2/3', '0.67'],
  ])('%s with two places is %s', (text, printed) => {
    expect(Exact.of(text).toFixed(2)).toBe(printed);
  });
});

describe('what breaks an invariant throws', () => {
  test('a division by zero', () => {
    expect(() => Exact.ratio(1n, 0n)).toThrow(RangeError);
    expect(() => Exact.ONE.dividedBy(Exact.ZERO)).toThrow(RangeError);
  });

  test('a fraction taken as an integer', () => {
    expect(() => Exact.of('1/2').toBigInt()).toThrow(RangeError);
    expect(Exact.of('4/2').toBigInt()).toBe(2n);
  });
});

test('least and greatest are of the two given', () => {
  fc.assert(
    fc.property(quotients, quotients, (a, b) => {
      const [low, high] = [least(exact(a), exact(b)), greatest(exact(a), exact(b))];
      expect(high.isLessThan(low)).toBe(false);
      expect(low.plus(high).equals(exact(a).plus(exact(b)))).toBe(true);
    }),
  );
});

test('the sum of nothing is zero', () => {
  expect(sum([]).isZero).toBe(true);
});
