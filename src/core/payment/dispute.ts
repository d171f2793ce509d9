import type { ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import type { Exact } from '../values/exact.js';
import { printMoney, roundToFen } from '../values/figures.js';
import type { Text } from '../values/text.js';
import type { Extremes } from './extremes.js';
import {
  choiceFor,
  extremesOfPeriods,
  type FactsBesidePeriods,
  meanOfPeriods,
  type PeriodToSettle,
  payablesTogether,
  type Variant,
  Window,
} from './extremes-of-periods.js';
import { payableOf } from './payable.js';
import type { Instalment } from './schedule.js';

/** What lies between the least and the greatest payable of an instalment, and the open readings that it hangs on. */
export interface Dispute extends Extremes {
  /** The readings that move the payable under some combination of the others, in the contract's order; no other open one ever does. */
  readonly readings: readonly string[];
  /** Options that pay the least, by reading; a reading that is not named stays as it is in force. None of them can be left out. */
  readonly leastWith: Choice;
  /** The same for the greatest. */
  readonly greatestWith: Choice;
}

/**
 * What the disputed part of an instalment hangs on, or that of a score that is given; null where nothing is disputed or there is no payable.
 *
 * A reading may move nothing by itself and yet do so together with another: so each is looked at under every combination of the others.
 * Arguments as in `extremesOfPeriods`. Errors: none.
 */
export function disputeOf(
  instalment: Instalment,
  periods: readonly PeriodToSettle[],
  facts: FactsBesidePeriods,
  inForce: ReadingsInForce,
): Dispute | null {
  const extremes = extremesOfPeriods(instalment, periods, facts, inForce);
  if (!extremes || extremes.undisputed.equals(extremes.greatest)) return null;
  const whole: Variant = { periods, inForce };
  const window = new Window([...periods, whole]);
  const extremesUnder = (variant: Variant): Extremes => extremesOfPeriods(instalment, variant.periods, facts, variant.inForce)!;
  const asked = openReadings(instalment, whole, window);
  const standing = Object.fromEntries(asked.map((code) => [code, window.optionsOf(code)[0]!]));
  const payableWith = (options: Choice): Exact => {
    const choice = { ...standing, ...options };
    const score = periods.length === 0 ? (facts.score ?? null) : meanOfPeriods(periods, choice);
    return roundToFen(payableOf(instalment, { ...facts, score }, choiceFor(inForce, choice))!);
  };
  const inForceNow = payableWith({});
  const singles = asked.flatMap((code) =>
    window
      .optionsOf(code)
      .flatMap((option) => (option === standing[code] ? [] : [{ code, option, payable: payableWith({ [code]: option }) }])),
  );
  const moving = new Set(singles.filter(({ payable }) => !payable.equals(inForceNow)).map(({ code }) => code));
  const readings = asked.filter(
    (code) =>
      moving.has(code) ||
      payablesOfOptions(instalment, whole, facts, code, window.optionsOf(code))!.some(([first, ...others]) =>
        others.some((other) => !other.equals(first!)),
      ),
  );
  const optionsFor = (bound: keyof Extremes): Choice => {
    if (inForceNow.equals(extremes[bound])) return {};
    const single = singles.find(({ payable }) => payable.equals(extremes[bound]));
    if (single) return { [single.code]: single.option };
    // One reading after the other keeps the option in force where the others can still make up for it: what then differs is needed.
    let variant = whole;
    const needed: Record<string, string> = {};
    for (const code of readings)
      for (const option of window.optionsOf(code)) {
        const tried = variantWith(variant, { [code]: option });
        if (!extremesUnder(tried)[bound].equals(extremes[bound])) continue;
        variant = tried;
        if (option !== standing[code]) needed[code] = option;
        break;
      }
    return needed;
  };
  return { ...extremes, readings, leastWith: optionsFor('undisputed'), greatestWith: optionsFor('greatest') };
}

/** The same with some options agreed wherever their readings are open. */
export const variantWith = ({ periods, inForce }: Variant, options: Choice): Variant => ({
  periods: periods.map((period) => ({ ...period, inForce: period.inForce.with(options) })),
  inForce: inForce.with(options),
});

/**
 * What an instalment pays under each of some options of a reading: a list for each outcome of the other open readings, each once. Units:
 * yuan in whole fen. Null while a score or the headcount is missing.
 */
export function payablesOfOptions(
  instalment: Instalment,
  variant: Variant,
  facts: FactsBesidePeriods,
  code: string,
  options: readonly string[],
): Exact[][] | null {
  const variants = options.map((option) => variantWith(variant, { [code]: option }));
  return payablesTogether(instalment, variants, facts)?.map((list) => list.map(roundToFen)) ?? null;
}

/** The codes of the readings that are open in a place which sets what is paid, and set something there, in the contract's order. */
function openReadings(instalment: Instalment, { periods, inForce }: Variant, window: Window): string[] {
  const ofAmounts = new Set([
    ...instalment.adjustments.flatMap(({ data }) => data.readings),
    ...periods.flatMap(({ sheet }) => sheet.rubric.bounds.readings),
  ]);
  const inOrder = [inForce, ...periods.map((period) => period.inForce)].flatMap(({ readings }) => readings.map(({ code }) => code));
  return [...new Set(inOrder)].filter((code) => {
    const options = window.optionsOf(code);
    return options.length > 1 && (ofAmounts.has(code) || periods.some((period) => movesPoints(period, code, options, window)));
  });
}

/** Whether a reading moves the points of an item of a period under any combination of the other readings of that item. */
const movesPoints = ({ sheet, inForce }: PeriodToSettle, code: string, options: readonly string[], window: Window): boolean =>
  sheet.rubric.items
    .filter(({ readings }) => readings.includes(code))
    .some((item) => {
      const others = item.readings.filter((reading) => reading !== code);
      return [...window.choices(others, {})].some((choice) => {
        const [first, ...rest] = options.map((option) => sheet.contributionOf(item, choiceFor(inForce, { ...choice, [code]: option })));
        return rest.some((points) => !points!.equals(first!));
      });
    });

/** A dispute in words, with the options that its bounds come from. */
export function explainDispute({ readings, leastWith, greatestWith, undisputed, greatest }: Dispute): Text {
  const disputed = printMoney(greatest.minus(undisputed));
  const named = (options: Choice) => Object.entries(options).map(([code, option]) => `${code} ${option}`);
  const zh = (options: Choice) => (named(options).length > 0 ? ` ${named(options).join('、')} ` : '适用选项');
  const en = (options: Choice) => named(options).join(' and ') || 'the options in force';
  return {
    zh: `争议 ${disputed} 元取决于未约定的读法 ${readings.join('、')}：按${zh(leastWith)}最少，${printMoney(undisputed)} 元；按${zh(greatestWith)}最多，${printMoney(greatest)} 元`,
    en: `${disputed} is disputed and hangs on the open readings ${readings.join(', ')}: the least is ${printMoney(undisputed)} under ${en(leastWith)}, the greatest ${printMoney(greatest)} under ${en(greatestWith)}`,
  };
}
