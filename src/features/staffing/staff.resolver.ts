import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { judgeResignation } from '../../core/performance/resignation.js';
import { rosterOn } from '../../core/staffing/roster.js';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractById } from '../contracts/contract.loaders.js';
import { admitStaff } from './admit-staff.use-case.js';
import { decidePersonnelChanges } from './decide-change.use-case.js';
import { discloseStaff, eraseStaffData } from './disclose-staff.use-case.js';
import { DisclosureType, StaffDataErasedType, StaffDisclosedType } from './disclosure.type.js';
import { hiddenRequirements } from './health.js';
import { importStaff } from './import-staff.use-case.js';
import { correctStaffEvent, demandReplacement, endStaff, putOnLine } from './move-staff.use-case.js';
import { maskIdentity, openPersonal, readIdentity } from './personal-data.js';
import { recordStaffProof } from './record-proof.use-case.js';
import { requestPersonnelChange } from './request-change.use-case.js';
import { type DisclosureRow, disclosuresByTime } from './snapshot.repository.js';
import {
  AdmitStaffInput,
  CorrectStaffEventInput,
  DecidePersonnelChangesInput,
  DemandReplacementInput,
  DiscloseStaffInput,
  EndStaffInput,
  EraseStaffDataInput,
  ImportStaffInput,
  PutOnLineInput,
  RecordStaffProofInput,
  RequestPersonnelChangeInput,
} from './staff.input.js';
import {
  AdmitStaffResult,
  DecidePersonnelChangesResult,
  DemandReplacementResult,
  DiscloseStaffResult,
  EraseStaffDataResult,
  ImportStaffResult,
  PersonnelChangeResult,
  PersonnelChangesNotDecidableError,
  PersonnelChangesType,
  PutOnLineResult,
  StaffDataNotErasableError,
  StaffMemberResult,
  StaffMembersType,
  StaffNotAdmissibleError,
} from './staff.result.js';
import {
  MaskedPersonType,
  PersonnelChangeState,
  PersonnelChangeType,
  ReplacementDemandType,
  ResignationType,
  RosterPlaceType,
  StaffEventType,
  StaffMemberType,
  StaffProofType,
} from './staff.type.js';
import { demandById, identityOfStaff, staffBookOfContract, staffById } from './staffing.loaders.js';
import { changesByTime, listStaffedContracts, type PersonnelChangeRow, type StaffRow, staffByNumber } from './staffing.repository.js';

const RosterConnection = connectionOf('StaffMember', '人员', 'people', () => StaffMemberType);
const PersonnelChangeConnection = connectionOf('PersonnelChange', '人员变动', 'personnel changes', () => PersonnelChangeType);
const DisclosureConnection = connectionOf('Disclosure', '查看留痕', 'disclosures', () => DisclosureType);

