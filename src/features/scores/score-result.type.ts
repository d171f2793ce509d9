import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { AppliedReading } from '../../core/cases/applied-readings.js';
import type { Evaluation, Payable, ScoredItem, Warning } from '../../core/cases/evaluate.js';
import type { MoneyLine } from '../../core/payment/adjustment-kind.js';
import type { Line } from '../../core/rubric/explain.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money, moneyOrNull } from '../../platform/graphql/money.type.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { ReadingState } from '../contracts/reading.type.js';

export const ItemStatus = wordEnum('ItemStatus', '考核项的状态 / State of an item', {
  SCORED: '已计分 / Scored',
  NO_DATA: '缺少数据，既不满分也不零分 / Data is missing: neither full nor zero',
});

export type ItemStatus = keyof typeof ItemStatus;

@ObjectType('ScoreLine', { description: '计分的一步；算式的值即其分值 / One step of a score; its arithmetic, evaluated, gives its points' })
export class ScoreLineType {
  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => String, { description: '量得 / What was measured' })
  readonly measured: string;

  @Field(() => String, { description: '算式 / Arithmetic' })
  readonly arithmetic: string;

  @Field(() => DecimalScalar, { nullable: true, description: '分值；缺少数据为 null / Points; null where data is missing' })
  readonly points: string | null;

  @Field(() => Boolean, { description: '是否暂按裁量下限 / Whether the least of a range stands in' })
  readonly provisional: boolean;

  constructor(private readonly line: Line) {
    this.clause = line.clause;
    this.measured = line.measured;
    this.arithmetic = line.arithmetic;
    this.points = line.points;
    this.provisional = line.provisional;
  }

  @Field(() => String, { description: '说明 / In words' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.line[locale];
  }
}

@ObjectType('MoneyLine', {
  description:
    '金额计算的一步；算式的值四舍五入到分即其金额 / One step of an amount; its arithmetic, evaluated and rounded to the fen, gives the amount',
})
export class MoneyLineType {
  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => String, { description: '量得 / What was measured' })
  readonly measured: string;

  @Field(() => String, { description: '算式；不涉及金额为空 / Arithmetic; empty where no amount is concerned' })
  readonly arithmetic: string;

  @Field(() => Money, {
    nullable: true,
    description: '该步的金额；不涉及金额为 null / Amount of this step; null where none is concerned',
  })
  readonly amount: Money | null;

  constructor(private readonly line: MoneyLine) {
    this.clause = line.clause;
    this.measured = line.measured;
    this.arithmetic = line.arithmetic;
    this.amount = moneyOrNull(line.amount);
  }

  @Field(() => String, { description: '说明 / In words' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.line[locale];
  }
}

@ObjectType('ScorecardItem', { description: '考核项得分 / An item as it was scored' })
export class ScorecardItemType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => DecimalScalar, { nullable: true, description: '满分；附加项为 null / Full points; null for an additional item' })
  readonly max: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '得分；缺少数据为 null；扣分附加项为所扣分值 / Points; null for NO_DATA; of an item that takes off, what it takes',
  })
  readonly points: string | null;

  @Field(() => ItemStatus, { description: '状态 / State' })
  readonly status: ScoredItem['status'];

  @Field(() => Boolean, { description: '是否暂按裁量下限 / Whether the least of a range stands in' })
  readonly provisional: boolean;

  @Field(() => [String], { description: '设定其规则参数的读法 / Readings that set a parameter of its rule' })
  readonly readings: readonly string[];

  @Field(() => [ScoreLineType], { description: '说明，相加即得分 / Lines that explain; they add up to the points' })
  readonly lines: readonly ScoreLineType[];

  constructor(private readonly item: ScoredItem) {
    this.code = item.code;
    this.max = item.max;
    this.points = item.points;
    this.status = item.status;
    this.provisional = item.provisional;
    this.readings = item.readings;
    this.lines = item.lines.map((line) => new ScoreLineType(line));
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.item.title[locale];
  }
}

@ObjectType('PointsRange', { description: '分值范围 / A range of points' })
export class PointsRange {
  @Field(() => DecimalScalar, { description: '最少 / Least' })
  readonly least: string;

  @Field(() => DecimalScalar, { description: '最多 / Greatest' })
  readonly greatest: string;

  constructor([least, greatest]: readonly [string, string]) {
    this.least = least;
    this.greatest = greatest;
  }
}

@ObjectType('Payable', { description: '应付金额 / What is payable' })
export class PayableType {
  @Field(() => Money, { description: '按适用读法 / Under the readings applied' })
  readonly amount: Money;

  @Field(() => Money, {
    description: '无争议部分：各未约定读法所有组合的最小值 / Undisputed: the least over every combination of the open readings',
  })
  readonly undisputed: Money;

  @Field(() => Money, { description: '所有组合的最大值 / The greatest over every combination' })
  readonly greatest: Money;

  constructor({ amount, undisputed, greatest }: Payable) {
    this.amount = new Money(amount);
    this.undisputed = new Money(undisputed);
    this.greatest = new Money(greatest);
  }
}

/** The figures of an alternative; those of a settlement have no total of their own. */
interface AlternativeFigures {
  readonly total?: string | null;
  readonly payable: string | null;
}

