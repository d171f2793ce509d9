import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bindsIssuer,
  mayIssue,
  movesFrom,
  NOTICE_KINDS,
  NOTICE_STEPS,
  type NoticeKind,
  type NoticeState,
  type NoticeStep,
  stateAfter,
  stepsOfKind,
} from '../../../src/core/notices/life.js';

/** Every step that may follow, written out: state, step, whose it is, where it leads; `!` where a signatory takes it. */
const LIVES: Readonly<Record<NoticeKind, readonly string[]>> = {
  BREACH: [],
  DISPUTE: [],
  MATERIALS: [],
  MINUTES: [],
  TERMINATION: [],
  FORCE_MAJEURE: [
    'ISSUED PROOF_SUBMITTED ISSUER ISSUED',
    'ISSUED APPROVED OTHER APPROVED !',
    'ISSUED REJECTED OTHER REJECTED !',
    'ISSUED ENDED ISSUER ENDED',
    'ISSUED CLOSED ISSUER CLOSED',
    'APPROVED PROOF_SUBMITTED ISSUER APPROVED',
    'APPROVED APPROVED OTHER APPROVED !',
    'APPROVED REVOKED OTHER REJECTED !',
    'APPROVED ENDED ISSUER SETTLED',
    'REJECTED PROOF_SUBMITTED ISSUER REJECTED',
    'REJECTED APPROVED OTHER APPROVED !',
    'REJECTED CLOSED ISSUER CLOSED',
    'ENDED PROOF_SUBMITTED ISSUER ENDED',
    'ENDED APPROVED OTHER SETTLED !',
    'ENDED REJECTED OTHER REJECTED !',
    'ENDED CLOSED ISSUER CLOSED',
    'SETTLED PROOF_SUBMITTED ISSUER SETTLED',
    'SETTLED APPROVED OTHER SETTLED !',
    'SETTLED REVOKED OTHER ENDED !',
    'SETTLED CLOSED ISSUER CLOSED',
  ],
  RECTIFICATION: [
    'ISSUED PLAN_SUBMITTED OTHER PLANNED',
    'ISSUED CONTESTED OTHER CONTESTED',
    'ISSUED CLOSED ISSUER CLOSED',
    'CONTESTED PLAN_SUBMITTED OTHER PLANNED',
    'CONTESTED CLOSED ISSUER CLOSED',
    'PLANNED CORRECTED OTHER CORRECTED',
    'PLANNED RECHECK_FAILED ISSUER UNREMEDIED',
    'PLANNED CLOSED ISSUER CLOSED',
    'CORRECTED RECHECK_PASSED ISSUER REMEDIED',
    'CORRECTED CLOSED ISSUER CLOSED',
    'CORRECTED RECHECK_FAILED ISSUER UNREMEDIED',
    'UNREMEDIED PLAN_SUBMITTED OTHER PLANNED',
    'UNREMEDIED CORRECTED OTHER CORRECTED',
    'UNREMEDIED CLOSED ISSUER CLOSED',
    'REMEDIED SUMMARY_SUBMITTED OTHER SUMMARISED',
    'REMEDIED CLOSED ISSUER CLOSED',
    'SUMMARISED CLOSED ISSUER CLOSED',
  ],
};

const TALK = [
  'ISSUED ANSWERED OTHER ANSWERED',
  'ISSUED CONTESTED OTHER CONTESTED',
  'ISSUED CLOSED ISSUER CLOSED',
  'ANSWERED CONTESTED OTHER CONTESTED',
  'ANSWERED CLOSED ISSUER CLOSED',
  'CONTESTED ANSWERED OTHER ANSWERED',
  'CONTESTED CLOSED ISSUER CLOSED',
];

const STATES: readonly NoticeState[] = [
  'ISSUED',
  'ANSWERED',
  'CONTESTED',
  'PLANNED',
  'CORRECTED',
  'UNREMEDIED',
  'REMEDIED',
  'SUMMARISED',
  'APPROVED',
  'REJECTED',
  'ENDED',
  'SETTLED',
  'CLOSED',
];

describe('how notices live', () => {
  test.each(NOTICE_KINDS)('%s takes these steps and no other', (kind) => {
    const found = STATES.flatMap((state) =>
      NOTICE_STEPS.flatMap((step) => {
        const move = movesFrom(kind, state)[step];
        return move ? [`${state} ${step} ${move.by} ${move.to}${move.isBinding ? ' !' : ''}`] : [];
      }),
    );
    const expected = LIVES[kind].length > 0 ? LIVES[kind] : TALK;
    expect(found.sort()).toEqual([...expected].sort());
  });

  test('only the agency asks for a rectification; only a termination is a signatory’s to issue', () => {
    const issuers = NOTICE_KINDS.map((kind) => `${kind} ${mayIssue(kind, 'AGENCY')} ${mayIssue(kind, 'VENDOR')} ${bindsIssuer(kind)}`);
    expect(issuers).toEqual([
      'BREACH true true false',
      'FORCE_MAJEURE true true false',
      'RECTIFICATION true false false',
      'TERMINATION true true true',
      'DISPUTE true true false',
      'MATERIALS true true false',
      'MINUTES true true false',
    ]);
  });

  test('a step that may not follow is a broken invariant', () => {
    expect(() => stateAfter('BREACH', ['CLOSED', 'ANSWERED'])).toThrow('takes no step ANSWERED while CLOSED');
    expect(stateAfter('FORCE_MAJEURE', ['PROOF_SUBMITTED', 'ENDED', 'APPROVED', 'APPROVED', 'CLOSED'])).toBe('CLOSED');
  });
});

/** Any life of a kind of notice: at each turn one of the steps that may follow. */
const lives = fc
  .record({ kind: fc.constantFrom(...NOTICE_KINDS), turns: fc.array(fc.nat(100), { maxLength: 12 }) })
  .map(({ kind, turns }) => {
    const steps: NoticeStep[] = [];
    for (const turn of turns) {
      const open = Object.keys(movesFrom(kind, stateAfter(kind, steps))) as NoticeStep[];
      if (open.length === 0) break;
      steps.push(open[turn % open.length]!);
    }
    return { kind, steps };
  });

describe('whatever way a notice goes', () => {
  test('nothing follows once it is closed, and until then something does', () => {
    fc.assert(
      fc.property(lives, ({ kind, steps }) => {
        const state = stateAfter(kind, steps);
        expect(Object.keys(movesFrom(kind, state)).length === 0).toBe(state === 'CLOSED');
        expect(state === 'CLOSED').toBe(steps.includes('CLOSED'));
      }),
    );
  });

  test('it can be closed in a few steps more, and takes only steps of its kind', () => {
    fc.assert(
      fc.property(lives, ({ kind, steps }) => {
        let states = new Set([stateAfter(kind, steps)]);
        for (let more = 0; more < 5 && !states.has('CLOSED'); more++)
          states = new Set([...states].flatMap((state) => Object.values(movesFrom(kind, state)).map(({ to }) => to)));
        expect(states).toContain('CLOSED');
        for (const step of steps) expect(stepsOfKind(kind)).toContain(step);
      }),
    );
  });

  test('force majeure is approved only by the other party’s signatory', () => {
    fc.assert(
      fc.property(lives, ({ kind, steps }) => {
        const approvals = steps.flatMap((step, index) =>
          step === 'APPROVED' ? [movesFrom(kind, stateAfter(kind, steps.slice(0, index)))[step]] : [],
        );
        for (const move of approvals) expect(move).toMatchObject({ by: 'OTHER', isBinding: true });
      }),
    );
  });
});
