import { v7 as uuid } from 'uuid';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { type InvalidInput, invalid, reasonProblems } from '../assessment-periods/refusal.js';
import { findProposals, type ProposalRow } from '../contracts/contract.repository.js';
import { ReadingProposal } from '../contracts/reading-agreement.entity.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { BINDING, partyOf } from '../tenants/party.js';

export interface ProposeReading {
  readonly contract: string;
  readonly reading: string;
  readonly option: string;
  /** Periods that begin on this day or later are scored by it; left out, all. */
  readonly effectiveFrom?: unknown;
  readonly reason: string;
}

/** Proposes an option of a reading to the other party; a later proposal about the same reading replaces it. Errors: every problem. */
export const proposeReading = defineCommand({
  name: 'proposeReading',
  permissions: BINDING,
  async run(context, input: ProposeReading): Promise<Result<ProposalRow, InvalidInput>> {
    const party = partyOf(context);
    const { contract: code, reading, option, effectiveFrom, reason } = input;
    const stored = await findStoredContract(context, code);
    if (!stored) return invalid([{ path: 'contract', code: 'UNKNOWN_CONTRACT', message: `未知合同 ${code} / unknown contract ${code}` }]);
    const known = stored.checked.contract.readings.find((candidate) => candidate.code === reading);
    const problems: InvalidInput['problems'][number][] = [...reasonProblems(reason)];
    if (!known)
      problems.push({ path: 'reading', code: 'UNKNOWN_READING', message: `没有读法 ${reading} / there is no reading ${reading}` });
    else if (!known.options.some((candidate) => candidate.code === option)) {
      const options = known.options.map((candidate) => candidate.code).join(', ');
      problems.push({
        path: 'option',
        code: 'UNKNOWN_OPTION',
        message: `读法 ${reading} 只有 ${options} / reading ${reading} has only ${options}`,
      });
    }
    if (effectiveFrom != null && !isIsoDate(String(effectiveFrom)))
      problems.push({ path: 'effectiveFrom', code: 'NOT_A_DATE', message: '应为日期 YYYY-MM-DD / a date YYYY-MM-DD is expected' });
    if (problems.length > 0) return invalid(problems);
    const em = await context.entities();
    const id = uuid();
    const { recordedBy: proposedBy, recordedAt: proposedAt } = context.recorded;
    await em.insert(ReadingProposal, {
      tenantId: context.tenantId,
      id,
      contract: [context.tenantId, stored.id],
      reading,
      option,
      effectiveFrom: effectiveFrom == null ? null : String(effectiveFrom),
      party,
      reason,
      proposedBy,
      proposedAt,
    });
    return ok((await findProposals(context, [id]))[0]!);
  },
});
