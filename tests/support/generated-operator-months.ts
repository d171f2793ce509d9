import fc from 'fast-check';
import type { Contract } from '../../src/core/contract/contract.js';
import type { EventRule } from '../../src/core/performance/operator-rules.js';
import { addDays } from '../../src/core/values/dates.js';
import { Exact } from '../../src/core/values/exact.js';

/** The input of `performance`. */
export interface OperatorMonthInput {
  contract: string;
  month: string;
  members: Record<string, unknown>[];
  events: Record<string, unknown>[];
  earlier?: Record<string, Record<string, unknown>>;
}

/** Any good operators' month of a contract: up to a dozen operators in three teams of one leader each, events of every kind. */
export function operatorMonths(contract: Contract): fc.Arbitrary<OperatorMonthInput> {
  const month = contract.data.term.from.slice(0, 7);
  const startsOn = `${month}-01`;
  const members = fc
    .array(fc.record({ team: fc.constantFrom('A', 'B', 'C'), shifts: fc.constantFrom(0, 20, 21), isNew: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((drawn) =>
      drawn.map(({ team, shifts, isNew }, index) => ({
        no: String(index + 1).padStart(3, '0'),
        team,
        shifts,
        onLineOn: isNew ? startsOn : '2020-01-01',
        leader: drawn.findIndex((other) => other.team === team) === index,
      })),
    );
  return members.chain((all) =>
    fc
      .array(
        fc.constantFrom(...contract.operatorRules!.events).chain((rule) =>
          eventOf(
            rule,
            all.map(({ no }) => no),
            startsOn,
          ),
        ),
        { maxLength: 15 },
      )
      .map((events) => ({
        contract: contract.code,
        month,
        members: all,
        events: events.filter(isFirstOfItsDays).map((event, index) => ({ ...event, id: `e-${index}` })),
      })),
  );
}

function eventOf(rule: EventRule, numbers: readonly string[], startsOn: string): fc.Arbitrary<Record<string, unknown>> {
  const takesConsequence = rule.flags?.some(({ when }) => when === 'CONSEQUENCE') ?? false;
  return fc
    .record({
      member: fc.constantFrom(...numbers),
      on: fc.nat(27).map((offset) => addDays(startsOn, offset)),
      units: fc.integer({ min: 1, max: 4 }),
      isSevere: fc.boolean(),
      consequence: fc.boolean(),
      part: fc.option(fc.nat(10)),
    })
    .map(({ units, isSevere, consequence, part, ...event }) => ({
      ...event,
      kind: rule.code,
      [rule.measure === 'DAYS' ? 'days' : 'count']: units,
      ...(takesConsequence && { consequence }),
      ...(rule.severe && { severe: isSevere }),
      ...(rule.severe && isSevere && part !== null && { leaderAmount: partOf(rule.severe.leader, part) }),
    }));
}

/** A value some tenths into a range, in whole fen. */
const partOf = ({ min, max }: { min: Exact; max: Exact }, tenths: number): string =>
  min.plus(max.minus(min).times(Exact.ratio(BigInt(tenths), 10n))).toDecimal(2);

/** Events of days do not overlap: of one member and kind only the first is kept. */
const isFirstOfItsDays = (event: Record<string, unknown>, index: number, events: readonly Record<string, unknown>[]): boolean =>
  event.days === undefined || events.findIndex(({ member, kind }) => member === event.member && kind === event.kind) === index;
