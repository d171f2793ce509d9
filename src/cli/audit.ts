import type { AuditFault } from '../features/audit/verify-audit-trail.js';

/** What each fault says to people. */
const FAULTS: Readonly<Record<AuditFault, string>> = {
  CHANGED: '内容与封存时不符 / its contents are not those that it was sealed with',
  MISSING_BEFORE: '其前的记录缺失或被插入 / an entry before it is gone, or one was put in between',
  HEAD_MISSING: '链尾缺失：所记散列不在其中 / the end is gone: the hash that was noted is not in it',
};

/** What the check of one tenant's trail prints, as a line of JSON. */
interface Report {
  readonly tenant: string;
  readonly intact: boolean;
  readonly [field: string]: unknown;
}

/**
 * Checks the audit trails of some tenants in the database that the environment names, as `npm start` does; prints a line for each.
 * Gives whether all are intact. Errors: throws where the database cannot be used.
 */
export async function verifyAudit(
  tenants: readonly string[],
  notedHead: string | null,
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<boolean> {
  // Only this command needs a database: the others start without loading what reaches one.
  const { readConfig } = await import('../platform/config.js');
  const { openStorage } = await import('../platform/persistence/storage.js');
  const { entities } = await import('../features/entities.js');
  const { verifyAuditTrail } = await import('../features/audit/verify-audit-trail.js');
  const config = readConfig(environment);
  const storage = await openStorage({ location: config.database, ownerUrl: null, entities, onIdleError: () => {} });
  let isAllIntact = true;
  try {
    for (const tenant of tenants) {
      const scope = storage.scopes.open(tenant, 'read');
      const verdict = await verifyAuditTrail(scope, tenant, notedHead);
      await scope.end('discard');
      isAllIntact &&= verdict.isIntact;
      const report: Report = verdict.isIntact
        ? { tenant, intact: true, entries: verdict.entryCount, head: verdict.head }
        : { tenant, intact: false, firstBroken: verdict.sequence, fault: verdict.fault, message: FAULTS[verdict.fault] };
      print(JSON.stringify(report));
    }
  } finally {
    await storage.close();
  }
  return isAllIntact;
}
