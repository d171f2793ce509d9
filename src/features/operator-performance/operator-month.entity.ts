import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Finding } from '../assessment-periods/finding.entity.js';
import { Contract } from '../contracts/contract.entity.js';
import { Staff } from '../staffing/staff.entity.js';

// An entity that refers to itself has no type yet where it does.
const itself = (): EntitySchema => RecordedOperatorEvent as unknown as EntitySchema;

/** Something that happened to or through an operator. Appended: a mistake is superseded, one that never was is withdrawn. */
export const RecordedOperatorEvent = defineEntity({
  name: 'RecordedOperatorEvent',
  tableName: 'operator_events',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    /** Code of the kind of event. */
    kind: p.string().length(64),
    happenedOn: p.date(),
    /** How many, or how many days. */
    units: p.integer(),
    isSevere: p.boolean(),
    hasConsequence: p.boolean(),
    /** Yuan that the team leader bears of a severe case; null for the least. */
    leaderAmount: p.decimal().precision(16).scale(2).nullable(),
    /** When the operator was told; null until then. */
    toldAt: p.datetime().nullable(),
    /** The finding of the rubric that is about the same; null for none. */
    finding: () => tenantReference(Finding, 'finding_id').nullable(),
    supersedes: () => tenantReference(itself(), 'supersedes_id').nullable(),
    isWithdrawn: p.boolean(),
    /** Whose record it is: the vendor's own until the agency has recorded or changed it. */
    party: p.enum(['AGENCY', 'VENDOR']),
    /** Why it stands in place of another one. */
    reason: p.text().nullable(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'supersedes'] }],
  indexes: [{ properties: ['tenantId', 'staff'] }, { properties: ['tenantId', 'finding'] }],
  checks: [
    { name: 'operator_events_units', expression: (columns) => `${columns.units} >= 1` },
    {
      name: 'operator_events_superseding',
      expression: (columns) =>
        `(supersedes_id is null) = (${columns.reason} is null) and (supersedes_id is not null or not ${columns.isWithdrawn})`,
    },
  ],
  ...tenantPolicy('operator_events'),
});

/** The operators' month as the vendor closed it: what went in and what came out. Appended: returned, it is closed again. */
export const OperatorClosing = defineEntity({
  name: 'OperatorClosing',
  tableName: 'operator_closings',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    month: p.string().length(7),
    revision: p.integer(),
    /** The case and its result in the case format, people by their employee numbers. */
    document: p.json<Readonly<Record<string, unknown>>>(),
    /** Of all inputs, as the result names it. */
    digest: p.string().length(71),
    /** Day by which the month is to be assessed. */
    dueOn: p.date().nullable(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'month', 'revision'] }],
  ...tenantPolicy('operator_closings'),
});

/** What the agency said to a closing. Appended: what it confirmed it may reopen. */
export const OperatorConfirmation = defineEntity({
  name: 'OperatorConfirmation',
  tableName: 'operator_confirmations',
  properties: {
    tenantId: p.string().length(64).primary(),
    closing: () => tenantReference(OperatorClosing, 'closing_id').primary(),
    position: p.integer().primary(),
    outcome: p.enum(['CONFIRMED', 'RETURNED', 'REOPENED']),
    reason: p.text().nullable(),
    ...recordedBySomebody(),
  },
  checks: [
    { name: 'operator_confirmations_reason', expression: (columns) => `${columns.outcome} = 'CONFIRMED' or ${columns.reason} is not null` },
  ],
  ...tenantPolicy('operator_confirmations'),
});

/** The assessor's mark of an operator's month, in its parts. Appended: the latest revision counts. */
export const OperatorMark = defineEntity({
  name: 'OperatorMark',
  tableName: 'operator_marks',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    month: p.string().length(7),
    revision: p.integer(),
    /** Points by the code of the part. */
    parts: p.json<Readonly<Record<string, string>>>(),
    total: p.decimal().columnType('numeric'),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'staff', 'month', 'revision'] }],
  ...tenantPolicy('operator_marks'),
});
