import type { LocalTime } from '../staffing/local-time.js';

/** What is decided about a request for leave. */
export const LEAVE_STEPS = [
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  /** The agency confirms that the operator was absent: late or unapproved leave does not count as leave. */
  'ABSENCE_CONFIRMED',
  /** The agency excuses late or unapproved leave by its special circumstances: it is leave of its kind. */
  'EXCUSED',
  /** The agency takes back that the operator was absent: the request stands as it did before. */
  'ABSENCE_RETRACTED',
] as const;

export type LeaveStep = (typeof LEAVE_STEPS)[number];

/** How a request stands: as its last step left it. */
export type LeaveState = 'REQUESTED' | Exclude<LeaveStep, 'ABSENCE_RETRACTED'>;

/** States in which the days of a request are settled, as leave or as none; no day is so twice. */
export const SETTLED_LEAVE: readonly LeaveState[] = ['APPROVED', 'ABSENCE_CONFIRMED', 'EXCUSED'];

/** Who takes a step: who asked for the leave, who approves leave of its length, or the agency. */
export type LeaveActor = 'APPLICANT' | 'APPROVER' | 'AGENCY';

/** Whose step it is. */
export const ACTOR_OF_LEAVE_STEP: Readonly<Record<LeaveStep, LeaveActor>> = {
  APPROVED: 'APPROVER',
  REJECTED: 'APPROVER',
  WITHDRAWN: 'APPLICANT',
  ABSENCE_CONFIRMED: 'AGENCY',
  EXCUSED: 'AGENCY',
  ABSENCE_RETRACTED: 'AGENCY',
};

/** The steps that may follow in a state, whatever the request is like. What was confirmed may turn out to be excused. */
const STEPS_FROM: Readonly<Record<LeaveState, readonly LeaveStep[]>> = {
  REQUESTED: ['APPROVED', 'REJECTED', 'WITHDRAWN', 'ABSENCE_CONFIRMED', 'EXCUSED'],
  APPROVED: ['WITHDRAWN', 'ABSENCE_CONFIRMED', 'EXCUSED'],
  REJECTED: ['ABSENCE_CONFIRMED', 'EXCUSED'],
  WITHDRAWN: [],
  ABSENCE_CONFIRMED: ['EXCUSED', 'ABSENCE_RETRACTED'],
  EXCUSED: ['WITHDRAWN'],
};

/** What the steps of a request depend on, beside its state. */
export interface LeaveFacts {
  readonly state: LeaveState;
  readonly isLate: boolean;
  readonly hasSpecialCircumstances: boolean;
  readonly startsAt: LocalTime;
}

/** The steps that may be taken about a request at a time, each by its actor. */
export const leaveStepsAllowed = (leave: LeaveFacts, at: LocalTime): LeaveStep[] =>
  STEPS_FROM[leave.state].filter((step) => fits(step, leave, at));

/** Whether a step may be taken about a request at a time. */
export const isLeaveStepAllowed = (leave: LeaveFacts, step: LeaveStep, at: LocalTime): boolean =>
  leaveStepsAllowed(leave, at).includes(step);

function fits(step: LeaveStep, { state, isLate, hasSpecialCircumstances, startsAt }: LeaveFacts, at: LocalTime): boolean {
  const isAgainstTheRules = isLate || state === 'REJECTED' || state === 'ABSENCE_CONFIRMED';
  if (step === 'WITHDRAWN') return at < startsAt;
  // Nobody is absent before the leave has begun.
  if (step === 'ABSENCE_CONFIRMED') return isAgainstTheRules && at >= startsAt;
  if (step === 'EXCUSED') return isAgainstTheRules && hasSpecialCircumstances;
  return true;
}

/** The state after some steps, in order. Errors: throws where a step may not follow, which never happens to what was stored. */
export function stateOfLeave(steps: readonly LeaveStep[]): LeaveState {
  const states: LeaveState[] = ['REQUESTED'];
  for (const step of steps) {
    const state = states.at(-1)!;
    if (!STEPS_FROM[state].includes(step)) throw new Error(`leave takes no step ${step} while ${state}`);
    if (step === 'ABSENCE_RETRACTED') states.pop();
    else states.push(step);
  }
  return states.at(-1)!;
}
