import { createUnionType } from 'type-graphql';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { PeriodClosedError } from '../assessment-periods/record.result.js';
import { RosterSnapshotType } from './compliance.type.js';
import { DutyRosterType } from './duty.type.js';

export const RecordDutyRosterResult = createUnionType({
  name: 'RecordDutyRosterResult',
  description: '记录班表的结果 / Result of recording a duty roster',
  types: () => [DutyRosterType, InvalidInputError] as const,
});

export const TakeRosterSnapshotResult = createUnionType({
  name: 'TakeRosterSnapshotResult',
  description: '确认月末花名册的结果 / Result of confirming a month’s roster',
  types: () => [RosterSnapshotType, PeriodClosedError, InvalidInputError] as const,
});
