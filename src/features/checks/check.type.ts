import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { CheckRow, PieceRow, PieceResult as Result } from './check.repository.js';

export const PieceResult = wordEnum('PieceResult', '一件的结果 / Result of a piece', {
  PASSED: '合格 / Passed',
  FAILED: '不合格 / Failed',
} satisfies Record<Result, string>);

@ObjectType('CheckPiece', { description: '抽到的一件 / A piece that was drawn' })
export class CheckPieceType {
  @Field(() => Int, { description: '抽取顺序，从 1 起 / Place in the draw, from 1' })
  readonly position!: number;

  @Field(() => String, { description: '所抽之件，如工单号 / The piece, such as a ticket’s number' })
  readonly reference!: string;

  @Field(() => PieceResult, { description: '结果 / Result' })
  readonly result!: Result;

  @Field(() => String, { nullable: true, description: '备注；没有为 null / Remark; null for none' })
  readonly remark!: string | null;

  static of(row: PieceRow): CheckPieceType {
    return Object.assign(new CheckPieceType(), row);
  }
}

@ObjectType('Check', {
  implements: Node,
  description: '抽查：甲方抽取并逐件记录，合格的也在内 / A check: what the agency drew, piece by piece, passed ones too',
})
export class CheckType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '合同数据中的抽查代码 / Code of the check in the contract’s data' })
  readonly code: string;

  @Field(() => Int, { description: '考核期内的编号，从 1 起 / Number within the period, from 1' })
  readonly number: number;

  @Field(() => String, { description: '抽取人 / Who drew it' })
  readonly drawnBy: string;

  @Field(() => DateScalar, { description: '抽取日 / Day of the draw' })
  readonly drawnOn: string;

  @Field(() => String, { description: '抽取方法 / How it was drawn' })
  readonly method: string;

  @Field(() => String, {
    nullable: true,
    description: '随机种子，可据以重抽；没有为 null / Seed with which the same can be drawn again; null for none',
  })
  readonly seed: string | null;

  @Field(() => Int, { description: '件数 / So many pieces' })
  readonly pieceCount: number;

  @Field(() => Int, { description: '合格件数 / So many passed' })
  readonly passedCount: number;

  @Field(() => Int, { description: '不合格件数 / So many failed' })
  readonly failedCount: number;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever recorded it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  @Field(() => String, {
    nullable: true,
    description:
      '撤回的理由；未撤回为 null。撤回后不再产生任何结果 / Why it was taken back; null where it stands. Nothing follows from it then',
  })
  readonly withdrawalReason: string | null;

  constructor(readonly row: CheckRow) {
    super();
    this.id = globalId('Check', row.id);
    this.code = row.code;
    this.number = row.number;
    this.drawnBy = row.drawnBy;
    this.drawnOn = row.drawnOn;
    this.method = row.method;
    this.seed = row.seed;
    this.pieceCount = row.pieceCount;
    this.passedCount = row.passedCount;
    this.failedCount = row.pieceCount - row.passedCount;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
    this.withdrawalReason = row.withdrawalReason;
  }
}
