import DataLoader from 'dataloader';
import { groupsOf, inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findNotices, type GrantedDelay, listGrantedDelays, type NoticeRow } from './notice.repository.js';

/** Notices by their ids; null where the tenant has none. */
export const noticeById = (context: TenantContext) =>
  new DataLoader<string, NoticeRow | null>(async (ids) => inOrderOf(ids, await findNotices(context, ids), ({ id }) => id));

/** The approvals by which a contract's term has grown. */
export const delaysOfContract = (context: TenantContext) =>
  new DataLoader<string, GrantedDelay[]>(async (ids) =>
    groupsOf(ids, await listGrantedDelays(context, ids), ({ contractId }) => contractId),
  );
