import { z } from 'zod';
import { clauseShape, codeShape, exactShape, positiveExactShape, textShape } from '../values/shapes.js';
import { leaveShape } from './leave-rules.js';

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

const labelledShape = z.strictObject({ code: codeShape, label: textShape });

// Days that every month has.
const dayOfMonthShape = z.int().min(1).max(28);

const assessmentShape = z
  .strictObject({
    clause: clauseShape,
    dayOfNextMonth: dayOfMonthShape,
    meets: z.array(codeShape).optional().meta({ description: 'Monthly obligations that a confirmed month meets' }),
  })
  .meta({
    description: "Last day of the next month, holidays or not, on which a month's assessment is in time",
  });

const resignationShape = z.strictObject({
  clause: clauseShape,
  daysAhead: z.int().min(0).meta({ description: 'Natural days from saying so to leaving' }),
  needs: z.array(labelledShape).meta({ description: 'What is done before leaving' }),
  otherwise: codeShape.meta({ description: 'Flag of who leaves earlier, or without what is needed' }),
});

const markShape = z
  .strictObject({
    clause: clauseShape,
    max: z.int().min(1).meta({ description: 'Most points of all parts together' }),
    parts: z.array(labelledShape).min(1),
  })
  .meta({ description: "The assessor's mark of a month, a judgement in parts without formula" });

const retrainingShape = z.strictObject({
  clause: clauseShape,
  event: codeShape.meta({ description: 'Event after which the operator is off the line until a test is passed' }),
  days: z.int().min(0).meta({ description: 'Days of study off shift, the day of the event included' }),
});

const missingTextShape = z.strictObject({ clause: clauseShape, note: textShape });

/** operators.yaml: what an operator's month costs, by event; amounts are proposals, never pay. */
export const operatorRulesShape = z.strictObject({
  flags: z.array(z.strictObject({ code: codeShape, label: textShape })),
  protection: z.strictObject({ clause: clauseShape, days: z.int().min(1) }).meta({
    description: 'Natural days on the line, the first included, in which protected events cost nothing',
  }),
  pool: z.strictObject({ clause: clauseShape, label: textShape }),
  events: z.array(eventShape).min(1),
  leaderRole: codeShape.optional().meta({ description: 'Role of the roster that leads a team' }),
  assessment: assessmentShape.optional(),
  leave: leaveShape.optional(),
  resignation: resignationShape.optional(),
  mark: markShape.optional(),
  retraining: retrainingShape.optional(),
  missingText: z.array(missingTextShape).optional().meta({ description: 'Where the text breaks off, so that nothing rests on it' }),
});

export type OperatorRules = z.output<typeof operatorRulesShape>;

export type EventRule = OperatorRules['events'][number];

export type AssessmentRule = NonNullable<OperatorRules['assessment']>;

export type ResignationRule = NonNullable<OperatorRules['resignation']>;

export type MarkRule = NonNullable<OperatorRules['mark']>;

export type RetrainingRule = NonNullable<OperatorRules['retraining']>;

/** Parts of operators.yaml that no figure is computed from. */
export const NOT_COMPUTED = ['leaderRole', 'assessment', 'leave', 'resignation', 'mark', 'retraining', 'missingText'] as const;
