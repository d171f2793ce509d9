import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { contractById } from '../contracts/contract.loaders.js';
import { ContractType } from '../contracts/contract.type.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { scorecardById } from '../scores/scorecard.loaders.js';
import { ScorecardType } from '../scores/scorecard.type.js';
import { approveStatement } from './approve-statement.use-case.js';
import { loadAccount } from './contract-account.js';
import { draw } from './draw-statement.js';
import { instalmentProblems, issueStatement } from './issue-statement.use-case.js';
import { PaymentType } from './payment.type.js';
import { paymentStandingOf } from './payment-standing.js';
import { PaymentStandingType } from './payment-standing.type.js';
import { ApproveStatementInput, IssueStatementInput } from './statement.input.js';
import { paymentsOfStatement } from './statement.loaders.js';
import { findStatement, type StatementRow, statementsByTime } from './statement.repository.js';
import {
  ApproveStatementResult,
  IssueStatementResult,
  StatementDraftResult,
  StatementNotApprovableError,
  StatementNotDrawableError,
  StatementNotIssuableError,
} from './statement.result.js';
import { SettlementStatementType, StatementDraftType, StatementState } from './statement.type.js';
import { StatementScorecardType } from './statement-parts.type.js';

const StatementConnection = connectionOf('SettlementStatement', '结算单', 'statements', () => SettlementStatementType);

const CONTRACT = { description: '合同代码 / Code of the contract' } as const;
const INPUT = { description: '输入 / Input' } as const;

@Resolver(() => SettlementStatementType)
export class StatementResolver {
  @Query(() => StatementConnection, { description: '租户的结算单，后者在前 / The tenant’s statements, the latest first' })
  async settlementStatements(
    @Arg('contract', () => String, { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' })
    contract: string | null,
    @Arg('instalment', () => Int, { nullable: true, description: '期次；不填为全部 / Number of the instalment; left out: all' })
    instalment: number | null,
    @Arg('state', () => StatementState, { nullable: true, description: '状态；不填为全部 / State; left out: all' })
    state: keyof typeof StatementState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('statement:read');
    const query = statementsByTime(context, { contract, instalment, state });
    return new StatementConnection(
      await pageOfList<StatementRow, SettlementStatementType>(context, query, page, (rows) =>
        rows.map((row) => new SettlementStatementType(row)),
      ),
    );
  }

  @Query(() => SettlementStatementType, {
    nullable: true,
    description:
      '一份结算单：按编号，或某期的最后一份；没有为 null / One statement: by its number, or the latest about an instalment; null where there is none',
  })
  async settlementStatement(
    @Arg('contract', () => String, CONTRACT) contract: string,
    @Arg('number', () => Int, { nullable: true, description: '编号 / Number' }) number: number | null,
    @Arg('instalment', () => Int, { nullable: true, description: '期次；与编号取其一 / Number of the instalment; instead of the number' })
    instalment: number | null,
    @Ctx() graphql: GraphqlContext,
  ): Promise<SettlementStatementType | null> {
    const context = tenantOf(graphql);
    context.authorize('statement:read');
    const stored = await findStoredContract(context, contract);
    if (!stored || (number == null && instalment == null)) return null;
    const row = await findStatement(context, stored.id, number == null ? { instalment: instalment! } : { number });
    return row && new SettlementStatementType(row);
  }

  @Query(() => StatementDraftResult, {
    description: '现在可出具的结算单，不保存 / The statement of an instalment as it could be issued now; nothing is stored',
  })
  async statementDraft(
    @Arg('contract', () => String, CONTRACT) contract: string,
    @Arg('instalment', () => Int, { description: '期次 / Number of the instalment' }) instalment: number,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof StatementDraftResult> {
    const context = tenantOf(graphql);
    context.authorize('statement:draft');
    const stored = await findStoredContract(context, contract);
    const problems = instalmentProblems(stored?.checked.contract.payment ?? null, { contract, instalment });
    if (!stored || problems.length > 0) return new InvalidInputError(problems);
    const drawn = draw(await loadAccount(context, stored, [instalment]), instalment);
    return drawn.ok ? new StatementDraftType(drawn.value) : new StatementNotDrawableError([drawn.error]);
  }

  @Mutation(() => IssueStatementResult, {
    description:
      '由双方签字的评分表出具一期款的结算单，待批准；未批准的前一份由其取代 / Issues the statement of an instalment from signed scorecards, to be approved; it replaces one that is not approved yet',
  })
  async issueStatement(
    @Arg('input', () => IssueStatementInput, INPUT) input: IssueStatementInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof IssueStatementResult> {
    const context = tenantOf(graphql);
    const result = await issueStatement(context, { ...input });
    context.forgetLoaded();
    if (result.ok) return new SettlementStatementType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new StatementNotIssuableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => ApproveStatementResult, {
    description:
      '批准结算单；批准齐全即入账，其考核期转为已结算 / Approves a statement; with the last approval needed it is posted and its periods are settled',
  })
  async approveStatement(
    @Arg('input', () => ApproveStatementInput, INPUT) input: ApproveStatementInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ApproveStatementResult> {
    const context = tenantOf(graphql);
    const statementId = uuidOf('SettlementStatement', input.statementId, '结算单', 'statement');
    const result = await approveStatement(context, { ...input, statementId });
    context.forgetLoaded();
    return result.ok ? new SettlementStatementType(result.value) : new StatementNotApprovableError(result.error.obstacles);
  }

  @FieldResolver(() => ContractType, { description: '合同 / The contract' })
  async contract(@Root() { row }: SettlementStatementType, @Ctx() graphql: GraphqlContext): Promise<ContractType> {
    const context = tenantOf(graphql);
    context.authorize('contract:read');
    return new ContractType((await context.loader(contractById).load(row.contractId))!);
  }

  @FieldResolver(() => [PaymentType], { description: '付款，按付款日；含已冲销的 / Payments by day, reversed ones too' })
  async payments(@Root() { row }: SettlementStatementType, @Ctx() graphql: GraphqlContext): Promise<PaymentType[]> {
    return (await tenantOf(graphql).loader(paymentsOfStatement).load(row.id)).map((payment) => new PaymentType(payment));
  }

  @FieldResolver(() => PaymentStandingType, {
    nullable: true,
    description: '付款情况；未批准或乙方应退为 null / How payment stands; null before approval, and where the vendor has to pay back',
  })
  async paymentStanding(@Root() { row }: SettlementStatementType, @Ctx() graphql: GraphqlContext): Promise<PaymentStandingType | null> {
    const standing = await paymentStandingOf(tenantOf(graphql), row);
    return standing && new PaymentStandingType(standing);
  }
}

@Resolver(() => StatementScorecardType)
export class StatementScorecardResolver {
  @FieldResolver(() => ScorecardType, {
    nullable: true,
    description: '评分表；读者不可见为 null / The scorecard; null where it is not the reader’s to see',
  })
  async scorecard(@Root() { scorecardId }: StatementScorecardType, @Ctx() graphql: GraphqlContext): Promise<ScorecardType | null> {
    const context = tenantOf(graphql);
    context.authorize('score:read');
    const row = await context.loader(scorecardById).load(scorecardId);
    return row && new ScorecardType(row);
  }
}
