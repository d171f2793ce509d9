import { Field, ID, InputType } from 'type-graphql';
import { RacingCommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { PieceResult } from './check.type.js';

@InputType('CheckPieceInput', { description: '抽到的一件 / A piece that was drawn' })
export class CheckPieceInput {
  @Field(() => String, { description: '所抽之件，如工单号，一次抽查内唯一 / The piece, such as a ticket’s number, once in a check' })
  readonly reference!: string;

  @Field(() => PieceResult, { description: '结果 / Result' })
  readonly result!: keyof typeof PieceResult;

  @Field(() => String, { nullable: true, description: '备注 / Remark' })
  readonly remark?: string | null;
}

@InputType('RecordCheckInput', { description: '记录抽查 / A check to record' })
export class RecordCheckInput extends RacingCommandFields {
  @Field(() => ID, { description: '考核期的全局编号 / Global id of the period' })
  readonly periodId!: string;

  @Field(() => String, { description: '抽查代码，见考核表 / Code of the check, as in the rubric' })
  readonly check!: string;

  @Field(() => String, { nullable: true, description: '抽取人；不填为记录人 / Who drew it; left out: whoever records it' })
  readonly drawnBy?: string | null;

  @Field(() => DateScalar, { description: '抽取日，须在考核期内 / Day of the draw, within the period' })
  readonly drawnOn!: unknown;

  @Field(() => String, { description: '抽取方法 / How it was drawn' })
  readonly method!: string;

  @Field(() => String, { nullable: true, description: '随机种子 / Seed of a random draw' })
  readonly seed?: string | null;

  @Field(() => [CheckPieceInput], { description: '各件，合格的也在内，最多 5000 件 / Every piece, passed ones too, at most 5000' })
  readonly pieces!: readonly CheckPieceInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: '是否即时告知乙方，默认否 / Whether the vendor is told at once; not unless said',
  })
  readonly notify?: boolean | null;
}

@InputType('WithdrawCheckInput', { description: '撤回误记的抽查 / A check that was recorded by mistake, to take back' })
export class WithdrawCheckInput extends RacingCommandFields {
  @Field(() => ID, { description: '抽查的全局编号 / Global id of the check' })
  readonly checkId!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
