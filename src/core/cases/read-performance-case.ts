import type { Contract } from '../contract/contract.js';
import { daysOf } from '../performance/ledger.js';
import type { Member, OperatorEvent, OperatorMonth } from '../performance/operator-month.js';
import type { EventRule, OperatorRules } from '../performance/operator-rules.js';
import { daysBetween, type IsoMonth, isIsoMonth, lastDayOf, monthOf } from '../values/dates.js';
import type { Exact } from '../values/exact.js';
import { type Problem, Problems } from '../values/problem.js';
import { at, isAbsent, ObjectReader, readCount, readEach, readEntries, readFields } from '../values/reader.js';
import { fail, ok, type Result } from '../values/result.js';
import { compareByCodePoint } from '../values/text.js';
import { type Contracts, readContractOf } from './contracts.js';

/** One operators' month of one contract, read and found whole. */
export interface PerformanceCase {
  readonly contract: Contract;
  readonly rules: OperatorRules;
  readonly month: OperatorMonth;
}

const CASE_FIELDS = new Set(['contract', 'month', 'members', 'events', 'earlier']);
const MEMBER_FIELDS = new Set(['no', 'team', 'onLineOn', 'shifts', 'leader']);
const EVENT_FIELDS = new Set(['id', 'member', 'kind', 'on', 'count', 'days', 'severe', 'leaderAmount', 'consequence']);

/** Reads the input of `performance`, or names everything that is wrong with it. */
export function readPerformanceCase(raw: unknown, contracts: Contracts): Result<PerformanceCase, readonly Problem[]> {
  const problems = new Problems();
  const fields = readFields(raw, '', problems);
  if (!fields) return fail(problems.list);
  const reader = new ObjectReader(fields, '', problems);
  reader.refuseOthers(CASE_FIELDS);
  const contract = readContractOf(reader, contracts);
  const rules = contract?.operatorRules ?? null;
  if (contract && !rules)
    reader.problem(
      'contract',
      'NO_OPERATOR_RULES',
      `合同 ${contract.code} 没有话务员考核规则`,
      `contract ${contract.code} has no rules for operators`,
    );
  const month = readMonth(reader, contract);
  const members = readEach(fields, 'members', problems, (member, index) => readMember(member, index, problems));
  if (isAbsent(fields.members)) reader.problem('members', 'REQUIRED', '必填', 'required');
  checkMembers(fields, problems);
  const numbers = memberNumbers(fields);
  const frame = { rules, month, numbers, problems };
  const events = readEach(fields, 'events', problems, (event, index) => readEvent(event, index, frame));
  checkEvents(fields, events, members, rules, problems);
  const earlier = readEarlier(fields.earlier, rules, numbers, problems);
  if (!contract || !rules || month === null || !problems.isEmpty) return fail(problems.list);
  const complete = { month, members, events: events.map(({ event }) => event).sort(byDayAndId), earlier };
  return ok({ contract, rules, month: complete });
}

const byDayAndId = (a: OperatorEvent, b: OperatorEvent): number => compareByCodePoint(a.on, b.on) || compareByCodePoint(a.id, b.id);

function readMonth(reader: ObjectReader, contract: Contract | null): IsoMonth | null {
  const month = reader.text('month');
  if (month === null) return null;
  if (!isIsoMonth(month)) return reader.problem('month', 'NOT_A_MONTH', '应为月份 YYYY-MM', 'a month YYYY-MM is expected');
  if (!contract) return month;
  const { from, to } = contract.data.term;
  if (month >= monthOf(from) && month <= monthOf(to)) return month;
  return reader.problem(
    'month',
    'UNKNOWN_PERIOD',
    `${month} 不在合同期内（${from} 至 ${to}）`,
    `${month} is outside the term (${from} to ${to})`,
  );
}

function readMember(raw: unknown, index: number, problems: Problems): Member | null {
  const path = `members[${index}]`;
  const fields = readFields(raw, path, problems);
  if (!fields) return null;
  const reader = new ObjectReader(fields, path, problems);
  reader.refuseOthers(MEMBER_FIELDS);
  const no = reader.text('no');
  const team = reader.text('team');
  const onLineOn = reader.date('onLineOn');
  const shifts = reader.count('shifts');
  const isLeader = reader.boolean('leader');
  return no === null || team === null || onLineOn === null || shifts === null ? null : { no, team, onLineOn, shifts, isLeader };
}

