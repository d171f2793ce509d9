import { RequestError } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** The two sides of a contract. */
export type Party = 'AGENCY' | 'VENDOR';

/** Permissions of which whoever binds a party has one. */
export const BINDING = ['agency:bind', 'vendor:bind'] as const;

/** Permissions of which whoever gives a party's notices has one. */
export const NOTIFYING = ['agency:notify', 'vendor:notify'] as const;

/** The side that somebody acts for, by binding it unless told otherwise. Errors: throws FORBIDDEN for one who would act for both: nobody deals with themselves. */
export function partyOf(context: TenantContext, permissions: typeof BINDING | typeof NOTIFYING = BINDING): Party {
  const [ofAgency, ofVendor] = permissions;
  context.authorize(ofAgency, ofVendor);
  if (!context.may(ofVendor)) return 'AGENCY';
  if (!context.may(ofAgency)) return 'VENDOR';
  throw new RequestError('FORBIDDEN', '不能同时代表双方', 'nobody acts for both parties');
}

/** Errors: throws FORBIDDEN for one who may not bind the side that they act for. */
export const authorizeToBind = (context: TenantContext, party: Party): void => context.authorize(BINDING[party === 'AGENCY' ? 0 : 1]);
