import type { MoneyLine } from '../payment/adjustment-kind.js';
import { type Dispute, disputeOf } from '../payment/dispute.js';
import { extremesOfSheet } from '../payment/extremes.js';
import { payableLines, payableOf } from '../payment/payable.js';
import type { Choice } from '../readings/setting.js';
import type { Line } from '../rubric/explain.js';
import type { Finding } from '../rubric/facts.js';
import { ScoreSheet } from '../rubric/score.js';
import type { Json } from '../values/canonical-json.js';
import { digestOf } from '../values/digest.js';
import type { Exact } from '../values/exact.js';
import { printMoney, printPoints } from '../values/figures.js';
import { compareByCodePoint, type Text } from '../values/text.js';
import { type AppliedReading, applyReadings } from './applied-readings.js';
import { type PaymentOfPeriod, paymentOfPeriod } from './payment-of-period.js';
import type { PeriodCase } from './read-period-case.js';

/** An item as it was scored. `points` null means `NO_DATA`; of an item that takes off, `points` is what it takes. */
export interface ScoredItem {
  readonly code: string;
  readonly title: Text;
  readonly max: string | null;
  /** Whether its points add to the total or are taken off it. */
  readonly effect: 'ADDS' | 'TAKES_OFF';
  readonly points: string | null;
  readonly status: 'SCORED' | 'NO_DATA';
  readonly provisional: boolean;
  /** The readings that set a parameter of its rule. */
  readonly readings: readonly string[];
  readonly lines: readonly Line[];
}

/** The payable with what is undisputed of it and the most that it can become; money in yuan, two decimals. */
export interface Payable {
  readonly amount: string;
  readonly undisputed: string;
  readonly greatest: string;
}

/** Total and payable under another option; null where there is none. */
export interface AlternativeFigures {
  readonly total: string | null;
  readonly payable: string | null;
}

/** Something that both parties should look at; it moves no figure. */
export interface Warning extends Text {
  readonly code: 'EVENT_IN_SEVERAL_ITEMS' | 'PROVISIONAL_CALENDAR';
  readonly items: readonly string[];
}

/** What `evaluate` gives back, in the case format. */
export interface Evaluation {
  readonly contract: string;
  readonly period: string;
  readonly rubric: string;
  readonly complete: boolean;
  readonly total: string | null;
  readonly totalRange: readonly [string, string];
  readonly items: readonly ScoredItem[];
  readonly payable: Payable | null;
  readonly readings: readonly AppliedReading<AlternativeFigures>[];
  readonly warnings: readonly Warning[];
  /** From the items to the total. Null while an item has no data. */
  readonly totalLine: Line | null;
  /** From the contract amount to the payable; empty where the period pays nothing by itself. */
  readonly payableLines: readonly MoneyLine[];
  readonly digest: string;
}

/**
 * The score of one period under the readings in force, and what it pays: exact, without any text.
 *
 * Text, alternatives and digest are made when they are asked for, each from the same sheet.
 */
export class PeriodScore {
  readonly total: Exact | null;
  /** What the period pays, exact and unrounded; null where nothing can be said or it pays nothing by itself. */
  readonly payable: Exact | null;
  /** The items scored under any choice: what an instalment of several periods is made of. */
  readonly sheet: ScoreSheet;
  private readonly payment: PaymentOfPeriod | null;

  constructor(private readonly periodCase: PeriodCase) {
    const { contract, facts, inForce } = periodCase;
    this.sheet = new ScoreSheet(contract.rubric, facts);
    this.total = this.sheet.total(inForce.choice);
    this.payment = paymentOfPeriod(periodCase);
    this.payable = this.payableUnder(inForce.choice, this.total);
  }

  private payableUnder(choice: Choice, total: Exact | null): Exact | null {
    if (!this.payment || !total) return null;
    return payableOf(this.payment.instalment, { ...this.payment.facts, score: total }, choice);
  }

  /** Every reading that this period hangs on, with total and payable under each other option of the open ones. */
  readings(): AppliedReading<AlternativeFigures>[] {
    const { contract, period, inForce } = this.periodCase;
    return applyReadings(contract.readingsOfPeriod(period), inForce, (choice, { code }) => {
      const total = contract.rubric.readings.has(code) ? this.sheet.total(choice) : this.total;
      const payable = this.payableUnder(choice, total);
      return { total: total && printPoints(total), payable: payable && printMoney(payable) };
    });
  }

  /** The payable, and its least and greatest over every combination of the open readings. */
  payableRange(): Payable | null {
    if (!this.payment || !this.payable) return null;
    const extremes = extremesOfSheet(this.sheet, this.payment.instalment, this.payment.facts, this.periodCase.inForce);
    if (!extremes) return null;
    return {
      amount: printMoney(this.payable),
      undisputed: printMoney(extremes.undisputed),
      greatest: printMoney(extremes.greatest),
    };
  }

  /** What hangs on the open readings of what is payable, and on which; null where nothing does or nothing is payable by itself. */
  dispute(): Dispute | null {
    if (!this.payment || !this.payable) return null;
    const { inForce } = this.periodCase;
    return disputeOf(this.payment.instalment, [{ sheet: this.sheet, inForce }], this.payment.facts, inForce);
  }

