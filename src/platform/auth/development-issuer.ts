import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { TokenRules } from './token-verifier.js';

/** What a development token says. */
export interface Claims {
  readonly subject: string;
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly scopes?: readonly string[];
}

/** An issuer of tokens for trying and testing, whose key lives and dies with the process. */
export interface DevelopmentIssuer {
  readonly rules: TokenRules;
  sign(claims: Claims): Promise<string>;
}

const ALGORITHM = 'ES256';

export async function createDevelopmentIssuer(): Promise<DevelopmentIssuer> {
  const rules = { issuer: 'https://development.invalid', audience: 'hotline' };
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const key = { ...(await exportJWK(publicKey)), kid: 'development', alg: ALGORITHM, use: 'sig' };
  return {
    rules: { ...rules, keys: { keys: [key] } },
    sign: ({ subject, tenantId, roles, scopes }) =>
      new SignJWT({ tenant: tenantId, roles: [...roles], ...(scopes ? { scope: scopes.join(' ') } : {}) })
        .setProtectedHeader({ alg: ALGORITHM, kid: 'development', typ: 'at+jwt' })
        .setIssuer(rules.issuer)
        .setAudience(rules.audience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
  };
}
