import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact, greatest, sum } from '../../values/exact.js';
import { codeShape, positiveExactShape, textShape } from '../../values/shapes.js';
import type { Text } from '../../values/text.js';
import { pointsAfter } from '../deduction.js';
import { makeLine } from '../explain.js';
import type { Finding } from '../facts.js';
import { nothingFound } from '../finding-lines.js';
import { defineRuleKind } from '../rule-kind.js';

const byLevelShape = z.strictObject({
  BELOW_CITY: positiveExactShape,
  CITY: positiveExactShape,
  PROVINCE: positiveExactShape,
  NATIONAL: positiveExactShape,
});

const shape = z.strictObject({
  kind: z.literal('MATTERS'),
  charges: z
    .array(
      z.strictObject({
        finding: codeShape,
        label: textShape,
        points: z
          .union([positiveExactShape, z.strictObject({ byLevel: setting(byLevelShape) })])
          .meta({ description: 'Points of each, or points by the level of the body that spoke' }),
      }),
    )
    .min(1),
});

interface Valued {
  readonly finding: Finding;
  readonly pointsEach: Exact;
}

/**
 * Points for public praise or criticism. One matter counts once, at its highest, however often it was reported;
 * a finding without a matter counts by itself.
 *
 * Units: points, from 0.
 */
export const matters = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const valued = facts.findings.map((finding): Valued => {
      const { points } = rule.charges.find((charge) => charge.finding === finding.kind)!;
      return { finding, pointsEach: points instanceof Exact ? points : points.byLevel[finding.level!] };
    });
    const alone = valued.filter(({ finding }) => finding.matterId === null);
    const withMatter = valued.filter(({ finding }) => finding.matterId !== null);
    const grouped = [...Map.groupBy(withMatter, ({ finding }) => finding.matterId)].map(([matterId, reports]) => ({
      matterId,
      reports,
      points: reports.map(({ pointsEach }) => pointsEach).reduce(greatest),
    }));
    const total = sum([
      ...alone.map(({ finding, pointsEach }) => Exact.integer(finding.count).times(pointsEach)),
      ...grouped.map((matter) => matter.points),
    ]);
    const points = pointsAfter(item, total);
    const lines = () => {
      if (valued.length === 0) return [nothingFound(item, points)];
      const labelOf = (finding: Finding) => rule.charges.find((charge) => charge.finding === finding.kind)!.label;
      return [
        ...alone.map(({ finding, pointsEach }) =>
          makeLine(item, {
            measured: `${finding.id}: ${finding.kind}${finding.level ? ` ${finding.level}` : ''} × ${finding.count}`,
            arithmetic: `${finding.count} * ${pointsEach.toExpression()}`,
            points: Exact.integer(finding.count).times(pointsEach),
            text: {
              zh: `${finding.occurredOn} ${labelOf(finding).zh} ${finding.count} 次，每次 ${pointsEach.toDecimal(4)} 分`,
              en: `${finding.occurredOn} ${labelOf(finding).en}: ${finding.count} at ${pointsEach.toDecimal(4)} each`,
            },
          }),
        ),
        ...grouped.map((matter) => {
          const each = matter.reports.map(({ pointsEach }) => pointsEach.toExpression());
          const names = matter.reports.map(({ finding }) => finding.id).join(', ');
          return makeLine(item, {
            measured: `${matter.matterId}: ${names}`,
            arithmetic: each.length === 1 ? each[0]! : `max(${each.join(', ')})`,
            points: matter.points,
            text: {
              zh: `事项 ${matter.matterId}（${names}）只计一次，取最高 ${matter.points.toDecimal(4)} 分`,
              en: `matter ${matter.matterId} (${names}) counts once, at its highest: ${matter.points.toDecimal(4)}`,
            },
          });
        }),
      ];
    };
    return { points, provisional: false, lines };
  },

  metrics: () => [],

  findingForms: (rule) =>
    rule.charges.map(({ finding, label, points }) => {
      const isByLevel = !(points instanceof Exact);
      return {
        kind: finding,
        label,
        points: null,
        fields: isByLevel ? ['matterId', 'level'] : ['matterId'],
        requiredFields: isByLevel ? ['level'] : [],
      };
    }),

  faults(rule, max) {
    const kinds = rule.charges.map(({ finding }) => finding);
    const doubled = kinds.filter((kind, index) => kinds.indexOf(kind) < index);
    const faults = doubled.map((kind): Text => ({ zh: `${kind} 在同一考核项中计了两次`, en: `${kind} is charged twice in one item` }));
    if (max)
      faults.push({ zh: '按事项计分的只能是附加项，没有满分', en: 'matters are scored in an additional item, which has no maximum' });
    return faults;
  },
});
