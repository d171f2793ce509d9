import { Migration } from '@mikro-orm/migrations';

export class Migration20261123222956_tables extends Migration {

  override name = 'Migration20261123222956_tables';

  override up(): void | Promise<void> {
    this.addSql(`create table "contracts" ("tenant_id" varchar(64) not null, "id" uuid not null, "code" varchar(64) not null, "title" jsonb not null, "term_from" date not null, "term_to" date not null, "amount" numeric(16,2) not null, "currency" varchar(3) not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "contracts" add constraint "contracts_tenant_id_code_unique" unique ("tenant_id", "code");`);

    this.addSql(`create table "organisations" ("tenant_id" varchar(64) not null, "id" uuid not null, "code" varchar(64) not null, "name" jsonb not null, "credit_code" varchar(18) null, "note" jsonb null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "organisations" add constraint "organisations_tenant_id_code_unique" unique ("tenant_id", "code");`);
    this.addSql(`alter table "organisations" add constraint "organisations_tenant_id_credit_code_unique" unique ("tenant_id", "credit_code");`);

    this.addSql(`create table "memberships" ("tenant_id" varchar(64) not null, "id" uuid not null, "subject" varchar(255) not null, "label" jsonb not null, "organisation_id" uuid not null, "roles" text[] not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "memberships" add constraint "memberships_tenant_id_subject_unique" unique ("tenant_id", "subject");`);

    this.addSql(`create table "contract_parties" ("tenant_id" varchar(64) not null, "contract_id" uuid not null, "organisation_id" uuid not null, "position" int not null, "roles" text[] not null, primary key ("tenant_id", "contract_id", "organisation_id"));`);

    this.addSql(`create table "reading_agreements" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "reading" varchar(64) not null, "option" varchar(64) not null, "agreed_on" date not null, "document" jsonb not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "reading_agreements_tenant_id_contract_id_reading_a_ddae6_index" on "reading_agreements" ("tenant_id", "contract_id", "reading", "agreed_on");`);

    this.addSql(`create table "rubrics" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "code" varchar(64) not null, "version" int not null, "content" jsonb not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "rubrics" add constraint "rubrics_tenant_id_contract_id_version_unique" unique ("tenant_id", "contract_id", "version");`);

    this.addSql(`create table "contract_versions" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "version" int not null, "effective_from" date not null, "rubric_id" uuid not null, "digest" varchar(71) not null, "content" jsonb not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "contract_versions" add constraint "contract_versions_tenant_id_contract_id_version_unique" unique ("tenant_id", "contract_id", "version");`);

    this.addSql(`create table "readings" ("tenant_id" varchar(64) not null, "version_id" uuid not null, "code" varchar(64) not null, "position" int not null, "impact" varchar(1) not null, "content" jsonb not null, primary key ("tenant_id", "version_id", "code"));`);

    this.addSql(`create table "clauses" ("tenant_id" varchar(64) not null, "version_id" uuid not null, "number" varchar(64) not null, "position" int not null, "text" jsonb not null, "binds" jsonb not null, primary key ("tenant_id", "version_id", "number"));`);

    this.addSql(`create table "assessment_periods" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "version_id" uuid not null, "code" varchar(16) not null, "starts_on" date not null, "ends_on" date not null, "state" text not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "assessment_periods_tenant_id_starts_on_id_index" on "assessment_periods" ("tenant_id", "starts_on", "id");`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_tenant_id_contract_id_code_unique" unique ("tenant_id", "contract_id", "code");`);

    this.addSql(`create table "observations" ("tenant_id" varchar(64) not null, "id" uuid not null, "period_id" uuid not null, "metric" varchar(64) not null, "month" varchar(7) null, "source" varchar(16) not null, "revision" int not null, "value" numeric not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create unique index observations_revision_unique on observations (tenant_id, period_id, metric, coalesce(month, ''), source, revision);`);

    this.addSql(`create table "judgements" ("tenant_id" varchar(64) not null, "id" uuid not null, "period_id" uuid not null, "item" varchar(64) not null, "revision" int not null, "points" numeric not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "judgements" add constraint "judgements_tenant_id_period_id_item_revision_unique" unique ("tenant_id", "period_id", "item", "revision");`);

    this.addSql(`create table "findings" ("tenant_id" varchar(64) not null, "id" uuid not null, "period_id" uuid not null, "reference" varchar(64) not null, "item" varchar(64) not null, "kind" varchar(64) not null, "occurred_on" date not null, "count" numeric not null, "points" numeric null, "reason" text null, "elapsed_hours" numeric null, "due_on" date null, "submitted_on" date null, "consented" boolean null, "level" varchar(16) null, "matter_id" text null, "event_id" text null, "state" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "findings" add constraint "findings_tenant_id_period_id_reference_unique" unique ("tenant_id", "period_id", "reference");`);

    this.addSql(`create table "scorecards" ("tenant_id" varchar(64) not null, "id" uuid not null, "period_id" uuid not null, "revision" int not null, "rubric" varchar(80) not null, "is_complete" boolean not null, "is_provisional" boolean not null, "total" numeric null, "payable" numeric(16,2) null, "undisputed" numeric(16,2) null, "digest" varchar(71) not null, "document" json not null, "scored_by" varchar(255) not null, "scored_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "scorecards" add constraint "scorecards_tenant_id_period_id_revision_unique" unique ("tenant_id", "period_id", "revision");`);

    this.addSql(`create table "scorecard_publications" ("tenant_id" varchar(64) not null, "scorecard_id" uuid not null, "published_by" varchar(255) not null, "published_at" timestamptz not null, primary key ("tenant_id", "scorecard_id"));`);
    this.addSql(`alter table "scorecard_publications" add constraint "scorecard_publications_tenant_id_scorecard_id_unique" unique ("tenant_id", "scorecard_id");`);

    this.addSql(`create table "staffing_requirements" ("tenant_id" varchar(64) not null, "version_id" uuid not null, "code" varchar(64) not null, "position" int not null, "content" jsonb not null, primary key ("tenant_id", "version_id", "code"));`);

    this.addSql(`create table "tenants" ("tenant_id" varchar(64) not null, "name" jsonb not null, "created_at" timestamptz not null, primary key ("tenant_id"));`);

    this.addSql(`alter table "contracts" add constraint "contracts_term" check (term_from <= term_to);`);
    this.addSql(`alter table "contracts" add constraint "contracts_amount" check (amount > 0);`);
    this.addSql(`alter table "contracts" enable row level security;`);
    this.addSql(`alter table "contracts" force row level security;`);
    this.addSql(`create policy "contracts_tenant" on "contracts" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "organisations" add constraint "organisations_credit_code" check (credit_code ~ '^[0-9A-HJ-NP-RTUW-Y]{18}\$');`);
    this.addSql(`alter table "organisations" enable row level security;`);
    this.addSql(`alter table "organisations" force row level security;`);
    this.addSql(`create policy "organisations_tenant" on "organisations" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "memberships" add constraint "memberships_tenant_id_organisation_id_foreign" foreign key ("tenant_id", "organisation_id") references "organisations" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "memberships" enable row level security;`);
    this.addSql(`alter table "memberships" force row level security;`);
    this.addSql(`create policy "memberships_tenant" on "memberships" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "contract_parties" add constraint "contract_parties_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "contract_parties" add constraint "contract_parties_tenant_id_organisation_id_foreign" foreign key ("tenant_id", "organisation_id") references "organisations" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "contract_parties" enable row level security;`);
    this.addSql(`alter table "contract_parties" force row level security;`);
    this.addSql(`create policy "contract_parties_tenant" on "contract_parties" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "reading_agreements" add constraint "reading_agreements_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "reading_agreements" enable row level security;`);
    this.addSql(`alter table "reading_agreements" force row level security;`);
    this.addSql(`create policy "reading_agreements_tenant" on "reading_agreements" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "rubrics" add constraint "rubrics_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "rubrics" enable row level security;`);
    this.addSql(`alter table "rubrics" force row level security;`);
    this.addSql(`create policy "rubrics_tenant" on "rubrics" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "contract_versions" add constraint "contract_versions_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "contract_versions" add constraint "contract_versions_tenant_id_rubric_id_foreign" foreign key ("tenant_id", "rubric_id") references "rubrics" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "contract_versions" enable row level security;`);
    this.addSql(`alter table "contract_versions" force row level security;`);
    this.addSql(`create policy "contract_versions_tenant" on "contract_versions" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "readings" add constraint "readings_tenant_id_version_id_foreign" foreign key ("tenant_id", "version_id") references "contract_versions" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "readings" enable row level security;`);
    this.addSql(`alter table "readings" force row level security;`);
    this.addSql(`create policy "readings_tenant" on "readings" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "clauses" add constraint "clauses_tenant_id_version_id_foreign" foreign key ("tenant_id", "version_id") references "contract_versions" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "clauses" enable row level security;`);
    this.addSql(`alter table "clauses" force row level security;`);
    this.addSql(`create policy "clauses_tenant" on "clauses" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_tenant_id_version_id_foreign" foreign key ("tenant_id", "version_id") references "contract_versions" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_order" check (starts_on <= ends_on);`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_state_check" check ("state" in ('OPEN', 'SCORED', 'PUBLISHED'));`);
    this.addSql(`alter table "assessment_periods" enable row level security;`);
    this.addSql(`alter table "assessment_periods" force row level security;`);
    this.addSql(`create policy "assessment_periods_tenant" on "assessment_periods" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "observations" add constraint "observations_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "observations" add constraint "observations_value" check (value >= 0 and value = trunc(value));`);
    this.addSql(`alter table "observations" enable row level security;`);
    this.addSql(`alter table "observations" force row level security;`);
    this.addSql(`create policy "observations_tenant" on "observations" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "judgements" add constraint "judgements_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "judgements" add constraint "judgements_points" check (points >= 0);`);
    this.addSql(`alter table "judgements" enable row level security;`);
    this.addSql(`alter table "judgements" force row level security;`);
    this.addSql(`create policy "judgements_tenant" on "judgements" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "findings" add constraint "findings_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "findings" add constraint "findings_count" check (count >= 1 and count = trunc(count));`);
    this.addSql(`alter table "findings" add constraint "findings_state_check" check ("state" in ('CONFIRMED'));`);
    this.addSql(`alter table "findings" enable row level security;`);
    this.addSql(`alter table "findings" force row level security;`);
    this.addSql(`create policy "findings_tenant" on "findings" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "scorecards" add constraint "scorecards_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "scorecards" add constraint "scorecards_complete" check (is_complete = (total is not null));`);
    this.addSql(`alter table "scorecards" enable row level security;`);
    this.addSql(`alter table "scorecards" force row level security;`);
    this.addSql(`create policy "scorecards_tenant" on "scorecards" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "scorecard_publications" add constraint "scorecard_publications_tenant_id_scorecard_id_foreign" foreign key ("tenant_id", "scorecard_id") references "scorecards" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "scorecard_publications" enable row level security;`);
    this.addSql(`alter table "scorecard_publications" force row level security;`);
    this.addSql(`create policy "scorecard_publications_tenant" on "scorecard_publications" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "staffing_requirements" add constraint "staffing_requirements_tenant_id_version_id_foreign" foreign key ("tenant_id", "version_id") references "contract_versions" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "staffing_requirements" enable row level security;`);
    this.addSql(`alter table "staffing_requirements" force row level security;`);
    this.addSql(`create policy "staffing_requirements_tenant" on "staffing_requirements" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "tenants" enable row level security;`);
    this.addSql(`alter table "tenants" force row level security;`);
    this.addSql(`create policy "tenants_tenant" on "tenants" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "contract_parties" drop constraint "contract_parties_tenant_id_contract_id_foreign";`);
    this.addSql(`alter table "reading_agreements" drop constraint "reading_agreements_tenant_id_contract_id_foreign";`);
    this.addSql(`alter table "rubrics" drop constraint "rubrics_tenant_id_contract_id_foreign";`);
    this.addSql(`alter table "contract_versions" drop constraint "contract_versions_tenant_id_contract_id_foreign";`);
    this.addSql(`alter table "assessment_periods" drop constraint "assessment_periods_tenant_id_contract_id_foreign";`);
    this.addSql(`alter table "memberships" drop constraint "memberships_tenant_id_organisation_id_foreign";`);
    this.addSql(`alter table "contract_parties" drop constraint "contract_parties_tenant_id_organisation_id_foreign";`);
    this.addSql(`alter table "contract_versions" drop constraint "contract_versions_tenant_id_rubric_id_foreign";`);
    this.addSql(`alter table "readings" drop constraint "readings_tenant_id_version_id_foreign";`);
    this.addSql(`alter table "clauses" drop constraint "clauses_tenant_id_version_id_foreign";`);
    this.addSql(`alter table "assessment_periods" drop constraint "assessment_periods_tenant_id_version_id_foreign";`);
    this.addSql(`alter table "staffing_requirements" drop constraint "staffing_requirements_tenant_id_version_id_foreign";`);
    this.addSql(`alter table "observations" drop constraint "observations_tenant_id_period_id_foreign";`);
    this.addSql(`alter table "judgements" drop constraint "judgements_tenant_id_period_id_foreign";`);
    this.addSql(`alter table "findings" drop constraint "findings_tenant_id_period_id_foreign";`);
    this.addSql(`alter table "scorecards" drop constraint "scorecards_tenant_id_period_id_foreign";`);
    this.addSql(`alter table "scorecard_publications" drop constraint "scorecard_publications_tenant_id_scorecard_id_foreign";`);

    this.addSql(`drop table if exists "contracts" cascade;`);
    this.addSql(`drop table if exists "organisations" cascade;`);
    this.addSql(`drop table if exists "memberships" cascade;`);
    this.addSql(`drop table if exists "contract_parties" cascade;`);
    this.addSql(`drop table if exists "reading_agreements" cascade;`);
    this.addSql(`drop table if exists "rubrics" cascade;`);
    this.addSql(`drop table if exists "contract_versions" cascade;`);
    this.addSql(`drop table if exists "readings" cascade;`);
    this.addSql(`drop table if exists "clauses" cascade;`);
    this.addSql(`drop table if exists "assessment_periods" cascade;`);
    this.addSql(`drop table if exists "observations" cascade;`);
    this.addSql(`drop table if exists "judgements" cascade;`);
    this.addSql(`drop table if exists "findings" cascade;`);
    this.addSql(`drop table if exists "scorecards" cascade;`);
    this.addSql(`drop table if exists "scorecard_publications" cascade;`);
    this.addSql(`drop table if exists "staffing_requirements" cascade;`);
    this.addSql(`drop table if exists "tenants" cascade;`);
  }

}
