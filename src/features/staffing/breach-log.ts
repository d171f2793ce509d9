import { v7 as uuid } from 'uuid';
import type { Breach } from '../../core/staffing/breach.js';
import { addMonths, firstDayOf, lastDayOf, monthOf } from '../../core/values/dates.js';
import { digestOf } from '../../core/values/digest.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractById } from '../contracts/contract.loaders.js';
import { findStoredContract, type StoredContract } from '../contracts/stored-contract.js';
import { complianceOfContract } from './compliance.js';
import { listConfirmedMonths } from './snapshot.repository.js';
import { staffBookOfContract } from './staffing.loaders.js';

/** Most months that are looked through for breaches once a day: a year. */
const MONTH_COUNT_MAX = 12;

/** The last month that is over on a day. */
const lastMonthOver = (today: string): string => (today === lastDayOf(monthOf(today)) ? monthOf(today) : addMonths(monthOf(today), -1));

/** The breaches of a month. What counts over a longer period, such as a turnover, is told as far as months of it are over. */
export async function breachesOfMonth(context: TenantContext, stored: StoredContract, month: string): Promise<Breach[]> {
  const periodsUpTo = lastDayOf(lastMonthOver(context.today));
  const findings = await complianceOfContract(context, stored, { from: firstDayOf(month), to: lastDayOf(month), periodsUpTo });
  return findings.flatMap(({ breaches }) => breaches);
}

/** What an entry of the log is known by: a breach that ends on another day, or says something else, is another entry. */
export const keyOf = ({ key, clause, to, zh, en }: Breach): string => `${key} ${digestOf({ clause, to, zh, en })}`;

/**
 * Logs the breaches of some months, each once as it is found. Gives how many entries were new.
 *
 * An entry is never changed: what is found otherwise later is an entry beside it, and which of them stands is told when they are read.
 */
export async function logBreaches(context: TenantContext, stored: StoredContract, months: readonly string[]): Promise<number> {
  let count = 0;
  for (const breach of (await Promise.all(months.map((month) => breachesOfMonth(context, stored, month)))).flat()) {
    const { requirement, clause, from, to, zh, en } = breach;
    const rows = await context.rows(
      `insert into staffing_breaches (tenant_id, id, contract_id, requirement, clause, key, from_at, until_at, zh, en, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (tenant_id, contract_id, key) do nothing returning id`,
      [
        context.tenantId,
        uuid(),
        stored.id,
        requirement,
        clause,
        keyOf(breach),
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

/** Logs the breaches of a month again, of which something was recorded; nothing before the month is over. */
export async function logMonthOver(context: TenantContext, stored: StoredContract, month: string): Promise<void> {
  if (month <= lastMonthOver(context.today)) await logBreaches(context, stored, [month]);
}

/** Logs again the breaches of the months from a day on whose roster is confirmed: something of it was corrected. */
export async function logConfirmedMonths(context: TenantContext, contractId: string, from: string): Promise<void> {
  const stored = (await context.loader(contractById).load(contractId))!;
  await logBreaches(context, stored, await listConfirmedMonths(context, contractId, monthOf(from)));
}

/**
 * Logs the breaches of the last months that are over, a year of them: what they are may be recorded late. Gives how many entries were new.
 */
export const logStaffingBreaches = defineCommand({
  name: 'logStaffingBreaches',
  permissions: ['staff:sweep'],
  async run(context, { contract }: { readonly contract: string }): Promise<number> {
    const stored = await findStoredContract(context, contract);
    // What nothing is recorded of is no breach.
    if (!stored || (await context.loader(staffBookOfContract).load(stored.id)).staff.length === 0) return 0;
    const last = lastMonthOver(context.today);
    const months = Array.from({ length: MONTH_COUNT_MAX }, (_, index) => addMonths(last, index + 1 - MONTH_COUNT_MAX));
    return logBreaches(context, stored, months);
  },
});
