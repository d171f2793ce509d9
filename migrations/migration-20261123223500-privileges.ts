import { Migration } from '@mikro-orm/migrations';

const APPENDED = ['observations', 'findings', 'judgements', 'scorecards', 'scorecard_publications'];

/**
 * What the two roles of the service may do. Privileges are no part of the entities: written by hand, and compared by a test.
 *
 * History is append-only because nobody but the owner has the privilege to change or delete a row of it.
 */
export class Migration20261123223500_privileges extends Migration {
  override name = 'Migration20261123223500_privileges';

  override up(): void {
    for (const role of ['hotline_app', 'hotline_reader']) {
      // On a server of its own the administrator makes the roles, since the owner of the tables may not.
      this.addSql(`do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if; end $$;`);
      this.addSql(`grant usage on schema public to ${role};`);
      this.addSql(`grant select on all tables in schema public to ${role};`);
    }
    this.addSql(`grant insert on ${APPENDED.join(', ')} to hotline_app;`);
    this.addSql(`grant update (state) on assessment_periods to hotline_app;`);
  }

  override down(): void {
    for (const role of ['hotline_app', 'hotline_reader']) this.addSql(`revoke all on all tables in schema public from ${role};`);
  }
}
