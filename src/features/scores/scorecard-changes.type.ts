import { Arg, Field, ObjectType } from 'type-graphql';
import type { EvaluationChanges, ItemChange, ReadingChange } from '../../core/cases/compare.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { MoneyLineType, PayableType, ScoreLineType } from './score-result.type.js';
import type { ScorecardType } from './scorecard.type.js';

@ObjectType('ItemChange', { description: '两版之间有变动的考核项 / An item that differs between two revisions' })
export class ItemChangeType {
  @Field(() => String, { description: '考核项代码 / Code of the item' })
  readonly code: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '原得分；缺少数据或原无此项为 null / Points before; null without data or where it was not there',
  })
  readonly pointsBefore: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '现得分；缺少数据或现无此项为 null / Points now; null without data or where it is not there',
  })
  readonly pointsAfter: string | null;

  @Field(() => [ScoreLineType], { description: '去掉的计分步骤 / Lines that are gone' })
  readonly linesRemoved: readonly ScoreLineType[];

  @Field(() => [ScoreLineType], { description: '新的计分步骤 / Lines that are new' })
  readonly linesAdded: readonly ScoreLineType[];

  constructor(private readonly change: ItemChange) {
    this.code = change.code;
    this.pointsBefore = change.pointsBefore;
    this.pointsAfter = change.pointsAfter;
    this.linesRemoved = change.linesRemoved.map((line) => new ScoreLineType(line));
    this.linesAdded = change.linesAdded.map((line) => new ScoreLineType(line));
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.change.title[locale];
  }
}

@ObjectType('ReadingChange', { description: '两版之间有变动的读法 / A reading that differs between two revisions' })
export class ReadingChangeType {
  @Field(() => String, { description: '读法代码 / Code of the reading' })
  readonly code: string;

  @Field(() => String, { nullable: true, description: '原选项；原未涉及为 null / Option before; null where it did not matter' })
  readonly optionBefore: string | null;

  @Field(() => String, { nullable: true, description: '现选项；现未涉及为 null / Option now; null where it does not matter' })
  readonly optionAfter: string | null;

  @Field(() => Boolean, { description: '现是否已约定 / Whether it is agreed now' })
  readonly isAgreed: boolean;

  constructor({ code, before, after }: ReadingChange) {
    this.code = code;
    this.optionBefore = before?.option ?? null;
    this.optionAfter = after?.option ?? null;
    this.isAgreed = after?.state === 'AGREED';
  }
}

@ObjectType('ScorecardChanges', { description: '与另一版相比的变动，逐步列出 / What differs from another revision, line by line' })
export class ScorecardChangesType {
  @Field(() => DecimalScalar, { nullable: true, description: '原总分；缺少数据为 null / Total before; null without data' })
  readonly totalBefore: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: '现总分；缺少数据为 null / Total now; null without data' })
  readonly totalAfter: string | null;

  @Field(() => PayableType, { nullable: true, description: '原应付；没有为 null / Payable before; null for none' })
  readonly payableBefore: PayableType | null;

  @Field(() => PayableType, { nullable: true, description: '现应付；没有为 null / Payable now; null for none' })
  readonly payableAfter: PayableType | null;

  @Field(() => [ItemChangeType], { description: '有变动的考核项，按合同顺序 / Items that differ, in the order of the contract' })
  readonly items: readonly ItemChangeType[];

  @Field(() => [ReadingChangeType], { description: '有变动的读法 / Readings that differ' })
  readonly readings: readonly ReadingChangeType[];

  @Field(() => [MoneyLineType], { description: '去掉的金额步骤 / Steps of the amount that are gone' })
  readonly payableLinesRemoved: readonly MoneyLineType[];

  @Field(() => [MoneyLineType], { description: '新的金额步骤 / Steps of the amount that are new' })
  readonly payableLinesAdded: readonly MoneyLineType[];

  /** The revision that it is compared with. */
  readonly from: ScorecardType;

  constructor(from: ScorecardType, changes: EvaluationChanges) {
    this.from = from;
    this.totalBefore = changes.total.before;
    this.totalAfter = changes.total.after;
    this.payableBefore = changes.payable.before && new PayableType(changes.payable.before);
    this.payableAfter = changes.payable.after && new PayableType(changes.payable.after);
    this.items = changes.items.map((item) => new ItemChangeType(item));
    this.readings = changes.readings.map((reading) => new ReadingChangeType(reading));
    this.payableLinesRemoved = changes.payableLinesRemoved.map((line) => new MoneyLineType(line));
    this.payableLinesAdded = changes.payableLinesAdded.map((line) => new MoneyLineType(line));
  }
}
