import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList, pageOfParent } from '../../platform/graphql/page.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { periodById, recordedOfPeriodById } from '../assessment-periods/assessment-period.loaders.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { answerOf, PeriodClosedError } from '../assessment-periods/record.result.js';
import { FindingType } from '../assessment-periods/recorded.type.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { RubricCheckType } from '../contracts/rubric.type.js';
import { RecordCheckInput, WithdrawCheckInput } from './check.input.js';
import { type CheckRow, checksByTime, type PieceRow, piecesOfCheck } from './check.repository.js';
import { CheckNotWithdrawableError, RecordCheckResult, WithdrawCheckResult } from './check.result.js';
import { CheckPieceType, CheckType, PieceResult } from './check.type.js';
import { eventOf } from './consequence.js';
import { recordCheck } from './record-check.use-case.js';
import { withdrawCheck } from './withdraw-check.use-case.js';

const CheckConnection = connectionOf('Check', '抽查', 'checks', () => CheckType);
const CheckPieceConnection = connectionOf('CheckPiece', '抽件', 'pieces', () => CheckPieceType);

@Resolver(() => CheckType)
export class CheckResolver {
  @Query(() => CheckConnection, {
    description:
      '租户的抽查，后者在前；公布前乙方只见已告知的 / The tenant’s checks, the latest first; before publication the vendor sees those it was told of',
  })
  async checks(
    @Arg('contract', () => String, { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' })
    contract: string | null,
    @Arg('period', () => String, { nullable: true, description: '考核期代码；不填为全部 / Code of the period; left out: all' })
    period: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const found = await pageOfList<CheckRow, CheckType>(context, checksByTime(context, { contract, period }), page, (rows) =>
      rows.map((row) => new CheckType(row)),
    );
    return new CheckConnection(found);
  }

  @Mutation(() => RecordCheckResult, {
    description:
      '考核员记录抽查，逐件；数量成为甲方数据，或不合格件成为发现，依合同数据 / An assessor records a check, piece by piece; counts become the agency’s figures, or failed pieces a finding, as the contract’s data says',
  })
  async recordCheck(
    @Arg('input', () => RecordCheckInput, { description: '输入 / Input' }) input: RecordCheckInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordCheckResult> {
    const context = tenantOf(graphql);
    const periodId = uuidOf('AssessmentPeriod', input.periodId, '考核期', 'period');
    const result = await recordCheck(context, { ...input, periodId });
    context.forgetLoaded();
    return answerOf(result, (row) => new CheckType(row));
  }

  @Mutation(() => WithdrawCheckResult, {
    description:
      '考核员撤回误记的抽查：数据回到其余抽查之和，或撤回其发现 / An assessor takes back a check: the figures are those of the others again, or its finding is withdrawn',
  })
  async withdrawCheck(
    @Arg('input', () => WithdrawCheckInput, { description: '输入 / Input' }) input: WithdrawCheckInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof WithdrawCheckResult> {
    const context = tenantOf(graphql);
    const result = await withdrawCheck(context, { ...input, checkId: uuidOf('Check', input.checkId, '抽查', 'check') });
    context.forgetLoaded();
    if (result.ok) return new CheckType(result.value);
    if (result.error.kind === 'OBSTRUCTED') return new CheckNotWithdrawableError(result.error.obstacles);
    return result.error.kind === 'PERIOD_CLOSED' ? new PeriodClosedError(result.error) : new InvalidInputError(result.error.problems);
  }

  @FieldResolver(() => RubricCheckType, {
    nullable: true,
    description:
      '考核表中的抽查；该期现行考核表已无此抽查为 null / What the rubric says of it; null where the period’s rubric has it no longer',
  })
  async check(@Root() { row }: CheckType, @Ctx() graphql: GraphqlContext): Promise<RubricCheckType | null> {
    const context = tenantOf(graphql);
    const period = (await context.loader(periodById).load(row.periodId))!;
    const { rubric } = (await context.loader(contractByVersion).load(period.contractVersionId))!.checked.contract;
    const data = rubric.data.checks?.find(({ code }) => code === row.code);
    return data ? new RubricCheckType(data) : null;
  }

  @FieldResolver(() => AssessmentPeriodType, { description: '考核期 / The period' })
  async period(@Root() { row }: CheckType, @Ctx() graphql: GraphqlContext): Promise<AssessmentPeriodType> {
    return new AssessmentPeriodType((await tenantOf(graphql).loader(periodById).load(row.periodId))!);
  }

  @FieldResolver(() => CheckPieceConnection, { description: '各件，按抽取顺序 / The pieces, in the order of the draw' })
  async pieces(
    @Root() { row }: CheckType,
    @Arg('result', () => PieceResult, { nullable: true, description: '结果；不填为全部 / Result; left out: all' })
    result: keyof typeof PieceResult | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    return new CheckPieceConnection(
      await pageOfParent<PieceRow, CheckPieceType>(tenantOf(graphql), piecesOfCheck(result ?? null), page, row.id, CheckPieceType.of),
    );
  }

  @FieldResolver(() => [FindingType], {
    description: '由此得出的发现；乙方尚不可见的不列 / The findings that it led to; without those that are not the vendor’s to see yet',
  })
  async findings(@Root() { row }: CheckType, @Ctx() graphql: GraphqlContext): Promise<FindingType[]> {
    const { findings } = await tenantOf(graphql).loader(recordedOfPeriodById).load(row.periodId);
    return findings.filter(({ eventId }) => eventId === eventOf(row)).map(FindingType.of);
  }
}
