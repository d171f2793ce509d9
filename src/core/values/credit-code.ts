const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Whether a text is a unified social credit code (统一社会信用代码): 17 characters and one that checks them.
 *
 * Source: GB 32100-2015. The character at place i, from 0, weighs 3^i mod 31; with the check character the sum is a multiple of 31.
 */
export function isCreditCode(text: string): boolean {
  const values = Array.from(text, (character) => CHARACTERS.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return false;
  let weight = 1;
  let sum = values[17]!;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return sum % 31 === 0;
}
