import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { recorded } from '../assessment-periods/assessment-period.entity.js';
import { Scorecard } from './scorecard.entity.js';

/** That the vendor objects to an item of a published scorecard. */
export const Appeal = defineEntity({
  name: 'Appeal',
  tableName: 'appeals',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    scorecard: () => tenantReference(Scorecard, 'scorecard_id'),
    item: p.string().length(64),
    reason: p.text(),
    /** What supports it, in words. */
    evidence: p.text().nullable(),
    ...recorded(),
  },
  uniques: [{ properties: ['tenantId', 'scorecard', 'item'] }],
  ...tenantPolicy('appeals'),
});

/** What the agency decided of an appeal: once, and never by whoever recorded what it is about. */
export const AppealDecision = defineEntity({
  name: 'AppealDecision',
  tableName: 'appeal_decisions',
  properties: {
    tenantId: p.string().length(64).primary(),
    appeal: () => tenantReference(Appeal, 'appeal_id').primary(),
    outcome: p.enum(['UPHELD', 'DISMISSED']),
    reason: p.text(),
    ...recorded(),
  },
  ...tenantPolicy('appeal_decisions'),
});