@ObjectType('ReadingAlternative', { description: '其他选项下的结果 / The result under another option' })
export class ReadingAlternativeType {
  @Field(() => String, { description: '选项 / Option' })
  readonly option: string;

  @Field(() => DecimalScalar, { nullable: true, description: '总分；没有为 null / Total; null where there is none' })
  readonly total: string | null;

  @Field(() => Money, { nullable: true, description: '应付；没有为 null / Payable; null where there is none' })
  readonly payable: Money | null;

  constructor(private readonly alternative: AppliedReading<AlternativeFigures>['alternatives'][number]) {
    this.option = alternative.option;
    this.total = alternative.total ?? null;
    this.payable = moneyOrNull(alternative.payable);
  }

  @Field(() => String, { description: '选项名称 / Label of the option' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.alternative.label[locale];
  }
}

@ObjectType('AppliedReading', { description: '适用的读法 / A reading as it was applied' })
export class AppliedReadingType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => String, { description: '适用选项 / Option in force' })
  readonly option: string;

  @Field(() => ReadingState, { description: '状态 / State' })
  readonly state: AppliedReading<AlternativeFigures>['state'];

  @Field(() => [ReadingAlternativeType], { description: '其他选项；已约定则为空 / The other options; empty once agreed' })
  readonly alternatives: readonly ReadingAlternativeType[];

  constructor(private readonly reading: AppliedReading<AlternativeFigures>) {
    this.code = reading.code;
    this.option = reading.option;
    this.state = reading.state;
    this.alternatives = reading.alternatives.map((alternative) => new ReadingAlternativeType(alternative));
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.reading.title[locale];
  }

  @Field(() => String, { description: '适用选项名称 / Label of the option in force' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.reading.label[locale];
  }
}

@ObjectType('ResultWarning', { description: '双方应留意之处，不影响数字 / Something to look at; it moves no figure' })
export class ResultWarningType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => [String], { description: '涉及考核项 / Items concerned' })
  readonly items: readonly string[];

  constructor(private readonly warning: Omit<Warning, 'items'> & { readonly items?: readonly string[] }) {
    this.code = warning.code;
    this.items = warning.items ?? [];
  }

  @Field(() => String, { description: '说明 / In words' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.warning[locale];
  }
}

@ObjectType('ScorecardPreview', { description: '试算的评分表，不保存 / A scorecard as a preview; nothing is stored' })
export class ScorecardPreviewType {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract: string;

  @Field(() => String, { description: '考核期代码 / Code of the period' })
  readonly period: string;

  @Field(() => String, { description: '考核表及版本 / Rubric with version' })
  readonly rubric: string;

  @Field(() => Boolean, { description: '数据是否齐全 / Whether no data is missing' })
  readonly complete: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: '总分；缺少数据为 null / Total; null while data is missing' })
  readonly total: string | null;

  @Field(() => PointsRange, { description: '总分仍可能的范围 / Range that the total can still take' })
  readonly totalRange: PointsRange;

  @Field(() => [ScorecardItemType], { description: '考核项，按合同顺序 / Items in the order of the contract' })
  readonly items: readonly ScorecardItemType[];

  @Field(() => PayableType, {
    nullable: true,
    description: '应付；缺少数据或本期不单独付款为 null / Payable; null while data is missing or where the period pays nothing by itself',
  })
  readonly payable: PayableType | null;

  @Field(() => [AppliedReadingType], { description: '相关读法，按数据顺序 / Readings it hangs on, in the order of the data' })
  readonly readings: readonly AppliedReadingType[];

  @Field(() => [ResultWarningType], { description: '提示 / Warnings' })
  readonly warnings: readonly ResultWarningType[];

  @Field(() => ScoreLineType, {
    nullable: true,
    description: '从各项到总分；缺少数据为 null / From the items to the total; null while data is missing',
  })
  readonly totalLine: ScoreLineType | null;

  @Field(() => [MoneyLineType], { description: '从合同金额到应付 / From the contract amount to the payable' })
  readonly payableLines: readonly MoneyLineType[];

  @Field(() => String, { description: '全部输入的摘要：摘要相同，结果相同 / Digest of all inputs: the same digest, the same result' })
  readonly digest: string;

  @Field(() => Int, { description: '尚缺数据的考核项数 / Items for which data is missing' })
  readonly itemsWithoutDataCount: number;

  constructor(evaluation: Evaluation) {
    this.contract = evaluation.contract;
    this.period = evaluation.period;
    this.rubric = evaluation.rubric;
    this.complete = evaluation.complete;
    this.total = evaluation.total;
    this.totalRange = new PointsRange(evaluation.totalRange);
    this.items = evaluation.items.map((item) => new ScorecardItemType(item));
    this.payable = evaluation.payable && new PayableType(evaluation.payable);
    this.readings = evaluation.readings.map((reading) => new AppliedReadingType(reading));
    this.warnings = evaluation.warnings.map((warning) => new ResultWarningType(warning));
    this.totalLine = evaluation.totalLine && new ScoreLineType(evaluation.totalLine);
    this.payableLines = evaluation.payableLines.map((line) => new MoneyLineType(line));
    this.digest = evaluation.digest;
    this.itemsWithoutDataCount = evaluation.items.filter(({ status }) => status === 'NO_DATA').length;
  }
}
