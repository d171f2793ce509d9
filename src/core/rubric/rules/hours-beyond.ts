import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact, greatest, sum } from '../../values/exact.js';
import { codeShape, positiveExactShape, textShape } from '../../values/shapes.js';
import { arithmeticAfter, lossInWords, pointsAfter } from '../deduction.js';
import { makeLine } from '../explain.js';
import { nothingFound } from '../finding-lines.js';
import { countSteps, PART_STEPS_LABELS, partStepsShape } from '../part-steps.js';
import { defineRuleKind } from '../rule-kind.js';

const shape = z.strictObject({
  kind: z.literal('HOURS_BEYOND'),
  finding: codeShape,
  label: textShape,
  allowedHours: positiveExactShape,
  stepHours: positiveExactShape,
  pointsPerStep: positiveExactShape,
  partSteps: setting(partStepsShape),
});

/**
 * Points lost for each step of hours beyond the allowed ones, counted ticket by ticket.
 *
 * Units: points; natural hours. Range: 0 to the item's maximum.
 */
export const hoursBeyond = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const tickets = facts.findings.map((finding) => {
      const beyond = greatest(finding.elapsedHours!.minus(rule.allowedHours), Exact.ZERO);
      return { finding, steps: countSteps(beyond, rule.stepHours, rule.partSteps) };
    });
    const steps = sum(tickets.map((ticket) => ticket.steps.times(Exact.integer(ticket.finding.count))));
    const deduction = steps.times(rule.pointsPerStep);
    const points = pointsAfter(item, deduction);
    const lines = () => {
      if (tickets.length === 0) return [nothingFound(item, points)];
      // One line for all tickets: rounded line by line, proportional parts would no longer add up to the item.
      const written = tickets.map(({ finding, steps: own }) =>
        finding.count === 1n ? own.toExpression() : `${finding.count} * ${own.toExpression()}`,
      );
      const measured = tickets.map(({ finding }) => `${finding.id}: ${finding.elapsedHours!.toExpression()} h × ${finding.count}`);
      const partSteps = PART_STEPS_LABELS[rule.partSteps];
      const text = {
        zh: `${item.title.zh}：${rule.label.zh}（${measured.join('、')}），超过 ${rule.allowedHours.toExpression()} 小时部分每 ${rule.stepHours.toExpression()} 小时一档，共 ${steps.toDecimal(4)} 档（${partSteps.zh}），${lossInWords(item, deduction).zh}`,
        en: `${item.title.en}: ${rule.label.en} (${measured.join(', ')}), beyond ${rule.allowedHours.toExpression()} h in steps of ${rule.stepHours.toExpression()} h: ${steps.toDecimal(4)} (${partSteps.en}), ${lossInWords(item, deduction).en}`,
      };
      const arithmetic = arithmeticAfter(item, deduction, `(${written.join(' + ')}) * ${rule.pointsPerStep.toExpression()}`);
      return [makeLine(item, { measured: measured.join('; '), arithmetic, points, text })];
    };
    return { points, provisional: false, lines };
  },

  metrics: () => [],

  findingForms: (rule) => [
    { kind: rule.finding, label: rule.label, points: null, fields: ['elapsedHours'], requiredFields: ['elapsedHours'] },
  ],
});
