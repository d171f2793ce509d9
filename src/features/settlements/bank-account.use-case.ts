import { v7 as uuid } from 'uuid';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { processSealer } from '../../platform/sealer.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, reasonProblems } from '../assessment-periods/refusal.js';
import { type BankAccountRow, findAccounts, findOrganisationByCode, hasLaterConfirmed } from './bank-account.repository.js';
import { BankAccount, BankAccountConfirmation } from './payment.entity.js';

export interface ProposeBankAccount {
  /** Code of the organisation whose account it is. */
  readonly organisation: string;
  readonly holder: string;
  readonly bank: string;
  /** Digits; spaces and hyphens are left out. */
  readonly number: string;
  readonly reason: string;
}

/** Digits of an account number in China. */
const NUMBER_SHAPE = /^\d{8,32}$/;

/**
 * Proposes a corporate account of an organisation, the first or another one; it counts once a second person has confirmed it.
 *
 * The number is encrypted before it is stored. The vendor proposes its own only. Errors: every problem.
 */
export const proposeBankAccount = defineCommand({
  name: 'proposeBankAccount',
  permissions: ['account:propose', 'account:manage'],
  async run(context, input: ProposeBankAccount): Promise<Result<BankAccountRow, InvalidInput>> {
    const problems: InvalidInput['problems'][number][] = [];
    const organisation = await findOrganisationByCode(context, input.organisation);
    if (!organisation)
      problems.push({
        path: 'organisation',
        code: 'UNKNOWN_ORGANISATION',
        message: `未知机构 ${input.organisation} / unknown organisation ${input.organisation}`,
      });
    else if (!organisation.isVendor && !context.may('account:manage'))
      problems.push({
        path: 'organisation',
        code: 'NOT_OWN_ORGANISATION',
        message: '乙方只能提出本方账户 / a vendor proposes its own account only',
      });
    for (const field of ['holder', 'bank'] as const) problems.push(...reasonProblems(input[field], field));
    const number = input.number.replace(/[\s-]/g, '');
    if (!NUMBER_SHAPE.test(number))
      problems.push({
        path: 'number',
        code: 'NOT_AN_ACCOUNT_NUMBER',
        message: '账号应为 8 至 32 位数字 / an account number has 8 to 32 digits',
      });
    problems.push(...reasonProblems(input.reason));
    if (!organisation || problems.length > 0) return invalid(problems);
    const id = uuid();
    const em = await context.entities();
    await em.insert(BankAccount, {
      tenantId: context.tenantId,
      id,
      organisation: [context.tenantId, organisation.id],
      holder: input.holder,
      bank: input.bank,
      sealedNumber: context.ofProcess(processSealer).seal(number, `${context.tenantId} ${id}`),
      lastFour: number.slice(-4),
      reason: input.reason,
      ...context.recorded,
    });
    return ok((await findAccounts(context, [id]))[0]!);
  },
});

/** Why an account is not confirmed. */
export type ConfirmationObstacle = 'ALREADY_CONFIRMED' | 'PROPOSED_BY_YOURSELF' | 'REPLACED';

export interface ConfirmBankAccount {
  readonly accountId: string;
}

/** Confirms an account that somebody else proposed: from then on it is the one in use. Errors: every obstacle. Throws NOT_FOUND. */
export const confirmBankAccount = defineCommand({
  name: 'confirmBankAccount',
  permissions: ['account:manage'],
  async run(context, { accountId }: ConfirmBankAccount): Promise<Result<BankAccountRow, Obstructed<ConfirmationObstacle>>> {
    const [account] = await findAccounts(context, [accountId]);
    if (!account) throw notFound('账户', 'account');
    const obstacles: ConfirmationObstacle[] = [];
    if (account.confirmedBy !== null) obstacles.push('ALREADY_CONFIRMED');
    if (account.recordedBy === context.actor.subject) obstacles.push('PROPOSED_BY_YOURSELF');
    if (await hasLaterConfirmed(context, account)) obstacles.push('REPLACED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    await em.insert(BankAccountConfirmation, {
      tenantId: context.tenantId,
      account: [context.tenantId, account.id],
      ...context.recorded,
    });
    return ok((await findAccounts(context, [account.id]))[0]!);
  },
});
