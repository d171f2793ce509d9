import type { IsoDate } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';
import { type Breach, breachOf, type MeasuredFacts } from './breach.js';
import type { StaffEvent } from './roster.js';
import type { StaffingRequirement } from './staffing-rules.js';

/** What changes the team; to begin on the line does not. */
const CHANGES: Readonly<Partial<Record<StaffEvent['kind'], Text>>> = {
  ADMITTED: { zh: '进场', en: 'was admitted' },
  ASSIGNED: { zh: '调岗', en: 'was reassigned' },
  LEFT: { zh: '离岗', en: 'left' },
};

/**
 * Whether somebody is of the team that the term begins with. Who was asked for only later is not, whatever day the roster tells.
 */
const isOfFirstTeam = ({ kind, on, askedFor }: StaffEvent, termFrom: IsoDate): boolean =>
  kind === 'ADMITTED' && on <= termFrom && (askedFor === null || askedFor <= termFrom);

/** Changes of the team that the agency had not approved by their day; the team that the term begins with needs no approval. */
export function measureApproval(requirement: StaffingRequirement, { events, term, days }: MeasuredFacts): Breach[] | null {
  if (events.length === 0) return null;
  const breaches = events
    .filter((event) => !isOfFirstTeam(event, term.from))
    .filter(({ on }) => days.from <= on && on <= days.to)
    .flatMap((event) => {
      const { staffId, no, kind, on, approvedOn } = event;
      const change = CHANGES[kind];
      if (!change || (approvedOn !== null && approvedOn <= on)) return [];
      const late =
        approvedOn === null
          ? { zh: '未经甲方同意', en: 'without the approval of the agency' }
          : { zh: `至 ${approvedOn} 才获甲方同意`, en: `approved by the agency only on ${approvedOn}` };
      return [
        breachOf(
          requirement,
          { place: `${staffId} ${kind} ${on}`, from: on, to: on, staffId, needed: Exact.ONE, present: Exact.ZERO },
          `${on} 工号 ${no} ${change.zh}，${late.zh}`,
          `${on}, number ${no} ${change.en}, ${late.en}`,
        ),
      ];
    });
  // The same change of the same person, told twice for one day, is one breach.
  return [...new Map(breaches.map((breach) => [breach.key, breach])).values()];
}
