import { CALCULATIONS } from '../../src/cli/calculations.js';
import { type PeriodCase, readPeriodCase } from '../../src/core/cases/read-period-case.js';
import type { WhenMonthsMissing } from '../../src/core/rubric/observations.js';
import type { Problem } from '../../src/core/values/problem.js';
import type { Result } from '../../src/core/values/result.js';
import { LIBRARY } from './library.js';

/** The value of a result; throws, naming every problem, where there is none. */
function valueIn<T>(result: Result<T, readonly Problem[]>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.map(({ path, code, message }) => `${path} ${code} ${message}`).join('\n'));
}

/** The case of a period; throws where it is no good one. */
export const readCase = (raw: unknown, whenMonthsMissing?: WhenMonthsMissing): PeriodCase =>
  valueIn(readPeriodCase(raw, LIBRARY, whenMonthsMissing));

export const evaluate = (raw: unknown) => valueIn(CALCULATIONS.evaluate(raw, LIBRARY));

export const settle = (raw: unknown) => valueIn(CALCULATIONS.settle(raw, LIBRARY));

export const performance = (raw: unknown) => valueIn(CALCULATIONS.performance(raw, LIBRARY));

export const due = (raw: unknown) => valueIn(CALCULATIONS.due(raw, LIBRARY));

/** The problems of a case as `path CODE`, in the order in which they are named; empty for a good case. */
export function problemsOf(command: keyof typeof CALCULATIONS, raw: unknown): string[] {
  const result = CALCULATIONS[command](raw, LIBRARY);
  return result.ok ? [] : result.error.map(({ path, code }) => `${path} ${code}`);
}

/** One item of an evaluated period, by its code. */
export const itemOf = (raw: unknown, code: string) => evaluate(raw).items.find((item) => item.code === code)!;

/** The points of one item of an evaluated period; null for `NO_DATA`. */
export const pointsOf = (raw: unknown, code: string): string | null => itemOf(raw, code).points;
