import { adjustmentKindOf } from '../payment/schedule.js';
import { type ReadingSetting, settingsIn } from '../readings/setting.js';
import type { ItemData } from '../rubric/rubric.js';
import { kindOf } from '../rubric/rule-kinds.js';
import { Exact, sum } from '../values/exact.js';
import { printPoints } from '../values/figures.js';
import { parsePeriod } from '../values/periods.js';
import type { Text } from '../values/text.js';
import { type ContractFiles, scoredPeriods } from './contract.js';

export type ContractFileName = keyof ContractFiles;

/** Something about a contract's data: an error refuses the contract, a warning stays with it for both parties to see. */
export interface ContractRemark extends Text {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly file: ContractFileName;
  readonly path: string;
}

/**
 * Everything that the shapes alone cannot tell: marks that do not add up, references that lead nowhere, readings without effect,
 * bands with a gap, instalments that are not the contract amount. All remarks come at once.
 */
export function checkContract(files: ContractFiles): ContractRemark[] {
  return [
    ...checkMarks(files),
    ...checkItems(files),
    ...checkMetrics(files),
    ...checkReadings(files),
    ...checkPayment(files),
    ...checkClauses(files),
    ...checkObligations(files),
    ...checkOperators(files),
    ...checkCodes(files),
  ];
}

const error = (file: ContractFileName, path: string, code: string, zh: string, en: string): ContractRemark => ({
  severity: 'ERROR',
  code,
  file,
  path,
  zh,
  en,
});

const itemsOf = (files: ContractFiles): { item: ItemData; path: string }[] =>
  files.rubric.sections.flatMap((section, s) => section.items.map((item, i) => ({ item, path: `sections[${s}].items[${i}]` })));

function checkMarks({ rubric }: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  rubric.sections.forEach((section, index) => {
    const marks = sum(section.items.flatMap(({ max }) => max ?? []));
    if (section.max && !section.max.equals(marks))
      remarks.push(
        error(
          'rubric',
          `sections[${index}].max`,
          'MARKS_DO_NOT_ADD_UP',
          `第 ${section.code} 部分写 ${printPoints(section.max)} 分，各项相加为 ${printPoints(marks)} 分`,
          `section ${section.code} says ${printPoints(section.max)}, its items add up to ${printPoints(marks)}`,
        ),
      );
  });
  const full = sum(rubric.sections.flatMap(({ items }) => items.flatMap(({ max }) => max ?? [])));
  if (!full.equals(rubric.total.full))
    remarks.push(
      error(
        'rubric',
        'total.full',
        'MARKS_DO_NOT_ADD_UP',
        `总分写 ${printPoints(rubric.total.full)} 分，各项相加为 ${printPoints(full)} 分`,
        `the total says ${printPoints(rubric.total.full)}, the items add up to ${printPoints(full)}`,
      ),
    );
  return remarks;
}

function checkItems(files: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  for (const { item, path } of itemsOf(files)) {
    const kind = kindOf(item.rule);
    for (const { zh, en } of kind.faults?.(item.rule, item.max) ?? []) remarks.push(error('rubric', `${path}.rule`, 'RULE_FAULT', zh, en));
    for (const { code, text } of kind.remarks?.(item.rule, item.max) ?? [])
      remarks.push({
        severity: 'WARNING',
        code,
        file: 'rubric',
        path,
        zh: `${item.code} ${item.title.zh}：${text.zh}`,
        en: `${item.code} ${item.title.en}: ${text.en}`,
      });
    if (item.max === null && item.rule.kind !== 'FINDINGS' && item.rule.kind !== 'MATTERS')
      remarks.push(
        error(
          'rubric',
          `${path}.max`,
          'MAXIMUM_REQUIRED',
          '只有按发现或事项计分的附加项可以没有满分',
          'only an additional item scored by findings or matters may have no maximum',
        ),
      );
    if (item.effect === 'TAKES_OFF' && item.max !== null)
      remarks.push(
        error(
          'rubric',
          `${path}.effect`,
          'EFFECT_OF_ADDITIONAL_ITEMS',
          '只有附加项可以从总分中扣除',
          'only an additional item can take off',
        ),
      );
    const clause = files.clauses.clauses.find(({ number }) => number === item.clause);
    const isBound = clause && clause.binds !== 'RECORDED_ONLY' && clause.binds.some((bind) => 'item' in bind && bind.item === item.code);
    if (clause && !isBound)
      remarks.push(
        error(
          'rubric',
          `${path}.clause`,
          'CLAUSE_DOES_NOT_BIND',
          `条款 ${item.clause} 没有约束本项`,
          `clause ${item.clause} does not bind this item`,
        ),
      );
  }
  return remarks;
}

