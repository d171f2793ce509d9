import type { DeclaredFile, FileVerdict } from '../../platform/files/check-file.js';
import { instant, type RowReader } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { Party } from '../tenants/party.js';

export interface UploadRow extends DeclaredFile {
  readonly id: string;
  readonly fileName: string;
  readonly party: Party;
  readonly expiresAt: string;
  /** What the checks found; null before. */
  readonly outcome: 'KEPT' | 'REFUSED' | null;
  readonly isSubmitted: boolean;
}

/** An upload of a tenant; null where it has none of that id. */
export async function findUpload(reader: RowReader, tenantId: string, id: string): Promise<UploadRow | null> {
  const [row] = await reader.rows<UploadRow>(
    `select u.id, u.file_name as "fileName", u.size_bytes as "sizeBytes", u.sha256, u.content_type as "contentType", u.party,
       ${instant('u.expires_at')} as "expiresAt", v.outcome, e.id is not null as "isSubmitted"
     from evidence_uploads u left join evidence_verdicts v on v.tenant_id = u.tenant_id and v.upload_id = u.id
     left join evidence e on e.tenant_id = u.tenant_id and e.upload_id = u.id
     where u.tenant_id = $1 and u.id = $2::uuid`,
    [tenantId, id],
  );
  return row ?? null;
}

/** So many uploads of a party may still come to something: not refused, not submitted, and their time is not over. */
export async function countOpenUploads(context: TenantContext, party: Party): Promise<number> {
  const [row] = await context.rows<{ readonly count: number }>(
    `select count(*)::int as count from evidence_uploads u
     where u.tenant_id = $1 and u.party = $2 and u.expires_at > $3::timestamptz
       and not exists (select from evidence e where e.tenant_id = u.tenant_id and e.upload_id = u.id)
       and not exists (select from evidence_verdicts v where v.tenant_id = u.tenant_id and v.upload_id = u.id and v.outcome = 'REFUSED')`,
    [context.tenantId, party, context.now().toISOString()],
  );
  return row!.count;
}

/** What a verdict stores. */
export const verdictColumns = (verdict: FileVerdict) =>
  verdict.isKept
    ? { outcome: 'KEPT' as const, fault: null, detail: null, isScanned: verdict.isScanned }
    : {
        outcome: 'REFUSED' as const,
        fault: verdict.fault,
        detail: verdict.detail?.slice(0, 255) ?? null,
        isScanned: verdict.fault === 'INFECTED',
      };
