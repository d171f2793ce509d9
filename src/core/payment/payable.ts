import type { Choice } from '../readings/setting.js';
import type { Exact } from '../values/exact.js';
import { printMoney, roundToFen, writeYuan } from '../values/figures.js';
import { type MoneyLine, type PaymentFacts, writeMoney } from './adjustment-kind.js';
import type { Instalment } from './schedule.js';

/**
 * What an instalment pays under a choice of readings, exact and unrounded; null while score or headcount is missing.
 *
 * Units: yuan. Range: from 0.
 */
export function payableOf(instalment: Instalment, facts: PaymentFacts, choice: Choice): Exact | null {
  let amount: Exact = instalment.base;
  for (const { kind, data } of instalment.adjustments) {
    const adjusted = kind.adjust(data.under(choice), amount, facts);
    if (!adjusted) return null;
    amount = adjusted.amount;
  }
  return amount;
}

/** The lines from the contract amount to the payable, each with its clause; the rounding to the fen is a line only where it moves anything. */
export function payableLines(instalment: Instalment, facts: PaymentFacts, choice: Choice): MoneyLine[] {
  const { base, data } = instalment;
  const lines = [
    writeMoney(data.clause, base, {
      measured: printMoney(facts.contractAmount),
      arithmetic: `${facts.contractAmount.toExpression()} * ${data.share.toExpression()}`,
      zh: `${data.title.zh}：合同金额 ${printMoney(facts.contractAmount)} 元，本期 ${printMoney(base)} 元`,
      en: `${data.title.en}: ${printMoney(base)} of the contract amount of ${printMoney(facts.contractAmount)}`,
    }),
  ];
  let amount: Exact = base;
  for (const adjustment of instalment.adjustments) {
    const adjusted = adjustment.kind.adjust(adjustment.data.under(choice), amount, facts);
    if (!adjusted) return [...lines, missingLine(adjustment.clause, facts)];
    lines.push(writeMoney(adjustment.clause, adjusted.amount, adjusted.line()));
    amount = adjusted.amount;
  }
  const rounded = roundToFen(amount);
  if (rounded.equals(amount)) return lines;
  return [
    ...lines,
    writeMoney(data.clause, rounded, {
      measured: amount.toExpression(),
      arithmetic: rounded.toExpression(),
      zh: `${writeYuan(amount)} 元四舍五入到分：${printMoney(rounded)} 元`,
      en: `${writeYuan(amount)} rounded half up to the fen: ${printMoney(rounded)}`,
    }),
  ];
}

const missingLine = (clause: string, { score }: PaymentFacts): MoneyLine => ({
  clause,
  measured: '',
  arithmetic: '',
  amount: null,
  zh: `缺少${score ? '月末人数' : '得分'}，应付金额未定`,
  en: `The ${score ? 'headcount' : 'score'} is missing: the payable is not determined`,
});
