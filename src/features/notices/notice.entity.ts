import { defineEntity, p } from '@mikro-orm/core';
import { NOTICE_KINDS, NOTICE_STEPS } from '../../core/notices/life.js';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';
import { Finding } from '../assessment-periods/finding.entity.js';
import { Contract } from '../contracts/contract.entity.js';
import { ObligationEvent } from '../obligations/obligation.entity.js';

/** What one party tells the other in writing. It stays as it was issued; its steps say what became of it. */
export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notices',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** Counts the contract's notices from 1. */
    number: p.integer(),
    kind: p.enum([...NOTICE_KINDS]),
    /** The party that issued it. */
    party: p.enum(['AGENCY', 'VENDOR']),
    subject: p.text(),
    text: p.text(),
    issuedOn: p.date(),
    /** Day on which that happened which it tells. */
    occurredOn: p.date(),
    /** Numbers of the clauses that it rests on. */
    clauses: p.array(),
    /** Of a breach: the act, what was lost by it, and what is claimed, in yuan. */
    act: p.text().nullable(),
    loss: p.decimal().columnType('numeric').nullable(),
    claim: p.decimal().columnType('numeric').nullable(),
    /** Of force majeure: the day on which its effect is expected to end. */
    expectedUntil: p.date().nullable(),
    /** Of a termination: the day on which the contract is to end. */
    plannedOn: p.date().nullable(),
    /** The period and the finding that it is about; null for none. */
    period: () => tenantReference(AssessmentPeriod, 'period_id').nullable(),
    finding: () => tenantReference(Finding, 'finding_id').nullable(),
    /** Day by which the agency asks for an answer, as policy. */
    answerDueOn: p.date().nullable(),
    /** What supports it, in words. */
    evidence: p.text().nullable(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'number'] }],
  checks: [
    { name: 'notices_loss', expression: (columns) => `${columns.loss} >= 0` },
    { name: 'notices_claim', expression: (columns) => `${columns.claim} >= 0` },
  ],
  ...tenantPolicy('notices'),
});

/** What was done about a notice. Appended. */
export const NoticeStep = defineEntity({
  name: 'NoticeStep',
  tableName: 'notice_steps',
  properties: {
    tenantId: p.string().length(64).primary(),
    notice: () => tenantReference(Notice, 'notice_id').primary(),
    position: p.integer().primary(),
    step: p.enum([...NOTICE_STEPS]),
    /** The party that took it. */
    party: p.enum(['AGENCY', 'VENDOR']),
    text: p.text(),
    evidence: p.text().nullable(),
    /** Day on which that happened which it tells, such as the end of force majeure. */
    occurredOn: p.date(),
    /** Of an approval: days that were lost, and the first of them, by which the term grows. */
    delayDays: p.integer().nullable(),
    delayedFrom: p.date().nullable(),
    ...recordedBySomebody(),
  },
  checks: [{ name: 'notice_steps_delay', expression: (columns) => `${columns.delayDays} >= 1` }],
  ...tenantPolicy('notice_steps'),
});

/** That something happened by a notice from which obligations are counted. */
export const NoticeEvent = defineEntity({
  name: 'NoticeEvent',
  tableName: 'notice_events',
  properties: {
    tenantId: p.string().length(64).primary(),
    notice: () => tenantReference(Notice, 'notice_id').primary(),
    event: () => tenantReference(ObligationEvent, 'event_id').primary(),
  },
  ...tenantPolicy('notice_events'),
});
