import { Arg, Field, Int, ObjectType } from 'type-graphql';
import type { MemberResult, Performance, PerformanceLine, PoolResult } from '../../core/cases/performance.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Money } from '../../platform/graphql/money.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

export const PoolStatus = wordEnum('PoolStatus', '扣款池的状态 / State of a pool', {
  SHARED: '已均分 / Shared',
  SUSPENSE: '无人可分，挂账 / Nobody to share it: held in suspense',
  EMPTY: '本月无扣款 / Nothing in it',
});

export type PoolStatus = keyof typeof PoolStatus;

@ObjectType('OperatorLedgerLine', { description: '话务员台账的一笔 / An entry of an operator’s ledger' })
export class OperatorLedgerLineType {
  @Field(() => String, { description: '依据条款 / Clause it rests on' })
  readonly clause: string;

  @Field(() => String, { nullable: true, description: '事件编号；均分款为 null / Id of the event; null for a share of the pool' })
  readonly event: string | null;

  @Field(() => String, { description: '算式 / Arithmetic' })
  readonly arithmetic: string;

  @Field(() => Money, { description: '金额，负数为拟扣 / Amount; negative: proposed to be taken off' })
  readonly amount: Money;

  @Field(() => Boolean, { description: '是否暂按裁量下限 / Whether the least of a range stands in' })
  readonly provisional: boolean;

  constructor(private readonly line: PerformanceLine) {
    this.clause = line.clause;
    this.event = line.event;
    this.arithmetic = line.arithmetic;
    this.amount = new Money(line.amount);
    this.provisional = line.provisional;
  }

  @Field(() => String, { description: '说明 / In words' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.line[locale];
  }
}

@ObjectType('OperatorLedger', { description: '话务员月度台账：均为拟扣，不计算工资 / An operator’s month: proposals, never pay' })
export class OperatorLedgerType {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no: string;

  @Field(() => String, { description: '班组 / Team' })
  readonly team: string;

  @Field(() => Money, { description: '违规拟扣 / Proposed for violations' })
  readonly violations: Money;

  @Field(() => Money, { description: '请假拟扣 / Proposed for leave' })
  readonly leave: Money;

  @Field(() => Money, { description: '均分所得 / Share of the pool' })
  readonly share: Money;

  @Field(() => Money, { description: '合计：均分减违规减请假 / Share less violations and leave' })
  readonly net: Money;

  @Field(() => Boolean, { description: '是否全勤 / Full attendance' })
  readonly fullAttendance: boolean;

  @Field(() => [String], { description: '待核标记，按代码排序 / Flags for review, by code' })
  readonly flags: readonly string[];

  @Field(() => Boolean, { description: '是否有暂定金额 / Whether an amount is provisional' })
  readonly provisional: boolean;

  @Field(() => [OperatorLedgerLineType], { description: '逐笔说明 / Entry by entry' })
  readonly lines: readonly OperatorLedgerLineType[];

  constructor(member: MemberResult) {
    this.no = member.no;
    this.team = member.team;
    this.violations = new Money(member.violations);
    this.leave = new Money(member.leave);
    this.share = new Money(member.share);
    this.net = new Money(member.net);
    this.fullAttendance = member.fullAttendance;
    this.flags = member.flags;
    this.provisional = member.provisional;
    this.lines = member.lines.map((line) => new OperatorLedgerLineType(line));
  }
}

@ObjectType('TeamPool', { description: '班组扣款池 / The pool of a team' })
export class TeamPoolType {
  @Field(() => String, { description: '班组 / Team' })
  readonly team: string;

  @Field(() => Money, { description: '金额 / Amount' })
  readonly amount: Money;

  @Field(() => Int, { description: '参与均分人数 / Members among whom it is shared' })
  readonly eligible: number;

  @Field(() => PoolStatus, { description: '状态 / State' })
  readonly status: PoolResult['status'];

  constructor(pool: PoolResult) {
    this.team = pool.team;
    this.amount = new Money(pool.amount);
    this.eligible = pool.eligible;
    this.status = pool.status;
  }
}

@ObjectType('OperatorMonthPreview', { description: '试算的话务员月度考核，不保存 / An operators’ month as a preview; nothing is stored' })
export class OperatorMonthPreviewType {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract: string;

  @Field(() => String, { description: '月份 / Month' })
  readonly month: string;

  @Field(() => [OperatorLedgerType], { description: '话务员，按工号 / Operators by number' })
  readonly members: readonly OperatorLedgerType[];

  @Field(() => [TeamPoolType], { description: '扣款池，按班组 / Pools by team' })
  readonly pools: readonly TeamPoolType[];

  @Field(() => String, { description: '全部输入的摘要 / Digest of all inputs' })
  readonly digest: string;

  constructor(performance: Performance) {
    this.contract = performance.contract;
    this.month = performance.month;
    this.members = performance.members.map((member) => new OperatorLedgerType(member));
    this.pools = performance.pools.map((pool) => new TeamPoolType(pool));
    this.digest = performance.digest;
  }
}
