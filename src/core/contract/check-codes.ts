import { parsePeriod } from '../values/periods.js';
import { type ContractFiles, scoredPeriods } from './contract.js';
import { type ContractFileName, type ContractRemark, error, itemsOf } from './remark.js';

/** Codes are unique in their list, a scored period exists, and the version in force names the rubric at hand. */
export function checkCodes(files: ContractFiles): ContractRemark[] {
  const lists: [ContractFileName, string, readonly string[]][] = [
    ['rubric', 'sections[].items', itemsOf(files).map(({ item }) => item.code)],
    ['rubric', 'checks', files.rubric.checks?.map(({ code }) => code) ?? []],
    ['rubric', 'metrics', files.rubric.metrics.map(({ code }) => code)],
    ['readings', 'readings', files.readings.readings.map(({ code }) => code)],
    ['clauses', 'clauses', files.clauses.clauses.map(({ number }) => number)],
    ['register', 'points', files.register.points.map(({ code }) => code)],
    ['obligations', 'obligations', files.obligations.obligations.map(({ code }) => code)],
    ['staffing', 'requirements', files.staffing.requirements.map(({ code }) => code)],
    ['payment', 'instalments', files.payment.instalments.map(({ no }) => String(no))],
    ['operators', 'events', files.operators?.events.map(({ code }) => code) ?? []],
    ['operators', 'flags', files.operators?.flags.map(({ code }) => code) ?? []],
    ['rubric', 'sections[].code', files.rubric.sections.map(({ code }) => code)],
    ['contract', 'organisations', files.contract.organisations.map(({ code }) => code)],
    ['contract', 'versions', files.contract.versions.map(({ version }) => String(version))],
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
  const { term } = files.contract;
  if (term.to < term.from) remarks.push(error('contract', 'term', 'EMPTY_RANGE', '合同期的末日早于首日', 'the term ends before it begins'));
  const scored = scoredPeriods(files.rubric);
  if (scored.length === 0) remarks.push(error('rubric', 'periods', 'EMPTY_RANGE', '没有考核期：末期早于首期', 'there is no scored period'));
  for (const { code, startsOn, endsOn } of scored)
    if (endsOn < term.from || startsOn > term.to)
      remarks.push(
        error('rubric', 'periods', 'OUTSIDE_TERM', `考核期 ${code} 在合同期之外`, `the scored period ${code} lies outside the term`),
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
    const path = `events[${index}]`;
    for (const { flag, when } of event.flags ?? []) {
      if (!flags.has(flag)) remarks.push(error('operators', `${path}.flags`, 'UNKNOWN_FLAG', `未知标记 ${flag}`, `unknown flag ${flag}`));
      if (typeof when === 'object' && 'consecutiveDaysFrom' in when && event.measure !== 'DAYS')
        remarks.push(
          error(
            'operators',
            `${path}.flags`,
            'NOT_BY_DAY',
            '只有按天计的事件才有连续天数',
            'only an event measured in days has consecutive days',
          ),
        );
      if (when === 'SEVERE' && !event.severe)
        remarks.push(error('operators', `${path}.flags`, 'NEVER_SEVERE', '该事件没有情节严重一档', 'the event has no severe case'));
    }
    for (const amount of [event.amount, ...(event.severe ? [event.severe.amount, event.severe.leader.min] : [])])
      if (!amount.rounded(2).equals(amount))
        remarks.push(
          error(
            'operators',
            path,
            'NOT_WHOLE_FEN',
            `金额 ${amount.toExpression()} 不是整数分`,
            `the amount ${amount.toExpression()} is no whole number of fen`,
          ),
        );
    if (event.severe?.leader.max.isLessThan(event.severe.leader.min))
      remarks.push(
        error('operators', `events[${index}].severe.leader`, 'EMPTY_RANGE', '范围的上限低于下限', 'the range ends below where it begins'),
      );
  });
  return remarks;
}
