import { defineEntity, p } from '@mikro-orm/core';
import type { Text } from '../../core/values/text.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';

/** A body that has a part in a tenant's contracts: agency, vendor, payer or assessor. */
export const Organisation = defineEntity({
  name: 'Organisation',
  tableName: 'organisations',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    code: p.string().length(64),
    name: p.json<Text>(),
    /** Unified social credit code; null where no document prints one. */
    creditCode: p.string().length(18).nullable(),
    note: p.json<Text>().nullable(),
  },
  uniques: [{ properties: ['tenantId', 'code'] }, { properties: ['tenantId', 'creditCode'] }],
  // The check character needs arithmetic and is verified before; the shape is held here too.
  checks: [{ name: 'organisations_credit_code', expression: (columns) => `${columns.creditCode} ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'` }],
  ...tenantPolicy('organisations'),
});
