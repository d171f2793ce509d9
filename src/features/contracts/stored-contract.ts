import { LRUCache } from 'lru-cache';
import type { Contracts } from '../../core/cases/contracts.js';
import { type CheckedContract, readContract } from '../../core/contract/read-contract.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type ContractRow, findContracts, loadWrittenContract } from './contract.repository.js';
import { ContractDataError, loadCalendar, writeRemark } from './contract-folder.js';

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

async function readyContract(context: TenantContext, { versionId, digest }: ContractRow): Promise<CheckedContract> {
  const ready = context.ofProcess(readyContracts);
  const known = ready.get(digest);
  if (known) return known;
  const read = readContract(await loadWrittenContract(context, versionId), context.ofProcess(loadCalendar));
  // What is stored was checked when it came in.
  if (!read.ok) throw new ContractDataError(read.error.map(writeRemark).join('\n'));
  ready.set(digest, read.value);
  return read.value;
}

/** The one contract of a code that a case names, as the cases of the core ask for it; empty where the tenant has none. */
export async function contractsNamed(context: TenantContext, code: unknown): Promise<Contracts> {
  const rows = typeof code === 'string' ? await findContracts(context, 'code', [code]) : [];
  const [stored] = await readyContractsOf(context, rows);
  return { get: (asked) => (asked === stored?.code ? stored?.checked.contract : undefined) };
}
