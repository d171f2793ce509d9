import { adjustmentKindOf, placedAdjustments } from '../payment/schedule.js';
import { Exact, sum } from '../values/exact.js';
import { printPercent } from '../values/figures.js';
import { type ContractFiles, scoredPeriods } from './contract.js';
import { type ContractRemark, error } from './remark.js';

/** The instalments are the contract amount, in whole fen, and each is settled by scored periods of its own. */
export function checkPayment(files: ContractFiles): ContractRemark[] {
  const { instalments, adjustments: common } = files.payment;
  const remarks: ContractRemark[] = [];
  for (const { adjustment, path } of placedAdjustments(files.payment))
    for (const { zh, en } of adjustmentKindOf(adjustment).faults(adjustment))
      remarks.push(error('payment', path, 'ADJUSTMENT_FAULT', zh, en));
  const shares = sum(instalments.map(({ share }) => share));
  if (!shares.equals(Exact.ONE))
    remarks.push(
      error(
        'payment',
        'instalments',
        'SHARES_DO_NOT_ADD_UP',
        `各期比例之和为 ${printPercent(shares)}，不是合同金额`,
        `the shares add up to ${printPercent(shares)} of the contract amount`,
      ),
    );
  const scored = new Set(scoredPeriods(files.rubric).map(({ code }) => code));
  const settled = new Set<string>();
  instalments.forEach((instalment, index) => {
    const path = `instalments[${index}]`;
    const base = files.contract.amount.value.times(instalment.share);
    if (!base.rounded(2).equals(base))
      remarks.push(error('payment', `${path}.share`, 'NOT_WHOLE_FEN', '本期金额不是整数分', 'the instalment is no whole number of fen'));
    const { score } = instalment;
    if (!score) return;
    const periods = 'period' in score ? [score.period] : score.meanOf;
    for (const period of periods) {
      if (!scored.has(period))
        remarks.push(error('payment', `${path}.score`, 'UNKNOWN_PERIOD', `${period} 不是考核期`, `${period} is no scored period`));
      if (settled.has(period))
        remarks.push(
          error('payment', `${path}.score`, 'PERIOD_SETTLED_TWICE', `${period} 被两期款结算`, `${period} settles two instalments`),
        );
      settled.add(period);
    }
    if ('meanOf' in score && (instalment.adjustments ?? common).some(({ kind }) => kind === 'HEADCOUNT_SHARE'))
      remarks.push(
        error(
          'payment',
          `${path}.score`,
          'HEADCOUNT_OF_MEAN',
          '按多期均分结算的款项不能随人数折算',
          'an instalment settled by a mean cannot follow the headcount',
        ),
      );
  });
  for (const period of scored)
    if (!settled.has(period))
      remarks.push({
        severity: 'WARNING',
        code: 'PERIOD_SETTLES_NOTHING',
        file: 'payment',
        path: 'instalments',
        zh: `考核期 ${period} 不结算任何一期款`,
        en: `the scored period ${period} settles no instalment`,
      });
  return remarks;
}
