import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { OrganisationType } from '../tenants/organisation.type.js';
import { organisationById } from '../tenants/tenant.loaders.js';
import { accountsByTime, type BankAccountRow } from './bank-account.repository.js';
import { confirmBankAccount, proposeBankAccount } from './bank-account.use-case.js';
import { ConfirmBankAccountInput, ProposeBankAccountInput, RecordPaymentInput, ReversePaymentInput } from './payment.input.js';
import {
  BankAccountNotConfirmableError,
  ConfirmBankAccountResult,
  PaymentNotRecordableError,
  PaymentNotReversibleError,
  ProposeBankAccountResult,
  RecordPaymentResult,
  ReversePaymentResult,
} from './payment.result.js';
import { BankAccountType, PaymentType } from './payment.type.js';
import { recordPayment, reversePayment } from './record-payment.use-case.js';
import { bankAccountById, statementById } from './statement.loaders.js';
import { SettlementStatementType } from './statement.type.js';

const BankAccountConnection = connectionOf('BankAccount', '对公账户', 'accounts', () => BankAccountType);

const INPUT = { description: '输入 / Input' } as const;

@Resolver(() => BankAccountType)
export class BankAccountResolver {
  @Query(() => BankAccountConnection, { description: '租户的对公账户，后者在前 / The tenant’s corporate accounts, the latest first' })
  async bankAccounts(@Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const context = tenantOf(graphql);
    context.authorize('account:read');
    return new BankAccountConnection(
      await pageOfList<BankAccountRow, BankAccountType>(context, accountsByTime(context), page, (rows) =>
        rows.map((row) => new BankAccountType(row)),
      ),
    );
  }

  @Mutation(() => ProposeBankAccountResult, {
    description: '提出对公账户，经第二人确认后在用 / Proposes a corporate account; it is in use once a second person confirms it',
  })
  async proposeBankAccount(
    @Arg('input', () => ProposeBankAccountInput, INPUT) input: ProposeBankAccountInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ProposeBankAccountResult> {
    const context = tenantOf(graphql);
    const result = await proposeBankAccount(context, { ...input });
    context.forgetLoaded();
    return result.ok ? new BankAccountType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => ConfirmBankAccountResult, {
    description: '确认他人提出的账户，前一账户随之更换 / Confirms an account that somebody else proposed; it replaces the one before',
  })
  async confirmBankAccount(
    @Arg('input', () => ConfirmBankAccountInput, INPUT) input: ConfirmBankAccountInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ConfirmBankAccountResult> {
    const context = tenantOf(graphql);
    const accountId = uuidOf('BankAccount', input.accountId, '账户', 'account');
    const result = await confirmBankAccount(context, { ...input, accountId });
    context.forgetLoaded();
    return result.ok ? new BankAccountType(result.value) : new BankAccountNotConfirmableError(result.error.obstacles);
  }

  @FieldResolver(() => OrganisationType, { description: '机构 / The organisation whose account it is' })
  async organisation(@Root() { row }: BankAccountType, @Ctx() graphql: GraphqlContext): Promise<OrganisationType> {
    return new OrganisationType((await tenantOf(graphql).loader(organisationById).load(row.organisationId))!);
  }
}

@Resolver(() => PaymentType)
export class PaymentResolver {
  @Mutation(() => RecordPaymentResult, {
    description:
      '记录对公转账，可分次；不超过未付金额 / Records a transfer between the accounts in use, in parts too, never beyond what is unpaid',
  })
  async recordPayment(
    @Arg('input', () => RecordPaymentInput, INPUT) input: RecordPaymentInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordPaymentResult> {
    const context = tenantOf(graphql);
    const result = await recordPayment(context, {
      ...input,
      statementId: uuidOf('SettlementStatement', input.statementId, '结算单', 'statement'),
      fromAccountId: uuidOf('BankAccount', input.fromAccountId, '账户', 'account'),
      toAccountId: uuidOf('BankAccount', input.toAccountId, '账户', 'account'),
    });
    context.forgetLoaded();
    if (result.ok) return new PaymentType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new PaymentNotRecordableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => ReversePaymentResult, {
    description: '冲销记录有误的付款，两笔都留存 / Reverses a payment that was recorded wrongly; both stay in the record',
  })
  async reversePayment(
    @Arg('input', () => ReversePaymentInput, INPUT) input: ReversePaymentInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ReversePaymentResult> {
    const context = tenantOf(graphql);
    const paymentId = uuidOf('Payment', input.paymentId, '付款', 'payment');
    const result = await reversePayment(context, { ...input, paymentId });
    context.forgetLoaded();
    if (result.ok) return new PaymentType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new PaymentNotReversibleError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @FieldResolver(() => SettlementStatementType, { description: '所付的结算单 / The statement that it is for' })
  async statement(@Root() { row }: PaymentType, @Ctx() graphql: GraphqlContext): Promise<SettlementStatementType> {
    return new SettlementStatementType((await tenantOf(graphql).loader(statementById).load(row.statementId))!);
  }

  @FieldResolver(() => BankAccountType, { description: '付款账户 / The account that paid' })
  async fromAccount(@Root() { row }: PaymentType, @Ctx() graphql: GraphqlContext): Promise<BankAccountType> {
    return new BankAccountType((await tenantOf(graphql).loader(bankAccountById).load(row.fromAccountId))!);
  }

  @FieldResolver(() => BankAccountType, { description: '收款账户 / The account that was paid' })
  async toAccount(@Root() { row }: PaymentType, @Ctx() graphql: GraphqlContext): Promise<BankAccountType> {
    return new BankAccountType((await tenantOf(graphql).loader(bankAccountById).load(row.toAccountId))!);
  }
}
