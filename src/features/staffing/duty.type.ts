import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { DutyBasis as Basis, DutyRosterRow, DutyShiftRow } from './duty.repository.js';

export const DutyBasis = wordEnum('DutyBasis', '班表的依据 / What a duty roster tells', {
  PLANNED: '排班 / As planned',
  WORKED: '实际出勤 / As worked',
} satisfies Record<Basis, string>);

@ObjectType('DutyShift', { description: '一个班次 / A shift' })
export class DutyShiftType {
  @Field(() => String, { description: '开始，北京时间 YYYY-MM-DDTHH:MM / Begin, in China’s time' })
  readonly startsAt: string;

  @Field(() => String, { description: '结束，北京时间 YYYY-MM-DDTHH:MM / End, in China’s time' })
  readonly endsAt: string;

  constructor(readonly row: DutyShiftRow) {
    this.startsAt = row.startsAt;
    this.endsAt = row.endsAt;
  }
}

@ObjectType('DutyRoster', {
  implements: Node,
  description: '一个月的班表；同一依据以最新一版为准 / Who works when in a month; of one basis the latest revision counts',
})
export class DutyRosterType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '月份 YYYY-MM / Month' })
  readonly month: string;

  @Field(() => DutyBasis, { description: '依据 / Whether planned or worked' })
  readonly basis: Basis;

  @Field(() => Int, { description: '版次，从 1 起 / Revision, from 1' })
  readonly revision: number;

  @Field(() => DateScalar, { description: '所及的最后一日 / Last day that it tells of' })
  readonly until: string;

  @Field(() => Int, { description: '班次数 / How many shifts' })
  readonly shiftCount: number;

  @Field(() => String, { description: '记录人的身份标识 / Identity of whoever recorded it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '记录时间 / When it was recorded' })
  readonly recordedAt: string;

  constructor(readonly row: DutyRosterRow) {
    super();
    this.id = globalId('DutyRoster', row.id);
    this.month = row.month;
    this.basis = row.basis;
    this.revision = row.revision;
    this.until = row.upTo;
    this.shiftCount = row.shiftCount;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
