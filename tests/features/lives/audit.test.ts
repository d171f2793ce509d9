import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyAuditTrail } from '../../../src/features/audit/verify-audit-trail.js';
import { entities } from '../../../src/features/entities.js';
import { openStorage } from '../../../src/platform/persistence/storage.js';
import { removeTemporaryFolders } from '../../support/contract-copy.js';
import { copyData } from '../../support/embedded-data.js';
import { attempt, fingerprintOf, REFUSED, type Run, tenantTables, withSuperuser } from '../../support/isolation.js';
import { asRole, SERVICE_ROLES } from '../../support/isolation-policies.js';
import { actingIn, errorCodeOf, look, peopleOf } from '../../support/lives.js';
import { periodIdOf } from '../../support/recording.js';
import { runHotline } from '../../support/run-hotline.js';
import { ask, createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'kezhou';
const { assessor, agency, vendor, vendorStaff, machine, admin, auditor } = peopleOf(TENANT);

/** Tables that the trail does not speak of: itself, and the memory of commands, which repeats what it says. */
const UNSAID = ['audit_entries', 'idempotency_keys'];

/** Columns that the trail bears the SHA-256 of. */
const HASHED: Readonly<Record<string, string>> = {
  scorecards: 'document',
  settlement_statements: 'document',
  contract_versions: 'content',
  rubrics: 'content',
  personal_data: 'sealed',
  roster_snapshots: 'document',
  operator_closings: 'document',
};

const verdictOf = (run: Run, notedHead?: string) => verifyAuditTrail({ rows: run }, TENANT, notedHead);

/** What a superuser can do to a trail, and what its check then says. */
const TAMPERING: readonly [what: string, statements: readonly string[], found: object][] = [
  [
    'a changed figure',
    [`update audit_entries set rows_after = jsonb_set(rows_after, '{0,state}', '"OPEN"') where tenant_id = 'kezhou' and sequence = 40`],
    { isIntact: false, sequence: '40', fault: 'CHANGED' },
  ],
  [
    'another actor',
    [`update audit_entries set actor = 'kezhou-assessor-2' where tenant_id = 'kezhou' and sequence = 41`],
    { isIntact: false, sequence: '41', fault: 'CHANGED' },
  ],
  [
    'another time',
    [`update audit_entries set written_at = written_at + interval '1 microsecond' where tenant_id = 'kezhou' and sequence = 42`],
    { isIntact: false, sequence: '42', fault: 'CHANGED' },
  ],
  [
    'a changed entry that is sealed anew',
    [
      `update audit_entries e set operation = 'withdrawFinding',
         hash = encode(sha256(convert_to(sealed_text((e.tenant_id, e.sequence, e.written_at, e.actor, 'withdrawFinding', e.request_id,
           e.table_name, e.action, e.rows_before, e.rows_after, e.previous_hash, e.hash)::audit_entries), 'UTF8')), 'hex')
       where tenant_id = 'kezhou' and sequence = 43`,
    ],
    { isIntact: false, sequence: '44', fault: 'MISSING_BEFORE' },
  ],
  [
    'an entry taken out',
    [`delete from audit_entries where tenant_id = 'kezhou' and sequence = 45`],
    { isIntact: false, sequence: '46', fault: 'MISSING_BEFORE' },
  ],
  [
    'an entry taken out, the others moved up',
    [
      `delete from audit_entries where tenant_id = 'kezhou' and sequence = 45`,
      `update audit_entries set sequence = -sequence where tenant_id = 'kezhou' and sequence > 45`,
      `update audit_entries set sequence = -sequence - 1 where tenant_id = 'kezhou' and sequence < 0`,
    ],
    { isIntact: false, sequence: '45', fault: 'MISSING_BEFORE' },
  ],
  [
    'the first entry taken out',
    [`delete from audit_entries where tenant_id = 'kezhou' and sequence = 1`],
    { isIntact: false, sequence: '2', fault: 'MISSING_BEFORE' },
  ],
  [
    'an entry put in between, sealed as the database seals',
    [
      `update audit_entries set sequence = -sequence where tenant_id = 'kezhou' and sequence > 45`,
      `select append_audit_entry('kezhou', 'findings', 'INSERT', null, '[]')`,
      `update audit_entries set sequence = -sequence + 1 where tenant_id = 'kezhou' and sequence < 0`,
    ],
    { isIntact: false, sequence: '47', fault: 'MISSING_BEFORE' },
  ],
];

describe.each(DATABASES)('the audit trail on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  beforeAll(async () => {
    service = await createService(kind);
    act = actingIn(service);
  });
  afterAll(() => service.stop());

  test('is written by the database for every table of a tenant and everything that can be done to its rows', async () => {
    const { tables, triggers } = await withSuperuser(service, async (run) => ({
      tables: await tenantTables(run),
      triggers: await run<{ table: string; name: string; event: string; isOn: boolean }>(
        `select c.relname as table, t.tgname as name, p.proname as event, t.tgenabled = 'O' as "isOn" from pg_trigger t
         join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
         where not t.tgisinternal and p.proname like 'audit\\_%' and (t.tgtype & 1) = 0 order by 1, 2`,
      ),
    }));
    const events = ['audit_delete', 'audit_insert', 'audit_update'];
    expect(triggers).toEqual(
      tables
        .filter((table) => !UNSAID.includes(table))
        .flatMap((table) => events.map((event) => ({ table, name: event, event, isOn: true }))),
    );
  });

  test('says who did what, with the rows before and after, one entry for each statement', async () => {
    const periodId = await periodIdOf(service, 'kezhou-12345', '2025Q4');
    await act.does(assessor, 'judgeItem', { periodId, item: '5.1', points: '2.5', reason: '演示', idempotencyKey: 'once' });
    // The same key again writes nothing.
    await act.does(assessor, 'judgeItem', { periodId, item: '5.1', points: '2.5', reason: '演示', idempotencyKey: 'once' });
    const query = `{ auditTrail(operation: "judgeItem", actor: "${assessor.subject}", first: 3) { nodes {
      sequence actor operation requestId tableName action rowsBefore rowsAfter } } }`;
    const [last, beforeIt, earlier] = (await look(service, auditor, query)).auditTrail.nodes;
    const entries = [last, beforeIt].sort((one, other) => (one.tableName < other.tableName ? -1 : 1));
    expect(entries).toEqual([
      expect.objectContaining({ tableName: 'assessment_periods', action: 'UPDATE', actor: assessor.subject, operation: 'judgeItem' }),
      expect.objectContaining({ tableName: 'judgements', action: 'INSERT', rowsBefore: null, requestId: last.requestId }),
    ]);
    expect(earlier?.requestId).not.toBe(last.requestId);
    const [periods, judgements] = entries;
    const { version, ...rest } = periods.rowsBefore[0];
    expect(periods.rowsAfter).toEqual([{ ...rest, version: version + 1 }]);
    expect(judgements.rowsAfter).toMatchObject([
      { item: '5.1', points: 2.5, reason: '演示', recorded_by: assessor.subject, period_version: version + 1, tenant_id: TENANT },
    ]);
  });

  test('is kept with what it is about or not at all: of a document that fails neither stays', async () => {
    const periodId = await periodIdOf(service, 'kezhou-12345', '2025Q4');
    const before = await fingerprintOf(service, TENANT);
    const document = `mutation ($id: ID!) {
      first: judgeItem(input: { periodId: $id, item: "5.2", points: "1", reason: "演示" }) { __typename }
      second: scorePeriod(input: { periodId: "none" }) { __typename }
    }`;
    expect((await ask(service, document, { id: periodId }, assessor)).errors).toHaveLength(1);
    const refused = await act.tries(assessor, 'judgeItem', { periodId, item: '5.2', points: '9', reason: '演示' });
    expect(refused).toEqual(['points OUT_OF_RANGE']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
  });

  test('played from its beginning gives every row that there is, of every table', async () => {
    await withSuperuser(service, async (run) => {
      const tables = (await tenantTables(run)).filter((table) => !UNSAID.includes(table));
      for (const table of tables) {
        const keys = await run<{ name: string }>(
          `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
           where i.indrelid = $1::regclass and i.indisprimary`,
          [table],
        );
        const entries = await run<{ action: string; before: string[] | null; after: string[] | null }>(
          `select action, (select array_agg(r::text) from jsonb_array_elements(rows_before) r) as before,
             (select array_agg(r::text) from jsonb_array_elements(rows_after) r) as after
           from audit_entries where tenant_id = $1 and table_name = $2 order by sequence`,
          [TENANT, table],
        );
        const keyOf = (text: string) => {
          const row = JSON.parse(text);
          return JSON.stringify(keys.map(({ name }) => row[name]));
        };
        const rows = new Map<string, string>();
        for (const { before, after } of entries) {
          for (const text of before ?? []) {
            expect(rows.get(keyOf(text))).toBe(text);
            rows.delete(keyOf(text));
          }
          for (const text of after ?? []) rows.set(keyOf(text), text);
        }
        const hashed = HASHED[table];
        const shown = hashed
          ? `to_jsonb(t) - '${hashed}' || jsonb_build_object('${hashed}_sha256', encode(sha256(convert_to(to_jsonb(t) ->> '${hashed}', 'UTF8')), 'hex'))`
          : 'to_jsonb(t)';
        const there = await run<{ text: string }>(`select (${shown})::text as text from ${table} t where tenant_id = $1`, [TENANT]);
        expect({ table, rows: there.map(({ text }) => text).sort() }).toEqual({ table, rows: [...rows.values()].sort() });
      }
    });
  });

  test('is read by auditors only, and only their own tenant’s', async () => {
    for (const caller of [assessor, agency, vendor, vendorStaff, machine, admin]) {
      const { errors } = await ask(service, '{ auditTrail { totalCount } }', {}, caller);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const rows = await withSuperuser(service, (run) => run('select 1 from audit_entries where tenant_id = $1', [TENANT]));
    expect((await look(service, auditor, '{ auditTrail { totalCount } }')).auditTrail.totalCount).toBe(rows.length);
    const theirs = await look(service, peopleOf('shaanxi').auditor, '{ auditTrail(first: 100) { nodes { operation rowsAfter } } }');
    expect(JSON.stringify(theirs)).not.toContain('"tenant_id":"kezhou"');
    const periodId = await periodIdOf(service, 'kezhou-12345', '2025Q4');
    expect(await errorCodeOf(service, auditor, 'judgeItem', { periodId, item: '5.1', points: '1', reason: '演示' })).toBe('FORBIDDEN');
  });

  test('can be neither changed nor shortened by the roles that the service works in', async () => {
    await withSuperuser(service, async (run) => {
      for (const role of SERVICE_ROLES)
        await asRole(run, role, TENANT, async () => {
          for (const statement of [
            `update audit_entries set actor = 'nobody'`,
            'delete from audit_entries',
            'truncate audit_entries',
            'alter table judgements disable trigger audit_insert',
            'drop trigger audit_insert on judgements',
          ])
            expect([role, statement, await attempt(run, statement)]).toEqual([role, statement, { code: REFUSED }]);
        });
    });
  });

  test('is intact to begin with, and its check names how long it is and what it ends in', async () => {
    await withSuperuser(service, async (run) => {
      const [last] = await run<{ count: number; hash: string }>(
        `select sequence::int as count, hash from audit_entries where tenant_id = $1 order by sequence desc limit 1`,
        [TENANT],
      );
      expect(await verdictOf(run)).toEqual({ isIntact: true, entryCount: last!.count, head: last!.hash });
      expect(await verdictOf(run, last!.hash)).toMatchObject({ isIntact: true });
      expect(await verdictOf(run, '0'.repeat(64))).toMatchObject({ isIntact: false, fault: 'HEAD_MISSING' });
    });
  });

  test.each(TAMPERING)('tampered with by a superuser is found broken at its first bad link: %s', (_, statements, found) =>
    withSuperuser(service, async (run) => {
      for (const statement of statements) await run(statement);
      expect(await verdictOf(run)).toEqual(found);
    }),
  );

  test('cut at its end is intact by itself, and is found by the head that somebody noted', async () => {
    await withSuperuser(service, async (run) => {
      const whole = await verdictOf(run);
      if (!whole.isIntact) throw new Error('the trail is broken already');
      await run(`delete from audit_entries where tenant_id = $1 and sequence > $2`, [TENANT, whole.entryCount - 3]);
      expect(await verdictOf(run)).toMatchObject({ isIntact: true, entryCount: whole.entryCount - 3 });
      expect(await verdictOf(run, whole.head)).toEqual({
        isIntact: false,
        sequence: String(whole.entryCount - 3),
        fault: 'HEAD_MISSING',
      });
    });
  });
});

