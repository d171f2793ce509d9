import { v7 as uuid } from 'uuid';
import { earliest } from '../../core/staffing/date-range.js';
import type { StaffEvent } from '../../core/staffing/roster.js';
import { isDemandedIn } from '../../core/staffing/stints.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, nothingGiven, pastDayProblems, reasonProblems } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import { logConfirmedMonths } from './breach-log.js';
import { demandOfDeparture, stintOfDemand } from './demands.js';
import { keepPersonal } from './personal-data.js';
import { ReplacementDemand } from './personnel-change.entity.js';
import { byNumber, dayProblems, findStaffed, problemOf, type StaffingProblem } from './problems.js';
import { peopleProblems } from './record-training.use-case.js';
import { appendStaffEvent, historyProblems, type LeavingReason, type NewStaffEvent, pureEvent, type Resigning } from './staff-events.js';
import { staffBookOfContract } from './staffing.loaders.js';
import {
  findDemands,
  findStaff,
  findStaffEvents,
  nextNumber,
  type ReplacementDemandRow,
  type StaffBook,
  type StaffEventRow,
  type StaffRow,
} from './staffing.repository.js';
import { passedTestOn } from './training.repository.js';

/** Somebody with the contract's book. Errors: throws NOT_FOUND. */
async function loadStaff(context: TenantContext, staffId: string): Promise<{ readonly staff: StaffRow; readonly book: StaffBook }> {
  const [staff] = await findStaff(context, [staffId]);
  if (!staff) throw notFound('人员', 'person');
  return { staff, book: await context.loader(staffBookOfContract).load(staff.contractId) };
}

export interface PutOnLine {
  readonly contract: string;
  /** By employee number, each once, with the first day on the line. */
  readonly people: readonly { readonly no: string; readonly onLineOn: unknown }[];
}

/**
 * Puts people on the line who have passed the test before, all or none.
 *
 * Errors: every problem, such as that somebody has passed no test.
 */