/** The numbers of all members as written, also of those with another problem. */
function memberNumbers(fields: Readonly<Record<string, unknown>>): ReadonlySet<unknown> {
  const members = Array.isArray(fields.members) ? fields.members : [];
  return new Set(members.map((member: unknown) => (member as { no?: unknown } | null)?.no));
}

/** Numbers are used once. */
function checkMembers(fields: Readonly<Record<string, unknown>>, problems: Problems): void {
  const seen = new Set<unknown>();
  const members = Array.isArray(fields.members) ? fields.members : [];
  members.forEach((member: unknown, index) => {
    const no = (member as { no?: unknown } | null)?.no;
    if (typeof no !== 'string') return;
    if (seen.has(no)) problems.add(`members[${index}].no`, 'DUPLICATE', `工号 ${no} 重复`, `the number ${no} is used twice`);
    seen.add(no);
  });
}

/** An event with its place in the input. */
interface PlacedEvent {
  readonly event: OperatorEvent;
  readonly index: number;
}

interface EventFrame {
  readonly rules: OperatorRules | null;
  readonly month: IsoMonth | null;
  readonly numbers: ReadonlySet<unknown>;
  readonly problems: Problems;
}

function readEvent(raw: unknown, index: number, { rules, month, numbers, problems }: EventFrame): PlacedEvent | null {
  const path = `events[${index}]`;
  const fields = readFields(raw, path, problems);
  if (!fields) return null;
  const reader = new ObjectReader(fields, path, problems);
  reader.refuseOthers(EVENT_FIELDS);
  const id = reader.text('id');
  const member = reader.text('member');
  if (member !== null && !numbers.has(member))
    reader.problem('member', 'UNKNOWN_MEMBER', `没有工号 ${member}`, `there is no member ${member}`);
  const kind = reader.text('kind');
  const rule = rules?.events.find(({ code }) => code === kind) ?? null;
  if (rules && kind !== null && !rule) reader.problem('kind', 'UNKNOWN_KIND', `没有事件类型 ${kind}`, `there is no kind of event ${kind}`);
  const on = reader.date('on');
  const isOutside = on !== null && month !== null && monthOf(on) !== month;
  if (isOutside) reader.problem('on', 'OUTSIDE_PERIOD', `${on} 不在 ${month} 内`, `${on} is not in ${month}`);
  const units = readUnits(reader, rule);
  if (rule) refuseMisplaced(reader, rule);
  const isSevere = reader.boolean('severe');
  const hasConsequence = reader.boolean('consequence');
  const leaderAmount = readLeaderAmount(reader, rule, isSevere);
  if (id === null || member === null || !rule || on === null || isOutside || month === null || units === null) return null;
  const daysLeft = BigInt(daysBetween(on, lastDayOf(month)) + 1);
  const isCut = rule.measure === 'DAYS' && units > daysLeft;
  return {
    event: {
      id,
      member,
      kind: rule.code,
      on,
      units: isCut ? daysLeft : units,
      daysBeyond: isCut ? units - daysLeft : 0n,
      isSevere,
      hasConsequence,
      leaderAmount,
    },
    index,
  };
}

function readUnits(reader: ObjectReader, rule: EventRule | null): bigint | null {
  const name = rule?.measure === 'DAYS' ? 'days' : 'count';
  const other = name === 'days' ? 'count' : 'days';
  if (rule && reader.has(other))
    reader.problem(other, 'MISPLACED_FIELD', `${rule.code} 没有字段 ${other}`, `${rule.code} takes no field ${other}`);
  if (!rule) reader.count(other, 1, false);
  return reader.has(name) ? reader.count(name, 1) : 1n;
}

function refuseMisplaced(reader: ObjectReader, rule: EventRule): void {
  const takes: Record<string, boolean> = {
    severe: rule.severe !== undefined,
    leaderAmount: rule.severe !== undefined,
    consequence: rule.flags?.some(({ when }) => when === 'CONSEQUENCE') ?? false,
  };
  for (const [name, isTaken] of Object.entries(takes))
    if (!isTaken && reader.has(name))
      reader.problem(name, 'MISPLACED_FIELD', `${rule.code} 没有字段 ${name}`, `${rule.code} takes no field ${name}`);
}

