import { parsePeriod } from '../values/periods.js';
import type { ContractFiles } from './contract.js';
import { type ContractFileName, type ContractRemark, error, itemsOf } from './remark.js';

/** Codes are unique in their list, a scored period exists, and the version in force names the rubric at hand. */
export function checkCodes(files: ContractFiles): ContractRemark[] {
  const lists: [ContractFileName, string, readonly string[]][] = [
    ['rubric', 'sections', itemsOf(files).map(({ item }) => item.code)],
    ['rubric', 'metrics', files.rubric.metrics.map(({ code }) => code)],
    ['readings', 'readings', files.readings.readings.map(({ code }) => code)],
    ['clauses', 'clauses', files.clauses.clauses.map(({ number }) => number)],
    ['register', 'points', files.register.points.map(({ code }) => code)],
    ['obligations', 'obligations', files.obligations.obligations.map(({ code }) => code)],
    ['staffing', 'requirements', files.staffing.requirements.map(({ code }) => code)],
    ['payment', 'instalments', files.payment.instalments.map(({ no }) => String(no))],
    ['operators', 'events', files.operators?.events.map(({ code }) => code) ?? []],
    ...files.readings.readings.map(({ options }, index): [ContractFileName, string, string[]] => [
      'readings',
      `readings[${index}].options`,
      options.map(({ code }) => code),
    ]),
  ];
  const remarks = lists.flatMap(([file, path, codes]) =>
    [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))].map((code) =>
      error(file, path, 'DUPLICATE', `重复：${code}`, `${code} stands more than once`),
    ),
  );
  const { periods, periodLength } = files.rubric;
  for (const end of ['from', 'to'] as const)
    if (!parsePeriod(periods[end], periodLength))
      remarks.push(
        error('rubric', `periods.${end}`, 'NOT_A_PERIOD', `${periods[end]} 不是 ${periodLength}`, `${periods[end]} is no ${periodLength}`),
      );
  if (!files.contract.versions.some(({ rubricVersion }) => rubricVersion === files.rubric.version))
    remarks.push(
      error('contract', 'versions', 'RUBRIC_VERSION', '没有合同版本使用这份考核表', 'no version of the contract uses this rubric'),
    );
  return remarks;
}

/** Every flag that an event raises has a label, and every range holds something. */
export function checkOperators({ operators }: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  const flags = new Set(operators?.flags.map(({ code }) => code));
  operators?.events.forEach((event, index) => {
    for (const { flag } of event.flags ?? [])
      if (!flags.has(flag))
        remarks.push(error('operators', `events[${index}].flags`, 'UNKNOWN_FLAG', `未知标记 ${flag}`, `unknown flag ${flag}`));
    if (event.severe?.leader.max.isLessThan(event.severe.leader.min))
      remarks.push(
        error('operators', `events[${index}].severe.leader`, 'EMPTY_RANGE', '范围的上限低于下限', 'the range ends below where it begins'),
      );
  });
  return remarks;
}
