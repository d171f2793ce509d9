import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { entities } from '../../src/features/entities.js';
import { NotMigratedError } from '../../src/platform/persistence/migrate.js';
import { UnsafeRoleError } from '../../src/platform/persistence/refuse-unsafe-role.js';
import { openStorage, type Storage } from '../../src/platform/persistence/storage.js';
import { createService, DATABASES, type Service } from '../support/service.js';

const MIGRATIONS = [
  'migration-20261123222956-tables',
  'migration-20261123223500-privileges',
  'migration-20261126023030-life',
  'migration-20261126023100-audit',
  'migration-20261126032444-obligations',
  'migration-20261126042742-evidence',
  'migration-20261126044938-notices',
  'migration-20261126082822-settlements',
  'migration-20261126095841-evidence-links',
  'migration-20261126141614-people',
  'migration-20261126162424-withdrawals',
  'migration-20261126163152-set-offs',
  'migration-20261126163337-operator-event-party',
  'migration-20261126164724-leave-retraction',
  'migration-20261126165442-invoice-replacements',
  'migration-20261126170039-money-guards',
  'migration-20261126170452-leave-proofs',
  'migration-20261126170906-operator-month-reopening',
];

/** Names of roles belong to the whole server. */
const PREFIX = `login_${process.pid}_${Date.now()}`;

interface Login {
  readonly title: string;
  /** Statements that make the login, whose name stands for `$`. */
  readonly make: readonly string[];
  readonly message: string;
}

const BYPASSES = 'can bypass row-level security: use a plain login';
const OWNS = 'owns tables: use a login that owns nothing';
const LACKS = 'must be a member of hotline_app and hotline_reader';

const REFUSED_LOGINS: readonly Login[] = [
  { title: 'a superuser', make: ['create role $ login superuser'], message: BYPASSES },
  { title: 'a role with BYPASSRLS', make: ['create role $ login bypassrls'], message: BYPASSES },
  {
    title: 'a role with BYPASSRLS that has the roles of the service',
    make: ['create role $ login noinherit bypassrls', 'grant hotline_app, hotline_reader to $'],
    message: BYPASSES,
  },
  {
    title: 'a member of a superuser',
    make: ['create role $ login noinherit', 'grant hotline_app, hotline_reader to $', 'grant postgres to $'],
    message: BYPASSES,
  },
  {
    title: 'a member of a role with BYPASSRLS, through another role',
    make: [
      'create role $_far nologin bypassrls',
      'create role $_near nologin noinherit',
      'create role $ login noinherit',
      'grant $_far to $_near',
      'grant $_near, hotline_app, hotline_reader to $',
    ],
    message: BYPASSES,
  },
  {
    title: 'a member of the tables’ owner',
    make: ['create role $ login noinherit', 'grant hotline_app, hotline_reader, hotline_owner to $'],
    message: OWNS,
  },
  { title: 'a login without any role', make: ['create role $ login'], message: LACKS },
  { title: 'a login that may only read', make: ['create role $ login', 'grant hotline_reader to $'], message: LACKS },
  { title: 'a login that lacks the reader', make: ['create role $ login', 'grant hotline_app to $'], message: LACKS },
];

