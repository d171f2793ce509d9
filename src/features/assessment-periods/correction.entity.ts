import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { ofPeriod, recorded } from './assessment-period.entity.js';

/**
 * Why a period is scored again after its scorecard was shown to the vendor. Open until a later scorecard is published; until then
 * the period takes figures again.
 */
export const Correction = defineEntity({
  name: 'Correction',
  tableName: 'corrections',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    period: ofPeriod,
    /** Revision of the published scorecard that it corrects; 0 where none was published yet. */
    corrects: p.integer(),
    cause: p.enum(['ERROR', 'APPEAL', 'FINDING', 'READING', 'AMENDMENT', 'FORCE_MAJEURE']),
    /** The appealed item, the finding's reference, the reading, the contract's version or the notice's number; null for an error. */
    reference: p.string().length(255).nullable(),
    reason: p.text(),
    ...recorded(),
  },
  indexes: [{ properties: ['tenantId', 'period', 'corrects'] }],
  ...tenantPolicy('corrections'),
});
