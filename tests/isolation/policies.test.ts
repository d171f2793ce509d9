import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entities } from '../../src/features/entities.js';
import { attempt, REFUSED, seedNeighbours, tenantTables, withFreshSession, withSuperuser } from '../support/isolation.js';
import { asRole, leaksOf, SERVICE_ROLES, type ServiceRole, tenantsSeen } from '../support/isolation-policies.js';
import { createService, DATABASES, type Service } from '../support/service.js';

const TABLES = entities.map((entity) => entity.meta.tableName!).sort();

const OWN = 'kezhou';
const FOREIGN = 'qinghe-12345';

/** What the service may insert into. */
const APPENDED = [
  'appeal_decisions',
  'appeals',
  'assessment_periods',
  'audit_entries',
  'authentication_failures',
  'bank_account_confirmations',
  'bank_accounts',
  'calendar_days',
  'check_pieces',
  'check_withdrawals',
  'checks',
  'clauses',
  'contract_versions',
  'corrections',
  'deliverable_reviews',
  'deliverables',
  'disclosures',
  'duty_rosters',
  'duty_shifts',
  'evidence',
  'evidence_links',
  'evidence_reviews',
  'evidence_uploads',
  'evidence_verdicts',
  'evidence_withdrawals',
  'exam_results',
  'exams',
  'finding_decisions',
  'findings',
  'held_trainings',
  'idempotency_keys',
  'invoice_decisions',
  'invoice_documents',
  'invoice_requests',
  'invoices',
  'judgements',
  'leave_decisions',
  'leave_proofs',
  'leave_requests',
  'ledger_entries',
  'notice_events',
  'notice_steps',
  'notices',
  'obligation_dates',
  'obligation_event_withdrawals',
  'obligation_events',
  'observations',
  'operator_closings',
  'operator_confirmations',
  'operator_events',
  'operator_marks',
  'payment_reversals',
  'payments',
  'personnel_changes',
  'personnel_decisions',
  'reading_agreements',
  'reading_proposals',
  'readings',
  'reduction_withdrawals',
  'reductions',
  'replacement_demands',
  'roster_snapshots',
  'rubrics',
  'scorecard_publications',
  'scorecards',
  'settlement_statements',
  'signature_refusals',
  'signatures',
  'staff',
  'staff_events',
  'staff_proofs',
  'staffing_breaches',
  'staffing_requirements',
  'statement_approvals',
  'training_attendances',
  'trainings',
];

