import { z } from 'zod';
import { Exact, greatest } from '../../values/exact.js';
import { positiveExactShape } from '../../values/shapes.js';
import { arithmeticAfter, lossInWords, pointsAfter } from '../deduction.js';
import { joined, makeLine, missingMetrics, noData, sourcesOf } from '../explain.js';
import { measureRate, metricsOfRate, printRate, rateShape } from '../rate.js';
import { defineRuleKind } from '../rule-kind.js';

const shape = z.strictObject({
  kind: z.literal('RANK'),
  rank: z.string().meta({ description: 'Metric of the published rank; 1 is the best' }),
  fullUpTo: positiveExactShape.meta({ description: 'Last rank with full points' }),
  pointsEach: positiveExactShape.meta({ description: 'Points for each rank below that' }),
  shows: z.array(rateShape).optional().meta({ description: 'Rates behind the rank: shown where they are known, never scored' }),
  among: z.string().optional().meta({ description: 'Metric of how many are ranked: shown only' }),
});

/**
 * Points lost for each place in a ranking below the last full one.
 *
 * Units: points. Range: 0 to the item's maximum.
 */
export const rank = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const place = facts.metrics.get(rule.rank)?.value;
    if (!place) return noData(item, () => missingMetrics(item, [rule.rank], facts));
    const below = greatest(place.minus(rule.fullUpTo), Exact.ZERO);
    const deduction = below.times(rule.pointsEach);
    const points = pointsAfter(item, deduction);
    const lines = () => {
      const among = rule.among ? facts.metrics.get(rule.among)?.value : undefined;
      const shown = (rule.shows ?? []).flatMap((rate) => measureRate(rate, facts) ?? []).map(printRate);
      const text = {
        zh: `${item.title.zh}：第 ${place.toDecimal(0)} 位${among ? `（共 ${among.toDecimal(0)} 位）` : ''}，前 ${rule.fullUpTo.toDecimal(0)} 位满分，低 ${below.toDecimal(0)} 位，${lossInWords(item, deduction).zh}${shown.length > 0 ? `；比率 ${shown.join('、')} 仅供参考` : ''}`,
        en: `${item.title.en}: rank ${place.toDecimal(0)}${among ? ` of ${among.toDecimal(0)}` : ''}, full up to ${rule.fullUpTo.toDecimal(0)}, ${below.toDecimal(0)} below: ${lossInWords(item, deduction).en}${shown.length > 0 ? `; rate ${shown.join(', ')} for information only` : ''}`,
      };
      const arithmetic = arithmeticAfter(item, deduction, `${below.toExpression()} * ${rule.pointsEach.toExpression()}`);
      return [
        makeLine(item, { measured: `rank ${place.toDecimal(0)}`, arithmetic, points, text: joined(text, sourcesOf([rule.rank], facts)) }),
      ];
    };
    return { points, provisional: false, lines };
  },

  metrics: (rule) => [rule.rank],

  shownMetrics: (rule) => [...(rule.shows ?? []).flatMap(metricsOfRate), ...(rule.among ? [rule.among] : [])],

  findingForms: () => [],
});
