import type { IsoDate } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';
import type { Shift } from './coverage.js';
import type { DateRange } from './date-range.js';
import type { LocalTime } from './local-time.js';
import type { StaffEvent } from './roster.js';
import type { StaffingRequirement } from './staffing-rules.js';

/** Something that somebody holds or passed, towards a requirement. */
export interface Proof {
  readonly staffId: string;
  /** Code of the requirement. */
  readonly requirement: string;
  /** What was measured; null where nothing is. */
  readonly value: Exact | null;
  readonly obtainedOn: IsoDate;
  /** Last day on which it is valid; null where it does not end. */
  readonly validUntil: IsoDate | null;
  readonly isPassed: boolean;
}

/** A requirement that was not met for a while. Its text names people by employee number only. */
export interface Breach extends Text {
  readonly requirement: string;
  /** The first of the requirement's clauses. */
  readonly clause: string;
  /** The same breach has the same key whenever whole months are looked at. */
  readonly key: string;
  /** Days, both included; or minutes, the last not included. */
  readonly from: IsoDate | LocalTime;
  readonly to: IsoDate | LocalTime;
  readonly staffId: string | null;
  /** People, per cent or units of the requirement's value; 1 for one proof or approval. */
  readonly needed: Exact;
  /** The same units; null where nothing was measured. */
  readonly present: Exact | null;
}

/** All that the requirements are held against. */
export interface MeasuredFacts {
  readonly events: readonly StaffEvent[];
  readonly proofs: readonly Proof[];
  readonly shifts: readonly Shift[];
  /** Whether a day has a duty roster. */
  readonly isKnownDay: (day: IsoDate) => boolean;
  readonly term: DateRange;
  /** The days that are looked at, within the term; one at least. */
  readonly days: DateRange;
  /** Last day up to which a longer period that they lie in is measured: theirs, or a later one of the term. */
  readonly periodsUpTo: IsoDate;
}

/** The breaches of a requirement; null where the contract or what is recorded leaves nothing to measure. */
export type Measure = (requirement: StaffingRequirement, facts: MeasuredFacts) => Breach[] | null;

interface BreachPlace {
  /** What tells it from others of the requirement. */
  readonly place: string;
  readonly from: string;
  readonly to: string;
  /** Null where it is nobody's own. */
  readonly staffId: string | null;
  readonly needed: Exact;
  readonly present: Exact | null;
}

/** A breach of a requirement, its text led by the requirement's title. */
export const breachOf = (
  { code, clauses, title }: Pick<StaffingRequirement, 'code' | 'clauses' | 'title'>,
  { place, from, to, staffId, needed, present }: BreachPlace,
  zh: string,
  en: string,
): Breach => ({
  requirement: code,
  clause: clauses[0]!,
  key: `${code} ${place}`,
  from,
  to,
  staffId,
  needed,
  present,
  zh: `${title.zh}：${zh}`,
  en: `${title.en}: ${en}`,
});

/** A breach of somebody's as it is told to who may not know whose it is, nor what was measured. */
export const withoutPerson = ({ title }: StaffingRequirement, breach: Breach): Breach => {
  const range = writeRange(breach);
  return {
    ...breach,
    key: `${breach.requirement} ${breach.from}`,
    staffId: null,
    present: null,
    zh: `${title.zh}：${range.zh} 有人未达到`,
    en: `${title.en}: ${range.en}, somebody does not meet it`,
  };
};

/** Days or minutes as they are read: one, or from one to another. */
export const writeRange = ({ from, to }: DateRange): Text =>
  from === to ? { zh: from, en: from } : { zh: `${from} 至 ${to}`, en: `${from} to ${to}` };

/** Said of a number that the contract does not set. */
export const policyNote = (isPolicy: boolean | undefined): Text =>
  isPolicy ? { zh: '（甲方规定，合同未定）', en: ' (set by the agency, not by the contract)' } : { zh: '', en: '' };

/** A requirement's value as a number; null where it has none. */
export const numberOf = ({ value }: StaffingRequirement): Exact | null => (value === null ? null : Exact.parse(value));
