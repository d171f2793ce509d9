import type { MoneyLine } from '../payment/adjustment-kind.js';
import { type Dispute, explainDispute } from '../payment/dispute.js';
import type { Exact } from '../values/exact.js';
import { printMoney } from '../values/figures.js';
import type { Text } from '../values/text.js';
import type { StatementFigures } from './statement.js';

/** What the disputed part of an instalment waits for. */
export interface DisputeOfStatement {
  /** Null where the open readings dispute nothing. */
  readonly byReadings: Dispute | null;
  /** What is disputed beyond that, because the vendor contests scores. Units: yuan in whole fen. */
  readonly byScores: Exact;
  /** The periods whose scores the vendor contests. */
  readonly contested: readonly string[];
}

/**
 * The lines from an instalment's payable to what its statement makes due, each with its clause; only those that move anything.
 *
 * `clause` is the instalment's own. The arithmetic, evaluated, gives the amount.
 */
export function dueLines(figures: StatementFigures, clause: string, dispute: DisputeOfStatement): MoneyLine[] {
  const { determination, own, adjustments, broughtForward, setOffs, amountDue, carriedForward, kind } = figures;
  const { payable, portions } = determination;
  const lines: MoneyLine[] = [];
  const line = (amount: Exact, measured: string, arithmetic: string, zh: string, en: string): void => {
    lines.push({ clause, measured, arithmetic, amount: printMoney(amount), zh, en });
  };
  if (!portions.undisputed.equals(payable) || !portions.disputed.isZero) {
    const waits = waitsFor(dispute);
    line(
      portions.undisputed,
      `${printMoney(portions.undisputed)} … ${printMoney(portions.undisputed.plus(portions.disputed))}`,
      printMoney(portions.undisputed),
      [`无争议部分 ${printMoney(portions.undisputed)} 元，可先行支付`, ...waits.map(({ zh }) => zh)].join('；'),
      [`Undisputed: ${printMoney(portions.undisputed)}, payable at once`, ...waits.map(({ en }) => en)].join('; '),
    );
  }
  if (kind === 'SUPPLEMENTARY')
    line(
      own.undisputed,
      '',
      `${printMoney(portions.undisputed)} - ${printMoney(portions.undisputed.minus(own.undisputed))}`,
      `前已结算 ${printMoney(portions.undisputed.minus(own.undisputed))} 元，本次补充 ${printMoney(own.undisputed)} 元`,
      `${printMoney(portions.undisputed.minus(own.undisputed))} was settled before; this statement adds ${printMoney(own.undisputed)}`,
    );
  for (const { instalment, change } of adjustments)
    line(
      change.undisputed,
      '',
      printMoney(change.undisputed),
      `第 ${instalment} 期更正后调整 ${printMoney(change.undisputed)} 元`,
      `Instalment ${instalment} was corrected: adjusted by ${printMoney(change.undisputed)}`,
    );
  if (!broughtForward.isZero)
    line(
      broughtForward,
      '',
      printMoney(broughtForward),
      `前期结转 ${printMoney(broughtForward)} 元`,
      `Brought forward from earlier statements: ${printMoney(broughtForward)}`,
    );
  for (const { number, amount } of setOffs)
    line(
      amount,
      '',
      printMoney(amount),
      `第 ${number} 号结算单尚未付款，先冲减其未付 ${printMoney(amount.negated())} 元`,
      `Statement ${number} is not paid yet: ${printMoney(amount.negated())} is set off against what is still to be paid of it`,
    );
  const terms = [
    own.undisputed,
    ...adjustments.map(({ change }) => change.undisputed),
    broughtForward,
    ...setOffs.map(({ amount }) => amount.negated()),
  ].map(printMoney);
  if (terms.length > 2 || !broughtForward.isZero)
    line(
      amountDue,
      '',
      carriedForward.isZero ? terms.join(' + ') : `max(0, ${terms.join(' + ')})`,
      carriedForward.isZero
        ? `本单应付 ${printMoney(amountDue)} 元${amountDue.sign < 0 ? '，即乙方应退' : ''}`
        : `本单应付 0 元，余 ${printMoney(carriedForward)} 元结转下期`,
      carriedForward.isZero
        ? `Due by this statement: ${printMoney(amountDue)}${amountDue.sign < 0 ? ', to be paid back by the vendor' : ''}`
        : `Nothing is due; ${printMoney(carriedForward)} is carried forward to the next statement`,
    );
  return lines;
}

function waitsFor({ byReadings, byScores, contested }: DisputeOfStatement): Text[] {
  const waits = byReadings ? [explainDispute(byReadings)] : [];
  if (byScores.isZero) return waits;
  return [
    ...waits,
    {
      zh: `争议 ${printMoney(byScores)} 元待 ${contested.join('、')} 有争议的得分确定`,
      en: `${printMoney(byScores)} is disputed until the contested score of ${contested.join(', ')} is settled`,
    },
  ];
}
