import { z } from 'zod';
import { clauseShape, codeShape, exactShape, positiveExactShape, textShape } from '../values/shapes.js';

const conditionShape = z
  .union([
    z.enum(['ALWAYS', 'CONSEQUENCE', 'SEVERE']),
    z.strictObject({ inTermFrom: z.int().min(1) }),
    z.strictObject({ consecutiveDaysFrom: z.int().min(2) }),
  ])
  .meta({
    description: 'ALWAYS; CONSEQUENCE or SEVERE where the event says so; from a number of events in the term; from consecutive days',
  });

const eventShape = z.strictObject({
  code: codeShape,
  clause: clauseShape,
  label: textShape,
  measure: z.enum(['COUNT', 'DAYS']),
  amount: positiveExactShape.meta({ description: 'Yuan for each one, or for each day' }),
  nature: z.enum(['VIOLATION', 'LEAVE']).meta({ description: 'A violation feeds the pool and bars a share of it; leave does neither' }),
  isProtected: z.boolean().optional().meta({ description: 'Costs nothing in the first days on the line' }),
  endsFullAttendanceFrom: z.int().min(1).optional().meta({ description: 'So many in a month end full attendance' }),
  severe: z
    .strictObject({ amount: positiveExactShape, leader: z.strictObject({ min: exactShape, max: positiveExactShape }) })
    .optional()
    .meta({ description: 'The amount of a severe case instead, and the range that the team leader bears' }),
  flags: z.array(z.strictObject({ flag: codeShape, when: conditionShape })).optional(),
});

/** operators.yaml: what an operator's month costs, by event; amounts are proposals, never pay. */
export const operatorRulesShape = z.strictObject({
  flags: z.array(z.strictObject({ code: codeShape, label: textShape })),
  protection: z.strictObject({ clause: clauseShape, days: z.int().min(1) }).meta({
    description: 'Natural days on the line, the first included, in which protected events cost nothing',
  }),
  pool: z.strictObject({ clause: clauseShape, label: textShape }),
  events: z.array(eventShape).min(1),
});

export type OperatorRules = z.output<typeof operatorRulesShape>;

export type EventRule = OperatorRules['events'][number];
