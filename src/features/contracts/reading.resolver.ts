import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { agreementsOfContract, contractByVersion, latestProposalsOfContract } from './contract.loaders.js';
import { type ReadingRow, readingsByContract } from './contract.repository.js';
import { ReadingAgreementType, ReadingState, ReadingType } from './reading.type.js';
import { ReadingProposalType } from './reading-proposal.type.js';

const ReadingConnection = connectionOf('Reading', '读法', 'readings', () => ReadingType);

@Resolver(() => ReadingType)
export class ReadingResolver {
  @Query(() => ReadingConnection, {
    description: '可计算的读法，按合同代码与数据顺序 / Computed readings, by code of the contract and in the order of its data',
  })
  async readings(
    @Arg('contract', () => String, { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' })
    contract: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('contract:read');
    const found = await pageOfList<ReadingRow, ReadingType>(context, readingsByContract(context, contract), page, (rows) =>
      Promise.all(rows.map((row) => readingOf(context, row))),
    );
    return new ReadingConnection(found);
  }

  @FieldResolver(() => ReadingState, { description: '状态 / State' })
  async state(@Root() reading: ReadingType, @Ctx() graphql: GraphqlContext): Promise<ReadingState> {
    if (await agreementOf(reading, graphql)) return 'AGREED';
    return (await pendingProposalOf(reading, graphql)) ? 'PROPOSED' : 'OPEN';
  }

  @FieldResolver(() => ReadingProposalType, {
    nullable: true,
    description: '待对方答复的提议；没有为 null / The proposal that the other party has not answered; null for none',
  })
  async proposal(@Root() reading: ReadingType, @Ctx() graphql: GraphqlContext): Promise<ReadingProposalType | null> {
    const row = await pendingProposalOf(reading, graphql);
    return row ? new ReadingProposalType(row) : null;
  }

  @FieldResolver(() => ReadingAgreementType, {
    nullable: true,
    description: '双方最近的约定；未约定为 null / What was agreed last; null while open',
  })
  async agreement(@Root() reading: ReadingType, @Ctx() graphql: GraphqlContext): Promise<ReadingAgreementType | null> {
    const row = await agreementOf(reading, graphql);
    return row ? new ReadingAgreementType(row) : null;
  }
}

async function agreementOf({ code, stored }: ReadingType, graphql: GraphqlContext) {
  const agreements = await tenantOf(graphql).loader(agreementsOfContract).load(stored.id);
  return agreements.find(({ reading }) => reading === code);
}

async function pendingProposalOf({ code, stored }: ReadingType, graphql: GraphqlContext) {
  const proposals = await tenantOf(graphql).loader(latestProposalsOfContract).load(stored.id);
  return proposals.find(({ reading, isAgreed }) => reading === code && !isAgreed);
}

async function readingOf(context: TenantContext, { versionId, code }: ReadingRow): Promise<ReadingType> {
  const stored = await context.loader(contractByVersion).load(versionId);
  return new ReadingType(stored!.checked.contract.readings.find((reading) => reading.code === code)!, stored!);
}
