import type { DevelopmentIssuer } from '../../platform/auth/development-issuer.js';
import { ROLE_PERMISSIONS, ROLES, type Role } from './roles.js';

/** A token to try the service with. */
export interface DevelopmentToken {
  readonly tenantId: string;
  readonly role: Role;
  readonly subject: string;
  readonly token: string;
}

/** Roles in which two persons are needed: one records what the other decides, one approves beside the other. */
const IN_PAIRS: readonly Role[] = ['ASSESSOR', 'FINANCE'];

/** Whom development tokens name, for a role in a tenant. */
export function developmentSubjects(tenantId: string, role: Role): string[] {
  const name = `${tenantId}-${role.toLowerCase().replaceAll('_', '-')}`;
  return IN_PAIRS.includes(role) ? [`${name}-1`, `${name}-2`] : [name];
}

/** Tokens of every role once, of assessor and finance twice, for a tenant. A machine's has every scope. */
export async function developmentTokens(issuer: DevelopmentIssuer, tenantId: string): Promise<DevelopmentToken[]> {
  const bearers = ROLES.flatMap((role) => developmentSubjects(tenantId, role).map((subject) => ({ role, subject })));
  return Promise.all(
    bearers.map(async ({ role, subject }) => {
      const scopes = role === 'MACHINE' ? { scopes: ROLE_PERMISSIONS.MACHINE } : {};
      return { tenantId, role, subject, token: await issuer.sign({ subject, tenantId, roles: [role], ...scopes }) };
    }),
  );
}
