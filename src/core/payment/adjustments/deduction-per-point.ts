import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { countSteps, PART_STEPS_LABELS, partStepsShape } from '../../rubric/part-steps.js';
import { Exact, greatest, least } from '../../values/exact.js';
import { printPercent, printPoints, writeYuan } from '../../values/figures.js';
import { clauseShape, exactShape, positiveExactShape } from '../../values/shapes.js';
import { defineAdjustmentKind, type PaymentFacts } from '../adjustment-kind.js';

const feeShape = z.strictObject({ of: z.enum(['CONTRACT_AMOUNT', 'INSTALMENT']), share: positiveExactShape });

const shape = z.strictObject({
  kind: z.literal('DEDUCTION_PER_POINT'),
  clause: clauseShape,
  target: exactShape.meta({ description: 'Score from which nothing is deducted' }),
  partSteps: setting(partStepsShape).meta({ description: 'What becomes of a part of a point' }),
  rate: positiveExactShape.meta({ description: 'Share of the fee for each point: "0.5%"' }),
  fee: setting(feeShape).meta({ description: 'The fee that the rate is taken of' }),
});

/**
 * A share of a fee taken off for each point that the score lies below its target.
 *
 * Units: yuan; points. Range: 0 to the amount; a deduction stops at the instalment.
 */
export const deductionPerPoint = defineAdjustmentKind({
  shape,
  usesScore: true,

  adjust(adjustment, amount, { score, contractAmount, base }) {
    if (!score) return null;
    const distance = greatest(adjustment.target.minus(score), Exact.ZERO);
    const points = countSteps(distance, Exact.ONE, adjustment.partSteps);
    const fee = feeOf(adjustment.fee, { contractAmount, base });
    const deduction = points.times(adjustment.rate).times(fee);
    const adjusted = greatest(amount.minus(deduction), Exact.ZERO);
    const line = () => {
      const difference = `${amount.toExpression()} - ${points.toExpression()} * ${adjustment.rate.toExpression()} * ${fee.toExpression()}`;
      const isExhausted = amount.isLessThan(deduction);
      const partSteps = PART_STEPS_LABELS[adjustment.partSteps];
      const target = printPoints(adjustment.target);
      return {
        measured: `score ${printPoints(score)}`,
        arithmetic: isExhausted ? `max(0, ${difference})` : difference,
        zh:
          distance.sign === 0
            ? `得分 ${printPoints(score)}，达到 ${target} 分，全额结算：${writeYuan(adjusted)} 元`
            : `得分 ${printPoints(score)}，比 ${target} 分低 ${distance.toDecimal(4)} 分，计 ${points.toDecimal(4)} 分（${partSteps.zh}），每分扣 ${writeYuan(fee)} 元的 ${printPercent(adjustment.rate)}，共扣 ${writeYuan(deduction)} 元${isExhausted ? '，以本期款为限' : ''}：${writeYuan(adjusted)} 元`,
        en:
          distance.sign === 0
            ? `A score of ${printPoints(score)} reaches ${target}, settled in full: ${writeYuan(adjusted)}`
            : `A score of ${printPoints(score)} lies ${distance.toDecimal(4)} below ${target}, points counted: ${points.toDecimal(4)} (${partSteps.en}); each costs ${printPercent(adjustment.rate)} of ${writeYuan(fee)}, ${writeYuan(deduction)} together${isExhausted ? ', at most the instalment' : ''}: ${writeYuan(adjusted)}`,
      };
    };
    return { amount: adjusted, line };
  },

  breaks({ target, rate, fee }, amount, facts, from) {
    const exhaustedAfter = amount.dividedBy(feeOf(fee, facts).times(rate));
    const deepest = least(exhaustedAfter, greatest(target.minus(from), Exact.ZERO));
    if (POINTS_MAX.isLessThan(deepest)) return null;
    const points = Array.from({ length: Number(deepest.ceil().toBigInt()) + 1 }, (_, index) => Exact.integer(index));
    return [...points, exhaustedAfter].map((lost) => target.minus(lost));
  },

  faults: () => [],
});

/** So many points below the target are gone through one by one; no contract's score has more. */
const POINTS_MAX = Exact.integer(1_000);

const feeOf = (
  { of, share }: { readonly of: 'CONTRACT_AMOUNT' | 'INSTALMENT'; readonly share: Exact },
  { contractAmount, base }: Pick<PaymentFacts, 'contractAmount' | 'base'>,
): Exact => (of === 'INSTALMENT' ? base : contractAmount).times(share);
