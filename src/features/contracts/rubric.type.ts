import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { CheckData, ItemData, MetricData, Rubric, RubricItem } from '../../core/rubric/rubric.js';
import type { FindingForm } from '../../core/rubric/rule-kind.js';
import type { Rule } from '../../core/rubric/rule-kinds.js';
import { Exact } from '../../core/values/exact.js';
import { printPoints } from '../../core/values/figures.js';
import { Term } from '../../core/values/term.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

export const PeriodLength = wordEnum('PeriodLength', '考核期长度 / Length of a scored period', {
  MONTH: '月 / Month',
  QUARTER: '季度 / Quarter',
  HALF_YEAR: '半年 / Half a year',
  YEAR: '年 / Year',
});

export type PeriodLength = keyof typeof PeriodLength;

export const ItemEffect = wordEnum('ItemEffect', '考核项对总分的作用 / What an item does to the total', {
  ADDS: '计入总分 / Adds to it',
  TAKES_OFF: '从总分扣除 / Takes off from it',
});

export type ItemEffect = keyof typeof ItemEffect;

export const RuleKindName = wordEnum('RuleKind', '计分规则的种类 / Kind of a rule', {
  RATE_STEP: '比率按档 / A rate, step by step',
  RATE_STEP_AND_COUNT: '比率按档与逐件 / A rate and single cases together',
  RATE_TIERS: '比率分档 / Tiers of a rate',
  SHORTFALL: '缺额 / A shortfall',
  RANK: '排名 / A rank',
  FINDINGS: '发现 / Findings',
  HOURS_BEYOND: '超时 / Hours beyond the allowed ones',
  WORKING_DAYS_LATE: '逾期工作日 / Working days late',
  MATTERS: '事项 / Matters, each once',
  JUDGEMENT: '评定 / A judgement',
} satisfies Record<Rule['kind'], string>);

@ObjectType('Metric', { description: '指标：填报的数据 / A metric: what is observed' })
export class MetricType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  constructor(private readonly data: MetricData) {
    this.code = data.code;
  }

  @Field(() => String, { description: '名称 / Label' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.label[locale];
  }

  @Field(() => String, { description: '单位 / Unit' })
  unit(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.unit[locale];
  }
}

@ObjectType('FindingKind', { description: '考核项接受的一种发现 / A kind of finding that an item takes' })
export class FindingKindType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '裁量下限；无裁量为 null / Least discretionary value; null without discretion',
  })
  readonly pointsMin: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '裁量上限；无裁量为 null / Greatest discretionary value; null without discretion',
  })
  readonly pointsMax: string | null;

  @Field(() => [String], { description: '除通用字段外接受的字段 / Fields it takes beside the common ones' })
  readonly fields: readonly string[];

  constructor(private readonly form: FindingForm) {
    this.code = form.kind;
    this.pointsMin = form.points && printPoints(form.points.min);
    this.pointsMax = form.points && printPoints(form.points.max);
    this.fields = form.points ? ['points', 'reason', ...form.fields] : form.fields;
  }

  @Field(() => String, { description: '名称 / Label' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.form.label[locale];
  }
}

@ObjectType('RubricItem', { description: '考核项 / An item of a rubric' })
export class RubricItemType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => DecimalScalar, { nullable: true, description: '满分；附加项为 null / Full points; null for an additional item' })
  readonly max: string | null;

  @Field(() => ItemEffect, { description: '对总分的作用 / What it does to the total' })
  readonly effect: RubricItem['effect'];

  @Field(() => Boolean, { description: '是否接受评定 / Whether an assessor may judge it' })
  readonly takesJudgement: boolean;

  @Field(() => [String], { description: '设定其参数的读法 / Readings that set its parameters' })
  readonly readings: readonly string[];

  @Field(() => [FindingKindType], { description: '接受的发现 / Kinds of finding it takes' })
  readonly findingKinds: readonly FindingKindType[];

  constructor(
    private readonly data: ItemData,
    item: RubricItem,
  ) {
    this.code = item.code;
    this.clause = item.clause;
    this.max = item.max && printPoints(item.max);
    this.effect = item.effect;
    this.takesJudgement = item.takesJudgement;
    this.readings = item.readings;
    this.findingKinds = [...item.findingForms.values()].map((form) => new FindingKindType(form));
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.title[locale];
  }

  @Field(() => RuleKindName, { description: '规则种类 / Kind of its rule' })
  ruleKind(): Rule['kind'] {
    return this.data.rule.kind;
  }

  @Field(() => GraphQLJSONObject, {
    description:
      '规则参数，结构同数据文件，精确数以小数文本表示（100% 为 1）/ Its rule in the shape of the data file, exact numbers as decimal text (100% is 1)',
  })
  rule(): Record<string, unknown> {
    return written(this.data.rule) as Record<string, unknown>;
  }
}

