import type { EntityManager } from './orm.js';
import type { RowReader } from './row-reader.js';

/**
 * One transaction for everything that an operation does, with the tenant's setting and a role local to it.
 * It begins with the first use, so that an operation which touches no data costs no transaction.
 */
export interface TenantScope extends RowReader {
  /** The entity manager of a scope that writes, inside the transaction. Errors: throws in a scope that only reads. */
  entities(): Promise<EntityManager>;
  /**
   * Ends the transaction: what was written is kept or discarded as a whole. Errors: throws what the database refused to keep, and
   * `UnknownOutcomeError` where it was lost before it told.
   */
  end(outcome: 'keep' | 'discard'): Promise<void>;
}

/** Opens scopes: one for each operation. */
export interface TenantScopes {
  open(tenantId: string, mode: 'read' | 'write'): TenantScope;
  /** Whether the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Something was asked of a transaction that has ended. */
export class EndedScopeError extends Error {
  constructor() {
    super('the transaction of this operation has ended');
  }
}

/** The database was lost while it was asked to keep something: it may have kept it, or not. */
export class UnknownOutcomeError extends Error {
  constructor(cause: unknown) {
    super('the database was lost before it told whether it has committed', { cause });
  }
}
