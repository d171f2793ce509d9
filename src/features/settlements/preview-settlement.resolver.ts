import { Arg, Ctx, createUnionType, Query, Resolver } from 'type-graphql';
import { readSettlementCase } from '../../core/cases/read-settlement-case.js';
import { settle } from '../../core/cases/settle.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { ContractContext } from '../contracts/contract-context.js';
import { PreviewSettlementInput } from './preview-settlement.input.js';
import { SettlementPreviewType } from './settlement.type.js';

export const PreviewSettlementResult = createUnionType({
  name: 'PreviewSettlementResult',
  description: '试算结算的结果 / Result of previewing a settlement',
  types: () => [SettlementPreviewType, InvalidInputError] as const,
  resolveType: (value) => (value instanceof InvalidInputError ? InvalidInputError : SettlementPreviewType),
});

@Resolver()
export class PreviewSettlementResolver {
  @Query(() => PreviewSettlementResult, {
    description: '试算一期款的应付、期限与迟延，不保存 / Settles an instalment: payable, due date, late claim; nothing is stored',
  })
  previewSettlement(
    @Arg('input', () => PreviewSettlementInput, { description: '案例 / The case' }) input: PreviewSettlementInput,
    @Ctx() { library }: ContractContext,
  ): SettlementPreviewType | InvalidInputError {
    const read = readSettlementCase(input, library);
    return read.ok ? new SettlementPreviewType(settle(read.value)) : new InvalidInputError(read.error);
  }
}
