import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Staff } from '../staffing/staff.entity.js';

/** A request for leave. Its reason, and what is special about it, are personal data. */
export const LeaveRequest = defineEntity({
  name: 'LeaveRequest',
  tableName: 'leave_requests',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    /** Code of the kind of leave. */
    kind: p.string().length(64),
    startsOn: p.date(),
    /** Natural days, rest days included. */
    days: p.integer(),
    /** Begin of the shift that it begins with, in China's time; null for the day's begin. */
    startsAt: p.string().length(16).nullable(),
    /** When it was applied for, in China's time. */
    appliedAt: p.string().length(16),
    /** Codes of the proofs that were handed in with it. */
    proofs: p.array(),
    hasSpecialCircumstances: p.boolean(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'staff'] }],
  checks: [{ name: 'leave_requests_days', expression: (columns) => `${columns.days} >= 1` }],
  ...tenantPolicy('leave_requests'),
});

/** A proof that came after the request. Appended: hospitals write their papers when the leave is over. */
export const LeaveProof = defineEntity({
  name: 'LeaveProof',
  tableName: 'leave_proofs',
  properties: {
    tenantId: p.string().length(64).primary(),
    request: () => tenantReference(LeaveRequest, 'request_id').primary(),
    /** Code of the proof. */
    code: p.string().length(64).primary(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('leave_proofs'),
});

/** A step of a request for leave. Appended. */
export const LeaveDecision = defineEntity({
  name: 'LeaveDecision',
  tableName: 'leave_decisions',
  properties: {
    tenantId: p.string().length(64).primary(),
    request: () => tenantReference(LeaveRequest, 'request_id').primary(),
    position: p.integer().primary(),
    step: p.enum(['APPROVED', 'REJECTED', 'WITHDRAWN', 'ABSENCE_CONFIRMED', 'EXCUSED', 'ABSENCE_RETRACTED']),
    /** Who approved by the contract's words: the team leader, or above. */
    approver: p.enum(['TEAM_LEADER', 'SUPERIOR']).nullable(),
    reason: p.text().nullable(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('leave_decisions'),
});
