import { Arg, Ctx, createUnionType, Query, Resolver } from 'type-graphql';
import { readSettlementCase } from '../../core/cases/read-settlement-case.js';
import { settle } from '../../core/cases/settle.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { contractsNamed } from '../contracts/stored-contract.js';
import { PreviewSettlementInput } from './preview-settlement.input.js';
import { SettlementPreviewType } from './settlement.type.js';

export const PreviewSettlementResult = createUnionType({
  name: 'PreviewSettlementResult',
  description: '试算结算的结果 / Result of previewing a settlement',
  types: () => [SettlementPreviewType, InvalidInputError] as const,
});

@Resolver()
export class PreviewSettlementResolver {
  @Query(() => PreviewSettlementResult, {
    description: '试算一期款的应付、期限与迟延，不保存 / Settles an instalment: payable, due date, late claim; nothing is stored',
  })
  async previewSettlement(
    @Arg('input', () => PreviewSettlementInput, { description: '案例 / The case' }) input: PreviewSettlementInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<SettlementPreviewType | InvalidInputError> {
    const context = tenantOf(graphql);
    context.authorize('preview:run');
    const read = readSettlementCase(input, await contractsNamed(context, input.contract));
    return read.ok ? new SettlementPreviewType(settle(read.value)) : new InvalidInputError(read.error);
  }
}
