import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { Forecast } from '../../core/account/forecast.js';
import { printMoney } from '../../core/values/figures.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money, moneyOrNull } from '../../platform/graphql/money.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { type ForecastBasis as Basis, type ContractForecast, type InstalmentForecast, totalForecast } from './contract-forecast.js';
import type { DifferenceSoFar, ReadingMoves as Moves, ReadingMoney } from './readings-in-money.js';

export const ForecastBasis = wordEnum('ForecastBasis', '预计的依据 / What a forecast rests on', {
  SETTLED: '已批准的结算单 / Approved statements',
  DETERMINED: '已签字的得分 / Signed scores',
  EXPECTED: '至今的情况 / What there is so far',
} satisfies Record<Basis, string>);

export const ReadingMoves = wordEnum('ReadingMoves', '读法所涉金额的性质 / What a reading moves', {
  PAYABLE: '应付金额 / What instalments pay',
  LATE_CLAIM: '迟延付款违约金备忘，不自动入账 / The claim for late payment: a memo, never posted by itself',
} satisfies Record<Moves, string>);

@ObjectType()
abstract class ForecastFields {
  @Field(() => Money, { description: '预计应付，按适用读法 / What is expected, under the readings in force' })
  readonly expected: Money;

  @Field(() => Money, { description: '最少：除非已公布的得分被更正 / The least, unless a published score is corrected' })
  readonly least: Money;

  @Field(() => Money, { description: '最多：除非已公布的得分被更正 / The greatest, unless a published score is corrected' })
  readonly greatest: Money;

  constructor({ expected, least, greatest }: Forecast) {
    this.expected = new Money(printMoney(expected));
    this.least = new Money(printMoney(least));
    this.greatest = new Money(printMoney(greatest));
  }
}

@ObjectType('InstalmentForecast', { description: '一期款的预计 / What an instalment pays or will pay' })
export class InstalmentForecastType extends ForecastFields {
  @Field(() => Int, { description: '期次 / Number of the instalment' })
  readonly instalment: number;

  @Field(() => ForecastBasis, { description: '依据 / What it rests on' })
  readonly basis: Basis;

  constructor(private readonly forecast: InstalmentForecast) {
    super(forecast);
    this.instalment = forecast.instalment.data.no;
    this.basis = forecast.basis;
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.forecast.instalment.data.title[locale];
  }

  @Field(() => [String], { description: '假设，逐条；无须假设为空 / What was assumed; empty where nothing was' })
  assumptions(@Arg('locale', () => Locale, LOCALE) locale: Locale): string[] {
    return this.forecast.assumptions.map((assumption) => assumption[locale]);
  }
}

@ObjectType('ReadingDifference', { description: '另一选项至今多付的金额 / What another option pays more so far' })
export class ReadingDifferenceType {
  @Field(() => String, { description: '选项 / Option' })
  readonly option: string;

  @Field(() => Money, {
    description:
      '其余读法不变，比适用选项多付；负数为少付 / What it pays beyond the one in force, the other readings unchanged; negative where it pays less',
  })
  readonly difference: Money;

  @Field(() => Money, {
    description:
      '与其余未约定读法任意组合时的最小值，逐期相加，为下限 / The least over every combination of the other open readings, added up over the instalments: a lower bound',
  })
  readonly least: Money;

  @Field(() => Money, {
    description:
      '与其余未约定读法任意组合时的最大值，逐期相加，为上限 / The greatest over every combination of the other open readings, added up over the instalments: an upper bound',
  })
  readonly greatest: Money;

  constructor({ option, difference, least, greatest }: DifferenceSoFar) {
    this.option = option;
    this.difference = new Money(difference);
    this.least = new Money(least);
    this.greatest = new Money(greatest);
  }
}

@ObjectType('ReadingMoney', { description: '一个未约定读法所涉金额 / What an open reading moves in money' })
export class ReadingMoneyType {
  @Field(() => String, { description: '读法代码 / Code of the reading' })
  readonly code: string;

  @Field(() => String, { description: '适用选项 / Option in force' })
  readonly option: string;

  @Field(() => ReadingMoves, { description: '所涉金额的性质 / What it moves' })
  readonly moves: Moves;

  @Field(() => [ReadingDifferenceType], {
    description:
      '至今，按其他选项：各期均有得分的分期款，或至今日的违约金 / So far, by each other option: over the instalments whose periods all have a score, or the late claims up to today',
  })
  readonly soFar: readonly ReadingDifferenceType[];

  @Field(() => Money, {
    nullable: true,
    description:
      '今后至多：得分未齐各期，此读法的另一选项与适用选项至多相差，为上限；违约金逐日增长，为 null / At most in future, over the instalments of which a score is missing: by how much another option can differ from the one in force, an upper bound; null for a late claim, which grows with each day',
  })
  readonly atMost: Money | null;

  constructor(private readonly reading: ReadingMoney) {
    this.code = reading.code;
    this.option = reading.option;
    this.moves = reading.moves;
    this.soFar = reading.soFar.map((difference) => new ReadingDifferenceType(difference));
    this.atMost = moneyOrNull(reading.atMost);
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.reading.title[locale];
  }
}

@ObjectType('ContractForecast', {
  description: '合同的预计：各期款与未约定读法 / The forecast for a contract: its instalments and open readings',
})
export class ContractForecastType extends ForecastFields {
  @Field(() => [InstalmentForecastType], { description: '各期款 / The instalments' })
  readonly instalments: readonly InstalmentForecastType[];

  @Field(() => [ReadingMoneyType], { description: '未约定读法，所涉金额 / The open readings in money' })
  readonly readings: readonly ReadingMoneyType[];

  constructor(forecast: ContractForecast) {
    super(totalForecast(forecast));
    this.instalments = forecast.instalments.map((instalment) => new InstalmentForecastType(instalment));
    this.readings = forecast.readings.map((reading) => new ReadingMoneyType(reading));
  }
}
