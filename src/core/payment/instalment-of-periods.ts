import type { Reading, ReadingState, ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import { type Exact, greatest, least } from '../values/exact.js';
import { printMoney, roundToFen } from '../values/figures.js';
import type { Text } from '../values/text.js';
import type { PaymentFacts } from './adjustment-kind.js';
import { payablesOfOptions } from './dispute.js';
import { type PeriodToSettle, payableForPeriods, type Variant } from './extremes-of-periods.js';
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

/**
 * What each open reading of a list costs: the payable under every other option, everything else as it is in force, and the
 * difference that makes. Each payable is rounded to the fen and then subtracted, so that the columns add up.
 *
 * `readings` are those to be listed, in their order; periods, facts and errors as in `payableForPeriods`. A reading that is agreed for
 * some of the periods only moves the others. Units: yuan, two decimals.
 */
export function costsOfReadings(
  instalment: Instalment,
  periods: readonly PeriodToSettle[],
  facts: Omit<PaymentFacts, 'score'>,
  inForce: ReadingsInForce,
  readings: readonly Reading[],
): ReadingCost[] {
  const payableUnder = (choice: Choice): Exact | null => {
    const payable = payableForPeriods(instalment, periods, facts, inForce, choice);
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

/** By how much an option pays more than the one in force; negative where it pays less. Units: yuan in whole fen. */
export interface DifferenceRange {
  readonly option: string;
  readonly least: Exact;
  readonly greatest: Exact;
}

/**
 * What each other option of an open reading pays beyond the one in force, over every combination of the other open readings: what it
 * moves together with them, where by itself it may move nothing.
 *
 * Options that only decide completeness take no part. Empty where the payable is not known under every option.
 */
export function differencesTogether(
  instalment: Instalment,
  variant: Variant,
  facts: Omit<PaymentFacts, 'score'>,
  reading: Reading,
): DifferenceRange[] {
  const { inForce } = variant;
  const alternatives = inForce.alternativesOf(reading).filter((option) => inForce.contestedOptionsOf(reading.code).includes(option));
  if (alternatives.length === 0) return [];
  const options = [inForce.choice[reading.code]!, ...alternatives];
  const lists = payablesOfOptions(instalment, variant, facts, reading.code, options) ?? [];
  if (lists.length === 0) return [];
  return alternatives.map((option, index) => {
    const differences = lists.map((list) => list[index + 1]!.minus(list[0]!));
    return { option, least: differences.reduce(least), greatest: differences.reduce(greatest) };
  });
}
