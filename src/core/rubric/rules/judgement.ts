import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact, sum } from '../../values/exact.js';
import { codeShape, textShape } from '../../values/shapes.js';
import { pointsAfter } from '../deduction.js';
import { makeLine, noData } from '../explain.js';
import { floorLines } from '../finding-lines.js';
import { measureRate, metricsOfRate, printRate, rateShape } from '../rate.js';
import { defineRuleKind } from '../rule-kind.js';

const shape = z.strictObject({
  kind: z.literal('JUDGEMENT'),
  finding: codeShape.meta({ description: 'Kind of finding by which an assessor takes points off, with a reason' }),
  label: textShape,
  basis: setting(z.enum(['FULL_UNLESS_FOUND', 'MUST_AWARD'])).meta({
    description: 'Full less what was found, or only what an assessor awards; without an award that is NO_DATA',
  }),
  suggestion: rateShape.optional().meta({ description: 'Rate by which a share of the maximum is suggested; never scored' }),
});

/**
 * Points of an item for which the contract writes no method: the maximum less reasoned deductions, or an assessor's award.
 * An award replaces the deductions.
 *
 * Units: points. Range: 0 to the item's maximum.
 */
export const judgement = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const award = facts.judgement;
    const suggested = () => {
      const rate = rule.suggestion && measureRate(rule.suggestion, facts);
      if (!rate || !item.max) return { zh: '', en: '' };
      const points = item.max.times(rate.value).toDecimal(4);
      return {
        zh: `；参考：${printRate(rate)}，按比例为 ${points} 分，不计分`,
        en: `; for information: ${printRate(rate)}, in proportion ${points}, not scored`,
      };
    };
    if (award) {
      const lines = () => [
        makeLine(item, {
          measured: `judgement ${award.points.toExpression()}`,
          arithmetic: award.points.toExpression(),
          points: award.points,
          text: {
            zh: `${item.title.zh}：考核人评定 ${award.points.toDecimal(4)} 分（${award.reason}）${suggested().zh}`,
            en: `${item.title.en}: awarded ${award.points.toDecimal(4)} by the assessor (${award.reason})${suggested().en}`,
          },
        }),
      ];
      return { points: award.points, provisional: false, lines };
    }
    if (rule.basis === 'MUST_AWARD') return noData(item, () => ({ zh: '考核人尚未评定', en: 'not yet awarded by an assessor' }));
    const deduction = sum(facts.findings.map((finding) => Exact.integer(finding.count).times(finding.points!)));
    const points = pointsAfter(item, deduction);
    const lines = () => {
      const max = item.max!;
      const opening = makeLine(item, {
        measured: `max ${max.toExpression()}`,
        arithmetic: max.toExpression(),
        points: max,
        text: {
          zh: `${item.title.zh}：合同未写计分方法，${facts.findings.length === 0 ? '没有附理由的扣分，得' : '从'}满分 ${max.toDecimal(4)} 分${facts.findings.length === 0 ? '' : '起扣'}${suggested().zh}`,
          en: `${item.title.en}: no method is written; ${facts.findings.length === 0 ? 'nothing was found with a reason, full' : 'what was found with a reason is taken off'} ${max.toDecimal(4)}${suggested().en}`,
        },
      });
      const each = facts.findings.map((finding) => {
        const amount = Exact.integer(finding.count).times(finding.points!);
        return makeLine(item, {
          measured: `${finding.id}: ${finding.kind} × ${finding.count}, ${finding.occurredOn}`,
          arithmetic: amount.isZero ? '0' : `-(${finding.count} * ${finding.points!.toExpression()})`,
          points: amount.negated(),
          text: {
            zh: `${finding.occurredOn} ${rule.label.zh}，扣 ${amount.toDecimal(4)} 分（${finding.reason}）`,
            en: `${finding.occurredOn} ${rule.label.en}: ${amount.toDecimal(4)} off (${finding.reason})`,
          },
        });
      });
      return [opening, ...each, ...floorLines(item, max, deduction)];
    };
    return { points, provisional: false, lines };
  },

  metrics: () => [],

  shownMetrics: (rule) => (rule.suggestion ? metricsOfRate(rule.suggestion) : []),

  findingForms: (rule, max) => [
    {
      kind: rule.finding,
      label: rule.label,
      points: { min: Exact.ZERO, max: max ?? Exact.ZERO, isRequired: true },
      fields: [],
      requiredFields: [],
    },
  ],

  remarks: () => [{ code: 'NO_METHOD', text: { zh: '合同没有写计分方法', en: 'the contract writes no method of scoring' } }],

  faults: (_rule, max) => (max ? [] : [{ zh: '评定项必须有满分', en: 'a judged item needs a maximum' }]),
});
