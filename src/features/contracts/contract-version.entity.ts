import { defineEntity, p } from '@mikro-orm/core';
import type { Text } from '../../core/values/text.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Contract } from './contract.entity.js';
import { Rubric } from './rubric.entity.js';

/** What a contract says from a day on. Appended, never changed: an earlier period keeps its own. */
export const ContractVersion = defineEntity({
  name: 'ContractVersion',
  tableName: 'contract_versions',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    contract: () => tenantReference(Contract, 'contract_id'),
    version: p.integer(),
    effectiveFrom: p.date(),
    rubric: () => tenantReference(Rubric, 'rubric_id'),
    /** Of everything that the version says: equal digests mean equal contracts. */
    digest: p.string().length(71),
    /** The parts without rows of their own: the contract's head, documents, payment, register, obligations, operators, and the rules of staffing beside its requirements. */
    content: p.json<Readonly<Record<string, unknown>>>(),
  },
  uniques: [{ properties: ['tenantId', 'contract', 'version'] }],
  ...tenantPolicy('contract_versions'),
});

const ofVersion = () => tenantReference(ContractVersion, 'version_id').primary();

/** A numbered sentence of a contract. */
export const Clause = defineEntity({
  name: 'Clause',
  tableName: 'clauses',
  properties: {
    tenantId: p.string().length(64).primary(),
    version: ofVersion,
    number: p.string().length(64).primary(),
    position: p.integer(),
    text: p.json<Text>(),
    binds: p.json<unknown>(),
    /** First day on which it is void; null for one that stands. */
    voidFrom: p.date().nullable(),
  },
  ...tenantPolicy('clauses'),
});

/** How many people, of what kind, at what hours. */
export const StaffingRequirement = defineEntity({
  name: 'StaffingRequirement',
  tableName: 'staffing_requirements',
  properties: {
    tenantId: p.string().length(64).primary(),
    version: ofVersion,
    code: p.string().length(64).primary(),
    position: p.integer(),
    content: p.json<Readonly<Record<string, unknown>>>(),
  },
  ...tenantPolicy('staffing_requirements'),
});

/** A reading: the computed ways to read a clause, the default first. */
export const Reading = defineEntity({
  name: 'Reading',
  tableName: 'readings',
  properties: {
    tenantId: p.string().length(64).primary(),
    version: ofVersion,
    code: p.string().length(64).primary(),
    position: p.integer(),
    impact: p.string().length(1),
    content: p.json<Readonly<Record<string, unknown>>>(),
  },
  ...tenantPolicy('readings'),
});
