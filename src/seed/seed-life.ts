import type { Result } from '../core/values/result.js';
import { findPeriod, type PeriodRow } from '../features/assessment-periods/assessment-period.repository.js';
import { confirmFinding, rejectFinding, withdrawFinding } from '../features/assessment-periods/decide-finding.use-case.js';
import type { IncomingFinding } from '../features/assessment-periods/incoming-findings.js';
import { proposeFinding } from '../features/assessment-periods/propose-finding.use-case.js';
import { recordFindings } from '../features/assessment-periods/record-findings.use-case.js';
import { type RecordObservations, recordObservations } from '../features/assessment-periods/record-observations.use-case.js';
import { loadRecorded } from '../features/assessment-periods/recorded.repository.js';
import { listAppeals } from '../features/scores/appeal.repository.js';
import { appealItem } from '../features/scores/appeal-item.use-case.js';
import { correctScorecard } from '../features/scores/correct-scorecard.use-case.js';
import { decideAppeal } from '../features/scores/decide-appeal.use-case.js';
import { publishScorecard } from '../features/scores/publish-scorecard.use-case.js';
import { scorePeriod } from '../features/scores/score-period.use-case.js';
import { findLatestScorecards } from '../features/scores/scorecard.repository.js';
import { refuseSignature, signScorecard } from '../features/scores/sign-scorecard.use-case.js';
import type { Role } from '../features/tenants/roles.js';
import type { TenantContext } from '../platform/tenant-context.js';
import { type LifeStep, TenantFileError } from './tenant-file.js';

/** The same transaction in the name of another person: the role's first or second. */
export type ActingAs = (role: Role, person?: 1 | 2) => TenantContext;

const SIGNATORY = { AGENCY: 'AGENCY_SIGNATORY', VENDOR: 'VENDOR_SIGNATORY' } as const;

/** Does a step with a period the way its people would, through the use cases. Errors: throws where it is refused. */
export async function takeStep(as: ActingAs, contract: string, code: string, step: LifeStep, idempotencyKey: string): Promise<void> {
  const assessor = as('ASSESSOR');
  const period = (await findPeriod(assessor, contract, code))!;
  const refused = (reason: unknown) => new TenantFileError(`${contract} ${code} ${step.do}: ${JSON.stringify(reason)}`);
  const result = await doStep(as, period, step, idempotencyKey);
  if (!result.ok) throw refused(result.error);
}

async function doStep(as: ActingAs, period: PeriodRow, step: LifeStep, idempotencyKey: string): Promise<Result<unknown, unknown>> {
  const assessor = as('ASSESSOR');
  const periodId = period.id;
  const latest = async () => (await findLatestScorecards(assessor, [periodId]))[0]!;
  const findingId = async (reference: string) =>
    (await loadRecorded(assessor, periodId)).findings.find((finding) => finding.reference === reference)!.id;
  switch (step.do) {
    case 'observe': {
      const observations = step.observations as unknown as RecordObservations['observations'];
      return recordObservations(assessor, { periodId, observations, file: step.file, idempotencyKey });
    }
    case 'record':
      return recordFindings(assessor, { periodId, findings: step.findings as unknown as readonly IncomingFinding[], idempotencyKey });
    case 'propose':
      return proposeFinding(as('VENDOR_STAFF'), { periodId, finding: step.finding as unknown as IncomingFinding, idempotencyKey });
    case 'confirm':
    case 'reject':
    case 'withdraw': {
      const decide = { confirm: confirmFinding, reject: rejectFinding, withdraw: withdrawFinding }[step.do];
      return decide(assessor, { findingId: await findingId(step.finding), reason: step.reason, idempotencyKey });
    }
    case 'score':
      return scorePeriod(assessor, { periodId, idempotencyKey });
    case 'publish':
      return publishScorecard(assessor, { scorecardId: (await latest()).id, idempotencyKey });
    case 'appeal': {
      const { item, reason, evidence } = step;
      return appealItem(as('VENDOR_STAFF'), { scorecardId: (await latest()).id, item, reason, evidence, idempotencyKey });
    }
    case 'decideAppeal': {
      const appeals = await listAppeals(assessor, [(await latest()).id]);
      const { id: appealId } = appeals.find(({ item }) => item === step.item)!;
      return decideAppeal(as('ASSESSOR', 2), { appealId, outcome: step.outcome, reason: step.reason, idempotencyKey });
    }
    case 'correct':
      return correctScorecard(assessor, { scorecardId: (await latest()).id, reason: step.reason, idempotencyKey });
    case 'sign': {
      const { id: scorecardId, digest } = await latest();
      return signScorecard(as(SIGNATORY[step.party]), { scorecardId, digest, idempotencyKey });
    }
    case 'refuse':
      return refuseSignature(as(SIGNATORY[step.party]), { scorecardId: (await latest()).id, reason: step.reason, idempotencyKey });
  }
}
