import type { Orm } from './orm.js';
import { READER_ROLE, WRITER_ROLE } from './tenant-policy.js';

/** Raised where the database login could see or change more than the service may. */
export class UnsafeRoleError extends Error {
  override readonly name = 'UnsafeRoleError';
}

interface Login {
  readonly name: string;
  readonly bypasses: boolean;
  readonly owns: boolean;
  readonly mayWrite: boolean;
  readonly mayRead: boolean;
}

/**
 * Refuses a PostgreSQL login that row-level security does not hold, or that lacks the roles which the service assumes.
 *
 * A superuser, a role with BYPASSRLS and whoever can become one see every tenant; an owner could drop the policies.
 */
export async function refuseUnsafeRole(orm: Orm): Promise<void> {
  const [login] = await orm.em.fork().execute<Login[]>(
    `select session_user::text as "name",
       exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(session_user, r.oid, 'member')) as "bypasses",
       exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
               and pg_has_role(session_user, c.relowner, 'member')) as "owns",
       exists (select from pg_roles r where r.rolname = ? and pg_has_role(session_user, r.oid, 'member')) as "mayWrite",
       exists (select from pg_roles r where r.rolname = ? and pg_has_role(session_user, r.oid, 'member')) as "mayRead"`,
    [WRITER_ROLE, READER_ROLE],
  );
  const { name, bypasses, owns, mayWrite, mayRead } = login!;
  const refuse = (zh: string, en: string): never => {
    throw new UnsafeRoleError(`数据库登录 ${name} ${zh} / the database login ${name} ${en}`);
  };
  if (bypasses) refuse('可绕过行级安全', 'can bypass row-level security: use a plain login');
  if (owns) refuse('拥有数据表', 'owns tables: use a login that owns nothing');
  if (!mayWrite || !mayRead) refuse(`须属于 ${WRITER_ROLE} 与 ${READER_ROLE}`, `must be a member of ${WRITER_ROLE} and ${READER_ROLE}`);
}
