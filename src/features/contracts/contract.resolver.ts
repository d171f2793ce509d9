import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { OrganisationType } from '../tenants/organisation.type.js';
import { organisationById } from '../tenants/tenant.loaders.js';
import { contractByVersion, partiesOfContract, versionsOfContract } from './contract.loaders.js';
import { type ContractRow, contractsByCode } from './contract.repository.js';
import { ContractPartyType, ContractType, ContractVersionType } from './contract.type.js';
import { findStoredContract, readyContractsOf } from './stored-contract.js';

const ContractConnection = connectionOf('Contract', '合同', 'contracts', () => ContractType);

@Resolver(() => ContractType)
export class ContractResolver {
  @Query(() => ContractConnection, { description: '租户的合同，按代码排序 / The tenant’s contracts, by code' })
  async contracts(@Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const context = tenantOf(graphql);
    context.authorize('contract:read');
    const found = await pageOfList<ContractRow, ContractType>(context, contractsByCode(context), page, async (rows) =>
      (await readyContractsOf(context, rows)).map((stored) => new ContractType(stored)),
    );
    return new ContractConnection(found);
  }

  @Query(() => ContractType, {
    nullable: true,
    description: '一份合同；没有此代码为 null / One contract; null where the tenant has none of that code',
  })
  async contract(
    @Arg('code', () => String, { description: '合同代码 / Code of the contract' }) code: string,
    @Ctx() graphql: GraphqlContext,
  ): Promise<ContractType | null> {
    const context = tenantOf(graphql);
    context.authorize('contract:read');
    const stored = await findStoredContract(context, code);
    return stored && new ContractType(stored);
  }

  @FieldResolver(() => [ContractPartyType], { description: '各方，按合同顺序 / Parties in the order of the contract' })
  async parties(@Root() { stored }: ContractType, @Ctx() graphql: GraphqlContext): Promise<ContractPartyType[]> {
    const context = tenantOf(graphql);
    const rows = await context.loader(partiesOfContract).load(stored.id);
    const organisations = await Promise.all(rows.map(({ organisationId }) => context.loader(organisationById).load(organisationId)));
    return rows.map(({ roles }, index) => new ContractPartyType(roles, new OrganisationType(organisations[index]!)));
  }

  @FieldResolver(() => [ContractVersionType], { description: '版本，先旧后新 / Versions, the oldest first' })
  async versions(@Root() { stored }: ContractType, @Ctx() graphql: GraphqlContext): Promise<ContractVersionType[]> {
    const context = tenantOf(graphql);
    const rows = await context.loader(versionsOfContract).load(stored.id);
    const contracts = await Promise.all(rows.map(({ id }) => context.loader(contractByVersion).load(id)));
    return rows.map((row, index) => new ContractVersionType(row, contracts[index]!));
  }
}
