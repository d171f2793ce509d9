import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { withoutPerson } from '../../core/staffing/breach.js';
import { daysBetween } from '../../core/values/dates.js';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList, pageOfParent } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { notFound, RequestError } from '../../platform/request-error.js';
import { answerOf } from '../assessment-periods/record.result.js';
import { contractById } from '../contracts/contract.loaders.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { isStanding } from './breach-log.loaders.js';
import { complianceOfContract } from './compliance.js';
import { RecordDutyRosterResult, TakeRosterSnapshotResult } from './compliance.result.js';
import { RosterSnapshotType, StaffingBreachType, StaffingFindingType } from './compliance.type.js';
import { RecordDutyRosterInput, TakeRosterSnapshotInput } from './duty.input.js';
import { type DutyRosterRow, type DutyShiftRow, dutyRostersByTime, shiftsOfRoster } from './duty.repository.js';
import { DutyRosterType, DutyShiftType } from './duty.type.js';
import { hiddenRequirements, listHiddenRequirements } from './health.js';
import { recordDutyRoster } from './record-duty-roster.use-case.js';
import { breachesByTime, type RosterSnapshotRow, type StaffingBreachRow, snapshotsByTime } from './snapshot.repository.js';
import { StaffMemberType } from './staff.type.js';
import { staffById } from './staffing.loaders.js';
import { listStaffedContracts } from './staffing.repository.js';
import { isUpToDate, takeRosterSnapshot } from './take-snapshot.use-case.js';

const DutyRosterConnection = connectionOf('DutyRoster', '班表', 'duty rosters', () => DutyRosterType);
const DutyShiftConnection = connectionOf('DutyShift', '班次', 'shifts', () => DutyShiftType);
const RosterSnapshotConnection = connectionOf('RosterSnapshot', '月末花名册', 'snapshots', () => RosterSnapshotType);
const StaffingBreachConnection = connectionOf('StaffingBreach', '人员违约', 'breaches', () => StaffingBreachType);

