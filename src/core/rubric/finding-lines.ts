import type { Exact } from '../values/exact.js';
import { type ItemFrame, type Line, makeLine } from './explain.js';

/** The line that an item with a maximum opens with, when something is taken off it. */
export const openingLine = (item: ItemFrame, max: Exact): Line =>
  makeLine(item, {
    measured: `max ${max.toExpression()}`,
    arithmetic: max.toExpression(),
    points: max,
    text: { zh: `${item.title.zh}：满分 ${max.toDecimal(4)} 分`, en: `${item.title.en}: ${max.toDecimal(4)} to begin with` },
  });

/** The floor's line, where a deduction would go beyond what the item has; none where it does not. */
export function floorLines(item: ItemFrame, max: Exact, deduction: Exact): Line[] {
  const beyond = deduction.minus(max);
  return beyond.sign > 0 ? [floorLine(item, beyond)] : [];
}

/** The line of an item against which nothing is recorded. */
export const nothingFound = (item: ItemFrame, points: Exact): Line =>
  makeLine(item, {
    measured: '0',
    arithmetic: points.toExpression(),
    points,
    text: {
      zh: `${item.title.zh}：本期没有记录，${item.max ? `不扣分，得满分 ${points.toDecimal(4)} 分` : '计 0 分'}`,
      en: `${item.title.en}: nothing recorded, ${item.max ? `nothing off, ${points.toDecimal(4)} in full` : 'comes to 0'}`,
    },
  });

/** The line that gives back what a deduction would take beyond an item's maximum. */
const floorLine = (item: ItemFrame, beyond: Exact): Line =>
  makeLine(item, {
    measured: `floor 0`,
    arithmetic: beyond.toExpression(),
    points: beyond,
    text: {
      zh: `扣分以本项满分为限，超出的 ${beyond.toDecimal(4)} 分不扣`,
      en: `an item ends at 0: the ${beyond.toDecimal(4)} beyond are not taken`,
    },
  });
