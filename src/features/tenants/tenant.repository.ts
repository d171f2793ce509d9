import type { Text } from '../../core/values/text.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import type { TenantContext } from '../../platform/tenant-context.js';

export interface TenantRow {
  readonly tenantId: string;
  readonly name: Text;
}

/** The tenant of the operation; null where the token names one that does not exist. */
export async function findTenant(context: TenantContext): Promise<TenantRow | null> {
  const [row] = await context.rows<TenantRow>('select tenant_id as "tenantId", name from tenants where tenant_id = $1', [context.tenantId]);
  return row ?? null;
}

export interface OrganisationRow {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
  readonly creditCode: string | null;
  readonly note: Text | null;
}

export const findOrganisations = (context: TenantContext, ids: readonly string[]): Promise<OrganisationRow[]> =>
  context.rows(
    'select id, code, name, credit_code as "creditCode", note from organisations where tenant_id = $1 and id = any($2::uuid[])',
    [context.tenantId, ids],
  );

export interface MembershipRow {
  readonly id: string;
  readonly subject: string;
  readonly label: Text;
  readonly roles: readonly string[];
  readonly organisationId: string;
}

const MEMBERSHIP = 'id, subject, label, roles, organisation_id as "organisationId"';

/** Memberships by subject. */
export const membershipsBySubject = ({ tenantId }: TenantContext): ListQuery => ({
  select: MEMBERSHIP,
  from: 'memberships',
  where: 'tenant_id = $1',
  values: [tenantId],
  keys: [{ column: 'subject', field: 'subject', type: 'text' }],
});

export const findMemberships = (context: TenantContext, by: 'id' | 'subject', keys: readonly string[]): Promise<MembershipRow[]> =>
  context.rows(`select ${MEMBERSHIP} from memberships where tenant_id = $1 and ${by} = any($2::${by === 'id' ? 'uuid' : 'text'}[])`, [
    context.tenantId,
    keys,
  ]);
