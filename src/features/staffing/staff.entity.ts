import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';

/** Somebody who works, or is to work, under a contract; known by the employee number. Who it is stands in the personal data. */
export const Staff = defineEntity({
  name: 'Staff',
  tableName: 'staff',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** Employee number, which no other person of the contract has or had. */
    no: p.string().length(32),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'no'] }],
  ...tenantPolicy('staff'),
});

/**
 * What tells who somebody is, or is nobody else's business, encrypted. A row belongs to the row of another table that has its id.
 * It is the one thing here that goes: once erased, only that there was something remains.
 */
export const PersonalData = defineEntity({
  name: 'PersonalData',
  tableName: 'personal_data',
  properties: {
    tenantId: p.string().length(64).primary(),
    /** Id of what it belongs to: the person, a proof, a departure, a request for leave, an event. */
    id: p.uuid().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    class: p.enum(['IDENTITY', 'QUALIFICATION', 'HEALTH', 'LEAVE', 'CONDUCT']),
    /** Encrypted; null once erased. */
    sealed: p.text().nullable(),
    erasedBy: p.string().length(255).nullable(),
    erasedAt: p.datetime().nullable(),
    /** Why it was erased. */
    erasure: p.text().nullable(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'staff'] }],
  checks: [
    {
      name: 'personal_data_erased',
      expression: (columns) =>
        `(${columns.sealed} is null) = (${columns.erasedAt} is not null) and (${columns.erasedAt} is null) = (${columns.erasedBy} is null) and (${columns.erasedAt} is null) = (${columns.erasure} is null)`,
    },
  ],
  ...tenantPolicy('personal_data'),
});

/** What shows that somebody meets a requirement. Appended; the document itself is personal data. */
export const StaffProof = defineEntity({
  name: 'StaffProof',
  tableName: 'staff_proofs',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    /** Code of the requirement. */
    requirement: p.string().length(64),
    /** What was measured, such as characters a minute; null where nothing is. */
    value: p.decimal().columnType('numeric').nullable(),
    obtainedOn: p.date(),
    validUntil: p.date().nullable(),
    isPassed: p.boolean(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'staff'] }],
  ...tenantPolicy('staff_proofs'),
});

/** That personal data was shown unmasked: to whom, which, and why. */
export const Disclosure = defineEntity({
  name: 'Disclosure',
  tableName: 'disclosures',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    classes: p.array(),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'staff'] }],
  ...tenantPolicy('disclosures'),
});
