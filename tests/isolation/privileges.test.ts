import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entities } from '../../src/features/entities.js';
import { attempt, REFUSED, sqlStateOf, withSuperuser } from '../support/isolation.js';
import { asRole } from '../support/isolation-policies.js';
import { createService, DATABASES, type Service } from '../support/service.js';

const READ = ['SELECT'];
const APPEND = ['INSERT', 'SELECT'];

/** What `hotline_app` may do with each whole table. */
const OF_TABLES: Readonly<Record<string, readonly string[]>> = {
  appeal_decisions: APPEND,
  appeals: APPEND,
  assessment_periods: APPEND,
  audit_entries: APPEND,
  authentication_failures: APPEND,
  bank_account_confirmations: APPEND,
  bank_accounts: APPEND,
  calendar_days: APPEND,
  check_pieces: APPEND,
  check_withdrawals: APPEND,
  checks: APPEND,
  clauses: APPEND,
  contract_parties: READ,
  contract_versions: APPEND,
  contracts: READ,
  corrections: APPEND,
  deliverable_reviews: APPEND,
  deliverables: APPEND,
  disclosures: APPEND,
  duty_rosters: APPEND,
  duty_shifts: APPEND,
  evidence: APPEND,
  evidence_links: APPEND,
  evidence_reviews: APPEND,
  evidence_uploads: APPEND,
  evidence_verdicts: APPEND,
  evidence_withdrawals: APPEND,
  exam_results: APPEND,
  exams: APPEND,
  finding_decisions: APPEND,
  findings: APPEND,
  held_trainings: APPEND,
  idempotency_keys: APPEND,
  invoice_decisions: APPEND,
  invoice_documents: APPEND,
  invoice_requests: APPEND,
  invoices: APPEND,
  judgements: APPEND,
  leave_decisions: APPEND,
  leave_proofs: APPEND,
  leave_requests: APPEND,
  ledger_entries: APPEND,
  memberships: READ,
  mikro_orm_migrations: READ,
  notice_events: APPEND,
  notice_steps: APPEND,
  notices: APPEND,
  obligation_dates: APPEND,
  obligation_event_withdrawals: APPEND,
  obligation_events: APPEND,
  observations: APPEND,
  operator_closings: APPEND,
  operator_confirmations: APPEND,
  operator_events: APPEND,
  operator_marks: APPEND,
  organisations: READ,
  payment_reversals: APPEND,
  payments: APPEND,
  personal_data: APPEND,
  personnel_changes: APPEND,
  personnel_decisions: APPEND,
  reading_agreements: APPEND,
  reading_proposals: APPEND,
  readings: APPEND,
  reduction_withdrawals: APPEND,
  reductions: APPEND,
  replacement_demands: APPEND,
  roster_snapshots: APPEND,
  rubrics: APPEND,
  scorecard_publications: APPEND,
  scorecards: APPEND,
  settlement_statements: APPEND,
  signature_refusals: APPEND,
  signatures: APPEND,
  staff: APPEND,
  staff_events: APPEND,
  staff_proofs: APPEND,
  staffing_breaches: APPEND,
  staffing_requirements: APPEND,
  statement_approvals: APPEND,
  tenants: READ,
  training_attendances: APPEND,
  trainings: APPEND,
};

const TABLES = Object.keys(OF_TABLES);

/** What `hotline_app` may do with single columns beyond their table. */
const OF_COLUMNS = [
  ...['published_scorecard', 'published_version', 'state', 'version', 'version_id'].map((column) => `UPDATE assessment_periods.${column}`),
  ...['erased_at', 'erased_by', 'erasure', 'sealed'].map((column) => `UPDATE personal_data.${column}`),
];

/** History: once written, a row stays as it is. Of what the service appends to, only a period goes on to change, and what is personal goes. */
const HISTORY = TABLES.filter((table) => OF_TABLES[table] === APPEND && !['assessment_periods', 'personal_data'].includes(table));

