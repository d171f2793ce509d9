import { lockFolder } from './folder-lock.js';
import { migrate, refuseUnmigrated } from './migrate.js';
import { OrderlyScopes } from './orderly-scopes.js';
import { type DatabaseLocation, type Entity, type EntityManager, type Orm, openOrm } from './orm.js';
import { OrmScopes } from './orm-scopes.js';
import { WRITER_PATIENCE } from './patience.js';
import { PooledScopes } from './pooled-scopes.js';
import { refuseUnsafeRole } from './refuse-unsafe-role.js';
import { TENANT_SETTING } from './tenant-policy.js';
import type { TenantScopes } from './tenant-scope.js';

export interface StorageOptions {
  readonly location: DatabaseLocation;
  /** Login of the tables' owner on a PostgreSQL server; null where somebody else migrates and seeds. */
  readonly ownerUrl: string | null;
  readonly entities: readonly Entity[];
  readonly onIdleError: (error: Error) => void;
}

/** A database, up to date and safe to serve from. */
export interface Storage {
  readonly scopes: TenantScopes;
  /** Does something for a tenant as the tables' owner, in one transaction; null where the owner's login is not known. */
  readonly asOwner: (<T>(tenantId: string, work: (em: EntityManager) => Promise<T>) => Promise<T>) | null;
  close(): Promise<void>;
}

/** Row-level security holds the owner too: it names the tenant like everybody else. */
const ownerOf =
  (orm: Orm) =>
  <T>(tenantId: string, work: (em: EntityManager) => Promise<T>): Promise<T> =>
    orm.em.fork({ session: { variables: { [TENANT_SETTING]: tenantId } } }).transactional(work);

/**
 * Opens a database and brings it up to date.
 *
 * Errors: a data folder in use, a PostgreSQL login that could see or change more than the service may, lacking migrations.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { location } = options;
  return location.kind === 'embedded' ? openEmbedded(location, options) : openPostgres(location, options);
}

async function openEmbedded(location: Extract<DatabaseLocation, { kind: 'embedded' }>, { entities }: StorageOptions): Promise<Storage> {
  const unlock = location.folder.startsWith('memory:') ? () => {} : lockFolder(location.folder);
  try {
    const orm = await openOrm(location, entities);
    await migrate(orm);
    const scopes = new OrderlyScopes(new OrmScopes(orm));
    return {
      scopes,
      asOwner: ownerOf(orm),
      close: async () => {
        await scopes.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openPostgres(
  location: Extract<DatabaseLocation, { kind: 'postgresql' }>,
  { ownerUrl, entities, onIdleError }: StorageOptions,
): Promise<Storage> {
  const owner = ownerUrl === null ? null : await openOrm({ kind: 'postgresql', url: ownerUrl, connectionCountMax: 2 }, entities);
  const opened = [owner];
  try {
    if (owner) await migrate(owner);
    const orm = await openOrm({ ...location, patience: WRITER_PATIENCE }, entities);
    opened.push(orm);
    await refuseUnsafeRole(orm);
    await refuseUnmigrated(orm);
    const pooled = new PooledScopes(location.url, location.connectionCountMax ?? 10, new OrmScopes(orm), onIdleError);
    const scopes = new OrderlyScopes(pooled);
    return {
      scopes,
      asOwner: owner && ownerOf(owner),
      close: async () => {
        await scopes.close();
        await owner?.close();
      },
    };
  } catch (error) {
    for (const orm of opened) await orm?.close();
    throw error;
  }
}
