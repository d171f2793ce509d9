import { v7 as uuid } from 'uuid';
import { totalOf } from '../../core/account/portions.js';
import { sum } from '../../core/values/exact.js';
import { printMoney } from '../../core/values/figures.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { type InvalidInput, invalid, type Obstructed, obstructed } from '../assessment-periods/refusal.js';
import { findStoredContract } from '../contracts/stored-contract.js';
import { loadAccount } from './contract-account.js';
import { adjustedOf, draw, type StatementObstacle } from './draw-statement.js';
import { SettlementStatement } from './statement.entity.js';
import { findStatements, type StatementRow } from './statement.repository.js';

/** Why no statement is issued. */
export type IssueObstacle = StatementObstacle | 'UNCHANGED_SINCE_ISSUED';

export interface IssueStatement {
  readonly contract: string;
  readonly instalment: number;
}

/** An instalment that a contract has, or what is wrong with what was named. */
export function instalmentProblems(
  contract: { readonly instalments: readonly { readonly data: { readonly no: number } }[] } | null,
  input: IssueStatement,
): InvalidInput['problems'] {
  if (!contract)
    return [{ path: 'contract', code: 'UNKNOWN_CONTRACT', message: `未知合同 ${input.contract} / unknown contract ${input.contract}` }];
  if (contract.instalments.some(({ data }) => data.no === input.instalment)) return [];
  return [
    {
      path: 'instalment',
      code: 'UNKNOWN_INSTALMENT',
      message: `合同没有第 ${input.instalment} 期款 / the contract has no instalment ${input.instalment}`,
    },
  ];
}

/**
 * Issues the statement of an instalment from its signed scorecards, exact to the fen, to be approved.
 *
 * One that is not approved yet is replaced by it. Errors: every problem; the obstacle: scores that are not signed, a correction under
 * way, nothing that has changed since the last one.
 */
export const issueStatement = defineCommand({
  name: 'issueStatement',
  permissions: ['statement:issue'],
  async run(context, input: IssueStatement): Promise<Result<StatementRow, InvalidInput | Obstructed<IssueObstacle>>> {
    const stored = await findStoredContract(context, input.contract);
    const problems = instalmentProblems(stored?.checked.contract.payment ?? null, input);
    if (!stored || problems.length > 0) return invalid(problems);
    const account = await loadAccount(context, stored, [input.instalment]);
    const drawn = draw(account, input.instalment);
    if (!drawn.ok) return obstructed([drawn.error]);
    const { figures, document, digest, contractVersionId } = drawn.value;
    const waiting = account.statements.find(({ instalment, state }) => instalment === input.instalment && state === 'ISSUED');
    if (waiting?.digest === digest) return obstructed(['UNCHANGED_SINCE_ISSUED']);
    const em = await context.entities();
    const { tenantId } = context;
    const id = uuid();
    const { recordedBy: issuedBy, recordedAt: issuedAt } = context.recorded;
    await em.insert(SettlementStatement, {
      tenantId,
      id,
      contract: [tenantId, stored.id],
      contractVersion: [tenantId, contractVersionId],
      number: account.statements.length + 1,
      instalment: figures.instalment,
      kind: figures.kind,
      determined: printMoney(totalOf(figures.own)),
      undisputed: printMoney(figures.own.undisputed),
      disputed: printMoney(figures.own.disputed),
      deducted: printMoney(figures.own.deducted),
      adjusted: printMoney(adjustedOf(figures)),
      broughtForward: printMoney(figures.broughtForward),
      setOff: printMoney(sum(figures.setOffs.map(({ amount }) => amount))),
      setOffs: figures.setOffs.map(({ number, amount }) => ({ number, amount: printMoney(amount) })),
      amountDue: printMoney(figures.amountDue),
      carriedForward: printMoney(figures.carriedForward),
      closes: figures.closes,
      approvalsNeeded: figures.secondApproval.length > 0 ? 2 : 1,
      digest,
      document,
      issuedBy,
      issuedAt,
    });
    return ok((await findStatements(context, [id]))[0]!);
  },
});
