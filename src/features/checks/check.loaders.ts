import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type CheckRow, findChecks } from './check.repository.js';

/** Checks by their ids; null where the tenant has none, or it is not the reader's to see. */
export const checkById = (context: TenantContext) =>
  new DataLoader<string, CheckRow | null>(async (ids) => inOrderOf(ids, await findChecks(context, ids), ({ id }) => id));
