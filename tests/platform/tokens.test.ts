import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { permissionsOf, ROLE_PERMISSIONS } from '../../src/features/tenants/roles.js';
import { type TokenRules, tokenVerifier } from '../../src/platform/auth/token-verifier.js';
import { ask, createService, type Service } from '../support/service.js';

const ISSUER = 'https://issuer.invalid';
const CLAIMS = { tenant: 'kezhou', roles: ['ASSESSOR'] };

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let rules: TokenRules;
beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true });
  rules = { issuer: ISSUER, audience: 'hotline', keys: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'ES256' }] } };
});

interface Changes {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly subject?: string | null;
  readonly expires?: string | null;
  readonly notBefore?: string;
  readonly key?: CryptoKey | Uint8Array;
}

/** A good token but for what is changed. */
function sign({
  claims = CLAIMS,
  header,
  issuer = ISSUER,
  audience = 'hotline',
  subject = 'somebody',
  expires = '1h',
  notBefore,
  key,
}: Changes = {}) {
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt', ...header })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt();
  if (subject !== null) token.setSubject(subject);
  if (expires !== null) token.setExpirationTime(expires);
  if (notBefore) token.setNotBefore(notBefore);
  return token.sign(key ?? keys.privateKey);
}

const verify = (authorization: string | undefined) => tokenVerifier(rules, permissionsOf)(authorization);

describe('a token', () => {
  test('that is good says who acts, for which tenant, in which roles', async () => {
    const actor = await verify(`Bearer ${await sign()}`);
    expect(actor).toMatchObject({ subject: 'somebody', tenantId: 'kezhou', roles: ['ASSESSOR'] });
    expect([...actor!.permissions].sort()).toEqual([...ROLE_PERMISSIONS.ASSESSOR].sort());
  });

  test('that is not there makes nobody', async () => {
    expect(await verify(undefined)).toBeNull();
  });

  const BAD: readonly [what: string, token: () => Promise<string>][] = [
    ['expired', () => sign({ expires: '-1m' })],
    ['not yet valid', () => sign({ notBefore: '10m' })],
    ['without an end', () => sign({ expires: null })],
    ['of another issuer', () => sign({ issuer: 'https://other.invalid' })],
    ['for another audience', () => sign({ audience: 'other' })],
    ['of another key', async () => sign({ key: (await generateKeyPair('ES256')).privateKey })],
    ['of another type, such as an identity token', () => sign({ header: { typ: 'JWT' } })],
    [
      'signed with the public key as a shared secret',
      async () => {
        const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey));
        return sign({ header: { alg: 'HS256' }, key: secret });
      },
    ],
    [
      'without a signature',
      async () => new UnsecuredJWT(CLAIMS).setIssuer(ISSUER).setAudience('hotline').setSubject('x').setExpirationTime('1h').encode(),
    ],
    ['without a tenant', () => sign({ claims: { roles: ['ASSESSOR'] } })],
    ['without roles', () => sign({ claims: { tenant: 'kezhou' } })],
    ['without a subject', () => sign({ subject: null })],
    ['with roles that are no list', () => sign({ claims: { tenant: 'kezhou', roles: 'ASSESSOR' } })],
    ['of a tenant that could be no code', () => sign({ claims: { ...CLAIMS, tenant: "kezhou'; set role postgres; --" } })],
    [
      'whose contents were changed',
      async () => {
        const [header, , signature] = (await sign()).split('.');
        const payload = Buffer.from(
          JSON.stringify({ ...CLAIMS, tenant: 'shaanxi', sub: 'x', iss: ISSUER, aud: 'hotline', exp: 9e9 }),
        ).toString('base64url');
        return `${header}.${payload}.${signature}`;
      },
    ],
    ['that is none', async () => 'nonsense'],
    ['that is empty', async () => ''],
  ];

  test.each(BAD)('%s is refused', async (_, token) => {
    await expect(verify(`Bearer ${await token()}`)).rejects.toThrow('访问令牌无效');
  });

  test('under another scheme is refused', async () => {
    const token = await sign();
    for (const header of [token, `Basic ${token}`, `Bearer ${token}, Bearer ${token}`, `Bearer${token}`])
      await expect(verify(header)).rejects.toThrow('访问令牌无效');
  });

  test('with roles that do not exist permits nothing', async () => {
    const roles = ['ADMIN', 'constructor', '__proto__', 'assessor'];
    expect((await verify(`Bearer ${await sign({ claims: { tenant: 'kezhou', roles } })}`))!.permissions.size).toBe(0);
  });

  test('of a machine permits its scopes, and no more than machines may do at all', () => {
    expect([...permissionsOf(['MACHINE'], [])]).toEqual([]);
    expect([...permissionsOf(['MACHINE'], ['score:read', 'score:write', 'membership:read'])]).toEqual(['score:read']);
    expect([...permissionsOf(['FINANCE'], ['score:write'])]).not.toContain('score:write');
  });
});

describe('over HTTP', () => {
  let service: Service;
  beforeAll(async () => {
    service = await createService();
  });
  afterAll(() => service.stop());

  const send = (authorization: string | undefined) =>
    service.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: authorization === undefined ? {} : { authorization },
      payload: { query: '{ viewer { subject } }' },
    });

  test('a token that is refused is answered with 401 before the operation is looked at', async () => {
    const response = await send('Bearer nonsense');
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    expect(response.json().errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('nobody is told that a token is needed', async () => {
    const response = await send(undefined);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('a tenant that does not exist has nothing', async () => {
    const nowhere = { tenant: 'nowhere', role: 'AUDITOR' } as const;
    const { data } = await ask(
      service,
      '{ contracts { nodes { id } } assessmentPeriods { totalCount } scorecards { totalCount } }',
      {},
      nowhere,
    );
    expect(data).toEqual({ contracts: { nodes: [] }, assessmentPeriods: { totalCount: 0 }, scorecards: { totalCount: 0 } });
    expect((await ask(service, '{ viewer { subject } }', {}, nowhere)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
