import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from '../contracts/contract.entity.js';
import { ContractVersion } from '../contracts/contract-version.entity.js';
import type { StatementDocument, WrittenSetOff } from './statement-document.js';

const yuan = () => p.decimal().precision(16).scale(2);

/** What an instalment comes to at a moment, to be approved. Appended, never changed; a later one for the same instalment replaces it until it is approved. */
export const SettlementStatement = defineEntity({
  name: 'SettlementStatement',
  tableName: 'settlement_statements',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    /** The version of the contract that its amounts are of. */
    contractVersion: () => tenantReference(ContractVersion, 'version_id'),
    /** Counts the contract's statements from 1. */
    number: p.integer(),
    instalment: p.integer(),
    kind: p.enum(['ORIGINAL', 'SUPPLEMENTARY']),
    /** What of the base it determines; of a supplementary one nothing, unless the base itself has changed. */
    determined: yuan(),
    undisputed: yuan(),
    disputed: yuan(),
    deducted: yuan(),
    /** Sum of what corrections make of other instalments. */
    adjusted: yuan(),
    broughtForward: yuan(),
    /** What it takes back by paying less of earlier statements about the instalment; its parts by their numbers. */
    setOff: yuan(),
    setOffs: p.json<readonly WrittenSetOff[]>().columnType('jsonb'),
    amountDue: yuan(),
    carriedForward: yuan(),
    closes: p.boolean(),
    approvalsNeeded: p.integer(),
    digest: p.string().length(71),
    /** Everything that explains it, word for word. */
    document: p.json<StatementDocument>().columnType('json'),
    issuedBy: p.string().length(255),
    issuedAt: p.datetime(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'number'] }],
  indexes: [{ properties: ['tenantId', 'contract', 'instalment'] }],
  checks: [
    { name: 'settlement_statements_portions', expression: 'determined = undisputed + disputed + deducted' },
    {
      name: 'settlement_statements_due',
      expression: 'undisputed + adjusted + brought_forward = set_off + amount_due + carried_forward',
    },
    {
      name: 'settlement_statements_forward',
      expression: 'brought_forward <= 0 and set_off <= 0 and carried_forward <= 0 and (carried_forward = 0 or amount_due = 0)',
    },
    { name: 'settlement_statements_approvals', expression: 'approvals_needed >= 1 and approvals_needed <= 2' },
  ],
  ...tenantPolicy('settlement_statements'),
});

/** That a person approved a statement. */
export const StatementApproval = defineEntity({
  name: 'StatementApproval',
  tableName: 'statement_approvals',
  properties: {
    tenantId: p.string().length(64).primary(),
    statement: () => tenantReference(SettlementStatement, 'statement_id').primary(),
    approvedBy: p.string().length(255).primary(),
    digest: p.string().length(71),
    approvedAt: p.datetime(),
  },
  ...tenantPolicy('statement_approvals'),
});
