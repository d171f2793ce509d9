import {
  balancesOf,
  entriesForAmount,
  entriesOfStatement,
  entryOfPayment,
  entryOfReversal,
  type LedgerEntry,
  portionsPosted,
} from '../../src/core/account/ledger.js';
import type { Determination } from '../../src/core/account/portions.js';
import { drawStatement, type StatementFigures } from '../../src/core/account/statement.js';
import { Exact, sum } from '../../src/core/values/exact.js';
import { roundToFen } from '../../src/core/values/figures.js';
import { seededRandom } from './seeded-random.js';

/** A statement of a generated life, with what was paid of it. */
export interface LivedStatement {
  readonly figures: StatementFigures;
  readonly entries: readonly LedgerEntry[];
  /** What was still to be paid of its instalment as it was drawn. */
  readonly unpaidBefore: Exact;
  readonly payments: LivedPayment[];
}

export interface LivedPayment {
  readonly amount: Exact;
  isReversed: boolean;
}

/** What an entry was posted for: a statement, a payment, or the contract's amount. */
export type EntrySource = LivedStatement | LivedPayment | null;

const fen = (amount: number): Exact => Exact.ratio(BigInt(amount), 100n);

const toFen = (amount: Exact): number => Number(amount.times(Exact.integer(100)).toBigInt());

/**
 * The money of a generated contract, step by step: instalments are determined, corrected and released in any order, statements drawn,
 * paid in parts, reversed and paid back. After each step `check` sees everything.
 */
export class MoneyLife {
  readonly amount: Exact;
  readonly entries: LedgerEntry[] = [];
  /** For each entry. */
  readonly sources: EntrySource[] = [];
  readonly statements: LivedStatement[] = [];
  readonly determinations: (Determination | null)[];
  private readonly bases: readonly Exact[];
  private readonly below: (bound: number) => number;

  constructor(seed: number) {
    const random = seededRandom(seed);
    this.below = (bound) => Math.floor(random() * bound);
    this.amount = fen(1 + this.below(100_000_000));
    const count = 1 + this.below(6);
    // Equal shares mostly leave parts of a fen, which the account has to take up.
    this.bases = Array.from({ length: count }, () => this.amount.dividedBy(Exact.integer(count)));
    this.determinations = this.bases.map(() => null);
  }

  get carriedForward(): Exact {
    return sum(this.statements.flatMap(({ figures }) => [figures.carriedForward, figures.broughtForward.negated()]));
  }

  unpaidOf(statement: LivedStatement): Exact {
    const { figures, payments } = statement;
    const number = this.statements.indexOf(statement) + 1;
    const setOffs = this.statements.flatMap((other) =>
      other.figures.instalment === figures.instalment ? other.figures.setOffs.filter((setOff) => setOff.number === number) : [],
    );
    const paid = payments.flatMap(({ amount, isReversed }) => (isReversed ? [] : [amount]));
    return sum([figures.amountDue, ...setOffs.map(({ amount }) => amount)]).minus(sum(paid));
  }

  /** Statements about an instalment of which something is still to be paid, by their numbers. */
  unpaidAbout(no: number): { number: number; amount: Exact }[] {
    return this.statements
      .map((statement, index) => ({ number: index + 1, amount: this.unpaidOf(statement), no: statement.figures.instalment }))
      .filter((statement) => statement.no === no && statement.amount.sign > 0);
  }

  settledOf(no: number) {
    return portionsPosted(this.entries, no);
  }

  /** Lives until every instalment is settled, corrected once more and paid. */
  run(check: (life: MoneyLife) => void): void {
    this.post(entriesForAmount(this.amount, this.entries), null);
    const order = this.bases.map((_, index) => index + 1);
    for (const no of order) {
      this.redetermine(no);
      for (let turns = this.below(3); turns > 0; turns--) {
        this.redetermine(1 + this.below(order.length));
        this.payOrReverse();
        check(this);
      }
      this.draw(no);
      check(this);
      if (this.below(3) === 0) this.draw(1 + this.below(no));
      this.payOrReverse();
      check(this);
    }
    // The last word on each, and everything is paid.
    for (const no of order) {
      this.redetermine(no);
      this.draw(no);
      check(this);
    }
    for (const statement of this.statements) {
      const unpaid = this.unpaidOf(statement);
      if (!unpaid.isZero) this.pay(statement, unpaid);
    }
    check(this);
  }

  private redetermine(no: number): void {
    const exact = this.bases[no - 1]!;
    const base = roundToFen(exact);
    const greatest = this.below(3) === 0 ? base : fen(this.below(toFen(base) + 1));
    const undisputed = this.below(2) === 0 ? greatest : fen(this.below(toFen(greatest) + 1));
    this.determinations[no - 1] = {
      base,
      score: null,
      payable: greatest,
      portions: { undisputed, disputed: greatest.minus(undisputed), deducted: base.minus(greatest) },
    };
  }

  /** Draws and approves the statement of an instalment, where one can be drawn. */
  draw(no: number): void {
    const figures = drawStatement(
      {
        instalments: this.bases.map((_, index) => ({
          no: index + 1,
          settled: this.settledOf(index + 1),
          now: this.determinations[index] ?? null,
          unpaid: this.unpaidAbout(index + 1),
        })),
        notDetermined: balancesOf(this.entries).NOT_DETERMINED,
        carriedForward: this.carriedForward,
      },
      no,
    );
    if (typeof figures === 'string') return;
    const entries = entriesOfStatement(figures);
    const unpaidBefore = sum(this.unpaidAbout(no).map(({ amount }) => amount));
    const statement = { figures, entries, unpaidBefore, payments: [] };
    this.statements.push(statement);
    this.post(entries, statement);
  }

  private payOrReverse(): void {
    const statement = this.statements[this.below(Math.max(1, this.statements.length))];
    if (!statement) return;
    const standing = statement.payments.filter(({ isReversed }) => !isReversed);
    if (standing.length > 0 && this.below(4) === 0) {
      const wrong = standing[this.below(standing.length)]!;
      wrong.isReversed = true;
      this.post([entryOfReversal(statement.figures.instalment, wrong.amount)], wrong);
      return;
    }
    const unpaid = toFen(this.unpaidOf(statement));
    if (unpaid === 0) return;
    const part = 1 + this.below(Math.abs(unpaid));
    this.pay(statement, fen(unpaid < 0 ? -part : part));
  }

  private pay(statement: LivedStatement, amount: Exact): void {
    const payment = { amount, isReversed: false };
    statement.payments.push(payment);
    this.post([entryOfPayment(statement.figures.instalment, amount)], payment);
  }

  private post(entries: readonly LedgerEntry[], source: EntrySource): void {
    this.entries.push(...entries);
    this.sources.push(...entries.map(() => source));
  }
}
