import type { Problem, ProblemCode } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';

/** The period takes nothing any more: its scorecard is published. */
export class PeriodClosed {
  constructor(
    readonly period: string,
    readonly state: AssessmentPeriod['state'],
  ) {}
}

/** A period that figures may still be recorded for and that may be scored again. */
export const openPeriod = (period: AssessmentPeriod): Result<AssessmentPeriod, PeriodClosed> =>
  period.state === 'PUBLISHED' ? fail(new PeriodClosed(period.code, period.state)) : ok(period);

/** A problem of what is recorded: of the figures themselves, or of where they come from. */
export interface RecordingProblem extends Omit<Problem, 'code'> {
  readonly code: ProblemCode | 'SOURCE_NOT_TYPED' | 'SOURCE_NOT_ALLOWED';
}

export const nothingGiven = (path: string): RecordingProblem => ({ path, code: 'EMPTY', message: '至少一项 / at least one is needed' });
