import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type DeliverableRow, findDeliverables } from './obligation.repository.js';

/** Deliverables by their ids; null where the tenant has none. */
export const deliverableById = (context: TenantContext) =>
  new DataLoader<string, DeliverableRow | null>(async (ids) => inOrderOf(ids, await findDeliverables(context, ids), ({ id }) => id));
