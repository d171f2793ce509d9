import { locales, type z } from 'zod';
import type { WorkingCalendar } from '../calendar/working-days.js';
import { invoicingShape } from '../invoices/invoicing-rules.js';
import { paymentShape } from '../payment/schedule.js';
import { NOT_COMPUTED, operatorRulesShape } from '../performance/operator-rules.js';
import { readingsShape } from '../readings/reading.js';
import { rubricShape } from '../rubric/rubric.js';
import { staffingShape } from '../staffing/staffing-rules.js';
import type { Json } from '../values/canonical-json.js';
import { digestOf } from '../values/digest.js';
import { fail, ok, type Result } from '../values/result.js';
import { checkContract } from './check-contract.js';
import { Contract, type ContractFiles } from './contract.js';
import { clausesShape, contractShape, obligationsShape, registerShape } from './contract-shapes.js';
import type { ContractFileName, ContractRemark } from './remark.js';

/** The shape of every file of a contract's folder, by the file's name without its ending. */
export const FILE_SHAPES = {
  contract: contractShape,
  clauses: clausesShape,
  rubric: rubricShape,
  readings: readingsShape,
  payment: paymentShape,
  register: registerShape,
  obligations: obligationsShape,
  staffing: staffingShape,
  operators: operatorRulesShape,
  invoicing: invoicingShape,
} as const satisfies Record<ContractFileName, z.ZodType>;

export const FILE_NAMES = Object.keys(FILE_SHAPES) as ContractFileName[];

/** The files that a contract may do without. */
const OPTIONAL_FILES: readonly ContractFileName[] = ['operators', 'invoicing'];

/** A contract that may be used, with what both parties should know of it. */
export interface CheckedContract {
  readonly contract: Contract;
  readonly warnings: readonly ContractRemark[];
}

/**
 * Makes a contract of its parsed files, or names everything that is wrong with them.
 *
 * Errors: every fault of shape in every file; where the shapes are right, every error of `checkContract`.
 */
export function readContract(
  parsed: Readonly<Partial<Record<ContractFileName, unknown>>>,
  calendar: WorkingCalendar,
): Result<CheckedContract, readonly ContractRemark[]> {
  const faults: ContractRemark[] = [];
  const files: Partial<Record<ContractFileName, unknown>> = {};
  for (const name of FILE_NAMES) {
    if (parsed[name] === undefined) {
      if (!OPTIONAL_FILES.includes(name)) faults.push(faultOf(name, [], '缺少文件', 'the file is missing'));
      continue;
    }
    const checked = FILE_SHAPES[name].safeParse(parsed[name], { reportInput: true });
    if (checked.success) files[name] = checked.data;
    else for (const issue of checked.error.issues) faults.push(...faultsOf(name, issue));
  }
  if (faults.length > 0) return fail(faults);
  const complete = files as unknown as ContractFiles;
  const remarks = checkContract(complete);
  const errors = remarks.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) return fail(errors);
  return ok({ contract: new Contract(complete, calendar, digestOf(computed(parsed))), warnings: remarks });
}

/** What figures are computed from, as it was written: which checks they come from is no part of it, nor what invoices and leave look like. */
function computed({ contract, rubric, readings, payment, operators }: Readonly<Partial<Record<ContractFileName, unknown>>>) {
  const { checks: _, ...scored } = rubric as Record<string, Json>;
  return { contract, rubric: scored, readings, payment, operators: ledgerOf(operators) } as Record<string, Json>;
}

/** What of operators.yaml an operator's ledger is computed from. */
const ledgerOf = (operators: unknown): Json =>
  operators === undefined
    ? null
    : Object.fromEntries(
        Object.entries(operators as Record<string, Json>).filter(([part]) => !(NOT_COMPUTED as readonly string[]).includes(part)),
      );

type Issue = z.core.$ZodIssue;

function inChinese(issue: Issue): string {
  const message = locales.zhCN().localeError(issue as never);
  return typeof message === 'string' ? message : (message?.message ?? '数据结构不符');
}

const faultOf = (file: ContractFileName, path: readonly PropertyKey[], zh: string, en: string): ContractRemark => ({
  severity: 'ERROR',
  code: 'SHAPE',
  file,
  path: path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, ''),
  zh,
  en,
});

/** A value that fits none of several shapes is told by what the nearest of them misses: the one that failed deepest, and knows its fields best. */
function faultsOf(file: ContractFileName, issue: Issue, path: readonly PropertyKey[] = []): ContractRemark[] {
  const here = [...path, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const depth = (issues: readonly Issue[]) => Math.max(...issues.map((inner) => inner.path.length));
    const strangers = (issues: readonly Issue[]) => issues.filter(({ code }) => code === 'unrecognized_keys').length;
    const compareNearness = (a: readonly Issue[], b: readonly Issue[]) => depth(a) - depth(b) || strangers(b) - strangers(a);
    const nearest = issue.errors.reduce((best, candidate) => (compareNearness(candidate, best) > 0 ? candidate : best));
    if (depth(nearest) > 0) return nearest.flatMap((inner) => faultsOf(file, inner, here));
    const own = issue.errors.flat().find(({ message }) => message.includes(' / '));
    if (own && !issue.message.includes(' / ')) return faultsOf(file, own, here);
  }
  const [zh, en] = issue.message.split(' / ');
  // Our own messages come in both languages; the library's are said again in Chinese by the library.
  return [en ? faultOf(file, here, zh!, en) : faultOf(file, here, inChinese(issue), issue.message)];
}
