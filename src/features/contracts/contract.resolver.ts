import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { ContractType } from './contract.type.js';
import type { ContractContext } from './contract-context.js';

@Resolver(() => ContractType)
export class ContractResolver {
  @Query(() => [ContractType], { description: '全部合同，按代码排序 / Every contract, by code' })
  contracts(@Ctx() { library }: ContractContext): ContractType[] {
    return library.codes.map((code) => new ContractType(library.checked(code)!));
  }

  @Query(() => ContractType, {
    nullable: true,
    description: '一份合同；没有此代码为 null / One contract; null where there is none of that code',
  })
  contract(
    @Arg('code', () => String, { description: '合同代码 / Code of the contract' }) code: string,
    @Ctx() { library }: ContractContext,
  ): ContractType | null {
    const checked = library.checked(code);
    return checked ? new ContractType(checked) : null;
  }
}
