import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';

/** A file that somebody announced: what it is called, and what must arrive. Its bytes lie in the object store, under the same id. */
export const EvidenceUpload = defineEntity({
  name: 'EvidenceUpload',
  tableName: 'evidence_uploads',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    fileName: p.string().length(255),
    sizeBytes: p.integer(),
    /** 64 hexadecimal digits. */
    sha256: p.string().length(64),
    contentType: p.string().length(127),
    description: p.text().nullable(),
    /** For which party it was uploaded. */
    party: p.enum(['AGENCY', 'VENDOR']),
    /** Until when its parts are taken. */
    expiresAt: p.datetime(),
    ...recordedBySomebody(),
  },
  checks: [{ name: 'evidence_uploads_size', expression: (columns) => `${columns.sizeBytes} >= 1 and ${columns.sizeBytes} <= 52428800` }],
  ...tenantPolicy('evidence_uploads'),
});

/** What the checks found, once: the file is kept, or refused for good. A file without a verdict is in quarantine. */
export const EvidenceVerdict = defineEntity({
  name: 'EvidenceVerdict',
  tableName: 'evidence_verdicts',
  properties: {
    tenantId: p.string().length(64).primary(),
    upload: () => tenantReference(EvidenceUpload, 'upload_id').primary(),
    outcome: p.enum(['KEPT', 'REFUSED']),
    /** Why it is refused. */
    fault: p.string().length(32).nullable(),
    /** What the scanner calls it. */
    detail: p.string().length(255).nullable(),
    /** Whether a virus scanner looked at it. */
    isScanned: p.boolean(),
    ...recordedBySomebody(),
  },
  checks: [
    { name: 'evidence_verdicts_fault', expression: (columns) => `(${columns.outcome} = 'REFUSED') = (${columns.fault} is not null)` },
  ],
  ...tenantPolicy('evidence_verdicts'),
});
