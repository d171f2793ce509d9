import { z } from 'zod';
import { Exact, greatest } from '../../values/exact.js';
import { positiveExactShape } from '../../values/shapes.js';
import { arithmeticAfter, lossInWords, pointsAfter } from '../deduction.js';
import { joined, makeLine, missingMetrics, noData, sourcesOf } from '../explain.js';
import { defineRuleKind } from '../rule-kind.js';

const shape = z.strictObject({
  kind: z.literal('SHORTFALL'),
  required: z
    .union([positiveExactShape, z.strictObject({ metric: z.string() })])
    .meta({ description: 'What is required: a number, or a metric; a metric of 0 is NO_DATA' }),
  actual: z.string().meta({ description: 'Metric of what there is' }),
  pointsEach: positiveExactShape,
});

type Required = z.output<typeof shape>['required'];

/**
 * Points lost for each one that is missing to a required number.
 *
 * Units: points; the shortfall counts persons or pieces. Range: 0 to the item's maximum.
 */
export const shortfall = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const metrics = metricsOf(rule.required as Required, rule.actual);
    const required = rule.required instanceof Exact ? rule.required : facts.metrics.get(rule.required.metric)?.value;
    const actual = facts.metrics.get(rule.actual)?.value;
    if (!required || !actual || required.isZero) return noData(item, () => missingMetrics(item, metrics, facts));
    const missing = greatest(required.minus(actual), Exact.ZERO);
    const deduction = missing.times(rule.pointsEach);
    const points = pointsAfter(item, deduction);
    const lines = () => {
      const measured = `${actual.toDecimal(0)} / ${required.toDecimal(0)}`;
      const text = {
        zh: `${item.title.zh}：应有 ${required.toDecimal(0)}，实有 ${actual.toDecimal(0)}，缺 ${missing.toDecimal(0)}，${lossInWords(item, deduction).zh}`,
        en: `${item.title.en}: ${required.toDecimal(0)} required, ${actual.toDecimal(0)} there, ${missing.toDecimal(0)} short: ${lossInWords(item, deduction).en}`,
      };
      const arithmetic = arithmeticAfter(item, deduction, `${missing.toExpression()} * ${rule.pointsEach.toExpression()}`);
      return [makeLine(item, { measured, arithmetic, points, text: joined(text, sourcesOf(metrics, facts)) })];
    };
    return { points, provisional: false, lines };
  },

  metrics: (rule) => metricsOf(rule.required, rule.actual),

  findingForms: () => [],
});

const metricsOf = (required: Required, actual: string): string[] => (required instanceof Exact ? [actual] : [required.metric, actual]);
