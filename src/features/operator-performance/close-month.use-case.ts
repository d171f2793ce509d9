import { v7 as uuid } from 'uuid';
import { assessmentDueOn } from '../../core/performance/assessment.js';
import { checkMark } from '../../core/performance/marks.js';
import { firstDayOf, isIsoMonth, lastDayOf, monthOf } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { dayInChina, type TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, nothingGiven, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { appendDeliverable } from '../obligations/deliver.use-case.js';
import { standingObligations } from '../obligations/standing-obligations.js';
import { byNumber, findStaffed, problemOf, type StaffingProblem } from '../staffing/problems.js';
import { peopleProblems } from '../staffing/record-training.use-case.js';
import type { StaffBook } from '../staffing/staffing.repository.js';
import { caseOf, computeMonth, loadMonthRecords, type MonthRecords, monthsOfLeave } from './month-records.js';
import { OperatorClosing, OperatorConfirmation, OperatorMark } from './operator-month.entity.js';
import {
  type ClosingRow,
  findClosings,
  findMonth,
  leaveStateOf,
  listMarks,
  listMonths,
  type MarkRow,
} from './operator-month.repository.js';

export type ClosingObstacle = 'MONTH_NOT_OVER' | 'NO_DUTY_ROSTER' | 'EVENTS_NOT_TOLD' | 'LEAVE_PENDING' | 'ALREADY_CONFIRMED';

export interface CloseOperatorMonth {
  readonly contract: string;
  readonly month: string;
}

/**
 * The vendor says that an operators' month is whole: its case is put together and computed as the command does, and both are kept.
 *
 * Closed again, it is another revision; the same case gives the revision that is there. Errors: every problem of the case, or what stands
 * in the way.
 */
export const closeOperatorMonth = defineCommand({
  name: 'closeOperatorMonth',
  permissions: ['operator:record'],
  async run(
    context,
    { contract: code, month }: CloseOperatorMonth,
  ): Promise<Result<ClosingRow, InvalidInput | Obstructed<ClosingObstacle>>> {
    const staffed = await findStaffed(context, code);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored } = staffed;
    const rules = stored.checked.contract.operatorRules;
    if (!rules)
      return invalid([problemOf('contract', 'NO_OPERATOR_RULES', '合同没有话务员考核规则', 'the contract has no rules for operators')]);
    const unusable = monthProblem(stored, month);
    if (unusable) return invalid([unusable]);
    const latest = await findMonth(context, stored.id, month);
    const records = await loadMonthRecords(context, stored, rules, month);
    const obstacles = obstaclesOf(records, latest, context.today);
    if (obstacles.length > 0) return obstructed(obstacles);
    const monthCase = caseOf(rules, stored.code, records);
    const computed = await computeMonth(context, monthCase);
    if (!computed.ok) return invalid(computed.error.map((problem) => ({ ...problem, path: `case.${problem.path}` })));
    if (latest?.state === 'CLOSED' && latest.digest === computed.value.digest) return ok(latest);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(OperatorClosing, {
      tenantId,
      id,
      contract: [tenantId, stored.id] as const,
      month,
      revision: (latest?.revision ?? 0) + 1,
      document: { case: monthCase, result: computed.value } as unknown as Record<string, unknown>,
      digest: computed.value.digest,
      dueOn: rules.assessment ? assessmentDueOn(rules.assessment, month) : null,
      ...context.recorded,
    });
    return ok((await findClosings(context, [id]))[0]!);
  },
});

/** What is wrong with a month, if anything: it is one of the term. */
function monthProblem({ checked }: StoredContract, month: string): StaffingProblem | null {
  const { term } = checked.contract.data;
  if (!isIsoMonth(month)) return problemOf('month', 'NOT_A_MONTH', '应为月份 YYYY-MM', 'a month YYYY-MM is expected');
  if (lastDayOf(month) >= term.from && firstDayOf(month) <= term.to) return null;
  return problemOf('month', 'OUTSIDE_PERIOD', `${month} 不在合同期内`, `${month} is outside the term`);
}

