import { type StatementObstacle as CoreObstacle, drawStatement, type StatementFigures } from '../../core/account/statement.js';
import { type DisputeOfStatement, dueLines } from '../../core/account/statement-lines.js';
import { type AppliedReading, applyReadings } from '../../core/cases/applied-readings.js';
import { disputeOf } from '../../core/payment/dispute.js';
import { payableForPeriods } from '../../core/payment/extremes-of-periods.js';
import { payableLines } from '../../core/payment/payable.js';
import { type Reading, ReadingsInForce } from '../../core/readings/reading.js';
import type { Choice } from '../../core/readings/setting.js';
import type { Json } from '../../core/values/canonical-json.js';
import { digestOf } from '../../core/values/digest.js';
import { Exact, sum } from '../../core/values/exact.js';
import { printMoney, printPoints } from '../../core/values/figures.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { ContractAccount, DeterminedInstalment, UndeterminedReason } from './contract-account.js';
import type { StatementDocument, WrittenDispute } from './statement-document.js';

/** Why no statement can be drawn for an instalment. */
export type StatementObstacle = CoreObstacle | UndeterminedReason;

/** A statement as it can be drawn now, stored or not. */
export interface DrawnStatement {
  readonly figures: StatementFigures;
  readonly document: StatementDocument;
  readonly contractVersionId: string;
  readonly digest: string;
}

/** Draws a statement of a contract's account for an instalment that the contract has. Errors: the obstacle. */
export function draw(account: ContractAccount, no: number): Result<DrawnStatement, StatementObstacle> {
  const determined = account.instalments.get(no)!;
  if (typeof determined === 'string') return fail(determined);
  const figures = drawStatement(account.standing, no);
  if (typeof figures === 'string') return fail(figures);
  const document = documentOf(figures, determined);
  const { contract, contractVersionId } = determined;
  const digest = digestOf({
    command: 'statement',
    contract: contract.code,
    data: contract.dataDigest,
    instalment: no,
    kind: figures.kind,
    scorecards: document.scorecards.map(({ period, revision, digest: own, state }): Json => [period, revision, own, state]),
    readings: document.readings.map(({ code, option, state }): Json => [code, option, state]),
    determined: [document.payable, document.undisputed, document.disputed, document.deducted],
    own: [figures.own.undisputed, figures.own.disputed, figures.own.deducted].map(printMoney),
    adjustments: document.adjustments.map(
      ({ instalment, undisputed, disputed, deducted }): Json => [instalment, undisputed, disputed, deducted],
    ),
    forward: [figures.broughtForward, figures.amountDue, figures.carriedForward, figures.residue].map(printMoney),
    setOffs: figures.setOffs.map(({ number, amount }): Json => [number, printMoney(amount)]),
    closes: figures.closes,
    secondApproval: figures.secondApproval,
  });
  return ok({ figures, document, contractVersionId, digest });
}

/** Sum of what corrections make due or take back. Units: yuan. */
export const adjustedOf = ({ adjustments }: StatementFigures): Exact => sum(adjustments.map(({ change }) => change.undisputed));

function documentOf(figures: StatementFigures, determined: DeterminedInstalment): StatementDocument {
  const { toSettle, restsOn } = determined;
  const { instalment, facts } = toSettle;
  const { determination, adjustments } = figures;
  const { portions } = determination;
  const dispute = disputeIn(determined);
  return {
    base: printMoney(determination.base),
    score: determination.score && printPoints(determination.score),
    payable: printMoney(determination.payable),
    undisputed: printMoney(portions.undisputed),
    disputed: printMoney(portions.disputed),
    dispute: portions.disputed.isZero ? null : writtenDispute(dispute),
    deducted: printMoney(portions.deducted),
    scorecards: restsOn,
    adjustments: adjustments.map(({ instalment: adjusted, change }) => ({
      instalment: adjusted,
      undisputed: printMoney(change.undisputed),
      disputed: printMoney(change.disputed),
      deducted: printMoney(change.deducted),
    })),
    readings: readingsOf(determined),
    lines: [
      ...payableLines(instalment, { ...facts, score: determination.score }, toSettle.inForce.choice),
      ...dueLines(figures, instalment.data.clause, dispute),
    ],
    secondApproval: figures.secondApproval,
  };
}

/** What is disputed of an instalment: between the bounds of its open readings, and beyond them while a score is contested. */
function disputeIn({ toSettle, determination, restsOn }: DeterminedInstalment): DisputeOfStatement {
  const { instalment, periods, facts, inForce } = toSettle;
  const byReadings = disputeOf(instalment, periods, facts, inForce);
  const { disputed } = determination.portions;
  return {
    byReadings,
    byScores: byReadings ? disputed.minus(byReadings.greatest.minus(byReadings.undisputed)) : disputed,
    contested: restsOn.filter(({ state }) => state === 'CONTESTED').map(({ period }) => period),
  };
}

const writtenDispute = ({ byReadings, byScores, contested }: DisputeOfStatement): WrittenDispute => ({
  byReadings: printMoney(byReadings ? byReadings.greatest.minus(byReadings.undisputed) : Exact.ZERO),
  readings: byReadings?.readings ?? [],
  leastWith: byReadings?.leastWith ?? {},
  greatestWith: byReadings?.greatestWith ?? {},
  byScores: printMoney(byScores),
  contested,
});

/** The readings that bear on the instalment, with what it would pay under each other option of the open ones. */
function readingsOf({ contract, toSettle }: DeterminedInstalment): AppliedReading<{ readonly payable: string | null }>[] {
  const { instalment, periods, facts, inForce } = toSettle;
  const ofPayment = new Set(instalment.adjustments.flatMap(({ data }) => data.readings));
  const ofScores = new Set(periods.flatMap(({ sheet }) => [...sheet.rubric.readings]));
  const moving = contract.readings.filter(({ code }) => ofPayment.has(code) || ofScores.has(code));
  const agreedFor = ({ code }: Reading): string | null => {
    const concerned = [...(ofScores.has(code) ? periods.map((period) => period.inForce) : []), ...(ofPayment.has(code) ? [inForce] : [])];
    const agreed = concerned.every((own) => own.readings.some((reading) => reading.code === code && own.stateOf(reading) === 'AGREED'));
    return agreed ? (concerned[0]?.choice[code] ?? null) : null;
  };
  const agreed: Choice = Object.fromEntries(
    moving.flatMap((reading) => {
      const option = agreedFor(reading);
      return option === null ? [] : [[reading.code, option]];
    }),
  );
  return applyReadings(moving, new ReadingsInForce(contract.readings, agreed), (choice) => {
    const payable = payableForPeriods(instalment, periods, facts, inForce, choice);
    return { payable: payable && printMoney(payable) };
  });
}
