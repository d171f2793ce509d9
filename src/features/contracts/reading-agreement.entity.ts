import { defineEntity, p } from '@mikro-orm/core';
import type { Text } from '../../core/values/text.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from './contract.entity.js';

/** That a party proposes an option of a reading. Appended; the other party agrees to it, or does not. */
export const ReadingProposal = defineEntity({
  name: 'ReadingProposal',
  tableName: 'reading_proposals',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    reading: p.string().length(64),
    option: p.string().length(64),
    /** Periods that begin on this day or later are scored by it; null for all. */
    effectiveFrom: p.date().nullable(),
    party: p.enum(['AGENCY', 'VENDOR']),
    reason: p.text(),
    proposedBy: p.string().length(255),
    proposedAt: p.datetime(),
  },
  indexes: [{ properties: ['tenantId', 'contract', 'reading'] }],
  ...tenantPolicy('reading_proposals'),
});

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
    /** Periods that begin on this day or later are scored by it; null for all. */
    effectiveFrom: p.date().nullable(),
    /** What was agreed to; null for what was agreed before the contract was registered. */
    proposal: () => tenantReference(ReadingProposal, 'proposal_id').nullable(),
    recordedBy: p.string().length(255),
    recordedAt: p.datetime(),
  },
  indexes: [{ properties: ['tenantId', 'contract', 'reading', 'agreedOn'] }],
  ...tenantPolicy('reading_agreements'),
});