/** What would let a role see others' rows, were it ever migrated; each must be noticed. */
const OPENINGS: readonly { readonly title: string; readonly open: (table: string) => string[] }[] = [
  {
    title: 'a policy that holds nobody',
    open: (table) => [`drop policy ${table}_tenant on ${table}`, `create policy ${table}_tenant on ${table} using (true)`],
  },
  { title: 'a second policy beside it', open: (table) => [`create policy ${table}_more on ${table} using (true)`] },
  { title: 'row security switched off', open: (table) => [`alter table ${table} disable row level security`] },
];

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  /** The tables' owner is a superuser on the embedded database, whom no policy holds; on a server it is held like everybody. */
  const roles: readonly ServiceRole[] = kind === 'embedded' ? SERVICE_ROLES : [...SERVICE_ROLES, 'hotline_owner'];
  beforeAll(async () => {
    service = await createService(kind);
    await seedNeighbours(service);
  });
  afterAll(() => service.stop());

  test('every table of an entity bears a tenant, and no other table does', async () => {
    expect(await withSuperuser(service, tenantTables)).toEqual(TABLES);
  });

  test('no other table exists but the list of migrations', async () => {
    const tables = await withSuperuser(service, (run) =>
      run<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
      ),
    );
    expect(tables.map(({ name }) => name)).toEqual([...TABLES, 'mikro_orm_migrations'].sort());
  });

  test.each(TABLES)(
    '%s has row security enabled and forced, and exactly its own policy, which holds every command of every role',
    async (table) => {
      const [found] = await withSuperuser(service, (run) =>
        run<{ enabled: boolean; forced: boolean; policies: Record<string, unknown>[] }>(
          `select relrowsecurity as enabled, relforcerowsecurity as forced,
           (select jsonb_agg(jsonb_build_object('name', policyname, 'permissive', permissive, 'command', cmd, 'roles', roles::text, 'using', qual, 'check', with_check))
            from pg_policies where schemaname = 'public' and tablename = c.relname) as policies
         from pg_class c where oid = $1::regclass`,
          [table],
        ),
      );
      const own = expect.stringMatching(
        /^\(\(tenant_id\)::text = \( SELECT NULLIF\(current_setting\('app\.tenant_id'::text, true\), ''::text\) AS "nullif"\)\)$/,
      );
      expect(found).toEqual({
        enabled: true,
        forced: true,
        policies: [{ name: `${table}_tenant`, permissive: 'PERMISSIVE', command: 'ALL', roles: '{public}', using: own, check: own }],
      });
    },
  );

  describe.each(TABLES)('%s', (table) => {
    test('shows a tenant its own rows and only those, whoever asks', async () => {
      await withSuperuser(service, async (run) => {
        for (const role of roles) {
          for (const tenant of [OWN, FOREIGN])
            expect({ role, tenants: await asRole(run, role, tenant, () => tenantsSeen(run, table)) }).toEqual({ role, tenants: [tenant] });
        }
      });
    });

    test('lets no other tenant’s row be read, written or changed', async () => {
      await withSuperuser(service, async (run) => {
        for (const role of roles) {
          expect({ role, leaks: await leaksOf(run, { role, table, own: OWN, foreign: FOREIGN }) }).toEqual({ role, leaks: [] });
          expect({ role, leaks: await leaksOf(run, { role, table, own: FOREIGN, foreign: OWN }) }).toEqual({ role, leaks: [] });
        }
      });
    });

    test.each(['', 'nobody', 'KEZHOU', 'kezhou '])('shows nothing to the setting "%s"', async (setting) => {
      await withSuperuser(service, async (run) => {
        for (const role of roles) expect(await asRole(run, role, setting, () => tenantsSeen(run, table))).toEqual([]);
      });
    });

    test.each(OPENINGS)('would be found leaking with $title', async ({ open }) => {
      await withSuperuser(service, async (run) => {
        for (const statement of open(table)) await run(statement);
        for (const role of roles)
          expect({ role, leaks: await leaksOf(run, { role, table, own: OWN, foreign: FOREIGN }) }).toEqual({
            role,
            leaks: expect.arrayContaining(['select']),
          });
      });
    });
  });

  test.each(SERVICE_ROLES)(
    'as %s a session without a tenant sees nothing, neither before one was set nor after its transaction',
    async (role) => {
      await withFreshSession(service, async (run) => {
        const seen = async (tenant: string | null) => {
          await run('begin');
          await run(`set local role ${role}`);
          const [setting] = await run<{ value: string | null }>(`select current_setting('app.tenant_id', true) as value`);
          if (tenant !== null) await run(`select set_config('app.tenant_id', $1, true)`, [tenant]);
          const tenants = new Set<string>();
          for (const table of TABLES) for (const found of await tenantsSeen(run, table)) tenants.add(found);
          await run('commit');
          return { setting: setting!.value, tenants: [...tenants] };
        };
        expect(await seen(null)).toEqual({ setting: null, tenants: [] });
        expect(await seen(OWN)).toEqual({ setting: null, tenants: [OWN] });
        expect(await seen(null)).toEqual({ setting: '', tenants: [] });
        expect(await seen('shaanxi')).toEqual({ setting: '', tenants: ['shaanxi'] });
      });
    },
  );

  test('the check tells of rows written for another tenant, not only of rows read', async () => {
    const found: Record<string, string[]> = {};
    await withSuperuser(service, async (run) => {
      // The trail comes first: its own policy would refuse the entry of what is written for another tenant.
      for (const table of ['audit_entries', ...TABLES]) {
        await run(`alter policy ${table}_tenant on ${table} using (true) with check (true)`);
        found[table] = (await leaksOf(run, { role: 'hotline_app', table, own: OWN, foreign: FOREIGN })).filter((leak) => leak !== 'select');
      }
    });
    const written = Object.fromEntries(Object.entries(found).filter(([, leaks]) => leaks.length > 0));
    const appended = Object.fromEntries(APPENDED.map((table) => [table, ['insert']]));
    expect(written).toEqual({ ...appended, assessment_periods: ['update', 'insert'], personal_data: ['update', 'insert'] });
  });

  test('even with every other policy open the trail lets nothing be written for another tenant', async () => {
    await withSuperuser(service, async (run) => {
      for (const table of TABLES.filter((name) => name !== 'audit_entries'))
        await run(`alter policy ${table}_tenant on ${table} using (true) with check (true)`);
      const write = 'update assessment_periods set version = version where tenant_id = $1';
      const written = (tenant: string) => asRole(run, 'hotline_app', OWN, () => attempt(run, write, [tenant]));
      expect(await written(FOREIGN)).toEqual({ code: REFUSED });
      expect(await written(OWN)).toEqual([]);
    });
  });

  test('a policy that hides others’ rows but lets them be written is found leaking', async () => {
    await withSuperuser(service, async (run) => {
      await run('alter policy findings_tenant on findings with check (true)');
      expect(await leaksOf(run, { role: 'hotline_app', table: 'findings', own: OWN, foreign: FOREIGN })).toEqual(['insert']);
    });
  });

  test('what was opened to try the check is closed again', async () => {
    await withSuperuser(service, async (run) => {
      for (const table of TABLES)
        for (const role of roles) expect(await leaksOf(run, { role, table, own: OWN, foreign: FOREIGN })).toEqual([]);
    });
  });
});
