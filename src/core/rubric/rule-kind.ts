import type { z } from 'zod';
import type { Resolved } from '../readings/setting.js';
import type { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';
import type { ItemFrame, ItemOutcome } from './explain.js';
import type { ItemFacts } from './facts.js';

/** Which fields a finding of a kind takes, beside those that every finding has. */
export interface FindingForm {
  readonly kind: string;
  readonly label: Text;
  /** The range of a discretionary value; null where the kind has none. */
  readonly points: { readonly min: Exact; readonly max: Exact; readonly isRequired: boolean } | null;
  readonly fields: readonly FindingField[];
  readonly requiredFields: readonly FindingField[];
  /** What has to be named with one, beside what its points depend on; nothing where left out. */
  readonly names?: readonly Named[];
}

/** What a finding may have to name: those held responsible, and the months whose figures it touches. */
export const NAMED = ['RESPONSIBLE', 'MONTHS'] as const;

export type Named = (typeof NAMED)[number];

export type FindingField = 'elapsedHours' | 'dueOn' | 'submittedOn' | 'consented' | 'level' | 'matterId';

/** Something about a rule that is not wrong but that both parties should know. */
export interface Remark {
  readonly code: 'CAP_CANNOT_BIND' | 'TIERS_ALIKE' | 'NO_METHOD';
  readonly text: Text;
}

/** A rule as data, with its readings still in it. */
type Written<S extends z.ZodType> = z.output<S>;

/**
 * A way of scoring an item. The vocabulary of kinds is closed: a contract chooses among them and sets their parameters, in data.
 */
export interface RuleKind<S extends z.ZodType> {
  readonly shape: S;
  /** Scores the item. Errors: none; what is missing is an outcome without points. */
  score(rule: Resolved<Written<S>>, item: ItemFrame, facts: ItemFacts): ItemOutcome;
  /** Metrics that the rule scores by. */
  metrics(rule: Written<S>): readonly string[];
  /** Those of its metrics that count as 0 while they are not observed; left out where there are none. */
  optionalMetrics?(rule: Written<S>): readonly string[];
  /** Metrics that are only shown. */
  shownMetrics?(rule: Written<S>): readonly string[];
  findingForms(rule: Written<S>, max: Exact | null): readonly FindingForm[];
  /** The most points the rule can give; left out where that is the item's maximum. */
  greatest?(rule: Resolved<Written<S>>, max: Exact): Exact;
  /** What both parties should know of the rule as it stands. */
  remarks?(rule: Written<S>, max: Exact | null): readonly Remark[];
  /** What is wrong with the rule as it stands; such a rubric is refused. */
  faults?(rule: Written<S>, max: Exact | null): readonly Text[];
}

/** Gives a rule kind its types. */
export const defineRuleKind = <S extends z.ZodType>(kind: RuleKind<S>): RuleKind<S> => kind;
