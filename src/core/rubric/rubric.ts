import { z } from 'zod';
import type { WorkingCalendar } from '../calendar/working-days.js';
import { type Choice, readingsIn, Settable, setting } from '../readings/setting.js';
import { Exact } from '../values/exact.js';
import type { Period } from '../values/periods.js';
import { clauseShape, codeShape, exactShape, positiveExactShape, textShape } from '../values/shapes.js';
import type { Text } from '../values/text.js';
import type { ItemFrame, ItemOutcome } from './explain.js';
import type { Finding, Judgement, PooledMetric } from './facts.js';
import type { FindingForm } from './rule-kind.js';
import { kindOf, type Rule, ruleShape } from './rule-kinds.js';

const metricShape = z.strictObject({
  code: z.string().regex(/^\w+$/),
  label: textShape,
  unit: textShape,
  pooling: z.enum(['SUM', 'FIRST_MONTH', 'LAST_MONTH', 'EACH_MONTH']).meta({
    description:
      'How the months of a longer period make one figure: added, the first or the last one, or each month kept (and always given by month)',
  }),
  min: z.int().min(1).optional().meta({ description: 'Least possible value; 0 if left out' }),
  atMost: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({ description: 'Metrics whose sum this one cannot exceed, such as the base of its rate' }),
  exclusion: z
    .strictObject({ finding: codeShape, label: textShape })
    .optional()
    .meta({ description: 'Kind of finding by which single cases come to this figure, once confirmed, such as tickets that are taken out' }),
});

const itemShape = z.strictObject({
  code: codeShape,
  clause: clauseShape,
  title: textShape,
  max: positiveExactShape.nullable().meta({ description: 'Full points; null for an additional item' }),
  effect: z.enum(['ADDS', 'TAKES_OFF']).optional().meta({ description: 'What the points do to the total; ADDS if left out' }),
  rule: ruleShape,
});

/** What the agency draws and looks at itself: what is counted of it becomes figures, or what fails becomes findings. */
const checkShape = z.strictObject({
  code: codeShape,
  kind: z.enum(['SPOT_CHECK', 'TICKET_SAMPLE']),
  clause: clauseShape,
  title: textShape,
  feeds: z.union([
    z
      .strictObject({ drawn: z.string(), passed: z.string() })
      .meta({ description: 'The metrics that count the pieces drawn, and those that passed' }),
    z
      .strictObject({ item: codeShape, finding: codeShape })
      .meta({ description: 'The item and the finding that each failed piece leads to' }),
  ]),
});

/** rubric.yaml: what is scored, how, and by which clause. */
export const rubricShape = z.strictObject({
  code: codeShape,
  version: z.int().min(1),
  title: textShape,
  periodLength: z.enum(['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR']),
  periods: z.strictObject({ from: z.string(), to: z.string() }).meta({ description: 'First and last scored period: 2025Q1, 2025-03' }),
  total: z.strictObject({
    clause: clauseShape.meta({ description: 'Number of the clause that makes the total count' }),
    full: positiveExactShape.meta({ description: 'Sum of the maxima of all items' }),
    max: setting(exactShape.nullable()).meta({ description: 'Most that a total can be; null for no bound' }),
    min: setting(exactShape.nullable()).meta({ description: 'Least that a total can be; null for no bound' }),
  }),
  metrics: z.array(metricShape),
  checks: z.array(checkShape).optional().meta({ description: 'Spot checks and samples that figures or findings come from' }),
  sections: z
    .array(
      z.strictObject({
        code: codeShape,
        title: textShape,
        max: positiveExactShape.nullable(),
        items: z.array(itemShape).min(1),
      }),
    )
    .min(1),
});

export type RubricData = z.output<typeof rubricShape>;

export type MetricData = z.output<typeof metricShape>;

export type CheckData = z.output<typeof checkShape>;

export type ItemData = z.output<typeof itemShape>;

/** Facts of a whole period, sorted by item. */
export interface PeriodFacts {
  readonly period: Period;
  readonly calendar: WorkingCalendar;
  readonly metrics: ReadonlyMap<string, PooledMetric>;
  readonly findingsOf: ReadonlyMap<string, readonly Finding[]>;
  readonly judgements: ReadonlyMap<string, Judgement>;
}

/** An item of a rubric, ready to score. */
export class RubricItem implements ItemFrame {
  readonly code: string;
  readonly clause: string;
  readonly title: Text;
  readonly max: Exact | null;
  readonly effect: 'ADDS' | 'TAKES_OFF';
  readonly findingForms: ReadonlyMap<string, FindingForm>;
  readonly takesJudgement: boolean;
  /** The metrics without which its rule cannot score. */
  readonly neededMetrics: readonly string[];
  /** Every metric that its rule looks at or shows. */
  readonly metrics: readonly string[];
  private readonly rule: Settable<Rule>;
  /** True where the rule looks at findings and judgements only. */
  private readonly isWithoutMetrics: boolean;
  private readonly untouched = new Map<string, ItemOutcome>();

