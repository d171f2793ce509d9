import { checkOperatorRules } from '../performance/check-operator-rules.js';
import { checkStaffing } from '../staffing/check-staffing.js';
import type { ContractFiles } from './contract.js';
import { type ContractRemark, error } from './remark.js';

/** People: what contradicts itself in staffing.yaml and operators.yaml, and figures of the roster that the rubric does not know. */
export function checkPeople({ staffing, operators, rubric }: ContractFiles): ContractRemark[] {
  const metrics = new Set(rubric.metrics.map(({ code }) => code));
  const unknown = (staffing.figures ?? []).flatMap(({ metric }, index) =>
    metrics.has(metric)
      ? []
      : [error('staffing', `figures[${index}].metric`, 'UNKNOWN_METRIC', `考核表没有指标 ${metric}`, `the rubric has no metric ${metric}`)],
  );
  return [
    ...checkStaffing(staffing).map(({ path, code, zh, en }) => error('staffing', path, code, zh, en)),
    ...(operators ? checkOperatorRules(operators) : []).map(({ path, code, zh, en }) => error('operators', path, code, zh, en)),
    ...unknown,
  ];
}
