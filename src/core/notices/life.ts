/** What one party tells the other in writing. */
export const NOTICE_KINDS = ['BREACH', 'FORCE_MAJEURE', 'RECTIFICATION', 'TERMINATION', 'DISPUTE', 'MATERIALS', 'MINUTES'] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What is done about a notice after it was issued. */
export const NOTICE_STEPS = [
  /** Answered, received, confirmed: the other party has nothing against it. */
  'ANSWERED',
  'CONTESTED',
  /** What supports an event of force majeure, such as an account before a notary. */
  'PROOF_SUBMITTED',
  'PLAN_SUBMITTED',
  /** The defect is mended, as the other party says. */
  'CORRECTED',
  'RECHECK_PASSED',
  'RECHECK_FAILED',
  'SUMMARY_SUBMITTED',
  'APPROVED',
  'REJECTED',
  /** All that was approved of it is taken back. */
  'REVOKED',
  /** The event of force majeure is over. */
  'ENDED',
  'CLOSED',
] as const;

export type NoticeStep = (typeof NOTICE_STEPS)[number];

export type NoticeState =
  | 'ISSUED'
  | 'ANSWERED'
  | 'CONTESTED'
  | 'PLANNED'
  | 'CORRECTED'
  | 'UNREMEDIED'
  | 'REMEDIED'
  | 'SUMMARISED'
  | 'APPROVED'
  | 'REJECTED'
  /** Over, and nobody has decided yet. */
  | 'ENDED'
  /** Approved and over. */
  | 'SETTLED'
  | 'CLOSED';

/** Whose step it is: of the party that issued the notice, or of the other one. Nobody answers its own side's notice. */
export type Side = 'ISSUER' | 'OTHER';

/** Where a step leads, whose it is, and whether it binds the party, so that a signatory takes it. */
export interface Move {
  readonly by: Side;
  readonly to: NoticeState;
  readonly isBinding?: true;
}

interface Life {
  /** The only party that may issue it; left out where both may. */
  readonly onlyIssuer?: 'AGENCY';
  /** Whether issuing it binds the party. */
  readonly isBinding?: true;
  readonly moves: Readonly<Partial<Record<NoticeState, Readonly<Partial<Record<NoticeStep, Move>>>>>>;
}

const answered: Move = { by: 'OTHER', to: 'ANSWERED' };
const contested: Move = { by: 'OTHER', to: 'CONTESTED' };
const planned: Move = { by: 'OTHER', to: 'PLANNED' };
const corrected: Move = { by: 'OTHER', to: 'CORRECTED' };
const approved = (to: 'APPROVED' | 'SETTLED'): Move => ({ by: 'OTHER', to, isBinding: true });
const rejected: Move = { by: 'OTHER', to: 'REJECTED', isBinding: true };
const revoked = (to: 'REJECTED' | 'ENDED'): Move => ({ by: 'OTHER', to, isBinding: true });
const proved = (to: NoticeState): Move => ({ by: 'ISSUER', to });
const failed: Move = { by: 'ISSUER', to: 'UNREMEDIED' };
const closed: Move = { by: 'ISSUER', to: 'CLOSED' };

/** Said by one party, answered or contested by the other, as often as their talks turn; closed by whoever said it. */
const TALK: Life['moves'] = {
  ISSUED: { ANSWERED: answered, CONTESTED: contested, CLOSED: closed },
  ANSWERED: { CONTESTED: contested, CLOSED: closed },
  CONTESTED: { ANSWERED: answered, CLOSED: closed },
};

