import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { LeaveState } from '../../core/performance/leave-life.js';
import { mayReturnAfter } from '../../core/performance/retraining.js';
import { lastDayOf, monthOf } from '../../core/values/dates.js';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { dayInChina } from '../../platform/tenant-context.js';
import { findingById } from '../assessment-periods/assessment-period.loaders.js';
import { FindingType } from '../assessment-periods/recorded.type.js';
import { contractById } from '../contracts/contract.loaders.js';
import { ContractType } from '../contracts/contract.type.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { StaffMemberType } from '../staffing/staff.type.js';
import { staffById } from '../staffing/staffing.loaders.js';
import { listExamResults } from '../staffing/training.repository.js';
import { closeOperatorMonth, confirmOperatorMonth, isCurrent, markOperators } from './close-month.use-case.js';
import { LeaveJudgementType, LeaveRequestType, LeaveStateEnum } from './leave.type.js';
import { addLeaveProofs, decideLeave, judgementOf, requestLeave } from './leave.use-case.js';
import { amendOperatorEvent, recordOperatorEvents } from './operator-events.use-case.js';
import { leaveOfStaff, monthsOfContract } from './operator-month.loaders.js';
import {
  type ClosingRow,
  eventsByTime,
  findMonth,
  type LeaveRow,
  leaveByTime,
  listOperatorEvents,
  monthsByTime,
  type OperatorEventRow,
} from './operator-month.repository.js';
import {
  AddLeaveProofsInput,
  AmendOperatorEventInput,
  CloseOperatorMonthInput,
  ConfirmOperatorMonthInput,
  DecideLeaveInput,
  MarkOperatorsInput,
  RecordOperatorEventsInput,
  RequestLeaveInput,
} from './stored-month.input.js';
import {
  AddLeaveProofsResult,
  AmendOperatorEventResult,
  CloseOperatorMonthResult,
  ConfirmOperatorMonthResult,
  DecideLeaveResult,
  LeaveNotDecidableError,
  MarkOperatorsResult,
  OperatorEventAmendedType,
  OperatorEventsRecordedType,
  OperatorMonthNotClosableError,
  OperatorMonthNotConfirmableError,
  OperatorsMarkedType,
  RecordOperatorEventsResult,
  RequestLeaveResult,
} from './stored-month.result.js';
import {
  OperatorEventType,
  OperatorHistoryEntryType,
  OperatorMarkType,
  OperatorMonthType,
  OperatorOffLineType,
} from './stored-month.type.js';

const LeaveConnection = connectionOf('LeaveRequest', '请假', 'requests for leave', () => LeaveRequestType);
const EventConnection = connectionOf('OperatorEvent', '话务员事件', 'events', () => OperatorEventType);
const MonthConnection = connectionOf('OperatorMonth', '话务员月度考核', 'operators’ months', () => OperatorMonthType);

