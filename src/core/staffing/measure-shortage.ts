import { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';
import { type Breach, breachOf, type MeasuredFacts, numberOf, policyNote, writeRange } from './breach.js';
import { runsOf } from './day-runs.js';
import { changeDaysOf, isCounted, isDuring, type RosterEntry, stretchesOf } from './roster.js';
import type { StaffingRequirement } from './staffing-rules.js';

/** Days on which fewer people than required are formally on the roster. */
export function measureHeadcount(requirement: StaffingRequirement, facts: MeasuredFacts): Breach[] | null {
  const needed = numberOf(requirement);
  if (needed === null || facts.events.length === 0) return null;
  const isOfThem = (entry: RosterEntry) => isCounted(entry, requirement.counted);
  return shortages(requirement, facts, needed, isOfThem, { zh: '在册', en: 'on the roster' }, { zh: '', en: '' });
}

/** Days on which fewer people than required stand in reserve. */
export function measureReserve(requirement: StaffingRequirement, facts: MeasuredFacts): Breach[] | null {
  const { reserve } = requirement;
  if (!reserve || facts.events.length === 0) return null;
  const isOfThem = ({ standing }: RosterEntry) => standing === 'RESERVE';
  const needed = Exact.integer(reserve.countMin);
  return shortages(requirement, facts, needed, isOfThem, { zh: '后备', en: 'in reserve' }, policyNote(reserve.isPolicy));
}

function shortages(
  requirement: StaffingRequirement,
  { events, days }: MeasuredFacts,
  needed: Exact,
  isOfThem: (entry: RosterEntry) => boolean,
  where: Text,
  note: Text,
): Breach[] {
  const stretches = stretchesOf(events).filter(({ entry }) => isOfThem(entry));
  const presentOn = (day: string) => stretches.filter((stretch) => isDuring(stretch, day)).length;
  return runsOf(days, changeDaysOf(stretches), presentOn)
    .filter(({ state }) => Exact.integer(state).isLessThan(needed))
    .map(({ from, to, state }) => {
      const range = writeRange({ from, to });
      return breachOf(
        requirement,
        { place: from, from, to, staffId: null, needed, present: Exact.integer(state) },
        `${range.zh} ${where.zh} ${state} 人，应不少于 ${needed.toExpression()} 人${note.zh}`,
        `${range.en}, ${state} ${where.en}, at least ${needed.toExpression()} needed${note.en}`,
      );
    });
}
