import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';
import { Payment } from './payment.entity.js';
import { SettlementStatement } from './statement.entity.js';

const yuan = () => p.decimal().precision(16).scale(2);

/** What is posted at most once, by what for. */
const POSTED_ONCE = {
  OPENING: ['tenantId', 'contract'],
  STATEMENT: ['tenantId', 'statement'],
  ADJUSTMENT: ['tenantId', 'statement', 'instalment'],
  CLOSING: ['tenantId', 'statement'],
  PAYMENT: ['tenantId', 'payment'],
  REVERSAL: ['tenantId', 'payment'],
} as const;

/**
 * An entry of a contract's double-entry record: by how much each account changes.
 *
 * All its legs stand in one row, so that the database itself refuses an entry that does not balance: the accounts' changes add up to the
 * change of the contract's amount. Summed over any entries, amount = paid + payable + deducted + disputed + not determined. That it is posted
 * once, and of the amount that its statement or payment says, the database sees to as well.
 */
export const LedgerEntry = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entries',
  properties: {
    tenantId: p.string().length(64).primary(),
    contract: () => tenantReference(Contract, 'contract_id').primary(),
    /** Counts the contract's entries from 1. */
    sequence: p.integer().primary(),
    kind: p.enum(['OPENING', 'AMENDMENT', 'STATEMENT', 'ADJUSTMENT', 'CLOSING', 'PAYMENT', 'REVERSAL']),
    instalment: p.integer().nullable(),
    statement: () => tenantReference(SettlementStatement, 'statement_id').nullable(),
    payment: () => tenantReference(Payment, 'payment_id').nullable(),
    contractAmount: yuan(),
    notDetermined: yuan(),
    payable: yuan(),
    disputed: yuan(),
    deducted: yuan(),
    paid: yuan(),
    recordedBy: p.string().length(255),
    recordedAt: p.datetime(),
  },
  indexes: [{ properties: ['tenantId', 'statement'] }, { properties: ['tenantId', 'payment'] }],
  uniques: Object.entries(POSTED_ONCE).map(([kind, properties]) => ({
    name: `ledger_entries_${kind.toLowerCase()}_once`,
    properties: [...properties],
    where: `kind = '${kind}'`,
  })),
  checks: [
    { name: 'ledger_entries_balance', expression: 'not_determined + payable + disputed + deducted + paid = contract_amount' },
    {
      name: 'ledger_entries_amount',
      expression: `(kind = 'OPENING' or kind = 'AMENDMENT') = (contract_amount <> 0)`,
    },
    {
      name: 'ledger_entries_payment',
      expression: `(kind = 'PAYMENT' or kind = 'REVERSAL') = (payment_id is not null) and (payment_id is null or paid <> 0) and (payment_id is null or not_determined = 0) and (payment_id is null or disputed = 0) and (payment_id is null or deducted = 0)`,
    },
    {
      name: 'ledger_entries_statement',
      expression: `(kind = 'STATEMENT' or kind = 'ADJUSTMENT' or kind = 'CLOSING') = (statement_id is not null)`,
    },
  ],
  ...tenantPolicy('ledger_entries'),
});
