import { Arg, Ctx, createUnionType, Query, Resolver } from 'type-graphql';
import { performance } from '../../core/cases/performance.js';
import { readPerformanceCase } from '../../core/cases/read-performance-case.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { contractsNamed } from '../contracts/stored-contract.js';
import { OperatorMonthPreviewType } from './operator-month.type.js';
import { PreviewPerformanceInput } from './preview-performance.input.js';

export const PreviewPerformanceResult = createUnionType({
  name: 'PreviewPerformanceResult',
  description: '试算话务员月度考核的结果 / Result of previewing an operators’ month',
  types: () => [OperatorMonthPreviewType, InvalidInputError] as const,
});

@Resolver()
export class PreviewPerformanceResolver {
  @Query(() => PreviewPerformanceResult, {
    description: '试算话务员月度台账，不保存 / Keeps the ledgers of an operators’ month; nothing is stored',
  })
  async previewPerformance(
    @Arg('input', () => PreviewPerformanceInput, { description: '案例 / The case' }) input: PreviewPerformanceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<OperatorMonthPreviewType | InvalidInputError> {
    const context = tenantOf(graphql);
    context.authorize('preview:run');
    const read = readPerformanceCase(input, await contractsNamed(context, input.contract));
    return read.ok ? new OperatorMonthPreviewType(performance(read.value)) : new InvalidInputError(read.error);
  }
}
