import { Exact, least, sum } from '../values/exact.js';
import { changeOf, type Determination, minus, NOTHING, type Portions, totalOf } from './portions.js';

/** An instalment of a contract's account: what is posted of it, and what can be determined of it now. */
export interface InstalmentStanding {
  readonly no: number;
  /** What approved statements posted; null before the first. */
  readonly settled: Portions | null;
  /** Null while its score or headcount is missing, or a correction is under way. */
  readonly now: Determination | null;
  /** Approved statements about it of which something is still to be paid, in their order. */
  readonly unpaid: readonly UnpaidStatement[];
}

/** What is still to be paid of an approved statement. Units: yuan in whole fen, positive. */
export interface UnpaidStatement {
  readonly number: number;
  readonly amount: Exact;
}

/** What a statement is drawn from. */
export interface AccountStanding {
  readonly instalments: readonly InstalmentStanding[];
  /** What is not determined yet of the contract's amount. */
  readonly notDetermined: Exact;
  /** What earlier statements carried forward: negative, the vendor owes it; zero mostly. */
  readonly carriedForward: Exact;
}

/** ORIGINAL settles an instalment first; SUPPLEMENTARY what has become of it since. */
export type StatementKind = 'ORIGINAL' | 'SUPPLEMENTARY';

/** What a correction makes of an instalment that is settled already. Units: yuan in whole fen. */
export interface Adjustment {
  readonly instalment: number;
  readonly change: Portions;
}

/** By how much a statement reduces what is still to be paid of an earlier one about the same instalment. Units: yuan in whole fen, negative. */
export interface SetOff {
  readonly number: number;
  readonly amount: Exact;
}

/** Why two persons have to approve a statement (policy). */
export type SecondApprovalReason = 'ZERO' | 'ADJUSTED' | 'SUPPLEMENTARY';

/**
 * A statement's figures. Units: yuan in whole fen. `own.undisputed` + adjustments + brought forward = set-offs + amount due + carried
 * forward.
 */
export interface StatementFigures {
  readonly kind: StatementKind;
  readonly instalment: number;
  readonly determination: Determination;
  /** What this statement posts of its own instalment: all of it, or what has changed. */
  readonly own: Portions;
  /** What corrections make of other instalments. */
  readonly adjustments: readonly Adjustment[];
  readonly broughtForward: Exact;
  /** What it takes back by paying less of earlier statements about its instalment; none mostly. */
  readonly setOffs: readonly SetOff[];
  /** To be paid; negative where the vendor has to pay back and no later statement can take it up. */
  readonly amountDue: Exact;
  /** Negative where corrections exceed what is owed: the next statement takes it up. */
  readonly carriedForward: Exact;
  /** Whether it settles the last instalment: the contract's account is closed with it. */
  readonly closes: boolean;
  /** What rounding of the bases leaves of the contract's amount, posted as deducted on closing; zero else. */
  readonly residue: Exact;
  readonly secondApproval: readonly SecondApprovalReason[];
}

/** Why no statement can be drawn. */
export type StatementObstacle = 'NOT_DETERMINED' | 'NOTHING_CHANGED' | 'ADJUSTED_ON_NEXT';

/**
 * Draws a statement for an instalment: the first one, or, where it is settled already, one for what has become of it since.
 *
 * The disputed rest is released or dropped by a supplementary statement. What a correction takes back is first set off against what is
 * still to be paid of the same instalment, by a supplementary statement. Any other correction becomes an adjustment on the next
 * instalment's statement; only where no instalment is left it goes on a supplementary one. Errors: the obstacle.
 */
