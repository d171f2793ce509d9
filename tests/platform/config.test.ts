import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/platform/config.js';

const PUBLIC_KEY = { kty: 'EC', crv: 'P-256', kid: 'agency', x: 'x', y: 'y' };

const FILE_KEY = 'k'.repeat(32);
const SEAL_KEY = 'a key of the agency that seals account numbers';

let folder: string;
const keySet = (name: string, keys: readonly object[]): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ keys }));
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (environment: Readonly<Record<string, string>>): string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.split('\n');
  }
  return [];
};

describe('the environment', () => {
  test('may say nothing: the embedded database on this machine alone, tokens for development', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      isProduction: false,
      database: { kind: 'embedded', folder: '.data/pglite' },
      ownerUrl: null,
      tokens: null,
      contractDirectories: [],
      logLevel: 'info',
      policy: { appealWorkingDays: 5 },
      files: { location: { kind: 'disk', folder: '.data/files' }, key: null, scanner: null },
      sealKey: null,
    });
  });

  test('set to nothing counts as left out', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', HOTLINE_ISSUER: '', LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  test('names every variable that cannot be used', () => {
    const environment = {
      PORT: '70000',
      DATABASE_URL: 'mysql://localhost/x',
      DATABASE_CONNECTIONS: '0',
      HOTLINE_APPEAL_WORKING_DAYS: '0',
      LOG_LEVEL: 'loud',
    };
    expect(problemsOf(environment).map((problem) => problem.split(' ')[0])).toEqual(Object.keys(environment));
  });

  test('is refused in Chinese and in English, whatever is wrong with it', () => {
    const problems = [
      ...problemsOf({ PORT: 'x', DATABASE_URL: 'x', DATABASE_OWNER_URL: 'x', DATABASE_CONNECTIONS: '1.5', LOG_LEVEL: 'x' }),
      ...problemsOf({ DATABASE_OWNER_URL: 'postgresql://b@db/x', HOTLINE_ISSUER: 'i' }),
      ...problemsOf({ NODE_ENV: 'production' }),
      ...problemsOf({ HOTLINE_ISSUER: 'i', HOTLINE_AUDIENCE: 'a', HOTLINE_JWKS: '/nowhere' }),
      ...problemsOf({ HOTLINE_ISSUER: 'i', HOTLINE_AUDIENCE: 'a', HOTLINE_JWKS: keySet('both.json', [{ ...PUBLIC_KEY, d: 'd' }]) }),
    ];
    expect(problems).toHaveLength(12);
    for (const problem of problems) expect(problem).toMatch(/^[A-Z].*\p{Script=Han}.* \/ .*[a-z]/u);
  });

  test('gives a server, its owner, contracts and whose tokens are taken', () => {
    const path = keySet('agency.json', [PUBLIC_KEY]);
    const config = readConfig({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://a@db/x',
      DATABASE_OWNER_URL: 'postgresql://b@db/x',
      DATABASE_CONNECTIONS: '40',
      HOTLINE_ISSUER: 'https://agency.example',
      HOTLINE_AUDIENCE: 'hotline',
      HOTLINE_JWKS: path,
      HOTLINE_FILE_KEY: FILE_KEY,
      HOTLINE_SEAL_KEY: SEAL_KEY,
      HOTLINE_CONTRACTS: 'a,b/c',
      HOTLINE_APPEAL_WORKING_DAYS: '7',
    });
    expect(config).toMatchObject({
      isProduction: true,
      database: { kind: 'postgresql', url: 'postgresql://a@db/x', connectionCountMax: 40 },
      ownerUrl: 'postgresql://b@db/x',
      tokens: { issuer: 'https://agency.example', audience: 'hotline', keys: { keys: [PUBLIC_KEY] } },
      contractDirectories: ['a', 'b/c'],
      policy: { appealWorkingDays: 7 },
      sealKey: SEAL_KEY,
    });
  });

  test.each([
    [
      'no issuer in production',
      { NODE_ENV: 'production', HOTLINE_FILE_KEY: FILE_KEY, HOTLINE_SEAL_KEY: SEAL_KEY },
      /in production no development keys are taken/,
    ],
    ['an issuer without keys', { HOTLINE_ISSUER: 'i', HOTLINE_AUDIENCE: 'a' }, /are needed together/],
    ['an owner without a service', { DATABASE_OWNER_URL: 'postgresql://b@db/x' }, /^DATABASE_OWNER_URL .* needs DATABASE_URL/],
    [
      'keys that are not there',
      { HOTLINE_ISSUER: 'i', HOTLINE_AUDIENCE: 'a', HOTLINE_JWKS: '/nowhere' },
      /\/nowhere .* is no file of public keys/,
    ],
  ])('with %s is refused', (_, environment, problem) => {
    expect(problemsOf(environment as Record<string, string>)).toEqual([expect.stringMatching(problem)]);
  });

  test('with private keys or development keys is refused', () => {
    const rules = { HOTLINE_ISSUER: 'i', HOTLINE_AUDIENCE: 'a' };
    expect(problemsOf({ ...rules, HOTLINE_JWKS: keySet('private.json', [{ ...PUBLIC_KEY, d: 'd' }]) })).toEqual([
      expect.stringContaining('a private key'),
    ]);
    const development = keySet('development.json', [{ ...PUBLIC_KEY, kid: 'development' }]);
    expect(
      problemsOf({ ...rules, HOTLINE_JWKS: development, NODE_ENV: 'production', HOTLINE_FILE_KEY: FILE_KEY, HOTLINE_SEAL_KEY: SEAL_KEY }),
    ).toEqual([expect.stringContaining('a development key')]);
    expect(problemsOf({ ...rules, HOTLINE_JWKS: keySet('empty.json', []) })).toEqual([
      expect.stringContaining('is no file of public keys'),
    ]);
  });
});

