import { createUnionType } from 'type-graphql';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { PeriodClosedError } from '../assessment-periods/record.result.js';
import { CheckType } from './check.type.js';

export const RecordCheckResult = createUnionType({
  name: 'RecordCheckResult',
  description: '记录抽查的结果 / Result of recording a check',
  types: () => [CheckType, PeriodClosedError, InvalidInputError] as const,
});