const INPUT = { description: '输入 / Input' } as const;
const CONTRACT = { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' } as const;
const MONTH = { nullable: true, description: '月份；不填为全部 / Month; left out: all' } as const;

/** Most days that are looked at together: a year and a day. */
const DAY_COUNT_MAX = 367;

@Resolver(() => StaffingFindingType)
export class ComplianceResolver {
  @Query(() => [StaffingFindingType], {
    description:
      '合同的每项人员要求在某段日期内是否达到，按合同顺序，末项为更换要求；至今天为止；健康要求的违约只对需用者写明何人 / How each staffing requirement of a contract stood through some days, in the contract’s order, and last the replacements; up to today; whose a breach of a requirement of health is, only for who needs it',
  })
  async staffingCompliance(
    @Arg('contract', () => String, { description: '合同代码 / Code of the contract' }) contract: string,
    @Arg('from', () => DateScalar, { nullable: true, description: '首日，不填为末日 / First day; the last one unless said' }) from:
      | string
      | null,
    @Arg('to', () => DateScalar, { nullable: true, description: '末日，不填为今天 / Last day; today unless said' }) to: string | null,
    @Ctx() graphql: GraphqlContext,
  ): Promise<StaffingFindingType[]> {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    const last = to ?? context.today;
    const first = from ?? last;
    if (last < first || daysBetween(first, last) >= DAY_COUNT_MAX)
      throw new RequestError('BAD_USER_INPUT', `日期须为 1 至 ${DAY_COUNT_MAX} 天`, `the days must be 1 to ${DAY_COUNT_MAX}`);
    const stored = await findStoredContract(context, contract);
    if (!stored) throw notFound('合同', 'contract');
    const found = await complianceOfContract(context, stored, { from: first, to: last });
    const hidden = hiddenRequirements(context, stored);
    const nameless = stored.checked.contract.staffing.filter(({ code }) => hidden.includes(code));
    return found.map((finding) => {
      const requirement = nameless.find(({ code }) => code === finding.code);
      const breaches = requirement ? finding.breaches.map((breach) => withoutPerson(requirement, breach)) : finding.breaches;
      return new StaffingFindingType({ ...finding, breaches });
    });
  }

  @Query(() => StaffingBreachConnection, {
    description:
      '人员违约台账，后者在前；健康要求的违约只给需用者 / The log of staffing breaches, the latest first; those of requirements of health only for who needs them',
  })
  async staffingBreaches(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('requirement', () => String, {
      nullable: true,
      description: '人员要求的代码；不填为全部 / Code of the requirement; left out: all',
    })
    requirement: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    const contracts = await listStaffedContracts(context, contract ?? null);
    const hidden = await listHiddenRequirements(
      context,
      contracts.map(({ id }) => id),
    );
    const query = breachesByTime(context, contract ?? null, requirement ?? null, hidden);
    return new StaffingBreachConnection(
      await pageOfList<StaffingBreachRow, StaffingBreachType>(context, query, page, (rows) =>
        rows.map((row) => new StaffingBreachType(row)),
      ),
    );
  }
}

@Resolver(() => StaffingBreachType)
export class StaffingBreachResolver {
  @FieldResolver(() => Boolean, {
    description:
      '与现在所查是否一致；否则已另记，或已不成立 / Whether it is what is found now; if not, another entry says what is, or there is no breach',
  })
  async isStanding(@Root() { row }: StaffingBreachType, @Ctx() graphql: GraphqlContext): Promise<boolean> {
    return isStanding(tenantOf(graphql), row);
  }
}

@Resolver(() => RosterSnapshotType)
export class RosterSnapshotResolver {
  @Query(() => RosterSnapshotConnection, { description: '月末花名册快照，后者在前 / Snapshots of the roster, the latest first' })
  async rosterSnapshots(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('month', () => String, MONTH) month: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    const query = snapshotsByTime(context, contract ?? null, month ?? null);
    return new RosterSnapshotConnection(
      await pageOfList<RosterSnapshotRow, RosterSnapshotType>(context, query, page, (rows) =>
        rows.map((row) => new RosterSnapshotType(row)),
      ),
    );
  }

  @Mutation(() => TakeRosterSnapshotResult, {
    description:
      '甲方确认月末花名册，其人数、流动、考试之数以来源 ROSTER 进入考核期；更正后可重取 / The agency confirms a month’s roster; its figures go into the period with the source ROSTER; after a correction it is taken again',
  })
  async takeRosterSnapshot(
    @Arg('input', () => TakeRosterSnapshotInput, INPUT) input: TakeRosterSnapshotInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof TakeRosterSnapshotResult> {
    const context = tenantOf(graphql);
    const result = await takeRosterSnapshot(context, { ...input });
    context.forgetLoaded();
    return answerOf(result, (row) => new RosterSnapshotType(row));
  }

  @FieldResolver(() => Boolean, {
    description: '与现在的花名册是否一致；不一致须重取 / Whether the roster still gives the same; if not, it is to be taken again',
  })
  async isUpToDate(@Root() { row }: RosterSnapshotType, @Ctx() graphql: GraphqlContext): Promise<boolean> {
    const context = tenantOf(graphql);
    return isUpToDate(context, (await context.loader(contractById).load(row.contractId))!, row);
  }
}

@Resolver(() => DutyRosterType)
export class DutyRosterResolver {
  @Query(() => DutyRosterConnection, {
    description: '班表，后者在前，已更新者也在内 / Duty rosters, the latest first, earlier revisions too',
  })
  async dutyRosters(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('month', () => String, MONTH) month: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    const query = dutyRostersByTime(context, contract ?? null, month ?? null);
    return new DutyRosterConnection(
      await pageOfList<DutyRosterRow, DutyRosterType>(context, query, page, (rows) => rows.map((row) => new DutyRosterType(row))),
    );
  }

  @Mutation(() => RecordDutyRosterResult, {
    description: '乙方记录一个月的排班或实际出勤，整份 / The vendor records a month’s duty roster, planned or worked, the whole of it',
  })
  async recordDutyRoster(
    @Arg('input', () => RecordDutyRosterInput, INPUT) input: RecordDutyRosterInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordDutyRosterResult> {
    const result = await recordDutyRoster(tenantOf(graphql), { ...input });
    return result.ok ? new DutyRosterType(result.value) : new InvalidInputError(result.error.problems);
  }

  @FieldResolver(() => DutyShiftConnection, { description: '班次，按记录顺序 / The shifts, in the order in which they were given' })
  async shifts(@Root() { row }: DutyRosterType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    return new DutyShiftConnection(
      await pageOfParent<DutyShiftRow, DutyShiftType>(tenantOf(graphql), shiftsOfRoster, page, row.id, (shift) => new DutyShiftType(shift)),
    );
  }
}

@Resolver(() => DutyShiftType)
export class DutyShiftResolver {
  @FieldResolver(() => StaffMemberType, { description: '人员 / The person' })
  async member(@Root() { row }: DutyShiftType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }
}
