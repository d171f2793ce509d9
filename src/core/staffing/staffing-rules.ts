import { z } from 'zod';
import { clauseShape, codeShape, textShape } from '../values/shapes.js';

/** The days of the week as the data writes them, from Monday. */
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

const roleCodesShape = z.array(codeShape).min(1);

const windowShape = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1),
  from: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为时刻 HH:MM / a time HH:MM is expected')
    .meta({ description: 'Local time HH:MM at which it begins' }),
  to: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '应为时刻 HH:MM，至 24:00 / a time HH:MM is expected, up to 24:00')
    .meta({ description: 'Local time HH:MM up to which it lasts, itself not included; 24:00 is the end of the day' }),
});

const proofShape = z.strictObject({
  roles: roleCodesShape.optional().meta({ description: 'Roles whose people prove it; left out: all' }),
  measure: z.enum(['HELD', 'AT_LEAST', 'TEST_BEFORE_ON_LINE']).meta({
    description:
      'HELD: there is a valid proof; AT_LEAST: with this value or more; TEST_BEFORE_ON_LINE: a test passed before the first call',
  }),
  isHealth: z.boolean().optional().meta({ description: 'What proves it says something of a body: kept as health data' }),
});

const coverShape = z.strictObject({
  who: z.enum(['ON_LINE', 'MANAGER']),
  countMin: z.int().min(1).meta({ description: 'People on duty at once' }),
  isPolicy: z.boolean().optional().meta({ description: 'The number is set by the agency, since the contract sets none' }),
  hours: z.union([
    z.literal('ALWAYS'),
    z.strictObject({ inside: z.array(windowShape).min(1) }),
    z.strictObject({ outside: z.array(windowShape).min(1) }),
  ]),
});

const reserveShape = z.strictObject({
  countMin: z.int().min(1).meta({ description: 'People who stand in reserve' }),
  isPolicy: z.boolean().meta({ description: 'The number is set by the agency, since the contract sets none' }),
});

const requirementShape = z.strictObject({
  code: codeShape,
  clauses: z.array(clauseShape).min(1),
  title: textShape,
  kind: z.enum(['HEADCOUNT_MIN', 'QUALIFICATION', 'COVERAGE', 'CAPACITY', 'TURNOVER_MAX', 'APPROVAL']),
  value: z.string().nullable(),
  detail: textShape,
  hours: z.string().nullable(),
  counted: roleCodesShape.optional().meta({ description: 'Roles that a headcount or turnover counts; left out: all' }),
  proof: proofShape.optional().meta({ description: 'How a qualification is proved; left out: not measured' }),
  per: z
    .enum(['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'])
    .optional()
    .meta({ description: 'Of a turnover: what it is measured over; a quarter unless said' }),
  cover: coverShape.optional().meta({ description: 'Who is on duty when; left out: not measured' }),
  reserve: reserveShape.optional().meta({ description: 'Of a capacity: the people in reserve' }),
});

const figureShape = z.strictObject({
  metric: codeShape,
  figure: z.enum(['HEADCOUNT', 'OPENING_HEADCOUNT', 'LEAVERS', 'EXAM_REQUIRED', 'EXAM_TAKEN']),
  counted: roleCodesShape.optional().meta({ description: 'Roles that it counts; left out: all' }),
});

/** staffing.yaml: how many people, of what kind, at what hours. */
export const staffingShape = z.strictObject({
  requirements: z.array(requirementShape),
  roles: z
    .array(
      z.strictObject({
        code: codeShape,
        label: textShape,
        isManager: z.boolean(),
        isOnLine: z.boolean().meta({ description: 'Answers calls' }),
      }),
    )
    .optional()
    .meta({ description: 'What people of the roster work as' }),
  figures: z.array(figureShape).optional().meta({ description: 'Figures of a month that the roster gives the rubric' }),
  exam: z
    .strictObject({
      clause: clauseShape,
      dayOfMonth: z.int().min(1).max(28),
      roll: z.boolean().meta({ description: 'To the next working day' }),
    })
    .optional()
    .meta({ description: "The month's exam, taken by this day" }),
  replacement: z
    .strictObject({ workingDays: z.int().min(1), clauses: z.array(clauseShape).min(1) })
    .optional()
    .meta({ description: 'Working days in which somebody is replaced on demand; policy where the contract sets none' }),
  trainingGroups: z.array(z.strictObject({ code: codeShape, label: textShape, clause: clauseShape })).optional(),
  retention: z
    .array(
      z.strictObject({
        class: z.enum(['IDENTITY', 'QUALIFICATION', 'HEALTH', 'LEAVE', 'CONDUCT']),
        months: z.int().min(0).meta({ description: 'Months after the person left' }),
        reason: textShape,
      }),
    )
    .optional()
    .meta({ description: 'How long what is personal is kept; policy' }),
});

export type StaffingData = z.output<typeof staffingShape>;
export type StaffingRequirement = StaffingData['requirements'][number];
export type StaffRole = NonNullable<StaffingData['roles']>[number];
export type RosterFigure = NonNullable<StaffingData['figures']>[number];
export type ExamRule = NonNullable<StaffingData['exam']>;
export type Cover = NonNullable<StaffingRequirement['cover']>;
export type Window = z.output<typeof windowShape>;
