import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an address lets its holder do. */
export type AddressPurpose = 'uploads' | 'downloads';

/** What an address is for: one file of one tenant, until an instant. */
export interface AddressGrant {
  readonly purpose: AddressPurpose;
  readonly tenantId: string;
  readonly id: string;
  readonly expiresAt: Date;
}

/** What somebody brings along: the parts of an address as they stand in it. */
export interface PresentedAddress {
  readonly purpose: AddressPurpose;
  readonly id: string;
  readonly tenant: unknown;
  readonly expires: unknown;
  readonly signature: unknown;
}

export type AddressFault = 'ADDRESS_INVALID' | 'ADDRESS_EXPIRED';

/** Methods that a purpose stands for; they are signed, so that a download's address uploads nothing. */
const METHODS = { uploads: 'GET PUT', downloads: 'GET' } as const satisfies Record<AddressPurpose, string>;

/**
 * Addresses that are keys in themselves: whoever has one may do the one thing that it names, until it expires.
 *
 * Signed are the methods, the path, the tenant and the expiry, by HMAC-SHA256.
 */
export class AddressSigner {
  constructor(private readonly key: string) {}

  /** The address below the service's own, such as `/files/uploads/…?tenant=…`. */
  addressOf(grant: AddressGrant): string {
    const { purpose, tenantId, id, expiresAt } = grant;
    const expires = String(Math.floor(expiresAt.getTime() / 1000));
    const signature = this.signatureOf(purpose, id, tenantId, expires).toString('base64url');
    return `${pathOf(purpose, id)}?${new URLSearchParams({ tenant: tenantId, expires, signature })}`;
  }

  /** The tenant of an address that is ours and in time, or what is wrong with it. */
  read(
    { purpose, id, tenant, expires, signature }: PresentedAddress,
    now: Date,
  ): { readonly tenantId: string } | { readonly fault: AddressFault } {
    if (typeof tenant !== 'string' || typeof expires !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(expires))
      return { fault: 'ADDRESS_INVALID' };
    const expected = this.signatureOf(purpose, id, tenant, expires);
    const given = Buffer.from(signature, 'base64url');
    // Compared as text too: base64url has several spellings of the same bytes.
    const isOurs = given.length === expected.length && timingSafeEqual(given, expected) && signature === expected.toString('base64url');
    if (!isOurs) return { fault: 'ADDRESS_INVALID' };
    return Number(expires) * 1000 > now.getTime() ? { tenantId: tenant } : { fault: 'ADDRESS_EXPIRED' };
  }

  private signatureOf(purpose: AddressPurpose, id: string, tenantId: string, expires: string): Buffer {
    // As JSON no text can pass for the end of one member and the beginning of the next.
    const signed = JSON.stringify([METHODS[purpose], pathOf(purpose, id), tenantId, expires]);
    return createHmac('sha256', this.key).update(signed).digest();
  }
}

const pathOf = (purpose: AddressPurpose, id: string): string => `/files/${purpose}/${id}`;
