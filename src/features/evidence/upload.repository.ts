import type { DeclaredFile, FileVerdict } from '../../platform/files/check-file.js';
import { instant, type RowReader } from '../../platform/persistence/row-reader.js';
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
