import fc from 'fast-check';
import type { Contract } from '../../src/core/contract/contract.js';
import { addDays } from '../../src/core/values/dates.js';
import { Exact } from '../../src/core/values/exact.js';
import { readingsOf } from './generated-periods.js';

/** The input of `settle`. */
export interface SettlementInput {
  contract: string;
  instalment: number;
  score?: string;
  scores?: Record<string, string>;
  rosters?: number[];
  invoiceReceivedOn?: string;
  signedOn?: string;
  paidOn?: string;
  readings: Record<string, string>;
}

/** Scores up to 100, more often about the places where a payment turns. */
const scores = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((tenths) => Exact.ratio(BigInt(tenths), 10n).toDecimal(1)),
  fc.constantFrom('69.9', '70', '84.5', '84.9', '85', '85.5', '90', '94.5', '94.9', '95', '95.5', '100'),
);

/** A date of about the time of the contracts, or none. */
const dates = fc.option(
  fc.nat(1000).map((offset) => addDays('2024-12-01', offset)),
  { freq: 3, nil: undefined },
);

/** Any good settlement of a contract: scores that stand, rosters where they matter, some dates, some readings agreed. */
export const settlementCases = (contract: Contract): fc.Arbitrary<SettlementInput> =>
  fc
    .record({
      instalment: fc.constantFrom(...contract.payment.instalments.map(({ data }) => data)),
      drawn: fc.array(scores, { minLength: 6, maxLength: 6 }),
      rosters: fc.option(fc.array(fc.integer({ min: 11, max: 15 }), { minLength: 3, maxLength: 3 }), { freq: 4 }),
      invoiceReceivedOn: dates,
      signedOn: dates,
      paidOn: dates,
      readings: readingsOf(contract),
    })
    .map(({ instalment: { no, score }, drawn, rosters, invoiceReceivedOn, signedOn, paidOn, readings }) => ({
      contract: contract.code,
      instalment: no,
      ...(score && 'period' in score && { score: drawn[0]! }),
      ...(score && 'meanOf' in score && { scores: Object.fromEntries(score.meanOf.map((period, index) => [period, drawn[index]!])) }),
      ...(rosters && contract.payment.rosterMetric && { rosters }),
      ...(invoiceReceivedOn && { invoiceReceivedOn }),
      ...(signedOn && { signedOn }),
      ...(paidOn && { paidOn }),
      readings,
    }));