function checkMetrics(files: ContractFiles): ContractRemark[] {
  const known = new Set(files.rubric.metrics.map(({ code }) => code));
  const remarks: ContractRemark[] = [];
  const require = (metric: string, path: string) => {
    if (!known.has(metric)) remarks.push(error('rubric', path, 'UNKNOWN_METRIC', `未知指标 ${metric}`, `unknown metric ${metric}`));
  };
  files.rubric.metrics.forEach((metric, index) => {
    for (const other of metric.atMost ?? []) require(other, `metrics[${index}].atMost`);
  });
  for (const { item, path } of itemsOf(files)) {
    const kind = kindOf(item.rule);
    for (const metric of [...kind.metrics(item.rule), ...(kind.shownMetrics?.(item.rule) ?? [])]) require(metric, `${path}.rule`);
  }
  files.payment.adjustments.forEach((adjustment, index) => {
    if (adjustment.kind !== 'HEADCOUNT_SHARE') return;
    const metric = files.rubric.metrics.find(({ code }) => code === adjustment.metric);
    const path = `adjustments[${index}].metric`;
    if (!metric)
      remarks.push(error('payment', path, 'UNKNOWN_METRIC', `未知指标 ${adjustment.metric}`, `unknown metric ${adjustment.metric}`));
    else if (metric.pooling !== 'EACH_MONTH')
      remarks.push(
        error(
          'payment',
          path,
          'ROSTER_BY_MONTH',
          '花名册指标必须按月保留（EACH_MONTH）',
          'the roster metric must keep each month (EACH_MONTH)',
        ),
      );
  });
  return remarks;
}

function checkReadings(files: ContractFiles): ContractRemark[] {
  const readings = new Map(files.readings.readings.map((reading) => [reading.code, reading]));
  const remarks: ContractRemark[] = [];
  const used = new Set<string>();
  for (const file of ['rubric', 'payment'] as const)
    for (const { path, setting } of settingsIn(files[file])) {
      used.add(setting.reading);
      const reading = readings.get(setting.reading);
      if (!reading) remarks.push(error(file, path, 'UNKNOWN_READING', `未知读法 ${setting.reading}`, `unknown reading ${setting.reading}`));
      else if (!hasSameOptions(setting, reading.options))
        remarks.push(
          error(
            file,
            path,
            'OPTIONS_DIFFER',
            `参数的选项与读法 ${reading.code} 的选项不一致`,
            `the parameter's options are not those of reading ${reading.code}`,
          ),
        );
    }
  files.readings.readings.forEach((reading, index) => {
    if (!used.has(reading.code))
      remarks.push(
        error(
          'readings',
          `readings[${index}]`,
          'READING_SETS_NOTHING',
          `读法 ${reading.code} 没有设定任何参数`,
          `reading ${reading.code} sets no parameter`,
        ),
      );
    if (!files.register.points.some(({ code }) => code === reading.code))
      remarks.push(
        error(
          'readings',
          `readings[${index}]`,
          'NOT_IN_REGISTER',
          `读法 ${reading.code} 不在疑点登记簿中`,
          `reading ${reading.code} is not in the register`,
        ),
      );
  });
  return remarks;
}

const hasSameOptions = ({ options }: ReadingSetting<unknown>, written: readonly { readonly code: string }[]): boolean =>
  Object.keys(options).sort().join() ===
  written
    .map(({ code }) => code)
    .sort()
    .join();

function checkPayment(files: ContractFiles): ContractRemark[] {
  const { instalments, adjustments } = files.payment;
  const remarks: ContractRemark[] = [];
  adjustments.forEach((adjustment, index) => {
    for (const { zh, en } of adjustmentKindOf(adjustment).faults(adjustment))
      remarks.push(error('payment', `adjustments[${index}]`, 'ADJUSTMENT_FAULT', zh, en));
  });
  if (!sum(instalments.map(({ share }) => share)).equals(Exact.ONE))
    remarks.push(
      error(
        'payment',
        'instalments',
        'SHARES_DO_NOT_ADD_UP',
        '各期比例之和不是合同金额',
        'the shares do not add up to the contract amount',
      ),
    );
  const scored = new Set(scoredPeriods(files.rubric).map(({ code }) => code));
  const settled = new Set<string>();
  instalments.forEach((instalment, index) => {
    const path = `instalments[${index}]`;
    const base = files.contract.amount.value.times(instalment.share);
    if (!base.rounded(2).equals(base))
      remarks.push(error('payment', `${path}.share`, 'NOT_WHOLE_FEN', '本期金额不是整数分', 'the instalment is no whole number of fen'));
    const { score } = instalment;
    if (!score) return;
    const periods = 'period' in score ? [score.period] : score.meanOf;
    for (const period of periods) {
      if (!scored.has(period))
        remarks.push(error('payment', `${path}.score`, 'UNKNOWN_PERIOD', `${period} 不是考核期`, `${period} is no scored period`));
      if (settled.has(period))
        remarks.push(
          error('payment', `${path}.score`, 'PERIOD_SETTLED_TWICE', `${period} 被两期款结算`, `${period} settles two instalments`),
        );
      settled.add(period);
    }
    if ('meanOf' in score && adjustments.some(({ kind }) => kind === 'HEADCOUNT_SHARE'))
      remarks.push(
        error(
          'payment',
          `${path}.score`,
          'HEADCOUNT_OF_MEAN',
          '按多期均分结算的款项不能随人数折算',
          'an instalment settled by a mean cannot follow the headcount',
        ),
      );
  });
  return remarks;
}

