import { Exact, sum } from '../values/exact.js';
import { type Problem, Problems } from '../values/problem.js';
import { readDecimal } from '../values/reader.js';
import { fail, ok, type Result } from '../values/result.js';
import type { MarkRule } from './operator-rules.js';

/** The points that the assessor gives for one part of the mark. */
export interface MarkPart {
  readonly code: string;
  /** Decimal text, from zero, with at most two decimals. */
  readonly points: string;
}

/**
 * The total of an assessor's mark, exact, or everything that is wrong with it.
 *
 * Units: points. Range: 0 to the mark's maximum. No formula gives the parts: they are judged, so that a reason is given.
 * Errors: a part that is missing, unknown or given twice; points that are no decimal, negative or finer than hundredths; a total above
 * the maximum; no reason.
 */
export function checkMark(rule: MarkRule, parts: readonly MarkPart[], reason: string): Result<Exact, readonly Problem[]> {
  const problems = new Problems();
  const points = parts.map(({ points }, index) => readPoints(points, `parts[${index}].points`, problems));
  checkParts(rule, parts, problems);
  const total = sum(points.map((value) => value ?? Exact.ZERO));
  if (Exact.integer(rule.max).isLessThan(total))
    problems.add(
      'parts',
      'OUT_OF_RANGE',
      `合计 ${total.toDecimal(2)} 分，不能超过 ${rule.max} 分`,
      `the parts sum to ${total.toDecimal(2)}, at most ${rule.max}`,
    );
  if (reason.trim() === '') problems.add('reason', 'REASON_REQUIRED', '评分须附理由', 'a mark needs a reason');
  return problems.isEmpty ? ok(total) : fail(problems.list);
}

function readPoints(raw: string, path: string, problems: Problems): Exact | null {
  const points = readDecimal(raw, path, problems);
  if (points === null) return null;
  if (points.sign < 0) {
    problems.add(path, 'NEGATIVE', '不能为负', 'must not be negative');
    return null;
  }
  if (/\.\d{3,}$/.test(raw)) problems.add(path, 'TOO_MANY_DECIMALS', '最多两位小数', 'at most two decimals');
  return points;
}

/** Every part of the rule is given, once, and nothing else. */
function checkParts(rule: MarkRule, parts: readonly MarkPart[], problems: Problems): void {
  const seen = new Set<string>();
  parts.forEach(({ code }, index) => {
    const path = `parts[${index}].code`;
    if (!rule.parts.some((part) => part.code === code))
      problems.add(path, 'UNKNOWN_ITEM', `没有评分部分 ${code}`, `there is no part ${code}`);
    if (seen.has(code)) problems.add(path, 'DUPLICATE', `${code} 重复`, `${code} is given twice`);
    seen.add(code);
  });
  for (const { code, label } of rule.parts)
    if (!seen.has(code)) problems.add('parts', 'REQUIRED', `缺少评分部分：${label.zh}`, `the part "${label.en}" is missing`);
}
