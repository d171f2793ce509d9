import DataLoader from 'dataloader';
import { groupsOf, inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type DelayRow, type DeliverableRow, findDeliverables, listDelays } from './obligation.repository.js';

/** Deliverables by their ids; null where the tenant has none. */
export const deliverableById = (context: TenantContext) =>
  new DataLoader<string, DeliverableRow | null>(async (ids) => inOrderOf(ids, await findDeliverables(context, ids), ({ id }) => id));

/** The approvals of force majeure by which a contract's term has grown. */
export const delaysOfContract = (context: TenantContext) =>
  new DataLoader<string, DelayRow[]>(async (ids) => groupsOf(ids, await listDelays(context, ids), ({ contractId }) => contractId));
