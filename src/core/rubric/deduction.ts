import { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';
import type { ItemFrame } from './explain.js';

/** Points left of an item after a deduction, never below zero; an additional item simply comes to the amount. */
export function pointsAfter(item: ItemFrame, deduction: Exact): Exact {
  if (!item.max) return deduction;
  const points = item.max.minus(deduction);
  return points.sign < 0 ? Exact.ZERO : points;
}

/** The arithmetic of `pointsAfter`, the floor written only where it binds. */
export function arithmeticAfter(item: ItemFrame, deduction: Exact, written: string): string {
  if (!item.max) return written;
  const difference = `${item.max.toExpression()} - ${written}`;
  return item.max.isLessThan(deduction) ? `max(0, ${difference})` : difference;
}

/** A deduction in words, with the item's maximum where the deduction would go beyond it. */
export function lossInWords(item: ItemFrame, deduction: Exact): Text {
  const points = deduction.toDecimal(4);
  if (!item.max?.isLessThan(deduction)) return { zh: `扣 ${points} 分`, en: `${points} off` };
  const max = item.max.toDecimal(4);
  return { zh: `应扣 ${points} 分，以满分 ${max} 分扣完为止`, en: `${points} off, which ends at the ${max} of the item` };
}