function checkClauses(files: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  const numbers = new Set(files.clauses.clauses.map(({ number }) => number));
  const require = (file: ContractFileName, path: string, clause: string) => {
    if (!numbers.has(clause)) remarks.push(error(file, path, 'UNKNOWN_CLAUSE', `未收录条款 ${clause}`, `clause ${clause} is not recorded`));
  };
  require('contract', 'amount.clause', files.contract.amount.clause);
  for (const { item, path } of itemsOf(files)) require('rubric', `${path}.clause`, item.clause);
  for (const [file, list] of clauseLists(files))
    for (const { path, clauses } of list) for (const clause of clauses) require(file, path, clause);

  const bound: Record<string, ReadonlySet<string>> = {
    item: new Set(itemsOf(files).map(({ item }) => item.code)),
    obligation: new Set(files.obligations.obligations.map(({ code }) => code)),
    staffing: new Set(files.staffing.requirements.map(({ code }) => code)),
    operatorEvent: new Set(files.operators?.events.map(({ code }) => code)),
  };
  files.clauses.clauses.forEach((clause, index) => {
    if (clause.binds === 'RECORDED_ONLY') return;
    for (const bind of clause.binds)
      for (const [what, code] of Object.entries(bind))
        if (bound[what] && !bound[what].has(code))
          remarks.push(
            error(
              'clauses',
              `clauses[${index}].binds`,
              'BINDS_NOTHING',
              `条款 ${clause.number} 指向不存在的 ${what} ${code}`,
              `clause ${clause.number} binds an unknown ${what} ${code}`,
            ),
          );
  });
  return remarks;
}

type ClauseList = readonly { readonly path: string; readonly clauses: readonly string[] }[];

const clauseLists = (files: ContractFiles): [ContractFileName, ClauseList][] => [
  ['readings', files.readings.readings.map(({ clauses }, index) => ({ path: `readings[${index}].clauses`, clauses }))],
  ['register', files.register.points.map(({ clauses }, index) => ({ path: `points[${index}].clauses`, clauses }))],
  ['obligations', files.obligations.obligations.map(({ clauses }, index) => ({ path: `obligations[${index}].clauses`, clauses }))],
  ['staffing', files.staffing.requirements.map(({ clauses }, index) => ({ path: `requirements[${index}].clauses`, clauses }))],
  ['payment', files.payment.adjustments.map(({ clause }, index) => ({ path: `adjustments[${index}].clause`, clauses: [clause] }))],
  [
    'payment',
    files.payment.instalments.map(({ clause, due }, index) => ({
      path: `instalments[${index}].clause`,
      clauses: due ? [clause, due.clause] : [clause],
    })),
  ],
  ['payment', files.payment.lateClaim ? [{ path: 'lateClaim.clause', clauses: [files.payment.lateClaim.clause] }] : []],
  ['operators', files.operators?.events.map(({ clause }, index) => ({ path: `events[${index}].clause`, clauses: [clause] })) ?? []],
];

function checkObligations(files: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  files.obligations.obligations.forEach(({ missLeadsTo }, index) => {
    if (!missLeadsTo) return;
    const item = itemsOf(files).find((candidate) => candidate.item.code === missLeadsTo.item)?.item;
    const forms = item ? kindOf(item.rule).findingForms(item.rule, item.max) : [];
    if (!forms.some(({ kind }) => kind === missLeadsTo.finding))
      remarks.push(
        error(
          'obligations',
          `obligations[${index}].missLeadsTo`,
          'UNKNOWN_FINDING',
          `考核项 ${missLeadsTo.item} 没有 ${missLeadsTo.finding}`,
          `item ${missLeadsTo.item} takes no ${missLeadsTo.finding}`,
        ),
      );
  });
  return remarks;
}

function checkOperators({ operators }: ContractFiles): ContractRemark[] {
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

/** Codes are unique in their list, a scored period exists, and the version in force names the rubric at hand. */
function checkCodes(files: ContractFiles): ContractRemark[] {
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
