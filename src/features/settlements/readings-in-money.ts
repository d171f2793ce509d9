import { type InstalmentAtStake, InstalmentStake } from '../../core/account/at-stake.js';
import { differencesTogether } from '../../core/payment/instalment-of-periods.js';
import { type Instalment, periodsOfInstalment } from '../../core/payment/schedule.js';
import { type Reading, ReadingsInForce } from '../../core/readings/reading.js';
import { Exact, sum } from '../../core/values/exact.js';
import { printMoney } from '../../core/values/figures.js';
import type { Text } from '../../core/values/text.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { readingsOfPeriod } from '../assessment-periods/scoring-case.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { type InstalmentCosts, listInstalmentCosts } from '../scores/reading-costs.js';
import { paymentStandingOf } from './payment-standing.js';
import type { StatementRow } from './statement.repository.js';

/** What a reading moves: what instalments pay, or the memo claim for late payment. */
export type ReadingMoves = 'PAYABLE' | 'LATE_CLAIM';

/** What another option gives beyond the one in force. Money in yuan, two decimals; negative where it gives less. */
export interface DifferenceSoFar {
  readonly option: string;
  /** The other readings as they are in force. */
  readonly difference: string;
  /** Over every combination of the other open readings. */
  readonly least: string;
  readonly greatest: string;
}

/** What an open reading costs so far and could still cost. Money in yuan, two decimals. */
export interface ReadingMoney {
  readonly code: string;
  readonly title: Text;
  readonly option: string;
  readonly moves: ReadingMoves;
  /** By each other option: over the instalments that can be determined from scores, or over the claims that there are today. */
  readonly soFar: readonly DifferenceSoFar[];
  /** An upper bound for the instalments that are not in `soFar`; null for a late claim, which grows with each day. */
  readonly atMost: string | null;
}

/**
 * What every open reading of a contract costs so far, and what it could still cost at most.
 *
 * `gather` gives what is known of an instalment that cannot be determined from scores yet. An instalment counts so far or in what is to
 * come, never in both.
 */
export async function readingsInMoney(
  context: TenantContext,
  stored: StoredContract,
  statements: readonly StatementRow[],
  gather: (instalment: Instalment) => Promise<InstalmentAtStake>,
): Promise<ReadingMoney[]> {
  const { contract } = stored.checked;
  const { payment } = contract;
  const agreed = await readingsOfPeriod(context, stored.id, { startsOn: contract.data.term.to }, contract);
  const inForce = new ReadingsInForce(contract.readings, agreed);
  const open = contract.readings.filter((reading) => inForce.stateOf(reading) === 'OPEN');
  // A score without the headcount that its payment needs determines nothing yet.
  const costs = (await listInstalmentCosts(context, stored)).filter(({ readings }) => readings.some(({ payable }) => payable !== null));
  const toCome = payment.instalments.filter(
    (instalment) => periodsOfInstalment(instalment).length > 0 && costs.every((cost) => cost.instalment !== instalment.data.no),
  );
  const stakes: InstalmentStake[] = [];
  for (const instalment of toCome) stakes.push(new InstalmentStake(await gather(instalment)));
  const claims = await lateClaimsOf(context, statements);
  const row = (reading: Reading, moves: ReadingMoves, soFar: DifferenceSoFar[], atMost: string | null): ReadingMoney => ({
    code: reading.code,
    title: reading.title,
    option: inForce.choice[reading.code]!,
    moves,
    soFar,
    atMost,
  });
  return open.flatMap((reading) => [
    ...(contract.rubric.readings.has(reading.code) || payment.readings.has(reading.code)
      ? [
          row(
            reading,
            'PAYABLE',
            paidSoFar(reading, inForce, costs),
            printMoney(sum(stakes.map((stake) => stake.mostMovedBy(reading.code)))),
          ),
        ]
      : []),
    ...(payment.lateClaim?.readings.includes(reading.code)
      ? [row(reading, 'LATE_CLAIM', claimedSoFar(reading, inForce, claims), null)]
      : []),
  ]);
}

/** What other options pay beyond the one in force, over the instalments that can be determined. */
function paidSoFar(reading: Reading, inForce: ReadingsInForce, costs: readonly InstalmentCosts[]): DifferenceSoFar[] {
  const together = costs.map(({ settled: { instalment, variant, facts } }) => differencesTogether(instalment, variant, facts, reading));
  return inForce.alternativesOf(reading).map((option) => {
    const ranges = together.flatMap((ofInstalment) => ofInstalment.filter((range) => range.option === option));
    const single = costs.flatMap(({ readings }) => {
      const alternative = readings.find(({ code }) => code === reading.code)?.alternatives.find((other) => other.option === option);
      return alternative?.difference == null ? [] : [Exact.of(alternative.difference)];
    });
    return {
      option,
      difference: printMoney(sum(single)),
      least: printMoney(sum(ranges.map((range) => range.least))),
      greatest: printMoney(sum(ranges.map((range) => range.greatest))),
    };
  });
}

type LateClaims = readonly NonNullable<NonNullable<Awaited<ReturnType<typeof paymentStandingOf>>>['claim']>[];

async function lateClaimsOf(context: TenantContext, statements: readonly StatementRow[]): Promise<LateClaims> {
  const claims: LateClaims[number][] = [];
  for (const statement of statements) {
    const claim = (await paymentStandingOf(context, statement))?.claim;
    if (claim) claims.push(claim);
  }
  return claims;
}

/** What other options let the vendor claim beyond the one in force, over the claims that there are today. */
const claimedSoFar = (reading: Reading, inForce: ReadingsInForce, claims: LateClaims): DifferenceSoFar[] =>
  inForce.alternativesOf(reading).map((option) => {
    const difference = printMoney(
      sum(
        claims.flatMap(({ amount, alternatives }) =>
          alternatives
            .filter((alternative) => alternative.reading === reading.code && alternative.option === option)
            .map((alternative) => alternative.amount.minus(amount)),
        ),
      ),
    );
    return { option, difference, least: difference, greatest: difference };
  });
