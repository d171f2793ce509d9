import { type IsoDate, isIsoDate } from './dates.js';
import { Exact } from './exact.js';
import { InexactNumber } from './json-input.js';
import type { Problems } from './problem.js';

type Fields = Readonly<Record<string, unknown>>;

/** True for what JSON calls an object. */
export const isObject = (raw: unknown): raw is Fields =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(raw instanceof InexactNumber);

/** An object's fields; null, with a problem, where it is none. */
export function readFields(raw: unknown, path: string, problems: Problems): Fields | null {
  if (isObject(raw)) return raw;
  problems.add(path, 'NOT_AN_OBJECT', '应为对象', 'an object is expected');
  return null;
}

/** A list's members; empty where it is left out, and, with a problem, where it is no list. */
export function readList(fields: Fields, name: string, problems: Problems): readonly unknown[] {
  const raw = fields[name];
  if (isAbsent(raw)) return [];
  if (Array.isArray(raw)) return raw;
  problems.add(name, 'NOT_A_LIST', '应为列表', 'a list is expected');
  return [];
}

/** A map's entries in the order of its keys; empty where it is left out. */
export function readEntries(raw: unknown, path: string, problems: Problems): [string, unknown][] {
  if (isAbsent(raw)) return [];
  const fields = readFields(raw, path, problems);
  return fields ? Object.entries(fields) : [];
}

/** Reads each member of a list; those that cannot be read, which is null, are left out. */
export function readEach<T>(fields: Fields, name: string, problems: Problems, read: (raw: unknown, index: number) => T | null): T[] {
  const values: T[] = [];
  for (const [index, raw] of readList(fields, name, problems).entries()) {
    const value = read(raw, index);
    if (value !== null) values.push(value);
  }
  return values;
}

/** True where a field is left out or null. */
export const isAbsent = (raw: unknown): raw is null | undefined => raw === undefined || raw === null;

/** The path of a field in an object. */
export const at = (path: string, name: string): string => (path ? `${path}.${name}` : name);

/** Reads the fields of one object, and names every problem that it has. What cannot be read is null. */
export class ObjectReader {
  constructor(
    readonly fields: Fields,
    readonly path: string,
    private readonly problems: Problems,
  ) {}

  has(name: string): boolean {
    return !isAbsent(this.fields[name]);
  }

  problem(name: string, ...problem: Parameters<Problems['add']> extends [string, ...infer Rest] ? Rest : never): null {
    this.problems.add(at(this.path, name), ...problem);
    return null;
  }

  /** Names every field that is not among the known ones. */
  refuseOthers(known: ReadonlySet<string>): void {
    // for…in makes no list of the names; JSON's objects inherit nothing.
    for (const name in this.fields) if (!known.has(name)) this.problem(name, 'UNKNOWN_FIELD', '未知字段', 'unknown field');
  }

  /** Text that is not empty. */
  text(name: string, isRequired = true): string | null {
    const raw = this.present(name, isRequired);
    if (raw === null) return null;
    if (typeof raw !== 'string') return this.problem(name, 'NOT_TEXT', '应为文本', 'text is expected');
    return raw === '' ? this.problem(name, 'EMPTY', '不能为空', 'must not be empty') : raw;
  }

  boolean(name: string): boolean {
    const raw = this.fields[name];
    if (isAbsent(raw)) return false;
    if (typeof raw === 'boolean') return raw;
    this.problem(name, 'NOT_A_BOOLEAN', '应为 true 或 false', 'true or false is expected');
    return false;
  }

  /** A date that exists. */
  date(name: string, isRequired = true): IsoDate | null {
    const raw = this.present(name, isRequired);
    if (raw === null) return null;
    if (typeof raw === 'string' && isIsoDate(raw)) return raw;
    return this.problem(name, 'NOT_A_DATE', '应为日期 YYYY-MM-DD', 'a date YYYY-MM-DD is expected');
  }

  /** A whole number from a least value, as a JSON integer or a string of digits, of any size. */
  count(name: string, least: 0 | 1 = 0, isRequired = true): bigint | null {
    const raw = this.present(name, isRequired);
    return raw === null ? null : readCount(raw, at(this.path, name), least, this.problems);
  }

  /** An exact decimal, as a string or a JSON integer. */
  decimal(name: string, isRequired = true): Exact | null {
    const raw = this.present(name, isRequired);
    return raw === null ? null : readDecimal(raw, at(this.path, name), this.problems);
  }

  private present(name: string, isRequired: boolean): unknown {
    const raw = this.fields[name];
    if (!isAbsent(raw)) return raw;
    return isRequired ? this.problem(name, 'REQUIRED', '必填', 'required') : null;
  }
}

/** More digits than any real figure has by far; what is longer only keeps the machine busy. */
const DIGITS_MAX = 1000;

function isTooLong(raw: unknown, path: string, problems: Problems): boolean {
  const isWithin = typeof raw === 'string' ? raw.length <= DIGITS_MAX : typeof raw !== 'bigint' || (raw < LARGEST && raw > -LARGEST);
  if (!isWithin) problems.add(path, 'TOO_LONG', `不能超过 ${DIGITS_MAX} 位数字`, `at most ${DIGITS_MAX} digits`);
  return !isWithin;
}

const LARGEST = 10n ** BigInt(DIGITS_MAX);

/** A whole number from a least value, of up to a thousand digits; null, with a problem, for anything else. */
export function readCount(raw: unknown, path: string, least: 0 | 1, problems: Problems): bigint | null {
  if (isTooLong(raw, path, problems)) return null;
  const value = wholeNumber(raw);
  if (value === null) {
    problems.add(
      path,
      'NOT_A_COUNT',
      '应为整数（JSON 整数或数字字符串）',
      'a whole number is expected, as a JSON integer or a string of digits',
    );
    return null;
  }
  if (value >= BigInt(least)) return value;
  if (least === 1) problems.add(path, 'BELOW_ONE', '不能小于 1', 'must be at least 1');
  else problems.add(path, 'NEGATIVE', '不能为负', 'must not be negative');
  return null;
}

function wholeNumber(raw: unknown): bigint | null {
  if (typeof raw === 'bigint') return raw;
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? BigInt(raw) : null;
  return typeof raw === 'string' && /^-?\d+$/.test(raw) ? BigInt(raw) : null;
}

/** An exact decimal; null, with a problem, for anything else. */
export function readDecimal(raw: unknown, path: string, problems: Problems): Exact | null {
  if (isTooLong(raw, path, problems)) return null;
  if (typeof raw === 'bigint') return Exact.integer(raw);
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return Exact.integer(raw);
  if (typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw)) return Exact.of(raw);
  problems.add(path, 'NOT_A_DECIMAL', '应为十进制数字符串，如 "97.3"', 'a decimal is expected as a string, such as "97.3"');
  return null;
}
