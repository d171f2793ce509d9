import { checkOperatorRules } from '../performance/check-operator-rules.js';
import { checkStaffing } from '../staffing/check-staffing.js';
import type { ContractFiles } from './contract.js';
import { type ContractRemark, error } from './remark.js';

/** People: what contradicts itself in staffing.yaml and operators.yaml, and figures of the roster that the rubric does not know. */
export function checkPeople({ staffing, operators, rubric, obligations }: ContractFiles): ContractRemark[] {
  const metrics = new Set(rubric.metrics.map(({ code }) => code));
  const unknown = (staffing.figures ?? []).flatMap(({ metric }, index) =>
    metrics.has(metric)
      ? []
      : [error('staffing', `figures[${index}].metric`, 'UNKNOWN_METRIC', `考核表没有指标 ${metric}`, `the rubric has no metric ${metric}`)],
  );
  const { leaderRole, assessment } = operators ?? {};
  const unknownRole =
    leaderRole === undefined || (staffing.roles ?? []).some(({ code }) => code === leaderRole)
      ? []
      : [error('operators', 'leaderRole', 'UNKNOWN_ROLE', `没有岗位 ${leaderRole}`, `there is no role ${leaderRole}`)];
  const notMonthly = (assessment?.meets ?? []).flatMap((code, index) =>
    obligations.obligations.some((obligation) => obligation.code === code && obligation.rhythm === 'EACH_MONTH')
      ? []
      : [
          error(
            'operators',
            `assessment.meets[${index}]`,
            'UNKNOWN_OBLIGATION',
            `没有按月的义务 ${code}`,
            `there is no monthly obligation ${code}`,
          ),
        ],
  );
  return [
    ...checkStaffing(staffing).map(({ path, code, zh, en }) => error('staffing', path, code, zh, en)),
    ...(operators ? checkOperatorRules(operators) : []).map(({ path, code, zh, en }) => error('operators', path, code, zh, en)),
    ...unknown,
    ...unknownRole,
    ...notMonthly,
  ];
}
