import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfComputed } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { listPage } from '../../platform/persistence/keyset.js';
import { notFound, RequestError } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { InvalidInput } from '../assessment-periods/refusal.js';
import { type ContractRow, contractsByCode } from '../contracts/contract.repository.js';
import { findStoredContract, readyContractsOf } from '../contracts/stored-contract.js';
import type { Party as PartyCode } from '../tenants/party.js';
import { Party } from '../tenants/party.type.js';
import { reviewDeliverable, submitDeliverable } from './deliver.use-case.js';
import { DeliverableType } from './deliverable.type.js';
import {
  consentToDelay,
  demandDeliverable,
  recordObligationEvent,
  setObligationDate,
  withdrawObligationEvent,
} from './manage-obligations.use-case.js';
import {
  ConsentToDelayInput,
  DemandDeliverableInput,
  RecordObligationEventInput,
  ReviewDeliverableInput,
  SetObligationDateInput,
  SubmitDeliverableInput,
  WithdrawObligationEventInput,
} from './obligation.input.js';
import { obligationCalendar } from './obligation-calendar.js';
import {
  CalendarFileType,
  DeliverableNotReviewableError,
  ObligationEventNotWithdrawableError,
  OccurrenceState,
  ReviewDeliverableResult,
  SetObligationDateResult,
  StandingObligationResult,
  StandingObligationsType,
  StandingObligationType,
  SubmitDeliverableResult,
  WithdrawObligationEventResult,
} from './standing-obligation.type.js';
import { type StandingObligation, standingObligations } from './standing-obligations.js';

const INPUT = { description: '输入 / Input' } as const;

const StandingObligationConnection = connectionOf('StandingObligation', '义务', 'things that are owed', () => StandingObligationType);

