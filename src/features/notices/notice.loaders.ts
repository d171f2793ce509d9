import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findNotices, type NoticeRow } from './notice.repository.js';

/** Notices by their ids; null where the tenant has none. */
export const noticeById = (context: TenantContext) =>
  new DataLoader<string, NoticeRow | null>(async (ids) => inOrderOf(ids, await findNotices(context, ids), ({ id }) => id));
