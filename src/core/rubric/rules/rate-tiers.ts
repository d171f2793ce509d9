import { z } from 'zod';
import { setting } from '../../readings/setting.js';
import { Exact } from '../../values/exact.js';
import { printPercent } from '../../values/figures.js';
import { exactShape, nonNegativeExactShape } from '../../values/shapes.js';
import type { Text } from '../../values/text.js';
import { joined, makeLine, missingMetrics, noData, sourcesOf } from '../explain.js';
import { measureRate, metricsOfRate, optionalMetricsOfRate, printRate, rateShape } from '../rate.js';
import { defineRuleKind } from '../rule-kind.js';

const tierShape = z.strictObject({
  from: exactShape.optional().meta({ description: 'Least rate of the tier, included' }),
  above: exactShape.optional().meta({ description: 'Rate below the tier, not included' }),
  below: exactShape.optional().meta({ description: 'Rate above the tier, not included' }),
  upTo: exactShape.optional().meta({ description: 'Greatest rate of the tier, included' }),
  points: setting(nonNegativeExactShape),
});

const shape = z.strictObject({
  kind: z.literal('RATE_TIERS'),
  rate: rateShape,
  tiers: z.array(tierShape).min(2).meta({ description: 'From the lowest rates to the highest, without gap or overlap' }),
});

type Bounds = Omit<z.output<typeof tierShape>, 'points'>;

/**
 * Points of the tier that a rate lies in.
 *
 * Units: points. Range: the tiers' points.
 */
export const rateTiers = defineRuleKind({
  shape,

  score(rule, item, facts) {
    const rate = measureRate(rule.rate, facts);
    if (!rate) return noData(item, () => missingMetrics(item, metricsOfRate(rule.rate), facts));
    const tier = rule.tiers.find((candidate) => holds(candidate, rate.value))!;
    const points = tier.points;
    const lines = () => {
      const text = {
        zh: `${item.title.zh}：${printRate(rate)}，落在“${writtenTier(tier).zh}”一档，得 ${points.toDecimal(4)} 分`,
        en: `${item.title.en}: ${printRate(rate)}, in the tier "${writtenTier(tier).en}": ${points.toDecimal(4)}`,
      };
      return [
        makeLine(item, {
          measured: printRate(rate),
          arithmetic: points.toExpression(),
          points,
          text: joined(text, sourcesOf(metricsOfRate(rule.rate), facts)),
        }),
      ];
    };
    return { points, provisional: false, lines };
  },

  metrics: (rule) => metricsOfRate(rule.rate),

  optionalMetrics: (rule) => optionalMetricsOfRate(rule.rate),

  findingForms: () => [],

  remarks(rule) {
    const alike = rule.tiers.filter((tier, index) => index > 0 && defaultPoints(tier).equals(defaultPoints(rule.tiers[index - 1]!)));
    return alike.map((tier) => ({
      code: 'TIERS_ALIKE' as const,
      text: {
        zh: `“${writtenTier(tier).zh}”一档与前一档分值相同`,
        en: `the tier "${writtenTier(tier).en}" has the same points as the one before`,
      },
    }));
  },

  faults(rule, max) {
    const faults: Text[] = [];
    rule.tiers.forEach((tier, index) => {
      const points = tier.points instanceof Exact ? [tier.points] : Object.values(tier.points.options);
      if (points.some((value) => max?.isLessThan(value)))
        faults.push({
          zh: `“${writtenTier(tier).zh}”一档的分值超出满分`,
          en: `tier "${writtenTier(tier).en}": points above the maximum`,
        });
      if (!isOneRange(tier))
        faults.push({ zh: `第 ${index + 1} 档的上下限不成区间`, en: `tier ${index + 1} is no range: its ends are doubled or reversed` });
      if (index > 0 && !adjoins(rule.tiers[index - 1]!, tier))
        faults.push({
          zh: `第 ${index} 档与第 ${index + 1} 档之间有空隙或重叠`,
          en: `gap or overlap between tiers ${index} and ${index + 1}`,
        });
    });
    const first = rule.tiers[0]!;
    const last = rule.tiers.at(-1)!;
    if (first.from || first.above) faults.push({ zh: '最低一档不应有下限', en: 'the lowest tier has a lower end' });
    if (last.below || last.upTo) faults.push({ zh: '最高一档不应有上限', en: 'the highest tier has an upper end' });
    return faults;
  },
});

const holds = (tier: Bounds, rate: Exact): boolean =>
  !(
    (tier.from && rate.isLessThan(tier.from)) ||
    (tier.above && !tier.above.isLessThan(rate)) ||
    (tier.below && !rate.isLessThan(tier.below)) ||
    tier.upTo?.isLessThan(rate)
  );

/** A tier has at most one end on each side, the lower below the upper. */
function isOneRange({ from, above, below, upTo }: Bounds): boolean {
  if ((from && above) || (below && upTo)) return false;
  const [lower, upper] = [from ?? above, below ?? upTo];
  return !lower || !upper || lower.isLessThan(upper);
}

/** Two tiers adjoin where one ends at the number at which the next begins, and just one of them includes it. */
function adjoins(lower: Bounds, upper: Bounds): boolean {
  if (lower.below) return upper.above === undefined && upper.from !== undefined && upper.from.equals(lower.below);
  return lower.upTo !== undefined && upper.from === undefined && upper.above?.equals(lower.upTo) === true;
}

const defaultPoints = (tier: z.output<typeof tierShape>): Exact =>
  tier.points instanceof Exact ? tier.points : Object.values(tier.points.options)[0]!;

function writtenTier({ from, above, below, upTo }: Bounds): Text {
  const zh = [
    from && `不低于 ${printPercent(from)}`,
    above && `高于 ${printPercent(above)}`,
    below && `低于 ${printPercent(below)}`,
    upTo && `不高于 ${printPercent(upTo)}`,
  ];
  const en = [
    from && `from ${printPercent(from)}`,
    above && `above ${printPercent(above)}`,
    below && `below ${printPercent(below)}`,
    upTo && `up to ${printPercent(upTo)}`,
  ];
  return { zh: zh.filter(Boolean).join('、'), en: en.filter(Boolean).join(', ') };
}
