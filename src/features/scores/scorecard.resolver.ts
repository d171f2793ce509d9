import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList, pageOfParent } from '../../platform/graphql/page.js';
import { periodById } from '../assessment-periods/assessment-period.loaders.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { AppealType } from './appeal.type.js';
import {
  AppliedReadingType,
  MoneyLineType,
  PayableType,
  PointsRange,
  ResultWarningType,
  ScorecardItemType,
  type ScorecardPreviewType,
  ScoreLineType,
} from './score-result.type.js';
import {
  appealsOfScorecard,
  documentOfScorecard,
  latestScorecardOfPeriod,
  refusalsOfScorecard,
  signaturesOfScorecard,
} from './scorecard.loaders.js';
import { findScorecard, type ScorecardRow, scorecardsByTime, scorecardsOfPeriod } from './scorecard.repository.js';
import { ScorecardType } from './scorecard.type.js';
import { SignatureRefusalType, SignatureType } from './signature.type.js';

const ScorecardConnection = connectionOf('Scorecard', '评分表', 'scorecards', () => ScorecardType);

const documentOf = ({ row }: ScorecardType, graphql: GraphqlContext): Promise<ScorecardPreviewType> =>
  tenantOf(graphql).loader(documentOfScorecard).load(row.id);

@Resolver(() => ScorecardType)
export class ScorecardResolver {
  @Query(() => ScorecardConnection, {
    description: '评分表，后者在前；草稿只有甲方可见 / Scorecards, the latest first; drafts only for the agency',
  })
  async scorecards(@Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const context = tenantOf(graphql);
    context.authorize('score:read');
    const found = await pageOfList<ScorecardRow, ScorecardType>(context, scorecardsByTime(context), page, (rows) =>
      rows.map((row) => new ScorecardType(row)),
    );
    return new ScorecardConnection(found);
  }

  @Query(() => ScorecardType, {
    nullable: true,
    description: '一个考核期的评分表；没有或不可见为 null / The scorecard of a period; null where there is none that the reader may see',
  })
  async scorecard(
    @Arg('contract', () => String, { description: '合同代码 / Code of the contract' }) contract: string,
    @Arg('period', () => String, { description: '考核期代码 / Code of the period' }) period: string,
    @Arg('revision', () => Int, { nullable: true, description: '版次；不填为最新 / Revision; left out: the latest' }) revision:
      | number
      | null,
    @Ctx() graphql: GraphqlContext,
  ): Promise<ScorecardType | null> {
    const context = tenantOf(graphql);
    context.authorize('score:read');
    const row = await findScorecard(context, contract, period, revision);
    return row && new ScorecardType(row);
  }

  @FieldResolver(() => AssessmentPeriodType, { description: '考核期 / The period' })
  async period(@Root() { row }: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<AssessmentPeriodType> {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    return new AssessmentPeriodType((await context.loader(periodById).load(row.periodId))!);
  }

  @FieldResolver(() => [SignatureType], { description: '签字，按方 / Signatures, by party' })
  async signatures(@Root() { row }: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<SignatureType[]> {
    const rows = await tenantOf(graphql).loader(signaturesOfScorecard).load(row.id);
    return rows.map((signature) => Object.assign(new SignatureType(), signature));
  }

  @FieldResolver(() => [SignatureRefusalType], {
    description: '拒签，按方；后来签字的也在内 / Refusals to sign, by party, also those that a later signature took back',
  })
  async refusals(@Root() { row }: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<SignatureRefusalType[]> {
    const rows = await tenantOf(graphql).loader(refusalsOfScorecard).load(row.id);
    return rows.map((refusal) => Object.assign(new SignatureRefusalType(), refusal));
  }

  @FieldResolver(() => [AppealType], {
    description: '申诉，按先后，每项至多一个 / Appeals in the order in which they came, one for each item',
  })
  async appeals(@Root() { row }: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<AppealType[]> {
    const rows = await tenantOf(graphql).loader(appealsOfScorecard).load(row.id);
    return rows.map((appeal) => new AppealType(appeal));
  }

  @FieldResolver(() => PointsRange, { description: '总分仍可能的范围 / Range that the total can still take' })
  async totalRange(@Root() scorecard: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<PointsRange> {
    return (await documentOf(scorecard, graphql)).totalRange;
  }

  @FieldResolver(() => [ScorecardItemType], { description: '考核项，按合同顺序 / Items in the order of the contract' })
  async items(@Root() scorecard: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<readonly ScorecardItemType[]> {
    return (await documentOf(scorecard, graphql)).items;
  }

  @FieldResolver(() => PayableType, {
    nullable: true,
    description:
      '应付及其范围；缺少数据或本期不单独付款为 null / Payable with its range; null while data is missing or where the period pays nothing by itself',
  })
  async payable(@Root() scorecard: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<PayableType | null> {
    return (await documentOf(scorecard, graphql)).payable;
  }

  @FieldResolver(() => [AppliedReadingType], { description: '相关读法，按数据顺序 / Readings it hangs on, in the order of the data' })
  async readings(@Root() scorecard: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<readonly AppliedReadingType[]> {
    return (await documentOf(scorecard, graphql)).readings;
  }

  @FieldResolver(() => [ResultWarningType], { description: '提示 / Warnings' })
  async warnings(@Root() scorecard: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<readonly ResultWarningType[]> {
    return (await documentOf(scorecard, graphql)).warnings;
  }

  @FieldResolver(() => ScoreLineType, {
    nullable: true,
    description: '从各项到总分；缺少数据为 null / From the items to the total; null while data is missing',
  })
  async totalLine(@Root() scorecard: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<ScoreLineType | null> {
    return (await documentOf(scorecard, graphql)).totalLine;
  }

  @FieldResolver(() => [MoneyLineType], { description: '从合同金额到应付 / From the contract amount to the payable' })
  async payableLines(@Root() scorecard: ScorecardType, @Ctx() graphql: GraphqlContext): Promise<readonly MoneyLineType[]> {
    return (await documentOf(scorecard, graphql)).payableLines;
  }
}

@Resolver(() => AssessmentPeriodType)
export class PeriodScoreResolver {
  @FieldResolver(() => ScorecardType, {
    nullable: true,
    description: '最新的评分表；没有或不可见为 null / The latest scorecard; null where there is none that the reader may see',
  })
  async scorecard(@Root() { row }: AssessmentPeriodType, @Ctx() graphql: GraphqlContext): Promise<ScorecardType | null> {
    const context = tenantOf(graphql);
    context.authorize('score:read');
    const found = await context.loader(latestScorecardOfPeriod).load(row.id);
    return found && new ScorecardType(found);
  }

  @FieldResolver(() => ScorecardConnection, { description: '全部版次，后者在前 / Every revision, the latest first' })
  async scorecards(@Root() { row }: AssessmentPeriodType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const context = tenantOf(graphql);
    context.authorize('score:read');
    return new ScorecardConnection(
      await pageOfParent<ScorecardRow, ScorecardType>(context, scorecardsOfPeriod, page, row.id, (found) => new ScorecardType(found)),
    );
  }
}
