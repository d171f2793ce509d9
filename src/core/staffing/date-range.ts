import type { IsoDate } from '../values/dates.js';

/** Days from one to another, both included. */
export interface DateRange {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The earlier of two dates. */
export const earliest = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);
