import { attempt, REFUSED, type Run } from './isolation.js';

/** The roles that the service works in. */
export const SERVICE_ROLES = ['hotline_app', 'hotline_reader'] as const;

export type ServiceRole = (typeof SERVICE_ROLES)[number] | 'hotline_owner';

/** Who looks, at what, and whose rows they must not find. */
export interface Look {
  readonly role: ServiceRole;
  readonly table: string;
  readonly own: string;
  readonly foreign: string;
}

/** Works as a role, with the tenant's setting, within the superuser's transaction; afterwards both are as before. */
export async function asRole<T>(run: Run, role: string, tenant: string | null, work: () => Promise<T>): Promise<T> {
  await run('savepoint as_role');
  await run(`set local role ${role}`);
  if (tenant !== null) await run(`select set_config('app.tenant_id', $1, true)`, [tenant]);
  try {
    return await work();
  } finally {
    await run('rollback to savepoint as_role');
  }
}

/** The tenants whose rows a role finds in a table, without any condition. */
export async function tenantsSeen(run: Run, table: string): Promise<string[]> {
  const rows = await run<{ tenant: string }>(`select distinct tenant_id as tenant from ${table} order by 1`);
  return rows.map(({ tenant }) => tenant);
}

/**
 * Every way in which a role gets at another tenant's rows of a table; empty where there is none.
 *
 * What the role has no privilege for is not tried. An insert that is refused for anything but the policy has told something of the
 * other tenant, and counts.
 */
export async function leaksOf(run: Run, { role, table, own, foreign }: Look): Promise<string[]> {
  const [sample] = await run<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t where tenant_id = $1 limit 1`, [foreign]);
  if (!sample) throw new Error(`${foreign} has no row in ${table}: nothing would be proved`);
  const may = await privilegesOf(run, role, table);
  return asRole(run, role, own, async () => {
    const leaks: string[] = [];
    if ((await tenantsSeen(run, table)).includes(foreign)) leaks.push('select');
    if (may.updated !== null) {
      const changed = await attempt<{ tenant: string }>(
        run,
        `update ${table} set ${may.updated} = ${may.updated} returning tenant_id as tenant`,
      );
      if (Array.isArray(changed) && changed.some(({ tenant }) => tenant === foreign)) leaks.push('update');
    }
    if (may.isInserted) {
      const inserted = await attempt(run, `insert into ${table} select * from jsonb_populate_record(null::${table}, $1::jsonb)`, [
        JSON.stringify({ ...JSON.parse(sample.row), id: '00000000-0000-7000-8000-000000000001' }),
      ]);
      if (Array.isArray(inserted) || inserted.code !== REFUSED) leaks.push('insert');
    }
    if (may.isDeleted) {
      const deleted = await attempt<{ tenant: string }>(run, `delete from ${table} returning tenant_id as tenant`);
      if (Array.isArray(deleted) && deleted.some(({ tenant }) => tenant === foreign)) leaks.push('delete');
    }
    return leaks;
  });
}

interface Privileges {
  readonly isInserted: boolean;
  readonly isDeleted: boolean;
  /** A column that the role may change; null for none. */
  readonly updated: string | null;
}

async function privilegesOf(run: Run, role: string, table: string): Promise<Privileges> {
  const [row] = await run<Privileges>(
    `select has_table_privilege($1, $2, 'insert') as "isInserted", has_table_privilege($1, $2, 'delete') as "isDeleted",
       (select min(a.attname)::text from pg_attribute a where a.attrelid = $2::regclass and a.attnum > 0 and not a.attisdropped
        and has_column_privilege($1, $2, a.attname, 'update')) as updated`,
    [role, table],
  );
  return row!;
}