function obstaclesOf({ month, events, leaves, duty }: MonthRecords, latest: ClosingRow | null, today: string): ClosingObstacle[] {
  const obstacles: ClosingObstacle[] = [];
  if (today <= lastDayOf(month)) obstacles.push('MONTH_NOT_OVER');
  if (!duty.isWorked(lastDayOf(month))) obstacles.push('NO_DUTY_ROSTER');
  if (events.some(({ on, toldAt }) => monthOf(on) === month && toldAt === null)) obstacles.push('EVENTS_NOT_TOLD');
  if (leaves.some((leave) => leaveStateOf(leave) === 'REQUESTED' && monthsOfLeave(leave).includes(month))) obstacles.push('LEAVE_PENDING');
  if (latest?.state === 'CONFIRMED') obstacles.push('ALREADY_CONFIRMED');
  return obstacles;
}

export type ConfirmationObstacle =
  | 'NOT_LATEST'
  | 'ALREADY_DECIDED'
  | 'NOT_CONFIRMED'
  | 'CLOSED_BY_YOURSELF'
  | 'LATER_CONFIRMED'
  | 'EARLIER_OPEN'
  | 'NOT_MARKED'
  | 'STALE';

export interface ConfirmOperatorMonth {
  readonly closingId: string;
  readonly outcome: 'CONFIRMED' | 'RETURNED' | 'REOPENED';
  /** Needed where it is returned or reopened. */
  readonly reason?: string | null | undefined;
}

/**
 * The agency confirms a closed month, or returns it with a reason. Confirmed, it meets the filings that the contract's data names.
 *
 * A month that was confirmed too early it reopens with a reason, the latest first: the vendor closes it again, and what was filed stays.
 * Errors: every problem, or what stands in the way, such as that what it rests on has changed since; throws NOT_FOUND.
 */
export const confirmOperatorMonth = defineCommand({
  name: 'confirmOperatorMonth',
  permissions: ['operator:confirm'],
  async run(
    context,
    { closingId, outcome, reason }: ConfirmOperatorMonth,
  ): Promise<Result<ClosingRow, InvalidInput | Obstructed<ConfirmationObstacle>>> {
    const [closing] = await findClosings(context, [closingId]);
    if (!closing) throw notFound('话务员月度考核', 'operators’ month');
    const problems = outcome === 'CONFIRMED' ? [] : reasonProblems(reason ?? '');
    if (problems.length > 0) return invalid(problems);
    const stored = (await context.loader(contractById).load(closing.contractId))!;
    const obstacles: ConfirmationObstacle[] = [];
    if ((await findMonth(context, stored.id, closing.month))?.id !== closing.id) obstacles.push('NOT_LATEST');
    if (outcome === 'REOPENED' && closing.state !== 'CONFIRMED') obstacles.push('NOT_CONFIRMED');
    if (outcome !== 'REOPENED' && closing.state !== 'CLOSED') obstacles.push('ALREADY_DECIDED');
    if (closing.recordedBy === context.actor.subject) obstacles.push('CLOSED_BY_YOURSELF');
    const months = await listMonths(context, stored.id);
    const isLaterConfirmed = months.some(({ month, state }) => month > closing.month && state === 'CONFIRMED');
    if (outcome === 'REOPENED' && isLaterConfirmed) obstacles.push('LATER_CONFIRMED');
    if (outcome === 'CONFIRMED' && obstacles.length === 0) {
      // An event of an earlier month counts in the term of this one: what is confirmed rests on what is.
      if (months.some(({ month, state }) => month < closing.month && state !== 'CONFIRMED')) obstacles.push('EARLIER_OPEN');
      if (!(await isMarked(context, stored, closing))) obstacles.push('NOT_MARKED');
      if (!(await isCurrent(context, stored, closing))) obstacles.push('STALE');
    }
    if (obstacles.length > 0) return obstructed(obstacles);
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(OperatorConfirmation, {
      tenantId,
      closing: [tenantId, closing.id] as const,
      position: closing.decisionCount + 1,
      outcome,
      reason: reason?.trim() || null,
      ...context.recorded,
    });
    if (outcome === 'CONFIRMED') await meetFilings(context, stored, closing);
    context.forgetLoaded();
    return ok((await findClosings(context, [closing.id]))[0]!);
  },
});

/** Whether everybody of a closed month has the mark that the contract's data asks for. */
async function isMarked(context: TenantContext, stored: StoredContract, { month, document }: ClosingRow): Promise<boolean> {
  if (!stored.checked.contract.operatorRules?.mark) return true;
  const marked = new Set((await listMarks(context, stored.id, month)).map(({ no }) => no));
  return document.result.members.every(({ no }) => marked.has(no));
}

