import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';
import { Staff } from './staff.entity.js';

/** Who works when in a month, as planned or as worked. Appended whole: the latest revision of a month counts. */
export const DutyRoster = defineEntity({
  name: 'DutyRoster',
  tableName: 'duty_rosters',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    month: p.string().length(7),
    basis: p.enum(['PLANNED', 'WORKED']),
    revision: p.integer(),
    /** Last day that it tells of: what is worked is told day by day. */
    upTo: p.date(),
    shiftCount: p.integer(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'month', 'basis', 'revision'] }],
  ...tenantPolicy('duty_rosters'),
});

/** A shift of somebody, from a minute up to another one, in China's time. */
export const DutyShift = defineEntity({
  name: 'DutyShift',
  tableName: 'duty_shifts',
  properties: {
    tenantId: p.string().length(64).primary(),
    roster: () => tenantReference(DutyRoster, 'roster_id').primary(),
    position: p.integer().primary(),
    staff: () => tenantReference(Staff, 'staff_id'),
    /** `YYYY-MM-DDTHH:MM`. */
    startsAt: p.string().length(16),
    endsAt: p.string().length(16),
  },
  indexes: [{ properties: ['tenantId', 'staff'] }],
  checks: [{ name: 'duty_shifts_order', expression: (columns) => `${columns.startsAt} < ${columns.endsAt}` }],
  ...tenantPolicy('duty_shifts'),
});
