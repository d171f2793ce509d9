import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { ReadingType } from '../contracts/reading.type.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { ReadingCostType } from './reading-cost.type.js';
import { type InstalmentCosts, listInstalmentCosts } from './reading-costs.js';

@Resolver(() => ReadingType)
export class ReadingCostResolver {
  @FieldResolver(() => [ReadingCostType], {
    description:
      '该读法在已评分各期款中的金额影响，按期次；与金额无关或尚无完整得分为空 / What it costs in money on the stored periods, by instalment; empty where it moves no money or no instalment is scored in full',
  })
  async costs(@Root() { code, stored }: ReadingType, @Ctx() graphql: GraphqlContext): Promise<ReadingCostType[]> {
    const context = tenantOf(graphql);
    context.authorize('score:read');
    return (await costsOf(context, stored)).flatMap(({ instalment, periods, readings }) =>
      readings.filter((cost) => cost.code === code).map((cost) => new ReadingCostType(instalment, periods, cost)),
    );
  }
}

/** One computation for all readings of a contract that an operation asks about. */
const costsOf = (context: TenantContext, stored: StoredContract): Promise<readonly InstalmentCosts[]> =>
  context.loader(() => listInstalmentCosts(context, stored), `costs ${stored.versionId}`);
