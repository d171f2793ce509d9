import { Exact } from '../../core/values/exact.js';

/** An amount above 0 in whole fen; null for anything else. */
export function readYuan(value: unknown): Exact | null {
  const amount = readYuanOrZero(value);
  return amount && amount.sign > 0 ? amount : null;
}

/** As `readYuan`, 0 included. */
export function readYuanOrZero(value: unknown): Exact | null {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,14}(\.\d{1,2})?$/.test(text) ? Exact.of(text) : null;
}
