import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { StatementKind as Kind, SecondApprovalReason as Reason } from '../../core/account/statement.js';
import { Exact } from '../../core/values/exact.js';
import { printMoney } from '../../core/values/figures.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { Money } from '../../platform/graphql/money.type.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { AppliedReadingType, MoneyLineType } from '../scores/score-result.type.js';
import { inCapitals } from './capitals.js';
import type { DrawnStatement } from './draw-statement.js';
import { type StatementState as State, type StatementRow, unpaidOf } from './statement.repository.js';
import type { StatementDocument, WrittenSetOff } from './statement-document.js';
import {
  PortionsType,
  StatementAdjustmentType,
  StatementDisputeType,
  StatementScorecardType,
  StatementSetOffType,
} from './statement-parts.type.js';

export const StatementKind = wordEnum('StatementKind', '结算单的种类 / Kind of a statement', {
  ORIGINAL: '本期首次结算 / The first settlement of an instalment',
  SUPPLEMENTARY:
    '补充结算：争议部分落定，或末期之后的更正 / Supplementary: what was disputed is settled, or a correction after the last instalment',
} satisfies Record<Kind, string>);

export const StatementState = wordEnum('StatementState', '结算单的状态 / State of a statement', {
  ISSUED: '已出具，待批准 / Issued, to be approved',
  REPLACED: '批准前已由后一份取代 / Replaced by a later one before it was approved',
  APPROVED: '已批准 / Approved',
  PARTLY_PAID: '已付一部分 / Paid in part',
  PAID: '已付清，或无须付款 / Paid, or nothing was to be paid',
} satisfies Record<State, string>);

export const SecondApprovalReason = wordEnum(
  'SecondApprovalReason',
  '须两人批准的原因（政策）/ Why two persons have to approve it (policy)',
  {
    ZERO: '本单应付或本期所增为零或负 / Nothing is due by it, or it adds nothing to what is owed for its instalment',
    ADJUSTED: '含前期更正的调整或结转 / It takes up a correction of an earlier instalment, or what was brought forward',
    SUPPLEMENTARY: '补充结算 / It is supplementary',
  } satisfies Record<Reason, string>,
);

/** What a statement says, stored or drafted. Money in yuan, two decimals. */
export interface StatementContent {
  readonly instalment: number;
  readonly kind: Kind;
  readonly own: Record<'undisputed' | 'disputed' | 'deducted', string>;
  readonly broughtForward: string;
  readonly setOffs: readonly WrittenSetOff[];
  readonly amountDue: string;
  readonly carriedForward: string;
  readonly closes: boolean;
  readonly digest: string;
  readonly document: StatementDocument;
}

/** What a draft says as well as a stored statement. */
@ObjectType()
abstract class StatementFields {
  @Field(() => Int, { description: '期次 / Number of the instalment' })
  readonly instalment: number;

  @Field(() => StatementKind, { description: '种类 / Kind' })
  readonly kind: Kind;

