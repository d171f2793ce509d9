import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from './tenant-policy.js';

/** What a command with a key gave, stored with its effect. */
export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  properties: {
    tenantId: p.string().length(64).primary(),
    subject: p.string().length(255).primary(),
    key: p.string().length(255).primary(),
    command: p.string().length(64),
    /** Of the command and its input. */
    digest: p.string().length(71),
    result: p.json<unknown>(),
    createdAt: p.datetime(),
  },
  ...tenantPolicy('idempotency_keys'),
});