  constructor(
    data: ItemData,
    readonly labels: ReadonlyMap<string, Text>,
    /** Place among the rubric's items. */
    readonly index: number,
    /** The kinds of finding by which cases come to a metric, by the metric. */
    exclusions: ReadonlyMap<string, FindingForm>,
  ) {
    const kind = kindOf(data.rule);
    const metrics = kind.metrics(data.rule);
    const optional = kind.optionalMetrics?.(data.rule) ?? [];
    this.metrics = [...new Set([...metrics, ...(kind.shownMetrics?.(data.rule) ?? [])])];
    this.isWithoutMetrics = this.metrics.length === 0;
    this.neededMetrics = metrics.filter((metric) => !optional.includes(metric));
    this.code = data.code;
    this.clause = data.clause;
    this.title = data.title;
    this.max = data.max;
    this.effect = data.effect ?? 'ADDS';
    this.rule = new Settable(data.rule);
    this.takesJudgement = data.rule.kind === 'JUDGEMENT';
    const forms = [...kind.findingForms(data.rule, data.max), ...this.metrics.flatMap((metric) => exclusions.get(metric) ?? [])];
    this.findingForms = new Map(forms.map((form) => [form.kind, form]));
  }

  /** The readings that set a parameter of this item's rule. */
  get readings(): readonly string[] {
    return this.rule.readings;
  }

  /** Names the options that matter to this item: two choices with the same key score it alike. */
  keyOf(choice: Choice): string {
    return this.rule.keyOf(choice);
  }

  score(facts: PeriodFacts, choice: Choice): ItemOutcome {
    const isUntouched = this.isWithoutMetrics && !facts.findingsOf.has(this.code) && !facts.judgements.has(this.code);
    if (!isUntouched) return this.scoreAnew(facts, choice);
    // Most items of most periods: nothing was found, and so the outcome is the same for every period.
    const key = this.keyOf(choice);
    let outcome = this.untouched.get(key);
    if (!outcome) {
      const scored = this.scoreAnew(facts, choice);
      const lines = scored.lines();
      outcome = { ...scored, lines: () => lines };
      this.untouched.set(key, outcome);
    }
    return outcome;
  }

  private scoreAnew(facts: PeriodFacts, choice: Choice): ItemOutcome {
    const rule = this.rule.under(choice);
    return kindOf(rule).score(rule, this, {
      period: facts.period,
      calendar: facts.calendar,
      metrics: facts.metrics,
      findings: facts.findingsOf.get(this.code) ?? NONE,
      judgement: facts.judgements.get(this.code) ?? null,
    });
  }

  /** The most this item can come to, which is what it may still take while data is missing. */
  greatest(choice: Choice): Exact {
    const rule = this.rule.under(choice);
    if (!this.max) return Exact.ZERO;
    return kindOf(rule).greatest?.(rule, this.max) ?? this.max;
  }
}

const NONE: readonly Finding[] = [];

const exclusionForm = (kind: string, label: Text): FindingForm => ({ kind, label, points: null, fields: [], requiredFields: [] });

/** The least and the greatest that a total can be; null for no bound. */
export interface TotalBounds {
  readonly min: Exact | null;
  readonly max: Exact | null;
}

/** A rubric of a contract, ready to score. */
export class Rubric {
  readonly id: string;
  readonly items: readonly RubricItem[];
  readonly itemsByCode: ReadonlyMap<string, RubricItem>;
  readonly metricsByCode: ReadonlyMap<string, MetricData>;
  readonly findingKinds: ReadonlySet<string>;
  /** The metric that a kind of finding adds cases to. */
  readonly exclusions: ReadonlyMap<string, string>;
  readonly bounds: Settable<RubricData['total']>;
  /** Every reading that sets a parameter of an item or of the total. */
  readonly readings: ReadonlySet<string>;

  constructor(readonly data: RubricData) {
    this.id = `${data.code}@${data.version}`;
    this.metricsByCode = new Map(data.metrics.map((metric) => [metric.code, metric]));
    const labels = new Map(data.metrics.map((metric) => [metric.code, metric.label]));
    const excluding = data.metrics.flatMap(({ code, exclusion }) => (exclusion ? [{ code, exclusion }] : []));
    this.exclusions = new Map(excluding.map(({ code, exclusion }) => [exclusion.finding, code]));
    const forms = new Map(excluding.map(({ code, exclusion }) => [code, exclusionForm(exclusion.finding, exclusion.label)]));
    this.items = data.sections.flatMap((section) => section.items).map((item, index) => new RubricItem(item, labels, index, forms));
    this.itemsByCode = new Map(this.items.map((item) => [item.code, item]));
    this.findingKinds = new Set(this.items.flatMap((item) => [...item.findingForms.keys()]));
    this.bounds = new Settable(data.total);
    this.readings = new Set(readingsIn(data));
  }
}
