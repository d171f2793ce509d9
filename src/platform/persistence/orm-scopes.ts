import { CompiledQuery } from 'kysely';
import type { EntityManager, Orm } from './orm.js';
import { READER_ROLE, TENANT_SETTING, WRITER_ROLE } from './tenant-policy.js';
import type { TenantScope, TenantScopes } from './tenant-scope.js';

/** Scopes over entity managers: for whatever writes, and on the embedded database for what reads too. */
export class OrmScopes implements TenantScopes {
  constructor(private readonly orm: Orm) {}

  open(tenantId: string, mode: 'read' | 'write'): TenantScope {
    return new OrmScope(this.orm, tenantId, mode);
  }

  async ping(): Promise<void> {
    await this.orm.em.fork().execute('select 1');
  }

  async close(): Promise<void> {
    await this.orm.close();
  }
}

class OrmScope implements TenantScope {
  private readonly em: EntityManager;
  private begun: Promise<void> | undefined;

  constructor(
    orm: Orm,
    tenantId: string,
    private readonly mode: 'read' | 'write',
  ) {
    const role = mode === 'write' ? WRITER_ROLE : READER_ROLE;
    this.em = orm.em.fork({ session: { role, variables: { [TENANT_SETTING]: tenantId } } });
  }

  async entities(): Promise<EntityManager> {
    if (this.mode === 'read') throw new Error('a scope that reads has no entities to write');
    await this.begin();
    return this.em;
  }

  async rows<R extends object>(statement: string, values: readonly unknown[]): Promise<R[]> {
    await this.begin();
    const { rows } = await this.em.getKysely().executeQuery<R>(CompiledQuery.raw(statement, [...values]));
    return rows;
  }

  private begin(): Promise<void> {
    // Resolvers run side by side: the promise is kept, so that only one of them begins.
    this.begun ??= this.startTransaction();
    return this.begun;
  }

  private async startTransaction(): Promise<void> {
    await this.em.begin();
    // Said again to the database: the embedded one takes no such option when a transaction begins.
    if (this.mode === 'read') await this.em.execute('set transaction read only');
  }

  async end(outcome: 'keep' | 'discard'): Promise<void> {
    if (!this.begun) return;
    const hasBegun = await this.begun.then(
      () => true,
      () => false,
    );
    this.begun = undefined;
    if (!hasBegun) return;
    if (outcome === 'keep' && this.mode === 'write') await this.em.commit();
    else await this.em.rollback();
  }
}
