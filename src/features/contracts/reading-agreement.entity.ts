import { defineEntity, p } from '@mikro-orm/core';
import type { Text } from '../../core/values/text.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from './contract.entity.js';

/** That the two parties agreed an option of a reading, and by which document. Appended; the latest counts. */
export const ReadingAgreement = defineEntity({
  name: 'ReadingAgreement',
  tableName: 'reading_agreements',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    reading: p.string().length(64),
    option: p.string().length(64),
    agreedOn: p.date(),
    document: p.json<Text>(),
    recordedBy: p.string().length(255),
    recordedAt: p.datetime(),
  },
  indexes: [{ properties: ['tenantId', 'contract', 'reading', 'agreedOn'] }],
  ...tenantPolicy('reading_agreements'),
});
