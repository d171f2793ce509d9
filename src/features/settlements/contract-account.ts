import { balancesOf, entriesForAmount, type LedgerEntry, portionsPosted } from '../../core/account/ledger.js';
import { type Determination, determine, type InstalmentToSettle } from '../../core/account/portions.js';
import type { AccountStanding } from '../../core/account/statement.js';
import { paymentOfPeriod, periodToSettle } from '../../core/cases/payment-of-period.js';
import type { PeriodCase } from '../../core/cases/read-period-case.js';
import type { Contract } from '../../core/contract/contract.js';
import { type Instalment, periodsOfInstalment } from '../../core/payment/schedule.js';
import { ReadingsInForce } from '../../core/readings/reading.js';
import { Exact, sum } from '../../core/values/exact.js';
import { roundToFen } from '../../core/values/figures.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { listPeriods, type PeriodRow } from '../assessment-periods/assessment-period.repository.js';
import { hasOpenCorrection } from '../assessment-periods/correction.repository.js';
import { readingsOfPeriod } from '../assessment-periods/scoring-case.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { caseOfScorecard } from '../scores/exact-scorecard.js';
import { findRevisions, type ScorecardRow } from '../scores/scorecard.repository.js';
import { listRefusals, listSignatures } from '../scores/signature.repository.js';
import { entryOf, listEntries } from './account.repository.js';
import { isApproved, listStatements, type StatementRow, unpaidOf } from './statement.repository.js';
import type { RestsOn } from './statement-document.js';

/** Why an instalment cannot be determined now. */
export type UndeterminedReason = 'NOT_SIGNED' | 'CORRECTION_OPEN' | 'NOT_DETERMINED';

/** An instalment that can be determined, with what it was determined from. */
export interface DeterminedInstalment {
  readonly contract: Contract;
  readonly contractVersionId: string;
  readonly toSettle: InstalmentToSettle;
  readonly determination: Determination;
  readonly restsOn: readonly RestsOn[];
  readonly periodIds: readonly string[];
}

/** A contract's money as it stands: what is posted, and what can be determined of each instalment now. */
export interface ContractAccount {
  readonly stored: StoredContract;
  /** Entries that are there, and before them those that the contract's amount still asks for. */
  readonly entries: readonly LedgerEntry[];
  readonly missing: readonly LedgerEntry[];
  readonly storedCount: number;
  readonly statements: readonly StatementRow[];
  readonly instalments: ReadonlyMap<number, DeterminedInstalment | UndeterminedReason>;
  readonly standing: AccountStanding;
}

/** What is posted of a contract, with what its amount still asks for. */
export async function loadLedger(context: TenantContext, stored: StoredContract) {
  const rows = await listEntries(context, [stored.id]);
  const posted = rows.map(entryOf);
  const missing = entriesForAmount(roundToFen(stored.checked.contract.payment.contractAmount), posted);
  return { entries: [...posted, ...missing], missing, storedCount: rows.length };
}

/** A contract's account, with every instalment determined that is settled or asked for. */
export async function loadAccount(context: TenantContext, stored: StoredContract, asked: readonly number[]): Promise<ContractAccount> {
  const ledger = await loadLedger(context, stored);
  const statements = await listStatements(context, stored.id);
  const approved = statements.filter(isApproved);
  const periods = await listPeriods(context, stored.id);
  const instalments = new Map<number, DeterminedInstalment | UndeterminedReason>();
  const standing: AccountStanding['instalments'][number][] = [];
  for (const instalment of stored.checked.contract.payment.instalments) {
    const { no } = instalment.data;
    const settled = portionsPosted(ledger.entries, no);
    const found = settled || asked.includes(no) ? await determineInstalment(context, stored, instalment, periods) : 'NOT_DETERMINED';
    instalments.set(no, found);
    const own = approved.filter((statement) => statement.instalment === no);
    const unpaid = own
      .map((statement) => ({ number: statement.number, amount: unpaidOf(statement) }))
      .filter(({ amount }) => amount.sign > 0);
    standing.push({ no, settled, now: typeof found === 'string' ? null : found.determination, unpaid });
  }
  return {
    ...ledger,
    stored,
    statements,
    instalments,
    standing: {
      instalments: standing,
      notDetermined: balancesOf(ledger.entries).NOT_DETERMINED,
      carriedForward: sum(approved.flatMap((row) => [Exact.of(row.carriedForward), Exact.of(row.broughtForward).negated()])),
    },
  };
}

