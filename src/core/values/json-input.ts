/** A JSON number that cannot be taken exactly, such as 14.5, 14.0 or 1e3; it is kept as it was written. */
export class InexactNumber {
  constructor(readonly written: string) {}

  /** As it was written, where a message shows it. */
  toJSON(): string {
    return this.written;
  }
}

// Only a number can follow a colon, a bracket or a comma without a quote. Most inputs hold only short whole numbers, which
// JavaScript reads exactly; text inside a string may match too, and then only costs the slower way.
const NEEDS_CARE = /(?:^|[:[,])\s*-?\d+(?:[.eE]|\d{15})/;

/**
 * Reads JSON without losing a digit: whole numbers beyond 2^53 become bigint, numbers with a fraction or exponent `InexactNumber`.
 * Errors: throws SyntaxError where the text is no JSON.
 */
export function parseJson(written: string): unknown {
  // Editors on Windows put a byte order mark before the text.
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  if (!NEEDS_CARE.test(text)) return JSON.parse(text);
  return JSON.parse(text, keepExact as (key: string, value: unknown) => unknown);
}

// The third argument, the text of a number as it was written, is newer than TypeScript's library knows.
function keepExact(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  if (!/^-?\d+$/.test(source)) return new InexactNumber(source);
  return Number.isSafeInteger(value) ? value : BigInt(source);
}
