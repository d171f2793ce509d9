import { type DueDate, dueDateOf } from '../../core/payment/due.js';
import { type LateClaim, lateClaim, unpaidBalances } from '../../core/payment/late-claim.js';
import { ReadingsInForce } from '../../core/readings/reading.js';
import { daysBetween, type IsoDate } from '../../core/values/dates.js';
import { Exact } from '../../core/values/exact.js';
import { dayInChina, type TenantContext } from '../../platform/tenant-context.js';
import { readingsOfPeriod } from '../assessment-periods/scoring-case.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { listSignedSince } from '../scores/signature.repository.js';
import { invoicesOfStatement, paymentsOfStatement } from './statement.loaders.js';
import { isApproved, netDueOf, type StatementRow } from './statement.repository.js';

/** How the payment of an approved statement stands today. */
export interface PaymentStanding {
  /** Null while a date that it is counted from is missing, and where the contract sets none. */
  readonly due: DueDate | null;
  /** Days from its approval to the last payment, or to today while something is unpaid. */
  readonly ageDays: number;
  /** Days after the due date on which something was unpaid; null without a due date. */
  readonly lateDays: number | null;
  /** What the vendor may claim; null where the contract gives nothing or there is no due date. */
  readonly claim: LateClaim | null;
}

/** How the payment of a statement stands; null before its approval, and where the vendor has to pay back. */
export async function paymentStandingOf(context: TenantContext, statement: StatementRow): Promise<PaymentStanding | null> {
  const owed = netDueOf(statement);
  if (!isApproved(statement) || owed.sign < 0) return null;
  const { contract } = (await context.loader(contractByVersion).load(statement.contractVersionId))!.checked;
  const payments = (await context.loader(paymentsOfStatement).load(statement.id)).filter(({ reversedBy }) => reversedBy === null);
  const lastPaidOn = payments.at(-1)?.paidOn ?? null;
  const until = statement.state === 'PAID' && lastPaidOn !== null ? lastPaidOn : context.today;
  const approvedOn = dayInChina(new Date(statement.approvals.at(-1)!.approvedAt));
  const ageDays = Math.max(0, daysBetween(approvedOn, owed.isZero ? approvedOn : until));
  const rule = contract.payment.instalment(statement.instalment)?.data.due;
  const due = rule ? dueDateOf(rule, await datesOf(context, statement), contract.calendar) : null;
  if (!due) return { due, ageDays, lateDays: null, claim: null };
  const paid = payments.map(({ paidOn, amount }) => ({ paidOn, amount: Exact.of(amount) }));
  const balances = unpaidBalances(owed, due.date, paid, until);
  const lateDays = balances.reduce((days, balance) => days + balance.days, 0);
  const terms = contract.payment.lateClaim;
  if (!terms) return { due, ageDays, lateDays, claim: null };
  // As every reading of the payment: what is agreed reaches the instalment from its first period on.
  const [first] = statement.document.scorecards;
  const startsOn = (first && contract.period(first.period)?.startsOn) ?? contract.data.term.from;
  const agreed = await readingsOfPeriod(context, statement.contractId, { startsOn }, contract);
  const claim = lateClaim(terms, balances, contract.payment.contractAmount, new ReadingsInForce(contract.readings, agreed), {
    isAnythingOwed: !owed.isZero,
    lateDays,
  });
  return { due, ageDays, lateDays, claim };
}

/**
 * The days that a due date may be counted from: the receipt of the accepted invoice, and the day on which the last of its scores was signed
 * by both. A score that was contested when the statement was drawn may be signed after all, or corrected and signed; a correction of one that
 * was signed moves no day.
 */
async function datesOf(
  context: TenantContext,
  { id, document }: StatementRow,
): Promise<{ invoiceReceivedOn: IsoDate | null; signedOn: IsoDate | null }> {
  const accepted = (await context.loader(invoicesOfStatement).load(id)).find(({ outcome }) => outcome === 'ACCEPTED');
  const scorecardIds = document.scorecards.map(({ scorecardId }) => scorecardId);
  const signed = scorecardIds.length > 0 ? await listSignedSince(context, scorecardIds) : [];
  const days = signed.map(({ signedAt }) => dayInChina(new Date(signedAt))).sort();
  const isSigned = days.length === scorecardIds.length;
  return { invoiceReceivedOn: accepted?.receivedOn ?? null, signedOn: isSigned ? (days.at(-1) ?? null) : null };
}