// Row-level security of the embedded database is held by the roles that every transaction assumes: it has one login only.
describe.each(DATABASES.filter((kind) => kind === 'postgresql'))('on %s', (kind) => {
  let service: Service;
  let administrator: pg.Client;
  beforeAll(async () => {
    service = await createService(kind);
    administrator = new pg.Client({ connectionString: service.urls!.administrator });
    await administrator.connect();
  });
  afterAll(async () => {
    await administrator.query(`drop database if exists ${PREFIX} with (force)`);
    const { rows } = await administrator.query('select rolname from pg_roles where rolname like $1', [`${PREFIX}%`]);
    for (const { rolname } of rows) await administrator.query(`drop role ${rolname}`);
    await administrator.end();
    await service.stop();
  });

  const urlOf = (login: string): string => Object.assign(new URL(service.urls!.service), { username: login }).href;

  const open = (url: string, ownerUrl: string | null = null): Promise<Storage> =>
    openStorage({ location: { kind: 'postgresql', url, connectionCountMax: 2 }, ownerUrl, entities, onIdleError: () => {} });

  /** The error with which a database is refused; one that opens is closed again. */
  const refusalOf = async (url: string, ownerUrl: string | null = null): Promise<unknown> => {
    try {
      const storage = await open(url, ownerUrl);
      await storage.close();
    } catch (error) {
      return error;
    }
    return null;
  };

  test.each(REFUSED_LOGINS.map((login, index) => ({ ...login, name: `${PREFIX}_${index}` })))(
    'the service refuses $title',
    async ({ make, name, message }) => {
      for (const statement of make) await administrator.query(statement.replaceAll('$', name));
      const refusal = await refusalOf(urlOf(name));
      expect(refusal).toBeInstanceOf(UnsafeRoleError);
      expect((refusal as Error).message).toContain(`数据库登录 ${name} `);
      expect((refusal as Error).message).toContain(`the database login ${name} ${message}`);
    },
  );

  test('the service refuses the server’s administrator and the tables’ owner', async () => {
    expect(await refusalOf(service.urls!.administrator)).toEqual(
      new UnsafeRoleError(`数据库登录 postgres 可绕过行级安全 / the database login postgres ${BYPASSES}`),
    );
    expect(await refusalOf(service.urls!.owner)).toEqual(
      new UnsafeRoleError(`数据库登录 hotline_owner 拥有数据表 / the database login hotline_owner ${OWNS}`),
    );
  });

  test('an unsafe login is refused also where the owner’s login is known, and no connection is left', async () => {
    expect(await refusalOf(service.urls!.administrator, service.urls!.owner)).toBeInstanceOf(UnsafeRoleError);
    // The server takes a moment to end what its client has left.
    const connected = async (): Promise<unknown[]> =>
      (
        await administrator.query(
          `select pid from pg_stat_activity where datname = current_database() and usename = 'postgres' and pid <> pg_backend_pid()`,
        )
      ).rows;
    for (let tries = 0; tries < 50 && (await connected()).length > 0; tries++) await wait(20);
    expect(await connected()).toEqual([]);
  });

  test('the service accepts hotline_service, which by itself may read nothing', async () => {
    expect(await refusalOf(service.urls!.service)).toBeNull();
    const client = new pg.Client({ connectionString: service.urls!.service });
    await client.connect();
    const refused = await client.query('select * from public.contracts').catch((error: unknown) => error);
    await client.end();
    expect(refused).toMatchObject({ code: '42501' });
  });

  describe('a database that lacks migrations', () => {
    const urlIn = (url: string): string => Object.assign(new URL(url), { pathname: `/${PREFIX}` }).href;
    beforeAll(async () => {
      await administrator.query(`create database ${PREFIX} owner hotline_owner template template0`);
    });

    test('is refused without the owner’s login, naming what lacks and who could run it', async () => {
      expect(await refusalOf(urlIn(service.urls!.service))).toEqual(
        new NotMigratedError(
          `数据库缺少迁移 / the database lacks migrations: ${MIGRATIONS.join(', ')}; set DATABASE_OWNER_URL, the login of the tables' owner`,
        ),
      );
    });

    test('is migrated with the owner’s login, and then accepted without', async () => {
      expect(await refusalOf(urlIn(service.urls!.service), urlIn(service.urls!.owner))).toBeNull();
      expect(await refusalOf(urlIn(service.urls!.service))).toBeNull();
    });

    test('is refused naming only the migrations that lack', async () => {
      const owner = new pg.Client({ connectionString: urlIn(service.urls!.owner) });
      await owner.connect();
      await owner.query('delete from mikro_orm_migrations where name like $1', [`${MIGRATIONS[1]}%`]);
      await owner.end();
      const refusal = await refusalOf(urlIn(service.urls!.service));
      expect(refusal).toBeInstanceOf(NotMigratedError);
      expect((refusal as Error).message).toContain(`lacks migrations: ${MIGRATIONS[1]};`);
    });
  });
});
