import { join } from 'node:path';
import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { SqlEntityManager, SqlMikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { packageRoot } from '../package-root.js';
import type { WRITER_PATIENCE } from './patience.js';

export type Orm = SqlMikroORM;
export type EntityManager = SqlEntityManager;

// biome-ignore lint/suspicious/noExplicitAny: the library's own name for an entity of any shape
export type Entity = EntitySchema<any, any, any>;

/** Where the data lies: a folder (or memory) of the embedded database, or a PostgreSQL server. */
export type DatabaseLocation =
  | {
      readonly kind: 'embedded';
      /** A folder, or `memory://`. */
      readonly folder: string;
    }
  | {
      readonly kind: 'postgresql';
      readonly url: string;
      /** Most connections at once. */
      readonly connectionCountMax?: number;
      /** How long its connections wait for anything; left out, for ever, as migrations may have to. */
      readonly patience?: typeof WRITER_PATIENCE;
    };

/** Options that both drivers share. The migrations are those that were built beside the code. */
const shared = (entities: readonly Entity[]) => ({
  entities: [...entities],
  extensions: [Migrator],
  forceUtcTimezone: true,
  allowGlobalContext: false,
  // Else the sources are run where an argument of the process happens to end with .ts.
  preferTs: false,
  // The audit's triggers and functions are written by hand, like the privileges: no entity says them, so none is to be dropped for that.
  schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
  migrations: {
    path: join(packageRoot(), 'dist/migrations'),
    pathTs: join(packageRoot(), 'migrations'),
    snapshotName: 'snapshot',
    snapshotOnMigrate: false,
    emit: 'ts' as const,
    glob: 'migration-*.{js,ts}',
    disableForeignKeys: false,
    silent: true,
    fileName: (timestamp: string, name?: string) => `migration-${timestamp}${name ? `-${name}` : ''}`,
  },
});

/** A transaction whose connection is lost can neither commit nor roll back, and until then the library holds the pool's place for it. */
function releaseLostConnections(pool: pg.Pool): void {
  const held = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (held.has(client)) client.release(true);
    });
  });
}

/** Opens a database; nothing is migrated. Only the driver that is used gets loaded. */
export async function openOrm(location: DatabaseLocation, entities: readonly Entity[]): Promise<Orm> {
  if (location.kind === 'postgresql') {
    const { MikroORM } = await import('@mikro-orm/postgresql');
    const pool = { min: 0, max: location.connectionCountMax ?? 10 };
    const driverOptions = { ...location.patience, onPoolCreated: releaseLostConnections };
    return MikroORM.init({ ...shared(entities), clientUrl: location.url, pool, driverOptions });
  }
  const { MikroORM } = await import('@mikro-orm/pglite');
  return MikroORM.init({ ...shared(entities), dbName: location.folder });
}
