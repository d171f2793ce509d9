import DataLoader from 'dataloader';
import { groupsOf, inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import {
  findContracts,
  findContractsOfVersions,
  findProposals,
  listAgreements,
  listLatestProposals,
  listParties,
  listVersions,
  type ProposalRow,
} from './contract.repository.js';
import { readyContractsOf, type StoredContract } from './stored-contract.js';

/** Contracts by their ids; null where the tenant has none. */
export const contractById = (context: TenantContext) =>
  new DataLoader<string, StoredContract | null>(async (ids) => {
    const stored = await readyContractsOf(context, await findContracts(context, 'id', ids));
    return inOrderOf(ids, stored, ({ id }) => id);
  });

/** Contracts by the ids of their versions, each as that version has it; null where the tenant has none. */
export const contractByVersion = (context: TenantContext) =>
  new DataLoader<string, StoredContract | null>(async (versionIds) => {
    const stored = await readyContractsOf(context, await findContractsOfVersions(context, versionIds));
    return inOrderOf(versionIds, stored, ({ versionId }) => versionId);
  });

const ofContracts =
  <R extends { readonly contractId: string }>(list: (context: TenantContext, ids: readonly string[]) => Promise<R[]>) =>
  (context: TenantContext) =>
    new DataLoader<string, R[]>(async (ids) => groupsOf(ids, await list(context, ids), ({ contractId }) => contractId));

export const agreementsOfContract = ofContracts(listAgreements);
export const partiesOfContract = ofContracts(listParties);
export const versionsOfContract = ofContracts(listVersions);
export const latestProposalsOfContract = ofContracts(listLatestProposals);

/** Proposals of readings by their ids; null where the tenant has none. */
export const proposalById = (context: TenantContext) =>
  new DataLoader<string, ProposalRow | null>(async (ids) => inOrderOf(ids, await findProposals(context, ids), ({ id }) => id));
