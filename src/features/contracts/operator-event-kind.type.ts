import { Arg, Field, ObjectType } from 'type-graphql';
import type { EventRule } from '../../core/performance/operator-rules.js';
import { printMoney } from '../../core/values/figures.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money } from '../../platform/graphql/money.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

export const EventMeasure = wordEnum('EventMeasure', '事件的计量 / How an event is measured', {
  COUNT: '按次 / By the piece',
  DAYS: '按天 / By days',
});

@ObjectType('OperatorEventKind', { description: '话务员考核事件 / A kind of event of the operators’ month' })
export class OperatorEventKindType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => Money, { description: '每次或每天的拟扣金额 / Proposed amount of each, or of each day' })
  readonly amount: Money;

  @Field(() => EventMeasure, { description: '计量 / Measure' })
  readonly measure: string;

  constructor(private readonly data: EventRule) {
    this.code = data.code;
    this.clause = data.clause;
    this.amount = new Money(printMoney(data.amount));
    this.measure = data.measure;
  }

  @Field(() => String, { description: '名称 / Label' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.label[locale];
  }
}
