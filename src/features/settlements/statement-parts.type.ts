import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { RestsOn, WrittenAdjustment, WrittenDispute, WrittenSetOff } from './statement-document.js';

export const ScoreStanding = wordEnum('ScoreStanding', '评分表的依据 / Standing of a scorecard that a statement rests on', {
  SIGNED: '双方已签字 / Signed by both parties',
  CONTESTED: '乙方拒签：无争议部分先付（政策）/ Contested by the vendor: the undisputed part is payable (policy)',
} satisfies Record<RestsOn['state'], string>);

@ObjectType('StatementScorecard', { description: '结算单所依的评分表 / A scorecard that a statement rests on' })
export class StatementScorecardType {
  @Field(() => String, { description: '考核期代码 / Code of the period' })
  readonly period!: string;

  @Field(() => Int, { description: '版次 / Revision' })
  readonly revision!: number;

  @Field(() => String, { description: '评分表的摘要 / Digest of the scorecard' })
  readonly digest!: string;

  @Field(() => ScoreStanding, { description: '依据 / Standing' })
  readonly state!: RestsOn['state'];

  readonly scorecardId!: string;

  static of(row: RestsOn): StatementScorecardType {
    return Object.assign(new StatementScorecardType(), row);
  }
}

@ObjectType('StatementAdjustment', { description: '前期更正引起的调整 / What the correction of another instalment makes of it' })
export class StatementAdjustmentType {
  @Field(() => Int, { description: '所更正的期次 / Number of the instalment that was corrected' })
  readonly instalment: number;

  @Field(() => Money, { description: '无争议部分的变动，计入应付 / Change of the undisputed part, which counts in what is due' })
  readonly amount: Money;

  @Field(() => Money, { description: '争议部分的变动 / Change of the disputed part' })
  readonly disputed: Money;

  @Field(() => Money, { description: '扣减的变动 / Change of the deduction' })
  readonly deducted: Money;

  constructor({ instalment, undisputed, disputed, deducted }: WrittenAdjustment) {
    this.instalment = instalment;
    this.amount = new Money(undisputed);
    this.disputed = new Money(disputed);
    this.deducted = new Money(deducted);
  }
}

@ObjectType('StatementSetOff', {
  description: '冲减：前一份结算单尚未付的部分随之减少 / Set-off: so much less is to be paid of an earlier statement',
})
export class StatementSetOffType {
  @Field(() => Int, { description: '所冲减的结算单编号 / Number of the statement' })
  readonly number: number;

  @Field(() => Money, { description: '冲减额，负数 / By how much, negative' })
  readonly amount: Money;

  constructor({ number, amount }: WrittenSetOff) {
    this.number = number;
    this.amount = new Money(amount);
  }
}

@ObjectType('Portions', {
  description: '一笔款的去向，三者之和为所确定的金额 / What becomes of an amount: the three add up to what is determined',
})
export class PortionsType {
  @Field(() => Money, { description: '无争议，即可支付 / Undisputed, payable at once' })
  readonly undisputed: Money;

  @Field(() => Money, { description: '争议，待读法或得分确定 / Disputed: waits for readings or a score' })
  readonly disputed: Money;

  @Field(() => Money, { description: '扣减 / Deducted' })
  readonly deducted: Money;

  constructor({ undisputed, disputed, deducted }: Record<'undisputed' | 'disputed' | 'deducted', string>) {
    this.undisputed = new Money(undisputed);
    this.disputed = new Money(disputed);
    this.deducted = new Money(deducted);
  }
}

@ObjectType('ChosenOption', { description: '一个读法及其选项 / A reading and an option of it' })
export class ChosenOptionType {
  @Field(() => String, { description: '读法代码 / Code of the reading' })
  readonly reading!: string;

  @Field(() => String, { description: '选项 / Option' })
  readonly option!: string;

  static listOf(choice: WrittenDispute['leastWith']): ChosenOptionType[] {
    return Object.entries(choice).map(([reading, option]) => Object.assign(new ChosenOptionType(), { reading, option }));
  }
}

@ObjectType('StatementDispute', {
  description: '争议部分取决于什么；两项金额之和为争议部分 / What the disputed part hangs on; the two amounts add up to it',
})
export class StatementDisputeType {
  @Field(() => Money, { description: '因未约定读法：最大值减最小值 / Because of open readings: the greatest less the least' })
  readonly byReadings: Money;

  @Field(() => [String], {
    description:
      '单独或共同影响应付的未约定读法，按合同顺序；其余读法在任何组合下都不影响 / The open readings that move the payable, by themselves or together, in the order of the contract; no other one does under any combination',
  })
  readonly readings: readonly string[];

  @Field(() => [ChosenOptionType], {
    description:
      '应付最少时须取的选项，其余按适用选项；空为均按适用选项 / Options that pay the least, the rest as in force; empty: all as in force',
  })
  readonly leastWith: readonly ChosenOptionType[];

  @Field(() => [ChosenOptionType], {
    description:
      '应付最多时须取的选项，其余按适用选项；空为均按适用选项 / Options that pay the greatest, the rest as in force; empty: all as in force',
  })
  readonly greatestWith: readonly ChosenOptionType[];

  @Field(() => Money, { description: '因乙方对得分有争议 / Because the vendor contests scores' })
  readonly byScores: Money;

  @Field(() => [String], { description: '得分有争议的考核期 / Periods whose scores are contested' })
  readonly contestedPeriods: readonly string[];

  constructor(dispute: WrittenDispute) {
    this.byReadings = new Money(dispute.byReadings);
    this.readings = dispute.readings;
    this.leastWith = ChosenOptionType.listOf(dispute.leastWith);
    this.greatestWith = ChosenOptionType.listOf(dispute.greatestWith);
    this.byScores = new Money(dispute.byScores);
    this.contestedPeriods = dispute.contested;
  }
}
