import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';
import { Finding } from '../assessment-periods/finding.entity.js';
import { Observation } from '../assessment-periods/observation.entity.js';
import { Check } from '../checks/check.entity.js';
import { Notice } from '../notices/notice.entity.js';
import { Deliverable } from '../obligations/obligation.entity.js';
import { EvidenceUpload } from './upload.entity.js';

/** An uploaded file that was submitted as evidence. What became of it stands in its verdict, its reviews and its withdrawal. */
export const Evidence = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    upload: () => tenantReference(EvidenceUpload, 'upload_id'),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'upload'] }],
  ...tenantPolicy('evidence'),
});

/** What evidence is about. A kind of subject has a column of its own, so that the database holds every reference. */
export const EvidenceLink = defineEntity({
  name: 'EvidenceLink',
  tableName: 'evidence_links',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    evidence: () => tenantReference(Evidence, 'evidence_id'),
    subject: p.enum(['ITEM', 'FINDING', 'OBSERVATION', 'DELIVERABLE', 'NOTICE', 'CHECK']),
    /** The period of the item, the finding, the observation or the check; null for a deliverable and a notice, which belong to no period. */
    period: () => tenantReference(AssessmentPeriod, 'period_id').nullable(),
    item: p.string().length(64).nullable(),
    finding: () => tenantReference(Finding, 'finding_id').nullable(),
    observation: () => tenantReference(Observation, 'observation_id').nullable(),
    deliverable: () => tenantReference(Deliverable, 'deliverable_id').nullable(),
    notice: () => tenantReference(Notice, 'notice_id').nullable(),
    check: () => tenantReference(Check, 'check_id').nullable(),
  },
  indexes: [
    { properties: ['tenantId', 'evidence'] },
    { properties: ['tenantId', 'period'] },
    { properties: ['tenantId', 'finding'] },
    { properties: ['tenantId', 'observation'] },
    { properties: ['tenantId', 'deliverable'] },
    { properties: ['tenantId', 'notice'] },
    { properties: ['tenantId', 'check'] },
  ],
  checks: [
    {
      name: 'evidence_links_subject',
      // By their names in the table: a reference's first column is the tenant.
      expression: `(subject = 'DELIVERABLE' or subject = 'NOTICE') = (period_id is null) and (subject = 'ITEM') = (item is not null) and (subject = 'FINDING') = (finding_id is not null) and (subject = 'OBSERVATION') = (observation_id is not null) and (subject = 'DELIVERABLE') = (deliverable_id is not null) and (subject = 'NOTICE') = (notice_id is not null) and (subject = 'CHECK') = (check_id is not null)`,
    },
  ],
  ...tenantPolicy('evidence_links'),
});

/** What the agency made of evidence. Appended: the latest review counts. */
export const EvidenceReview = defineEntity({
  name: 'EvidenceReview',
  tableName: 'evidence_reviews',
  properties: {
    tenantId: p.string().length(64).primary(),
    evidence: () => tenantReference(Evidence, 'evidence_id').primary(),
    revision: p.integer().primary(),
    outcome: p.enum(['ACCEPTED', 'RETURNED']),
    reason: p.text().nullable(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('evidence_reviews'),
});

/** That its party no longer brings something forward. The file and its history stay. */
export const EvidenceWithdrawal = defineEntity({
  name: 'EvidenceWithdrawal',
  tableName: 'evidence_withdrawals',
  properties: {
    tenantId: p.string().length(64).primary(),
    evidence: () => tenantReference(Evidence, 'evidence_id').primary(),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('evidence_withdrawals'),
});
