import { isIsoDate } from '../../core/values/dates.js';
import type { Problem, ProblemCode } from '../../core/values/problem.js';
import { fail, type Result } from '../../core/values/result.js';
import type { PeriodState } from './period-state.js';

/** A problem of what is recorded: of the figures themselves, or of where they come from. */
export interface RecordingProblem extends Omit<Problem, 'code'> {
  readonly code:
    | ProblemCode
    | 'SOURCE_NOT_TYPED'
    | 'SOURCE_NOT_ALLOWED'
    | 'NOT_PROPOSABLE'
    | 'RESERVED'
    | 'FROM_CHECKS'
    | 'CONTRADICTS_UNPUBLISHED'
    | 'NAMES_REQUIRED'
    | 'NAMES_NOT_TAKEN'
    | 'EVIDENCE_REQUIRED';
}

/** The period takes nothing: its scorecard is published, and nothing has opened it again. */
export interface PeriodClosed {
  readonly kind: 'PERIOD_CLOSED';
  readonly period: string;
  readonly state: PeriodState;
}

/** The input is wrong; every problem is named. */
export interface InvalidInput {
  readonly kind: 'INVALID_INPUT';
  readonly problems: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

/** The command is in order, and something stands in its way; every obstacle is named. */
export interface Obstructed<O extends string> {
  readonly kind: 'OBSTRUCTED';
  readonly obstacles: readonly O[];
}

export const invalid = (problems: InvalidInput['problems']): Result<never, InvalidInput> => fail({ kind: 'INVALID_INPUT', problems });

export const obstructed = <O extends string>(obstacles: readonly O[]): Result<never, Obstructed<O>> =>
  fail({ kind: 'OBSTRUCTED', obstacles });

export const nothingGiven = (path: string): RecordingProblem => ({ path, code: 'EMPTY', message: '至少一项 / at least one is needed' });

/** A day that has come, and not before another one. */
export function pastDayProblems(path: string, day: unknown, today: string, notBefore?: string): InvalidInput['problems'] {
  if (!isIsoDate(String(day))) return [{ path, code: 'NOT_A_DATE', message: '应为日期 YYYY-MM-DD / a date YYYY-MM-DD is expected' }];
  if (String(day) > today) return [{ path, code: 'OUT_OF_RANGE', message: '不能晚于今天 / must not lie ahead' }];
  if (notBefore === undefined || String(day) >= notBefore) return [];
  return [{ path, code: 'OUT_OF_RANGE', message: `不能早于 ${notBefore} / must not lie before ${notBefore}` }];
}

/** A text that says something. */
export const reasonProblems = (reason: string, path = 'reason'): readonly RecordingProblem[] =>
  reason.trim() === '' ? [{ path, code: 'REASON_REQUIRED', message: '须说明理由 / a reason is needed' }] : [];