  @Field(() => Money, { description: '考核前金额 / Amount before score and headcount' })
  readonly base: Money;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '得分或均分；不考核为 null / Score or mean; null for an instalment without one',
  })
  readonly score: string | null;

  @Field(() => Money, { description: '按适用读法的应付 / Payable under the readings in force' })
  readonly payable: Money;

  @Field(() => Money, {
    description:
      '扣减（按适用读法）：考核前金额减应付，其中可有争议 / Deduction by the readings applied: base less payable; part of it may be disputed',
  })
  readonly deduction: Money;

  @Field(() => Money, {
    description: '无争议部分：各未约定读法所有组合的最小值 / Undisputed: the least over every combination of the open readings',
  })
  readonly undisputed: Money;

  @Field(() => Money, { description: '争议部分：最大值减最小值 / Disputed: the greatest less the least' })
  readonly disputed: Money;

  @Field(() => StatementDisputeType, {
    nullable: true,
    description:
      '争议部分取决于什么；无争议或结算单未载明为 null / What the disputed part hangs on; null where nothing is disputed or an earlier statement did not say',
  })
  readonly dispute: StatementDisputeType | null;

  @Field(() => Money, {
    description:
      '扣减部分：任何读法下都不付；与无争议、争议部分合计为考核前金额 / Deducted: owed under no option; with what is undisputed and disputed it adds up to the base',
  })
  readonly deducted: Money;

  @Field(() => PortionsType, {
    description: '本单就本期入账的部分；补充结算只含变动 / What this statement posts of its instalment: of a supplementary one the change',
  })
  readonly posts: PortionsType;

  @Field(() => [StatementAdjustmentType], { description: '前期更正的调整 / Adjustments by corrections of other instalments' })
  readonly adjustments: readonly StatementAdjustmentType[];

  @Field(() => Money, { description: '前期结转，零或负 / Brought forward from earlier statements, zero or negative' })
  readonly broughtForward: Money;

  @Field(() => [StatementSetOffType], {
    description:
      '付款前的更正先冲减本期前单的未付部分；没有为空 / What a correction before payment takes back: less is to be paid of earlier statements about the instalment; empty for none',
  })
  readonly setOffs: readonly StatementSetOffType[];

  @Field(() => Money, { description: '本单应付；负数为乙方应退 / Due by this statement; negative where the vendor pays back' })
  readonly amountDue: Money;

  @Field(() => String, {
    nullable: true,
    description: '本单应付的大写金额；整数超过 13 位为 null / The amount due in Chinese capitals; null beyond 13 digits',
  })
  readonly amountDueInCapitals: string | null;

  @Field(() => Money, { description: '结转下期，零或负 / Carried forward to the next statement, zero or negative' })
  readonly carriedForward: Money;

  @Field(() => Boolean, { description: '是否为末期，合同账随之结清 / Whether it settles the last instalment, and closes the account' })
  readonly closes: boolean;

  @Field(() => [SecondApprovalReason], { description: '须两人批准的原因；空为一人 / Why two persons approve it; empty: one does' })
  readonly secondApproval: readonly Reason[];

  @Field(() => [StatementScorecardType], { description: '所依评分表；不考核为空 / Scorecards it rests on; empty without a score' })
  readonly scorecards: readonly StatementScorecardType[];

  @Field(() => [AppliedReadingType], {
    description:
      '计算所经的读法，及只改其一时的应付 / The readings it was computed with, and the payable where one alone took another option',
  })
  readonly readings: readonly AppliedReadingType[];

  @Field(() => [MoneyLineType], {
    description: '自合同金额至应付，逐步及条款 / From the contract amount to what is due, step by step with its clause',
  })
  readonly lines: readonly MoneyLineType[];

  @Field(() => String, { description: '全部依据的摘要：批准以此为准 / Digest of all that it follows from: an approval binds it' })
  readonly digest: string;

  constructor(content: StatementContent) {
    const { document } = content;
    this.instalment = content.instalment;
    this.kind = content.kind;
    this.digest = content.digest;
    this.base = new Money(document.base);
    this.score = document.score;
    this.payable = new Money(document.payable);
    this.deduction = new Money(printMoney(Exact.of(document.base).minus(Exact.of(document.payable))));
    this.undisputed = new Money(document.undisputed);
    this.disputed = new Money(document.disputed);
    this.dispute = document.dispute ? new StatementDisputeType(document.dispute) : null;
    this.deducted = new Money(document.deducted);
    this.posts = new PortionsType(content.own);
    this.adjustments = document.adjustments.map((adjustment) => new StatementAdjustmentType(adjustment));
    this.broughtForward = new Money(content.broughtForward);
    this.setOffs = content.setOffs.map((setOff) => new StatementSetOffType(setOff));
    this.amountDue = new Money(content.amountDue);
    this.amountDueInCapitals = inCapitals(content.amountDue);
    this.carriedForward = new Money(content.carriedForward);
    this.closes = content.closes;
    this.secondApproval = document.secondApproval;
    this.scorecards = document.scorecards.map(StatementScorecardType.of);
    this.readings = document.readings.map((reading) => new AppliedReadingType(reading));
    this.lines = document.lines.map((line) => new MoneyLineType(line));
  }
}

