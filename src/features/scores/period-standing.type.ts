import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { MissingMetric, MissingOfItem } from '../../core/cases/missing-data.js';
import type { ProjectedItem, Projection } from '../../core/cases/projection.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money, moneyOrNull } from '../../platform/graphql/money.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { PointsRange, ScorecardPreviewType } from './score-result.type.js';

@ObjectType('MissingMetric', { description: '尚缺的指标 / A metric without a usable figure' })
export class MissingMetricType {
  @Field(() => String, { description: '指标代码 / Code of the metric' })
  readonly code: string;

  @Field(() => [String], {
    nullable: true,
    description:
      '所缺月份；完全没有且可整期填报为 null / Months that lack; null where nothing has come in and one figure for the whole would do',
  })
  readonly months: readonly string[] | null;

  constructor(private readonly metric: MissingMetric) {
    this.code = metric.code;
    this.months = metric.months;
  }

  @Field(() => String, { description: '名称 / Label' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.metric.label[locale];
  }
}

@ObjectType('MissingOfItem', { description: '一个考核项所缺 / What an item waits for' })
export class MissingOfItemType {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly code: string;

  @Field(() => [MissingMetricType], { description: '所缺指标；基数为 0 时为空 / Metrics that lack; empty where a base is 0' })
  readonly metrics: readonly MissingMetricType[];

  @Field(() => Boolean, { description: '是否待考核员评定 / Whether an assessor has to award its points' })
  readonly needsJudgement: boolean;

  constructor(private readonly item: MissingOfItem) {
    this.code = item.code;
    this.metrics = item.metrics.map((metric) => new MissingMetricType(metric));
    this.needsJudgement = item.needsJudgement;
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.item.title[locale];
  }
}

@ObjectType('PeriodStanding', {
  description: '考核期至今的情况，按读者可见的数据算，不保存 / How a period stands so far, from what the reader may see; nothing is stored',
})
export class PeriodStandingType {
  @Field(() => ScorecardPreviewType, { description: '至今的得分、范围与说明 / Score so far, its range and what explains it' })
  readonly score!: ScorecardPreviewType;

  @Field(() => [MissingOfItemType], {
    description: '尚缺数据的考核项，按合同顺序 / Items that wait for something, in the order of the contract',
  })
  readonly missing!: readonly MissingOfItemType[];

  @Field(() => MissingMetricType, {
    nullable: true,
    description: '应付所缺的人数；不缺或不需为 null / Headcount that the payable waits for; null where none is needed or none lacks',
  })
  readonly missingHeadcount!: MissingMetricType | null;
}

@ObjectType('ProjectedItem', { description: '推算的考核项 / An item as it will stand' })
export class ProjectedItemType {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly code: string;

  @Field(() => DecimalScalar, { nullable: true, description: '满分；附加项为 null / Full points; null for an additional item' })
  readonly max: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '按至今的发现的得分；缺少数据为 null / Points with the findings so far; null without data',
  })
  readonly pointsNow: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: '期末推算得分；缺少数据为 null / Points by the end; null without data' })
  readonly points: string | null;

  @Field(() => Money, {
    nullable: true,
    description:
      '该项再少一分，应付少多少；没有应付为 null / What one point less of the item takes off the payable; null without a payable',
  })
  readonly payablePerPoint: Money | null;

  constructor(private readonly item: ProjectedItem) {
    this.code = item.code;
    this.max = item.max;
    this.pointsNow = item.pointsNow;
    this.points = item.points;
    this.payablePerPoint = moneyOrNull(item.payablePerPoint);
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.item.title[locale];
  }
}

@ObjectType('Projection', {
  description:
    '推算：其余时间照此下去的得分与应付。比率不变，发现按全期天数比已过天数放大 / A projection: score and payable if the rest of the period goes as it has; rates stay, findings grow by days of the period over days elapsed',
})
export class ProjectionType {
  @Field(() => DateScalar, { description: '推算日 / Day from which it looks ahead' })
  readonly on: string;

  @Field(() => Int, { description: '已过天数，含当日 / Days elapsed, that day included' })
  readonly daysElapsed: number;

  @Field(() => Int, { description: '全期天数 / Days of the period' })
  readonly daysOfPeriod: number;

  @Field(() => DecimalScalar, { nullable: true, description: '总分；缺少数据为 null / Total; null without data' })
  readonly total: string | null;

  @Field(() => PointsRange, { description: '总分范围 / Range of the total' })
  readonly totalRange: PointsRange;

  @Field(() => Money, {
    nullable: true,
    description: '应付；缺少数据或本期不单独付款为 null / Payable; null without data or where the period pays nothing by itself',
  })
  readonly payable: Money | null;

  @Field(() => [ProjectedItemType], { description: '考核项，按合同顺序 / Items in the order of the contract' })
  readonly items: readonly ProjectedItemType[];

  constructor(projection: Projection) {
    this.on = projection.on;
    this.daysElapsed = projection.daysElapsed;
    this.daysOfPeriod = projection.daysOfPeriod;
    this.total = projection.total;
    this.totalRange = new PointsRange(projection.totalRange);
    this.payable = moneyOrNull(projection.payable);
    this.items = projection.items.map((item) => new ProjectedItemType(item));
  }
}
