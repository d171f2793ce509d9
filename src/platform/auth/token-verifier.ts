import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Actor } from './actor.js';

/** What a token must say to be taken. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** Public keys of the issuer. */
  readonly keys: JSONWebKeySet;
}

/** What somebody may do in their roles; `scopes` are those of a machine's token. */
export type PermissionsOf = (roles: readonly string[], scopes: readonly string[]) => ReadonlySet<string>;

/** Raised for credentials that are not valid: whoever sends some is told, instead of being taken for nobody. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';

  constructor() {
    super('访问令牌无效或已过期 / the bearer token is not valid or has expired');
  }
}

// Only signatures that need a private key: with a shared secret whoever verifies could sign.
const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];

/** A token that was verified a moment ago is not verified again: a signature costs more than most answers. */
const KNOWN_MS_MAX = 30_000;
const KNOWN_COUNT_MAX = 10_000;

const claimsShape = z.object({
  sub: z.string().min(1).max(255),
  tenant: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64),
  roles: z.array(z.string()).max(20),
  scope: z.string().max(2000).optional(),
});

/**
 * Makes the function that turns an Authorization header into an actor.
 *
 * Taken are access tokens (RFC 9068, `typ` at+jwt) of the one issuer for the one audience that have not expired, with the claims
 * `sub`, `tenant`, `roles` and, for machines, `scope`. Without a header the actor is nobody, null.
 * Errors: throws `InvalidTokenError`.
 */
export function tokenVerifier({ issuer, audience, keys }: TokenRules, permissionsOf: PermissionsOf) {
  const keySet = createLocalJWKSet(keys);
  const requirements = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    typ: 'at+jwt',
    requiredClaims: ['exp', 'sub', 'tenant', 'roles'],
    clockTolerance: 5,
  };
  const known = new LRUCache<string, Actor>({ max: KNOWN_COUNT_MAX, ttl: KNOWN_MS_MAX });
  return async (header: string | undefined): Promise<Actor | null> => {
    if (header === undefined) return null;
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
    if (!token) throw new InvalidTokenError();
    const seen = known.get(token);
    if (seen) return seen;
    const verified = await jwtVerify(token, keySet, requirements).catch(() => null);
    const actor = verified && actorOf(verified.payload, permissionsOf);
    if (!actor) throw new InvalidTokenError();
    known.set(token, actor, { ttl: Math.min(KNOWN_MS_MAX, verified.payload.exp! * 1000 - Date.now() + 1) });
    return actor;
  };
}

function actorOf(payload: JWTPayload, permissionsOf: PermissionsOf): Actor | null {
  const claims = claimsShape.safeParse(payload);
  if (!claims.success) return null;
  const { sub, tenant, roles, scope } = claims.data;
  return { subject: sub, tenantId: tenant, roles, permissions: permissionsOf(roles, scope?.split(' ').filter(Boolean) ?? []) };
}
