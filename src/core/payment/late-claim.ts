import type { ReadingsInForce } from '../readings/reading.js';
import type { Settable } from '../readings/setting.js';
import { daysBetween, type IsoDate, latest } from '../values/dates.js';
import { Exact, sum } from '../values/exact.js';
import { printMoney, printPercent, roundToFen } from '../values/figures.js';
import { type MoneyLine, writeMoney } from './adjustment-kind.js';
import type { PaymentData } from './schedule.js';

/** What was unpaid after the due date, and for how many days. Units: yuan; natural days. */
export interface UnpaidBalance {
  readonly unpaid: Exact;
  readonly days: number;
}

/** A payment, as far as a balance is concerned. Units: yuan. */
export interface PaidAmount {
  readonly paidOn: IsoDate;
  readonly amount: Exact;
}

/**
 * The balances that were unpaid after a due date, up to a day: the day after the due date is the first, the day of a payment the last on
 * which what it pays was unpaid. Payments on or before the due date were in time.
 */
export function unpaidBalances(owed: Exact, dueOn: IsoDate, payments: readonly PaidAmount[], asOf: IsoDate): UnpaidBalance[] {
  const balances: UnpaidBalance[] = [];
  let unpaid = owed;
  let from = dueOn;
  const add = (to: IsoDate): void => {
    const days = daysBetween(from, to);
    if (days > 0 && unpaid.sign > 0) balances.push({ unpaid, days });
    from = latest(from, to);
  };
  for (const { paidOn, amount } of payments.toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0))) {
    if (paidOn > asOf) break;
    if (paidOn > dueOn) add(paidOn);
    unpaid = unpaid.minus(amount);
  }
  if (asOf > dueOn) add(asOf);
  return balances;
}

/** Simple default interest on unpaid balances, rounded once. Units: yuan; share a day. */
export const claimOnBalances = (balances: readonly UnpaidBalance[], dailyRate: Exact): Exact =>
  roundToFen(sum(balances.map(({ unpaid, days }) => unpaid.times(dailyRate).times(Exact.integer(days)))));

/** The claim for late payment under the option in force, with what the other options would give. Units: yuan. */
export interface LateClaim {
  readonly amount: Exact;
  readonly alternatives: readonly { readonly reading: string; readonly option: string; readonly amount: Exact }[];
  readonly lines: readonly MoneyLine[];
}

export type LateClaimTerms = Settable<NonNullable<PaymentData['lateClaim']>>;

/**
 * What the contract lets the vendor claim for late payment: a memo, never posted by itself, with the alternative remedy beside it.
 *
 * `lateDays` runs from the day after the due date to the last payment or the day that is looked at; without balances nothing was owed, or
 * everything was paid in time. Errors: none.
 */
export function lateClaim(
  terms: LateClaimTerms,
  balances: readonly UnpaidBalance[],
  contractAmount: Exact,
  inForce: ReadingsInForce,
  { isAnythingOwed, lateDays }: { readonly isAnythingOwed: boolean; readonly lateDays: number },
): LateClaim {
  const { clause, dailyRate, termination } = terms.under(inForce.choice);
  const amount = claimOnBalances(balances, dailyRate);
  if (balances.length === 0) {
    const nothing = {
      measured: `${lateDays} days`,
      arithmetic: '0',
      zh: isAnythingOwed ? '按期付款，无迟延违约金' : '本期无应付款，无迟延违约金',
      en: isAnythingOwed ? 'Paid on time, there is no claim for lateness' : 'Nothing was payable, there is no claim for lateness',
    };
    return { amount, alternatives: [], lines: [writeMoney(clause, amount, nothing)] };
  }
  const alternatives = terms.readings.flatMap((code) => {
    const reading = inForce.readings.find((candidate) => candidate.code === code)!;
    return inForce.alternativesOf(reading).map((option) => ({
      reading: code,
      option,
      amount: claimOnBalances(balances, terms.under({ ...inForce.choice, [code]: option }).dailyRate),
    }));
  });
  const others = alternatives.map(({ reading, option, amount: other }) => `${reading} ${option}: ${printMoney(other)}`);
  const beside =
    others.length > 0 ? { zh: `；其他读法 ${others.join('、')}`, en: `; under other readings ${others.join(', ')}` } : { zh: '', en: '' };
  const rate = printPercent(dailyRate);
  const [only] = balances.length === 1 ? balances : [];
  const unpaid = only
    ? {
        zh: `逾期 ${lateDays} 天，每天按未付款 ${printMoney(only.unpaid)} 元的 ${rate}`,
        en: `${lateDays} days late at ${rate} a day of the ${printMoney(only.unpaid)} unpaid`,
      }
    : {
        zh: `逾期 ${lateDays} 天，每天按当日未付款的 ${rate}：${balances.map((balance) => `${printMoney(balance.unpaid)} 元 ${balance.days} 天`).join('、')}`,
        en: `${lateDays} days late at ${rate} a day of what was unpaid: ${balances.map((balance) => `${printMoney(balance.unpaid)} for ${balance.days} days`).join(', ')}`,
      };
  const lines = [
    writeMoney(clause, amount, {
      measured: `${lateDays} days, ${rate}`,
      arithmetic: balances.map((balance) => `${balance.unpaid.toExpression()} * ${dailyRate.toExpression()} * ${balance.days}`).join(' + '),
      zh: `${unpaid.zh}：违约金备忘 ${printMoney(amount)} 元，不自动入账${beside.zh}`,
      en: `${unpaid.en}: a memo claim of ${printMoney(amount)}, never posted by itself${beside.en}`,
    }),
  ];
  if (termination && lateDays > termination.afterDays) {
    const remedy = contractAmount.times(termination.share);
    lines.push(
      writeMoney(clause, remedy, {
        measured: `${lateDays} > ${termination.afterDays} days`,
        arithmetic: `${contractAmount.toExpression()} * ${termination.share.toExpression()}`,
        zh: `逾期超过 ${termination.afterDays} 天：${termination.remedy.zh}（${printPercent(termination.share)}，即 ${printMoney(remedy)} 元）；此为另一种救济，不相加`,
        en: `More than ${termination.afterDays} days late: ${termination.remedy.en} (${printPercent(termination.share)}, ${printMoney(remedy)}); an alternative remedy, not added`,
      }),
    );
  }
  return { amount, alternatives, lines };
}