const INPUT = { description: '输入 / Input' } as const;
const CONTRACT = { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' } as const;
const MONTH = { nullable: true, description: '月份；不填为全部 / Month; left out: all' } as const;

@Resolver(() => LeaveRequestType)
export class LeaveResolver {
  @Query(() => LeaveConnection, { description: '请假申请，后者在前 / Requests for leave, the latest first' })
  async leaveRequests(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('month', () => String, MONTH) month: string | null,
    @Arg('state', () => LeaveStateEnum, { nullable: true, description: '状态；不填为全部 / State; left out: all' })
    state: LeaveState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('operator:read');
    const query = leaveByTime(context, contract ?? null, month ?? null, state ?? null);
    return new LeaveConnection(
      await pageOfList<LeaveRow, LeaveRequestType>(context, query, page, (rows) => rows.map((row) => new LeaveRequestType(row))),
    );
  }

  @Mutation(() => RequestLeaveResult, {
    description: '申请请假；与规则不合之处随申请提示 / Asks for leave; what does not fit the rules is told with it',
  })
  async requestLeave(
    @Arg('input', () => RequestLeaveInput, INPUT) input: RequestLeaveInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RequestLeaveResult> {
    const result = await requestLeave(tenantOf(graphql), { ...input });
    return result.ok ? new LeaveRequestType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => AddLeaveProofsResult, {
    description: '补交请假证明，直至所涉月份经甲方确认 / Adds proofs of leave that came later, until a month of it is confirmed',
  })
  async addLeaveProofs(
    @Arg('input', () => AddLeaveProofsInput, INPUT) input: AddLeaveProofsInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AddLeaveProofsResult> {
    const requestId = uuidOf('LeaveRequest', input.requestId, '请假', 'leave');
    const result = await addLeaveProofs(tenantOf(graphql), { ...input, requestId });
    return result.ok ? new LeaveRequestType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => DecideLeaveResult, {
    description:
      '处理请假：乙方批准、不批准、撤回，甲方确认旷工、收回确认或准许 / A step about leave: the vendor approves, rejects, takes back; the agency confirms that it was none, takes that back, or excuses',
  })
  async decideLeave(
    @Arg('input', () => DecideLeaveInput, INPUT) input: DecideLeaveInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecideLeaveResult> {
    const requestId = uuidOf('LeaveRequest', input.requestId, '请假', 'leave');
    const result = await decideLeave(tenantOf(graphql), { ...input, requestId });
    if (result.ok) return new LeaveRequestType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new LeaveNotDecidableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @FieldResolver(() => StaffMemberType, { description: '申请人 / Who asks' })
  async member(@Root() { row }: LeaveRequestType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }

  @FieldResolver(() => LeaveJudgementType, {
    nullable: true,
    description:
      '按现行规则看此请假；规则已无此假别为 null / The request seen by the rules in force; null where these no longer know its kind',
  })
  async judgement(@Root() { row }: LeaveRequestType, @Ctx() graphql: GraphqlContext): Promise<LeaveJudgementType | null> {
    const judgement = await judgementOf(tenantOf(graphql), row);
    return judgement && new LeaveJudgementType(judgement);
  }
}

@Resolver(() => OperatorEventType)
export class OperatorEventResolver {
  @Query(() => EventConnection, {
    description: '话务员事件，后者在前 / Events of operators, the latest first',
  })
  async operatorEvents(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('month', () => String, MONTH) month: string | null,
    @Arg('no', () => String, { nullable: true, description: '工号；不填为全部 / Employee number; left out: all' }) no: string | null,
    @Arg('withSuperseded', () => Boolean, {
      defaultValue: false,
      description: '是否含已被取代者与撤销 / Whether superseded ones and withdrawals are listed too',
    })
    withSuperseded: boolean,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('operator:read');
    const query = eventsByTime(context, { contract: contract ?? null, month: month ?? null, no: no ?? null, withSuperseded });
    return new EventConnection(
      await pageOfList<OperatorEventRow, OperatorEventType>(context, query, page, (rows) => rows.map((row) => new OperatorEventType(row))),
    );
  }

  @Mutation(() => RecordOperatorEventsResult, {
    description: '记录话务员事件，要么全部、要么不记 / Records events of operators, all or none',
  })
  async recordOperatorEvents(
    @Arg('input', () => RecordOperatorEventsInput, INPUT) input: RecordOperatorEventsInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordOperatorEventsResult> {
    const events = input.events.map((event) => ({
      ...event,
      findingId: event.findingId == null ? null : uuidOf('Finding', event.findingId, '发现', 'finding'),
    }));
    const result = await recordOperatorEvents(tenantOf(graphql), { ...input, events });
    if (!result.ok) return new InvalidInputError(result.error.problems);
    return new OperatorEventsRecordedType(result.value.map((row) => new OperatorEventType(row)));
  }

  @Mutation(() => AmendOperatorEventResult, {
    description:
      '补充事件的告知时间、连带金额，或撤销；原记录留存 / Adds when the operator was told or what the leader bears, or withdraws; the record before stays',
  })
  async amendOperatorEvent(
    @Arg('input', () => AmendOperatorEventInput, INPUT) input: AmendOperatorEventInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AmendOperatorEventResult> {
    const eventId = uuidOf('OperatorEvent', input.eventId, '事件', 'event');
    const result = await amendOperatorEvent(tenantOf(graphql), { ...input, eventId });
    if (!result.ok) return new InvalidInputError(result.error.problems);
    const { event } = result.value;
    return new OperatorEventAmendedType(event && new OperatorEventType(event));
  }

  @FieldResolver(() => StaffMemberType, { description: '话务员 / The operator' })
  async member(@Root() { row }: OperatorEventType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }

  @FieldResolver(() => FindingType, {
    nullable: true,
    description:
      '同一事实的考核发现；没有或乙方尚不可见为 null / The finding about the same; null for none, or one that is not the vendor’s to see yet',
  })
  async finding(@Root() { row }: OperatorEventType, @Ctx() graphql: GraphqlContext): Promise<FindingType | null> {
    const finding = row.findingId === null ? null : await tenantOf(graphql).loader(findingById).load(row.findingId);
    return finding && FindingType.of(finding);
  }
}

@Resolver(() => OperatorMonthType)
export class OperatorMonthResolver {
  @Query(() => OperatorMonthType, {
    nullable: true,
    description: '某月的话务员考核，最新一版；未关账为 null / An operators’ month in its latest revision; null where it was never closed',
  })
  async operatorMonth(
    @Arg('contract', () => String, { description: '合同代码 / Code of the contract' }) contract: string,
    @Arg('month', () => String, { description: '月份 YYYY-MM / Month' }) month: string,
    @Ctx() graphql: GraphqlContext,
  ): Promise<OperatorMonthType | null> {
    const context = tenantOf(graphql);
    context.authorize('operator:read');
    const stored = await findStoredContract(context, contract);
    const row = stored && (await findMonth(context, stored.id, month));
    return row && new OperatorMonthType(row);
  }

  @Query(() => MonthConnection, {
    description: '话务员月度考核，最新一版，后关账者在前 / Operators’ months in their latest revisions, the latest closed first',
  })
  async operatorMonths(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('operator:read');
    return new MonthConnection(
      await pageOfList<ClosingRow, OperatorMonthType>(context, monthsByTime(context, contract ?? null), page, (rows) =>
        rows.map((row) => new OperatorMonthType(row)),
      ),
    );
  }

  @Mutation(() => CloseOperatorMonthResult, {
    description:
      '乙方关账：汇集班次、请假、事件并计算，与命令行一致 / The vendor closes a month: shifts, leave and events are put together and computed as the command does',
  })
  async closeOperatorMonth(
    @Arg('input', () => CloseOperatorMonthInput, INPUT) input: CloseOperatorMonthInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof CloseOperatorMonthResult> {
    const result = await closeOperatorMonth(tenantOf(graphql), { ...input });
    if (result.ok) return new OperatorMonthType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new OperatorMonthNotClosableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => ConfirmOperatorMonthResult, {
    description:
      '甲方确认、退回或重开；确认即履行合同数据所列的报送 / The agency confirms, returns or reopens it; confirmed, it meets the filings that the contract’s data names',
  })
  async confirmOperatorMonth(
    @Arg('input', () => ConfirmOperatorMonthInput, INPUT) input: ConfirmOperatorMonthInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ConfirmOperatorMonthResult> {
    const closingId = uuidOf('OperatorMonth', input.closingId, '话务员月度考核', 'operators’ month');
    const result = await confirmOperatorMonth(tenantOf(graphql), { ...input, closingId });
    if (result.ok) return new OperatorMonthType(result.value);
    return result.error.kind === 'OBSTRUCTED'
      ? new OperatorMonthNotConfirmableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => MarkOperatorsResult, {
    description: '考核员评定月度评分，依合同数据分部分 / The assessor marks operators, in the parts of the contract’s data',
  })
  async markOperators(
    @Arg('input', () => MarkOperatorsInput, INPUT) input: MarkOperatorsInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof MarkOperatorsResult> {
    const context = tenantOf(graphql);
    const result = await markOperators(context, { ...input });
    context.forgetLoaded();
    if (!result.ok) return new InvalidInputError(result.error.problems);
    return new OperatorsMarkedType(result.value.map((row) => new OperatorMarkType(row)));
  }

  @FieldResolver(() => ContractType, { description: '合同 / The contract' })
  async contract(@Root() { row }: OperatorMonthType, @Ctx() graphql: GraphqlContext): Promise<ContractType> {
    return new ContractType((await tenantOf(graphql).loader(contractById).load(row.contractId))!);
  }

  @FieldResolver(() => Boolean, {
    description: '是否逾期：期限之后才确认，或至今未确认 / Whether it is late: confirmed after its day, or not yet although that is past',
  })
  isLate(@Root() { row }: OperatorMonthType, @Ctx() graphql: GraphqlContext): boolean {
    const { dueOn, state, decidedAt } = row;
    if (dueOn === null) return false;
    return (state === 'CONFIRMED' ? dayInChina(new Date(decidedAt!)) : tenantOf(graphql).today) > dueOn;
  }

  @FieldResolver(() => Boolean, {
    description: '与现在的记录是否一致；不一致须重新关账 / Whether the records still give the same; if not, it is to be closed again',
  })
  async isUpToDate(@Root() { row }: OperatorMonthType, @Ctx() graphql: GraphqlContext): Promise<boolean> {
    const context = tenantOf(graphql);
    return isCurrent(context, (await context.loader(contractById).load(row.contractId))!, row);
  }

  @FieldResolver(() => [OperatorMarkType], { description: '考核员的评分，按工号 / The assessor’s marks, by employee number' })
  async marks(@Root() { row }: OperatorMonthType, @Ctx() graphql: GraphqlContext): Promise<OperatorMarkType[]> {
    const { marks } = await tenantOf(graphql).loader(monthsOfContract).load(row.contractId);
    return marks.filter(({ month }) => month === row.month).map((mark) => new OperatorMarkType(mark));
  }

  @FieldResolver(() => [OperatorOffLineType], {
    description: '停岗学习者，按事件日 / Who is off the line until a test is passed, by the day of the event',
  })
  async offLine(@Root() { row }: OperatorMonthType, @Ctx() graphql: GraphqlContext): Promise<OperatorOffLineType[]> {
    const context = tenantOf(graphql);
    const rule = (await context.loader(contractById).load(row.contractId))!.checked.contract.operatorRules?.retraining;
    if (!rule) return [];
    const events = (await listOperatorEvents(context, row.contractId, lastDayOf(row.month))).filter(({ on }) => monthOf(on) === row.month);
    const tests = await listExamResults(context, row.contractId, 'RETURN', null);
    return [...Map.groupBy(events, ({ staffId }) => staffId)].flatMap(([staffId, own]) =>
      mayReturnAfter(
        rule,
        own,
        tests.filter((test) => test.staffId === staffId),
      ).map((off) => new OperatorOffLineType(own[0]!.no, off)),
    );
  }
}

@Resolver(() => StaffMemberType)
export class StaffHistoryResolver {
  @FieldResolver(() => [OperatorHistoryEntryType], {
    description: '历月台账与评分，按月；无权者为空 / The person’s months, by month; none for whoever may not see them',
  })
  async operatorHistory(@Root() { row }: StaffMemberType, @Ctx() graphql: GraphqlContext): Promise<OperatorHistoryEntryType[]> {
    if (!tenantOf(graphql).may('operator:read')) return [];
    const { months, marks } = await tenantOf(graphql).loader(monthsOfContract).load(row.contractId);
    return months.flatMap((closing) => {
      const ledger = new OperatorMonthType(closing).members.find(({ no }) => no === row.no);
      const mark = marks.find(({ month, no }) => month === closing.month && no === row.no);
      return ledger ? [new OperatorHistoryEntryType(closing, ledger, mark ? new OperatorMarkType(mark) : null)] : [];
    });
  }

  @FieldResolver(() => [LeaveRequestType], {
    description: '请假，按首日；无权者为空 / The person’s leave, by its first day; none for whoever may not see it',
  })
  async leave(@Root() { row }: StaffMemberType, @Ctx() graphql: GraphqlContext): Promise<LeaveRequestType[]> {
    if (!tenantOf(graphql).may('operator:read')) return [];
    return (await tenantOf(graphql).loader(leaveOfStaff).load(row.id)).map((leave) => new LeaveRequestType(leave));
  }
}
