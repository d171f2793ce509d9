import { Exact } from './exact.js';

const HUNDRED = Exact.integer(100);

/** Points as they are printed: at most 4 decimals, rounded half away from zero. Nothing is calculated with the printed text. */
export const printPoints = (points: Exact): string => points.toDecimal(4);

/** A percentage as it is printed, at most 4 decimals: `99.87%`. Takes the rate itself, not its hundredfold. */
export const printPercent = (rate: Exact): string => `${rate.times(HUNDRED).toDecimal(4)}%`;

/** Money in yuan as it is printed: always two decimals, rounded half up. */
export const printMoney = (yuan: Exact): string => yuan.toFixed(2);

/** An amount rounded half up to the fen: done once, on what is paid. */
export const roundToFen = (yuan: Exact): Exact => yuan.rounded(2);
