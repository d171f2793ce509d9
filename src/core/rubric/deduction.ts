import { Exact } from '../values/exact.js';
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
