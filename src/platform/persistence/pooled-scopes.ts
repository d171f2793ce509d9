import pg from 'pg';
import type { EntityManager } from './orm.js';
import { PATIENCE } from './patience.js';
import { READER_ROLE, TENANT_SETTING } from './tenant-policy.js';
import { EndedScopeError, type TenantScope, type TenantScopes } from './tenant-scope.js';

const DATE_OID = 1082;

/** A date stays the text that it is; everything else as the driver reads it. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === DATE_OID ? (text: string) => text : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * Scopes on PostgreSQL: what reads goes straight to the driver, as prepared statements; what writes goes through entities.
 * Beginning, role and tenant are one round trip, and nobody waits for the end of a transaction that read.
 */
export class PooledScopes implements TenantScopes {
  private readonly pool: pg.Pool;

  constructor(
    url: string,
    connectionCountMax: number,
    private readonly writers: TenantScopes,
    onIdleError: (error: Error) => void,
  ) {
    this.pool = new pg.Pool({ ...PATIENCE, connectionString: url, max: connectionCountMax, types, pipeline: true });
    // A connection that breaks while nobody uses it is replaced by the pool.
    this.pool.on('error', onIdleError);
    // One that breaks in use fails the statements under way; left without a listener, its event would end the process.
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  open(tenantId: string, mode: 'read' | 'write'): TenantScope {
    return mode === 'write' ? this.writers.open(tenantId, mode) : new PooledScope(this.pool, tenantId);
  }

  async ping(): Promise<void> {
    await this.pool.query('select 1');
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.writers.close();
  }
}

/** Short names for statements: a name that the server knows spares it the parsing. */
const names = new Map<string, string>();

function nameOf(statement: string): string {
  const known = names.get(statement);
  if (known) return known;
  const name = `s${names.size}`;
  names.set(statement, name);
  return name;
}

/** A connection whose transaction has been begun, or is about to be: what follows is sent without waiting for it. */
interface Opened {
  readonly client: pg.PoolClient;
  readonly begun: Promise<unknown>;
}

class PooledScope implements TenantScope {
  private opened: Promise<Opened> | undefined;
  private isEnded = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly tenantId: string,
  ) {}

  entities(): Promise<EntityManager> {
    return Promise.reject(new Error('a scope that reads has no entities to write'));
  }

  async rows<R extends object>(statement: string, values: readonly unknown[]): Promise<R[]> {
    // Parts of an operation go on after its answer is known to be an error: they must not begin what nobody would end.
    if (this.isEnded) throw new EndedScopeError();
    // The promise is kept: resolvers run side by side, and only one of them begins.
    this.opened ??= this.open();
    const { client, begun } = await this.opened;
    const query = client.query<R>({ name: nameOf(statement), text: statement, values: [...values] });
    // Where it could not begin, the login by itself may read nothing, and the answer is its error.
    const [{ rows }] = await Promise.all([query, begun]);
    return rows;
  }

  private async open(): Promise<Opened> {
    const client = await this.pool.connect();
    const tenant = pg.escapeLiteral(this.tenantId);
    const begun = client.query(
      `begin isolation level repeatable read read only; set local role ${READER_ROLE}; select set_config('${TENANT_SETTING}', ${tenant}, true)`,
    );
    begun.catch(() => {});
    return { client, begun };
  }

  async end(): Promise<void> {
    if (this.isEnded) return;
    this.isEnded = true;
    const opened = await this.opened?.catch(() => null);
    if (!opened) return;
    const { client } = opened;
    // The answer does not wait for this; a connection that cannot even roll back is thrown away.
    client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
  }
}
