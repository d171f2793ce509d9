import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { isLate } from '../../core/staffing/measure-replacement.js';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { metOnOf } from './demands.js';
import { ReplacementDemandType, StaffMemberType } from './staff.type.js';
import { staffBookOfContract, staffById } from './staffing.loaders.js';
import { demandsByTime, listStaffedContracts, type ReplacementDemandRow } from './staffing.repository.js';

const ReplacementDemandConnection = connectionOf('ReplacementDemand', '更换要求', 'demands', () => ReplacementDemandType);

const metOn = async (context: TenantContext, row: ReplacementDemandRow): Promise<string | null> =>
  metOnOf(await context.loader(staffBookOfContract).load(row.contractId), row);

/** The ids of the demands that are met, or of those that are not. */
async function demandsThatAre(context: TenantContext, contract: string | null, isMet: boolean): Promise<string[]> {
  const contracts = await listStaffedContracts(context, contract);
  const books = await context.loader(staffBookOfContract).loadMany(contracts.map(({ id }) => id));
  return books.flatMap((book) =>
    book instanceof Error ? [] : book.demands.filter((demand) => (metOnOf(book, demand) !== null) === isMet).map(({ id }) => id),
  );
}

@Resolver(() => ReplacementDemandType)
export class ReplacementDemandResolver {
  @Query(() => ReplacementDemandConnection, {
    description: '甲方的更换要求，后者在前 / The agency’s demands to replace somebody, the latest first',
  })
  async replacementDemands(
    @Arg('contract', () => String, { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' })
    contract: string | null,
    @Arg('isMet', () => Boolean, { nullable: true, description: '是否已满足；不填为全部 / Whether they are met; left out: all' })
    isMet: boolean | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    const ids = isMet == null ? null : await demandsThatAre(context, contract ?? null, isMet);
    return new ReplacementDemandConnection(
      await pageOfList<ReplacementDemandRow, ReplacementDemandType>(context, demandsByTime(context, contract ?? null, ids), page, (rows) =>
        rows.map((row) => new ReplacementDemandType(row)),
      ),
    );
  }

  @FieldResolver(() => StaffMemberType, { description: '被要求更换者 / Who is to be replaced' })
  async member(@Root() { row }: ReplacementDemandType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }

  @FieldResolver(() => Boolean, {
    description: '是否已满足：此人已离场，且有人据此进场 / Whether it is met: the person has left, and somebody came for it',
  })
  async isMet(@Root() { row }: ReplacementDemandType, @Ctx() graphql: GraphqlContext): Promise<boolean> {
    return (await metOn(tenantOf(graphql), row)) !== null;
  }

  @FieldResolver(() => Boolean, {
    description: '是否逾期：期限内未满足，至今天为止 / Whether it was not met by its day; one that is not met yet: up to today',
  })
  async isLate(@Root() { row }: ReplacementDemandType, @Ctx() graphql: GraphqlContext): Promise<boolean> {
    const context = tenantOf(graphql);
    return isLate({ dueOn: row.dueOn, metOn: await metOn(context, row) }, context.today);
  }
}
