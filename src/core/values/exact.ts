/**
 * An exact rational number: the only number that points, rates and money are calculated with.
 *
 * The denominator is positive. A value is reduced only when its denominator has grown, since most sums stay in tenths
 * and a greatest common divisor costs more than the sum itself.
 */
export class Exact {
  static readonly ZERO = new Exact(0n, 1n);
  static readonly ONE = new Exact(1n, 1n);

  private constructor(
    private readonly numerator: bigint,
    private readonly denominator: bigint,
  ) {}

  /** The quotient of two integers; a zero denominator breaks an invariant and throws. */
  static ratio(numerator: bigint, denominator: bigint): Exact {
    if (denominator === 0n) throw new RangeError('division by zero');
    return denominator < 0n ? new Exact(-numerator, -denominator) : new Exact(numerator, denominator);
  }

  static integer(value: bigint | number): Exact {
    return new Exact(BigInt(value), 1n);
  }

  /** Reads `12`, `-0.5`, `1/4` or `0.5%`; null for anything else. */
  static parse(text: string): Exact | null {
    const match = /^(-?)(\d+)(?:\.(\d+))?(%)?$/.exec(text);
    if (match) {
      const [, sign, whole, fraction = '', percent] = match;
      const scale = 10n ** BigInt(fraction.length + (percent ? 2 : 0));
      const digits = BigInt(whole! + fraction);
      return new Exact(sign ? -digits : digits, scale).reduced();
    }
    const quotient = /^(-?\d+)\/(\d+)$/.exec(text);
    if (!quotient || BigInt(quotient[2]!) === 0n) return null;
    return new Exact(BigInt(quotient[1]!), BigInt(quotient[2]!)).reduced();
  }

  /** As `parse`, for text that is known to be a number. */
  static of(text: string | number): Exact {
    const value = Exact.parse(String(text));
    if (!value) throw new RangeError(`not an exact number: ${text}`);
    return value;
  }

  plus(other: Exact): Exact {
    const { numerator: a, denominator: b } = this;
    const { numerator: c, denominator: d } = other;
    if (b === d) return new Exact(a + c, b);
    if (d === 1n) return new Exact(a + c * b, b);
    if (b === 1n) return new Exact(a * d + c, d);
    if (b % d === 0n) return new Exact(a + c * (b / d), b);
    if (d % b === 0n) return new Exact(a * (d / b) + c, d);
    return new Exact(a * d + c * b, b * d).shrunk();
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  times(other: Exact): Exact {
    return new Exact(this.numerator * other.numerator, this.denominator * other.denominator).shrunk();
  }

  dividedBy(other: Exact): Exact {
    return Exact.ratio(this.numerator * other.denominator, this.denominator * other.numerator).shrunk();
  }

  negated(): Exact {
    return new Exact(-this.numerator, this.denominator);
  }

  /** Negative, zero or positive as this number is less than, equal to or greater than the other. */
  compare(other: Exact): number {
    const left = this.numerator * other.denominator;
    const right = other.numerator * this.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  isLessThan(other: Exact): boolean {
    return this.compare(other) < 0;
  }

  equals(other: Exact): boolean {
    return this.compare(other) === 0;
  }

  get sign(): number {
    return this.numerator > 0n ? 1 : this.numerator < 0n ? -1 : 0;
  }

  get isZero(): boolean {
    return this.numerator === 0n;
  }

  get isInteger(): boolean {
    return this.numerator % this.denominator === 0n;
  }

  /** The greatest integer that is not above this number. */
  floor(): Exact {
    const quotient = this.numerator / this.denominator;
    const isBelow = this.numerator < 0n && quotient * this.denominator !== this.numerator;
    return new Exact(isBelow ? quotient - 1n : quotient, 1n);
  }

  /** The least integer that is not below this number. */
  ceil(): Exact {
    return this.negated().floor().negated();
  }

  /** Rounded to a number of decimal places, half away from zero. */
  rounded(places: number): Exact {
    const scale = powerOfTen(places);
    const magnitude = this.numerator < 0n ? -this.numerator : this.numerator;
    const units = (2n * magnitude * scale + this.denominator) / (2n * this.denominator);
    return new Exact(this.numerator < 0n ? -units : units, scale);
  }

  /** The same number with the least denominator. */
  reduced(): Exact {
    let a = this.numerator < 0n ? -this.numerator : this.numerator;
    let b = this.denominator;
    while (b) [a, b] = [b, a % b];
    return a === 1n ? this : new Exact(this.numerator / a, this.denominator / a);
  }

  /** One text for each number, whatever its denominator: for use as a key. */
  key(): string {
    const { numerator, denominator } = this.reduced();
    return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
  }

  /** Decimal text, rounded half away from zero to `places`, without trailing zeros: `9.9`, `10`, `0`. */
  toDecimal(places: number): string {
    const fixed = this.toFixed(places);
    return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  }

  /** Decimal text with exactly `places` decimals, rounded half away from zero; zero has no sign. */
  toFixed(places: number): string {
    const units = this.rounded(places).numerator;
    const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
    const sign = units < 0n ? '-' : '';
    return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }

  /** The whole truth: decimal text where the decimals end, else a quotient in brackets; readable by any calculator. */
  toExpression(): string {
    const { numerator, denominator } = this.reduced();
    let rest = denominator;
    let places = 0;
    while (rest % 10n === 0n) [rest, places] = [rest / 10n, places + 1];
    while (rest % 2n === 0n) [rest, places] = [rest / 2n, places + 1];
    while (rest % 5n === 0n) [rest, places] = [rest / 5n, places + 1];
    return rest === 1n ? this.toDecimal(places) : `(${numerator}/${denominator})`;
  }

  /** The number as an integer; throws where it has a fraction. */
  toBigInt(): bigint {
    if (!this.isInteger) throw new RangeError(`not an integer: ${this.key()}`);
    return this.numerator / this.denominator;
  }

  private shrunk(): Exact {
    return this.denominator > DENOMINATOR_MAX ? this.reduced() : this;
  }
}

const POWERS_OF_TEN = [1n, 10n, 100n, 1_000n, 10_000n];

const powerOfTen = (exponent: number): bigint => POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);

/** Above this a denominator is worth reducing: arithmetic beyond one machine word is what costs. */
const DENOMINATOR_MAX = 2n ** 62n;

/** The lesser of two numbers. */
export const least = (a: Exact, b: Exact): Exact => (b.isLessThan(a) ? b : a);

/** The greater of two numbers. */
export const greatest = (a: Exact, b: Exact): Exact => (a.isLessThan(b) ? b : a);

/** The sum of a list; zero for an empty one. */
export const sum = (values: readonly Exact[]): Exact => values.reduce((total, value) => total.plus(value), Exact.ZERO);