const INPUT = { description: '输入 / Input' } as const;
const CONTRACT = { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' } as const;

const staffUuid = (id: string): string => uuidOf('StaffMember', id, '人员', 'person');
const changeUuids = (ids: readonly string[]): string[] => ids.map((id) => uuidOf('PersonnelChange', id, '人员变动', 'personnel change'));

/** The ids of everybody on the roster of a day. */
async function presentOn(context: TenantContext, contract: string | null, day: string): Promise<string[]> {
  const contracts = await listStaffedContracts(context, contract);
  const books = await context.loader(staffBookOfContract).loadMany(contracts.map(({ id }) => id));
  return books.flatMap((book) => (book instanceof Error ? [] : rosterOn(book.events, day).map(({ staffId }) => staffId)));
}

@Resolver(() => StaffMemberType)
export class StaffResolver {
  @Query(() => RosterConnection, {
    description:
      '花名册，按工号；给出 on 则为当日在册者，不给则为所有人员，含已离场与待进场 / The roster by employee number: who is on it on a day, or everybody there was and is to be',
  })
  async roster(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('on', () => DateScalar, { nullable: true, description: '日期；不填为所有人员 / Day; left out: everybody' }) on: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    const query = staffByNumber(context, contract ?? null, on == null ? null : await presentOn(context, contract ?? null, on));
    return new RosterConnection(
      await pageOfList<StaffRow, StaffMemberType>(context, query, page, (rows) => rows.map((row) => new StaffMemberType(row))),
    );
  }

  @Query(() => PersonnelChangeConnection, {
    description: '人员变动，按申请先后 / Personnel changes, in the order in which they were asked for',
  })
  async personnelChanges(
    @Arg('contract', () => String, CONTRACT) contract: string | null,
    @Arg('state', () => PersonnelChangeState, { nullable: true, description: '状态；不填为全部 / State; left out: all' })
    state: keyof typeof PersonnelChangeState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('staff:read');
    const query = changesByTime(context, contract ?? null, state ?? null);
    return new PersonnelChangeConnection(
      await pageOfList<PersonnelChangeRow, PersonnelChangeType>(context, query, page, (rows) =>
        rows.map((row) => new PersonnelChangeType(row)),
      ),
    );
  }

  @Query(() => DisclosureConnection, {
    description: '查看个人信息的留痕，后者在前；仅审计 / Who was shown personal data, the latest first; for auditors',
  })
  async disclosures(@Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const context = tenantOf(graphql);
    context.authorize('audit:read');
    return new DisclosureConnection(
      await pageOfList<DisclosureRow, DisclosureType>(context, disclosuresByTime(context), page, (rows) =>
        rows.map((row) => new DisclosureType(row)),
      ),
    );
  }

  @Mutation(() => PersonnelChangeResult, { description: '乙方申请人员变动 / The vendor asks for a change of the roster' })
  async requestPersonnelChange(
    @Arg('input', () => RequestPersonnelChangeInput, INPUT) input: RequestPersonnelChangeInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof PersonnelChangeResult> {
    const demandId = input.demandId == null ? null : uuidOf('ReplacementDemand', input.demandId, '更换要求', 'demand');
    const result = await requestPersonnelChange(tenantOf(graphql), { ...input, demandId });
    return result.ok ? new PersonnelChangeType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => ImportStaffResult, {
    description:
      '从 XLSX 或 CSV 导入人员：指出每一处错误，要么全部、要么不导入 / Imports people from XLSX or CSV: every bad row is named; all or none',
  })
  async importStaff(
    @Arg('input', () => ImportStaffInput, INPUT) input: ImportStaffInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ImportStaffResult> {
    const result = await importStaff(tenantOf(graphql), { ...input });
    if (!result.ok) return new InvalidInputError(result.error.problems);
    return new PersonnelChangesType(result.value.map((row) => new PersonnelChangeType(row)));
  }

  @Mutation(() => DecidePersonnelChangesResult, {
    description:
      '甲方同意或不同意人员变动，乙方可撤回；全部同一决定 / The agency approves or rejects personnel changes, the vendor withdraws them; all alike',
  })
  async decidePersonnelChanges(
    @Arg('input', () => DecidePersonnelChangesInput, INPUT) input: DecidePersonnelChangesInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecidePersonnelChangesResult> {
    const result = await decidePersonnelChanges(tenantOf(graphql), { ...input, changeIds: changeUuids(input.changeIds) });
    if (result.ok) return new PersonnelChangesType(result.value.map((row) => new PersonnelChangeType(row)));
    return result.error.kind === 'OBSTRUCTED'
      ? new PersonnelChangesNotDecidableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => AdmitStaffResult, { description: '甲方已同意的人员进场 / Brings people onto the roster whom the agency has approved' })
  async admitStaff(
    @Arg('input', () => AdmitStaffInput, INPUT) input: AdmitStaffInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AdmitStaffResult> {
    const result = await admitStaff(tenantOf(graphql), { ...input, changeIds: changeUuids(input.changeIds) });
    if (result.ok) return new StaffMembersType(result.value.map((row) => new StaffMemberType(row)));
    return result.error.kind === 'OBSTRUCTED'
      ? new StaffNotAdmissibleError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => PutOnLineResult, {
    description: '人员上线；未通过上岗测试者不得上线 / Puts people on the line, nobody without a passed test',
  })
  async putOnLine(
    @Arg('input', () => PutOnLineInput, INPUT) input: PutOnLineInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof PutOnLineResult> {
    const result = await putOnLine(tenantOf(graphql), { ...input });
    if (!result.ok) return new InvalidInputError(result.error.problems);
    return new StaffMembersType(result.value.map((row) => new StaffMemberType(row)));
  }

  @Mutation(() => StaffMemberResult, {
    description:
      '记录离场；未经同意的离场亦如实记录，并列为违约 / Records that somebody has left, without an approval too, which is then a breach',
  })
  async endStaff(
    @Arg('input', () => EndStaffInput, INPUT) input: EndStaffInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof StaffMemberResult> {
    const result = await endStaff(tenantOf(graphql), { ...input, staffId: staffUuid(input.staffId) });
    return result.ok ? new StaffMemberType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => StaffMemberResult, {
    description:
      '甲方更正花名册记录；已取的数字在重取月末快照后更新 / The agency corrects an event of the roster; figures follow once the month’s snapshot is taken again',
  })
  async correctStaffEvent(
    @Arg('input', () => CorrectStaffEventInput, INPUT) input: CorrectStaffEventInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof StaffMemberResult> {
    const eventId = uuidOf('StaffEvent', input.eventId, '花名册记录', 'roster event');
    const result = await correctStaffEvent(tenantOf(graphql), { ...input, eventId });
    return result.ok ? new StaffMemberType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => StaffMemberResult, { description: '记录资质或健康的证明 / Records what shows that somebody meets a requirement' })
  async recordStaffProof(
    @Arg('input', () => RecordStaffProofInput, INPUT) input: RecordStaffProofInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof StaffMemberResult> {
    const result = await recordStaffProof(tenantOf(graphql), { ...input, staffId: staffUuid(input.staffId) });
    return result.ok ? new StaffMemberType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => DemandReplacementResult, {
    description:
      '甲方要求更换人员，期限依平台规定；应要求更换者不计入流动率 / The agency demands that somebody be replaced by a day; who is, is not in the turnover',
  })
  async demandReplacement(
    @Arg('input', () => DemandReplacementInput, INPUT) input: DemandReplacementInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DemandReplacementResult> {
    const result = await demandReplacement(tenantOf(graphql), { ...input, staffId: staffUuid(input.staffId) });
    return result.ok ? new ReplacementDemandType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => DiscloseStaffResult, {
    description: '查看个人信息原文，须说明用途，每次留痕 / Shows personal data in clear; what for is said and kept each time',
  })
  async discloseStaff(
    @Arg('input', () => DiscloseStaffInput, INPUT) input: DiscloseStaffInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DiscloseStaffResult> {
    const context = tenantOf(graphql);
    // Under a key that was used before nothing would be logged, and it is shown all the same.
    const result = await discloseStaff(context, { ...input, staffId: staffUuid(input.staffId), idempotencyKey: null });
    if (!result.ok) return new InvalidInputError(result.error.problems);
    const opened = await openPersonal(context, result.value.staffId, result.value.classes);
    const identity = readIdentity(opened.find((text) => text.class === 'IDENTITY')?.text ?? null);
    return Object.assign(new StaffDisclosedType(), {
      name: identity?.name ?? null,
      identityNumber: identity?.identityNumber ?? null,
      phone: identity?.phone ?? null,
      texts: opened.filter((text) => text.class !== 'IDENTITY'),
    });
  }

  @Mutation(() => EraseStaffDataResult, {
    description:
      '删除离场人员的个人信息；工号、记录、分数、金额与摘要不变 / Erases personal data of somebody who has left; number, events, scores, money and digests stay',
  })
  async eraseStaffData(
    @Arg('input', () => EraseStaffDataInput, INPUT) input: EraseStaffDataInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof EraseStaffDataResult> {
    const result = await eraseStaffData(tenantOf(graphql), { ...input, staffId: staffUuid(input.staffId) });
    if (result.ok) return new StaffDataErasedType(result.value.count);
    return result.error.kind === 'OBSTRUCTED'
      ? new StaffDataNotErasableError(result.error.obstacles)
      : new InvalidInputError(result.error.problems);
  }

  @FieldResolver(() => MaskedPersonType, {
    nullable: true,
    description: '身份，遮蔽显示；已删除为 null / Who it is, masked; null once erased',
  })
  async person(@Root() { row }: StaffMemberType, @Ctx() graphql: GraphqlContext): Promise<MaskedPersonType | null> {
    const identity = await tenantOf(graphql).loader(identityOfStaff).load(row.id);
    return identity && Object.assign(new MaskedPersonType(), maskIdentity(identity));
  }

  @FieldResolver(() => RosterPlaceType, {
    nullable: true,
    description: '某日的岗位；不在册为 null / The place on a day; null for one who is not on the roster then',
  })
  async place(
    @Root() { row }: StaffMemberType,
    @Arg('on', () => DateScalar, { nullable: true, description: '日期，不填为今天 / Day; today unless said' }) on: string | null,
    @Ctx() graphql: GraphqlContext,
  ): Promise<RosterPlaceType | null> {
    const context = tenantOf(graphql);
    const { events } = await context.loader(staffBookOfContract).load(row.contractId);
    const entry = rosterOn(
      events.filter(({ staffId }) => staffId === row.id),
      on ?? context.today,
    )[0];
    return entry ? RosterPlaceType.of(entry) : null;
  }

  @FieldResolver(() => [StaffEventType], { description: '花名册记录，按日期 / The events of the roster, by day' })
  async events(@Root() { row }: StaffMemberType, @Ctx() graphql: GraphqlContext): Promise<StaffEventType[]> {
    const { events } = await tenantOf(graphql).loader(staffBookOfContract).load(row.contractId);
    return events.filter(({ staffId }) => staffId === row.id).map((event) => new StaffEventType(event));
  }

  @FieldResolver(() => [StaffProofType], {
    description:
      '证明，按取得日；健康证明只给需用者 / The proofs, by the day on which they were obtained; those of health only for who needs them',
  })
  async proofs(@Root() { row }: StaffMemberType, @Ctx() graphql: GraphqlContext): Promise<StaffProofType[]> {
    const context = tenantOf(graphql);
    const hidden = hiddenRequirements(context, (await context.loader(contractById).load(row.contractId))!);
    const { proofs } = await context.loader(staffBookOfContract).load(row.contractId);
    return proofs.filter(({ staffId, requirement }) => staffId === row.id && !hidden.includes(requirement)).map(StaffProofType.of);
  }

  @FieldResolver(() => [ReplacementDemandType], {
    description: '甲方的更换要求，按序号 / The agency’s demands to replace the person, by number',
  })
  async replacementDemands(@Root() { row }: StaffMemberType, @Ctx() graphql: GraphqlContext): Promise<ReplacementDemandType[]> {
    const { demands } = await tenantOf(graphql).loader(staffBookOfContract).load(row.contractId);
    return demands.filter(({ staffId }) => staffId === row.id).map((demand) => new ReplacementDemandType(demand));
  }

  @FieldResolver(() => String, { description: '合同代码 / Code of the contract' })
  async contract(@Root() { row }: StaffMemberType, @Ctx() graphql: GraphqlContext): Promise<string> {
    return (await tenantOf(graphql).loader(contractById).load(row.contractId))!.code;
  }
}

@Resolver(() => PersonnelChangeType)
export class PersonnelChangeResolver {
  @FieldResolver(() => StaffMemberType, { description: '人员 / The person' })
  async member(@Root() { row }: PersonnelChangeType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }

  @FieldResolver(() => ReplacementDemandType, {
    nullable: true,
    description: '所应更换要求；没有为 null / The demand that it meets; null for none',
  })
  async demand(@Root() { row }: PersonnelChangeType, @Ctx() graphql: GraphqlContext): Promise<ReplacementDemandType | null> {
    return row.demandId === null ? null : new ReplacementDemandType((await tenantOf(graphql).loader(demandById).load(row.demandId))!);
  }
}

@Resolver(() => DisclosureType)
export class DisclosureResolver {
  @FieldResolver(() => StaffMemberType, { description: '人员 / The person' })
  async member(@Root() { row }: DisclosureType, @Ctx() graphql: GraphqlContext): Promise<StaffMemberType> {
    return new StaffMemberType((await tenantOf(graphql).loader(staffById).load(row.staffId))!);
  }
}

@Resolver(() => StaffEventType)
export class StaffEventResolver {
  @FieldResolver(() => ResignationType, {
    nullable: true,
    description:
      '辞职是否合乎合同；非辞职、未说明或合同无规则为 null / Whether a resignation fits the contract; null for anything else, where nothing was said, or there are no rules',
  })
  async resignation(@Root() { row }: StaffEventType, @Ctx() graphql: GraphqlContext): Promise<ResignationType | null> {
    const { contract } = (await tenantOf(graphql).loader(contractById).load(row.contractId))!.checked;
    const rule = contract.operatorRules?.resignation;
    if (!rule || row.saidOn === null) return null;
    const judged = judgeResignation(rule, { saidOn: row.saidOn, leftOn: row.on, handedOver: row.handedOver ?? [] });
    return new ResignationType(row.saidOn, judged);
  }
}
