import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';
import { ContractVersion } from '../contracts/contract-version.entity.js';

/** A month, quarter or half-year of a contract that is scored as a whole. */
export const AssessmentPeriod = defineEntity({
  name: 'AssessmentPeriod',
  tableName: 'assessment_periods',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** The contract's version that it is scored by. */
    contractVersion: () => tenantReference(ContractVersion, 'version_id'),
    code: p.string().length(16),
    startsOn: p.date(),
    endsOn: p.date(),
    state: p.enum(['OPEN', 'SCORED', 'PUBLISHED', 'CONTESTED', 'SIGNED', 'SETTLED']),
    /** Grows by one with every command that writes something of the period. */
    version: p.integer(),
    /** What the vendor has been shown: the scorecard's revision, and the period's version when it was scored; null before. */
    publishedScorecard: p.integer().nullable(),
    publishedVersion: p.integer().nullable(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'code'] }],
  indexes: [{ properties: ['tenantId', 'startsOn', 'id'] }],
  checks: [{ name: 'assessment_periods_order', expression: (columns) => `${columns.startsOn} <= ${columns.endsOn}` }],
  ...tenantPolicy('assessment_periods'),
});

export type AssessmentPeriod = InferEntity<typeof AssessmentPeriod>;

/** The period that something was recorded for. */
export const ofPeriod = () => tenantReference(AssessmentPeriod, 'period_id');

/** Who recorded something of a period, when, and with which of the period's versions. */
export const recorded = () => ({
  periodVersion: p.integer(),
  recordedBy: p.string().length(255),
  recordedAt: p.datetime(),
});
