import { z } from 'zod';
import { Exact, sum } from '../../values/exact.js';
import { codeShape, positiveExactShape, textShape } from '../../values/shapes.js';
import { pointsAfter } from '../deduction.js';
import { makeLine } from '../explain.js';
import type { Finding, ItemFacts } from '../facts.js';
import { floorLines, nothingFound, openingLine } from '../finding-lines.js';
import { defineRuleKind } from '../rule-kind.js';

const shape = z.strictObject({
  kind: z.literal('WORKING_DAYS_LATE'),
  finding: codeShape,
  label: textShape,
  pointsEach: positiveExactShape.meta({ description: 'Points for each working day beyond the due date, which itself rolls' }),
});

/**
 * Points lost for each working day that something comes after its due date. A due date on a day off rolls to the next
 * working day; what the agency consented to costs nothing; what has not come is counted to the period's last day.
 *
 * Units: points; working days. Range: 0 to the item's maximum.
 */
export const workingDaysLate = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const reports = facts.findings.map((finding) => ({ finding, ...lateness(finding, facts) }));
    const deduction = sum(reports.map(({ finding, days }) => Exact.integer(finding.count * days).times(rule.pointsEach)));
    const points = pointsAfter(item, deduction);
    const lines = () => {
      if (reports.length === 0) return [nothingFound(item, points)];
      // Only an item with a maximum can lose points by the day: the check of a contract sees to it.
      const max = item.max!;
      const each = reports.map(({ finding, rolledDueOn, days }) => {
        const amount = Exact.integer(finding.count * days).times(rule.pointsEach);
        const submitted = finding.submittedOn ?? facts.period.endsOn;
        const zh = finding.consented
          ? '甲方事先同意，不扣分'
          : `${finding.submittedOn ? `${submitted} 提交` : `截至期末（${submitted}）仍未提交`}，逾期 ${days} 个工作日${finding.count > 1n ? ` × ${finding.count} 份` : ''}，扣 ${amount.toDecimal(4)} 分`;
        const en = finding.consented
          ? 'the agency had consented, nothing off'
          : `${finding.submittedOn ? 'submitted' : 'not submitted by'} ${submitted}, ${days} working days late${finding.count > 1n ? `, ${finding.count} of them` : ''}: ${amount.toDecimal(4)} off`;
        return makeLine(item, {
          measured: `${finding.id}: ${finding.dueOn} → ${rolledDueOn}, ${submitted}`,
          arithmetic: amount.isZero ? '0' : `-(${finding.count * days} * ${rule.pointsEach.toExpression()})`,
          points: amount.negated(),
          text: {
            zh: `${rule.label.zh}：应于 ${finding.dueOn}${rolledDueOn === finding.dueOn ? '' : `（顺延至 ${rolledDueOn}）`}，${zh}`,
            en: `${rule.label.en}: due ${finding.dueOn}${rolledDueOn === finding.dueOn ? '' : ` (rolled to ${rolledDueOn})`}, ${en}`,
          },
        });
      });
      return [openingLine(item, max), ...each, ...floorLines(item, max, deduction)];
    };
    return { points, provisional: false, hasProvisionalDate: reports.some(({ provisional }) => provisional), lines };
  },

  metrics: () => [],

  findingForms: (rule) => [
    { kind: rule.finding, label: rule.label, points: null, fields: ['dueOn', 'submittedOn', 'consented'], requiredFields: ['dueOn'] },
  ],
});

function lateness(finding: Finding, { calendar, period }: ItemFacts) {
  const due = calendar.roll(finding.dueOn!);
  const counted = calendar.countWorkingDays(due.date, finding.submittedOn ?? period.endsOn);
  return {
    rolledDueOn: due.date,
    days: finding.consented ? 0n : BigInt(counted.days),
    provisional: !finding.consented && (due.provisional || counted.provisional),
  };
}
