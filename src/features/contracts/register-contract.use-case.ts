import { v7 as uuid } from 'uuid';
import { readContract } from '../../core/contract/read-contract.js';
import type { ContractRemark } from '../../core/contract/remark.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { EntityManager } from '../../platform/persistence/orm.js';
import { loadCalendar } from '../calendar/calendar-file.js';
import { Organisation } from '../tenants/organisation.entity.js';
import { appendVersion } from './append-version.js';
import { Contract, ContractParty } from './contract.entity.js';
import type { WrittenContract } from './contract-folder.js';

export interface RegisteredContract {
  readonly id: string;
  readonly versionId: string;
  /** Ids of the contract's organisations, by their codes. */
  readonly organisations: ReadonlyMap<string, string>;
}

/**
 * Stores a contract for a tenant: its organisations, and what it says as its latest version.
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
  const { data, code } = read.value.contract;
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
  await em.flush();
  const versionId = appendVersion(em, tenantId, contract.id, written, read.value, null);
  await em.flush();
  return ok({ id: contract.id, versionId, organisations });
}
