import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { InvalidInputError, UserError } from '../../platform/graphql/user-error.type.js';
import { AssessmentPeriodType, PeriodState } from './assessment-period.type.js';
import { PeriodClosed, type RecordingProblem } from './open-period.js';
import { FindingType, JudgementType, ObservationType } from './recorded.type.js';

@ObjectType('PeriodClosedError', {
  implements: UserError,
  description: '考核期已公布，不再接受数据 / The period is published and takes nothing more',
})
export class PeriodClosedError extends UserError {
  @Field(() => PeriodState, { description: '考核期的状态 / State of the period' })
  readonly periodState: PeriodState;

  constructor({ period, state }: PeriodClosed) {
    super();
    this.periodState = state;
    Object.assign(this, { code: 'PERIOD_CLOSED', message: `考核期 ${period} 已公布 / the period ${period} is published` });
  }
}

/** What a use case gave back, as GraphQL answers it: its value, or the error as a type. */
export function answerOf<V, A>(
  result: Result<V, PeriodClosed | readonly RecordingProblem[]>,
  render: (value: V) => A,
): A | PeriodClosedError | InvalidInputError {
  if (result.ok) return render(result.value);
  return result.error instanceof PeriodClosed ? new PeriodClosedError(result.error) : new InvalidInputError(result.error);
}

@ObjectType('RecordedObservations', { description: '已记录的数据 / Figures that were recorded' })
export class RecordedObservations {
  @Field(() => [ObservationType], { description: '各项数据，按输入顺序 / The figures, in the order of the input' })
  readonly observations: readonly ObservationType[];

  @Field(() => AssessmentPeriodType, { description: '考核期 / The period' })
  readonly period: AssessmentPeriodType;

  constructor(observations: readonly ObservationType[], period: AssessmentPeriodType) {
    this.observations = observations;
    this.period = period;
  }
}

@ObjectType('RecordedFindings', { description: '已记录的发现 / Findings that were recorded' })
export class RecordedFindings {
  @Field(() => [FindingType], { description: '各项发现，按输入顺序 / The findings, in the order of the input' })
  readonly findings: readonly FindingType[];

  @Field(() => AssessmentPeriodType, { description: '考核期 / The period' })
  readonly period: AssessmentPeriodType;

  constructor(findings: readonly FindingType[], period: AssessmentPeriodType) {
    this.findings = findings;
    this.period = period;
  }
}

export const RecordObservationsResult = createUnionType({
  name: 'RecordObservationsResult',
  description: '记录数据的结果 / Result of recording figures',
  types: () => [RecordedObservations, PeriodClosedError, InvalidInputError] as const,
});

export const RecordFindingsResult = createUnionType({
  name: 'RecordFindingsResult',
  description: '记录发现的结果 / Result of recording findings',
  types: () => [RecordedFindings, PeriodClosedError, InvalidInputError] as const,
});

export const JudgeItemResult = createUnionType({
  name: 'JudgeItemResult',
  description: '评定的结果 / Result of judging an item',
  types: () => [JudgementType, PeriodClosedError, InvalidInputError] as const,
});
