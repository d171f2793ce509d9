import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { ofPeriod, recorded } from './assessment-period.entity.js';

/** One figure of a metric from one source. Appended: a later revision of the same figure supersedes the earlier one. */
export const Observation = defineEntity({
  name: 'Observation',
  tableName: 'observations',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    period: ofPeriod,
    metric: p.string().length(64),
    /** The month that it covers; null for the whole period. */
    month: p.string().length(7).nullable(),
    source: p.string().length(16),
    revision: p.integer(),
    value: p.decimal().columnType('numeric'),
    /** Name of the file that it was taken from. */
    file: p.string().length(255).nullable(),
    ...recorded(),
  },
  indexes: [
    {
      name: 'observations_revision_unique',
      // A figure of the whole period has no month, and is one figure all the same.
      expression:
        "create unique index observations_revision_unique on observations (tenant_id, period_id, metric, coalesce(month, ''), source, revision)",
    },
  ],
  checks: [{ name: 'observations_value', expression: (columns) => `${columns.value} >= 0 and ${columns.value} = trunc(${columns.value})` }],
  ...tenantPolicy('observations'),
});
