import { RequestError } from '../request-error.js';
import type { TenantContext } from '../tenant-context.js';

/** What every resolver gets. */
export interface GraphqlContext {
  readonly requestId: string;
  /** Somebody's tenant; null for a caller without a token. Set before an operation begins. */
  tenant: TenantContext | null;
}

/** The caller's tenant. Errors: throws UNAUTHENTICATED without one. */
export function tenantOf({ tenant }: GraphqlContext): TenantContext {
  if (!tenant) throw new RequestError('UNAUTHENTICATED', '请先提供访问令牌', 'a bearer token is needed');
  return tenant;
}
