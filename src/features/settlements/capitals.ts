import nzh from 'nzh/cn';

/** Digits before the decimal point that the library writes rightly. */
const INTEGER_DIGITS_MAX = 13;

/**
 * An amount in Chinese capitals (大写), as statements and receipts bear it: `柒拾叁万玖仟贰佰元整`.
 *
 * `amount` is printed money: yuan with two decimals. Null for an amount of more than 13 digits before the point, which the library
 * would write wrongly.
 */
export function inCapitals(amount: string): string | null {
  const [integer, fen] = amount.split('.') as [string, string];
  if (integer.replace('-', '').length > INTEGER_DIGITS_MAX) return null;
  // Only a whole number of yuan ends in 整, and the library takes decimals that are nought for decimals.
  return nzh.toMoney(fen === '00' ? integer : amount, { outSymbol: false });
}
