import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { ofPeriod } from './assessment-period.entity.js';

/** Something that happened in a period and costs or earns points. */
export const Finding = defineEntity({
  name: 'Finding',
  tableName: 'findings',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    period: ofPeriod,
    /** The recorder's own number of it; orders findings of one day. */
    reference: p.string().length(64),
    item: p.string().length(64),
    kind: p.string().length(64),
    occurredOn: p.date(),
    count: p.decimal().columnType('numeric'),
    points: p.decimal().columnType('numeric').nullable(),
    reason: p.text().nullable(),
    elapsedHours: p.decimal().columnType('numeric').nullable(),
    dueOn: p.date().nullable(),
    submittedOn: p.date().nullable(),
    consented: p.boolean().nullable(),
    level: p.string().length(16).nullable(),
    matterId: p.text().nullable(),
    eventId: p.text().nullable(),
    state: p.enum(['CONFIRMED']),
    recordedBy: p.string().length(255),
    recordedAt: p.datetime(),
  },
  uniques: [{ properties: ['tenantId', 'period', 'reference'] }],
  checks: [{ name: 'findings_count', expression: (columns) => `${columns.count} >= 1 and ${columns.count} = trunc(${columns.count})` }],
  ...tenantPolicy('findings'),
});
