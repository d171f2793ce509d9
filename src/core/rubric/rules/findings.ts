import { z } from 'zod';
import { type Resolved, setting } from '../../readings/setting.js';
import { monthOf } from '../../values/dates.js';
import { Exact, sum } from '../../values/exact.js';
import { codeShape, nonNegativeExactShape, positiveExactShape, textShape } from '../../values/shapes.js';
import type { Text } from '../../values/text.js';
import { pointsAfter } from '../deduction.js';
import { type ItemFrame, type Line, makeLine } from '../explain.js';
import type { Finding } from '../facts.js';
import { floorLines, nothingFound, openingLine } from '../finding-lines.js';
import { defineRuleKind, NAMED } from '../rule-kind.js';

const chargeShape = z.strictObject({
  finding: codeShape,
  label: textShape,
  points: z
    .union([positiveExactShape, z.strictObject({ min: nonNegativeExactShape, max: positiveExactShape })])
    .meta({ description: "Points of each, or the range of the assessor's discretion" }),
  freeEachMonth: z.int().min(1).optional().meta({ description: 'So many of each calendar month cost nothing, the earliest first' }),
  occurrences: setting(z.enum(['EACH', 'ONCE_A_MONTH'])).optional(),
  names: z
    .array(z.enum(NAMED))
    .min(1)
    .optional()
    .meta({ description: 'What whoever records one has to name: those held responsible, the months whose figures are touched' }),
});

const shape = z.strictObject({ kind: z.literal('FINDINGS'), charges: z.array(chargeShape).min(1) });

type Charge = Resolved<z.output<typeof chargeShape>>;

/** What one finding costs: `units` of it are charged at `pointsEach`. */
interface Charged {
  readonly finding: Finding;
  readonly charge: { readonly label: Charge['label'] };
  readonly units: bigint;
  readonly pointsEach: Exact;
  readonly isProvisional: boolean;
}

/**
 * Points for each finding of the named kinds; an item with a maximum loses them, an additional item comes to them.
 *
 * Units: points. Range: 0 to the item's maximum; without one from 0.
 * A discretionary value that is not given counts at its least and makes the item provisional.
 */
export const findings = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const charged = rule.charges.flatMap((charge) => chargesOf(charge, facts.findings));
    const deduction = sum(charged.map(({ units, pointsEach }) => Exact.integer(units).times(pointsEach)));
    const points = pointsAfter(item, deduction);
    const provisional = charged.some(({ isProvisional }) => isProvisional);
    return { points, provisional, lines: () => linesOf(item, charged, deduction) };
  },

  metrics: () => [],

  findingForms: (rule) =>
    rule.charges.map((charge) => ({
      kind: charge.finding,
      label: charge.label,
      points: charge.points instanceof Exact ? null : { ...charge.points, isRequired: false },
      fields: [],
      requiredFields: [],
      names: charge.names ?? [],
    })),

  faults(rule) {
    const faults: Text[] = [];
    rule.charges.forEach(({ finding, points, freeEachMonth, occurrences }, index) => {
      if (rule.charges.findIndex((other) => other.finding === finding) < index)
        faults.push({ zh: `${finding} 在同一考核项中计了两次`, en: `${finding} is charged twice in one item` });
      if (!(points instanceof Exact) && points.max.isLessThan(points.min))
        faults.push({ zh: `${finding} 的裁量上限低于下限`, en: `the range of ${finding} ends below where it begins` });
      if (freeEachMonth !== undefined && occurrences !== undefined)
        faults.push({ zh: `${finding} 不能既每月免计又每月只计一次`, en: `${finding} cannot both have free ones and count once a month` });
    });
    return faults;
  },
});

/** The findings of one kind in the order of their dates, each with the units of it that are charged. */
function chargesOf(charge: Charge, all: readonly Finding[]): Charged[] {
  const ofKind = all.filter(({ kind }) => kind === charge.finding);
  const usedInMonth = new Map<string, bigint>();
  return ofKind.map((finding) => {
    const month = monthOf(finding.occurredOn);
    const before = usedInMonth.get(month) ?? 0n;
    usedInMonth.set(month, before + finding.count);
    const units =
      charge.occurrences === 'ONCE_A_MONTH'
        ? before === 0n
          ? 1n
          : 0n
        : unitsBeyond(BigInt(charge.freeEachMonth ?? 0), before, finding.count);
    const isDiscretionary = !(charge.points instanceof Exact);
    const pointsEach = charge.points instanceof Exact ? charge.points : (finding.points ?? charge.points.min);
    return { finding, charge, units, pointsEach, isProvisional: isDiscretionary && finding.points === null };
  });
}

/** How many of a finding's units lie beyond the free ones, when some of the month came before. */
function unitsBeyond(free: bigint, before: bigint, count: bigint): bigint {
  const left = free > before ? free - before : 0n;
  return count > left ? count - left : 0n;
}

function linesOf(item: ItemFrame, charged: readonly Charged[], deduction: Exact): Line[] {
  const isDeducted = item.max !== null;
  const lines = charged.map(({ finding, charge, units, pointsEach, isProvisional }) => {
    const amount = Exact.integer(units).times(pointsEach);
    const product = units === 1n ? pointsEach.toExpression() : `${units} * ${pointsEach.toExpression()}`;
    const free = finding.count - units;
    const sign = isDeducted && !amount.isZero;
    const reason = finding.reason ? `（${finding.reason}）` : '';
    return makeLine(item, {
      measured: `${finding.id}: ${finding.kind} × ${finding.count}, ${finding.occurredOn}`,
      arithmetic: sign ? `-(${product})` : product,
      points: sign ? amount.negated() : amount,
      provisional: isProvisional,
      text: {
        zh: `${finding.occurredOn} ${charge.label.zh} ${finding.count} 次${free > 0n ? `，其中 ${free} 次不计` : ''}，${isDeducted || item.effect === 'TAKES_OFF' ? '扣' : '加'} ${amount.toDecimal(4)} 分${isProvisional ? '（暂按下限）' : ''}${reason}`,
        en: `${finding.occurredOn} ${charge.label.en}: ${finding.count}${free > 0n ? `, ${free} of them not counted` : ''}, ${amount.toDecimal(4)} ${isDeducted || item.effect === 'TAKES_OFF' ? 'off' : 'added'}${isProvisional ? ' (the least for the time being)' : ''}${finding.reason ? ` (${finding.reason})` : ''}`,
      },
    });
  });
  const nothing = charged.length === 0;
  if (!item.max) return nothing ? [nothingFound(item, Exact.ZERO)] : lines;
  if (nothing) return [nothingFound(item, item.max)];
  return [openingLine(item, item.max), ...lines, ...floorLines(item, item.max, deduction)];
}
