import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../package-root.js';
import type { Orm } from './orm.js';
import { READER_ROLE } from './tenant-policy.js';

/** Raised where a database lacks migrations and nobody here may run them. */
export class NotMigratedError extends Error {
  override readonly name = 'NotMigratedError';
}

/** Brings a database up to date, as the owner of its tables. */
export async function migrate(orm: Orm): Promise<void> {
  await orm.migrator.up();
}

/** Refuses a database that lacks migrations, as the login of the service. */
export async function refuseUnmigrated(orm: Orm): Promise<void> {
  const expected = readdirSync(join(packageRoot(), 'dist/migrations'))
    .filter((file) => /^migration-.*\.js$/.test(file))
    .map((file) => basename(file, '.js'));
  const em = orm.em.fork({ session: { role: READER_ROLE } });
  const run = await em
    .transactional((inside) => inside.execute<{ name: string }[]>('select name from mikro_orm_migrations'))
    .catch(() => []);
  const missing = expected.filter((name) => !run.some((row) => basename(row.name, '.js') === name));
  if (missing.length > 0)
    throw new NotMigratedError(
      `数据库缺少迁移 / the database lacks migrations: ${missing.join(', ')}; set DATABASE_OWNER_URL, the login of the tables' owner`,
    );
}