interface Granted {
  readonly table: string;
  readonly privilege: string;
}

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind);
  });
  afterAll(() => service.stop());

  const rowsOf = <R extends object>(statement: string, values: readonly unknown[] = []) =>
    withSuperuser(service, (run) => run<R>(statement, values));

  /** Every privilege that a role has on whole tables, by itself or through another role. */
  const tablePrivilegesOf = async (role: string): Promise<Record<string, string[]>> => {
    const granted = await rowsOf<Granted>(
      `select c.relname as table, privilege from pg_class c
       cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege($1, c.oid, privilege)
       order by 1, 2`,
      [role],
    );
    const groups = Object.groupBy(granted, ({ table }) => table);
    return Object.fromEntries(Object.entries(groups).map(([table, of]) => [table, of!.map(({ privilege }) => privilege)]));
  };

  /** Every privilege on a column that its role has not on the whole table. */
  const columnPrivilegesOf = async (role: string): Promise<string[]> => {
    const granted = await rowsOf<{ name: string }>(
      `select privilege || ' ' || c.relname || '.' || a.attname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
       cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) privilege
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
         and has_column_privilege($1, c.oid, a.attnum, privilege) and not has_table_privilege($1, c.oid, privilege) order by 1`,
      [role],
    );
    return granted.map(({ name }) => name);
  };

  test('every table of an entity has its line among the expected privileges', () => {
    expect([...entities.map((entity) => entity.meta.tableName!), 'mikro_orm_migrations'].sort()).toEqual(TABLES);
  });

  test('hotline_app reads everything, appends to the history, and changes nothing but where a period stands', async () => {
    expect(await tablePrivilegesOf('hotline_app')).toEqual(OF_TABLES);
    expect(await columnPrivilegesOf('hotline_app')).toEqual(OF_COLUMNS);
  });

  test('hotline_reader reads and does nothing else', async () => {
    expect(await tablePrivilegesOf('hotline_reader')).toEqual(Object.fromEntries(TABLES.map((table) => [table, READ])));
    expect(await columnPrivilegesOf('hotline_reader')).toEqual([]);
  });

  test('a privilege that is granted beyond the table of them is noticed', async () => {
    const noticed = await withSuperuser(service, async (run) => {
      await run('grant update (total), delete on scorecards to hotline_app');
      return run(
        `select 1 from pg_class where relname = 'scorecards' and has_table_privilege('hotline_app', oid, 'DELETE') and has_column_privilege('hotline_app', oid, 'total', 'UPDATE')`,
      );
    });
    expect(noticed).toHaveLength(1);
    expect(await tablePrivilegesOf('hotline_app')).toEqual(OF_TABLES);
  });

  test('the public has no privilege on any table, column or sequence, and nobody of the service on a sequence', async () => {
    const found = await rowsOf(
      `select c.relname, coalesce(r.rolname, 'public') as grantee, g.privilege_type from pg_class c
       cross join lateral (select * from aclexplode(c.relacl) union all
         select x.* from pg_attribute a cross join lateral aclexplode(a.attacl) x where a.attrelid = c.oid) g
       left join pg_roles r on r.oid = g.grantee
       where c.relnamespace = 'public'::regnamespace and (g.grantee = 0 or (c.relkind = 'S' and r.rolname like 'hotline_%' and r.oid <> c.relowner))`,
    );
    expect(found).toEqual([]);
  });

  test.each(['hotline_app', 'hotline_reader'])(
    '%s is a plain role: no login, no rights over roles, databases, policies or objects',
    async (role) => {
      const [found] = await rowsOf(
        `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication as "isPowerful",
         (select count(*)::int from pg_class c where c.relowner = r.oid) as "ownedCount",
         (select count(*)::int from pg_auth_members m where m.member = r.oid) as "membershipCount",
         has_schema_privilege(r.oid, 'public', 'usage') as "usesSchema"
       from pg_roles r where rolname = $1`,
        [role],
      );
      expect(found).toEqual({ isPowerful: false, ownedCount: 0, membershipCount: 0, usesSchema: true });
    },
  );

  test('no function of the schema runs with the rights of its owner', async () => {
    expect(await rowsOf(`select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`)).toEqual([]);
  });

  describe('as hotline_app, with the tenant’s setting', () => {
    const codeOf = (statement: string) =>
      withSuperuser(service, (run) =>
        asRole(run, 'hotline_app', 'kezhou', async () => {
          const done = await attempt(run, statement);
          return Array.isArray(done) ? 'DONE' : done.code;
        }),
      );

    test.each([
      ...HISTORY.flatMap((table) => [
        [`update ${table} set tenant_id = tenant_id`],
        [`delete from ${table}`],
        [`truncate ${table}`],
        [`alter table ${table} disable row level security`],
        [`drop policy ${table}_tenant on ${table}`],
      ]),
      ['update scorecards set total = 100'],
      [`update scorecards set document = '{}'`],
      ['update observations set value = 0'],
      [`update assessment_periods set code = code`],
      [`update assessment_periods set contract_id = contract_id`],
      [`update assessment_periods set starts_on = starts_on`],
      [`update signatures set digest = 'sha256:0'`],
      [`update audit_entries set actor = 'nobody'`],
      [`update idempotency_keys set result = '{}'`],
      [`alter table findings disable trigger audit_insert`],
      [`drop trigger audit_insert on findings`],
      [`create or replace function sealed_text(e audit_entries) returns text language sql as 'select null'`],
      [`set local session_replication_role = replica`],
      [`update contracts set amount = 1`],
      ['delete from assessment_periods'],
      [`insert into tenants (tenant_id, name, created_at) values ('kezhou', '{}', now())`],
      ['create table public.mine (tenant_id text)'],
    ])('the database refuses: %s', async (statement) => {
      expect(await codeOf(statement)).toBe(REFUSED);
    });

    test('where a period stands may be changed', async () => {
      expect(await codeOf('update assessment_periods set state = state, version = version + 1, version_id = version_id')).toBe('DONE');
    });
  });

  describe('a transaction that reads', () => {
    const INSERT = `insert into judgements (tenant_id, id, period_id, item, revision, points, reason, period_version, recorded_by, recorded_at)
      select tenant_id, '00000000-0000-7000-8000-000000000002', id, '5.3', 99, 1, 'test', 1, 'test', now() from assessment_periods limit 1`;

    const stateOf = async (statement: string, mode: 'read' | 'write'): Promise<string> => {
      const scope = service.storage.scopes.open('kezhou', mode);
      try {
        await scope.rows(statement, []);
        return 'DONE';
      } catch (error) {
        return sqlStateOf(error);
      } finally {
        await scope.end('discard');
      }
    };

    /** No privilege, or a transaction that is read only. */
    const REFUSALS = [REFUSED, '25006'];

    test.each([
      [INSERT],
      ['update assessment_periods set state = state'],
      ['delete from scorecards'],
      ['create table mine (id int)'],
      [`select nextval('mikro_orm_migrations_id_seq')`],
    ])('is refused by the database: %s', async (statement) => {
      expect(REFUSALS).toContain(await stateOf(statement, 'read'));
    });

    test('is read only besides having no privilege', async () => {
      const scope = service.storage.scopes.open('kezhou', 'read');
      const [found] = await scope.rows(`select current_setting('transaction_read_only') as "readOnly", current_user::text as role`, []);
      await scope.end('keep');
      expect(found).toEqual({ readOnly: 'on', role: 'hotline_reader' });
    });

    test('could have written the same in one that writes', async () => {
      expect(await stateOf(INSERT, 'write')).toBe('DONE');
    });

    test('has no entities to write', async () => {
      const scope = service.storage.scopes.open('kezhou', 'read');
      await expect(scope.entities()).rejects.toThrow('a scope that reads has no entities to write');
      await scope.end('discard');
    });
  });

  describe('keys', () => {
    test('every unique key of a tenant’s table begins with the tenant', async () => {
      const keys = await rowsOf<{ name: string; first: string | null; predicate: string | null }>(
        `select i.relname as name, (select attname from pg_attribute where attrelid = x.indrelid and attnum = x.indkey[0]) as first,
           pg_get_expr(x.indpred, x.indrelid) as predicate
         from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
         where t.relnamespace = 'public'::regnamespace and x.indisunique
           and exists (select from pg_attribute where attrelid = t.oid and attname = 'tenant_id') order by 1`,
      );
      expect(keys.length).toBeGreaterThanOrEqual(entities.length);
      expect(keys.filter(({ first }) => first !== 'tenant_id')).toEqual([]);
    });

    test('every foreign key refers with its tenant to the same tenant, and holds what it refers to', async () => {
      const keys = await rowsOf<{
        name: string;
        target: string;
        columns: string[];
        referred: string[];
        onUpdate: string;
        onDelete: string;
      }>(
        `select k.conname as name, f.relname as target, k.confupdtype as "onUpdate", k.confdeltype as "onDelete",
           (select array_agg(attname::text order by place) from unnest(k.conkey) with ordinality c(num, place)
            join pg_attribute on attrelid = k.conrelid and attnum = num) as columns,
           (select array_agg(attname::text order by place) from unnest(k.confkey) with ordinality c(num, place)
            join pg_attribute on attrelid = k.confrelid and attnum = num) as referred
         from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 1`,
      );
      expect(keys).toHaveLength(106);
      for (const key of keys)
        expect(key).toMatchObject({
          columns: ['tenant_id', expect.any(String)],
          referred: ['tenant_id', 'id'],
          onUpdate: 'r',
          onDelete: 'r',
        });
    });

    test('every column that names a row is a part of a foreign key', async () => {
      const columns = await rowsOf<{ name: string }>(
        `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'uuid'::regtype and a.attname <> 'id'
           and not exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any(k.conkey)) order by 1`,
      );
      expect(columns).toEqual([]);
    });
  });
});
