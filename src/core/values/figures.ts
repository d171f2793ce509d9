import { Exact } from './exact.js';

const HUNDRED = Exact.integer(100);

/** Points as they are printed: at most 4 decimals, rounded half away from zero. Nothing is calculated with the printed text. */
export const printPoints = (points: Exact): string => points.toDecimal(4);

/** A percentage as it is printed, at most 4 decimals: `99.87%`. Takes the rate itself, not its hundredfold. */
export const printPercent = (rate: Exact): string => `${rate.times(HUNDRED).toDecimal(4)}%`;

/** Money in yuan as it is printed: always two decimals, rounded half up. */
export const printMoney = (yuan: Exact): string => yuan.toFixed(2);

/** Money in yuan in the middle of a calculation: two decimals, more where it has a part of a fen, 约 where the decimals never end. */
export function writeYuan(yuan: Exact): string {
  if (yuan.rounded(2).equals(yuan)) return yuan.toFixed(2);
  const written = yuan.toExpression();
  return written.startsWith('(') ? `≈ ${yuan.toDecimal(6)}` : written;
}

/** An amount rounded half up to the fen: done once, on what is paid. */
export const roundToFen = (yuan: Exact): Exact => yuan.rounded(2);
