import { addDays, type IsoDate } from '../values/dates.js';
import type { Text } from '../values/text.js';
import type { ResignationRule } from './operator-rules.js';

/** How an operator left. */
export interface Resignation {
  readonly saidOn: IsoDate;
  /** The first day on which the operator is gone. */
  readonly leftOn: IsoDate;
  /** Codes of what was done before leaving. */
  readonly handedOver: readonly string[];
}

/** A resignation seen by the rules. */
export interface ResignationJudgement extends Text {
  readonly clause: string;
  /** First day on which leaving is in time. */
  readonly earliestOn: IsoDate;
  readonly isInTime: boolean;
  /** Codes of what is missing, in the order of the rules. */
  readonly missing: readonly string[];
  /** Flag for review; null where the resignation is in order. It is a question to the reviewer, and costs nothing. */
  readonly flag: string | null;
}

/** Whether a resignation was said far enough ahead, in natural days, and all was done that it needs. Errors: none. */
export function judgeResignation(rule: ResignationRule, { saidOn, leftOn, handedOver }: Resignation): ResignationJudgement {
  const earliestOn = addDays(saidOn, rule.daysAhead);
  const isInTime = leftOn >= earliestOn;
  const missing = rule.needs.filter(({ code }) => !handedOver.includes(code));
  const isInOrder = isInTime && missing.length === 0;
  const faults: Text[] = [
    ...(isInTime
      ? []
      : [{ zh: `未提前 ${rule.daysAhead} 天（最早 ${earliestOn}）`, en: `not ${rule.daysAhead} days ahead (${earliestOn})` }]),
    ...missing.map(({ label }) => ({ zh: `缺少${label.zh}`, en: `missing: ${label.en}` })),
  ];
  return {
    clause: rule.clause,
    earliestOn,
    isInTime,
    missing: missing.map(({ code }) => code),
    flag: isInOrder ? null : rule.otherwise,
    zh: `${saidOn} 提出，${leftOn} 离职：${isInOrder ? '手续齐全' : `${faults.map(({ zh }) => zh).join('；')}，待复核`}`,
    en: `said on ${saidOn}, left on ${leftOn}: ${isInOrder ? 'in order' : `${faults.map(({ en }) => en).join('; ')}; for review`}`,
  };
}
