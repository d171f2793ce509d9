import type { WorkingCalendar } from '../core/calendar/working-days.js';
import type { Contracts } from '../core/cases/contracts.js';
import { due } from '../core/cases/due.js';
import { PeriodScore } from '../core/cases/evaluate.js';
import { performance } from '../core/cases/performance.js';
import { readPerformanceCase } from '../core/cases/read-performance-case.js';
import { readPeriodCase } from '../core/cases/read-period-case.js';
import { readSettlementCase } from '../core/cases/read-settlement-case.js';
import { disputeOfSettlement, settle } from '../core/cases/settle.js';
import { explainDispute } from '../core/payment/dispute.js';
import { parseJson } from '../core/values/json-input.js';
import type { Problem } from '../core/values/problem.js';
import { fail, ok, type Result } from '../core/values/result.js';
import { inBothLanguages, type Text } from '../core/values/text.js';

/** What a calculation can look up. */
export interface Library extends Contracts {
  readonly calendar: WorkingCalendar;
}

type Calculation = (raw: unknown, library: Library) => Result<object, readonly Problem[]>;

/** The commands that turn one case into one result. */
export const CALCULATIONS = {
  evaluate: (raw, library) => {
    const read = readPeriodCase(raw, library);
    if (!read.ok) return read;
    const { totalLine, payableLines, ...evaluation } = new PeriodScore(read.value).render();
    return ok({ ...evaluation, totalLine, payableLines });
  },
  settle: (raw, library) => {
    const read = readSettlementCase(raw, library);
    return read.ok ? ok(settle(read.value)) : read;
  },
  performance: (raw, library) => {
    const read = readPerformanceCase(raw, library);
    return read.ok ? ok(performance(read.value)) : read;
  },
  due: (raw, library) => due(raw, library.calendar),
} as const satisfies Record<string, Calculation>;

export type CalculationName = keyof typeof CALCULATIONS;

export const isCalculation = (name: string): name is CalculationName => Object.hasOwn(CALCULATIONS, name);

/** Runs one calculation on JSON text. Errors: every problem of the case; text that is no JSON is the only problem then. */
export function calculate(name: CalculationName, text: string, library: Library): Result<object, readonly Problem[]> {
  let raw: unknown;
  try {
    raw = parseJson(text);
  } catch (error) {
    return fail([{ path: '', code: 'NOT_JSON', message: inBothLanguages({ zh: '不是有效的 JSON', en: (error as Error).message }) }]);
  }
  return CALCULATIONS[name](raw, library);
}

/** What is disputed in a good case, in words, for a page; null where nothing is. The case format itself gives the bounds only. */
export function disputeInWords(name: CalculationName, text: string, library: Library): Text | null {
  const raw = parseJson(text);
  if (name === 'evaluate') {
    const read = readPeriodCase(raw, library);
    const dispute = read.ok ? new PeriodScore(read.value).dispute() : null;
    return dispute && explainDispute(dispute);
  }
  if (name !== 'settle') return null;
  const read = readSettlementCase(raw, library);
  const dispute = read.ok ? disputeOfSettlement(read.value) : null;
  return dispute && explainDispute(dispute);
}
