import { entriesOfStatement } from '../../core/account/ledger.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type Obstructed, obstructed } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import { appendEntries } from './account.repository.js';
import { type ContractAccount, loadAccount } from './contract-account.js';
import { type DrawnStatement, draw } from './draw-statement.js';
import { settlePeriods } from './settle-periods.js';
import { StatementApproval } from './statement.entity.js';
import { findStatements, isApproved, type StatementRow } from './statement.repository.js';

/** Why a statement is not approved. */
export type ApprovalObstacle = 'REPLACED' | 'ALREADY_APPROVED' | 'DIGEST_DIFFERS' | 'OUTDATED' | 'PERSON_HAS_APPROVED';

export interface ApproveStatement {
  readonly statementId: string;
  /** Digest of the statement that the approver has read. */
  readonly digest: string;
}

/**
 * Approves a statement; with the last approval that it needs its figures are posted and its periods are settled.
 *
 * Two persons have to where nothing is due, where a correction or what was brought forward is taken up, and for a supplementary one
 * (policy). Errors: every obstacle, among them that its figures are no longer what they were. Throws NOT_FOUND.
 */
export const approveStatement = defineCommand({
  name: 'approveStatement',
  permissions: ['statement:approve'],
  async run(context, { statementId, digest }: ApproveStatement): Promise<Result<StatementRow, Obstructed<ApprovalObstacle>>> {
    const [statement] = await findStatements(context, [statementId]);
    if (!statement) throw notFound('结算单', 'statement');
    const obstacles: ApprovalObstacle[] = [];
    if (statement.state === 'REPLACED') obstacles.push('REPLACED');
    if (isApproved(statement)) obstacles.push('ALREADY_APPROVED');
    if (digest !== statement.digest) obstacles.push('DIGEST_DIFFERS');
    if (statement.approvals.some(({ approvedBy }) => approvedBy === context.actor.subject)) obstacles.push('PERSON_HAS_APPROVED');
    const stored = (await context.loader(contractById).load(statement.contractId))!;
    const account = await loadAccount(context, stored, [statement.instalment]);
    const drawn = draw(account, statement.instalment);
    if (obstacles.length === 0 && (!drawn.ok || drawn.value.digest !== statement.digest)) obstacles.push('OUTDATED');
    if (!drawn.ok || obstacles.length > 0) return obstructed(obstacles);
    const { recordedBy: approvedBy, recordedAt: approvedAt } = context.recorded;
    const em = await context.entities();
    await em.insert(StatementApproval, {
      tenantId: context.tenantId,
      statement: [context.tenantId, statement.id],
      approvedBy,
      digest,
      approvedAt,
    });
    if (statement.approvals.length + 1 >= statement.approvalsNeeded) await post(context, statement, account, drawn.value);
    return ok((await findStatements(context, [statement.id]))[0]!);
  },
});

/** Posts a statement's figures, and settles the periods that they rest on: its own and those of corrected instalments. */
async function post(context: TenantContext, statement: StatementRow, account: ContractAccount, { figures }: DrawnStatement): Promise<void> {
  await appendEntries(context, { contractId: statement.contractId, statementId: statement.id }, account.storedCount, [
    ...account.missing,
    ...entriesOfStatement(figures),
  ]);
  const settled = [figures.instalment, ...figures.adjustments.map(({ instalment }) => instalment)];
  const periodIds = settled.flatMap((no) => {
    const determined = account.instalments.get(no)!;
    return typeof determined === 'string' ? [] : determined.periodIds;
  });
  await settlePeriods(context, periodIds);
}
