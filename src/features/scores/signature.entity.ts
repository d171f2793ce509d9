import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { recorded } from '../assessment-periods/assessment-period.entity.js';
import { Scorecard } from './scorecard.entity.js';

const ofScorecard = () => tenantReference(Scorecard, 'scorecard_id').primary();

const party = () => p.enum(['AGENCY', 'VENDOR'] as const).primary();

/** That a party stands by a scorecard, bound to its digest. Nobody signs for both. */
export const Signature = defineEntity({
  name: 'Signature',
  tableName: 'signatures',
  properties: {
    tenantId: p.string().length(64).primary(),
    scorecard: ofScorecard,
    party,
    digest: p.string().length(71),
    ...recorded(),
  },
  uniques: [{ properties: ['tenantId', 'scorecard', 'recordedBy'] }],
  ...tenantPolicy('signatures'),
});

/** That a party does not sign a scorecard, and why. A later signature of the party takes it back. */
export const SignatureRefusal = defineEntity({
  name: 'SignatureRefusal',
  tableName: 'signature_refusals',
  properties: {
    tenantId: p.string().length(64).primary(),
    scorecard: ofScorecard,
    party,
    reason: p.text(),
    ...recorded(),
  },
  ...tenantPolicy('signature_refusals'),
});
