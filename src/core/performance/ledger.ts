import { addDays, type IsoDate } from '../values/dates.js';
import { Exact, sum } from '../values/exact.js';
import { printMoney } from '../values/figures.js';
import { compareByCodePoint, type Text } from '../values/text.js';
import type { Member, OperatorEvent, OperatorMonth } from './operator-month.js';
import type { EventRule, OperatorRules } from './operator-rules.js';

/** One entry of an operator's ledger: what an event costs, or the share of the pool. Negative takes off. */
export interface LedgerEntry {
  readonly clause: string;
  readonly event: string | null;
  readonly kind: 'VIOLATION' | 'LEAVE' | 'SHARE';
  readonly amount: Exact;
  readonly arithmetic: string;
  readonly provisional: boolean;
  readonly text: Text;
}

/** An operator's month: proposed deductions and the share of the pool, never pay. */
export interface MemberLedger {
  readonly member: Member;
  readonly entries: readonly LedgerEntry[];
  readonly violations: Exact;
  readonly leave: Exact;
  readonly share: Exact;
  readonly fullAttendance: boolean;
  readonly flags: readonly string[];
}

/** What a team's violations come to and among how many it is shared. Without anyone to share it is held in suspense. */
export interface TeamPool {
  readonly team: string;
  readonly amount: Exact;
  readonly eligible: number;
  readonly status: 'SHARED' | 'SUSPENSE' | 'EMPTY';
}

const FEN_PER_YUAN = Exact.integer(100);

/** The ledgers of all operators, by number, and the pools of their teams; amounts in yuan. */
export function keepLedgers(rules: OperatorRules, month: OperatorMonth): { ledgers: MemberLedger[]; pools: TeamPool[] } {
  const ruleOf = new Map(rules.events.map((rule) => [rule.code, rule]));
  const memberOf = new Map(month.members.map((member) => [member.no, member]));
  const leaderOf = new Map(month.members.filter(({ isLeader }) => isLeader).map((member) => [member.team, member]));
  const eventsOf = new Map<string, OperatorEvent[]>(month.members.map(({ no }) => [no, []]));
  const charges = new Map<string, LedgerEntry[]>(month.members.map(({ no }) => [no, []]));
  for (const event of month.events) {
    const rule = ruleOf.get(event.kind)!;
    const member = memberOf.get(event.member)!;
    eventsOf.get(member.no)!.push(event);
    charges.get(member.no)!.push(entryOf(rule, event, member, rules));
    // The leader's own severe case charges the leader once, as the member that he is.
    const leader = rule.severe && event.isSevere && !member.isLeader ? leaderOf.get(member.team)! : null;
    if (leader) charges.get(leader.no)!.push(leaderEntryOf(rule, event, member));
  }
  const violationsOf = ({ no }: Member) => sumOf(charges.get(no)!, 'VIOLATION');
  const sorted = [...month.members].sort((a, b) => compareByCodePoint(a.no, b.no));
  const teamMembers = Map.groupBy(sorted, ({ team }) => team);
  const teams = [...teamMembers.keys()].sort(compareByCodePoint);
  const pools: TeamPool[] = [];
  const shares = new Map<string, Exact>();
  for (const team of teams) {
    const members = teamMembers.get(team)!;
    const amount = sum(members.map(violationsOf));
    const eligible = members.filter((member) => member.shifts > 0n && violationsOf(member).isZero);
    const status = amount.isZero ? 'EMPTY' : eligible.length > 0 ? 'SHARED' : 'SUSPENSE';
    pools.push({ team, amount, eligible: eligible.length, status });
    if (status !== 'SHARED') continue;
    for (const [index, share] of shareEqually(amount, eligible).entries()) shares.set(eligible[index]!.no, share);
  }
  const poolOf = new Map(pools.map((pool) => [pool.team, pool]));
  const ledgers = sorted.map((member): MemberLedger => {
    const own = eventsOf.get(member.no)!;
    const share = shares.get(member.no) ?? Exact.ZERO;
    const entries = charges.get(member.no)!;
    return {
      member,
      entries: share.isZero ? entries : [...entries, shareEntry(rules, share, poolOf.get(member.team)!)],
      violations: sumOf(entries, 'VIOLATION'),
      leave: sumOf(entries, 'LEAVE'),
      share,
      fullAttendance: !rules.events.some((rule) => endsFullAttendance(rule, own)),
      flags: flagsOf(rules, own, month.earlier.get(member.no)),
    };
  });
  return { ledgers, pools };
}

const sumOf = (entries: readonly LedgerEntry[], kind: LedgerEntry['kind']): Exact =>
  sum(entries.filter((entry) => entry.kind === kind).map(({ amount }) => amount.negated()));

/** Equal parts of an amount in whole fen; the fen that remain go one each to the first members, who stand by number. */
function shareEqually(amount: Exact, members: readonly Member[]): Exact[] {
  const fen = amount.times(FEN_PER_YUAN).toBigInt();
  const count = BigInt(members.length);
  const remainder = fen % count;
  return members.map((_, index) => Exact.ratio(fen / count + (BigInt(index) < remainder ? 1n : 0n), 100n));
}

/** Protected: the first days on the line, the first included, natural days. */
function isProtected(rule: EventRule, event: OperatorEvent, member: Member, rules: OperatorRules): boolean {
  return rule.isProtected === true && event.on < addDays(member.onLineOn, rules.protection.days);
}

