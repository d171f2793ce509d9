import { Arg, Ctx, createUnionType, Query, Resolver } from 'type-graphql';
import { PeriodScore } from '../../core/cases/evaluate.js';
import { readPeriodCase } from '../../core/cases/read-period-case.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { contractsNamed } from '../contracts/stored-contract.js';
import { PreviewScoreInput } from './preview-score.input.js';
import { ScorecardPreviewType } from './score-result.type.js';

export const PreviewScoreResult = createUnionType({
  name: 'PreviewScoreResult',
  description: '试算评分的结果 / Result of previewing a score',
  types: () => [ScorecardPreviewType, InvalidInputError] as const,
});

@Resolver()
export class PreviewScoreResolver {
  @Query(() => PreviewScoreResult, {
    description: '试算一个考核期的得分与应付，不保存 / Scores a period and what it pays; nothing is stored',
  })
  async previewScore(
    @Arg('input', () => PreviewScoreInput, { description: '案例 / The case' }) input: PreviewScoreInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<ScorecardPreviewType | InvalidInputError> {
    const context = tenantOf(graphql);
    context.authorize('preview:run');
    const read = readPeriodCase(input, await contractsNamed(context, input.contract));
    return read.ok ? new ScorecardPreviewType(new PeriodScore(read.value).render()) : new InvalidInputError(read.error);
  }
}
