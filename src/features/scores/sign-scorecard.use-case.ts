import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { advance } from '../assessment-periods/assessment-period.repository.js';
import { hasOpenCorrection } from '../assessment-periods/correction.repository.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { BINDING, type Party, partyOf } from '../tenants/party.js';
import { hasOpenAppeal } from './appeal.repository.js';
import { loadScorecardToWrite, type OfScorecard, type StandingObstacle } from './published-scorecard.js';
import { findScorecards, type ScorecardRow } from './scorecard.repository.js';
import { Signature, SignatureRefusal } from './signature.entity.js';
import { listRefusals, listSignatures, type RefusalRow, type SignatureRow } from './signature.repository.js';
import { whenSigned } from './when-signed.js';

/** Why a scorecard may not be signed. */
export type SigningObstacle =
  | StandingObstacle
  | 'DIGEST_DIFFERS'
  | 'APPEAL_OPEN'
  | 'CORRECTION_OPEN'
  | 'PARTY_HAS_SIGNED'
  | 'PERSON_HAS_SIGNED'
  | 'PARTY_HAS_REFUSED';

export interface SignScorecard extends OfScorecard {
  /** Digest of the scorecard that the signatory has read: the signature binds it. */
  readonly digest: string;
}

/** Signs the published scorecard for a party. The second party's signature makes the period signed. Errors: every obstacle. */
export const signScorecard = defineCommand({
  name: 'signScorecard',
  permissions: BINDING,
  async run(context, input: SignScorecard): Promise<Result<ScorecardRow, Obstructed<SigningObstacle>>> {
    const party = partyOf(context);
    const { scorecard, period, obstacles: standing } = await loadScorecardToWrite(context, input);
    const signatures = await listSignatures(context, [scorecard.id]);
    const obstacles: SigningObstacle[] = [...standing];
    if (input.digest !== scorecard.digest) obstacles.push('DIGEST_DIFFERS');
    if (await hasOpenAppeal(context, period)) obstacles.push('APPEAL_OPEN');
    if (await hasOpenCorrection(context, period)) obstacles.push('CORRECTION_OPEN');
    if (signatures.some((signature) => signature.party === party)) obstacles.push('PARTY_HAS_SIGNED');
    else if (signatures.some(({ recordedBy }) => recordedBy === context.actor.subject)) obstacles.push('PERSON_HAS_SIGNED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(Signature, {
      tenantId: context.tenantId,
      scorecard: [context.tenantId, scorecard.id],
      party,
      digest: scorecard.digest,
      periodVersion: advance(period),
      ...context.recorded,
    });
    const refusals = await listRefusals(context, [scorecard.id]);
    period.state = stateAfter([...signatures.map((signature) => signature.party), party], refusals);
    await em.flush();
    if (period.state === 'SIGNED') for (const step of context.ofProcess(whenSigned)) await step(context, period);
    return ok((await findScorecards(context, [scorecard.id]))[0]!);
  },
});

export interface RefuseSignature extends OfScorecard {
  readonly reason: string;
}

/** Refuses to sign the published scorecard for a party: the period is contested until the party signs or a correction follows. */
export const refuseSignature = defineCommand({
  name: 'refuseSignature',
  permissions: BINDING,
  async run(context, input: RefuseSignature): Promise<Result<ScorecardRow, InvalidInput | Obstructed<SigningObstacle>>> {
    const party = partyOf(context);
    const { scorecard, period, obstacles: standing } = await loadScorecardToWrite(context, input);
    const problems = reasonProblems(input.reason);
    if (problems.length > 0) return invalid(problems);
    const obstacles: SigningObstacle[] = [...standing];
    const isOfParty = (row: SignatureRow | RefusalRow) => row.party === party;
    if ((await listSignatures(context, [scorecard.id])).some(isOfParty)) obstacles.push('PARTY_HAS_SIGNED');
    if ((await listRefusals(context, [scorecard.id])).some(isOfParty)) obstacles.push('PARTY_HAS_REFUSED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(SignatureRefusal, {
      tenantId: context.tenantId,
      scorecard: [context.tenantId, scorecard.id],
      party,
      reason: input.reason,
      periodVersion: advance(period),
      ...context.recorded,
    });
    period.state = 'CONTESTED';
    await em.flush();
    return ok((await findScorecards(context, [scorecard.id]))[0]!);
  },
});

/** What the signatures make of a published period: a refusal stands until its party signs. */
function stateAfter(signed: readonly Party[], refusals: readonly RefusalRow[]): 'SIGNED' | 'CONTESTED' | 'PUBLISHED' {
  if (signed.length === 2) return 'SIGNED';
  return refusals.some(({ party }) => !signed.includes(party)) ? 'CONTESTED' : 'PUBLISHED';
}
