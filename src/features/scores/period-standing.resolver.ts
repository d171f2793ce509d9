import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PeriodScore } from '../../core/cases/evaluate.js';
import { missingData } from '../../core/cases/missing-data.js';
import { project } from '../../core/cases/projection.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { notFound } from '../../platform/request-error.js';
import { periodById } from '../assessment-periods/assessment-period.loaders.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { caseAsVisible } from '../assessment-periods/scoring-case.js';
import { MissingMetricType, MissingOfItemType, PeriodStandingType, ProjectionType } from './period-standing.type.js';
import { ScorecardPreviewType } from './score-result.type.js';

@Resolver(() => AssessmentPeriodType)
export class PeriodStandingResolver {
  @FieldResolver(() => PeriodStandingType, {
    nullable: true,
    description:
      '评分之前的情况：尚缺什么、至今得分与范围；读者可见的数据互相矛盾为 null / How it stands before it is scored: what is missing, score so far and range; null where what the reader may see does not fit together',
  })
  async standing(@Root() { row }: AssessmentPeriodType, @Ctx() graphql: GraphqlContext): Promise<PeriodStandingType | null> {
    const read = await caseAsVisible(tenantOf(graphql), row, 'NO_DATA');
    if (!read.ok) return null;
    const { items, forPayment } = missingData(read.value);
    return Object.assign(new PeriodStandingType(), {
      score: new ScorecardPreviewType(new PeriodScore(read.value).render()),
      missing: items.map((item) => new MissingOfItemType(item)),
      missingHeadcount: forPayment && new MissingMetricType(forPayment),
    });
  }

  @Query(() => ProjectionType, {
    nullable: true,
    description:
      '推算考核期期末的得分与应付，按读者可见的数据；尚未开始为 null / Projects a period to its end from what the reader may see; null before it has begun',
  })
  async projection(
    @Arg('periodId', () => ID, { description: '考核期的全局编号 / Global id of the period' }) periodId: string,
    @Ctx() graphql: GraphqlContext,
  ): Promise<ProjectionType | null> {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const row = await context.loader(periodById).load(uuidOf('AssessmentPeriod', periodId, '考核期', 'period'));
    if (!row) throw notFound('考核期', 'period');
    const read = await caseAsVisible(context, row, 'POOL_WHAT_IS_THERE');
    const projection = read.ok ? project(read.value, context.today) : null;
    return projection && new ProjectionType(projection);
  }
}
