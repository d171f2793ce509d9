import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** A corporate account; its number is shown by its last four digits only. */
export interface BankAccountRow {
  readonly id: string;
  readonly organisationId: string;
  readonly holder: string;
  readonly bank: string;
  readonly lastFour: string;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  /** PROPOSED until a second person confirms it; REPLACED once a later one is confirmed. */
  readonly state: 'PROPOSED' | 'IN_USE' | 'REPLACED';
}

const SELECT = `b.id, b.organisation_id as "organisationId", b.holder, b.bank, b.last_four as "lastFour", b.reason, b.recorded_by as "recordedBy",
  ${instant('b.recorded_at')} as "recordedAt", k.recorded_by as "confirmedBy", ${instant('k.recorded_at')} as "confirmedAt",
  case when k.account_id is null then 'PROPOSED' when exists (
    select 1 from bank_accounts o join bank_account_confirmations c on c.tenant_id = o.tenant_id and c.account_id = o.id
    where o.tenant_id = b.tenant_id and o.organisation_id = b.organisation_id and o.id > b.id) then 'REPLACED' else 'IN_USE' end as state`;

const FROM = `bank_accounts b left join bank_account_confirmations k on k.tenant_id = b.tenant_id and k.account_id = b.id`;

/** The tenant's accounts, the latest first. */
export const accountsByTime = ({ tenantId }: TenantContext): ListQuery => ({
  select: SELECT,
  from: FROM,
  where: 'b.tenant_id = $1',
  values: [tenantId],
  keys: [{ column: 'b.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

export const findAccounts = (context: TenantContext, ids: readonly string[]): Promise<BankAccountRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where b.tenant_id = $1 and b.id = any($2::uuid[])`, [context.tenantId, ids]);

/** Whether an account that was proposed later is confirmed: then an earlier one no longer comes into use. */
export async function hasLaterConfirmed(context: TenantContext, { id, organisationId }: BankAccountRow): Promise<boolean> {
  const [row] = await context.rows(
    `select 1 from bank_accounts o join bank_account_confirmations c on c.tenant_id = o.tenant_id and c.account_id = o.id
     where o.tenant_id = $1 and o.organisation_id = $2 and o.id > $3 limit 1`,
    [context.tenantId, organisationId, id],
  );
  return row !== undefined;
}

/** An organisation of a contract, with its parts in it. */
export interface ContractOrganisation {
  readonly id: string;
  readonly code: string;
  readonly roles: readonly string[];
}

/** The organisations of a contract. */
export const listContractOrganisations = (context: TenantContext, contractId: string): Promise<ContractOrganisation[]> =>
  context.rows(
    `select o.id, o.code, p.roles from contract_parties p join organisations o on o.tenant_id = p.tenant_id and o.id = p.organisation_id
     where p.tenant_id = $1 and p.contract_id = $2 order by p.position`,
    [context.tenantId, contractId],
  );

/** An organisation of the tenant by its code, and whether it is the vendor of one of its contracts; null where there is none. */
export async function findOrganisationByCode(
  context: TenantContext,
  code: string,
): Promise<{ readonly id: string; readonly isVendor: boolean } | null> {
  const [row] = await context.rows<{ id: string; isVendor: boolean }>(
    `select o.id, exists (select 1 from contract_parties p where p.tenant_id = o.tenant_id and p.organisation_id = o.id and 'VENDOR' = any(p.roles))
       as "isVendor" from organisations o where o.tenant_id = $1 and o.code = $2`,
    [context.tenantId, code],
  );
  return row ?? null;
}