describe('hotline audit verify', () => {
  afterAll(removeTemporaryFolders);

  const verify = (environment: Readonly<Record<string, string>>, ...words: string[]) =>
    runHotline(['audit', 'verify', '--tenant', TENANT, ...words], { environment });
  const report = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  /** A trail as it is, then with its end cut off, then with an entry changed; `tamper` does something as a superuser and keeps it. */
  async function expectFaultsFound(environment: Readonly<Record<string, string>>, tamper: (statement: string) => Promise<void>) {
    const intact = await verify(environment, '--tenant', 'shaanxi');
    expect([intact.exit, intact.stderr]).toEqual([0, '']);
    const [{ head, entries }, other] = report(intact.stdout);
    expect(other).toMatchObject({ tenant: 'shaanxi', intact: true });
    await tamper(`delete from audit_entries where tenant_id = 'kezhou' and sequence = ${entries}`);
    const cut = await verify(environment, '--head', head);
    expect([cut.exit, report(cut.stdout)]).toEqual([
      1,
      [expect.objectContaining({ tenant: TENANT, intact: false, firstBroken: String(entries - 1), fault: 'HEAD_MISSING' })],
    ]);
    await tamper(`update audit_entries set actor = 'nobody' where tenant_id = 'kezhou' and sequence = 7`);
    const changed = await verify(environment, '--tenant', 'shaanxi');
    expect([changed.exit, report(changed.stdout)]).toEqual([
      1,
      [
        expect.objectContaining({ tenant: TENANT, intact: false, firstBroken: '7', fault: 'CHANGED' }),
        expect.objectContaining({ tenant: 'shaanxi', intact: true }),
      ],
    ]);
  }

  test('finds what was done to an embedded database in its folder', async () => {
    const { location, drop } = await copyData();
    const withOwner = async (statement: string) => {
      const storage = await openStorage({ location, ownerUrl: null, entities, onIdleError: () => {} });
      await storage.asOwner!(TENANT, (em) => em.execute(statement));
      await storage.close();
    };
    await expectFaultsFound({ HOTLINE_DATA: location.folder }, withOwner).finally(drop);
    // Six starts of the embedded database, each of some seconds.
  }, 180_000);

  const onServer = process.env.HOTLINE_TEST_POSTGRES ? test : test.skip;
  onServer('finds what was done to a server’s database, with the login of the service', async () => {
    const service = await createService('postgresql');
    try {
      await expectFaultsFound({ DATABASE_URL: service.urls!.service }, (statement) =>
        withSuperuser(service, async (run) => void (await run(statement)), 'keep'),
      );
    } finally {
      await service.stop();
    }
  });
});