function entryOf(rule: EventRule, event: OperatorEvent, member: Member, rules: OperatorRules): LedgerEntry {
  const amountEach = event.isSevere ? rule.severe!.amount : rule.amount;
  const spared = isProtected(rule, event, member, rules);
  const amount = spared ? Exact.ZERO : Exact.integer(event.units).times(amountEach);
  const isByDay = rule.measure === 'DAYS';
  const cut =
    event.daysBeyond > 0n
      ? { zh: `（另有 ${event.daysBeyond} 天在月末之后，不计）`, en: ` (another ${event.daysBeyond} beyond the month, not counted)` }
      : { zh: '', en: '' };
  const units = { zh: `${event.units} ${isByDay ? '天' : '次'}${cut.zh}`, en: `${isByDay ? 'days: ' : ''}${event.units}${cut.en}` };
  return {
    clause: rule.clause,
    event: event.id,
    kind: rule.nature,
    amount: amount.negated(),
    arithmetic: amount.isZero ? '0' : `-(${event.units} * ${amountEach.toExpression()})`,
    provisional: false,
    text: spared
      ? {
          zh: `${event.on} ${rule.label.zh} ${units.zh}：上线 ${rules.protection.days} 天保护期内，只记录不扣款`,
          en: `${event.on} ${rule.label.en}, ${units.en}: within the first ${rules.protection.days} days on the line, recorded only`,
        }
      : {
          zh: `${event.on} ${rule.label.zh}${event.isSevere ? '（情节严重）' : ''} ${units.zh} × ${amountEach.toDecimal(2)} 元，拟扣 ${printMoney(amount)} 元`,
          en: `${event.on} ${rule.label.en}${event.isSevere ? ' (severe)' : ''}, ${units.en} at ${amountEach.toDecimal(2)}: ${printMoney(amount)} proposed`,
        },
  };
}

function leaderEntryOf(rule: EventRule, event: OperatorEvent, member: Member): LedgerEntry {
  const amountEach = event.leaderAmount ?? rule.severe!.leader.min;
  const amount = Exact.integer(event.units).times(amountEach);
  const provisional = event.leaderAmount === null;
  return {
    clause: rule.clause,
    event: event.id,
    kind: 'VIOLATION',
    amount: amount.negated(),
    arithmetic: `-(${event.units} * ${amountEach.toExpression()})`,
    provisional,
    text: {
      zh: `${event.on} 班组成员 ${member.no} ${rule.label.zh}（情节严重），班长连带，拟扣 ${printMoney(amount)} 元${provisional ? '（暂按下限）' : ''}`,
      en: `${event.on} ${rule.label.en} by member ${member.no} (severe), the team leader's part: ${printMoney(amount)} proposed${provisional ? ' (the least for the time being)' : ''}`,
    },
  };
}

const shareEntry = ({ pool }: OperatorRules, share: Exact, { amount, eligible }: TeamPool): LedgerEntry => ({
  clause: pool.clause,
  event: null,
  kind: 'SHARE',
  amount: share,
  arithmetic: share.toExpression(),
  provisional: false,
  text: {
    zh: `${pool.label.zh}：${printMoney(amount)} 元由 ${eligible} 人均分（余数按工号先后每人一分），分得 ${printMoney(share)} 元`,
    en: `${pool.label.en}: ${printMoney(amount)} among ${eligible}, left-over fen one each by number: a share of ${printMoney(share)}`,
  },
});

const unitsOf = (events: readonly OperatorEvent[]): bigint => events.reduce((total, { units }) => total + units, 0n);

function endsFullAttendance(rule: EventRule, own: readonly OperatorEvent[]): boolean {
  if (rule.endsFullAttendanceFrom === undefined) return false;
  return unitsOf(own.filter(({ kind }) => kind === rule.code)) >= BigInt(rule.endsFullAttendanceFrom);
}

/** Flags for review, sorted; a flag needs an event of this month, whatever came earlier in the term. */
function flagsOf(rules: OperatorRules, own: readonly OperatorEvent[], earlier: ReadonlyMap<string, bigint> | undefined): string[] {
  const flags = rules.events.flatMap((rule) => {
    const events = own.filter(({ kind }) => kind === rule.code);
    if (events.length === 0) return [];
    const inTerm = unitsOf(events) + (earlier?.get(rule.code) ?? 0n);
    return (rule.flags ?? []).filter(({ when }) => isRaised(when, events, inTerm)).map(({ flag }) => flag);
  });
  return [...new Set(flags)].sort(compareByCodePoint);
}

function isRaised(when: NonNullable<EventRule['flags']>[number]['when'], events: readonly OperatorEvent[], inTerm: bigint): boolean {
  if (when === 'ALWAYS') return true;
  if (when === 'CONSEQUENCE') return events.some(({ hasConsequence }) => hasConsequence);
  if (when === 'SEVERE') return events.some(({ isSevere }) => isSevere);
  if ('inTermFrom' in when) return inTerm >= BigInt(when.inTermFrom);
  return longestRun(daysOf(events)) >= when.consecutiveDaysFrom;
}

/** Every day that events of days cover. */
export const daysOf = (events: readonly Pick<OperatorEvent, 'on' | 'units'>[]): IsoDate[] =>
  events.flatMap(({ on, units }) => Array.from({ length: Number(units) }, (_, index) => addDays(on, index)));

function longestRun(days: readonly IsoDate[]): number {
  const covered = new Set(days);
  let longest = 0;
  for (const first of covered) {
    if (covered.has(addDays(first, -1))) continue;
    let length = 1;
    while (covered.has(addDays(first, length))) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
