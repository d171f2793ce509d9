import type { Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { type InvalidInput, invalid, reasonProblems } from '../assessment-periods/refusal.js';
import type { WrittenContract } from '../contracts/contract-folder.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { type AmendedContract, type Amendment, storeAmendment } from './amended-contract.js';

export interface AmendContract extends Amendment {
  readonly contract: string;
}

const unknownContract = (code: string) =>
  invalid([{ path: 'contract', code: 'UNKNOWN_CONTRACT', message: `未知合同 ${code} / unknown contract ${code}` }]);

/** Stores what a supplement makes of a contract, as its next version. Errors: every problem; nothing is stored then. */
export const amendContract = defineCommand({
  name: 'amendContract',
  permissions: ['contract:amend'],
  async run(context, { contract, ...amendment }: AmendContract): Promise<Result<AmendedContract, InvalidInput>> {
    const stored = await findStoredContract(context, contract);
    return stored ? storeAmendment(context, stored, amendment) : unknownContract(contract);
  },
});

export interface VoidClause extends AmendContract {
  /** Number of the clause. */
  readonly clause: string;
  readonly reason: string;
}

interface WrittenClauses {
  readonly clauses: readonly { readonly number: string }[];
}

/**
 * Stores that a clause is void from a day on, as the contract's next version: it then binds nothing. What rested on it must come
 * changed with it, or is named as a problem.
 */
export const voidClause = defineCommand({
  name: 'voidClause',
  permissions: ['contract:amend'],
  async run(context, { contract, clause, reason, ...amendment }: VoidClause): Promise<Result<AmendedContract, InvalidInput>> {
    const stored = await findStoredContract(context, contract);
    if (!stored) return unknownContract(contract);
    const known = stored.checked.contract.clauses.find(({ number }) => number === clause);
    const problems = [
      ...reasonProblems(reason),
      ...(known && known.voidFrom === undefined
        ? []
        : [{ path: 'clause', code: 'UNKNOWN_CLAUSE', message: `没有有效的条款 ${clause} / there is no clause ${clause} in force` }]),
    ];
    if (problems.length > 0) return invalid(problems);
    const voided = (written: WrittenContract): WrittenContract => {
      const { clauses, ...rest } = written.clauses as WrittenClauses;
      return {
        ...written,
        clauses: {
          ...rest,
          clauses: clauses.map((entry) =>
            entry.number === clause ? { ...entry, binds: 'RECORDED_ONLY', voidFrom: String(amendment.effectiveFrom) } : entry,
          ),
        },
      };
    };
    return storeAmendment(context, stored, amendment, voided);
  },
});
