import { defineEntity, p } from '@mikro-orm/core';
import type { Text } from '../../core/values/text.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';

/** A tenant: one agency's hotline, with all that belongs to it. */
export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: {
    tenantId: p.string().length(64).primary(),
    name: p.json<Text>(),
    createdAt: p.datetime(),
  },
  ...tenantPolicy('tenants'),
});
