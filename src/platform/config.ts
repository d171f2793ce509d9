import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { TokenRules } from './auth/token-verifier.js';
import type { FilesConfig } from './files/open-files.js';
import type { DatabaseLocation } from './persistence/orm.js';
import { DEFAULT_POLICY, type PlatformPolicy } from './tenant-context.js';

/** Raised where the environment cannot be used; names every problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** How the process runs, as its environment says. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly isProduction: boolean;
  /** Where the service works. */
  readonly database: DatabaseLocation;
  /** Login of the tables' owner, for migrations and seeds; null where somebody else migrates. */
  readonly ownerUrl: string | null;
  /** Whose tokens are taken; null for an issuer of this process, for development. */
  readonly tokens: TokenRules | null;
  /** Directories of further contracts, besides the package's own. */
  readonly contractDirectories: readonly string[];
  readonly logLevel: string;
  readonly policy: PlatformPolicy;
  readonly files: FilesConfig;
  /** Encrypts what the database must not show, such as account numbers; null for that of development. */
  readonly sealKey: string | null;
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: '须为 postgresql:// 网址 / must be a postgresql:// URL' });

/** A variable that holds a whole number within bounds. */
function wholeNumber(min: number, max: number, error: string) {
  return z.coerce.number({ error }).int(error).min(min, error).max(max, error);
}

