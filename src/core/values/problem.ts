import { inBothLanguages, type Text } from './text.js';

/** What can be wrong with an input; every problem has exactly one of these codes. */
export type ProblemCode =
  | 'REQUIRED'
  | 'UNKNOWN_FIELD'
  | 'MISPLACED_FIELD'
  | 'NOT_AN_OBJECT'
  | 'NOT_A_LIST'
  | 'NOT_TEXT'
  | 'NOT_A_BOOLEAN'
  | 'NOT_A_COUNT'
  | 'NOT_A_DECIMAL'
  | 'NOT_A_DATE'
  | 'NOT_A_MONTH'
  | 'NOT_JSON'
  | 'NEGATIVE'
  | 'BELOW_ONE'
  | 'OUT_OF_RANGE'
  | 'TOO_MANY_DECIMALS'
  | 'TOO_LONG'
  | 'EMPTY'
  | 'REASON_REQUIRED'
  | 'DUPLICATE'
  | 'UNKNOWN_CONTRACT'
  | 'UNKNOWN_PERIOD'
  | 'UNKNOWN_METRIC'
  | 'UNKNOWN_SOURCE'
  | 'UNKNOWN_ITEM'
  | 'UNKNOWN_KIND'
  | 'UNKNOWN_LEVEL'
  | 'UNKNOWN_READING'
  | 'UNKNOWN_OPTION'
  | 'UNKNOWN_INSTALMENT'
  | 'UNKNOWN_MEMBER'
  | 'KIND_NOT_OF_ITEM'
  | 'JUDGEMENT_NOT_TAKEN'
  | 'JUDGED_AND_DEDUCTED'
  | 'OUTSIDE_PERIOD'
  | 'MONTH_MISSING'
  | 'SCORE_MISSING'
  | 'MONTH_REQUIRED'
  | 'WHOLE_PERIOD_AND_MONTHS'
  | 'NUMERATOR_EXCEEDS_DENOMINATOR'
  | 'NOT_A_SUM'
  | 'EXCEEDS_FIGURE'
  | 'EVENT_TWICE_IN_ITEM'
  | 'BEFORE_ON_LINE'
  | 'DAYS_OVERLAP'
  | 'NOT_ONE_LEADER'
  | 'NO_OPERATOR_RULES';

/** One problem of an input, with the place it was found at: `observations[3].value`. */
export interface Problem {
  readonly path: string;
  readonly code: ProblemCode;
  readonly message: string;
}

/** Gathers every problem of an input, so that a caller mends them all at once. */
export class Problems {
  readonly list: Problem[] = [];

  add(path: string, code: ProblemCode, zh: string, en: string): void {
    this.list.push({ path, code, message: inBothLanguages({ zh, en } satisfies Text) });
  }

  get isEmpty(): boolean {
    return this.list.length === 0;
  }
}
