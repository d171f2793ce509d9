import { CompiledQuery } from 'kysely';
import type { EntityManager, Orm } from './orm.js';
import { READER_ROLE, TENANT_SETTING, WRITER_ROLE } from './tenant-policy.js';
import { EndedScopeError, type TenantScope, type TenantScopes, UnknownOutcomeError } from './tenant-scope.js';

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
  private isEnded = false;

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

  private async begin(): Promise<void> {
    // Resolvers run side by side: the promise is kept, so that only one of them begins.
    if (!this.isEnded) this.begun ??= this.startTransaction();
    await this.begun;
    // Parts of an operation go on after its answer is known to be an error: outside the transaction they may do nothing.
    if (this.isEnded) throw new EndedScopeError();
  }

  private async startTransaction(): Promise<void> {
    await this.em.begin();
    // Said again to the database: the embedded one takes no such option when a transaction begins.
    if (this.mode === 'read') await this.em.execute('set transaction read only');
  }

  async end(outcome: 'keep' | 'discard'): Promise<void> {
    if (this.isEnded) return;
    this.isEnded = true;
    const hasBegun = await this.begun?.then(
      () => true,
      () => false,
    );
    if (!hasBegun) return;
    if (outcome === 'keep' && this.mode === 'write') await this.commit();
    else await this.em.rollback();
  }

  private async commit(): Promise<void> {
    try {
      await this.em.commit();
    } catch (error) {
      // The library lets go of the connection after a rollback, not after a refused commit.
      await this.em.rollback().catch(() => {});
      throw isRefusal(error) ? error : new UnknownOutcomeError(error);
    }
  }
}

/** SQLSTATE classes of a server that goes away, or no longer trusts itself: it may have committed before. */
const GOING_AWAY = ['08', '57', '58', 'XX'];

/** Whether a server answered a commit, and by its answer has kept nothing; everything else is a connection that broke. */
function isRefusal(error: unknown): boolean {
  const { severity, code } = error as { readonly severity?: unknown; readonly code?: unknown };
  return severity !== undefined && typeof code === 'string' && !GOING_AWAY.includes(code.slice(0, 2));
}
