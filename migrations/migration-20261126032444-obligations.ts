import { Migration } from '@mikro-orm/migrations';
import { appendable, audited } from './history.js';

const TABLES = ['deliverable_reviews', 'deliverables', 'obligation_dates', 'obligation_events'];

export class Migration20261126032444_obligations extends Migration {

  override name = 'Migration20261126032444_obligations';

  override up(): void | Promise<void> {
    this.addSql(`create table "deliverables" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "obligation" varchar(64) not null, "occurrence" varchar(64) not null, "party" text not null, "submitted_on" date not null, "description" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "deliverables_tenant_id_contract_id_obligation_occurrence_index" on "deliverables" ("tenant_id", "contract_id", "obligation", "occurrence");`);

    this.addSql(`create table "deliverable_reviews" ("tenant_id" varchar(64) not null, "deliverable_id" uuid not null, "revision" int not null, "outcome" text not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "deliverable_id", "revision"));`);

    this.addSql(`create table "obligation_dates" ("tenant_id" varchar(64) not null, "contract_id" uuid not null, "obligation" varchar(64) not null, "occurrence" varchar(64) not null, "kind" text not null, "revision" int not null, "date" date not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "contract_id", "obligation", "occurrence", "kind", "revision"));`);

    this.addSql(`create table "obligation_events" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "code" varchar(64) not null, "obligation" varchar(64) null, "occurred_on" date not null, "due_on" date null, "note" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "obligation_events_tenant_id_contract_id_occurred_on_index" on "obligation_events" ("tenant_id", "contract_id", "occurred_on");`);

    this.addSql(`alter table "deliverables" add constraint "deliverables_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "deliverables" add constraint "deliverables_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
    this.addSql(`alter table "deliverables" enable row level security;`);
    this.addSql(`alter table "deliverables" force row level security;`);
    this.addSql(`create policy "deliverables_tenant" on "deliverables" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "deliverable_reviews" add constraint "deliverable_reviews_tenant_id_deliverable_id_foreign" foreign key ("tenant_id", "deliverable_id") references "deliverables" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "deliverable_reviews" add constraint "deliverable_reviews_outcome_check" check ("outcome" in ('ACCEPTED', 'RETURNED'));`);
    this.addSql(`alter table "deliverable_reviews" enable row level security;`);
    this.addSql(`alter table "deliverable_reviews" force row level security;`);
    this.addSql(`create policy "deliverable_reviews_tenant" on "deliverable_reviews" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "obligation_dates" add constraint "obligation_dates_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "obligation_dates" add constraint "obligation_dates_kind_check" check ("kind" in ('POLICY', 'CONSENT'));`);
    this.addSql(`alter table "obligation_dates" enable row level security;`);
    this.addSql(`alter table "obligation_dates" force row level security;`);
    this.addSql(`create policy "obligation_dates_tenant" on "obligation_dates" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "obligation_events" add constraint "obligation_events_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "obligation_events" enable row level security;`);
    this.addSql(`alter table "obligation_events" force row level security;`);
    this.addSql(`create policy "obligation_events_tenant" on "obligation_events" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    for (const statement of [...appendable(TABLES), ...TABLES.flatMap((table) => audited(table))]) this.addSql(statement);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "deliverable_reviews" drop constraint "deliverable_reviews_tenant_id_deliverable_id_foreign";`);

    this.addSql(`drop table if exists "deliverables" cascade;`);
    this.addSql(`drop table if exists "deliverable_reviews" cascade;`);
    this.addSql(`drop table if exists "obligation_dates" cascade;`);
    this.addSql(`drop table if exists "obligation_events" cascade;`);
  }

}
