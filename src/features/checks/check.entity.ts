import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { ofPeriod, recorded } from '../assessment-periods/assessment-period.entity.js';

/** A spot check or a sample: what was drawn, by whom and how. Appended. */
export const Check = defineEntity({
  name: 'Check',
  tableName: 'checks',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    period: ofPeriod,
    /** Which of the checks of the contract's data. */
    code: p.string().length(64),
    /** Counts the period's checks from 1. */
    number: p.integer(),
    drawnBy: p.string().length(255),
    drawnOn: p.date(),
    /** How it was drawn, in words. */
    method: p.text(),
    /** Of a random draw: what anybody can draw the same pieces with; null for none. */
    seed: p.text().nullable(),
    pieceCount: p.integer(),
    passedCount: p.integer(),
    /** Whether the vendor was told of it when it was recorded. */
    isNotified: p.boolean(),
    ...recorded(),
  },
  uniques: [{ properties: ['tenantId', 'period', 'number'] }],
  checks: [
    {
      name: 'checks_counts',
      expression: (columns) =>
        `${columns.passedCount} >= 0 and ${columns.passedCount} <= ${columns.pieceCount} and ${columns.pieceCount} >= 1`,
    },
  ],
  ...tenantPolicy('checks'),
});

/** A piece that was drawn, and what was found: passed ones too. */
export const CheckPiece = defineEntity({
  name: 'CheckPiece',
  tableName: 'check_pieces',
  properties: {
    tenantId: p.string().length(64).primary(),
    check: () => tenantReference(Check, 'check_id').primary(),
    position: p.integer().primary(),
    /** The piece itself, such as a ticket's number. */
    reference: p.string().length(255),
    result: p.enum(['PASSED', 'FAILED']),
    remark: p.text().nullable(),
  },
  ...tenantPolicy('check_pieces'),
});

/** That a check was recorded by mistake: nothing follows from it any more. Appended. */
export const CheckWithdrawal = defineEntity({
  name: 'CheckWithdrawal',
  tableName: 'check_withdrawals',
  properties: {
    tenantId: p.string().length(64).primary(),
    check: () => tenantReference(Check, 'check_id').primary(),
    reason: p.text(),
    ...recorded(),
  },
  ...tenantPolicy('check_withdrawals'),
});
