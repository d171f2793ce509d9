import type { Contract } from '../contract/contract.js';
import { SOURCES } from '../rubric/facts.js';
import type { PlacedObservation } from '../rubric/observations.js';
import { isIsoMonth } from '../values/dates.js';
import type { Period } from '../values/periods.js';
import type { Problems } from '../values/problem.js';
import { ObjectReader, readFields } from '../values/reader.js';
import { readChoice } from './read-item.js';

const FIELDS = new Set(['metric', 'month', 'value', 'source']);

/** Reads one observation; null, with its problems, where it cannot be used: its metric is then tainted. */
export function readObservation(
  raw: unknown,
  index: number,
  contract: Contract | null,
  period: Period | null,
  tainted: Set<string>,
  problems: Problems,
): PlacedObservation | null {
  const path = `observations[${index}]`;
  const fields = readFields(raw, path, problems);
  if (!fields) return null;
  const reader = new ObjectReader(fields, path, problems);
  reader.refuseOthers(FIELDS);
  const code = reader.text('metric');
  const metric = code === null || !contract ? null : contract.rubric.metricsByCode.get(code);
  if (contract && code !== null && !metric)
    reader.problem('metric', 'UNKNOWN_METRIC', `合同 ${contract.code} 没有指标 ${code}`, `contract ${contract.code} has no metric ${code}`);
  const month = readMonth(reader, period);
  if (month === null && period && period.months.length > 1 && metric?.pooling === 'EACH_MONTH')
    reader.problem('month', 'MONTH_REQUIRED', `指标 ${code} 必须按月填报`, `metric ${code} is always given by month`);
  const value = reader.count('value');
  const isTooSmall = value !== null && metric?.min !== undefined && value < BigInt(metric.min);
  if (isTooSmall) reader.problem('value', 'BELOW_ONE', `不能小于 ${metric.min}`, `must be at least ${metric.min}`);
  const source = readChoice(reader, 'source', SOURCES, 'UNKNOWN_SOURCE');
  if (value !== null && !isTooSmall && source !== null && month !== undefined && metric)
    // In a period of one month both forms say the same.
    return { metric: metric.code, month: period?.months.length === 1 ? null : month, value, source, index };
  if (metric) tainted.add(metric.code);
  return null;
}

/** The month of an observation: null where it is left out, undefined, with a problem, where it is none of the period. */
function readMonth(reader: ObjectReader, period: Period | null): string | null | undefined {
  const month = reader.text('month', false);
  if (month === null) return reader.has('month') ? undefined : null;
  if (!isIsoMonth(month)) {
    reader.problem('month', 'NOT_A_MONTH', '应为月份 YYYY-MM', 'a month YYYY-MM is expected');
    return undefined;
  }
  if (period && !period.months.includes(month)) {
    reader.problem('month', 'OUTSIDE_PERIOD', `${month} 不在 ${period.code} 内`, `${month} is not in ${period.code}`);
    return undefined;
  }
  return month;
}
