import { z } from 'zod';
import { clauseShape, codeShape, textShape } from '../values/shapes.js';

/** Who approves leave. */
export const LEAVE_APPROVERS = ['TEAM_LEADER', 'SUPERIOR'] as const;

export type LeaveApprover = (typeof LEAVE_APPROVERS)[number];

const upToDaysShape = z.int().min(1).optional().meta({
  description: 'Leave of up to so many natural days; left out in the last row, which is for all that is longer',
});

const noticeRowShape = z.union([
  z.strictObject({ clause: clauseShape, upToDays: upToDaysShape, hoursAhead: z.int().min(0) }),
  z.strictObject({ clause: clauseShape, upToDays: upToDaysShape, daysAhead: z.int().min(0) }),
]);

const approverRowShape = z.strictObject({ clause: clauseShape, upToDays: upToDaysShape, approver: z.enum(LEAVE_APPROVERS) });

const limitShape = z.strictObject({
  kind: codeShape,
  daysMax: z.int().min(0),
  inMonths: z.int().min(1).meta({ description: 'Months before the first day of the leave asked for' }),
});

const kindShape = z.strictObject({
  code: codeShape,
  clause: clauseShape,
  label: textShape,
  event: codeShape.nullable().meta({ description: 'Event of the ledger that its days become; null where it costs nothing' }),
  daysMax: z.int().min(1).optional().meta({ description: 'Most natural days of one leave without a gap' }),
  isPerYearInPost: z
    .boolean()
    .optional()
    .meta({ description: 'The most days are those of a year in post, from one anniversary to the next' }),
  proofs: z.array(z.strictObject({ code: codeShape, label: textShape })),
  inPostMonthsMin: z.int().min(1).optional().meta({ description: 'Months in post before the first day of the leave' }),
  noticeMonths: z.int().min(1).optional().meta({ description: 'Months ahead that it is asked for, instead of the table of notice' }),
  limits: z.array(limitShape).optional().meta({ description: 'Most days of other leave before it' }),
});

/** The part of operators.yaml on leave: how far ahead, by whom approved, with what proof, and what it becomes in the ledger. */
export const leaveShape = z.strictObject({
  clause: clauseShape.meta({ description: 'That leave is asked for beforehand' }),
  notice: z.array(noticeRowShape).min(1).meta({ description: 'How far ahead, by natural days of the leave, in order' }),
  approvers: z.array(approverRowShape).min(1).meta({ description: 'Who approves, by natural days of the leave, in order' }),
  lateBecomes: codeShape.meta({ description: 'Event that late or unapproved leave becomes once the agency confirms it' }),
  kinds: z.array(kindShape).min(1),
  together: z
    .strictObject({ clause: clauseShape, kinds: z.array(codeShape).min(2), daysMax: z.int().min(1) })
    .optional()
    .meta({ description: 'Most natural days of these kinds of leave together without a gap' }),
});

export type LeaveRules = z.output<typeof leaveShape>;

export type LeaveKind = LeaveRules['kinds'][number];