export const putOnLine = defineCommand({
  name: 'putOnLine',
  permissions: ['staff:manage'],
  async run(context, { contract, people }: PutOnLine): Promise<Result<StaffRow[], InvalidInput>> {
    const staffed = await findStaffed(context, contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { book } = staffed;
    const problems: StaffingProblem[] = [
      ...(people.length === 0 ? [nothingGiven('people')] : []),
      ...peopleProblems('people', people, book),
    ];
    if (problems.length > 0) return invalid(problems);
    const known = byNumber(book);
    const events = people.map(({ no, onLineOn }) => ({ staff: known.get(no)!, happenedOn: String(onLineOn) }));
    for (const [index, { staff, happenedOn }] of events.entries())
      problems.push(...(await onLineProblems(context, book, staff, happenedOn, `people[${index}].onLineOn`)));
    if (problems.length > 0) return invalid(problems);
    for (const { staff, happenedOn } of events) await appendStaffEvent(context, { staffId: staff.id, kind: 'ON_LINE', happenedOn });
    return ok(events.map(({ staff }) => staff));
  },
});

async function onLineProblems(
  context: TenantContext,
  book: StaffBook,
  staff: StaffRow,
  day: string,
  path: string,
): Promise<StaffingProblem[]> {
  const wrong = pastDayProblems(path, day, context.today);
  if (wrong.length > 0) return [...wrong];
  const problems = historyProblems(
    book,
    staff.id,
    [pureEvent({ staffId: staff.id, kind: 'ON_LINE', happenedOn: day }, staff.no, null)],
    path,
  );
  if (problems.length > 0 || (await passedTestOn(context, staff, day))) return problems;
  return [problemOf(path, 'NO_TEST_PASSED', `${staff.no} 在 ${day} 前没有通过上岗测试`, `${staff.no} has passed no test by ${day}`)];
}

export interface EndStaff {
  readonly staffId: string;
  /** First day on which the person is no longer there. */
  readonly leftOn: unknown;
  readonly leftFor: LeavingReason;
  /** Of a resignation: the day on which it was said, and codes of what was done before leaving. */
  readonly resignation?: { readonly saidOn: unknown; readonly handedOver: readonly string[] } | null | undefined;
  /** What else there is to say; personal. */
  readonly note?: string | null | undefined;
}

/**
 * Records that somebody has left: the roster tells what is, also where nobody approved it, which the compliance then shows. Assignments
 * that lie ahead become void.
 *
 * Errors: every problem, such as a replacement that nobody demanded; throws NOT_FOUND.
 */
export const endStaff = defineCommand({
  name: 'endStaff',
  permissions: ['staff:manage'],
  async run(context, { staffId, leftOn, leftFor, resignation, note }: EndStaff): Promise<Result<StaffRow, InvalidInput>> {
    const { staff, book } = await loadStaff(context, staffId);
    const happenedOn = String(leftOn);
    const approved = book.changes.find(
      (change) => change.staffId === staffId && change.kind === 'DEPARTURE' && change.state === 'APPROVED' && !change.isDone,
    );
    const said = resignation && { saidOn: String(resignation.saidOn), handedOver: [...new Set(resignation.handedOver)] };
    const event: NewStaffEvent = { staffId, kind: 'LEFT', happenedOn, leftFor, resignation: said ?? null, changeId: approved?.id ?? null };
    const rule = (await context.loader(contractById).load(staff.contractId))!.checked.contract.operatorRules?.resignation;
    const problems = [
      ...pastDayProblems('leftOn', happenedOn, context.today),
      ...demandProblems(book, pureEvent(event, staff.no, null)),
      ...resignationProblems(said ?? null, leftFor, happenedOn, rule?.needs.map(({ code }) => code) ?? null),
    ];
    // Nobody is assigned to another place after leaving: what lies ahead falls away with the departure.
    const ahead = book.events.filter((one) => one.staffId === staffId && one.kind === 'ASSIGNED' && one.on > context.today);
    const departure = pureEvent(event, staff.no, approved?.decidedOn ?? null);
    if (problems.length === 0) problems.push(...historyProblems(book, staff.id, [departure], 'leftOn', ...ahead.map((one) => one.id)));
    if (problems.length > 0) return invalid(problems);
    const reason = `${happenedOn} 离场 / left on ${happenedOn}`;
    for (const one of ahead) await appendStaffEvent(context, correctedEvent(one, one.on, null, { id: one.id, isVoid: true, reason }));
    const id = await appendStaffEvent(context, event);
    if (note?.trim()) await keepPersonal(context, { id, staffId, class: 'CONDUCT', text: note.trim() });
    return ok(staff);
  },
});

/** A resignation is said before somebody leaves, and names only what the contract asks for; `needs` is null for a contract without rules. */
function resignationProblems(
  said: Resigning | null,
  leftFor: LeavingReason,
  leftOn: string,
  needs: readonly string[] | null,
): StaffingProblem[] {
  if (!said) return [];
  if (leftFor !== 'RESIGNED') return [problemOf('resignation', 'MISPLACED_FIELD', '只有辞职有此项', 'only a resignation has this')];
  if (!needs) return [problemOf('resignation', 'NO_RULES', '合同没有离职规则', 'the contract has no rules for resignations')];
  const problems = pastDayProblems('resignation.saidOn', said.saidOn, leftOn).map((problem) => ({ ...problem }));
  for (const code of said.handedOver.filter((given) => !needs.includes(given)))
    problems.push(problemOf('resignation.handedOver', 'UNKNOWN_CODE', `合同没有 ${code}`, `the contract has no ${code}`));
  return problems;
}

/**
 * Who leaves as replaced on demand was demanded to since the last admission, and is not in the turnover for it. `without` is the id of
 * the event that goes.
 */
function demandProblems({ events, demands }: StaffBook, departure: StaffEvent, without?: string): StaffingProblem[] {
  if (!departure.isReplacedOnDemand) return [];
  const history = [...events.filter(({ id }) => id !== without), departure];
  if (demandOfDeparture(history, demands, departure.staffId, departure.on)) return [];
  return [problemOf('leftFor', 'NOT_DEMANDED', '甲方未要求更换此人', 'the agency has demanded no replacement')];
}

export interface DemandReplacement {
  readonly staffId: string;
  readonly reason: string;
  /** Day of the demand, where it was made on paper; today unless said. */
  readonly demandedOn?: unknown;
  /** Day by which it is to be met; left out, as the contract's data says. */
  readonly dueOn?: unknown;
}

/** The agency demands that somebody be replaced, by a day. Errors: every problem; throws NOT_FOUND. */
export const demandReplacement = defineCommand({
  name: 'demandReplacement',
  permissions: ['staff:decide'],
  async run(context, input: DemandReplacement): Promise<Result<ReplacementDemandRow, InvalidInput>> {
    const { staff, book } = await loadStaff(context, input.staffId);
    const { contract } = (await context.loader(contractById).load(staff.contractId))!.checked;
    const demandedOn = input.demandedOn == null ? context.today : String(input.demandedOn);
    const problems: StaffingProblem[] = [...reasonProblems(input.reason), ...pastDayProblems('demandedOn', demandedOn, context.today)];
    const { replacement } = contract.staffingRules;
    if (input.dueOn == null && !replacement)
      problems.push(problemOf('dueOn', 'REQUIRED', '合同没有期限，须由甲方给出', 'the contract sets no day, the agency gives one'));
    if (input.dueOn != null) problems.push(...dayProblems('dueOn', input.dueOn));
    if (input.dueOn != null && problems.length === 0 && String(input.dueOn) < demandedOn)
      problems.push(problemOf('dueOn', 'OUT_OF_RANGE', '不能早于要求日', 'must not lie before the demand'));
    if (problems.length === 0) problems.push(...stintProblems(book, staff, demandedOn));
    if (problems.length > 0) return invalid(problems);
    const dueOn = input.dueOn == null ? contract.calendar.workingDaysAfter(demandedOn, replacement!.workingDays).date : String(input.dueOn);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(ReplacementDemand, {
      tenantId,
      id,
      contract: [tenantId, staff.contractId] as const,
      number: await nextNumber(context, 'replacement_demands', staff.contractId),
      staff: [tenantId, staff.id] as const,
      reason: input.reason,
      demandedOn,
      dueOn,
      ...context.recorded,
    });
    context.forgetLoaded();
    return ok((await findDemands(context, [id]))[0]!);
  },
});

/** A demand is about somebody who is there, and there is one of each time on the roster. */
function stintProblems({ events, demands }: StaffBook, { id, no }: StaffRow, demandedOn: string): StaffingProblem[] {
  const stint = stintOfDemand(events, { staffId: id, demandedOn });
  if (!stint)
    return [problemOf('staffId', 'NOT_ON_ROSTER', `工号 ${no} 于 ${demandedOn} 不在册`, `${no} is not on the roster on ${demandedOn}`)];
  return demands.some((demand) => demand.staffId === id && isDemandedIn(stint, demand.demandedOn))
    ? [problemOf('staffId', 'DEMANDED_ALREADY', '此次在册期间已要求更换', 'a replacement is demanded already, since the last admission')]
    : [];
}

export interface CorrectStaffEvent {
  readonly eventId: string;
  /** The right day; left out where the event never was. */
  readonly happenedOn?: unknown;
  /** The right reason of a departure. */
  readonly leftFor?: LeavingReason | null | undefined;
  readonly reason: string;
}

/**
 * Corrects an event of the roster that was recorded wrongly, or makes it void: the wrong one stays in the history.
 *
 * A figure that was taken from the roster before stays until the month's snapshot is taken again; the breaches of the months that have
 * one are logged as they are now. Errors: every problem; throws NOT_FOUND, for an event that was superseded too.
 */
export const correctStaffEvent = defineCommand({
  name: 'correctStaffEvent',
  permissions: ['staff:decide'],
  async run(context, input: CorrectStaffEvent): Promise<Result<StaffRow, InvalidInput>> {
    const [event] = await findStaffEvents(context, [input.eventId]);
    if (!event) throw notFound('花名册记录', 'roster event');
    const { staff, book } = await loadStaff(context, event.staffId);
    const isVoid = input.happenedOn == null;
    const happenedOn = isVoid ? event.on : String(input.happenedOn);
    const leftFor = (event.kind === 'LEFT' ? (input.leftFor ?? event.leftFor) : null) as LeavingReason | null;
    // An assignment may lie ahead, and can be made void before its day.
    const days = isVoid ? [] : pastDayProblems('happenedOn', happenedOn, context.today);
    const problems: StaffingProblem[] = [...reasonProblems(input.reason), ...days];
    if (input.leftFor != null && event.kind !== 'LEFT')
      problems.push(problemOf('leftFor', 'MISPLACED_FIELD', '只有离场有原因', 'only a departure has a reason'));
    const corrected = correctedEvent(event, happenedOn, leftFor, { id: event.id, isVoid, reason: input.reason });
    if (problems.length === 0)
      problems.push(
        ...(leftFor === null || isVoid ? [] : demandProblems(book, pureEvent(corrected, staff.no, null), event.id)),
        ...historyProblems(book, staff.id, isVoid ? [] : [pureEvent(corrected, staff.no, event.approvedOn)], 'happenedOn', event.id),
      );
    if (problems.length > 0) return invalid(problems);
    await appendStaffEvent(context, corrected);
    await logConfirmedMonths(context, staff.contractId, earliest(event.on, happenedOn));
    return ok(staff);
  },
});

const correctedEvent = (
  { staffId, kind, role, team, standing, saidOn, handedOver, changeId }: StaffEventRow,
  happenedOn: string,
  leftFor: LeavingReason | null,
  supersedes: NonNullable<NewStaffEvent['supersedes']>,
): NewStaffEvent => ({
  staffId,
  kind,
  happenedOn,
  role,
  team,
  standing,
  leftFor,
  resignation: saidOn !== null && leftFor === 'RESIGNED' ? { saidOn, handedOver: handedOver ?? [] } : null,
  changeId,
  supersedes,
});
