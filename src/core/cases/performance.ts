import type { Contract } from '../contract/contract.js';
import { keepLedgers, type LedgerEntry } from '../performance/ledger.js';
import type { OperatorMonth } from '../performance/operator-month.js';
import type { Json } from '../values/canonical-json.js';
import type { IsoMonth } from '../values/dates.js';
import { digestOf } from '../values/digest.js';
import { printMoney } from '../values/figures.js';
import { compareByCodePoint, type Text } from '../values/text.js';
import type { PerformanceCase } from './read-performance-case.js';

/** What `performance` gives back, in the case format. Money in yuan, two decimals; proposals, never pay. */
export interface Performance {
  readonly contract: string;
  readonly month: IsoMonth;
  readonly members: readonly MemberResult[];
  readonly pools: readonly PoolResult[];
  readonly digest: string;
}

export interface MemberResult {
  readonly no: string;
  readonly team: string;
  readonly violations: string;
  readonly leave: string;
  readonly share: string;
  /** The share less violations and leave: mostly negative. */
  readonly net: string;
  readonly fullAttendance: boolean;
  readonly flags: readonly string[];
  readonly provisional: boolean;
  readonly lines: readonly PerformanceLine[];
}

export interface PerformanceLine extends Text {
  readonly clause: string;
  readonly event: string | null;
  readonly arithmetic: string;
  readonly amount: string;
  readonly provisional: boolean;
}

export interface PoolResult {
  readonly team: string;
  readonly amount: string;
  readonly eligible: number;
  readonly status: 'SHARED' | 'SUSPENSE' | 'EMPTY';
}

/** Keeps the ledgers of an operators' month. */
export function performance({ contract, rules, month }: PerformanceCase): Performance {
  const { ledgers, pools } = keepLedgers(rules, month);
  return {
    contract: contract.code,
    month: month.month,
    members: ledgers.map(({ member, entries, violations, leave, share, fullAttendance, flags }) => ({
      no: member.no,
      team: member.team,
      violations: printMoney(violations),
      leave: printMoney(leave),
      share: printMoney(share),
      net: printMoney(share.minus(violations).minus(leave)),
      fullAttendance,
      flags,
      provisional: entries.some(({ provisional }) => provisional),
      lines: entries.map(lineOf),
    })),
    pools: pools.map(({ team, amount, eligible, status }) => ({ team, amount: printMoney(amount), eligible, status })),
    digest: digestOfMonth(contract, month),
  };
}

const lineOf = ({ clause, event, arithmetic, amount, provisional, text }: LedgerEntry): PerformanceLine => ({
  clause,
  event,
  arithmetic,
  amount: printMoney(amount),
  provisional,
  ...text,
});

const digestOfMonth = (contract: Contract, { month, members, events, earlier }: OperatorMonth): string =>
  digestOf({
    command: 'performance',
    contract: contract.code,
    data: contract.dataDigest,
    rubric: contract.rubric.id,
    calendar: contract.calendar.version,
    month,
    members: members.map((member): Json => ({ ...member, shifts: String(member.shifts) })).sort(byKey('no')),
    events: events
      .map(
        (event): Json => ({
          ...event,
          units: String(event.units),
          daysBeyond: String(event.daysBeyond),
          leaderAmount: event.leaderAmount?.key() ?? null,
        }),
      )
      .sort(byKey('id')),
    earlier: [...earlier]
      .flatMap(([member, counts]) => [...counts].map(([kind, count]): Json => ({ key: `${member} ${kind}`, count: String(count) })))
      .sort(byKey('key')),
  });

const byKey = (key: string) => (a: Json, b: Json) =>
  compareByCodePoint(String((a as Record<string, Json>)[key]), String((b as Record<string, Json>)[key]));
