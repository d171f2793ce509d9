import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';

/** The roster at a month's end, as the agency confirmed it, with the figures that it gave the scoring. Appended: the latest revision counts. */
export const RosterSnapshot = defineEntity({
  name: 'RosterSnapshot',
  tableName: 'roster_snapshots',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    month: p.string().length(7),
    revision: p.integer(),
    /** The roster and the figures, without anything personal. */
    document: p.json<Readonly<Record<string, unknown>>>(),
    /** Of the document. */
    digest: p.string().length(71),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'month', 'revision'] }],
  ...tenantPolicy('roster_snapshots'),
});

/** A breach of a staffing requirement, as it was found. Appended; the same one is not logged twice, one that ends or reads otherwise is. */
export const StaffingBreach = defineEntity({
  name: 'StaffingBreach',
  tableName: 'staffing_breaches',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    requirement: p.string().length(64),
    clause: p.string().length(64),
    /** What tells it from others of its contract: which breach it is, and a digest of how it was found. */
    key: p.string().length(255),
    /** A date, or a minute as `YYYY-MM-DDTHH:MM`; up to and without the minute, up to and with the day. */
    fromAt: p.string().length(16),
    untilAt: p.string().length(16),
    zh: p.text(),
    en: p.text(),
    ...recordedBySomebody(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'key'] }],
  ...tenantPolicy('staffing_breaches'),
});
