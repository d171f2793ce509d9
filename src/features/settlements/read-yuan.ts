import { Exact } from '../../core/values/exact.js';

/** Most that an amount column holds. */
const YUAN_MAX = Exact.of('99999999999999.99');

/** An amount above 0 in whole fen; null for anything else. */
export function readYuan(value: unknown): Exact | null {
  const amount = typeof value === 'string' && /^\d{1,14}(\.\d{1,2})?$/.test(value) ? Exact.of(value) : null;
  return amount && amount.sign > 0 && !YUAN_MAX.isLessThan(amount) ? amount : null;
}

/** As `readYuan`, 0 included. */
export const readYuanOrZero = (value: unknown): Exact | null =>
  typeof value === 'string' && /^0+(\.0{1,2})?$/.test(value) ? Exact.ZERO : readYuan(value);