/** The assessor's value for the team leader, within its range and in whole fen; only a severe case has one. */
function readLeaderAmount(reader: ObjectReader, rule: EventRule | null, isSevere: boolean): Exact | null {
  if (!reader.has('leaderAmount') || (rule && !rule.severe)) return null;
  const amount = reader.decimal('leaderAmount', false);
  if (!rule?.severe || amount === null) return amount;
  if (!isSevere)
    return reader.problem(
      'leaderAmount',
      'MISPLACED_FIELD',
      '只有情节严重时才有连带金额',
      'only a severe case has an amount for the leader',
    );
  const { min, max } = rule.severe.leader;
  if (amount.isLessThan(min) || max.isLessThan(amount))
    return reader.problem(
      'leaderAmount',
      'OUT_OF_RANGE',
      `应在 ${min.toDecimal(2)} 至 ${max.toDecimal(2)} 之间`,
      `must lie from ${min.toDecimal(2)} to ${max.toDecimal(2)}`,
    );
  if (/\.\d{3,}$/.test(String(reader.fields.leaderAmount)))
    return reader.problem('leaderAmount', 'TOO_MANY_DECIMALS', '最多两位小数', 'at most two decimals');
  return amount;
}

/** Ids are used once; nothing happens before the first day on the line; absences do not overlap; a severe case has one leader to bear it. */
function checkEvents(
  fields: Readonly<Record<string, unknown>>,
  events: readonly PlacedEvent[],
  members: readonly Member[],
  rules: OperatorRules | null,
  problems: Problems,
): void {
  const ids = new Set<unknown>();
  (Array.isArray(fields.events) ? fields.events : []).forEach((raw: unknown, index) => {
    const id = (raw as { id?: unknown } | null)?.id;
    if (typeof id !== 'string' || id === '') return;
    if (ids.has(id)) problems.add(`events[${index}].id`, 'DUPLICATE', `编号 ${id} 重复`, `the id ${id} is used twice`);
    ids.add(id);
  });
  const covered = new Set<string>();
  const ruleOf = new Map(rules?.events.map((rule) => [rule.code, rule]));
  const memberOf = new Map(members.map((member) => [member.no, member]));
  const leadersOf = new Map<string, number>();
  for (const { team, isLeader } of members) if (isLeader) leadersOf.set(team, (leadersOf.get(team) ?? 0) + 1);
  for (const { event, index } of events) {
    const rule = ruleOf.get(event.kind)!;
    const member = memberOf.get(event.member);
    if (!member) continue;
    if (event.on < member.onLineOn)
      problems.add(
        `events[${index}].on`,
        'BEFORE_ON_LINE',
        `早于上线日 ${member.onLineOn}`,
        `before the first day on the line, ${member.onLineOn}`,
      );
    if (isCountedByDay(rule)) {
      const days = daysOf([event]).map((day) => `${event.member} ${event.kind} ${day}`);
      if (days.some((day) => covered.has(day)))
        problems.add(
          `events[${index}].on`,
          'DAYS_OVERLAP',
          `两次${rule.label.zh}覆盖同一天`,
          `two events of "${rule.label.en}" cover one day`,
        );
      for (const day of days) covered.add(day);
    }
    if (rule.severe && event.isSevere && leadersOf.get(member.team) !== 1)
      problems.add(
        `events[${index}].severe`,
        'NOT_ONE_LEADER',
        `班组 ${member.team} 应恰有一名班长`,
        `team ${member.team} needs exactly one leader`,
      );
  }
}

/** Consecutive days matter only where each day is known to be covered once. */
const isCountedByDay = (rule: EventRule): boolean =>
  rule.flags?.some(({ when }) => typeof when === 'object' && 'consecutiveDaysFrom' in when) ?? false;

function readEarlier(
  raw: unknown,
  rules: OperatorRules | null,
  numbers: ReadonlySet<unknown>,
  problems: Problems,
): ReadonlyMap<string, ReadonlyMap<string, bigint>> {
  const earlier = new Map<string, ReadonlyMap<string, bigint>>();
  for (const [no, counts] of readEntries(raw, 'earlier', problems)) {
    const path = `earlier.${no}`;
    if (!numbers.has(no)) problems.add(path, 'UNKNOWN_MEMBER', `没有工号 ${no}`, `there is no member ${no}`);
    const byKind = new Map<string, bigint>();
    for (const [kind, value] of readEntries(counts, path, problems)) {
      if (rules && !rules.events.some(({ code }) => code === kind))
        problems.add(at(path, kind), 'UNKNOWN_KIND', `没有事件类型 ${kind}`, `there is no kind of event ${kind}`);
      const count = readCount(value, at(path, kind), 0, problems);
      if (count !== null) byKind.set(kind, count);
    }
    earlier.set(no, byKind);
  }
  return earlier;
}
