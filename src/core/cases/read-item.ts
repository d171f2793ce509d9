import type { Contract } from '../contract/contract.js';
import type { RubricItem } from '../rubric/rubric.js';
import type { Exact } from '../values/exact.js';
import { printPoints } from '../values/figures.js';
import type { ObjectReader } from '../values/reader.js';

/** The item that a finding or a judgement names; null, with a problem, where there is none. */
export function readItem(reader: ObjectReader, contract: Contract | null): RubricItem | null {
  const code = reader.text('item');
  if (code === null || !contract) return null;
  return contract.rubric.itemsByCode.get(code) ?? reader.problem('item', 'UNKNOWN_ITEM', `没有考核项 ${code}`, `there is no item ${code}`);
}

/** One of a closed list of words. */
export function readChoice<T extends string>(
  reader: ObjectReader,
  name: string,
  choices: readonly T[],
  code: 'UNKNOWN_SOURCE' | 'UNKNOWN_LEVEL',
  isRequired = true,
): T | null {
  const text = reader.text(name, isRequired);
  if (text === null) return null;
  const choice = choices.find((candidate) => candidate === text);
  return choice ?? reader.problem(name, code, `应为 ${choices.join('、')} 之一`, `one of ${choices.join(', ')} is expected`);
}

/** Points within a range. */
export function readPointsWithin(reader: ObjectReader, min: Exact, max: Exact, isRequired: boolean): Exact | null {
  const points = reader.decimal('points', isRequired);
  if (!points || !(points.isLessThan(min) || max.isLessThan(points))) return points;
  const [from, to] = [printPoints(min), printPoints(max)];
  return reader.problem('points', 'OUT_OF_RANGE', `应在 ${from} 至 ${to} 之间`, `must lie from ${from} to ${to}`);
}

/** The reason that discretion needs. */
export function readReason(reader: ObjectReader): string | null {
  const reason = reader.fields.reason;
  if (typeof reason === 'string' && reason.trim() !== '') return reason;
  if (reason !== undefined && reason !== null && typeof reason !== 'string') return reader.text('reason');
  return reader.problem('reason', 'REASON_REQUIRED', '裁量须说明理由', 'discretion needs a reason');
}
