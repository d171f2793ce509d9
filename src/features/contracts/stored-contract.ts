import { LRUCache } from 'lru-cache';
import type { Contracts } from '../../core/cases/contracts.js';
import { type CheckedContract, readContract } from '../../core/contract/read-contract.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type EarlierCalendar, tenantCalendar, tenantCalendarOf } from '../calendar/tenant-calendar.js';
import { type ContractRow, findContracts, loadWrittenContract } from './contract.repository.js';
import { ContractDataError, writeRemark } from './contract-folder.js';

/** A contract as a tenant has it: its rows' ids, and what it says, ready to score and explain. */
export interface StoredContract extends ContractRow {
  readonly checked: CheckedContract;
}

/** How many different contracts are kept ready. Tenants whose contracts say the same share one. */
const READY_CONTRACT_COUNT_MAX = 500;

const readyContracts = () => new LRUCache<string, CheckedContract>({ max: READY_CONTRACT_COUNT_MAX });

/**
 * Makes contracts of rows.
 *
 * The row has passed the tenant's policy; what it says is found by its digest, and read from the database only the first time.
 */
export const readyContractsOf = (context: TenantContext, rows: readonly ContractRow[]): Promise<StoredContract[]> =>
  Promise.all(rows.map(async (row) => ({ ...row, checked: await readyContract(context, row) })));

/** What a version of a contract says, with the tenant's calendar as it is, or as it was. */
export async function readyContract(
  context: TenantContext,
  { versionId, digest }: ContractRow,
  earlier?: EarlierCalendar,
): Promise<CheckedContract> {
  const ready = context.ofProcess(readyContracts);
  const calendar = await (earlier === undefined ? tenantCalendar(context) : tenantCalendarOf(context, earlier));
  const key = `${digest} ${calendar.version}`;
  const known = ready.get(key);
  if (known) return known;
  const read = readContract(await loadWrittenContract(context, versionId), calendar);
  // What is stored was checked when it came in.
  if (!read.ok) throw new ContractDataError(read.error.map(writeRemark).join('\n'));
  ready.set(key, read.value);
  return read.value;
}

/** A contract by its code, as its latest version has it; null where the tenant has none. */
export async function findStoredContract(context: TenantContext, code: string): Promise<StoredContract | null> {
  const [stored] = await readyContractsOf(context, await findContracts(context, 'code', [code]));
  return stored ?? null;
}

/** The one contract of a code that a case names, as the cases of the core ask for it; empty where the tenant has none. */
export async function contractsNamed(context: TenantContext, code: unknown): Promise<Contracts> {
  const stored = typeof code === 'string' ? await findStoredContract(context, code) : null;
  return { get: (asked) => (asked === stored?.code ? stored?.checked.contract : undefined) };
}