const environmentShape = z.object({
  NODE_ENV: z.string().optional(),
  PORT: wholeNumber(0, 65_535, '须为端口号 / must be a port number').default(4000),
  HOST: z.string().default('127.0.0.1'),
  HOTLINE_DATA: z.string().default('.data/pglite'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_CONNECTIONS: wholeNumber(1, 200, '须为 1 至 200 的整数 / must be a whole number from 1 to 200').default(10),
  HOTLINE_ISSUER: z.string().optional(),
  HOTLINE_AUDIENCE: z.string().optional(),
  HOTLINE_JWKS: z.string().optional(),
  HOTLINE_CONTRACTS: z.string().default(''),
  HOTLINE_APPEAL_WORKING_DAYS: wholeNumber(1, 60, '须为 1 至 60 的整数 / must be a whole number from 1 to 60').default(
    DEFAULT_POLICY.appealWorkingDays,
  ),
  HOTLINE_FILES: z.string().optional(),
  HOTLINE_FILE_KEY: z.string().min(32, '须至少 32 个字符 / must have at least 32 characters').optional(),
  HOTLINE_SEAL_KEY: z.string().min(32, '须至少 32 个字符 / must have at least 32 characters').optional(),
  HOTLINE_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: '须为 http(s):// 地址 / must be an http(s):// URL' }).optional(),
  HOTLINE_S3_BUCKET: z.string().optional(),
  HOTLINE_S3_REGION: z.string().default('us-east-1'),
  HOTLINE_S3_ACCESS_KEY: z.string().optional(),
  HOTLINE_S3_SECRET_KEY: z.string().optional(),
  HOTLINE_CLAMD: z
    .string()
    .regex(/^(\/.+|[\w.-]+:\d{1,5})$/, '须为套接字路径或 主机:端口 / must be the path of a socket or host:port')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `须为其中之一 / must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

const keySetShape = z.object({ keys: z.array(z.looseObject({ kty: z.enum(['EC', 'RSA', 'OKP']) })).min(1) });

/**
 * Reads the environment. A variable that is set to nothing counts as left out.
 *
 * Errors: throws `ConfigError` naming every problem; in production also where tokens of a development issuer would be taken.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = environmentShape.safeParse(given);
  if (!read.success) throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'));
  const variables = read.data;
  const isProduction = variables.NODE_ENV === 'production';
  const problems: string[] = [];
  const tokens = readTokenRules(variables, isProduction, problems);
  const files = readFiles(variables, isProduction, problems);
  if (isProduction && !variables.HOTLINE_SEAL_KEY)
    problems.push(
      'HOTLINE_SEAL_KEY 生产环境必填，用于加密银行账号，各进程相同，不得更换 / is needed in production: it encrypts account numbers, for every process alike, and must never change',
    );
  if (variables.DATABASE_OWNER_URL && !variables.DATABASE_URL)
    problems.push(
      'DATABASE_OWNER_URL 须与 DATABASE_URL（服务所用登录）一起给出 / needs DATABASE_URL, the login that the service works with',
    );
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return {
    port: variables.PORT,
    host: variables.HOST,
    isProduction,
    database: variables.DATABASE_URL
      ? { kind: 'postgresql', url: variables.DATABASE_URL, connectionCountMax: variables.DATABASE_CONNECTIONS }
      : { kind: 'embedded', folder: variables.HOTLINE_DATA },
    ownerUrl: variables.DATABASE_OWNER_URL ?? null,
    tokens,
    contractDirectories: variables.HOTLINE_CONTRACTS.split(',').filter(Boolean),
    logLevel: variables.LOG_LEVEL,
    policy: { appealWorkingDays: variables.HOTLINE_APPEAL_WORKING_DAYS },
    files,
    sealKey: variables.HOTLINE_SEAL_KEY ?? null,
  };
}

type TokenVariables = Pick<z.output<typeof environmentShape>, 'HOTLINE_ISSUER' | 'HOTLINE_AUDIENCE' | 'HOTLINE_JWKS'>;

function readTokenRules(variables: TokenVariables, isProduction: boolean, problems: string[]): TokenRules | null {
  const { HOTLINE_ISSUER: issuer, HOTLINE_AUDIENCE: audience, HOTLINE_JWKS: path } = variables;
  if (!issuer && !audience && !path && !isProduction) return null;
  if (!issuer || !audience || !path) {
    const reason = isProduction ? ['，生产环境不接受开发密钥', ': in production no development keys are taken'] : ['', ''];
    problems.push(
      `HOTLINE_ISSUER、HOTLINE_AUDIENCE、HOTLINE_JWKS（公钥文件）须一起给出${reason[0]} / HOTLINE_ISSUER, HOTLINE_AUDIENCE and HOTLINE_JWKS (a file of public keys) are needed together${reason[1]}`,
    );
    return null;
  }
  try {
    const keys = keySetShape.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (keys.keys.some((key) => 'd' in key))
      problems.push('HOTLINE_JWKS 含有私钥，只应给出公钥 / holds a private key: give the public ones only');
    if (isProduction && keys.keys.some((key) => key.kid === 'development'))
      problems.push('HOTLINE_JWKS 含有开发密钥 / holds a development key');
    return { issuer, audience, keys };
  } catch {
    problems.push(`HOTLINE_JWKS ${path} 不是公钥文件（JWK set） / is no file of public keys (JWK set)`);
    return null;
  }
}

type FileVariables = Pick<
  z.output<typeof environmentShape>,
  | 'HOTLINE_DATA'
  | 'HOTLINE_FILES'
  | 'HOTLINE_FILE_KEY'
  | 'HOTLINE_S3_ENDPOINT'
  | 'HOTLINE_S3_BUCKET'
  | 'HOTLINE_S3_REGION'
  | 'HOTLINE_S3_ACCESS_KEY'
  | 'HOTLINE_S3_SECRET_KEY'
  | 'HOTLINE_CLAMD'
>;

function readFiles(variables: FileVariables, isProduction: boolean, problems: string[]): FilesConfig {
  const {
    HOTLINE_FILES: folder,
    HOTLINE_S3_ENDPOINT: endpoint,
    HOTLINE_S3_BUCKET: bucket,
    HOTLINE_S3_REGION: region,
    HOTLINE_S3_ACCESS_KEY: accessKey,
    HOTLINE_S3_SECRET_KEY: secretKey,
  } = variables;
  if (isProduction && !variables.HOTLINE_FILE_KEY)
    problems.push(
      'HOTLINE_FILE_KEY 生产环境必填，用于签署文件地址，各进程相同 / is needed in production: it signs the addresses of files, for every process alike',
    );
  const isS3 = Boolean(endpoint || bucket || accessKey || secretKey);
  if (isS3 && !(endpoint && bucket && accessKey && secretKey))
    problems.push('HOTLINE_S3_ENDPOINT、HOTLINE_S3_BUCKET、HOTLINE_S3_ACCESS_KEY、HOTLINE_S3_SECRET_KEY 须一起给出 / are needed together');
  if (isS3 && folder) problems.push('HOTLINE_FILES 与 HOTLINE_S3_ENDPOINT 只能取其一 / are two places for the same files: name one');
  return {
    location:
      endpoint && bucket && accessKey && secretKey
        ? { kind: 's3', endpoint, bucket, region, accessKey, secretKey }
        : { kind: 'disk', folder: folder ?? join(dirname(variables.HOTLINE_DATA), 'files') },
    key: variables.HOTLINE_FILE_KEY ?? null,
    scanner: scannerOf(variables.HOTLINE_CLAMD),
  };
}

function scannerOf(address: string | undefined): FilesConfig['scanner'] {
  if (!address) return null;
  if (address.startsWith('/')) return { path: address };
  const [host, port] = address.split(':');
  return { host: host!, port: Number(port) };
}
