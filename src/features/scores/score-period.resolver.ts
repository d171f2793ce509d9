import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { answerOf } from '../assessment-periods/record.result.js';
import { publishScorecard } from './publish-scorecard.use-case.js';
import { PublishScorecardInput, ScorePeriodInput } from './score-period.input.js';
import { PublishScorecardResult, ScorecardNotPublishableError, ScorePeriodResult } from './score-period.result.js';
import { scorePeriod } from './score-period.use-case.js';
import { ScorecardType } from './scorecard.type.js';

const INPUT = { description: '输入 / Input' } as const;

@Resolver()
export class ScorePeriodResolver {
  @Mutation(() => ScorePeriodResult, {
    description:
      '按已记录的数据评分，追加一版草稿；无变动则返回最新一版 / Scores a period from what is recorded and appends a draft; unchanged, the latest is the answer',
  })
  async scorePeriod(
    @Arg('input', () => ScorePeriodInput, INPUT) { periodId }: ScorePeriodInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ScorePeriodResult> {
    const context = tenantOf(graphql);
    const result = await scorePeriod(context, uuidOf('AssessmentPeriod', periodId, '考核期', 'period'));
    context.forgetLoaded();
    return answerOf(result, (row) => new ScorecardType(row));
  }

  @Mutation(() => PublishScorecardResult, {
    description:
      '向乙方公布最新的完整评分表 / Publishes the latest complete scorecard: the vendor sees it, and the period takes no further figures',
  })
  async publishScorecard(
    @Arg('input', () => PublishScorecardInput, INPUT) { scorecardId }: PublishScorecardInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof PublishScorecardResult> {
    const context = tenantOf(graphql);
    const result = await publishScorecard(context, uuidOf('Scorecard', scorecardId, '评分表', 'scorecard'));
    context.forgetLoaded();
    return result.ok ? new ScorecardType(result.value) : new ScorecardNotPublishableError(result.error);
  }
}
