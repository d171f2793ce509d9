import { createUnionType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { PeriodClosedError } from '../assessment-periods/record.result.js';
import { CheckType } from './check.type.js';
import type { CheckObstacle } from './withdraw-check.use-case.js';

export const RecordCheckResult = createUnionType({
  name: 'RecordCheckResult',
  description: '记录抽查的结果 / Result of recording a check',
  types: () => [CheckType, PeriodClosedError, InvalidInputError] as const,
});

export const CheckNotWithdrawableError = obstacleError<CheckObstacle>(
  { name: 'CheckNotWithdrawable', code: 'NOT_WITHDRAWABLE', zh: '抽查不能撤回', en: 'the check may not be taken back' },
  { WITHDRAWN_ALREADY: '已撤回 / It is taken back already' },
);

export const WithdrawCheckResult = createUnionType({
  name: 'WithdrawCheckResult',
  description: '撤回抽查的结果 / Result of taking back a check',
  types: () => [CheckType, PeriodClosedError, CheckNotWithdrawableError, InvalidInputError] as const,
});
