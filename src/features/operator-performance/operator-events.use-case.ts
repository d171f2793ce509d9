import { v7 as uuid } from 'uuid';
import type { OperatorRules } from '../../core/performance/operator-rules.js';
import { rosterOn } from '../../core/staffing/roster.js';
import { isIsoDate, monthOf } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { dayInChina, type TenantContext } from '../../platform/tenant-context.js';
import { findRecorded } from '../assessment-periods/recorded.repository.js';
import { type InvalidInput, invalid, nothingGiven, reasonProblems } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { keepPersonal } from '../staffing/personal-data.js';
import { byNumber, findStaffed, problemOf, type StaffingProblem } from '../staffing/problems.js';
import type { StaffBook } from '../staffing/staffing.repository.js';
import type { Party } from '../tenants/party.js';
import { caseOf, computeMonth, loadMonthRecords } from './month-records.js';
import { RecordedOperatorEvent } from './operator-month.entity.js';
import { findOperatorEvents, hasConfirmed, type OperatorEventRow } from './operator-month.repository.js';

/** Something that happened to or through an operator. */
export interface NewOperatorEvent {
  /** Employee number. */
  readonly no: string;
  readonly kind: string;
  readonly on: unknown;
  /** How many, or how many days where its kind is measured in days; 1 unless said. */
  readonly units?: number | null | undefined;
  readonly isSevere?: boolean | null | undefined;
  readonly hasConsequence?: boolean | null | undefined;
  /** The assessor's value for the team leader. */
  readonly leaderAmount?: unknown;
  /** When the operator was told; it may be added later, and is needed before the month is closed. */
  readonly toldAt?: unknown;
  /** What was seen; personal. */
  readonly note?: string | null | undefined;
  /** The finding of the rubric that is about the same. */
  readonly findingId?: string | null | undefined;
}

export interface RecordOperatorEvents {
  readonly contract: string;
  readonly events: readonly NewOperatorEvent[];
}

/** Whose records somebody makes: whoever confirms operators' months acts for the agency. */
const recordingPartyOf = (context: TenantContext): Party => (context.may('operator:confirm') ? 'AGENCY' : 'VENDOR');

/** Most events that are recorded at once. */
const EVENT_COUNT_MAX = 500;

/**
 * Records events of operators, all or none: each month concerned is read with them as it will be when it is closed.
 *
 * Errors: every problem; throws NOT_FOUND for a finding that is not the recorder's to see, FORBIDDEN for the assessor's value given by
 * somebody else.
 */
