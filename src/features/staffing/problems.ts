import type { StaffingData, StaffRole } from '../../core/staffing/staffing-rules.js';
import { isIsoDate } from '../../core/values/dates.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { InvalidInput } from '../assessment-periods/refusal.js';
import { findStoredContract, type StoredContract } from '../contracts/stored-contract.js';
import { staffBookOfContract } from './staffing.loaders.js';
import type { StaffBook, StaffRow } from './staffing.repository.js';

export type StaffingProblem = InvalidInput['problems'][number];

export const problemOf = (path: string, code: string, zh: string, en: string): StaffingProblem => ({
  path,
  code,
  message: `${zh} / ${en}`,
});

/** A contract by its code, with the book of its people; or the one problem that there is none. */
export async function findStaffed(
  context: TenantContext,
  code: string,
): Promise<{ readonly stored: StoredContract; readonly book: StaffBook } | StaffingProblem> {
  const stored = await findStoredContract(context, code);
  if (!stored) return problemOf('contract', 'UNKNOWN_CONTRACT', `未知合同 ${code}`, `unknown contract ${code}`);
  return { stored, book: await context.loader(staffBookOfContract).load(stored.id) };
}

/** Everybody of a book by the employee number. */
export const byNumber = ({ staff }: StaffBook): ReadonlyMap<string, StaffRow> => new Map(staff.map((row) => [row.no, row]));

/** A day that exists. */
export const dayProblems = (path: string, day: unknown): StaffingProblem[] =>
  isIsoDate(String(day)) ? [] : [problemOf(path, 'NOT_A_DATE', '应为日期 YYYY-MM-DD', 'a date YYYY-MM-DD is expected')];

/** A role of the contract's data. */
export const roleProblems = (path: string, role: string, { roles = [] }: Pick<StaffingData, 'roles'>): StaffingProblem[] =>
  roles.some(({ code }) => code === role)
    ? []
    : [problemOf(path, 'UNKNOWN_ROLE', `合同没有岗位 ${role}`, `the contract has no role ${role}`)];

/** Text that says something, and not too much. */
export function shortTextProblems(path: string, text: string, lengthMax: number): StaffingProblem[] {
  if (text.trim() === '') return [problemOf(path, 'EMPTY', '不能为空', 'must not be empty')];
  if (text.length > lengthMax) return [problemOf(path, 'TOO_LONG', `最多 ${lengthMax} 个字符`, `at most ${lengthMax} characters`)];
  return [];
}

export const roleOf = ({ roles = [] }: Pick<StaffingData, 'roles'>, code: string): StaffRole | undefined =>
  roles.find((role) => role.code === code);
