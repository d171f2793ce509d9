import type { Actor } from './auth/actor.js';
import type { EntityManager } from './persistence/orm.js';
import type { RowReader } from './persistence/row-reader.js';
import type { TenantScope } from './persistence/tenant-scope.js';
import { RequestError } from './request-error.js';

/** Things that live as long as the process and are made once, by the function that makes them. */
export class Shared {
  private readonly made = new Map<unknown, unknown>();

  /** Gives what `of` would make, where something of the process decides it. */
  provide<T>(make: () => T, value: T): void {
    this.made.set(make, value);
  }

  of<T>(make: () => T): T {
    if (!this.made.has(make)) this.made.set(make, make());
    return this.made.get(make) as T;
  }
}

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The day that an instant falls on in China, which has one time zone and no summer time. */
export const dayInChina = (instant: Date): string => minuteInChina(instant).slice(0, 10);

/** The minute of an instant in China, as `YYYY-MM-DDTHH:MM`. */
export const minuteInChina = (instant: Date): string => new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 16);

/** What the platform sets where no contract says anything; shown as such. */
export interface PlatformPolicy {
  /** Working days after publication in which the vendor may appeal. */
  readonly appealWorkingDays: number;
}

export const DEFAULT_POLICY: PlatformPolicy = { appealWorkingDays: 5 };

/** What an operation of one tenant has: who acts, the tenant's transaction, loaders, clock. */
export class TenantContext implements RowReader {
  private readonly loaders = new Map<unknown, unknown>();

  constructor(
    readonly actor: Actor,
    private readonly scope: TenantScope,
    private readonly shared: Shared,
    readonly now: () => Date,
    /** Id of the request, for the trail of what it writes. */
    readonly requestId: string,
    readonly policy: PlatformPolicy,
  ) {}

  get tenantId(): string {
    return this.actor.tenantId;
  }

  may(permission: string): boolean {
    return this.actor.permissions.has(permission);
  }

  /** Errors: throws FORBIDDEN where the actor has none of the permissions. */
  authorize(...permissions: readonly string[]): void {
    if (permissions.some((permission) => this.may(permission))) return;
    throw new RequestError('FORBIDDEN', `没有权限 ${permissions.join('、')}`, `permission ${permissions.join(' or ')} is needed`);
  }

  rows<R extends object>(statement: string, values: readonly unknown[]): Promise<R[]> {
    return this.scope.rows(statement, values);
  }

  /** The entity manager of the operation's transaction. Errors: throws in an operation that only reads. */
  entities(): Promise<EntityManager> {
    return this.scope.entities();
  }

  /** Who and when, as rows of history bear it. */
  get recorded(): { readonly recordedBy: string; readonly recordedAt: string } {
    return { recordedBy: this.actor.subject, recordedAt: this.now().toISOString() };
  }

  /** The day it is in China. */
  get today(): string {
    return dayInChina(this.now());
  }

  /** A loader of this operation, made on its first use; known by the function that makes it, or by a key. */
  loader<T>(make: (context: TenantContext) => T, key: unknown = make): T {
    if (!this.loaders.has(key)) this.loaders.set(key, make(this));
    return this.loaders.get(key) as T;
  }

  /** Forgets what was loaded: something was written. */
  forgetLoaded(): void {
    this.loaders.clear();
  }

  /** Something that all operations of the process share. */
  ofProcess<T>(make: () => T): T {
    return this.shared.of(make);
  }

  end(outcome: 'keep' | 'discard'): Promise<void> {
    return this.scope.end(outcome);
  }
}
