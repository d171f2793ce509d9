import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';

const ofContract = () => tenantReference(Contract, 'contract_id');

/**
 * A date that the agency set for something that is owed: as policy, where the contract has none, or as its consent to a delay.
 * Appended; the latest of a kind counts.
 */
export const ObligationDate = defineEntity({
  name: 'ObligationDate',
  tableName: 'obligation_dates',
  properties: {
    tenantId: p.string().length(64).primary(),
    contract: () => ofContract().primary(),
    obligation: p.string().length(64).primary(),
    occurrence: p.string().length(64).primary(),
    kind: p.enum(['POLICY', 'CONSENT'] as const).primary(),
    revision: p.integer().primary(),
    date: p.date(),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('obligation_dates'),
});

/** Something that happened, or that the agency demanded, from which obligations are counted. */
export const ObligationEvent = defineEntity({
  name: 'ObligationEvent',
  tableName: 'obligation_events',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: ofContract,
    /** As the contract's due rules name it; DEMAND for what the agency demands. */
    code: p.string().length(64),
    /** What is demanded; null for anything else. */
    obligation: p.string().length(64).nullable(),
    occurredOn: p.date(),
    /** Day by which the agency demands it, as policy; null for anything else. */
    dueOn: p.date().nullable(),
    note: p.text(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'contract', 'occurredOn'] }],
  ...tenantPolicy('obligation_events'),
});

/** That an event is taken back, since it never was, or was entered with a wrong day. Appended: what was owed by it is owed no longer. */
export const ObligationEventWithdrawal = defineEntity({
  name: 'ObligationEventWithdrawal',
  tableName: 'obligation_event_withdrawals',
  properties: {
    tenantId: p.string().length(64).primary(),
    event: () => tenantReference(ObligationEvent, 'event_id').primary(),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('obligation_event_withdrawals'),
});

/** What was delivered for something that is owed. */
export const Deliverable = defineEntity({
  name: 'Deliverable',
  tableName: 'deliverables',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: ofContract,
    obligation: p.string().length(64),
    occurrence: p.string().length(64),
    party: p.enum(['AGENCY', 'VENDOR']),
    submittedOn: p.date(),
    description: p.text(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'contract', 'obligation', 'occurrence'] }],
  ...tenantPolicy('deliverables'),
});

/** That a deliverable was accepted, or returned with the reason. Appended; the latest counts. */
export const DeliverableReview = defineEntity({
  name: 'DeliverableReview',
  tableName: 'deliverable_reviews',
  properties: {
    tenantId: p.string().length(64).primary(),
    deliverable: () => tenantReference(Deliverable, 'deliverable_id').primary(),
    revision: p.integer().primary(),
    outcome: p.enum(['ACCEPTED', 'RETURNED']),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('deliverable_reviews'),
});
