import { z } from 'zod';
import type { RuleKind } from './rule-kind.js';
import { findings } from './rules/findings.js';
import { hoursBeyond } from './rules/hours-beyond.js';
import { judgement } from './rules/judgement.js';
import { matters } from './rules/matters.js';
import { rank } from './rules/rank.js';
import { rateStep } from './rules/rate-step.js';
import { rateStepAndCount } from './rules/rate-step-and-count.js';
import { rateTiers } from './rules/rate-tiers.js';
import { shortfall } from './rules/shortfall.js';
import { workingDaysLate } from './rules/working-days-late.js';

/** The closed vocabulary: every way an item can be scored. A contract that needs another way needs a new file here. */
export const RULE_KINDS = {
  RATE_STEP: rateStep,
  RATE_STEP_AND_COUNT: rateStepAndCount,
  RATE_TIERS: rateTiers,
  SHORTFALL: shortfall,
  RANK: rank,
  FINDINGS: findings,
  HOURS_BEYOND: hoursBeyond,
  WORKING_DAYS_LATE: workingDaysLate,
  MATTERS: matters,
  JUDGEMENT: judgement,
} as const;

export const ruleShape = z.discriminatedUnion('kind', [
  rateStep.shape,
  rateStepAndCount.shape,
  rateTiers.shape,
  shortfall.shape,
  rank.shape,
  findings.shape,
  hoursBeyond.shape,
  workingDaysLate.shape,
  matters.shape,
  judgement.shape,
]);

/** A rule as data, of any kind. */
export type Rule = z.output<typeof ruleShape>;

// A rule's own kind always reads it: the union's members and the table's entries are the same list.
export const kindOf = (rule: { readonly kind: Rule['kind'] }): RuleKind<z.ZodType<Rule>> => RULE_KINDS[rule.kind] as never;
