import { defineEntity, p } from '@mikro-orm/core';
import type { Text } from '../../core/values/text.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Organisation } from '../tenants/organisation.entity.js';

/** A contract of a tenant. What it says lies in its versions. */
export const Contract = defineEntity({
  name: 'Contract',
  tableName: 'contracts',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    code: p.string().length(64),
    title: p.json<Text>(),
    termFrom: p.date(),
    termTo: p.date(),
    amount: p.decimal().precision(16).scale(2),
    currency: p.string().length(3),
  },
  // Unique keys carry the tenant: otherwise a refused insert tells that another tenant has the row.
  uniques: [{ properties: ['tenantId', 'code'] }],
  checks: [
    { name: 'contracts_term', expression: (columns) => `${columns.termFrom} <= ${columns.termTo}` },
    { name: 'contracts_amount', expression: (columns) => `${columns.amount} > 0` },
  ],
  ...tenantPolicy('contracts'),
});

/** The part that an organisation has in a contract. */
export const ContractParty = defineEntity({
  name: 'ContractParty',
  tableName: 'contract_parties',
  properties: {
    tenantId: p.string().length(64).primary(),
    contract: () => tenantReference(Contract, 'contract_id').primary(),
    organisation: () => tenantReference(Organisation, 'organisation_id').primary(),
    position: p.integer(),
    roles: p.array(),
  },
  ...tenantPolicy('contract_parties'),
});
