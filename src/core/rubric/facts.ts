import type { WorkingCalendar } from '../calendar/working-days.js';
import type { IsoDate, IsoMonth } from '../values/dates.js';
import type { Exact } from '../values/exact.js';
import type { Period } from '../values/periods.js';
import type { Text } from '../values/text.js';

/** Where a figure comes from; of several sources for one figure the first here wins. */
export const SOURCES = ['ROSTER', 'REGION_RESULT', 'SYSTEM_REPORT', 'AGENCY', 'VENDOR'] as const;

export type Source = (typeof SOURCES)[number];

export const SOURCE_LABELS: Readonly<Record<Source, Text>> = {
  ROSTER: { zh: '花名册', en: 'roster' },
  REGION_RESULT: { zh: '上级（自治区、省）结果', en: 'result of the region or province' },
  SYSTEM_REPORT: { zh: '系统报表', en: 'system report' },
  AGENCY: { zh: '甲方', en: 'agency' },
  VENDOR: { zh: '乙方', en: 'vendor' },
};

/** How high the body stands that criticised; the least first. */
export const LEVELS = ['BELOW_CITY', 'CITY', 'PROVINCE', 'NATIONAL'] as const;

export type Level = (typeof LEVELS)[number];

/** A figure of a metric, for one month or (month null) the whole period. */
export interface Observation {
  readonly metric: string;
  readonly month: IsoMonth | null;
  readonly value: bigint;
  readonly source: Source;
}

/** Cases that an approved record of force majeure takes out of a figure, of one month or (month null) of the whole period. */
export interface Reduction {
  readonly metric: string;
  readonly month: IsoMonth | null;
  readonly count: bigint;
  /** Number of the record. */
  readonly reference: string;
}

/** A metric's figure for the period, with the observations that made it and those that lost to a better source. */
export interface PooledMetric {
  readonly value: Exact;
  readonly used: readonly Observation[];
  readonly notUsed: readonly Observation[];
  /** Cases that findings have added to what was observed; left out for none. */
  readonly added?: bigint;
  /** What approved records of force majeure have taken out; left out for nothing. */
  readonly takenOut?: readonly Reduction[];
}

/** Something that was found and may cost or earn points. `count` stands for that many equal findings. */
export interface Finding {
  readonly id: string;
  readonly item: string;
  readonly kind: string;
  readonly occurredOn: IsoDate;
  readonly count: bigint;
  readonly points: Exact | null;
  readonly reason: string | null;
  readonly elapsedHours: Exact | null;
  readonly dueOn: IsoDate | null;
  readonly submittedOn: IsoDate | null;
  readonly consented: boolean;
  readonly level: Level | null;
  readonly matterId: string | null;
  readonly eventId: string | null;
}

/** Points that an assessor gave an item, with the reason. */
export interface Judgement {
  readonly item: string;
  readonly points: Exact;
  readonly reason: string;
}

/** What is known about one item in one period: all that its rule may look at. */
export interface ItemFacts {
  readonly period: Period;
  readonly calendar: WorkingCalendar;
  readonly metrics: ReadonlyMap<string, PooledMetric>;
  readonly findings: readonly Finding[];
  readonly judgement: Judgement | null;
}
