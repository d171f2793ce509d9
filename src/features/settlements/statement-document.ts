import type { StatementFigures } from '../../core/account/statement.js';
import type { AppliedReading } from '../../core/cases/applied-readings.js';
import type { MoneyLine } from '../../core/payment/adjustment-kind.js';
import type { Choice } from '../../core/readings/setting.js';

/** A scorecard that a statement rests on. */
export interface RestsOn {
  readonly period: string;
  readonly revision: number;
  readonly scorecardId: string;
  readonly digest: string;
  /** Whether both parties have signed it, or the vendor contests it. */
  readonly state: 'SIGNED' | 'CONTESTED';
}

/** What a correction makes of another instalment. Money in yuan, two decimals. */
export interface WrittenAdjustment {
  readonly instalment: number;
  readonly undisputed: string;
  readonly disputed: string;
  readonly deducted: string;
}

/** What the disputed part of an instalment hangs on. Money in yuan, two decimals; the two amounts add up to it. */
export interface WrittenDispute {
  readonly byReadings: string;
  /** Codes of the open readings that move the payable, by themselves or together. */
  readonly readings: readonly string[];
  /** Options that pay the least, by reading, the rest as it is in force. */
  readonly leastWith: Choice;
  readonly greatestWith: Choice;
  readonly byScores: string;
  /** The periods whose scores the vendor contests. */
  readonly contested: readonly string[];
}

/** By how much a statement reduces what is still to be paid of an earlier one. Money in yuan, two decimals, negative. */
export interface WrittenSetOff {
  readonly number: number;
  readonly amount: string;
}

/** Everything that explains a statement. Money in yuan, two decimals. */
export interface StatementDocument {
  readonly base: string;
  /** Printed, 4 places; null for an instalment without a score. */
  readonly score: string | null;
  /** Under the readings in force. */
  readonly payable: string;
  /** Of the whole instalment as it is determined now. */
  readonly undisputed: string;
  readonly disputed: string;
  /** Null where nothing is disputed; not there in a statement from before it was written down. */
  readonly dispute?: WrittenDispute | null;
  readonly deducted: string;
  readonly scorecards: readonly RestsOn[];
  readonly adjustments: readonly WrittenAdjustment[];
  readonly readings: readonly AppliedReading<{ readonly payable: string | null }>[];
  readonly lines: readonly MoneyLine[];
  readonly secondApproval: StatementFigures['secondApproval'];
}
