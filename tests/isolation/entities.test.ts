import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entities } from '../../src/features/entities.js';
import type { DatabaseLocation, Orm } from '../../src/platform/persistence/orm.js';
import { openOrm } from '../../src/platform/persistence/orm.js';
import { copyData } from '../support/embedded-data.js';
import { withSuperuser } from '../support/isolation.js';
import { createService, DATABASES, type Service } from '../support/service.js';

/** Tables of which a new row is looked at together with all that its statement comes to. */
const GUARDED = ['ledger_entries', 'payment_reversals', 'payments', 'settlement_statements', 'statement_approvals'];

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let orm: Orm;
  let drop = async () => {};
  beforeAll(async () => {
    service = await createService(kind);
    let location: DatabaseLocation = { kind: 'postgresql', url: service.urls?.owner ?? '', connectionCountMax: 1 };
    if (kind === 'embedded') ({ location, drop } = await copyData());
    orm = await openOrm(location, entities);
  });
  afterAll(async () => {
    await orm.close();
    await drop();
    await service.stop();
  });

  test('a migrated database is as the entities say: nothing is left to migrate', async () => {
    expect(await orm.schema.getUpdateSchemaSQL()).toBe('');
    expect(await orm.migrator.getPending()).toEqual([]);
  });

  test('triggers and functions, which no entity says, are those of the audit and of money: every table but the trail and the memory of commands', async () => {
    const triggers = await withSuperuser(service, (run) =>
      run<{ table: string; name: string; enabled: string; calls: string }>(
        `select t.tgrelid::regclass::text as table, t.tgname as name, t.tgenabled as enabled, p.proname as calls from pg_trigger t
         join pg_proc p on p.oid = t.tgfoid where not t.tgisinternal order by 1, 2`,
      ),
    );
    const audited = entities.map(({ meta }) => meta.tableName!).filter((table) => !['audit_entries', 'idempotency_keys'].includes(table));
    const names = ['audit_delete', 'audit_insert', 'audit_update'];
    const expected = audited
      .sort()
      .flatMap((table) => [
        ...names.map((name) => ({ table, name, enabled: 'O', calls: name })),
        ...(GUARDED.includes(table) ? [{ table, name: `${table}_money`, enabled: 'O', calls: 'check_money_of_row' }] : []),
      ]);
    expect(triggers).toEqual(expected);
    const functions = await withSuperuser(service, (run) =>
      run<{ name: string }>(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace order by 1`),
    );
    expect(functions.map(({ name }) => name)).toEqual([
      'append_audit_entry',
      ...names,
      'check_money_of_row',
      'check_money_of_statement',
      'sealed_text',
    ]);
  });

  test.each([
    ['alter table findings drop column event_id', 'event_id'],
    ['drop policy scorecards_tenant on scorecards', 'scorecards_tenant'],
    ['alter table contracts no force row level security', 'row level security'],
    ['alter table rubrics disable row level security', 'row level security'],
    ['alter table observations drop constraint observations_tenant_id_period_id_foreign', 'observations_tenant_id_period_id_foreign'],
    ['drop index observations_revision_unique', 'observations_revision_unique'],
    ['alter table appeals drop constraint appeals_tenant_id_scorecard_id_item_unique', 'appeals_tenant_id_scorecard_id_item_unique'],
  ])('a difference is noticed: %s', async (statement, named) => {
    const em = orm.em.fork();
    await em.begin();
    await em.execute(statement);
    await em.commit();
    expect(await orm.schema.getUpdateSchemaSQL()).toContain(named);
  });
});
