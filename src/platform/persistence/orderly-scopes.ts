import type { TenantScope, TenantScopes } from './tenant-scope.js';

/**
 * Scopes that close in order: none is opened any more, and the database stays until those that are open have ended.
 *
 * An operation outlives its caller's connection, so that a server without connections may still have some under way.
 */
export class OrderlyScopes implements TenantScopes {
  private openCount = 0;
  private onAllEnded: (() => void) | undefined;
  private closed: Promise<void> | undefined;

  constructor(private readonly scopes: TenantScopes) {}

  open(tenantId: string, mode: 'read' | 'write'): TenantScope {
    if (this.closed) throw new Error('the database is being closed');
    const scope = this.scopes.open(tenantId, mode);
    this.openCount += 1;
    let ended: Promise<void> | undefined;
    return {
      rows: (statement, values) => scope.rows(statement, values),
      entities: () => scope.entities(),
      end: (outcome) => {
        ended ??= scope.end(outcome).finally(() => this.hasEnded());
        return ended;
      },
    };
  }

  private hasEnded(): void {
    this.openCount -= 1;
    if (this.openCount === 0) this.onAllEnded?.();
  }

  ping(): Promise<void> {
    return this.scopes.ping();
  }

  close(): Promise<void> {
    this.closed ??= this.closeInOrder();
    return this.closed;
  }

  private async closeInOrder(): Promise<void> {
    const allEnded = new Promise<void>((resolve) => {
      this.onAllEnded = resolve;
    });
    if (this.openCount > 0) await allEnded;
    await this.scopes.close();
  }
}
