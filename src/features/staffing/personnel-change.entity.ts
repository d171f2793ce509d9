import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';
import { Staff } from './staff.entity.js';

/** That the agency wants somebody replaced. */
export const ReplacementDemand = defineEntity({
  name: 'ReplacementDemand',
  tableName: 'replacement_demands',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** Counts the contract's demands from 1. */
    number: p.integer(),
    staff: () => tenantReference(Staff, 'staff_id'),
    reason: p.text(),
    demandedOn: p.date(),
    /** Day by which somebody else is to work in the place. */
    dueOn: p.date(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'number'] }],
  indexes: [{ properties: ['tenantId', 'staff'] }],
  checks: [{ name: 'replacement_demands_due', expression: (columns) => `${columns.dueOn} >= ${columns.demandedOn}` }],
  ...tenantPolicy('replacement_demands'),
});

/** A change of the roster that the vendor asks for. */
export const PersonnelChange = defineEntity({
  name: 'PersonnelChange',
  tableName: 'personnel_changes',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** Counts the contract's changes from 1. */
    number: p.integer(),
    kind: p.enum(['ADMISSION', 'ASSIGNMENT', 'DEPARTURE']),
    staff: () => tenantReference(Staff, 'staff_id'),
    /** Day from which the vendor wants it. */
    effectiveOn: p.date(),
    role: p.string().length(64).nullable(),
    team: p.string().length(64).nullable(),
    standing: p.enum(['FORMAL', 'RESERVE']).nullable(),
    reason: p.text(),
    /** The agency's demand that it meets; null for none. */
    demand: () => tenantReference(ReplacementDemand, 'demand_id').nullable(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'number'] }],
  indexes: [{ properties: ['tenantId', 'staff'] }, { properties: ['tenantId', 'demand'] }],
  checks: [
    {
      name: 'personnel_changes_place',
      expression: (columns) =>
        `(${columns.kind} = 'DEPARTURE') = (${columns.role} is null) and (${columns.role} is null) = (${columns.team} is null) and (${columns.role} is null) = (${columns.standing} is null)`,
    },
  ],
  ...tenantPolicy('personnel_changes'),
});

/** What became of a change: the agency's answer, or that the vendor no longer wants it. */
export const PersonnelDecision = defineEntity({
  name: 'PersonnelDecision',
  tableName: 'personnel_decisions',
  properties: {
    tenantId: p.string().length(64).primary(),
    change: () => tenantReference(PersonnelChange, 'change_id').primary(),
    outcome: p.enum(['APPROVED', 'REJECTED', 'WITHDRAWN']),
    /** Day of the decision: an approval on paper may be older than its record. */
    decidedOn: p.date(),
    reason: p.text().nullable(),
    ...recordedBySomebody(),
  },
  checks: [
    { name: 'personnel_decisions_reason', expression: (columns) => `${columns.outcome} = 'APPROVED' or ${columns.reason} is not null` },
  ],
  ...tenantPolicy('personnel_decisions'),
});
