import { expect, test } from '@jest/globals';
import { ACCOUNTS, balancesOf } from '../../../src/core/account/ledger.js';
import { totalOf } from '../../../src/core/account/portions.js';
import { sum } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { MoneyLife } from '../../support/generated-money-lives.js';

const LIVES = 100_000;

/** What does not hold of a life as it stands; nothing is checked by the figures that it was computed from. */
function faultsOf(life: MoneyLife): string[] {
  const balances = balancesOf(life.entries);
  const faults: string[] = [];
  const hold = (what: string, holds: boolean) => {
    if (!holds) faults.push(what);
  };
  hold('the accounts add up to the amount', sum(ACCOUNTS.map((account) => balances[account])).equals(life.amount));
  for (const entry of life.entries)
    hold('an entry balances', sum(ACCOUNTS.map((account) => entry.changes[account])).equals(entry.contractAmount));
  const unpaid = sum(life.statements.map((statement) => life.unpaidOf(statement)));
  hold('what is payable is unpaid or carried forward', balances.PAYABLE.equals(unpaid.plus(life.carriedForward)));
  for (const [index, determination] of life.determinations.entries()) {
    const settled = life.settledOf(index + 1);
    if (settled && determination) hold('an instalment keeps its base', totalOf(settled).equals(determination.base));
  }
  for (const statement of life.statements) {
    const { figures, unpaidBefore } = statement;
    const takesBack = figures.amountDue.sign < 0 || figures.carriedForward.sign < 0;
    const setOff = sum(figures.setOffs.map(({ amount }) => amount));
    hold('nothing is asked back of an instalment that is not paid', !takesBack || unpaidBefore.plus(setOff).isZero);
    hold('nothing is paid beyond what is due', figures.amountDue.sign < 0 || life.unpaidOf(statement).sign >= 0);
    hold('only the last statement asks money back', figures.amountDue.sign >= 0 || !hasFurther(life, figures));
    hold('nothing is carried beyond the last', figures.carriedForward.isZero || !figures.closes);
  }
  return faults;
}

/** Whether other instalments were settled first by a later statement. */
const hasFurther = (life: MoneyLife, figures: object): boolean => {
  const at = life.statements.findIndex((statement) => statement.figures === figures);
  return life.statements.slice(at + 1).some((statement) => statement.figures.kind === 'ORIGINAL');
};

test(`in ${LIVES} generated lives of contracts money neither appears nor vanishes`, () => {
  const seen = { statements: 0, supplementary: 0, adjusted: 0, setOff: 0, carried: 0, refunds: 0, residues: 0, checks: 0 };
  for (let seed = 1; seed <= LIVES; seed++) {
    const life = new MoneyLife(seed);
    // The whole is looked at after each step of some lives, and at the end of all.
    const isClose = seed % 20 === 0;
    life.run((lived) => {
      if (!isClose) return;
      seen.checks += 1;
      const faults = faultsOf(lived);
      if (faults.length > 0) throw new Error(`seed ${seed}: ${faults.join('; ')}`);
    });
    const faults = faultsOf(life);
    const { NOT_DETERMINED, PAYABLE, PAID } = balancesOf(life.entries);
    const owed = sum(life.determinations.map((determination) => determination!.portions.undisputed));
    if (!NOT_DETERMINED.isZero) faults.push(`not determined ${printMoney(NOT_DETERMINED)}`);
    if (!PAYABLE.isZero) faults.push(`payable ${printMoney(PAYABLE)}`);
    if (!PAID.equals(owed)) faults.push(`paid ${printMoney(PAID)} of ${printMoney(owed)}`);
    if (faults.length > 0) throw new Error(`seed ${seed}: ${faults.join('; ')}`);
    for (const { figures } of life.statements) {
      seen.statements += 1;
      if (figures.kind === 'SUPPLEMENTARY') seen.supplementary += 1;
      if (figures.adjustments.length > 0) seen.adjusted += 1;
      if (figures.setOffs.length > 0) seen.setOff += 1;
      if (!figures.carriedForward.isZero) seen.carried += 1;
      if (figures.amountDue.sign < 0) seen.refunds += 1;
      if (!figures.residue.isZero) seen.residues += 1;
    }
  }
  // Every kind of turn was taken often.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(1_000);
});