/** Data with its exact numbers as text. */
function written(node: unknown): unknown {
  if (node instanceof Exact) return node.toExpression();
  if (node instanceof Term) return node.written;
  if (Array.isArray(node)) return node.map(written);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, written(child)]));
}

@ObjectType('RubricSection', { description: '考核表的一部分 / A section of a rubric' })
export class RubricSectionType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => DecimalScalar, { nullable: true, description: '本部分满分；附加项为 null / Full points; null for additional items' })
  readonly max: string | null;

  @Field(() => [RubricItemType], { description: '考核项，按合同顺序 / Items in the order of the contract' })
  readonly items: readonly RubricItemType[];

  constructor(
    private readonly data: Rubric['data']['sections'][number],
    rubric: Rubric,
  ) {
    this.code = data.code;
    this.max = data.max && printPoints(data.max);
    this.items = data.items.map((item) => new RubricItemType(item, rubric.itemsByCode.get(item.code)!));
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.title[locale];
  }
}

export const CheckKind = wordEnum('CheckKind', '抽查的种类 / Kind of a check', {
  SPOT_CHECK: '抽查 / Spot check',
  TICKET_SAMPLE: '工单抽检 / Sample of tickets',
} satisfies Record<CheckData['kind'], string>);

@ObjectType('RubricCheck', {
  description: '考核表的抽查：数据或发现由此得出 / A check of a rubric, which figures or findings come from',
})
export class RubricCheckType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => CheckKind, { description: '种类 / Kind' })
  readonly kind: CheckData['kind'];

  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => String, {
    nullable: true,
    description: '计抽取件数的指标；得出发现者为 null / Metric that counts the pieces drawn; null where findings come from it',
  })
  readonly drawnMetric: string | null;

  @Field(() => String, {
    nullable: true,
    description: '计合格件数的指标；得出发现者为 null / Metric that counts those that passed; null where findings come from it',
  })
  readonly passedMetric: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '不合格件所致发现所属考核项；得出数据者为 null / Item of the finding that a failed piece leads to; null where figures come from it',
  })
  readonly item: string | null;

  @Field(() => String, {
    nullable: true,
    description: '不合格件所致发现；得出数据者为 null / Finding that a failed piece leads to; null where figures come from it',
  })
  readonly finding: string | null;

  constructor(private readonly data: CheckData) {
    const { feeds } = data;
    this.code = data.code;
    this.kind = data.kind;
    this.clause = data.clause;
    this.drawnMetric = 'drawn' in feeds ? feeds.drawn : null;
    this.passedMetric = 'drawn' in feeds ? feeds.passed : null;
    this.item = 'item' in feeds ? feeds.item : null;
    this.finding = 'item' in feeds ? feeds.finding : null;
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.title[locale];
  }
}

@ObjectType('Rubric', { implements: Node, description: '考核表 / A rubric: what is scored, how, and by which clause' })
export class RubricType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '代码与版本 / Code with version' })
  readonly code: string;

  @Field(() => Int, { description: '版本 / Version' })
  readonly version: number;

  @Field(() => PeriodLength, { description: '考核期长度 / Length of its periods' })
  readonly periodLength: string;

  @Field(() => DecimalScalar, { description: '满分 / Full points' })
  readonly full: string;

  @Field(() => [MetricType], { description: '指标，按数据顺序 / Metrics in the order of the data' })
  readonly metrics: readonly MetricType[];

  @Field(() => [RubricSectionType], { description: '各部分，按合同顺序 / Sections in the order of the contract' })
  readonly sections: readonly RubricSectionType[];

  @Field(() => [RubricCheckType], { description: '抽查，按数据顺序 / Checks in the order of the data' })
  readonly checks: readonly RubricCheckType[];

  constructor(
    private readonly rubric: Rubric,
    rubricId: string,
  ) {
    super();
    const { data } = rubric;
    this.id = globalId('Rubric', rubricId);
    this.code = rubric.id;
    this.version = data.version;
    this.periodLength = data.periodLength;
    this.full = printPoints(data.total.full);
    this.metrics = data.metrics.map((metric) => new MetricType(metric));
    this.sections = data.sections.map((section) => new RubricSectionType(section, rubric));
    this.checks = (data.checks ?? []).map((check) => new RubricCheckType(check));
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.rubric.data.title[locale];
  }
}