/** How each kind of notice lives: in a state, the steps that may follow. */
const LIVES: Readonly<Record<NoticeKind, Life>> = {
  BREACH: { moves: TALK },
  DISPUTE: { moves: TALK },
  MATERIALS: { moves: TALK },
  MINUTES: { moves: TALK },
  TERMINATION: { isBinding: true, moves: TALK },
  // What the event costs in figures and days is known bit by bit: it may be approved more than once, and after its end.
  FORCE_MAJEURE: {
    moves: {
      ISSUED: {
        PROOF_SUBMITTED: proved('ISSUED'),
        APPROVED: approved('APPROVED'),
        REJECTED: rejected,
        ENDED: { by: 'ISSUER', to: 'ENDED' },
        CLOSED: closed,
      },
      APPROVED: {
        PROOF_SUBMITTED: proved('APPROVED'),
        APPROVED: approved('APPROVED'),
        REVOKED: revoked('REJECTED'),
        ENDED: { by: 'ISSUER', to: 'SETTLED' },
      },
      REJECTED: { PROOF_SUBMITTED: proved('REJECTED'), APPROVED: approved('APPROVED'), CLOSED: closed },
      ENDED: { PROOF_SUBMITTED: proved('ENDED'), APPROVED: approved('SETTLED'), REJECTED: rejected, CLOSED: closed },
      SETTLED: { PROOF_SUBMITTED: proved('SETTLED'), APPROVED: approved('SETTLED'), REVOKED: revoked('ENDED'), CLOSED: closed },
    },
  },
  RECTIFICATION: {
    onlyIssuer: 'AGENCY',
    moves: {
      ISSUED: { PLAN_SUBMITTED: planned, CONTESTED: contested, CLOSED: closed },
      CONTESTED: { PLAN_SUBMITTED: planned, CLOSED: closed },
      // A plan that nothing comes of is found unremedied as well.
      PLANNED: { CORRECTED: corrected, RECHECK_FAILED: failed, CLOSED: closed },
      CORRECTED: { RECHECK_PASSED: { by: 'ISSUER', to: 'REMEDIED' }, RECHECK_FAILED: failed, CLOSED: closed },
      UNREMEDIED: { PLAN_SUBMITTED: planned, CORRECTED: corrected, CLOSED: closed },
      REMEDIED: { SUMMARY_SUBMITTED: { by: 'OTHER', to: 'SUMMARISED' }, CLOSED: closed },
      SUMMARISED: { CLOSED: closed },
    },
  },
};

/** The step that a re-check looks at, and what it finds. */
export const RECHECKS: Readonly<Partial<Record<NoticeStep, { readonly of: NoticeStep; readonly outcome: 'ACCEPTED' | 'RETURNED' }>>> = {
  RECHECK_PASSED: { of: 'CORRECTED', outcome: 'ACCEPTED' },
  RECHECK_FAILED: { of: 'CORRECTED', outcome: 'RETURNED' },
};

/** Whether a party may issue a kind of notice. */
export const mayIssue = (kind: NoticeKind, party: 'AGENCY' | 'VENDOR'): boolean => (LIVES[kind].onlyIssuer ?? party) === party;

/** Whether issuing it binds the party, so that a signatory does. */
export const bindsIssuer = (kind: NoticeKind): boolean => LIVES[kind].isBinding ?? false;

/** The steps that may follow in a state, each with whose it is. */
export const movesFrom = (kind: NoticeKind, state: NoticeState): Readonly<Partial<Record<NoticeStep, Move>>> =>
  LIVES[kind].moves[state] ?? {};

/** Every step that a kind of notice ever takes. */
export const stepsOfKind = (kind: NoticeKind): ReadonlySet<NoticeStep> =>
  new Set(Object.values(LIVES[kind].moves).flatMap((moves) => Object.keys(moves) as NoticeStep[]));

/** The state after some steps. Errors: throws where a step may not follow, which never happens to what was stored. */
export function stateAfter(kind: NoticeKind, steps: readonly NoticeStep[]): NoticeState {
  let state: NoticeState = 'ISSUED';
  for (const step of steps) {
    const move: Move | undefined = movesFrom(kind, state)[step];
    if (!move) throw new Error(`a notice of ${kind} takes no step ${step} while ${state}`);
    state = move.to;
  }
  return state;
}