describe('where files lie', () => {
  const S3 = {
    HOTLINE_S3_ENDPOINT: 'https://s3.agency.example',
    HOTLINE_S3_BUCKET: 'evidence',
    HOTLINE_S3_ACCESS_KEY: 'a',
    HOTLINE_S3_SECRET_KEY: 's',
  };

  test('is beside the embedded database unless told', () => {
    expect(readConfig({ HOTLINE_DATA: '/var/hotline/db' }).files.location).toEqual({ kind: 'disk', folder: '/var/hotline/files' });
    expect(readConfig({ HOTLINE_FILES: '/mnt/files' }).files.location).toEqual({ kind: 'disk', folder: '/mnt/files' });
  });

  test('may be a bucket, and a scanner at a socket or a port', () => {
    expect(readConfig({ ...S3, HOTLINE_CLAMD: '/run/clamd.sock', HOTLINE_FILE_KEY: FILE_KEY }).files).toEqual({
      location: {
        kind: 's3',
        endpoint: 'https://s3.agency.example',
        bucket: 'evidence',
        region: 'us-east-1',
        accessKey: 'a',
        secretKey: 's',
      },
      key: FILE_KEY,
      scanner: { path: '/run/clamd.sock' },
    });
    expect(readConfig({ HOTLINE_CLAMD: 'scanner.local:3310' }).files.scanner).toEqual({ host: 'scanner.local', port: 3310 });
  });

  test.each([
    ['without a key in production', { NODE_ENV: 'production' }, /^HOTLINE_FILE_KEY .*in production/],
    ['without a key for account numbers in production', { NODE_ENV: 'production' }, /^HOTLINE_SEAL_KEY .*in production/],
    ['with a short key for account numbers', { HOTLINE_SEAL_KEY: 'short' }, /^HOTLINE_SEAL_KEY .*at least 32/],
    ['with a short key', { HOTLINE_FILE_KEY: 'short' }, /^HOTLINE_FILE_KEY .*at least 32/],
    ['with a bucket that nobody may open', { ...S3, HOTLINE_S3_SECRET_KEY: '' }, /^HOTLINE_S3_ENDPOINT.* are needed together/],
    ['with two places', { ...S3, HOTLINE_FILES: '/mnt/files' }, /^HOTLINE_FILES .* name one/],
    ['with a scanner that is nowhere', { HOTLINE_CLAMD: 'clamd' }, /^HOTLINE_CLAMD .* host:port/],
    ['with a server that is no address', { ...S3, HOTLINE_S3_ENDPOINT: 's3.agency.example' }, /^HOTLINE_S3_ENDPOINT .* http/],
  ])('%s is refused', (_, environment, problem) => {
    expect(problemsOf(environment)).toContainEqual(expect.stringMatching(problem));
  });
});
