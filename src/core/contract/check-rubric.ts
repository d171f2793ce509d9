import { placedAdjustments } from '../payment/schedule.js';
import { kindOf } from '../rubric/rule-kinds.js';
import { Exact, sum } from '../values/exact.js';
import { printPoints } from '../values/figures.js';
import type { ContractFiles } from './contract.js';
import { type ContractRemark, error, itemsOf } from './remark.js';

/** The marks of the items add up to their section, and all of them to the total. */
export function checkMarks({ rubric }: ContractFiles): ContractRemark[] {
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
  const { min, max } = rubric.total;
  if (min instanceof Exact && max instanceof Exact && max.isLessThan(min))
    remarks.push(error('rubric', 'total', 'EMPTY_RANGE', '总分的上限低于下限', 'the total ends below where it begins'));
  return remarks;
}

/** Each rule is whole in itself, and each item rests on a clause that binds it. */
export function checkItems(files: ContractFiles): ContractRemark[] {
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

/** Every metric that is named exists. */
export function checkMetrics(files: ContractFiles): ContractRemark[] {
  const known = new Set(files.rubric.metrics.map(({ code }) => code));
  const remarks: ContractRemark[] = [];
  const require = (metric: string, path: string) => {
    if (!known.has(metric)) remarks.push(error('rubric', path, 'UNKNOWN_METRIC', `未知指标 ${metric}`, `unknown metric ${metric}`));
  };
  files.rubric.metrics.forEach((metric, index) => {
    for (const other of metric.atMost ?? []) require(other, `metrics[${index}].atMost`);
    if (metric.atMost?.includes(metric.code))
      remarks.push(
        error(
          'rubric',
          `metrics[${index}].atMost`,
          'BOUNDED_BY_ITSELF',
          `指标 ${metric.code} 以自身为上限`,
          `metric ${metric.code} is bounded by itself`,
        ),
      );
  });
  remarks.push(...checkExclusions(files));
  files.rubric.checks?.forEach(({ feeds }, index) => {
    if ('drawn' in feeds) for (const metric of [feeds.drawn, feeds.passed]) require(metric, `checks[${index}].feeds`);
  });
  for (const { item, path } of itemsOf(files)) {
    const kind = kindOf(item.rule);
    for (const metric of [...kind.metrics(item.rule), ...(kind.shownMetrics?.(item.rule) ?? [])]) require(metric, `${path}.rule`);
  }
  for (const { adjustment, path: place } of placedAdjustments(files.payment)) {
    if (adjustment.kind !== 'HEADCOUNT_SHARE') continue;
    const metric = files.rubric.metrics.find(({ code }) => code === adjustment.metric);
    const path = `${place}.metric`;
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
  }
  return remarks;
}

/** A kind of finding that adds cases to a metric is no kind of anything else. */
function checkExclusions(files: ContractFiles): ContractRemark[] {
  const scored = itemsOf(files).flatMap(({ item }) =>
    kindOf(item.rule)
      .findingForms(item.rule, item.max)
      .map(({ kind }) => kind),
  );
  const remarks: ContractRemark[] = [];
  const seen = new Set(scored);
  files.rubric.metrics.forEach(({ exclusion }, index) => {
    if (!exclusion) return;
    if (seen.has(exclusion.finding))
      remarks.push(
        error(
          'rubric',
          `metrics[${index}].exclusion.finding`,
          'DUPLICATE',
          `${exclusion.finding} 已有他用`,
          `${exclusion.finding} stands for something else already`,
        ),
      );
    seen.add(exclusion.finding);
  });
  return remarks;
}

/** A check leads to a finding that its item takes, and that says all by its number: nobody is asked for more of each piece. */
export function checkChecks(files: ContractFiles): ContractRemark[] {
  const remarks: ContractRemark[] = [];
  const fed = new Set<string>();
  files.rubric.checks?.forEach(({ feeds }, index) => {
    const path = `checks[${index}].feeds`;
    if ('drawn' in feeds) {
      for (const metric of [feeds.drawn, feeds.passed]) {
        if (fed.has(metric))
          remarks.push(error('rubric', path, 'FED_TWICE', `指标 ${metric} 有两个抽查来源`, `metric ${metric} comes from a check twice`));
        fed.add(metric);
      }
      return;
    }
    const item = itemsOf(files).find((candidate) => candidate.item.code === feeds.item)?.item;
    const form =
      item &&
      kindOf(item.rule)
        .findingForms(item.rule, item.max)
        .find(({ kind }) => kind === feeds.finding);
    if (!form)
      remarks.push(
        error(
          'rubric',
          path,
          'UNKNOWN_FINDING',
          `考核项 ${feeds.item} 没有 ${feeds.finding}`,
          `item ${feeds.item} takes no ${feeds.finding}`,
        ),
      );
    else if (form.points !== null || form.requiredFields.length > 0 || (form.names ?? []).length > 0)
      remarks.push(
        error(
          'rubric',
          path,
          'FINDING_ASKS_FOR_MORE',
          `${feeds.finding} 还须填写其他内容，不能由抽查直接得出`,
          `${feeds.finding} asks for more than a number and cannot come from a check`,
        ),
      );
  });
  return remarks;
}
