import { Migration } from '@mikro-orm/migrations';
import { appendable, audited } from './history.js';

const TABLES = ['evidence', 'evidence_links', 'evidence_reviews', 'evidence_uploads', 'evidence_verdicts', 'evidence_withdrawals'];

export class Migration20261126042742_evidence extends Migration {

  override name = 'Migration20261126042742_evidence';

  override up(): void | Promise<void> {
    this.addSql(`create table "evidence_uploads" ("tenant_id" varchar(64) not null, "id" uuid not null, "file_name" varchar(255) not null, "size_bytes" int not null, "sha256" varchar(64) not null, "content_type" varchar(127) not null, "description" text null, "party" text not null, "expires_at" timestamptz not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);

    this.addSql(`create table "evidence" ("tenant_id" varchar(64) not null, "id" uuid not null, "upload_id" uuid not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "evidence" add constraint "evidence_tenant_id_upload_id_unique" unique ("tenant_id", "upload_id");`);

    this.addSql(`create table "evidence_reviews" ("tenant_id" varchar(64) not null, "evidence_id" uuid not null, "revision" int not null, "outcome" text not null, "reason" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "evidence_id", "revision"));`);

    this.addSql(`create table "evidence_verdicts" ("tenant_id" varchar(64) not null, "upload_id" uuid not null, "outcome" text not null, "fault" varchar(32) null, "detail" varchar(255) null, "is_scanned" boolean not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "upload_id"));`);

    this.addSql(`create table "evidence_withdrawals" ("tenant_id" varchar(64) not null, "evidence_id" uuid not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "evidence_id"));`);

    this.addSql(`create table "evidence_links" ("tenant_id" varchar(64) not null, "id" uuid not null, "evidence_id" uuid not null, "subject" text not null, "period_id" uuid null, "item" varchar(64) null, "finding_id" uuid null, "observation_id" uuid null, "deliverable_id" uuid null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "evidence_links_tenant_id_evidence_id_index" on "evidence_links" ("tenant_id", "evidence_id");`);
    this.addSql(`create index "evidence_links_tenant_id_period_id_index" on "evidence_links" ("tenant_id", "period_id");`);
    this.addSql(`create index "evidence_links_tenant_id_finding_id_index" on "evidence_links" ("tenant_id", "finding_id");`);
    this.addSql(`create index "evidence_links_tenant_id_observation_id_index" on "evidence_links" ("tenant_id", "observation_id");`);
    this.addSql(`create index "evidence_links_tenant_id_deliverable_id_index" on "evidence_links" ("tenant_id", "deliverable_id");`);

    this.addSql(`alter table "evidence_uploads" add constraint "evidence_uploads_size" check (size_bytes >= 1 and size_bytes <= 52428800);`);
    this.addSql(`alter table "evidence_uploads" add constraint "evidence_uploads_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
    this.addSql(`alter table "evidence_uploads" enable row level security;`);
    this.addSql(`alter table "evidence_uploads" force row level security;`);
    this.addSql(`create policy "evidence_uploads_tenant" on "evidence_uploads" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "evidence" add constraint "evidence_tenant_id_upload_id_foreign" foreign key ("tenant_id", "upload_id") references "evidence_uploads" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence" enable row level security;`);
    this.addSql(`alter table "evidence" force row level security;`);
    this.addSql(`create policy "evidence_tenant" on "evidence" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "evidence_reviews" add constraint "evidence_reviews_tenant_id_evidence_id_foreign" foreign key ("tenant_id", "evidence_id") references "evidence" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_reviews" add constraint "evidence_reviews_outcome_check" check ("outcome" in ('ACCEPTED', 'RETURNED'));`);
    this.addSql(`alter table "evidence_reviews" enable row level security;`);
    this.addSql(`alter table "evidence_reviews" force row level security;`);
    this.addSql(`create policy "evidence_reviews_tenant" on "evidence_reviews" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "evidence_verdicts" add constraint "evidence_verdicts_tenant_id_upload_id_foreign" foreign key ("tenant_id", "upload_id") references "evidence_uploads" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_verdicts" add constraint "evidence_verdicts_fault" check ((outcome = 'REFUSED') = (fault is not null));`);
    this.addSql(`alter table "evidence_verdicts" add constraint "evidence_verdicts_outcome_check" check ("outcome" in ('KEPT', 'REFUSED'));`);
    this.addSql(`alter table "evidence_verdicts" enable row level security;`);
    this.addSql(`alter table "evidence_verdicts" force row level security;`);
    this.addSql(`create policy "evidence_verdicts_tenant" on "evidence_verdicts" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "evidence_withdrawals" add constraint "evidence_withdrawals_tenant_id_evidence_id_foreign" foreign key ("tenant_id", "evidence_id") references "evidence" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_withdrawals" enable row level security;`);
    this.addSql(`alter table "evidence_withdrawals" force row level security;`);
    this.addSql(`create policy "evidence_withdrawals_tenant" on "evidence_withdrawals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "evidence_links" add constraint "evidence_links_tenant_id_evidence_id_foreign" foreign key ("tenant_id", "evidence_id") references "evidence" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_tenant_id_finding_id_foreign" foreign key ("tenant_id", "finding_id") references "findings" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_tenant_id_observation_id_foreign" foreign key ("tenant_id", "observation_id") references "observations" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_tenant_id_deliverable_id_foreign" foreign key ("tenant_id", "deliverable_id") references "deliverables" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_subject" check ((subject = 'DELIVERABLE') = (period_id is null) and (subject = 'ITEM') = (item is not null) and (subject = 'FINDING') = (finding_id is not null) and (subject = 'OBSERVATION') = (observation_id is not null) and (subject = 'DELIVERABLE') = (deliverable_id is not null));`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_subject_check" check ("subject" in ('ITEM', 'FINDING', 'OBSERVATION', 'DELIVERABLE'));`);
    this.addSql(`alter table "evidence_links" enable row level security;`);
    this.addSql(`alter table "evidence_links" force row level security;`);
    this.addSql(`create policy "evidence_links_tenant" on "evidence_links" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    for (const statement of [...appendable(TABLES), ...TABLES.flatMap((table) => audited(table))]) this.addSql(statement);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "evidence" drop constraint "evidence_tenant_id_upload_id_foreign";`);
    this.addSql(`alter table "evidence_verdicts" drop constraint "evidence_verdicts_tenant_id_upload_id_foreign";`);
    this.addSql(`alter table "evidence_reviews" drop constraint "evidence_reviews_tenant_id_evidence_id_foreign";`);
    this.addSql(`alter table "evidence_withdrawals" drop constraint "evidence_withdrawals_tenant_id_evidence_id_foreign";`);
    this.addSql(`alter table "evidence_links" drop constraint "evidence_links_tenant_id_evidence_id_foreign";`);

    this.addSql(`drop table if exists "evidence_uploads" cascade;`);
    this.addSql(`drop table if exists "evidence" cascade;`);
    this.addSql(`drop table if exists "evidence_reviews" cascade;`);
    this.addSql(`drop table if exists "evidence_verdicts" cascade;`);
    this.addSql(`drop table if exists "evidence_withdrawals" cascade;`);
    this.addSql(`drop table if exists "evidence_links" cascade;`);
  }

}
