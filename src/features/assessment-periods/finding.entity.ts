import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { ofPeriod, recorded } from './assessment-period.entity.js';

/** Something that happened in a period and costs or earns points, or takes cases out of a figure. Its decisions say what became of it. */
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
    /** Those held responsible, by the numbers that the vendor gives its people; empty where nobody need be named. */
    responsible: p.array(),
    /** Months whose figures it touches; empty where none need be named. */
    months: p.array(),
    /** What supports it, in words. */
    evidence: p.text().nullable(),
    origin: p.enum(['ASSESSOR', 'VENDOR', 'SYSTEM']),
    /** Whether the vendor was told of it when it was recorded. */
    isNotified: p.boolean(),
    ...recorded(),
  },
  uniques: [{ properties: ['tenantId', 'period', 'reference'] }],
  checks: [{ name: 'findings_count', expression: (columns) => `${columns.count} >= 1 and ${columns.count} = trunc(${columns.count})` }],
  ...tenantPolicy('findings'),
});

/** What became of a finding. Appended: the latest decides; a finding without one is still proposed. */
export const FindingDecision = defineEntity({
  name: 'FindingDecision',
  tableName: 'finding_decisions',
  properties: {
    tenantId: p.string().length(64).primary(),
    finding: () => tenantReference(Finding, 'finding_id').primary(),
    revision: p.integer().primary(),
    state: p.enum(['CONFIRMED', 'REJECTED', 'WITHDRAWN']),
    /** Discretionary points that the assessor gives with the confirmation. */
    points: p.decimal().columnType('numeric').nullable(),
    reason: p.text().nullable(),
    /** Whether the vendor was told of the finding with this decision. */
    isNotified: p.boolean(),
    ...recorded(),
  },
  ...tenantPolicy('finding_decisions'),
});