@ObjectType('StatementApproval', { description: '一人的批准 / The approval of one person' })
export class StatementApprovalType {
  @Field(() => String, { description: '批准人的身份标识 / Identity of whoever approved' })
  readonly approvedBy!: string;

  @Field(() => GraphQLDateTime, { description: '批准时间 / When it was approved' })
  readonly approvedAt!: string;

  static of(row: StatementRow['approvals'][number]): StatementApprovalType {
    return Object.assign(new StatementApprovalType(), row);
  }
}

@ObjectType('StatementDraft', {
  description: '现在可出具的结算单，未保存 / The statement as it could be issued now; nothing is stored',
})
export class StatementDraftType extends StatementFields {
  constructor({ figures, document, digest }: DrawnStatement) {
    super({
      ...figures,
      own: {
        undisputed: printMoney(figures.own.undisputed),
        disputed: printMoney(figures.own.disputed),
        deducted: printMoney(figures.own.deducted),
      },
      broughtForward: printMoney(figures.broughtForward),
      setOffs: figures.setOffs.map(({ number, amount }) => ({ number, amount: printMoney(amount) })),
      amountDue: printMoney(figures.amountDue),
      carriedForward: printMoney(figures.carriedForward),
      digest,
      document,
    });
  }
}

@ObjectType('SettlementStatement', {
  implements: Node,
  description: '结算单：一期款的应付及其全部依据，出具后不变 / A statement: what is due for an instalment and why; it never changes',
})
export class SettlementStatementType extends StatementFields implements Node {
  @Field(() => ID, { description: '全局编号，不透明 / Global id, opaque' })
  readonly id: string;

  @Field(() => Int, { description: '合同内的编号，从 1 起 / Number within the contract, from 1' })
  readonly number: number;

  @Field(() => StatementState, { description: '状态 / State' })
  readonly state: State;

  @Field(() => Int, { description: '须批准的人数 / So many persons have to approve it' })
  readonly approvalsNeeded: number;

  @Field(() => [StatementApprovalType], { description: '已有的批准，按先后 / The approvals there are, in their order' })
  readonly approvals: readonly StatementApprovalType[];

  @Field(() => Money, {
    description:
      '后来的更正在付款前冲减的金额，零或负 / By how much corrections before payment reduced what is to be paid of it, zero or negative',
  })
  readonly reduction: Money;

  @Field(() => Money, { description: '已付；负数为乙方已退 / Paid so far; negative where the vendor paid back' })
  readonly paid: Money;

  @Field(() => Money, {
    description:
      '未付：应付加冲减减已付；负数为乙方未退 / Still unpaid: due and reduction less paid; negative where the vendor has to pay back',
  })
  readonly unpaid: Money;

  @Field(() => String, { description: '出具人的身份标识 / Identity of whoever issued it' })
  readonly issuedBy: string;

  @Field(() => GraphQLDateTime, { description: '出具时间 / When it was issued' })
  readonly issuedAt: string;

  constructor(readonly row: StatementRow) {
    super({ ...row, own: row });
    this.id = globalId('SettlementStatement', row.id);
    this.number = row.number;
    this.state = row.state;
    this.approvalsNeeded = row.approvalsNeeded;
    this.approvals = row.approvals.map(StatementApprovalType.of);
    this.reduction = new Money(row.reduction);
    this.paid = new Money(row.paid);
    this.unpaid = new Money(printMoney(unpaidOf(row)));
    this.issuedBy = row.issuedBy;
    this.issuedAt = row.issuedAt;
  }
}
