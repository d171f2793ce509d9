import { z } from 'zod';
import type { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';

/** What "each 0.1% costs 0.1" makes of a part of a step: completed steps only, in proportion, or every step that has begun. */
export const partStepsShape = z.enum(['COMPLETED', 'PROPORTIONAL', 'STARTED']);

export type PartSteps = z.output<typeof partStepsShape>;

/** How many steps a distance makes. Units: steps; a fraction only in proportion. Range: distances from 0. */
export function countSteps(distance: Exact, step: Exact, partSteps: PartSteps): Exact {
  const steps = distance.dividedBy(step);
  if (partSteps === 'COMPLETED') return steps.floor();
  return partSteps === 'STARTED' ? steps.ceil() : steps;
}

export const PART_STEPS_LABELS: Readonly<Record<PartSteps, Text>> = {
  COMPLETED: { zh: '只计完整档', en: 'completed steps only' },
  PROPORTIONAL: { zh: '按比例计档', en: 'in proportion' },
  STARTED: { zh: '不足一档计一档', en: 'each step begun' },
};