/** Whether what a month rests on is still what it was closed with. */
export async function isCurrent(context: TenantContext, stored: StoredContract, { month, digest }: ClosingRow): Promise<boolean> {
  const rules = stored.checked.contract.operatorRules;
  if (!rules) return false;
  const computed = await computeMonth(context, caseOf(rules, stored.code, await loadMonthRecords(context, stored, rules, month)));
  return computed.ok && computed.value.digest === digest;
}

/** Delivers what a confirmed month is by the contract's data, on the day of its closing, unless that is met: what was returned is not. */
async function meetFilings(context: TenantContext, stored: StoredContract, { month, revision, recordedAt }: ClosingRow): Promise<void> {
  const met = stored.checked.contract.operatorRules?.assessment?.meets ?? [];
  for (const { obligation, key, metOn } of await standingObligations(context, stored)) {
    if (!met.includes(obligation.code) || key !== month || metOn !== null) continue;
    await appendDeliverable(context, stored.id, {
      obligation: obligation.code,
      occurrence: key,
      party: 'VENDOR',
      submittedOn: dayInChina(new Date(recordedAt)),
      description: `话务员月度考核 ${month} 第 ${revision} 版 / operators’ month ${month}, revision ${revision}`,
    });
  }
}

export interface MarkOperators {
  readonly contract: string;
  readonly month: string;
  /** By employee number, each once. */
  readonly marks: readonly {
    readonly no: string;
    readonly parts: readonly { readonly code: string; readonly points: unknown }[];
    readonly reason: string;
  }[];
}

/** A month is marked that is over, and whoever was on the line in it. */
function markableProblems(
  marks: MarkOperators['marks'],
  { month, members }: MonthRecords,
  { staff }: StaffBook,
  today: string,
): StaffingProblem[] {
  const notOver = problemOf('month', 'MONTH_NOT_OVER', `${month} 尚未结束`, `${month} is not over`);
  const absent = marks.flatMap(({ no }, index) =>
    staff.some((person) => person.no === no) && !members.some((member) => member.no === no)
      ? [problemOf(`marks[${index}].no`, 'NOT_ON_LINE', `工号 ${no} 当月不在线`, `${no} was not on the line in that month`)]
      : [],
  );
  return today <= lastDayOf(month) ? [notOver, ...absent] : absent;
}

/**
 * The assessor marks operators' months that are over, in the parts that the contract names; marked again, the later mark counts.
 *
 * Errors: every problem.
 */
export const markOperators = defineCommand({
  name: 'markOperators',
  permissions: ['operator:confirm'],
  async run(context, { contract: code, month, marks }: MarkOperators): Promise<Result<MarkRow[], InvalidInput>> {
    const staffed = await findStaffed(context, code);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const rules = stored.checked.contract.operatorRules;
    if (!rules?.mark) return invalid([problemOf('contract', 'NO_MARK', '合同没有月度评分', 'the contract has no monthly mark')]);
    const rule = rules.mark;
    const unusable = monthProblem(stored, month);
    if (unusable) return invalid([unusable]);
    const records = await loadMonthRecords(context, stored, rules, month);
    const problems: StaffingProblem[] = [
      ...(marks.length === 0 ? [nothingGiven('marks')] : []),
      ...peopleProblems('marks', marks, book),
      ...markableProblems(marks, records, book, context.today),
    ];
    const totals = marks.map(({ parts, reason }, index) => {
      const checked = checkMark(
        rule,
        parts.map((part) => ({ code: part.code, points: String(part.points) })),
        reason,
      );
      if (!checked.ok) problems.push(...checked.error.map((problem) => ({ ...problem, path: `marks[${index}].${problem.path}` })));
      return checked.ok ? checked.value : null;
    });
    if (problems.length > 0) return invalid(problems);
    const before = new Map((await listMarks(context, stored.id, month)).map(({ no, revision }) => [no, revision]));
    const known = byNumber(book);
    const { tenantId } = context;
    const em = await context.entities();
    for (const [index, { no, parts, reason }] of marks.entries())
      await em.insert(OperatorMark, {
        tenantId,
        id: uuid(),
        staff: [tenantId, known.get(no)!.id] as const,
        month,
        revision: (before.get(no) ?? 0) + 1,
        parts: Object.fromEntries(parts.map((part) => [part.code, String(part.points)])),
        total: totals[index]!.toDecimal(2),
        reason,
        ...context.recorded,
      });
    const marked = new Set(marks.map(({ no }) => no));
    return ok((await listMarks(context, stored.id, month)).filter(({ no }) => marked.has(no)));
  },
});
