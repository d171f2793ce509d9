import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  ContractDataError,
  type ContractLibrary,
  parseContractFolder,
  SEEDS,
  type WrittenContract,
  writeRemark,
} from '../features/contracts/contract-folder.js';
import { type OwnedStorage, seedTenant } from './seed-tenant.js';
import { readTenantFile, type TenantData } from './tenant-file.js';

const TENANTS = join(SEEDS, 'tenants');

/** The demonstration tenants that came with the package. */
export const demonstrationTenants = (): TenantData[] =>
  readdirSync(TENANTS)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => readTenantFile(join(TENANTS, file)));

/** A contract of a library as it was written. Errors: throws where it cannot be used. */
export function writtenContract(library: ContractLibrary, code: string): WrittenContract {
  const folder = library.folders.get(code);
  if (!folder) throw new ContractDataError(`没有合同 ${code} / there is no contract ${code}`);
  const parsed = parseContractFolder(folder);
  if (!parsed.ok) throw new ContractDataError(parsed.error.map(writeRemark).join('\n'));
  return parsed.value;
}

/** A tenant without any figures for a contract that no tenant has yet: it bears the contract's code. */
export const tenantOfContract = (library: ContractLibrary, code: string): TenantData => {
  const { hotline } = library.get(code)!.data;
  return {
    code,
    name: hotline,
    contract: code,
    memberships: [],
    agreements: [],
    periods: [],
    corrections: [],
    proposals: [],
    calendarDays: [],
  };
};

/**
 * Stores the demonstration tenants, and a tenant for every further contract of the library, as far as they are not there yet.
 * Gives the codes of all of them.
 */
export async function seedDemonstration(storage: OwnedStorage, library: ContractLibrary, now: () => Date): Promise<string[]> {
  const tenants = demonstrationTenants();
  const further = library.codes.filter((code) => !tenants.some(({ contract }) => contract === code));
  const all = [...tenants, ...further.map((code) => tenantOfContract(library, code))];
  for (const tenant of all) await seedTenant(storage, tenant, writtenContract(library, tenant.contract), now);
  return all.map(({ code }) => code);
}
