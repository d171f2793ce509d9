import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact, greatest } from '../../values/exact.js';
import { printPercent } from '../../values/figures.js';
import { exactShape, nonNegativeExactShape, positiveExactShape } from '../../values/shapes.js';
import { arithmeticAfter, lossInWords, pointsAfter } from '../deduction.js';
import { joined, makeLine, missingMetrics, noData, sourcesOf } from '../explain.js';
import { countSteps, PART_STEPS_LABELS, partStepsShape } from '../part-steps.js';
import { measureRate, metricsOfRate, optionalMetricsOfRate, printRate, type RateData, rateShape } from '../rate.js';
import { defineRuleKind } from '../rule-kind.js';

const joinShape = z.enum(['LARGER', 'SUM', 'RATE_ONLY', 'BEYOND_TOLERANCE']);

const shape = z.strictObject({
  kind: z.literal('RATE_STEP_AND_COUNT'),
  rate: rateShape,
  target: exactShape,
  step: positiveExactShape,
  pointsPerStep: positiveExactShape,
  partSteps: setting(partStepsShape),
  count: z.string().meta({ description: 'Metric of the cases that each cost points' }),
  pointsEach: positiveExactShape,
  tolerance: nonNegativeExactShape.meta({ description: "Share of the rate's base that costs nothing under BEYOND_TOLERANCE" }),
  join: setting(joinShape).meta({ description: 'What the rate and the single cases cost together' }),
});

const metricsOf = ({ rate, count }: { readonly rate: RateData; readonly count: string }): string[] => [
  ...new Set([...metricsOfRate(rate), count]),
];

/**
 * Points lost both to a rate below its target and to each single case, joined in one of four ways.
 *
 * Units: points. Range: 0 to the item's maximum.
 */
export const rateStepAndCount = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const rate = measureRate(rule.rate, facts);
    const count = facts.metrics.get(rule.count)?.value;
    if (!rate || !count) return noData(item, () => missingMetrics(item, metricsOf(rule), facts));
    const steps = countSteps(greatest(rule.target.minus(rate.value), Exact.ZERO), rule.step, rule.partSteps);
    const tolerated = rate.denominator.times(rule.tolerance).floor();
    const beyond = greatest(count.minus(tolerated), Exact.ZERO);
    const forRate = steps.times(rule.pointsPerStep);
    const forCases = count.times(rule.pointsEach);
    const deductions = {
      LARGER: () => greatest(forRate, forCases),
      SUM: () => forRate.plus(forCases),
      RATE_ONLY: () => forRate,
      BEYOND_TOLERANCE: () => beyond.times(rule.pointsEach),
    };
    const deduction = deductions[rule.join]();
    const points = pointsAfter(item, deduction);
    const lines = () => {
      const rateProduct = `${steps.toExpression()} * ${rule.pointsPerStep.toExpression()}`;
      const caseProduct = `${count.toExpression()} * ${rule.pointsEach.toExpression()}`;
      const written = {
        LARGER: `max(${rateProduct}, ${caseProduct})`,
        SUM: `(${rateProduct} + ${caseProduct})`,
        RATE_ONLY: rateProduct,
        BEYOND_TOLERANCE: `${beyond.toExpression()} * ${rule.pointsEach.toExpression()}`,
      }[rule.join];
      const words = {
        LARGER: { zh: '两者取大', en: 'the larger of the two' },
        SUM: { zh: '两者相加', en: 'both together' },
        RATE_ONLY: { zh: '只按比率', en: 'the rate only' },
        BEYOND_TOLERANCE: { zh: `容差 ${tolerated.toDecimal(0)} 件以外才计`, en: `only beyond the ${tolerated.toDecimal(0)} tolerated` },
      }[rule.join];
      const label = item.labels.get(rule.count);
      const partSteps = PART_STEPS_LABELS[rule.partSteps];
      const text = {
        zh: `${item.title.zh}：${printRate(rate)}，指标 ${printPercent(rule.target)}，计 ${steps.toDecimal(4)} 档（${partSteps.zh}）；${label?.zh ?? rule.count} ${count.toDecimal(0)}；${words.zh}，${lossInWords(item, deduction).zh}`,
        en: `${item.title.en}: ${printRate(rate)}, target ${printPercent(rule.target)}, steps below: ${steps.toDecimal(4)} (${partSteps.en}); ${label?.en ?? rule.count} ${count.toDecimal(0)}; ${words.en}: ${lossInWords(item, deduction).en}`,
      };
      const measured = `${printRate(rate)}; ${rule.count} ${count.toDecimal(0)}`;
      const arithmetic = arithmeticAfter(item, deduction, written);
      return [makeLine(item, { measured, arithmetic, points, text: joined(text, sourcesOf(metricsOf(rule), facts)) })];
    };
    return { points, provisional: false, lines };
  },

  metrics: metricsOf,

  optionalMetrics: (rule) => optionalMetricsOfRate(rule.rate).filter((metric) => metric !== rule.count),

  findingForms: () => [],
});
