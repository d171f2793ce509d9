import { defineCommand } from '../../platform/command.js';
import type { FileVerdict } from '../../platform/files/check-file.js';
import { EvidenceVerdict } from './upload.entity.js';
import { findUpload, verdictColumns } from './upload.repository.js';

/** What the process itself needs to record what its checks found; no role and no scope gives it. */
export const CHECK_PERMISSION = 'evidence:check';

export interface RecordVerdict {
  readonly uploadId: string;
  readonly verdict: FileVerdict;
}

/** Records what the checks of a file found. The first verdict stands: another process may have looked at the same file. */
export const recordVerdict = defineCommand({
  name: 'checkEvidence',
  permissions: [CHECK_PERMISSION],
  async run(context, { uploadId, verdict }: RecordVerdict): Promise<void> {
    const upload = await findUpload(context, context.tenantId, uploadId);
    if (!upload || upload.outcome !== null) return;
    const em = await context.entities();
    await em.insert(EvidenceVerdict, {
      tenantId: context.tenantId,
      upload: [context.tenantId, uploadId] as const,
      ...verdictColumns(verdict),
      ...context.recorded,
    });
  },
});
