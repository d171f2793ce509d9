import DataLoader from 'dataloader';
import { groupsOf, inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type EvidenceRow, findEvidence, type LinkRow, listLinks } from './evidence.repository.js';

/** Evidence by its ids; null where the tenant has none or the reader may not see it. */
export const evidenceById = (context: TenantContext) =>
  new DataLoader<string, EvidenceRow | null>(async (ids) => inOrderOf(ids, await findEvidence(context, ids), ({ id }) => id));

/** What evidence is about. */
export const linksOfEvidence = (context: TenantContext) =>
  new DataLoader<string, LinkRow[]>(async (ids) => groupsOf(ids, await listLinks(context, ids), ({ evidenceId }) => evidenceId));
