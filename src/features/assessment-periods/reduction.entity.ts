import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { ofPeriod, recorded } from './assessment-period.entity.js';

/** Cases that an approved record of force majeure takes out of a period's figure. Appended; they count until they are withdrawn. */
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

/** That an approval was revoked: the cases that it took out are back in the figure. Appended. */
export const ReductionWithdrawal = defineEntity({
  name: 'ReductionWithdrawal',
  tableName: 'reduction_withdrawals',
  properties: {
    tenantId: p.string().length(64).primary(),
    reduction: () => tenantReference(Reduction, 'reduction_id').primary(),
    ...recorded(),
  },
  ...tenantPolicy('reduction_withdrawals'),
});
