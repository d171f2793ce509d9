import type { ListQuery } from '../../platform/persistence/keyset.js';
import type { RowReader } from '../../platform/persistence/row-reader.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

export interface AuditRow {
  readonly sequence: string;
  readonly writtenAt: string;
  readonly actor: string;
  readonly operation: string;
  readonly requestId: string;
  readonly tableName: string;
  readonly action: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly rowsBefore: readonly object[] | null;
  readonly rowsAfter: readonly object[] | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** Which entries are asked for; null for all. */
export interface AuditFilter {
  readonly actor: string | null;
  readonly operation: string | null;
}

/** The trail of the tenant, the latest first. */
export const auditTrail = ({ tenantId }: TenantContext, { actor, operation }: AuditFilter): ListQuery => ({
  select: `e.sequence::text as sequence, ${instant('e.written_at')} as "writtenAt", e.actor, e.operation, e.request_id as "requestId",
    e.table_name as "tableName", e.action, e.rows_before as "rowsBefore", e.rows_after as "rowsAfter",
    e.previous_hash as "previousHash", e.hash`,
  from: 'audit_entries e',
  where: 'e.tenant_id = $1 and ($2::text is null or e.actor = $2) and ($3::text is null or e.operation = $3)',
  values: [tenantId, actor, operation],
  keys: [{ column: 'e.sequence', field: 'sequence', type: 'bigint', direction: 'desc' }],
});

/** An entry as its chain is checked: the text that its hash is made of, and its links. */
export interface SealedEntry {
  readonly sequence: string;
  readonly sealed: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** The entries of a tenant behind one, in their order; at most so many. */
export const listSealed = (reader: RowReader, tenantId: string, after: string, countMax: number): Promise<SealedEntry[]> =>
  reader.rows(
    `select e.sequence::text as sequence, sealed_text(e) as sealed, e.previous_hash as "previousHash", e.hash from audit_entries e
     where e.tenant_id = $1 and e.sequence > $2::bigint order by e.sequence limit $3::int`,
    [tenantId, after, countMax],
  );
