import type { Reading, ReadingState, ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import type { ScoreSheet } from '../rubric/score.js';
import { Exact } from '../values/exact.js';
import { printMoney, roundToFen } from '../values/figures.js';
import type { Text } from '../values/text.js';
import type { PaymentFacts } from './adjustment-kind.js';
import { payableOf } from './payable.js';
import type { Instalment } from './schedule.js';

/** The payable under another option of a reading. Money in yuan; null where there is none. */
export interface OptionCost {
  readonly option: string;
  readonly label: Text;
  readonly payable: string | null;
  /** What it pays beyond the payable under the readings in force; negative where it pays less. */
  readonly difference: string | null;
}

/** What hangs on a reading: the option in force and the payable under each other one. */
export interface ReadingCost {
  readonly code: string;
  readonly title: Text;
  readonly option: string;
  readonly label: Text;
  readonly state: ReadingState;
  /** The payable under the option in force. */
  readonly payable: string | null;
  /** The other options of an open reading; none once the parties have agreed. */
  readonly alternatives: readonly OptionCost[];
}

/** The total of one period, or the simple mean of several, unrounded; null while a period has no total. Units: points. */
function scoreOfPeriods(sheets: readonly ScoreSheet[], choice: Choice): Exact | null {
  let total: Exact = Exact.ZERO;
  for (const sheet of sheets) {
    const own = sheet.total(choice);
    if (!own) return null;
    total = total.plus(own);
  }
  return total.dividedBy(Exact.integer(sheets.length));
}

/**
 * What an instalment pays under a choice of readings for the exact scores of its periods; an instalment without a score pays its base.
 *
 * `sheets` are those of the instalment's periods, in its order; each may be of another version of the rubric, as long as `choice`
 * has an option for every reading of each. A reading takes one option for all of them.
 * Units: yuan, exact and unrounded. Range: from 0. Null while a period has no total or the headcount is missing.
 * Errors: throws where the sheets are not as many as the periods, since a mean of some of them would be another figure, and
 * where the choice lacks an option of one of them.
 */
export function payableOfPeriods(
  instalment: Instalment,
  sheets: readonly ScoreSheet[],
  facts: Omit<PaymentFacts, 'score'>,
  choice: Choice,
): Exact | null {
  const { score } = instalment.data;
  const periods = score ? ('period' in score ? 1 : score.meanOf.length) : 0;
  if (sheets.length !== periods) throw new RangeError(`instalment ${instalment.data.no} has ${periods} periods, not ${sheets.length}`);
  if (periods === 0) return payableOf(instalment, { ...facts, score: null }, choice);
  const mean = scoreOfPeriods(sheets, choice);
  return mean && payableOf(instalment, { ...facts, score: mean }, choice);
}

/**
 * What each open reading of a list costs: the payable under every other option, everything else as it is in force, and the
 * difference that makes. Each payable is rounded to the fen and then subtracted, so that the columns add up.
 *
 * `readings` are those to be listed, in their order; sheets, facts and errors as in `payableOfPeriods`. Units: yuan, two decimals.
 */
export function costsOfReadings(
  instalment: Instalment,
  sheets: readonly ScoreSheet[],
  facts: Omit<PaymentFacts, 'score'>,
  inForce: ReadingsInForce,
  readings: readonly Reading[],
): ReadingCost[] {
  const payableUnder = (choice: Choice): Exact | null => {
    const payable = payableOfPeriods(instalment, sheets, facts, choice);
    return payable && roundToFen(payable);
  };
  const now = payableUnder(inForce.choice);
  return readings.map((reading) => {
    const option = inForce.choice[reading.code]!;
    const labelOf = (code: string): Text => reading.options.find((candidate) => candidate.code === code)!.label;
    return {
      code: reading.code,
      title: reading.title,
      option,
      label: labelOf(option),
      state: inForce.stateOf(reading),
      payable: now && printMoney(now),
      alternatives: inForce.alternativesOf(reading).map((other) => {
        const payable = payableUnder({ ...inForce.choice, [reading.code]: other });
        return {
          option: other,
          label: labelOf(other),
          payable: payable && printMoney(payable),
          difference: now && payable && printMoney(payable.minus(now)),
        };
      }),
    };
  });
}
