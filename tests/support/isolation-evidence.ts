import { v7 as uuid } from 'uuid';
import { Evidence, EvidenceLink, EvidenceReview, EvidenceWithdrawal } from '../../src/features/evidence/evidence.entity.js';
import { EvidenceUpload, EvidenceVerdict } from '../../src/features/evidence/upload.entity.js';
import type { OwnedStorage } from '../../src/seed/seed-tenant.js';
import { NOW } from './service.js';

/** An upload of each tenant that passed its checks and waits to be submitted. */
export const PENDING_UPLOADS: Readonly<Record<string, string>> = {
  kezhou: '019b0000-0000-7000-8000-000000000001',
  twin: '019b0000-0000-7000-8000-000000000002',
  'qinghe-12345': '019b0000-0000-7000-8000-000000000003',
};

const recorded = { recordedBy: 'test', recordedAt: NOW };

/** Gives a tenant a row in every table of evidence: a pending upload, evidence to be reviewed, and some that was returned and withdrawn. */
export const seedEvidence = (storage: OwnedStorage, tenantId: string, item: string): Promise<void> =>
  storage.asOwner(tenantId, async (em) => {
    const [period] = await em.execute<{ id: string }[]>(
      'select id from assessment_periods where tenant_id = ? order by starts_on limit 1',
      [tenantId],
    );
    const upload = async (id: string) => {
      const file = { fileName: 'test.txt', sizeBytes: 1, sha256: 'a'.repeat(64), contentType: 'text/plain', party: 'VENDOR' as const };
      await em.insert(EvidenceUpload, { tenantId, id, ...file, ...recorded, expiresAt: new Date(NOW.getTime() + 86_400_000) });
      await em.insert(EvidenceVerdict, { tenantId, upload: [tenantId, id] as const, outcome: 'KEPT', isScanned: false, ...recorded });
      return [tenantId, id] as const;
    };
    const submit = async () => {
      const id = uuid();
      await em.insert(Evidence, { tenantId, id, upload: await upload(uuid()), ...recorded });
      const link = { subject: 'ITEM' as const, period: [tenantId, period!.id] as const, item };
      await em.insert(EvidenceLink, { tenantId, id: uuid(), evidence: [tenantId, id] as const, ...link });
      return [tenantId, id] as const;
    };
    await upload(PENDING_UPLOADS[tenantId]!);
    await submit();
    const evidence = await submit();
    await em.insert(EvidenceReview, { tenantId, evidence, revision: 1, outcome: 'RETURNED', reason: 'test', ...recorded });
    await em.insert(EvidenceWithdrawal, { tenantId, evidence, reason: 'test', ...recorded });
  });
