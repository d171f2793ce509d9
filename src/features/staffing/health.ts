import type { TenantContext } from '../../platform/tenant-context.js';
import { contractById } from '../contracts/contract.loaders.js';
import type { StoredContract } from '../contracts/stored-contract.js';

/** Codes of a contract's requirements that tell of somebody's health, where the reader may not know of whose; else none. */
export const hiddenRequirements = (context: TenantContext, { checked }: StoredContract): string[] =>
  context.may('operator:read') ? [] : checked.contract.staffing.filter(({ proof }) => proof?.isHealth).map(({ code }) => code);

/** The same of some contracts, each code with its contract. */
export async function listHiddenRequirements(
  context: TenantContext,
  contractIds: readonly string[],
): Promise<{ readonly contractId: string; readonly code: string }[]> {
  if (context.may('operator:read')) return [];
  const contracts = await Promise.all([...new Set(contractIds)].map((id) => context.loader(contractById).load(id)));
  return contracts.flatMap((stored) =>
    stored ? hiddenRequirements(context, stored).map((code) => ({ contractId: stored.id, code })) : [],
  );
}
