import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact, least, sum } from '../../values/exact.js';
import { writeYuan } from '../../values/figures.js';
import { clauseShape, positiveExactShape } from '../../values/shapes.js';
import { defineAdjustmentKind } from '../adjustment-kind.js';

const shape = z.strictObject({
  kind: z.literal('HEADCOUNT_SHARE'),
  clause: clauseShape,
  metric: z.string().meta({ description: 'Metric of the month-end roster' }),
  full: positiveExactShape.meta({ description: 'Headcount that earns the whole amount; more earns no more' }),
  applies: setting(z.boolean()).meta({ description: 'Whether the amount follows the headcount at all' }),
  basis: setting(z.enum(['LAST_MONTH', 'AVERAGE', 'MINIMUM'])).meta({ description: "Which of the period's rosters counts" }),
});

/**
 * The share of the amount that the actual headcount earns of the full one.
 *
 * Units: yuan; persons. Range: 0 to the amount.
 */
export const headcountShare = defineAdjustmentKind({
  shape,
  usesScore: false,

  adjust(adjustment, amount, { rosters }) {
    if (!adjustment.applies) {
      const line = () => ({
        measured: '',
        arithmetic: amount.toExpression(),
        zh: `费用固定，不随在岗人数变动：${writeYuan(amount)} 元`,
        en: `The fee is fixed, whatever the headcount: ${writeYuan(amount)}`,
      });
      return { amount, line };
    }
    if (!rosters) return null;
    const actual = headcountOf(rosters, adjustment.basis);
    const counted = least(actual, adjustment.full);
    const adjusted = amount.times(counted).dividedBy(adjustment.full);
    const line = () => ({
      measured: `${rosters.map((roster) => roster.toExpression()).join(', ')} → ${actual.toExpression()}`,
      arithmetic: `${amount.toExpression()} * ${counted.toExpression()} / ${adjustment.full.toExpression()}`,
      zh: `实际人数 ${actual.toDecimal(4)}（应配 ${adjustment.full.toExpression()}），费用按比例：${writeYuan(adjusted)} 元`,
      en: `Headcount ${actual.toDecimal(4)} of ${adjustment.full.toExpression()}, the fee in proportion: ${writeYuan(adjusted)}`,
    });
    return { amount: adjusted, line };
  },

  breaks: () => [],

  faults: () => [],
});

function headcountOf(rosters: readonly Exact[], basis: 'LAST_MONTH' | 'AVERAGE' | 'MINIMUM'): Exact {
  if (basis === 'LAST_MONTH') return rosters.at(-1)!;
  return basis === 'MINIMUM' ? rosters.reduce(least) : sum(rosters).dividedBy(Exact.integer(rosters.length));
}
