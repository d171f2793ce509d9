import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { PersonnelChange } from './personnel-change.entity.js';
import { Staff } from './staff.entity.js';

// An entity that refers to itself has no type yet where it does.
const itself = (): EntitySchema => StaffEvent as unknown as EntitySchema;

/** What happened to somebody's place in the roster. Appended: a mistake is superseded, and an event that never was is void. */
export const StaffEvent = defineEntity({
  name: 'StaffEvent',
  tableName: 'staff_events',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    kind: p.enum(['ADMITTED', 'ASSIGNED', 'ON_LINE', 'LEFT']),
    happenedOn: p.date(),
    role: p.string().length(64).nullable(),
    team: p.string().length(64).nullable(),
    standing: p.enum(['FORMAL', 'RESERVE']).nullable(),
    /** Of a departure: why. */
    leftFor: p.enum(['RESIGNED', 'DISMISSED', 'REPLACED_ON_DEMAND', 'TRANSFERRED', 'ABANDONED', 'OTHER']).nullable(),
    /** Of a resignation: the day on which it was said, and codes of what was done before leaving; null for anything else. */
    saidOn: p.date().nullable(),
    handedOver: p.array().nullable(),
    /** The change that was asked for; null where none was. */
    change: () => tenantReference(PersonnelChange, 'change_id').nullable(),
    /** The event in whose place this one stands. */
    supersedes: () => tenantReference(itself(), 'supersedes_id').nullable(),
    isVoid: p.boolean(),
    /** Why an event was superseded. */
    reason: p.text().nullable(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'supersedes'] }],
  indexes: [{ properties: ['tenantId', 'staff'] }, { properties: ['tenantId', 'change'] }],
  checks: [
    {
      name: 'staff_events_place',
      expression: (columns) =>
        `(${columns.kind} in ('ADMITTED', 'ASSIGNED')) = (${columns.role} is not null and ${columns.team} is not null and ${columns.standing} is not null) and (${columns.kind} = 'LEFT') = (${columns.leftFor} is not null)`,
    },
    {
      name: 'staff_events_resignation',
      expression: (columns) =>
        `(${columns.saidOn} is null) = (${columns.handedOver} is null) and (${columns.saidOn} is null or ${columns.leftFor} = 'RESIGNED')`,
    },
    {
      name: 'staff_events_superseding',
      expression: (columns) =>
        `(supersedes_id is null) = (${columns.reason} is null) and (supersedes_id is not null or not ${columns.isVoid})`,
    },
  ],
  ...tenantPolicy('staff_events'),
});
