import { Field, InputType } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { DutyBasis } from './duty.type.js';

@InputType('DutyShiftInput', { description: '一个班次 / A shift' })
export class DutyShiftInput {
  @Field(() => String, { description: '工号 / Employee number' })
  readonly no!: string;

  @Field(() => String, { description: '开始，北京时间 YYYY-MM-DDTHH:MM / Begin, in China’s time' })
  readonly startsAt!: string;

  @Field(() => String, { description: '结束，不超过 24 小时 / End, at most 24 hours later' })
  readonly endsAt!: string;
}

@InputType('RecordDutyRosterInput', { description: '一个月的班表，整份 / A month’s duty roster, the whole of it' })
export class RecordDutyRosterInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, { description: '月份 YYYY-MM / Month' })
  readonly month!: string;

  @Field(() => DutyBasis, { description: '依据 / Whether planned or worked' })
  readonly basis!: keyof typeof DutyBasis;

  @Field(() => DateScalar, {
    nullable: true,
    description: '实际出勤所及的最后一日，不填为月末 / Of what was worked: the last day that it tells of; the month’s last unless said',
  })
  readonly until?: unknown;

  @Field(() => [DutyShiftInput], { description: '班次，最多 10000 个 / The shifts, at most 10,000' })
  readonly shifts!: readonly DutyShiftInput[];
}

@InputType('TakeRosterSnapshotInput', { description: '确认月末花名册 / A month’s roster to confirm' })
export class TakeRosterSnapshotInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, { description: '月份 YYYY-MM / Month' })
  readonly month!: string;
}
