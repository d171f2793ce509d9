import { v7 as uuid } from 'uuid';
import { readContract } from '../../core/contract/read-contract.js';
import type { ContractRemark } from '../../core/contract/remark.js';
import type { Json } from '../../core/values/canonical-json.js';
import { digestOf } from '../../core/values/digest.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { EntityManager } from '../../platform/persistence/orm.js';
import { Organisation } from '../tenants/organisation.entity.js';
import { Contract, ContractParty } from './contract.entity.js';
import { loadCalendar, type WrittenContract } from './contract-folder.js';
import { Clause, ContractVersion, Reading, StaffingRequirement } from './contract-version.entity.js';
import { Rubric } from './rubric.entity.js';

export interface RegisteredContract {
  readonly id: string;
  readonly versionId: string;
  /** Ids of the contract's organisations, by their codes. */
  readonly organisations: ReadonlyMap<string, string>;
}

/**
 * Stores a contract for a tenant: its organisations, its latest version with clauses, staffing requirements and readings, its rubric.
 *
 * Needs the privileges of the tables' owner: no caller of the service registers a contract. Errors: everything that is wrong with
 * the data; nothing is stored then.
 */
export async function registerContract(
  em: EntityManager,
  tenantId: string,
  written: WrittenContract,
): Promise<Result<RegisteredContract, readonly ContractRemark[]>> {
  const read = readContract(written, loadCalendar());
  if (!read.ok) return fail(read.error);
  const { data, clauses, documents, readings, rubric, code, staffing } = read.value.contract;
  const contract = em.create(Contract, {
    tenantId,
    id: uuid(),
    code,
    title: data.title,
    termFrom: data.term.from,
    termTo: data.term.to,
    amount: data.amount.value.toDecimal(2),
    currency: data.amount.currency,
  });
  const organisations = new Map<string, string>();
  data.organisations.forEach((party, position) => {
    const { code: partyCode, name, creditCode, note } = party;
    const organisation = em.create(Organisation, { tenantId, id: uuid(), code: partyCode, name, creditCode, note: note ?? null });
    organisations.set(partyCode, organisation.id);
    em.create(ContractParty, { tenantId, contract, organisation, position, roles: [...party.roles] });
  });
  const { rubric: rubricContent, readings: writtenReadings, staffing: writtenStaffing, clauses: _, ...files } = written;
  const { version, effectiveFrom } = data.versions.at(-1)!;
  const storedVersion = em.create(ContractVersion, {
    tenantId,
    id: uuid(),
    contract,
    version,
    effectiveFrom,
    rubric: em.create(Rubric, {
      tenantId,
      id: uuid(),
      contract,
      code: rubric.data.code,
      version: rubric.data.version,
      content: rubricContent as Record<string, unknown>,
    }),
    digest: digestOf({ contract: written as { [key: string]: Json } }),
    content: { ...files, documents },
  });
  clauses.forEach(({ number, text, binds }, position) => {
    em.create(Clause, { tenantId, version: storedVersion, number, position, text, binds });
  });
  // Readings and requirements are stored as they were written: read again, they give the same digest.
  const contentsOf = (file: unknown, list: string) => (file as Record<string, Record<string, unknown>[]>)[list]!;
  contentsOf(writtenStaffing, 'requirements').forEach((content, position) => {
    em.create(StaffingRequirement, { tenantId, version: storedVersion, code: staffing[position]!.code, position, content });
  });
  contentsOf(writtenReadings, 'readings').forEach((content, position) => {
    const { code: readingCode, impact } = readings[position]!;
    em.create(Reading, { tenantId, version: storedVersion, code: readingCode, position, impact, content });
  });
  await em.flush();
  return ok({ id: contract.id, versionId: storedVersion.id, organisations });
}
