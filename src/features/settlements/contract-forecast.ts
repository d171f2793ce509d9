import type { InstalmentAtStake, PeriodAtStake } from '../../core/account/at-stake.js';
import { type Forecast, forecast, type PeriodToCome } from '../../core/account/forecast.js';
import { paymentOfPeriod, periodToSettle } from '../../core/cases/payment-of-period.js';
import { projectedTotal } from '../../core/cases/projection.js';
import type { PeriodCase } from '../../core/cases/read-period-case.js';
import type { PeriodToSettle } from '../../core/payment/extremes-of-periods.js';
import { type Instalment, periodsOfInstalment, placedAdjustments } from '../../core/payment/schedule.js';
import { contestedChoices, ReadingsInForce } from '../../core/readings/reading.js';
import { ScoreSheet } from '../../core/rubric/score.js';
import { Exact, greatest, least, sum } from '../../core/values/exact.js';
import { printPoints } from '../../core/values/figures.js';
import type { Text } from '../../core/values/text.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { listPeriods, type PeriodRow } from '../assessment-periods/assessment-period.repository.js';
import { caseAsVisible, readingsOfPeriod } from '../assessment-periods/scoring-case.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { caseOfScorecard } from '../scores/exact-scorecard.js';
import { findRevisions } from '../scores/scorecard.repository.js';
import { loadAccount } from './contract-account.js';
import { type ReadingMoney, readingsInMoney } from './readings-in-money.js';

/** SETTLED by approved statements; DETERMINED by signed scores; EXPECTED from what there is so far. */
export type ForecastBasis = 'SETTLED' | 'DETERMINED' | 'EXPECTED';

/** What an instalment pays or will pay, and what was assumed. */
export interface InstalmentForecast extends Forecast {
  readonly instalment: Instalment;
  readonly basis: ForecastBasis;
  readonly assumptions: readonly Text[];
}

export interface ContractForecast {
  readonly instalments: readonly InstalmentForecast[];
  readonly readings: readonly ReadingMoney[];
}

/** The forecast for a contract: what each instalment pays, as expected and between which bounds, and what its open readings move. */
export async function forecastContract(context: TenantContext, stored: StoredContract): Promise<ContractForecast> {
  const { contract } = stored.checked;
  const account = await loadAccount(
    context,
    stored,
    contract.payment.instalments.map(({ data }) => data.no),
  );
  const periods = await listPeriods(context, stored.id);
  const published = await publishedCases(context, periods);
  const instalments: InstalmentForecast[] = [];
  const gathered = new Map<Instalment, GatheredInstalment>();
  const gather = async (instalment: Instalment): Promise<GatheredInstalment> => {
    const found = gathered.get(instalment) ?? (await gatherInstalment(context, stored, instalment, periods, published));
    gathered.set(instalment, found);
    return found;
  };
  for (const instalment of contract.payment.instalments) {
    const { no } = instalment.data;
    const { settled } = account.standing.instalments.find((standing) => standing.no === no)!;
    const found = account.instalments.get(no)!;
    const determination = typeof found === 'string' ? null : found.determination;
    // What is settled counts as it can be determined now: a correction is taken up by a later statement. While none can, as it was posted.
    const portions = determination?.portions ?? settled;
    if (portions) {
      instalments.push({
        instalment,
        basis: settled ? 'SETTLED' : 'DETERMINED',
        expected: determination?.payable ?? portions.undisputed,
        least: portions.undisputed,
        greatest: portions.undisputed.plus(portions.disputed),
        assumptions: [],
      });
    } else instalments.push(expectInstalment(await gather(instalment)));
  }
  return {
    instalments,
    readings: await readingsInMoney(context, stored, account.statements, async (instalment) => (await gather(instalment)).stake),
  };
}

/** What is known of an instalment that is not determined yet, and what was assumed of the rest. */
interface GatheredInstalment {
  readonly stake: InstalmentAtStake;
  readonly assumptions: readonly Text[];
}

function expectInstalment({ stake, assumptions }: GatheredInstalment): InstalmentForecast {
  const { instalment } = stake;
  // Only an amount that hangs on a headcount of which nobody knows what is full has none.
  const bounds = forecast(stake) ?? { expected: instalment.base, least: Exact.ZERO, greatest: instalment.base };
  return { instalment, basis: 'EXPECTED', ...bounds, assumptions };
}

/** The exact cases of the published scorecards, by the code of their period. */
async function publishedCases(context: TenantContext, periods: readonly PeriodRow[]): Promise<ReadonlyMap<string, PeriodCase>> {
  const asked = periods.flatMap(({ id, publishedScorecard }) =>
    publishedScorecard === null ? [] : [{ periodId: id, revision: publishedScorecard }],
  );
  const cases = new Map<string, PeriodCase>();
  for (const scorecard of await findRevisions(context, asked)) {
    const periodCase = await caseOfScorecard(context, scorecard);
    cases.set(periodCase.period.code, periodCase);
  }
  return cases;
}

/** The mean of the totals that are published so far, exact; null while there are none. Units: points. */
function meanSoFar(published: ReadonlyMap<string, PeriodCase>): Exact | null {
  const totals = [...published.values()].map(periodToSettle).map(({ sheet, inForce }) => sheet.total(inForce.choice)!);
  return totals.length === 0 ? null : sum(totals).dividedBy(Exact.integer(totals.length));
}

