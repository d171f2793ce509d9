import { RequestError } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** The two sides of a contract. */
export type Party = 'AGENCY' | 'VENDOR';

/** Permissions of which whoever binds a party has one. */
export const BINDING = ['agency:bind', 'vendor:bind'] as const;

/** The side that somebody binds. Errors: throws FORBIDDEN for one who would bind both: nobody deals with themselves. */
export function partyOf(context: TenantContext): Party {
  context.authorize(...BINDING);
  if (!context.may('vendor:bind')) return 'AGENCY';
  if (!context.may('agency:bind')) return 'VENDOR';
  throw new RequestError('FORBIDDEN', '不能同时代表双方', 'nobody acts for both parties');
}
