import { type IsoDate, latest } from '../values/dates.js';
import { compareByCodePoint } from '../values/text.js';
import type { Breach, Measure, MeasuredFacts } from './breach.js';
import { type DateRange, earliest } from './date-range.js';
import { measureApproval } from './measure-approval.js';
import { measureCoverage } from './measure-coverage.js';
import { measureQualification } from './measure-qualification.js';
import { measureReplacement, REPLACEMENT_CODE, type ReplacementDemand, type ReplacementRule } from './measure-replacement.js';
import { measureHeadcount, measureReserve } from './measure-shortage.js';
import { measureTurnover } from './measure-turnover.js';
import type { StaffingRequirement } from './staffing-rules.js';

/** What the requirements are held against, and the days that are looked at. */
export interface StaffingFacts extends Omit<MeasuredFacts, 'days' | 'periodsUpTo'>, DateRange {
  readonly requirements: readonly StaffingRequirement[];
  /** How the contract's data have people replaced on demand; left out: nothing about it is measured. */
  readonly replacement?: ReplacementRule | undefined;
  readonly demands?: readonly ReplacementDemand[];
  /** Days after it are not looked at; left out: none. */
  readonly today?: IsoDate;
  /** Last day up to which a period that the days lie in is measured; left out: the days' last. */
  readonly periodsUpTo?: IsoDate;
}

/** How a requirement stands. */
export interface StaffingFinding {
  readonly code: string;
  readonly clauses: readonly string[];
  /** NOT_MEASURED: the contract's data or what is recorded leave nothing to measure. */
  readonly state: 'MET' | 'BREACHED' | 'NOT_MEASURED';
  /** What is needed is set by the agency, since the contract sets none. */
  readonly isPolicy: boolean;
  /** In order of their beginnings. */
  readonly breaches: readonly Breach[];
}

const MEASURES: Readonly<Record<StaffingRequirement['kind'], Measure>> = {
  HEADCOUNT_MIN: measureHeadcount,
  QUALIFICATION: measureQualification,
  COVERAGE: measureCoverage,
  CAPACITY: measureReserve,
  TURNOVER_MAX: measureTurnover,
  APPROVAL: measureApproval,
};

/**
 * How each requirement stood through some days, in the order of the requirements, and last whether demands to replace somebody were met.
 *
 * Only days of the term count, none after today. Without any event of the roster nothing about it is measured: what is not recorded
 * is no breach. Errors: none.
 */
export function complianceOf(facts: StaffingFacts): StaffingFinding[] {
  const { requirements, term, from, to, today = to } = facts;
  const days = { from: latest(from, term.from), to: [to, term.to, today].reduce(earliest) };
  const periodsUpTo = latest(days.to, earliest(facts.periodsUpTo ?? days.to, term.to));
  const found = requirements.map((requirement) => {
    const breaches = days.to < days.from ? null : MEASURES[requirement.kind](requirement, { ...facts, days, periodsUpTo });
    const isPolicy = (requirement.cover?.isPolicy || requirement.reserve?.isPolicy) ?? false;
    return findingOf(requirement.code, requirement.clauses, isPolicy, breaches);
  });
  const { replacement, demands = [] } = facts;
  if (!replacement) return found;
  const late = days.to < days.from ? null : measureReplacement(replacement, demands, days);
  return [...found, findingOf(REPLACEMENT_CODE, replacement.clauses, true, late)];
}

const findingOf = (code: string, clauses: readonly string[], isPolicy: boolean, breaches: readonly Breach[] | null): StaffingFinding => ({
  code,
  clauses,
  state: breaches === null ? 'NOT_MEASURED' : breaches.length === 0 ? 'MET' : 'BREACHED',
  isPolicy,
  breaches: (breaches ?? []).toSorted((a, b) => compareByCodePoint(a.from, b.from) || compareByCodePoint(a.key, b.key)),
});