const CONTRACT = { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' } as const;

@Resolver()
export class ObligationResolver {
  @Query(() => StandingObligationConnection, {
    description: '应履行的义务，按期限、起始日排列，未定期限者在后 / What is owed, by due date and first day, what has no date last',
  })
  async obligations(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('dueBefore', () => DateScalar, { nullable: true, description: '只列期限早于该日者 / Only what is due before that day' })
    dueBefore: unknown,
    @Arg('state', () => OccurrenceState, { nullable: true, description: '状态；不填为全部 / State; left out: all' })
    state: OccurrenceState | null,
    @Arg('owedBy', () => Party, { nullable: true, description: '义务方；不填为全部 / Who owes it; left out: all' })
    owedBy: PartyCode | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const owed = (await standingOf(context, contract)).filter(
      (standing) =>
        (dueBefore == null || (standing.due !== null && standing.due.dueOn < String(dueBefore))) &&
        (state == null || standing.state === state) &&
        (owedBy == null || standing.obligation.owedBy === owedBy || standing.obligation.owedBy === 'BOTH'),
    );
    const { edges, ...rest } = pageOfComputed(owed, placeByDueDate, page);
    return new StandingObligationConnection({
      ...rest,
      edges: edges.map(({ cursor, node }) => ({ cursor, node: new StandingObligationType(node) })),
    });
  }

  @Query(() => CalendarFileType, {
    description: '一方待办期限的日历文件（iCalendar）/ A calendar file (iCalendar) of what a party has to do by when',
  })
  async obligationCalendar(
    @Arg('contract', () => String, { description: '合同代码 / Code of the contract' }) contract: string,
    @Arg('party', () => Party, { description: '义务方 / Party' }) party: PartyCode,
    @Ctx() graphql: GraphqlContext,
  ): Promise<CalendarFileType> {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const stored = await findStoredContract(context, contract);
    if (!stored) throw notFound('合同', 'contract');
    const content = obligationCalendar(contract, party, await standingObligations(context, stored));
    return Object.assign(new CalendarFileType(), { fileName: `${contract}-${party.toLowerCase()}.ics`, content });
  }

  @Mutation(() => SetObligationDateResult, {
    description: '甲方为合同未定期限的义务定期限，属政策 / The agency sets a date, as policy, for what the contract sets none',
  })
  async setObligationDate(
    @Arg('input', () => SetObligationDateInput, INPUT) input: SetObligationDateInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof SetObligationDateResult> {
    return several(await setObligationDate(tenantOf(graphql), { ...input }));
  }

  @Mutation(() => StandingObligationResult, {
    description: '甲方同意延期：该日以内逾期不扣分 / The agency consents to a delay: up to that day lateness costs nothing',
  })
  async consentToDelay(
    @Arg('input', () => ConsentToDelayInput, INPUT) input: ConsentToDelayInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof StandingObligationResult> {
    return one(await consentToDelay(tenantOf(graphql), { ...input }));
  }

  @Mutation(() => StandingObligationResult, {
    description:
      '甲方要求提交因要求或事件而产生的材料，期限属政策 / The agency demands what is owed on demand or when something happens; its date is policy',
  })
  async demandDeliverable(
    @Arg('input', () => DemandDeliverableInput, INPUT) input: DemandDeliverableInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof StandingObligationResult> {
    return one(await demandDeliverable(tenantOf(graphql), { ...input }));
  }

  @Mutation(() => SetObligationDateResult, {
    description: '记录合同据以起算期限的事件 / Records something that happened, from which the contract counts dates',
  })
  async recordObligationEvent(
    @Arg('input', () => RecordObligationEventInput, INPUT) input: RecordObligationEventInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof SetObligationDateResult> {
    return several(await recordObligationEvent(tenantOf(graphql), { ...input }));
  }

  @Mutation(() => WithdrawObligationEventResult, {
    description:
      '甲方撤回误记的事件或要求，由其产生的义务随之消失；给出这些义务 / The agency takes back a demand or an event entered by mistake; gives what is owed no longer',
  })
  async withdrawObligationEvent(
    @Arg('input', () => WithdrawObligationEventInput, INPUT) input: WithdrawObligationEventInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof WithdrawObligationEventResult> {
    const result = await withdrawObligationEvent(tenantOf(graphql), { ...input });
    if (result.ok) return several(result);
    return result.error.kind === 'OBSTRUCTED'
      ? new ObligationEventNotWithdrawableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => SubmitDeliverableResult, {
    description:
      '提交应交材料，当日为准；甲方可补录纸质材料的收到日 / Delivers what is owed, on the day it is done; the agency also enters what came on paper',
  })
  async submitDeliverable(
    @Arg('input', () => SubmitDeliverableInput, INPUT) input: SubmitDeliverableInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof SubmitDeliverableResult> {
    const context = tenantOf(graphql);
    const result = await submitDeliverable(context, { ...input });
    context.forgetLoaded();
    return result.ok ? new DeliverableType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => ReviewDeliverableResult, {
    description: '甲方收下或说明理由退回交付物 / The agency accepts a deliverable, or returns it with the reason',
  })
  async reviewDeliverable(
    @Arg('input', () => ReviewDeliverableInput, INPUT) input: ReviewDeliverableInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ReviewDeliverableResult> {
    const context = tenantOf(graphql);
    const deliverableId = uuidOf('Deliverable', input.deliverableId, '交付物', 'deliverable');
    const result = await reviewDeliverable(context, { ...input, deliverableId });
    context.forgetLoaded();
    if (result.ok) return new DeliverableType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new DeliverableNotReviewableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }
}

/** Most contracts of which everything that is owed is computed at once. */
const CONTRACT_COUNT_MAX = 100;

/** What is owed under one contract, or under all of the tenant's. Errors: throws BAD_USER_INPUT where these are too many to be listed together. */
async function standingOf(context: TenantContext, code: string | null | undefined): Promise<StandingObligation[]> {
  if (code != null) {
    const stored = await findStoredContract(context, code);
    return stored ? [...(await standingObligations(context, stored))] : [];
  }
  const { rows, hasNext } = await listPage<ContractRow>(context, contractsByCode(context), { first: CONTRACT_COUNT_MAX });
  if (hasNext)
    throw new RequestError(
      'BAD_USER_INPUT',
      `合同超过 ${CONTRACT_COUNT_MAX} 份，须指明合同`,
      `there are more than ${CONTRACT_COUNT_MAX} contracts: name one`,
    );
  return (await Promise.all((await readyContractsOf(context, rows)).map((stored) => standingObligations(context, stored)))).flat();
}

const placeByDueDate = ({ contract, obligation, key, from, due }: StandingObligation): readonly string[] => [
  due?.dueOn ?? '9999',
  from,
  contract,
  obligation.code,
  key,
];

const several = (result: Result<readonly StandingObligation[], InvalidInput>): typeof SetObligationDateResult =>
  result.ok
    ? Object.assign(new StandingObligationsType(), { obligations: result.value.map((standing) => new StandingObligationType(standing)) })
    : new InvalidInputError(result.error.problems);

const one = (result: Result<StandingObligation, InvalidInput>): typeof StandingObligationResult =>
  result.ok ? new StandingObligationType(result.value) : new InvalidInputError(result.error.problems);
