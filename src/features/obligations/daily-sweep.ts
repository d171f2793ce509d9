import type { Actor } from '../../platform/auth/actor.js';
import { listPage } from '../../platform/persistence/keyset.js';
import type { TenantScopes } from '../../platform/persistence/tenant-scope.js';
import { dayInChina, type PlatformPolicy, type Shared, TenantContext } from '../../platform/tenant-context.js';
import { type ContractRow, contractsByCode } from '../contracts/contract.repository.js';
import { readyContractsOf, type StoredContract } from '../contracts/stored-contract.js';

/** What the system may do by itself: propose, take back what it proposed, log breaches, and erase what is kept no longer. */
const SYSTEM_PERMISSIONS = new Set(['contract:read', 'period:read', 'draft:read', 'finding:report', 'finding:record', 'staff:sweep']);

/** Something that is done for each contract once a day, and does nothing twice. Gives what of it could not be done, in words. */
export type DailyTask = (context: TenantContext, stored: StoredContract) => Promise<readonly string[]>;

/** Who writes where nobody asked for it. */
const systemOf = (tenantId: string): Actor => ({ subject: 'system', tenantId, roles: [], permissions: SYSTEM_PERMISSIONS });

/**
 * What is to be done without being asked, such as proposing the finding of what is late: once a day for each tenant, before the tenant's first operation of that day is done.
 *
 * No list of tenants is needed, which no login may read, and no clock of its own. Several processes may do it: nothing is proposed twice.
 */
export class DailySweep {
  private readonly done = new Map<string, { readonly day: string; readonly work: Promise<void> }>();

  constructor(
    private readonly scopes: TenantScopes,
    private readonly shared: Shared,
    private readonly now: () => Date,
    private readonly policy: PlatformPolicy,
    private readonly onFailure: (error: Error) => void,
    private readonly tasks: readonly DailyTask[],
  ) {}

  /** Resolves once the tenant has been swept today. A failure is told and tried again with the next operation; it holds nobody up. */
  async before(tenantId: string): Promise<void> {
    const day = dayInChina(this.now());
    const known = this.done.get(tenantId);
    if (known?.day === day) return known.work;
    // Opened only to be ended: a stop waits for every scope that is open.
    const work = this.sweep(this.contextOf(tenantId)).catch((error: Error) => {
      this.done.delete(tenantId);
      this.onFailure(error);
    });
    this.done.set(tenantId, { day, work });
    return work;
  }

  private contextOf(tenantId: string): TenantContext {
    return new TenantContext(systemOf(tenantId), this.scopes.open(tenantId, 'write'), this.shared, this.now, 'daily-sweep', this.policy);
  }

  private async sweep(context: TenantContext): Promise<void> {
    try {
      const { rows } = await listPage<ContractRow>(context, contractsByCode(context), { first: 100 });
      for (const stored of await readyContractsOf(context, rows))
        for (const task of this.tasks)
          for (const failure of await task(context, stored)) this.onFailure(new Error(`${context.tenantId} ${stored.code}: ${failure}`));
      await context.end('keep');
    } catch (error) {
      await context.end('discard');
      throw error;
    }
  }
}
