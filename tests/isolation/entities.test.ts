import { openAsBlob } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entities } from '../../src/features/entities.js';
import type { DatabaseLocation, Orm } from '../../src/platform/persistence/orm.js';
import { openOrm } from '../../src/platform/persistence/orm.js';
import { createService, DATABASES, type Service } from '../support/service.js';

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let orm: Orm;
  beforeAll(async () => {
    service = await createService(kind);
    const location: DatabaseLocation = service.urls
      ? { kind: 'postgresql', url: service.urls.owner, connectionCountMax: 1 }
      : { kind: 'embedded', folder: 'memory://', dump: await openAsBlob(process.env.HOTLINE_TEST_DUMP!) };
    orm = await openOrm(location, entities);
  });
  afterAll(async () => {
    await orm.close();
    await service.stop();
  });

  test('a migrated database is as the entities say: nothing is left to migrate', async () => {
    expect(await orm.schema.getUpdateSchemaSQL()).toBe('');
    expect(await orm.migrator.getPending()).toEqual([]);
  });

  test.each([
    ['alter table findings drop column event_id', 'event_id'],
    ['drop policy scorecards_tenant on scorecards', 'scorecards_tenant'],
    ['alter table contracts no force row level security', 'row level security'],
    ['alter table rubrics disable row level security', 'row level security'],
    ['alter table observations drop constraint observations_tenant_id_period_id_foreign', 'observations_tenant_id_period_id_foreign'],
    ['drop index observations_revision_unique', 'observations_revision_unique'],
  ])('a difference is noticed: %s', async (statement, named) => {
    const em = orm.em.fork();
    await em.begin();
    await em.execute(statement);
    await em.commit();
    expect(await orm.schema.getUpdateSchemaSQL()).toContain(named);
  });
});
