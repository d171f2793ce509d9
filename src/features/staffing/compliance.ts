import { v7 as uuid } from 'uuid';
import { complianceOf, type StaffingFinding } from '../../core/staffing/compliance.js';
import type { Shift } from '../../core/staffing/coverage.js';
import { isDuring, stretchesOf } from '../../core/staffing/roster.js';
import { addMonths, firstDayOf, lastDayOf, monthOf } from '../../core/values/dates.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findStoredContract, type StoredContract } from '../contracts/stored-contract.js';
import { extendedTermOf } from '../obligations/extended-term.js';
import { type Duty, loadDuty } from './duty.repository.js';
import { roleOf } from './problems.js';
import { staffBookOfContract } from './staffing.loaders.js';
import { provable, type StaffBook } from './staffing.repository.js';
import { listExamResults } from './training.repository.js';

interface Days {
  readonly from: string;
  readonly to: string;
}

/** How a contract's requirements stood through some days, none of which lies ahead. */
export async function complianceOfContract(context: TenantContext, stored: StoredContract, { from, to }: Days): Promise<StaffingFinding[]> {
  const { staffing } = stored.checked.contract;
  const book = await context.loader(staffBookOfContract).load(stored.id);
  const duty = await loadDuty(context, stored.id, monthsOf(from, to));
  return complianceOf({
    requirements: staffing,
    events: book.events,
    proofs: [...provable(book.proofs), ...(await testsOf(context, stored))],
    shifts: shiftsOf(duty, book, stored),
    isKnownDay: duty.isKnown,
    term: await extendedTermOf(context, stored),
    from,
    to,
    today: context.today,
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

/** Logs the breaches of some days, each once. Gives how many were new. */
export async function logBreaches(context: TenantContext, stored: StoredContract, days: Days): Promise<number> {
  const findings = await complianceOfContract(context, stored, days);
  let count = 0;
  for (const { requirement, clause, key, from, to, zh, en } of findings.flatMap(({ breaches }) => breaches)) {
    const rows = await context.rows(
      `insert into staffing_breaches (tenant_id, id, contract_id, requirement, clause, key, from_at, until_at, zh, en, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (tenant_id, contract_id, key) do nothing returning id`,
      [
        context.tenantId,
        uuid(),
        stored.id,
        requirement,
        clause,
        key,
        from,
        to,
        zh,
        en,
        context.recorded.recordedBy,
        context.recorded.recordedAt,
      ],
    );
    count += rows.length;
  }
  return count;
}

/** Logs the breaches of the month before today's, once it is over: by then its duty roster should be known. Gives how many were new. */
export const logStaffingBreaches = defineCommand({
  name: 'logStaffingBreaches',
  permissions: ['staff:sweep'],
  async run(context, { contract }: { readonly contract: string }): Promise<number> {
    const stored = await findStoredContract(context, contract);
    const month = addMonths(monthOf(context.today), -1);
    return stored ? logBreaches(context, stored, { from: firstDayOf(month), to: lastDayOf(month) }) : 0;
  },
});
