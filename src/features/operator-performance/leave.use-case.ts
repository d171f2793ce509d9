import { v7 as uuid } from 'uuid';
import { judgeLeave, type LeaveJudgement, leaveKindOf, leaveStartsAt } from '../../core/performance/leave.js';
import { daysCovered, daysOverlap } from '../../core/performance/leave-days.js';
import { ACTOR_OF_LEAVE_STEP, isLeaveStepAllowed, type LeaveStep, SETTLED_LEAVE } from '../../core/performance/leave-life.js';
import type { LeaveApprover, LeaveRules } from '../../core/performance/leave-rules.js';
import { rosterOn, stretchesOf } from '../../core/staffing/roster.js';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { minuteInChina, type TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, nothingGiven, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import { keepPersonal } from '../staffing/personal-data.js';
import { byNumber, dayProblems, findStaffed, problemOf, type StaffingProblem } from '../staffing/problems.js';
import { staffBookOfContract } from '../staffing/staffing.loaders.js';
import type { StaffBook } from '../staffing/staffing.repository.js';
import { LeaveDecision, LeaveProof, LeaveRequest } from './leave.entity.js';
import { caseOf, computeMonth, loadMonthRecords, monthsOfLeave } from './month-records.js';
import { findLeave, hasConfirmed, type LeaveRow, leaveStateOf, listLeaveOfStaff } from './operator-month.repository.js';

export interface RequestLeave {
  readonly contract: string;
  /** Employee number. */
  readonly no: string;
  readonly kind: string;
  readonly from: unknown;
  /** Natural days, rest days included. */
  readonly days: number;
  /** Begin of the shift that it begins with, `YYYY-MM-DDTHH:MM`; left out, the begin of its first day. */
  readonly startsAt?: string | null | undefined;
  /** When it was applied for; now unless said. */
  readonly appliedAt?: string | null | undefined;
  readonly proofs: readonly string[];
  readonly hasSpecialCircumstances: boolean;
  /** Why; personal. */
  readonly reason: string;
}

const DAY_COUNT_MAX = 366;

const TIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;

const isTime = (text: string): boolean => TIME.test(text) && isIsoDate(text.slice(0, 10));

/**
 * Asks for leave for an operator. What does not fit the contract's rules, such as lateness, is told with the request and refuses nothing.
 *
 * Errors: every problem.
 */
export const requestLeave = defineCommand({
  name: 'requestLeave',
  permissions: ['operator:record'],
  async run(context, input: RequestLeave): Promise<Result<LeaveRow, InvalidInput>> {
    const staffed = await findStaffed(context, input.contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const rules = stored.checked.contract.operatorRules?.leave;
    if (!rules) return invalid([problemOf('contract', 'NO_LEAVE_RULES', '合同没有请假规则', 'the contract has no rules for leave')]);
    const now = minuteInChina(context.now());
    const appliedAt = input.appliedAt ?? now;
    const problems = [...requestProblems({ ...input, appliedAt }, rules, now), ...reasonProblems(input.reason)];
    const staff = byNumber(book).get(input.no);
    if (!staff) problems.push(problemOf('no', 'UNKNOWN_STAFF', `没有工号 ${input.no}`, `there is nobody with the number ${input.no}`));
    if (!staff || problems.length > 0) return invalid(problems);
    const span = { from: String(input.from), days: input.days };
    problems.push(...(await placeProblems(context, book, { ...span, contractId: stored.id, staffId: staff.id, no: staff.no })));
    if (problems.length > 0) return invalid(problems);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(LeaveRequest, {
      tenantId,
      id,
      staff: [tenantId, staff.id] as const,
      kind: input.kind,
      startsOn: span.from,
      days: span.days,
      startsAt: input.startsAt ?? null,
      appliedAt,
      proofs: [...new Set(input.proofs)],
      hasSpecialCircumstances: input.hasSpecialCircumstances,
      ...context.recorded,
    });
    await keepPersonal(context, { id, staffId: staff.id, class: 'LEAVE', text: input.reason.trim() });
    return ok((await findLeave(context, [id]))[0]!);
  },
});

function requestProblems(input: RequestLeave & { readonly appliedAt: string }, rules: LeaveRules, now: string): StaffingProblem[] {
  const problems = dayProblems('from', input.from);
  const kind = leaveKindOf(rules, input.kind);
  if (!kind) problems.push(problemOf('kind', 'UNKNOWN_KIND', `没有假别 ${input.kind}`, `there is no kind of leave ${input.kind}`));
  if (!Number.isInteger(input.days) || input.days < 1 || input.days > DAY_COUNT_MAX)
    problems.push(problemOf('days', 'OUT_OF_RANGE', `应为 1 至 ${DAY_COUNT_MAX} 天`, `must be from 1 to ${DAY_COUNT_MAX} days`));
  if (input.startsAt != null && (!isTime(input.startsAt) || input.startsAt.slice(0, 10) !== String(input.from)))
    problems.push(
      problemOf('startsAt', 'NOT_A_TIME', '应为首日的 YYYY-MM-DDTHH:MM', 'a time of the first day, YYYY-MM-DDTHH:MM, is expected'),
    );
  if (!isTime(input.appliedAt) || input.appliedAt > now)
    problems.push(
      problemOf('appliedAt', 'NOT_A_TIME', '应为不晚于现在的 YYYY-MM-DDTHH:MM', 'a time up to now, YYYY-MM-DDTHH:MM, is expected'),
    );
  if (kind) problems.push(...proofProblems(kind.proofs, input.proofs));
  return problems;
}

/** Proofs are those of the kind of leave. */
const proofProblems = (known: readonly { readonly code: string }[], proofs: readonly string[]): StaffingProblem[] =>
  proofs
    .filter((code) => !known.some((proof) => proof.code === code))
    .map((code) => problemOf('proofs', 'UNKNOWN_PROOF', `该假别没有证明 ${code}`, `this kind of leave has no proof ${code}`));

interface PlacedSpan {
  readonly contractId: string;
  readonly staffId: string;
  readonly no: string;
  readonly from: string;
  readonly days: number;
}

/** Whoever is on leave is on the roster on every day of it, and not on leave already; a month that is confirmed takes no more. */
async function placeProblems(
  context: TenantContext,
  { events }: StaffBook,
  { contractId, staffId, no, from, days }: PlacedSpan,
): Promise<StaffingProblem[]> {
  const problems: StaffingProblem[] = [];
  const own = events.filter((event) => event.staffId === staffId);
  const daysThere = daysCovered({ from, days }, stretchesOf(own));
  if (daysThere === 0) problems.push(problemOf('from', 'NOT_ON_ROSTER', `工号 ${no} 当日不在册`, `${no} is not on the roster on that day`));
  else if (daysThere < days)
    problems.push(
      problemOf('days', 'NOT_ON_ROSTER', `工号 ${no} 只在册 ${daysThere} 天`, `${no} is on the roster for only ${daysThere} of the days`),
    );
  const others = (await listLeaveOfStaff(context, [staffId])).filter((leave) => !['REJECTED', 'WITHDRAWN'].includes(leaveStateOf(leave)));
  if (others.some((leave) => daysOverlap(leave, { from, days })))
    problems.push(problemOf('from', 'DAYS_OVERLAP', '与已有的请假重叠', 'it overlaps leave that was asked for'));
  if (await hasConfirmed(context, contractId, monthsOfLeave({ from, days })))
    problems.push(problemOf('from', 'MONTH_CONFIRMED', '所涉月份已经甲方确认', 'a month of it is confirmed'));
  return problems;
}

export interface AddLeaveProofs {
  readonly requestId: string;
  /** Codes of proofs of the kind of leave. */
  readonly proofs: readonly string[];
}

/**
 * Adds proofs to a request for leave, whatever its state, until a month of it is confirmed; a proof that is there already stays as it is.
 *
 * Errors: every problem; throws NOT_FOUND.
 */
export const addLeaveProofs = defineCommand({
  name: 'addLeaveProofs',
  permissions: ['operator:record'],
  async run(context, { requestId, proofs }: AddLeaveProofs): Promise<Result<LeaveRow, InvalidInput>> {
    const [leave] = await findLeave(context, [requestId]);
    if (!leave) throw notFound('请假', 'leave');
    const rules = (await context.loader(contractById).load(leave.contractId))!.checked.contract.operatorRules?.leave;
    const kind = rules && leaveKindOf(rules, leave.kind);
    const problems = proofs.length === 0 ? [nothingGiven('proofs')] : proofProblems(kind?.proofs ?? [], proofs);
    if (await hasConfirmed(context, leave.contractId, monthsOfLeave(leave)))
      problems.push(problemOf('requestId', 'MONTH_CONFIRMED', '所涉月份已经甲方确认', 'a month of it is confirmed'));
    if (problems.length > 0) return invalid(problems);
    const { tenantId } = context;
    const em = await context.entities();
    for (const code of new Set(proofs))
      if (!leave.proofs.includes(code))
        await em.insert(LeaveProof, { tenantId, request: [tenantId, leave.id] as const, code, ...context.recorded });
    return ok((await findLeave(context, [leave.id]))[0]!);
  },
});

/** How a request stands by the contract's rules; null where these no longer know its kind. */
export async function judgementOf(context: TenantContext, leave: LeaveRow): Promise<LeaveJudgement | null> {
  const rules = (await context.loader(contractById).load(leave.contractId))!.checked.contract.operatorRules?.leave;
  if (!rules || !leaveKindOf(rules, leave.kind)) return null;
  const { events } = await context.loader(staffBookOfContract).load(leave.contractId);
  const own = events.filter(({ staffId }) => staffId === leave.staffId);
  const inPostSince = rosterOn(own, leave.from)[0]?.admittedOn ?? own[0]?.on ?? leave.from;
  const others = (await listLeaveOfStaff(context, [leave.staffId])).filter(
    (other) => other.id !== leave.id && ['APPROVED', 'EXCUSED'].includes(leaveStateOf(other)),
  );
  return judgeLeave(rules, leave, { inPostSince, earlier: others });
}

export type LeaveObstacle = 'STEP_NOT_ALLOWED' | 'DAYS_OVERLAP' | 'APPROVER_REQUIRED' | 'WRONG_APPROVER' | 'MONTH_CONFIRMED';

export interface DecideLeave {
  readonly requestId: string;
  readonly step: LeaveStep;
  /** Of an approval: who gave it by the contract's words. */
  readonly approver?: LeaveApprover | null | undefined;
  /** Needed for everything but an approval. */
  readonly reason?: string | null | undefined;
}

/**
 * Whether a step would settle a day that other leave of the same person, or an event of the month, settles already.
 *
 * A month with such a day could not be computed, and nothing could be recorded for it any more.
 */
async function overlapsAfter(context: TenantContext, leave: LeaveRow, step: LeaveStep): Promise<boolean> {
  const steps = [...leave.steps, { step, approver: null, reason: null, ...context.recorded }];
  if (!SETTLED_LEAVE.includes(leaveStateOf({ ...leave, steps }))) return false;
  const others = (await listLeaveOfStaff(context, [leave.staffId])).filter(({ id }) => id !== leave.id);
  if (others.some((other) => SETTLED_LEAVE.includes(leaveStateOf(other)) && daysOverlap(other, leave))) return true;
  const stored = (await context.loader(contractById).load(leave.contractId))!;
  const rules = stored.checked.contract.operatorRules!;
  for (const month of monthsOfLeave(leave)) {
    const records = await loadMonthRecords(context, stored, rules, month);
    const own = <R extends { readonly staffId: string }>(rows: readonly R[]) => rows.filter(({ staffId }) => staffId === leave.staffId);
    const leaves = own(records.leaves).map((row) => (row.id === leave.id ? { ...row, steps } : row));
    const computed = await computeMonth(context, caseOf(rules, stored.code, { ...records, events: own(records.events), leaves }));
    if (!computed.ok && computed.error.some(({ code }) => code === 'DAYS_OVERLAP')) return true;
  }
  return false;
}

/**
 * Takes a step about leave: the vendor's approvers approve and reject, the vendor takes back, the agency confirms that late or unapproved
 * leave was none, takes that back, or excuses it.
 *
 * Errors: every problem, or what stands in the way; throws FORBIDDEN for the other party's step, NOT_FOUND.
 */
export const decideLeave = defineCommand({
  name: 'decideLeave',
  permissions: ['operator:record', 'operator:confirm'],
  async run(
    context,
    { requestId, step, approver, reason }: DecideLeave,
  ): Promise<Result<LeaveRow, InvalidInput | Obstructed<LeaveObstacle>>> {
    context.authorize(ACTOR_OF_LEAVE_STEP[step] === 'AGENCY' ? 'operator:confirm' : 'operator:record');
    const [leave] = await findLeave(context, [requestId]);
    if (!leave) throw notFound('请假', 'leave');
    const problems = step === 'APPROVED' ? [] : reasonProblems(reason ?? '');
    if (problems.length > 0) return invalid(problems);
    const judgement = await judgementOf(context, leave);
    const facts = {
      state: leaveStateOf(leave),
      isLate: judgement?.isLate ?? false,
      hasSpecialCircumstances: leave.hasSpecialCircumstances,
    };
    const obstacles: LeaveObstacle[] = [];
    if (!judgement || !isLeaveStepAllowed({ ...facts, startsAt: leaveStartsAt(leave) }, step, minuteInChina(context.now())))
      obstacles.push('STEP_NOT_ALLOWED');
    else if (await overlapsAfter(context, leave, step)) obstacles.push('DAYS_OVERLAP');
    if (step === 'APPROVED' && approver == null) obstacles.push('APPROVER_REQUIRED');
    if (step === 'APPROVED' && approver === 'TEAM_LEADER' && judgement?.approver === 'SUPERIOR') obstacles.push('WRONG_APPROVER');
    if (await hasConfirmed(context, leave.contractId, monthsOfLeave(leave))) obstacles.push('MONTH_CONFIRMED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(LeaveDecision, {
      tenantId,
      request: [tenantId, leave.id] as const,
      position: leave.steps.length + 1,
      step,
      approver: step === 'APPROVED' ? approver! : null,
      reason: reason?.trim() || null,
      ...context.recorded,
    });
    return ok((await findLeave(context, [leave.id]))[0]!);
  },
});
