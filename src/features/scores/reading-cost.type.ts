import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { OptionCost, ReadingCost } from '../../core/payment/instalment-of-periods.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money, moneyOrNull } from '../../platform/graphql/money.type.js';

@ObjectType('OptionCost', { description: '另一选项下的应付 / The payable under another option' })
export class OptionCostType {
  @Field(() => String, { description: '选项 / Option' })
  readonly option: string;

  @Field(() => Money, { nullable: true, description: '应付；没有为 null / Payable; null where there is none' })
  readonly payable: Money | null;

  @Field(() => Money, {
    nullable: true,
    description:
      '与现行应付之差，少付为负；没有为 null / What it pays beyond the payable in force, negative where less; null where there is none',
  })
  readonly difference: Money | null;

  constructor(private readonly cost: OptionCost) {
    this.option = cost.option;
    this.payable = moneyOrNull(cost.payable);
    this.difference = moneyOrNull(cost.difference);
  }

  @Field(() => String, { description: '选项名称 / Label of the option' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.cost.label[locale];
  }
}

@ObjectType('ReadingCost', { description: '一个读法在一期款中的金额影响 / What a reading costs in one instalment' })
export class ReadingCostType {
  @Field(() => Int, { description: '期次 / Number of the instalment' })
  readonly instalment: number;

  @Field(() => [String], { description: '所依考核期 / Periods that settle it' })
  readonly periods: readonly string[];

  @Field(() => String, { description: '适用选项 / Option in force' })
  readonly option: string;

  @Field(() => Money, { nullable: true, description: '适用选项下的应付；没有为 null / Payable under it; null where there is none' })
  readonly payable: Money | null;

  @Field(() => [OptionCostType], { description: '其他选项；已约定则为空 / The other options; empty once agreed' })
  readonly alternatives: readonly OptionCostType[];

  constructor(instalment: number, periods: readonly string[], cost: ReadingCost) {
    this.instalment = instalment;
    this.periods = periods;
    this.option = cost.option;
    this.payable = moneyOrNull(cost.payable);
    this.alternatives = cost.alternatives.map((alternative) => new OptionCostType(alternative));
  }
}
