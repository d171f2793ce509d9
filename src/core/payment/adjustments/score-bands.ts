import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact } from '../../values/exact.js';
import { printPercent, printPoints, writeYuan } from '../../values/figures.js';
import { clauseShape, exactShape, nonNegativeExactShape } from '../../values/shapes.js';
import type { Text } from '../../values/text.js';
import { defineAdjustmentKind } from '../adjustment-kind.js';

const shape = z.strictObject({
  kind: z.literal('SCORE_BANDS'),
  clause: clauseShape,
  rounding: setting(z.enum(['NONE', 'HALF_UP_TO_INTEGER'])).meta({ description: 'Whether the score is rounded before the bands' }),
  bands: z
    .array(
      z.strictObject({
        from: exactShape.optional().meta({ description: 'Least score of the band, included; left out: no lower end' }),
        below: exactShape.optional().meta({ description: 'Score above the band, not included; left out: no upper end' }),
        pays: nonNegativeExactShape.meta({ description: 'Share of the amount: "90%"' }),
        paysAtItsLeast: setting(nonNegativeExactShape)
          .optional()
          .meta({ description: 'Share at exactly the least score, where a reading disputes it' }),
      }),
    )
    .min(1)
    .meta({ description: 'From the highest scores to the lowest, without gap or overlap' }),
});

/**
 * The share of the amount that the band of the score pays.
 *
 * Units: yuan. Range: the bands' shares.
 */
export const scoreBands = defineAdjustmentKind({
  shape,
  usesScore: true,

  adjust(adjustment, amount, { score }) {
    if (!score) return null;
    const tested = adjustment.rounding === 'NONE' ? score : roundHalfUp(score);
    const band = adjustment.bands.find(({ from }) => !from || !tested.isLessThan(from))!;
    const isAtLeast = band.from?.equals(tested) ?? false;
    const share = isAtLeast ? (band.paysAtItsLeast ?? band.pays) : band.pays;
    const adjusted = amount.times(share);
    const line = () => {
      const rounded = tested === score ? '' : ` → ${printPoints(tested)}`;
      return {
        measured: `score ${printPoints(score)}${rounded}`,
        arithmetic: `${amount.toExpression()} * ${share.toExpression()}`,
        zh: `得分 ${printPoints(score)}${rounded && `（取整为 ${printPoints(tested)}）`}，支付 ${printPercent(share)}：${writeYuan(adjusted)} 元`,
        en: `A score of ${printPoints(score)}${rounded && ` (rounded to ${printPoints(tested)})`} pays ${printPercent(share)}: ${writeYuan(adjusted)}`,
      };
    };
    return { amount: adjusted, line };
  },

  breaks: ({ rounding, bands }) =>
    bands.flatMap(({ from }) => {
      if (!from) return [];
      // Rounded half up, all scores from half a point below an integer to half a point above it are that integer.
      return rounding === 'NONE' ? [from] : [from.ceil().minus(HALF), from.ceil().plus(HALF)];
    }),

  faults({ bands }) {
    const faults: Text[] = [];
    bands.forEach((band, index) => {
      const next = bands[index + 1];
      if (band.from && band.below && !band.from.isLessThan(band.below))
        faults.push({ zh: `第 ${index + 1} 档的上下限颠倒`, en: `band ${index + 1} ends below where it begins` });
      if (band.paysAtItsLeast && !band.from)
        faults.push({ zh: `第 ${index + 1} 档没有下限，谈不上恰好等于下限`, en: `band ${index + 1} has no least score to dispute` });
      if (!next) return;
      if (!band.from || !next.below || !band.from.equals(next.below))
        faults.push({
          zh: `第 ${index + 1} 档与第 ${index + 2} 档之间有空隙或重叠`,
          en: `gap or overlap between bands ${index + 1} and ${index + 2}`,
        });
    });
    if (bands[0]!.below) faults.push({ zh: '最高一档不应有上限', en: 'the highest band has an upper end' });
    if (bands.at(-1)!.from) faults.push({ zh: '最低一档不应有下限', en: 'the lowest band has a lower end' });
    return faults;
  },
});

const HALF = Exact.ratio(1n, 2n);

const roundHalfUp = (score: Exact): Exact => score.plus(HALF).floor();
