import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { InexactNumber } from '../../core/values/json-input.js';

/**
 * Scalars for exact figures and dates.
 *
 * An input is passed on as it was written: whether it is a date that exists or a count that fits is decided together with the
 * whole input, so that a caller learns of every problem at once. What has not even the right JSON type is refused here.
 */
function writtenScalar(name: string, description: string, takesIntegers: boolean): GraphQLScalarType<unknown, string> {
  const refuse = (): never => {
    throw new GraphQLError(`${name} is written as text${takesIntegers ? ' or as a whole number' : ''}`);
  };
  const isNumber = (value: unknown) => typeof value === 'number' || typeof value === 'bigint' || value instanceof InexactNumber;
  const take = (value: unknown): unknown => (typeof value === 'string' || (takesIntegers && isNumber(value)) ? value : refuse());
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => (typeof value === 'string' ? value : refuse()),
    parseValue: take,
    // A whole number in a query stays text: it may be larger than JavaScript counts.
    parseLiteral: (node: ValueNode) => (node.kind === Kind.STRING || (takesIntegers && node.kind === Kind.INT) ? node.value : refuse()),
  });
}

export const DateScalar = writtenScalar('Date', '日期：YYYY-MM-DD / A date: YYYY-MM-DD', false);

export const DecimalScalar = writtenScalar(
  'Decimal',
  '精确小数，以文本传递，如 "97.3"；输入也可为整数 / An exact decimal as text, such as "97.3"; as an input also a whole number',
  true,
);

export const CountScalar = writtenScalar(
  'Count',
  '非负整数：整数或数字字符串，位数不限 / A whole number from 0: an integer or a string of digits, of any size',
  true,
);
