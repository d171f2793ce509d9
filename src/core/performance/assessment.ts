import { addMonths, type IsoDate, type IsoMonth } from '../values/dates.js';
import type { AssessmentRule } from './operator-rules.js';

/** The last day on which a month's assessment is in time, holidays or not. */
export const assessmentDueOn = ({ dayOfNextMonth }: AssessmentRule, month: IsoMonth): IsoDate =>
  `${addMonths(month, 1)}-${String(dayOfNextMonth).padStart(2, '0')}`;