/** An instalment that the contract has, as it can be determined now. */
export async function determineNow(
  context: TenantContext,
  stored: StoredContract,
  no: number,
): Promise<DeterminedInstalment | UndeterminedReason> {
  const instalment = stored.checked.contract.payment.instalment(no);
  return instalment ? determineInstalment(context, stored, instalment, await listPeriods(context, stored.id)) : 'NOT_DETERMINED';
}

/** Determines an instalment from the exact cases of its published scorecards. */
async function determineInstalment(
  context: TenantContext,
  stored: StoredContract,
  instalment: Instalment,
  periods: readonly PeriodRow[],
): Promise<DeterminedInstalment | UndeterminedReason> {
  const codes = periodsOfInstalment(instalment);
  const rows = codes.map((code) => periods.find((period) => period.code === code));
  const published = await publishedScorecards(context, rows);
  if (typeof published === 'string') return published;
  const cases: PeriodCase[] = [];
  for (const { scorecard } of published) cases.push(await caseOfScorecard(context, scorecard));
  const last = cases.at(-1);
  const contract = last?.contract ?? stored.checked.contract;
  const own = contract.payment.instalment(instalment.data.no);
  if (!own) return 'NOT_DETERMINED';
  // What is agreed from a later day on does not reach an instalment that began before it.
  const startsOn = rows[0]?.startsOn ?? contract.data.term.from;
  const agreed = await readingsOfPeriod(context, stored.id, { startsOn }, contract);
  const toSettle: InstalmentToSettle = {
    instalment: own,
    periods: cases.map(periodToSettle),
    facts: {
      contractAmount: contract.payment.contractAmount,
      base: own.base,
      rosters: (last && paymentOfPeriod(last)?.facts.rosters) ?? null,
    },
    inForce: new ReadingsInForce(contract.readings, agreed),
    isContested: published.some(({ state }) => state === 'CONTESTED'),
  };
  const determination = determine(toSettle);
  if (!determination) return 'NOT_DETERMINED';
  return {
    contract,
    contractVersionId: published.at(-1)?.scorecard.contractVersionId ?? stored.versionId,
    toSettle,
    determination,
    restsOn: published.map(({ scorecard, state }, index) => ({
      period: codes[index]!,
      revision: scorecard.revision,
      scorecardId: scorecard.id,
      digest: scorecard.digest,
      state,
    })),
    periodIds: published.map(({ scorecard }) => scorecard.periodId),
  };
}

interface PublishedScorecard {
  readonly scorecard: ScorecardRow;
  readonly state: RestsOn['state'];
}

/** The scorecards that an instalment may rest on: signed by both, or contested by the vendor alone, with no correction under way. */
async function publishedScorecards(
  context: TenantContext,
  periods: readonly (PeriodRow | undefined)[],
): Promise<PublishedScorecard[] | UndeterminedReason> {
  const found: PublishedScorecard[] = [];
  for (const period of periods) {
    if (!period || period.publishedScorecard === null || period.state === 'PUBLISHED') return 'NOT_SIGNED';
    if (await hasOpenCorrection(context, period)) return 'CORRECTION_OPEN';
    const [scorecard] = await findRevisions(context, [{ periodId: period.id, revision: period.publishedScorecard }]);
    if (!scorecard) return 'NOT_SIGNED';
    const isContested = period.state === 'CONTESTED';
    if (isContested && !(await isContestedByVendorAlone(context, scorecard))) return 'NOT_SIGNED';
    found.push({ scorecard, state: isContested ? 'CONTESTED' : 'SIGNED' });
  }
  return found;
}

async function isContestedByVendorAlone(context: TenantContext, { id }: ScorecardRow): Promise<boolean> {
  const signed = (await listSignatures(context, [id])).map(({ party }) => party);
  const refused = (await listRefusals(context, [id])).map(({ party }) => party).filter((party) => !signed.includes(party));
  return refused.length > 0 && refused.every((party) => party === 'VENDOR');
}