async function gatherInstalment(
  context: TenantContext,
  stored: StoredContract,
  instalment: Instalment,
  periods: readonly PeriodRow[],
  cases: ReadonlyMap<string, PeriodCase>,
): Promise<GatheredInstalment> {
  const { contract } = stored.checked;
  const assumptions: Text[] = [];
  const published: PeriodToSettle[] = [];
  const toCome: PeriodAtStake[] = [];
  const mean = meanSoFar(cases);
  let rosters: readonly Exact[] | null = null;
  const rows = periodsOfInstalment(instalment).flatMap((code) => periods.filter((period) => period.code === code));
  for (const row of rows) {
    const known = cases.get(row.code);
    if (known) {
      published.push(periodToSettle(known));
      rosters = paymentOfPeriod(known)?.facts.rosters ?? null;
      assumptions.push({ zh: `${row.code} 按已公布的得分`, en: `${row.code} as it is published` });
      continue;
    }
    const read = await caseAsVisible(context, row, 'NO_DATA');
    const most = read.ok
      ? new ScoreSheet(read.value.contract.rubric, read.value.facts).range(read.value.inForce.choice).greatest
      : fullMarks(contract);
    if (read.ok) rosters = paymentOfPeriod(read.value)?.facts.rosters ?? rosters;
    const pooled = await caseAsVisible(context, row, 'POOL_WHAT_IS_THERE');
    const projected = pooled.ok ? projectedTotal(pooled.value, context.today) : null;
    const expected = projected ?? mean ?? most;
    const scored = read.ok ? read.value : { contract, inForce: contract.defaults };
    toCome.push({ expected, ...boundsToCome(scored, most), rubric: scored.contract.rubric, inForce: scored.inForce });
    assumptions.push(assumptionOf(row.code, expected, projected !== null, mean !== null));
  }
  const full = fullHeadcountOf(contract.payment.data);
  const months = contract.period(rows[0]?.code ?? '')?.months.length ?? 0;
  const everyMonth = (count: Exact): Exact[] => Array.from({ length: months }, () => count);
  if (full && !rosters)
    assumptions.push({ zh: `人数未填，按满员 ${full.toDecimal(4)} 人预计`, en: `No headcount yet: ${full.toDecimal(4)} expected` });
  const unknown = full
    ? { expected: everyMonth(full), least: everyMonth(Exact.ZERO), greatest: everyMonth(full) }
    : { expected: null, least: null, greatest: null };
  const agreed = await readingsOfPeriod(context, stored.id, { startsOn: rows[0]?.startsOn ?? contract.data.term.from }, contract);
  return {
    stake: {
      instalment,
      published,
      toCome,
      facts: { contractAmount: contract.payment.contractAmount, base: instalment.base },
      rosters: rosters ? { expected: rosters, least: rosters, greatest: rosters } : unknown,
      inForce: new ReadingsInForce(contract.readings, agreed),
    },
    assumptions,
  };
}

/** Points beyond which no payment knows a difference, for a total that has no bound. */
const BOUNDLESS = Exact.integer(1_000_000);

/**
 * Between what a period's total may still lie, under any option of the readings that bound it: findings may come, and where the contract
 * bounds neither bonuses nor penalties, nothing else does. `most` is what its items can still reach without further bonuses.
 */
function boundsToCome(
  { contract: { rubric }, inForce }: Pick<PeriodCase, 'contract' | 'inForce'>,
  most: Exact,
): Omit<PeriodToCome, 'expected'> {
  const bounds = [...contestedChoices(inForce, rubric.bounds.readings)].map((choice) => rubric.bounds.under(choice));
  const hasBonus = rubric.items.some(({ max, effect }) => max === null && effect === 'ADDS');
  const hasPenalty = rubric.items.some(({ effect }) => effect === 'TAKES_OFF');
  const lowest = bounds.map(({ min }) => min ?? (hasPenalty ? BOUNDLESS.negated() : Exact.ZERO));
  const highest = bounds.map(({ max }) => max ?? (hasBonus ? BOUNDLESS : most));
  return { least: lowest.reduce(least), greatest: highest.reduce(greatest) };
}

const fullMarks = ({ rubric }: StoredContract['checked']['contract']): Exact =>
  sum(rubric.items.flatMap(({ max, effect }) => (max && effect === 'ADDS' ? [max] : [])));

const fullHeadcountOf = (data: Parameters<typeof placedAdjustments>[0]): Exact | null => {
  const share = placedAdjustments(data).find(({ adjustment }) => adjustment.kind === 'HEADCOUNT_SHARE')?.adjustment;
  return share?.kind === 'HEADCOUNT_SHARE' ? share.full : null;
};

function assumptionOf(code: string, expected: Exact, isProjected: boolean, hasMean: boolean): Text {
  const points = printPoints(expected);
  if (isProjected) return { zh: `${code} 按至今情况推算 ${points} 分`, en: `${code} goes on as it has: ${points}` };
  if (hasMean) return { zh: `${code} 按已公布各期的均分 ${points} 分`, en: `${code} as the published ones on average: ${points}` };
  return { zh: `${code} 按满分 ${points} 分`, en: `${code} at its most: ${points}` };
}

/** What is settled or expected over all instalments together. Units: yuan. */
export const totalForecast = ({ instalments }: ContractForecast): Forecast => ({
  expected: sum(instalments.map((instalment) => instalment.expected)),
  least: sum(instalments.map((instalment) => instalment.least)),
  greatest: sum(instalments.map((instalment) => instalment.greatest)),
});
