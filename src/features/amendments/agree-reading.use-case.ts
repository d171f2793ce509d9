import { v7 as uuid } from 'uuid';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import type { Text } from '../../core/values/text.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { advance, listPeriods, loadPeriodToWrite } from '../assessment-periods/assessment-period.repository.js';
import { openCorrection } from '../assessment-periods/correction.repository.js';
import { type InvalidInput, invalid, type Obstructed, obstructed } from '../assessment-periods/refusal.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { findProposals, listLatestProposals, type ProposalRow } from '../contracts/contract.repository.js';
import { ReadingAgreement } from '../contracts/reading-agreement.entity.js';
import { BINDING, partyOf } from '../tenants/party.js';

/** Why a proposal may not be agreed to. */
export type AgreementObstacle = 'OWN_PROPOSAL' | 'REPLACED' | 'ALREADY_AGREED';

export interface AgreeReading {
  readonly proposalId: string;
  /** Day on which the supplement was signed. */
  readonly agreedOn: unknown;
  /** The supplement. */
  readonly document: Text;
}

/** What an agreement leads to. */
export interface ReadingAgreed {
  readonly proposal: ProposalRow;
  /** Ids of corrections: published periods that it reaches and whose score it moves. */
  readonly correctionIds: readonly string[];
  /** Ids of published periods whose score stands, and whose money is settled by a supplementary statement. */
  readonly periodIdsToSettleAgain: readonly string[];
}

/**
 * Agrees to what the other party proposed about a reading, with the signed supplement. Nothing that is signed changes by it: a published
 * period that it reaches is corrected where the reading moves its score, and settled again where it moves the money only.
 *
 * Errors: every problem or obstacle. Throws NOT_FOUND.
 */
export const agreeReading = defineCommand({
  name: 'agreeReading',
  permissions: BINDING,
  async run(context, input: AgreeReading): Promise<Result<ReadingAgreed, InvalidInput | Obstructed<AgreementObstacle>>> {
    const party = partyOf(context);
    const [proposal] = await findProposals(context, [input.proposalId]);
    if (!proposal) throw notFound('读法提议', 'proposal');
    const problems = problemsOf(input);
    if (problems.length > 0) return invalid(problems);
    const latest = await listLatestProposals(context, [proposal.contractId]);
    const obstacles: AgreementObstacle[] = [];
    if (proposal.party === party) obstacles.push('OWN_PROPOSAL');
    if (proposal.isAgreed) obstacles.push('ALREADY_AGREED');
    else if (!latest.some(({ id }) => id === proposal.id)) obstacles.push('REPLACED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(ReadingAgreement, {
      tenantId: context.tenantId,
      id: uuid(),
      contract: [context.tenantId, proposal.contractId],
      reading: proposal.reading,
      option: proposal.option,
      agreedOn: String(input.agreedOn),
      document: input.document,
      effectiveFrom: proposal.effectiveFrom,
      proposal: [context.tenantId, proposal.id],
      ...context.recorded,
    });
    const reached = await reach(context, proposal, input.document);
    await em.flush();
    return ok({ proposal: { ...proposal, isAgreed: true }, ...reached });
  },
});

function problemsOf({ agreedOn, document }: AgreeReading): InvalidInput['problems'] {
  const problems: InvalidInput['problems'][number][] = [];
  if (!isIsoDate(String(agreedOn)))
    problems.push({ path: 'agreedOn', code: 'NOT_A_DATE', message: '应为日期 YYYY-MM-DD / a date YYYY-MM-DD is expected' });
  for (const language of ['zh', 'en'] as const)
    if (document[language].trim() === '')
      problems.push({ path: `document.${language}`, code: 'EMPTY', message: '须写明补充协议 / the supplement must be named' });
  return problems;
}

/** What becomes of the published periods that an agreement reaches; the others are simply scored by it. */
async function reach(context: TenantContext, { contractId, reading, option, effectiveFrom }: ProposalRow, document: Text) {
  const correctionIds: string[] = [];
  const periodIdsToSettleAgain: string[] = [];
  for (const row of await listPeriods(context, contractId)) {
    if (row.publishedScorecard === null || (effectiveFrom !== null && row.startsOn < effectiveFrom)) continue;
    const { contract } = (await context.loader(contractByVersion).load(row.contractVersionId))!.checked;
    if (!contract.rubric.readings.has(reading)) {
      if (contract.payment.readings.has(reading)) periodIdsToSettleAgain.push(row.id);
      continue;
    }
    const period = await loadPeriodToWrite(context, { periodId: row.id });
    advance(period);
    const correction = await openCorrection(context, period, {
      cause: 'READING',
      reference: reading,
      reason: `约定读法 ${reading} 为 ${option}：${document.zh} / reading ${reading} agreed as ${option}: ${document.en}`,
    });
    correctionIds.push(correction.id);
  }
  return { correctionIds, periodIdsToSettleAgain };
}
