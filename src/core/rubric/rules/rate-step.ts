import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact, least } from '../../values/exact.js';
import { printPercent } from '../../values/figures.js';
import { exactShape, nonNegativeExactShape, positiveExactShape } from '../../values/shapes.js';
import { arithmeticAfter, lossInWords, pointsAfter } from '../deduction.js';
import { joined, makeLine, missingMetrics, noData, sourcesOf } from '../explain.js';
import { countSteps, PART_STEPS_LABELS, partStepsShape } from '../part-steps.js';
import { measureRate, metricsOfRate, optionalMetricsOfRate, printRate, rateShape } from '../rate.js';
import { defineRuleKind } from '../rule-kind.js';

const shape = z.strictObject({
  kind: z.literal('RATE_STEP'),
  rate: rateShape,
  countsAtMost: exactShape.optional().meta({ description: 'A rate above this counts as this' }),
  target: exactShape,
  step: positiveExactShape.meta({ description: 'One step of the rate, in percentage points: "0.1%"' }),
  pointsPerStep: positiveExactShape,
  partSteps: setting(partStepsShape),
  deductionMax: setting(nonNegativeExactShape).optional(),
  bonus: z
    .strictObject({ pointsPerStep: positiveExactShape, isWithinMax: setting(z.boolean()) })
    .optional()
    .meta({ description: 'Points for each step above the target' }),
});

/**
 * Points lost, step by step, to a rate that falls short of its target; a bonus may reward each step above it.
 *
 * Units: points; a step is in percentage points of the rate.
 * Range: 0 to the item's maximum, with a bonus that is not held within it also above.
 */
export const rateStep = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const rate = measureRate(rule.rate, facts, rule.countsAtMost);
    if (!rate) return noData(item, () => missingMetrics(item, metricsOfRate(rule.rate), facts));
    const counted = rule.countsAtMost ? least(rate.value, rule.countsAtMost) : rate.value;
    const distance = rule.target.minus(counted);
    const isShort = distance.sign > 0;
    const steps = countSteps(isShort ? distance : distance.negated(), rule.step, rule.partSteps);
    const measured = () => `${printRate(rate)}${counted === rate.value ? '' : ` → ${printPercent(counted)}`}`;
    const target = printPercent(rule.target);
    const partSteps = PART_STEPS_LABELS[rule.partSteps];

    if (!rule.bonus || distance.sign >= 0) {
      const uncapped = isShort ? steps.times(rule.pointsPerStep) : Exact.ZERO;
      const isCapped = rule.deductionMax?.isLessThan(uncapped) ?? false;
      const deduction = isCapped ? rule.deductionMax! : uncapped;
      const points = pointsAfter(item, deduction);
      const lines = () => {
        const product = `${steps.toExpression()} * ${rule.pointsPerStep.toExpression()}`;
        const written = isCapped ? `min(${rule.deductionMax!.toExpression()}, ${product})` : product;
        const text = isShort
          ? {
              zh: `${item.title.zh}：${measured()}，低于指标 ${target}，计 ${steps.toDecimal(4)} 档（${partSteps.zh}），${lossInWords(item, deduction).zh}${isCapped ? '（本项扣分上限）' : ''}`,
              en: `${item.title.en}: ${measured()}, below the target of ${target}, steps: ${steps.toDecimal(4)} (${partSteps.en}), ${lossInWords(item, deduction).en}${isCapped ? ', the cap of this deduction' : ''}`,
            }
          : {
              zh: `${item.title.zh}：${measured()}，达到指标 ${target}，不扣分`,
              en: `${item.title.en}: ${measured()}, the target of ${target} is met, nothing off`,
            };
        const arithmetic = isShort ? arithmeticAfter(item, deduction, written) : item.max!.toExpression();
        return [
          makeLine(item, { measured: measured(), arithmetic, points, text: joined(text, sourcesOf(metricsOfRate(rule.rate), facts)) }),
        ];
      };
      return { points, provisional: false, lines };
    }

    const earned = item.max!.plus(steps.times(rule.bonus.pointsPerStep));
    const isWithinMax = rule.bonus.isWithinMax;
    const points = isWithinMax ? least(earned, item.max!) : earned;
    const lines = () => {
      const sum = `${item.max!.toExpression()} + ${steps.toExpression()} * ${rule.bonus!.pointsPerStep.toExpression()}`;
      const text = {
        zh: `${item.title.zh}：${measured()}，高于指标 ${target}，计 ${steps.toDecimal(4)} 档（${partSteps.zh}），加 ${points.minus(item.max!).toDecimal(4)} 分${isWithinMax ? '（以本项满分为限）' : ''}`,
        en: `${item.title.en}: ${measured()}, above the target of ${target}, steps: ${steps.toDecimal(4)} (${partSteps.en}), ${points.minus(item.max!).toDecimal(4)} added${isWithinMax ? " (within the item's maximum)" : ''}`,
      };
      const arithmetic = isWithinMax ? `min(${item.max!.toExpression()}, ${sum})` : sum;
      return [makeLine(item, { measured: measured(), arithmetic, points, text: joined(text, sourcesOf(metricsOfRate(rule.rate), facts)) })];
    };
    return { points, provisional: false, lines };
  },

  metrics: (rule) => metricsOfRate(rule.rate),

  optionalMetrics: (rule) => optionalMetricsOfRate(rule.rate),

  findingForms: () => [],

  greatest(rule, max) {
    if (!rule.bonus || rule.bonus.isWithinMax) return max;
    const steps = countSteps(Exact.ONE.minus(rule.target), rule.step, rule.partSteps);
    return max.plus(steps.times(rule.bonus.pointsPerStep));
  },

  remarks(rule) {
    const caps = capsOf(rule.deductionMax);
    const worst = countSteps(rule.target, rule.step, 'STARTED').times(rule.pointsPerStep);
    const worstCompleted = countSteps(rule.target, rule.step, 'COMPLETED').times(rule.pointsPerStep);
    const greatestDeduction = rule.partSteps === 'COMPLETED' ? worstCompleted : worst;
    return caps
      .filter((cap) => !cap.isLessThan(greatestDeduction))
      .slice(0, 1)
      .map((cap) => ({
        code: 'CAP_CANNOT_BIND' as const,
        text: {
          zh: `扣分上限 ${cap.toDecimal(4)} 不会起作用：比率为 0 时也只扣 ${greatestDeduction.toDecimal(4)} 分`,
          en: `the cap of ${cap.toDecimal(4)} on the deduction cannot bind: even a rate of 0 costs only ${greatestDeduction.toDecimal(4)}`,
        },
      }));
  },

  faults: (_rule, max) => (max ? [] : [{ zh: '按档扣分的考核项必须有满分', en: 'an item scored by rate steps needs a maximum' }]),
});

const capsOf = (cap: z.output<typeof shape>['deductionMax']): Exact[] => {
  if (cap === undefined) return [];
  return cap instanceof Exact ? [cap] : Object.values(cap.options);
};
