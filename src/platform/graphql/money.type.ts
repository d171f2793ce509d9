import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from './scalars.js';

@ObjectType('Money', { description: '金额 / An amount of money' })
export class Money {
  @Field(() => DecimalScalar, { description: '金额，两位小数 / Amount with two decimals' })
  readonly amount: string;

  @Field(() => String, { description: '货币代码（ISO 4217）/ Currency code of ISO 4217' })
  readonly currency: string = 'CNY';

  constructor(amount: string) {
    this.amount = amount;
  }
}

/** Money of a printed amount; null stays null. */
export const moneyOrNull = (amount: string | null): Money | null => (amount === null ? null : new Money(amount));
