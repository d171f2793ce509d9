import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../../src/app.js';
import type { Calendars } from '../../src/features/calendar/calendar-file.js';
import { entities } from '../../src/features/entities.js';
import { developmentSubjects, developmentTokens } from '../../src/features/tenants/development-tokens.js';
import { ROLE_PERMISSIONS, type Role } from '../../src/features/tenants/roles.js';
import { createDevelopmentIssuer } from '../../src/platform/auth/development-issuer.js';
import { type FilesConfig, openFiles } from '../../src/platform/files/open-files.js';
import { createLogger } from '../../src/platform/logging.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { openStorage } from '../../src/platform/persistence/storage.js';
import { copyData } from './embedded-data.js';

export type DatabaseKind = 'embedded' | 'postgresql';

/** The databases that this machine can test on, for `describe.each`; a server only where there is one. */
export const DATABASES: readonly DatabaseKind[] = process.env.HOTLINE_TEST_POSTGRES ? ['embedded', 'postgresql'] : ['embedded'];

/** The tenants that every test database begins with, and the contract of each. */
export const TENANTS = { kezhou: 'kezhou-12345', shaanxi: 'shaanxi-12367', 'qinghe-12345': 'qinghe-12345' } as const;

export type TenantCode = keyof typeof TENANTS;

/** Who asks: a tenant's person in a role. */
export interface Caller {
  readonly tenant: string;
  readonly role: Role;
  readonly subject?: string;
  readonly scopes?: readonly string[];
}

export const ASSESSOR: Caller = { tenant: 'kezhou', role: 'ASSESSOR' };

/** The tenant whose contract it is. */
export const callerOf = (contract: string, role: Role = 'ASSESSOR'): Caller => {
  const tenant = (Object.keys(TENANTS) as TenantCode[]).find((code) => TENANTS[code] === contract);
  if (!tenant) throw new Error(`no tenant has ${contract}`);
  return { tenant, role };
};

/** The day on which a test service lives. */
export const NOW = new Date('2026-01-06T08:00:00Z');

export type Service = Awaited<ReturnType<typeof createService>>;

/** How a service works: with which clock, and how with its server; on the embedded database the latter does not apply. */
export interface ServiceUse {
  readonly now?: () => Date;
  /** The calendar in force and those that it replaced: the package's own unless told. */
  readonly calendars?: Calendars;
  /** Whether what is late proposes its finding by itself. */
  readonly isSweeping?: boolean;
  /** Most connections at once, for reading and for writing each. */
  readonly connectionCountMax?: number;
  /** By which URL the service reaches its database: something may stand in between. */
  readonly reachedBy?: (url: string) => string;
  /** Where its files lie, and what scans them: in a folder of its own, and nothing, unless told. */
  readonly files?: Partial<FilesConfig>;
}

/** The real application on a database and a folder for files of its own, seeded with three tenants; nothing listens. */
export async function createService(
  kind: DatabaseKind = 'embedded',
  pageSubjects: readonly string[] = [],
  {
    connectionCountMax = 10,
    reachedBy = (url) => url,
    now = () => NOW,
    calendars,
    isSweeping = false,
    files: filesConfig = {},
  }: ServiceUse = {},
) {
  const database = await copyDatabase(kind);
  const folder = await mkdtemp(join(tmpdir(), 'hotline-files-'));
  const files = await openFiles({ location: { kind: 'disk', folder }, key: null, scanner: null, ...filesConfig });
  const location =
    database.location.kind === 'embedded'
      ? database.location
      : { ...database.location, url: reachedBy(database.location.url), connectionCountMax };
  const storage = await openStorage({ location, ownerUrl: database.ownerUrl, entities, onIdleError: () => {} });
  const issuer = await createDevelopmentIssuer();
  const allTokens = await Promise.all(Object.keys(TENANTS).map((tenant) => developmentTokens(issuer, tenant)));
  const app = await createApp({
    storage,
    tokens: issuer.rules,
    logger: createLogger(process.env.LOG_LEVEL ?? 'silent'),
    now,
    calendars,
    files,
    isSweeping,
    pageTokens: allTokens.flat().flatMap(({ subject, token }) => (pageSubjects.includes(subject) ? [{ label: subject, token }] : [])),
  });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (caller: Caller): Promise<string> => {
    const key = JSON.stringify(caller);
    const { tenant: tenantId, role, subject = developmentSubjects(tenantId, role)[0]!, scopes } = caller;
    const granted = role === 'MACHINE' ? { scopes: scopes ?? ROLE_PERMISSIONS.MACHINE } : {};
    const token = tokens.get(key) ?? issuer.sign({ subject, tenantId, roles: [role], ...granted });
    tokens.set(key, token);
    return token;
  };
  return {
    ...app,
    storage,
    files,
    issuer,
    tokenOf,
    /** URLs of a server's database; null for the embedded one. */
    urls: database.urls,
    stop: async () => {
      await app.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let copyCount = 0;

async function copyDatabase(kind: DatabaseKind) {
  if (kind === 'embedded') {
    return { ...(await copyData()), ownerUrl: null, urls: null };
  }
  const server = process.env.HOTLINE_TEST_POSTGRES!;
  const name = `test_${process.pid}_${Date.now()}_${copyCount++}`;
  const url = (login: string) => Object.assign(new URL(server), { username: login, pathname: `/${name}` }).href;
  const asAdministrator = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await asAdministrator(`create database ${name} template hotline owner hotline_owner`);
  const urls = { administrator: url('postgres'), owner: url('hotline_owner'), service: url('hotline_service') };
  return {
    location: { kind, url: urls.service } as const,
    ownerUrl: urls.owner,
    urls,
    drop: () => asAdministrator(`drop database ${name} with (force)`),
  };
}

/** What the service answered: `data` as loose as a test needs it. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its query asked for
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

type Variables = Readonly<Record<string, unknown>>;

/** The assessor of the contract that the variables name; Kezhou's where they name none that there is. */
function assessorFor({ input, code, contract = code }: Variables): Caller {
  const named = (input as { contract?: unknown } | undefined)?.contract ?? contract;
  return Object.values<unknown>(TENANTS).includes(named) ? callerOf(named as string) : ASSESSOR;
}

/** Asks the service over HTTP, without a socket; null asks without a token. */
export async function ask(
  service: Service,
  query: string,
  variables: Variables = {},
  caller: Caller | null = assessorFor(variables),
): Promise<Answer> {
  const headers: Record<string, string> = caller ? { authorization: `Bearer ${await service.tokenOf(caller)}` } : {};
  const response = await service.server.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } });
  return { status: response.statusCode, ...response.json() };
}

/** The contract of every tenant, by code, as an operation over `contracts` shows it. */
export async function askOfEveryContract(service: Service, query: string) {
  const callers = Object.values(TENANTS)
    .sort()
    .map((contract) => callerOf(contract));
  const answers = await Promise.all(callers.map((caller) => ask(service, query, {}, caller)));
  return answers.flatMap(({ data }) => data.contracts.nodes);
}

/** A sample operation of the package. */
export const operation = (name: string): string => readFileSync(join(packageRoot(), 'schema/operations', `${name}.graphql`), 'utf8');
