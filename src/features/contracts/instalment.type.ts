import { Arg, Field, Int, ObjectType } from 'type-graphql';
import { type Instalment, periodsOfInstalment } from '../../core/payment/schedule.js';
import { printMoney } from '../../core/values/figures.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money } from '../../platform/graphql/money.type.js';

@ObjectType('Instalment', { description: '分期款 / An instalment' })
export class InstalmentType {
  @Field(() => Int, { description: '期次 / Number' })
  readonly no: number;

  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => Money, { description: '考核前金额 / Amount before score and headcount' })
  readonly base: Money;

  @Field(() => [String], { description: '结算所依的考核期；空表示不考核 / Periods whose score settles it; empty: no score' })
  readonly periods: readonly string[];

  constructor(private readonly instalment: Instalment) {
    const { no, clause } = instalment.data;
    this.no = no;
    this.clause = clause;
    this.base = new Money(printMoney(instalment.base));
    this.periods = periodsOfInstalment(instalment);
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.instalment.data.title[locale];
  }
}