  totalRange(): readonly [string, string] {
    const { least, greatest } = this.sheet.range(this.periodCase.inForce.choice);
    return [printPoints(least), printPoints(greatest)];
  }

  items(): ScoredItem[] {
    const { choice } = this.periodCase.inForce;
    return this.periodCase.contract.rubric.items.map((item) => {
      const { points, provisional, lines } = this.sheet.outcomeOf(item, choice);
      return {
        code: item.code,
        title: item.title,
        max: item.max && printPoints(item.max),
        effect: item.effect,
        points: points && printPoints(points),
        status: points ? 'SCORED' : 'NO_DATA',
        provisional,
        readings: item.readings,
        lines: lines(),
      };
    });
  }

  totalLine(): Line | null {
    return this.sheet.totalLine(this.periodCase.inForce.choice);
  }

  payableLines(): MoneyLine[] {
    if (!this.payment || !this.total) return [];
    return payableLines(this.payment.instalment, { ...this.payment.facts, score: this.total }, this.periodCase.inForce.choice);
  }

  warnings(): Warning[] {
    const { findings, contract, inForce } = this.periodCase;
    const itemsOfEvent = new Map<string, string[]>();
    for (const { eventId, item } of findings) if (eventId !== null) itemsOfEvent.set(eventId, [...(itemsOfEvent.get(eventId) ?? []), item]);
    const inRubricOrder = contract.rubric.items.map(({ code }) => code);
    const events = [...itemsOfEvent]
      .filter(([, items]) => items.length > 1)
      .sort(([a], [b]) => compareByCodePoint(a, b))
      .map(([eventId, items]): Warning => {
        const codes = inRubricOrder.filter((code) => items.includes(code));
        return {
          code: 'EVENT_IN_SEVERAL_ITEMS',
          items: codes,
          zh: `同一事件 ${eventId} 在考核项 ${codes.join('、')} 中都有记录`,
          en: `the event ${eventId} is recorded under items ${codes.join(', ')}`,
        };
      });
    const provisional = contract.rubric.items
      .filter((item) => this.sheet.outcomeOf(item, inForce.choice).hasProvisionalDate)
      .map(
        ({ code }): Warning => ({
          code: 'PROVISIONAL_CALENDAR',
          items: [code],
          zh: `考核项 ${code} 的工作日经过未收录放假安排的年份，结果为暂定`,
          en: `item ${code} counts working days of a year whose holidays are not recorded: provisional`,
        }),
      );
    return [...events, ...provisional];
  }

  /** SHA-256 of everything the result depends on, in one canonical form. */
  digest(): string {
    const { contract, period, observations, findings, judgements, reductions, inForce } = this.periodCase;
    const readings = contract
      .readingsOfPeriod(period)
      .map((reading) => [reading.code, inForce.choice[reading.code]!, inForce.stateOf(reading)]);
    return digestOf({
      command: 'evaluate',
      contract: contract.code,
      data: contract.dataDigest,
      period: period.code,
      rubric: contract.rubric.id,
      calendar: contract.calendar.version,
      readings,
      // Lists of values instead of objects: what each place means is fixed with the format version, and the digest is made for every score.
      observations: observations.map(({ metric, month, source, value }) => [metric, month, source, String(value)]).sort(byPlaces(3)),
      findings: findings.map(placesOf).sort(byPlaces(1)),
      judgements: judgements.map(({ item, points, reason }) => [item, points.key(), reason]).sort(byPlaces(1)),
      // Only where there are any: a digest from before there could be stays what it was.
      ...(reductions.length === 0
        ? {}
        : {
            reductions: reductions
              .map(({ metric, month, count, reference }) => [metric, month, reference, String(count)])
              .sort(byPlaces(4)),
          }),
    });
  }

  /** The whole result in the case format, text included. */
  render(): Evaluation {
    const { contract, period } = this.periodCase;
    return {
      contract: contract.code,
      period: period.code,
      rubric: contract.rubric.id,
      complete: this.total !== null,
      total: this.total && printPoints(this.total),
      totalRange: this.totalRange(),
      items: this.items(),
      payable: this.payableRange(),
      readings: this.readings(),
      warnings: this.warnings(),
      totalLine: this.totalLine(),
      payableLines: this.payableLines(),
      digest: this.digest(),
    };
  }
}

const placesOf = (finding: Finding): Json[] => [
  finding.id,
  finding.item,
  finding.kind,
  finding.occurredOn,
  String(finding.count),
  finding.points?.key() ?? null,
  finding.reason,
  finding.elapsedHours?.key() ?? null,
  finding.dueOn,
  finding.submittedOn,
  finding.consented,
  finding.level,
  finding.matterId,
  finding.eventId,
];

/** Orders lists by their first places. */
const byPlaces = (count: number) => (a: readonly Json[], b: readonly Json[]) => {
  for (let place = 0; place < count; place++) {
    const [left, right] = [String(a[place] ?? ''), String(b[place] ?? '')];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
};
