import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { ofPeriod, recorded } from './assessment-period.entity.js';

/** Points that an assessor gives an item. Appended: a later revision supersedes the earlier one. */
export const Judgement = defineEntity({
  name: 'Judgement',
  tableName: 'judgements',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    period: ofPeriod,
    item: p.string().length(64),
    revision: p.integer(),
    points: p.decimal().columnType('numeric'),
    reason: p.text(),
    ...recorded(),
  },
  uniques: [{ properties: ['tenantId', 'period', 'item', 'revision'] }],
  checks: [{ name: 'judgements_points', expression: (columns) => `${columns.points} >= 0` }],
  ...tenantPolicy('judgements'),
});