export const recordOperatorEvents = defineCommand({
  name: 'recordOperatorEvents',
  permissions: ['operator:record', 'operator:confirm'],
  async run(context, { contract, events }: RecordOperatorEvents): Promise<Result<OperatorEventRow[], InvalidInput>> {
    if (events.some(({ leaderAmount }) => leaderAmount != null)) context.authorize('operator:confirm');
    const staffed = await findStaffed(context, contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const rules = stored.checked.contract.operatorRules;
    if (!rules)
      return invalid([problemOf('contract', 'NO_OPERATOR_RULES', '合同没有话务员考核规则', 'the contract has no rules for operators')]);
    if (events.length === 0) return invalid([nothingGiven('events')]);
    if (events.length > EVENT_COUNT_MAX)
      return invalid([problemOf('events', 'TOO_MANY', `一次最多 ${EVENT_COUNT_MAX} 项`, `at most ${EVENT_COUNT_MAX} at once`)]);
    const problems = events.flatMap((event, index) => shapeProblems(event, `events[${index}]`, context, rules));
    if (problems.length > 0) return invalid(problems);
    for (const { findingId } of events) if (findingId != null) await loadFinding(context, findingId);
    const rows = events.map((event) => rowOf(context, stored, book, event));
    problems.push(...presenceProblems(book, rows), ...(await monthProblems(context, stored, rules, rows)));
    if (problems.length > 0) return invalid(problems);
    for (const [index, row] of rows.entries()) {
      await appendEvent(context, row);
      const note = events[index]!.note?.trim();
      if (note) await keepPersonal(context, { id: row.id, staffId: row.staffId, class: 'CONDUCT', text: note });
    }
    return ok(
      await findOperatorEvents(
        context,
        rows.map(({ id }) => id),
      ),
    );
  },
});

async function loadFinding(context: TenantContext, id: string): Promise<void> {
  const [finding] = await findRecorded(context, 'findings', [id]);
  if (!finding) throw notFound('发现', 'finding');
}

function shapeProblems(
  { kind, on, toldAt }: NewOperatorEvent,
  path: string,
  context: TenantContext,
  rules: OperatorRules,
): StaffingProblem[] {
  const problems: StaffingProblem[] = [];
  if (!isIsoDate(String(on))) problems.push(problemOf(`${path}.on`, 'NOT_A_DATE', '应为日期 YYYY-MM-DD', 'a date YYYY-MM-DD is expected'));
  else if (String(on) > context.today) problems.push(problemOf(`${path}.on`, 'OUT_OF_RANGE', '不能晚于今天', 'must not lie ahead'));
  if (!rules.events.some(({ code }) => code === kind))
    problems.push(problemOf(`${path}.kind`, 'UNKNOWN_KIND', `没有事件类型 ${kind}`, `there is no kind of event ${kind}`));
  problems.push(...toldProblems(`${path}.toldAt`, toldAt, String(on), context));
  return problems;
}

/** Nobody is told before it happened, in China's days, or later than now. */
function toldProblems(path: string, toldAt: unknown, on: string, context: TenantContext): StaffingProblem[] {
  if (toldAt == null) return [];
  const at = new Date(toldAt as string);
  if (at > context.now()) return [problemOf(path, 'OUT_OF_RANGE', '不能晚于现在', 'must not lie ahead')];
  if (dayInChina(at) >= on) return [];
  return [problemOf(path, 'OUT_OF_RANGE', '不能早于事件之日', 'must not lie before the day of the event')];
}

const rowOf = (context: TenantContext, stored: StoredContract, book: StaffBook, event: NewOperatorEvent): OperatorEventRow => ({
  id: uuid(),
  contractId: stored.id,
  staffId: byNumber(book).get(event.no)?.id ?? '',
  no: event.no,
  kind: event.kind,
  on: String(event.on),
  units: event.units ?? 1,
  isSevere: event.isSevere ?? false,
  hasConsequence: event.hasConsequence ?? false,
  leaderAmount: event.leaderAmount == null ? null : String(event.leaderAmount),
  toldAt: event.toldAt == null ? null : new Date(event.toldAt as string).toISOString(),
  findingId: event.findingId ?? null,
  party: recordingPartyOf(context),
  state: 'STANDS',
  supersedesId: null,
  reason: null,
  ...context.recorded,
});

/** Whoever something happened to was on the roster on that day. */
const presenceProblems = ({ events }: StaffBook, rows: readonly OperatorEventRow[]): StaffingProblem[] =>
  rows.flatMap(({ staffId, no, on }, index) => {
    const own = events.filter((event) => event.staffId === staffId);
    if (staffId === '' || rosterOn(own, on).length > 0) return [];
    return [problemOf(`events[${index}].on`, 'NOT_ON_ROSTER', `工号 ${no} 当日不在册`, `${no} is not on the roster on that day`)];
  });

/** What the reader of cases finds wrong in each month with some events more, at the places where these were given. */
async function monthProblems(
  context: TenantContext,
  stored: StoredContract,
  rules: OperatorRules,
  rows: readonly OperatorEventRow[],
  without?: string,
): Promise<StaffingProblem[]> {
  const problems: StaffingProblem[] = [];
  for (const [month, own] of Map.groupBy(rows, ({ on }) => monthOf(on))) {
    const place = (id: string) => `events[${rows.findIndex((row) => row.id === id)}]`;
    if (await hasConfirmed(context, stored.id, [month])) {
      problems.push(
        ...own.map(({ id }) => problemOf(`${place(id)}.on`, 'MONTH_CONFIRMED', `${month} 已经甲方确认`, `${month} is confirmed`)),
      );
      continue;
    }
    const records = await loadMonthRecords(context, stored, rules, month);
    const before = records.events.filter(({ id }) => id !== without);
    const monthCase = caseOf(rules, stored.code, { ...records, events: [...before, ...own] });
    const read = await computeMonth(context, monthCase);
    if (read.ok) continue;
    for (const { path, code, message } of read.error) {
      if (path === 'month') {
        problems.push(...own.map(({ id }) => ({ path: `${place(id)}.on`, code, message })));
        continue;
      }
      const [, index, field = ''] = /^events\[(\d+)\](.*)$/.exec(path) ?? [];
      const id = index === undefined ? undefined : (monthCase.events[Number(index)] as { readonly id: string }).id;
      const isOurs = own.some((row) => row.id === id);
      problems.push({ path: isOurs ? `${place(id!)}${FIELDS[field] ?? field}` : 'events', code, message });
    }
  }
  return problems;
}

/** Fields of the case format as the input calls them. */
const FIELDS: Readonly<Record<string, string>> = {
  '.member': '.no',
  '.count': '.units',
  '.days': '.units',
  '.severe': '.isSevere',
  '.consequence': '.hasConsequence',
};

interface Superseding {
  readonly id: string;
  readonly isWithdrawn: boolean;
}

async function appendEvent(context: TenantContext, row: OperatorEventRow, supersedes?: Superseding): Promise<void> {
  const { tenantId } = context;
  const em = await context.entities();
  await em.insert(RecordedOperatorEvent, {
    tenantId,
    id: row.id,
    staff: [tenantId, row.staffId] as const,
    kind: row.kind,
    happenedOn: row.on,
    units: row.units,
    isSevere: row.isSevere,
    hasConsequence: row.hasConsequence,
    leaderAmount: row.leaderAmount,
    toldAt: row.toldAt === null ? null : new Date(row.toldAt),
    ...(row.findingId && { finding: [tenantId, row.findingId] as const }),
    ...(supersedes && { supersedes: [tenantId, supersedes.id] as const }),
    isWithdrawn: supersedes?.isWithdrawn ?? false,
    party: row.party,
    reason: row.reason,
    ...context.recorded,
  });
}

export interface AmendOperatorEvent {
  readonly eventId: string;
  /** When the operator was told. */
  readonly toldAt?: unknown;
  /** The assessor's value for the team leader. */
  readonly leaderAmount?: unknown;
  /** The event never was. */
  readonly isWithdrawn?: boolean | null | undefined;
  readonly reason: string;
}

/** What became of an amendment: the event as it stands; null where it was withdrawn. */
export interface AmendedEvent {
  readonly event: OperatorEventRow | null;
}

/**
 * Adds to an event when the operator was told or what the leader bears, or withdraws it; the event before stays in the history.
 *
 * What the agency has recorded or changed the vendor can add to only when the operator was told. Errors: every problem; throws
 * FORBIDDEN for what is the agency's to change, NOT_FOUND, for an event that was superseded too.
 */
export const amendOperatorEvent = defineCommand({
  name: 'amendOperatorEvent',
  permissions: ['operator:record', 'operator:confirm'],
  async run(context, input: AmendOperatorEvent): Promise<Result<AmendedEvent, InvalidInput>> {
    const [event] = await findOperatorEvents(context, [input.eventId]);
    if (event?.state !== 'STANDS') throw notFound('事件', 'event');
    const isWithdrawn = input.isWithdrawn ?? false;
    const isToldAnew = input.toldAt != null && event.toldAt !== null;
    if (input.leaderAmount != null || (event.party === 'AGENCY' && (isWithdrawn || isToldAnew))) context.authorize('operator:confirm');
    const stored = (await context.loader(contractById).load(event.contractId))!;
    const rules = stored.checked.contract.operatorRules!;
    const problems: StaffingProblem[] = [...reasonProblems(input.reason)];
    if (!isWithdrawn && input.toldAt == null && input.leaderAmount == null) problems.push(nothingGiven('toldAt'));
    problems.push(...toldProblems('toldAt', input.toldAt, event.on, context));
    if (await hasConfirmed(context, event.contractId, [monthOf(event.on)]))
      problems.push(problemOf('eventId', 'MONTH_CONFIRMED', '该月已经甲方确认', 'the month is confirmed'));
    if (problems.length > 0) return invalid(problems);
    const amended: OperatorEventRow = {
      ...event,
      id: uuid(),
      toldAt: input.toldAt == null ? event.toldAt : new Date(input.toldAt as string).toISOString(),
      leaderAmount: input.leaderAmount == null ? event.leaderAmount : String(input.leaderAmount),
      party: event.party === 'AGENCY' ? event.party : recordingPartyOf(context),
      reason: input.reason,
    };
    if (!isWithdrawn)
      problems.push(
        ...(await monthProblems(context, stored, rules, [amended], event.id)).map((problem) => ({
          ...problem,
          path: problem.path.replace(/^events\[0\]\.?/, ''),
        })),
      );
    if (problems.length > 0) return invalid(problems);
    await appendEvent(context, amended, { id: event.id, isWithdrawn });
    return ok({ event: isWithdrawn ? null : (await findOperatorEvents(context, [amended.id]))[0]! });
  },
});
