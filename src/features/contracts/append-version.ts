import { v7 as uuid } from 'uuid';
import type { CheckedContract } from '../../core/contract/read-contract.js';
import type { Json } from '../../core/values/canonical-json.js';
import { digestOf } from '../../core/values/digest.js';
import type { EntityManager } from '../../platform/persistence/orm.js';
import type { WrittenContract } from './contract-folder.js';
import { Clause, ContractVersion, Reading, StaffingRequirement } from './contract-version.entity.js';
import { Rubric } from './rubric.entity.js';

/**
 * Stores what a contract says from a day on: its version with clauses, staffing requirements and readings, and its rubric, unless that
 * one is stored already. Gives the version's id.
 */
export function appendVersion(
  em: EntityManager,
  tenantId: string,
  contractId: string,
  written: WrittenContract,
  { contract: { data, clauses, documents, readings, rubric, staffing } }: CheckedContract,
  storedRubricId: string | null,
): string {
  const { rubric: rubricContent, readings: writtenReadings, staffing: writtenStaffing, clauses: _, ...files } = written;
  const { requirements: _requirements, ...staffingRules } = writtenStaffing as Record<string, unknown>;
  const { version, effectiveFrom } = data.versions.at(-1)!;
  const contract = [tenantId, contractId] as const;
  const rubricId = storedRubricId ?? uuid();
  if (storedRubricId === null)
    em.create(Rubric, {
      tenantId,
      id: rubricId,
      contract,
      code: rubric.data.code,
      version: rubric.data.version,
      content: rubricContent as Record<string, unknown>,
    });
  const stored = em.create(ContractVersion, {
    tenantId,
    id: uuid(),
    contract,
    version,
    effectiveFrom,
    rubric: [tenantId, rubricId] as const,
    digest: digestOf({ contract: written as { [key: string]: Json } }),
    content: { ...files, documents, staffingRules },
  });
  clauses.forEach(({ number, text, binds, voidFrom }, position) => {
    em.create(Clause, { tenantId, version: stored, number, position, text, binds, voidFrom: voidFrom ?? null });
  });
  // Readings and requirements are stored as they were written: read again, they give the same digest.
  const contentsOf = (file: unknown, list: string) => (file as Record<string, Record<string, unknown>[]>)[list]!;
  contentsOf(writtenStaffing, 'requirements').forEach((content, position) => {
    em.create(StaffingRequirement, { tenantId, version: stored, code: staffing[position]!.code, position, content });
  });
  contentsOf(writtenReadings, 'readings').forEach((content, position) => {
    const { code, impact } = readings[position]!;
    em.create(Reading, { tenantId, version: stored, code, position, impact, content });
  });
  return stored.id;
}
