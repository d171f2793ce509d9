import { Migration } from '@mikro-orm/migrations';
import { appendable, audited } from './history.js';

export class Migration20261126170452_leave_proofs extends Migration {

  override name = 'Migration20261126170452_leave_proofs';

  override up(): void | Promise<void> {
    this.addSql(`create table "leave_proofs" ("tenant_id" varchar(64) not null, "request_id" uuid not null, "code" varchar(64) not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "request_id", "code"));`);

    this.addSql(`alter table "leave_proofs" add constraint "leave_proofs_tenant_id_request_id_foreign" foreign key ("tenant_id", "request_id") references "leave_requests" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "leave_proofs" enable row level security;`);
    this.addSql(`alter table "leave_proofs" force row level security;`);
    this.addSql(`create policy "leave_proofs_tenant" on "leave_proofs" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);
    for (const statement of [...appendable(['leave_proofs']), ...audited('leave_proofs')]) this.addSql(statement);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "leave_proofs" cascade;`);
  }

}
