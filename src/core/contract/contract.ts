import type { WorkingCalendar } from '../calendar/working-days.js';
import type { InvoicingRules } from '../invoices/invoicing-rules.js';
import { type PaymentData, PaymentSchedule } from '../payment/schedule.js';
import type { OperatorRules } from '../performance/operator-rules.js';
import { type Reading, ReadingsInForce } from '../readings/reading.js';
import { Rubric, type RubricData } from '../rubric/rubric.js';
import type { StaffingData, StaffingRequirement } from '../staffing/staffing-rules.js';
import { nextPeriod, type Period, parsePeriod } from '../values/periods.js';
import type { Clause, ClausesData, ContractData, Obligation, RegisterPoint } from './contract-shapes.js';

/** The data files of a contract, read and found to be of the right shape. */
export interface ContractFiles {
  readonly contract: ContractData;
  readonly clauses: ClausesData;
  readonly rubric: RubricData;
  readonly readings: { readonly readings: readonly Reading[] };
  readonly payment: PaymentData;
  readonly register: { readonly points: readonly RegisterPoint[] };
  readonly obligations: { readonly obligations: readonly Obligation[] };
  readonly staffing: StaffingData;
  /** Left out by a contract that has no rules for single operators. */
  readonly operators?: OperatorRules | undefined;
  /** Left out by a contract whose invoices nobody checks here. */
  readonly invoicing?: InvoicingRules | undefined;
}

/** A contract, ready to score, settle and explain. */
export class Contract {
  readonly code: string;
  readonly data: ContractData;
  readonly documents: ClausesData['documents'];
  readonly clauses: readonly Clause[];
  readonly rubric: Rubric;
  readonly payment: PaymentSchedule;
  readonly readings: readonly Reading[];
  readonly register: readonly RegisterPoint[];
  readonly obligations: readonly Obligation[];
  readonly staffing: readonly StaffingRequirement[];
  /** Everything about people: the requirements, roles, what the roster gives the rubric. */
  readonly staffingRules: StaffingData;
  readonly operatorRules: OperatorRules | null;
  readonly invoicing: InvoicingRules | null;
  /** The scored periods, in order. */
  readonly periods: readonly Period[];
  /** Every reading open at its default. */
  readonly defaults: ReadingsInForce;
  private readonly periodsByCode: ReadonlyMap<string, Period>;

  constructor(
    files: ContractFiles,
    readonly calendar: WorkingCalendar,
    /** Digest of the data that figures are computed from: a changed amount or band changes it, and with it every result's digest. */
    readonly dataDigest: string,
  ) {
    this.data = files.contract;
    this.code = files.contract.code;
    this.documents = files.clauses.documents;
    this.clauses = files.clauses.clauses;
    this.rubric = new Rubric(files.rubric);
    this.payment = new PaymentSchedule(files.payment, files.contract.amount.value);
    this.readings = files.readings.readings;
    this.defaults = new ReadingsInForce(this.readings, {});
    this.register = files.register.points;
    this.obligations = files.obligations.obligations;
    this.staffing = files.staffing.requirements;
    this.staffingRules = files.staffing;
    this.operatorRules = files.operators ?? null;
    this.invoicing = files.invoicing ?? null;
    this.periods = scoredPeriods(files.rubric);
    this.periodsByCode = new Map(this.periods.map((period) => [period.code, period]));
  }

  /** A scored period by its code; null for any other. */
  period(code: string): Period | null {
    return this.periodsByCode.get(code) ?? null;
  }

  /** The readings that move a period's total, or what it pays where one period settles an instalment. */
  readingsOfPeriod(period: Period): Reading[] {
    const isPaid = this.payment.instalmentOfPeriod(period.code) !== null;
    return this.readings.filter(({ code }) => this.rubric.readings.has(code) || (isPaid && this.payment.readings.has(code)));
  }

  /** The readings that move a payable once the scores stand. */
  readingsOfPayment(): Reading[] {
    return this.readings.filter(({ code }) => this.payment.readings.has(code));
  }
}

/** Every period from a rubric's first to its last; empty where these are none of its length. */
export function scoredPeriods({ periods, periodLength }: Pick<RubricData, 'periods' | 'periodLength'>): Period[] {
  const last = parsePeriod(periods.to, periodLength);
  const scored: Period[] = [];
  for (
    let period = parsePeriod(periods.from, periodLength);
    last && period && period.startsOn <= last.startsOn;
    period = nextPeriod(period, periodLength)
  )
    scored.push(period);
  return scored;
}
