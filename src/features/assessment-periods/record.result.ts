import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError, UserError } from '../../platform/graphql/user-error.type.js';
import { AssessmentPeriodType, PeriodState } from './assessment-period.type.js';
import type { FindingObstacle } from './decide-finding.use-case.js';
import { FindingType, JudgementType, ObservationType } from './recorded.type.js';
import type { InvalidInput, PeriodClosed } from './refusal.js';

@ObjectType('PeriodClosedError', {
  implements: UserError,
  description: '考核期已公布且无更正，不接受数据 / The period is published, no correction is open, and it takes nothing',
})
export class PeriodClosedError extends UserError {
  @Field(() => PeriodState, { description: '考核期的状态 / State of the period' })
  readonly periodState: PeriodState;

  constructor({ period, state }: PeriodClosed) {
    super();
    this.periodState = state;
    Object.assign(this, {
      code: 'PERIOD_CLOSED',
      message: `考核期 ${period} 已公布 / the period ${period} is published`,
    });
  }
}

/** What a use case gave back, as GraphQL answers it: its value, or the error as a type. */
export function answerOf<V, A>(
  result: Result<V, PeriodClosed | InvalidInput>,
  render: (value: V) => A,
): A | PeriodClosedError | InvalidInputError {
  if (result.ok) return render(result.value);
  return result.error.kind === 'PERIOD_CLOSED' ? new PeriodClosedError(result.error) : new InvalidInputError(result.error.problems);
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

export const FindingNotDecidableError = obstacleError<FindingObstacle>(
  { name: 'FindingNotDecidable', code: 'NOT_DECIDABLE', zh: '发现不能如此处理', en: 'nothing of the kind can be decided of the finding' },
  {
    NOT_PROPOSED: '发现不在待确认状态 / The finding is not a proposed one',
    ENDED_ALREADY: '发现已被否决或撤回 / The finding was rejected or taken back',
  },
);

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

export const ProposeFindingResult = createUnionType({
  name: 'ProposeFindingResult',
  description: '提出发现的结果 / Result of proposing a finding',
  types: () => [FindingType, PeriodClosedError, InvalidInputError] as const,
});

export const DecideFindingResult = createUnionType({
  name: 'DecideFindingResult',
  description: '确认、否决或撤回发现的结果 / Result of confirming, rejecting or withdrawing a finding',
  types: () => [FindingType, FindingNotDecidableError, PeriodClosedError, InvalidInputError] as const,
});

export const JudgeItemResult = createUnionType({
  name: 'JudgeItemResult',
  description: '评定的结果 / Result of judging an item',
  types: () => [JudgementType, PeriodClosedError, InvalidInputError] as const,
});
