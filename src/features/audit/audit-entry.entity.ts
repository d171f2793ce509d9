import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';

/**
 * One statement that wrote: who, what, the rows before and after.
 *
 * Written by triggers of the database in the same transaction, so that nothing is written without its entry. Each entry bears the
 * hash of the one before and is sealed by its own.
 */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entries',
  properties: {
    tenantId: p.string().length(64).primary(),
    /** From 1 without a gap in each tenant. */
    sequence: p.bigint().primary(),
    writtenAt: p.datetime(6),
    /** Who wrote, as the token's issuer names them; the database login where it was no caller of the service. */
    actor: p.string().length(255),
    /** The command, such as signScorecard; empty where none was given. */
    operation: p.string().length(64),
    requestId: p.string().length(64),
    tableName: p.string().length(64),
    action: p.enum(['INSERT', 'UPDATE', 'DELETE']),
    rowsBefore: p.json<readonly object[]>().nullable(),
    rowsAfter: p.json<readonly object[]>().nullable(),
    previousHash: p.string().length(64),
    hash: p.string().length(64),
  },
  ...tenantPolicy('audit_entries'),
});
