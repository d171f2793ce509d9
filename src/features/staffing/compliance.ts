import { complianceOf, type StaffingFinding } from '../../core/staffing/compliance.js';
import type { Shift } from '../../core/staffing/coverage.js';
import type { ReplacementDemand } from '../../core/staffing/measure-replacement.js';
import { isDuring, stretchesOf } from '../../core/staffing/roster.js';
import { addMonths, monthOf } from '../../core/values/dates.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { extendedTermOf } from '../obligations/extended-term.js';
import { metOnOf } from './demands.js';
import { type Duty, loadDuty } from './duty.repository.js';
import { roleOf } from './problems.js';
import { staffBookOfContract } from './staffing.loaders.js';
import { provable, type StaffBook } from './staffing.repository.js';
import { listExamResults } from './training.repository.js';

interface Days {
  readonly from: string;
  readonly to: string;
  /** Last day up to which a longer period that they lie in is measured; left out: their own last. */
  readonly periodsUpTo?: string;
}

/** How a contract's requirements stood through some days, none of which lies ahead. */
export async function complianceOfContract(
  context: TenantContext,
  stored: StoredContract,
  { from, to, periodsUpTo = to }: Days,
): Promise<StaffingFinding[]> {
  const { staffing } = stored.checked.contract;
  const book = await context.loader(staffBookOfContract).load(stored.id);
  const duty = await loadDuty(context, stored.id, monthsOf(from, to));
  return complianceOf({
    requirements: staffing,
    replacement: stored.checked.contract.staffingRules.replacement,
    demands: demandsOf(book),
    events: book.events,
    proofs: [...provable(book.proofs), ...(await testsOf(context, stored))],
    shifts: shiftsOf(duty, book, stored),
    isKnownDay: duty.isKnown,
    term: await extendedTermOf(context, stored),
    from,
    to,
    today: context.today,
    periodsUpTo,
  });
}

/** The agency's demands, with when each was met. */
function demandsOf(book: StaffBook): ReplacementDemand[] {
  const numbers = new Map(book.staff.map(({ id, no }) => [id, no]));
  return book.demands.map((demand) => {
    const { id, staffId, dueOn } = demand;
    return { id, staffId, no: numbers.get(staffId)!, dueOn, metOn: metOnOf(book, demand) };
  });
}

/** The months of some days, and the one before: its last shift may go on. */
function monthsOf(from: string, to: string): string[] {
  const months = [addMonths(monthOf(from), -1)];
  while (months.at(-1)! < monthOf(to)) months.push(addMonths(months.at(-1)!, 1));
  return months;
}

/** A test that was passed here is a proof of every requirement of a test. */
async function testsOf(context: TenantContext, stored: StoredContract) {
  const tests = stored.checked.contract.staffing.filter(({ proof }) => proof?.measure === 'TEST_BEFORE_ON_LINE');
  const results = tests.length === 0 ? [] : await listExamResults(context, stored.id, 'BEFORE_ON_LINE', null);
  return tests.flatMap(({ code }) =>
    results.map(({ staffId, takenOn, isPassed }) => ({
      staffId,
      requirement: code,
      value: null,
      obtainedOn: takenOn,
      validUntil: null,
      isPassed,
    })),
  );
}

/** The shifts as they count: whoever was on the roster then, as what the person was then. */
function shiftsOf({ shifts }: Duty, { events }: StaffBook, stored: StoredContract): Shift[] {
  const places = Map.groupBy(stretchesOf(events), ({ entry }) => entry.staffId);
  return shifts.flatMap(({ staffId, startsAt, endsAt }) => {
    const day = startsAt.slice(0, 10);
    const place = places.get(staffId)?.find((stretch) => isDuring(stretch, day))?.entry;
    const role = place && roleOf(stored.checked.contract.staffingRules, place.role);
    if (!place || !role) return [];
    const isOnLine = role.isOnLine && place.onLineOn !== null && place.onLineOn <= day;
    return [{ staffId, isManager: role.isManager, isOnLine, from: startsAt, to: endsAt }];
  });
}