export function drawStatement(account: AccountStanding, no: number): StatementFigures | StatementObstacle {
  const standing = account.instalments.find((instalment) => instalment.no === no)!;
  const { now, settled } = standing;
  if (!now) return 'NOT_DETERMINED';
  const isLast = account.instalments.every((instalment) => instalment.no === no || instalment.settled !== null);
  const own = minus(now.portions, settled ?? NOTHING);
  const change = settled ? changeOf(settled, now.portions) : 'NONE';
  if (settled && change === 'CORRECTION' && !isLast && !isSetOff(standing)) return 'ADJUSTED_ON_NEXT';
  // A supplementary statement beside others that still come takes up nothing but what has become of its own.
  const takesUp = settled === null || isLast;
  const adjustments = takesUp ? adjustmentsOf(account, no) : [];
  const broughtForward = takesUp ? account.carriedForward : Exact.ZERO;
  if (settled && change === 'NONE' && adjustments.length === 0 && broughtForward.isZero) return 'NOTHING_CHANGED';
  const gross = sum([own.undisputed, ...adjustments.map((adjustment) => adjustment.change.undisputed), broughtForward]);
  const setOffs = setOffsOf(standing, least(own.undisputed, gross));
  const net = gross.minus(sum(setOffs.map(({ amount }) => amount)));
  const isCarried = net.sign < 0 && !isLast;
  const closes = settled === null && isLast;
  const figures = {
    kind: settled ? ('SUPPLEMENTARY' as const) : ('ORIGINAL' as const),
    instalment: no,
    determination: now,
    own,
    adjustments,
    broughtForward,
    setOffs,
    amountDue: isCarried ? Exact.ZERO : net,
    carriedForward: isCarried ? net : Exact.ZERO,
    closes,
    residue: closes ? account.notDetermined.minus(totalOf(own)).minus(sum(pendingOf(account).map(totalOf))) : Exact.ZERO,
  };
  return { ...figures, secondApproval: secondApprovalOf(figures) };
}

/** Whether what has become of a settled instalment is to be taken back from what is still to be paid of it. */
const isSetOff = ({ settled, now, unpaid }: InstalmentStanding): boolean =>
  settled !== null && now !== null && unpaid.length > 0 && now.portions.undisputed.isLessThan(settled.undisputed);

/** Takes an amount back from what is still to be paid of an instalment, the earliest statement first, and never more than that. */
function setOffsOf({ unpaid }: InstalmentStanding, amount: Exact): SetOff[] {
  const setOffs: SetOff[] = [];
  let left = amount.sign < 0 ? amount.negated() : Exact.ZERO;
  for (const statement of unpaid) {
    const taken = least(left, statement.amount);
    if (taken.isZero) break;
    setOffs.push({ number: statement.number, amount: taken.negated() });
    left = left.minus(taken);
  }
  return setOffs;
}

/** Corrections of instalments that are settled; what is only released, or set off, waits for a supplementary statement of its own. */
const adjustmentsOf = (account: AccountStanding, no: number): Adjustment[] =>
  account.instalments.flatMap((instalment) => {
    const { settled, now } = instalment;
    if (instalment.no === no || !settled || !now || isSetOff(instalment)) return [];
    if (changeOf(settled, now.portions) !== 'CORRECTION') return [];
    return [{ instalment: instalment.no, change: minus(now.portions, settled) }];
  });

/** What has become of every settled instalment, whichever statement takes it up: what is left beside it is rounding. */
const pendingOf = ({ instalments }: AccountStanding): Portions[] =>
  instalments.flatMap(({ settled, now }) => (settled && now ? [minus(now.portions, settled)] : []));

function secondApprovalOf({
  kind,
  own,
  adjustments,
  broughtForward,
  amountDue,
}: Omit<StatementFigures, 'secondApproval'>): readonly SecondApprovalReason[] {
  const reasons: SecondApprovalReason[] = [];
  if (own.undisputed.sign <= 0 || amountDue.sign <= 0) reasons.push('ZERO');
  if (adjustments.length > 0 || !broughtForward.isZero) reasons.push('ADJUSTED');
  if (kind === 'SUPPLEMENTARY') reasons.push('SUPPLEMENTARY');
  return reasons;
}
