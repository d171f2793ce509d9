import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { ofPeriod, recorded } from './assessment-period.entity.js';

/** Cases that an approved record of force majeure takes out of a period's figure. Appended: what was approved stays. */
export const Reduction = defineEntity({
  name: 'Reduction',
  tableName: 'reductions',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    period: ofPeriod,
    metric: p.string().length(64),
    /** The month that it is about; null for the whole period. */
    month: p.string().length(7).nullable(),
    count: p.decimal().columnType('numeric'),
    /** Number of the record. */
    reference: p.string().length(64),
    ...recorded(),
  },
  indexes: [{ properties: ['tenantId', 'period'] }],
  checks: [{ name: 'reductions_count', expression: (columns) => `${columns.count} >= 1 and ${columns.count} = trunc(${columns.count})` }],
  ...tenantPolicy('reductions'),
});
