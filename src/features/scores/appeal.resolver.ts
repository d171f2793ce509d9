import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { type AppealRow, appealsByTime } from './appeal.repository.js';
import { AppealType } from './appeal.type.js';
import { scorecardById } from './scorecard.loaders.js';
import { ScorecardType } from './scorecard.type.js';

const AppealConnection = connectionOf('Appeal', '申诉', 'appeals', () => AppealType);

@Resolver(() => AppealType)
export class AppealResolver {
  @Query(() => AppealConnection, { description: '租户的申诉，后者在前 / The tenant’s appeals, the latest first' })
  async appeals(
    @Arg('isOpen', () => Boolean, {
      nullable: true,
      description: '只看未决或已决者；不填为全部 / Open or decided ones only; left out: all',
    })
    isOpen: boolean | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('score:read');
    const found = await pageOfList<AppealRow, AppealType>(context, appealsByTime(context, isOpen), page, (rows) =>
      rows.map((row) => new AppealType(row)),
    );
    return new AppealConnection(found);
  }

  @FieldResolver(() => ScorecardType, { description: '所申诉的评分表 / The scorecard that it is about' })
  async scorecard(@Root() { row }: AppealType, @Ctx() graphql: GraphqlContext): Promise<ScorecardType> {
    return new ScorecardType((await tenantOf(graphql).loader(scorecardById).load(row.scorecardId))!);
  }
}
