import type { MoneyLine, PaymentFacts } from '../payment/adjustment-kind.js';
import { type Dispute, disputeOf } from '../payment/dispute.js';
import { type DueDate, dueDateOf, lateDaysOf } from '../payment/due.js';
import { extremesOfScore } from '../payment/extremes.js';
import { type LateClaim, lateClaim, unpaidBalances } from '../payment/late-claim.js';
import { payableLines, payableOf } from '../payment/payable.js';
import type { Instalment } from '../payment/schedule.js';
import type { Json } from '../values/canonical-json.js';
import type { IsoDate } from '../values/dates.js';
import { digestOf } from '../values/digest.js';
import { Exact, sum } from '../values/exact.js';
import { printMoney, printPoints, roundToFen } from '../values/figures.js';
import { compareByCodePoint, type Text } from '../values/text.js';
import { type AppliedReading, applyReadings } from './applied-readings.js';
import type { Payable } from './evaluate.js';
import type { SettlementCase } from './read-settlement-case.js';

/** What `settle` gives back, in the case format. Money in yuan, two decimals. */
export interface Settlement {
  readonly contract: string;
  readonly instalment: number;
  readonly base: string;
  readonly score: string | null;
  readonly deduction: string | null;
  readonly payable: Payable | null;
  readonly readings: readonly AppliedReading<{ readonly payable: string | null }>[];
  readonly dueOn: IsoDate | null;
  readonly lateDays: number | null;
  readonly lateClaim: string | null;
  readonly lines: readonly MoneyLine[];
  readonly warnings: readonly (Text & { readonly code: 'PROVISIONAL_CALENDAR' })[];
  readonly digest: string;
}

/** Settles one instalment for scores that stand: payable, its readings, due date and late claim, each with its reasons. */
export function settle(settlement: SettlementCase): Settlement {
  const { contract, instalment, inForce } = settlement;
  const { base, data } = instalment;
  const facts = factsOf(settlement);
  const { score } = facts;
  const exact = payableOf(instalment, facts, inForce.choice);
  const amount = exact && roundToFen(exact);
  const extremes = amount && extremesOfScore(instalment, facts, inForce);
  const payable = amount && extremes ? { amount, ...extremes } : null;
  const due = data.due && dueDateOf(data.due, settlement, contract.calendar);
  const lateDays = due && settlement.paidOn !== null && contract.payment.lateClaim ? lateDaysOf(due.date, settlement.paidOn) : null;
  const claim = payable && due && lateDays !== null ? claimOf(settlement, payable.amount, due.date, lateDays) : null;
  return {
    contract: contract.code,
    instalment: data.no,
    base: printMoney(base),
    score: score && printPoints(score),
    deduction: payable && printMoney(roundToFen(base).minus(payable.amount)),
    payable: payable && {
      amount: printMoney(payable.amount),
      undisputed: printMoney(payable.undisputed),
      greatest: printMoney(payable.greatest),
    },
    readings: applyReadings(contract.readingsOfPayment(), inForce, (choice) => {
      const other = payableOf(instalment, facts, choice);
      return { payable: other && printMoney(other) };
    }),
    dueOn: due?.date ?? null,
    lateDays,
    lateClaim: claim && printMoney(claim.amount),
    lines: [
      ...payableLines(instalment, facts, inForce.choice),
      ...(due && data.due ? [dueLine(due, data.due)] : []),
      ...(claim?.lines ?? []),
    ],
    warnings: due?.provisional
      ? [
          {
            code: 'PROVISIONAL_CALENDAR',
            zh: `付款期限 ${due.date} 的推算经过未收录放假安排的年份，为暂定`,
            en: `the due date ${due.date} was counted over a year whose holidays are not recorded: provisional`,
          },
        ]
      : [],
    digest: digestOfSettlement(settlement),
  };
}

/** What hangs on the open readings of a settlement's payable, and on which; null where nothing does or nothing is payable yet. */
export const disputeOfSettlement = (settlement: SettlementCase): Dispute | null =>
  disputeOf(settlement.instalment, [], factsOf(settlement), settlement.inForce);

const factsOf = ({ contract, instalment: { base, data }, scores, rosters }: SettlementCase): PaymentFacts => ({
  contractAmount: contract.payment.contractAmount,
  base,
  score: data.score ? meanOf([...scores.values()]) : null,
  rosters,
});

const meanOf = (scores: readonly Exact[]): Exact => sum(scores).dividedBy(Exact.integer(scores.length));

function dueLine(due: DueDate, { clause, workingDays, notBefore }: NonNullable<Instalment['data']['due']>): MoneyLine {
  const isHeldBack = due.date === notBefore;
  return {
    clause,
    measured: `${due.from} → ${due.date}`,
    arithmetic: '',
    amount: null,
    zh: isHeldBack ? `付款期限：不早于 ${due.date}` : `付款期限：自 ${due.from} 次日起第 ${workingDays} 个工作日，即 ${due.date}`,
    en: isHeldBack ? `Due on ${due.date}, not before` : `Due on ${due.date}, working day ${workingDays} after ${due.from}`,
  };
}

/** The claim for late payment of the whole payable on one day. */
function claimOf({ contract, inForce, paidOn }: SettlementCase, payable: Exact, dueOn: IsoDate, lateDays: number): LateClaim | null {
  const { lateClaim: terms, contractAmount } = contract.payment;
  if (!terms || paidOn === null) return null;
  const balances = unpaidBalances(payable, dueOn, [{ paidOn, amount: payable }], paidOn);
  return lateClaim(terms, balances, contractAmount, inForce, { isAnythingOwed: !payable.isZero, lateDays });
}

function digestOfSettlement(settlement: SettlementCase): string {
  const { contract, instalment, scores, rosters, inForce, invoiceReceivedOn, signedOn, paidOn } = settlement;
  const applied = [...contract.readingsOfPayment().map(({ code }) => code), ...(contract.payment.lateClaim?.readings ?? [])];
  return digestOf({
    command: 'settle',
    contract: contract.code,
    data: contract.dataDigest,
    instalment: instalment.data.no,
    rubric: contract.rubric.id,
    calendar: contract.calendar.version,
    readings: contract.readings
      .filter(({ code }) => applied.includes(code))
      .map(
        (reading): Json => ({
          code: reading.code,
          option: inForce.choice[reading.code]!,
          state: inForce.stateOf(reading),
        }),
      ),
    scores: [...scores].sort(([a], [b]) => compareByCodePoint(a, b)).map(([period, score]): Json => ({ period, score: score.key() })),
    rosters: rosters?.map((roster) => roster.key()) ?? null,
    invoiceReceivedOn,
    signedOn,
    paidOn,
  });
}
