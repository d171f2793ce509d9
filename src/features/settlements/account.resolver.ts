import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { balancesOf } from '../../core/account/ledger.js';
import { roundToFen } from '../../core/values/figures.js';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfParent } from '../../platform/graphql/page.js';
import { ContractType } from '../contracts/contract.type.js';
import { entriesOfContract, type LedgerEntryRow } from './account.repository.js';
import { AccountBalancesType, LedgerEntryType } from './account.type.js';
import { loadLedger } from './contract-account.js';
import { forecastContract } from './contract-forecast.js';
import { ContractForecastType } from './forecast.type.js';

const LedgerEntryConnection = connectionOf('LedgerEntry', '账目', 'entries', () => LedgerEntryType);

@Resolver(() => ContractType)
export class ContractAccountResolver {
  @FieldResolver(() => AccountBalancesType, {
    description:
      '合同账：已付、应付、扣减、争议、未定，合计为合同金额 / Where the contract’s money stands; it adds up to the contract’s amount',
  })
  async account(@Root() { stored }: ContractType, @Ctx() graphql: GraphqlContext): Promise<AccountBalancesType> {
    const context = tenantOf(graphql);
    context.authorize('statement:read');
    const { entries } = await loadLedger(context, stored);
    return new AccountBalancesType(roundToFen(stored.checked.contract.payment.contractAmount), balancesOf(entries));
  }

  @FieldResolver(() => ContractForecastType, {
    description:
      '合同其余部分的预计：各期款预计、最少、最多，及未约定读法所涉金额；仅甲方 / What the rest of the contract will pay, as expected and between which bounds, and what open readings move; the agency’s only',
  })
  async forecast(@Root() { stored }: ContractType, @Ctx() graphql: GraphqlContext): Promise<ContractForecastType> {
    const context = tenantOf(graphql);
    context.authorize('statement:draft');
    return new ContractForecastType(await forecastContract(context, stored));
  }

  @FieldResolver(() => LedgerEntryConnection, {
    description: '合同账的各笔，按先后；首份结算单批准前为空 / The entries of the account, in their order; empty before the first approval',
  })
  async ledgerEntries(@Root() { stored }: ContractType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const context = tenantOf(graphql);
    context.authorize('statement:read');
    return new LedgerEntryConnection(
      await pageOfParent<LedgerEntryRow, LedgerEntryType>(context, entriesOfContract, page, stored.id, (row) => new LedgerEntryType(row)),
    );
  }
}
