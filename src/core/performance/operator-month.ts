import type { IsoDate, IsoMonth } from '../values/dates.js';
import type { Exact } from '../values/exact.js';

/** An operator of the month, with the team and the shifts worked. */
export interface Member {
  readonly no: string;
  readonly team: string;
  readonly onLineOn: IsoDate;
  readonly shifts: bigint;
  readonly isLeader: boolean;
}

/** Something that happened to or through an operator. `units` is its count, or its days within the month. */
export interface OperatorEvent {
  readonly id: string;
  readonly member: string;
  readonly kind: string;
  readonly on: IsoDate;
  readonly units: bigint;
  /** Days that lie beyond the month and are not counted. */
  readonly daysBeyond: bigint;
  readonly isSevere: boolean;
  readonly hasConsequence: boolean;
  readonly leaderAmount: Exact | null;
}

/** All that an operators' month depends on. `earlier` counts events of the term before this month, by member and kind. */
export interface OperatorMonth {
  readonly month: IsoMonth;
  readonly members: readonly Member[];
  readonly events: readonly OperatorEvent[];
  readonly earlier: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
}
