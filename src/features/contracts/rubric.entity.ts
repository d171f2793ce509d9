import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from './contract.entity.js';

/** A version of a contract's rubric: metrics, sections, items, rules. Appended, never changed. */
export const Rubric = defineEntity({
  name: 'Rubric',
  tableName: 'rubrics',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    code: p.string().length(64),
    version: p.integer(),
    content: p.json<Readonly<Record<string, unknown>>>(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'version'] }],
  ...tenantPolicy('rubrics'),
});
