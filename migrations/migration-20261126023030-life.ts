import { Migration } from '@mikro-orm/migrations';

/** Tables of the first migration whose rows get what is new here. */
const FILLED = ['assessment_periods', 'findings', 'scorecards', 'scorecard_publications'];

export class Migration20261126023030_life extends Migration {

  override name = 'Migration20261126023030_life';

  override up(): void | Promise<void> {
    this.addSql(`create table "audit_entries" ("tenant_id" varchar(64) not null, "sequence" bigint not null, "written_at" timestamptz(6) not null, "actor" varchar(255) not null, "operation" varchar(64) not null, "request_id" varchar(64) not null, "table_name" varchar(64) not null, "action" text not null, "rows_before" jsonb null, "rows_after" jsonb null, "previous_hash" varchar(64) not null, "hash" varchar(64) not null, primary key ("tenant_id", "sequence"));`);

    this.addSql(`create table "calendar_days" ("tenant_id" varchar(64) not null, "day" date not null, "revision" int not null, "is_working_day" boolean not null, "name" text not null, "notice_number" varchar(255) not null, "notice_issued_on" date not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "day", "revision"));`);

    this.addSql(`create table "idempotency_keys" ("tenant_id" varchar(64) not null, "subject" varchar(255) not null, "key" varchar(255) not null, "command" varchar(64) not null, "digest" varchar(71) not null, "result" jsonb not null, "created_at" timestamptz not null, primary key ("tenant_id", "subject", "key"));`);

    this.addSql(`create table "reading_proposals" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "reading" varchar(64) not null, "option" varchar(64) not null, "effective_from" date null, "party" text not null, "reason" text not null, "proposed_by" varchar(255) not null, "proposed_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "reading_proposals_tenant_id_contract_id_reading_index" on "reading_proposals" ("tenant_id", "contract_id", "reading");`);

    this.addSql(`create table "finding_decisions" ("tenant_id" varchar(64) not null, "finding_id" uuid not null, "revision" int not null, "state" text not null, "points" numeric null, "reason" text null, "is_notified" boolean not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "finding_id", "revision"));`);

    this.addSql(`create table "corrections" ("tenant_id" varchar(64) not null, "id" uuid not null, "period_id" uuid not null, "corrects" int not null, "cause" text not null, "reference" varchar(255) null, "reason" text not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "corrections_tenant_id_period_id_corrects_index" on "corrections" ("tenant_id", "period_id", "corrects");`);

    this.addSql(`create table "appeals" ("tenant_id" varchar(64) not null, "id" uuid not null, "scorecard_id" uuid not null, "item" varchar(64) not null, "reason" text not null, "evidence" text null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "appeals" add constraint "appeals_tenant_id_scorecard_id_item_unique" unique ("tenant_id", "scorecard_id", "item");`);

    this.addSql(`create table "appeal_decisions" ("tenant_id" varchar(64) not null, "appeal_id" uuid not null, "outcome" text not null, "reason" text not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "appeal_id"));`);

    this.addSql(`create table "signatures" ("tenant_id" varchar(64) not null, "scorecard_id" uuid not null, "party" text not null, "digest" varchar(71) not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "scorecard_id", "party"));`);
    this.addSql(`alter table "signatures" add constraint "signatures_tenant_id_scorecard_id_recorded_by_unique" unique ("tenant_id", "scorecard_id", "recorded_by");`);

    this.addSql(`create table "signature_refusals" ("tenant_id" varchar(64) not null, "scorecard_id" uuid not null, "party" text not null, "reason" text not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "scorecard_id", "party"));`);

    this.addSql(`alter table "reading_agreements" add "effective_from" date null, add "proposal_id" uuid null;`);
    this.addSql(`alter table "reading_agreements" add constraint "reading_agreements_tenant_id_proposal_id_foreign" foreign key ("tenant_id", "proposal_id") references "reading_proposals" ("tenant_id", "id") on update restrict on delete restrict;`);

    this.addSql(`alter table "clauses" add "void_from" date null;`);

    this.addSql(`alter table "assessment_periods" drop constraint "assessment_periods_state_check";`);
    // What is stored already belongs to the first version of its period. The owner is held by the policies too, but for these statements.
    for (const table of FILLED) this.addSql(`alter table "${table}" no force row level security;`);
    this.addSql(`alter table "assessment_periods" add "version" int not null default 1, add "published_scorecard" int null, add "published_version" int null;`);
    this.addSql(`alter table "assessment_periods" alter "version" drop default;`);
    this.addSql(`update assessment_periods p set published_version = 1, published_scorecard = (
      select max(s.revision) from scorecards s join scorecard_publications b on b.tenant_id = s.tenant_id and b.scorecard_id = s.id
      where s.tenant_id = p.tenant_id and s.period_id = p.id) where p.state = 'PUBLISHED';`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_state_check" check ("state" in ('OPEN', 'SCORED', 'PUBLISHED', 'CONTESTED', 'SIGNED'));`);

    this.addSql(`alter table "observations" add "file" varchar(255) null, add "period_version" int not null default 1;`);
    this.addSql(`alter table "observations" alter "period_version" drop default;`);

    this.addSql(`alter table "judgements" add "period_version" int not null default 1;`);
    this.addSql(`alter table "judgements" alter "period_version" drop default;`);

    this.addSql(`alter table "findings" drop constraint "findings_state_check";`);
    this.addSql(`alter table "findings" drop column "state";`);
    this.addSql(`alter table "findings" add "responsible" text[] not null default '{}', add "months" text[] not null default '{}', add "evidence" text null, add "origin" text not null default 'ASSESSOR', add "is_notified" boolean not null default false, add "period_version" int not null default 1;`);
    this.addSql(`alter table "findings" alter "responsible" drop default, alter "months" drop default, alter "origin" drop default, alter "is_notified" drop default, alter "period_version" drop default;`);
    // Until now every finding was an assessor's, and confirmed by being recorded.
    this.addSql(`insert into finding_decisions (tenant_id, finding_id, revision, state, is_notified, period_version, recorded_by, recorded_at)
      select tenant_id, id, 1, 'CONFIRMED', false, 1, recorded_by, recorded_at from findings;`);
    this.addSql(`alter table "findings" add constraint "findings_origin_check" check ("origin" in ('ASSESSOR', 'VENDOR', 'SYSTEM'));`);

    this.addSql(`alter table "scorecards" add "period_version" int not null default 1, add "version_id" uuid null;`);
    this.addSql(`update scorecards s set version_id = p.version_id from assessment_periods p where p.tenant_id = s.tenant_id and p.id = s.period_id;`);
    this.addSql(`alter table "scorecards" alter "period_version" drop default, alter "version_id" set not null;`);
    this.addSql(`alter table "scorecards" add constraint "scorecards_tenant_id_version_id_foreign" foreign key ("tenant_id", "version_id") references "contract_versions" ("tenant_id", "id") on update restrict on delete restrict;`);

    this.addSql(`alter table "scorecard_publications" add "appealable_until" date null, add "is_deadline_provisional" boolean not null default false;`);
    this.addSql(`update scorecard_publications set appealable_until = (published_at at time zone 'Asia/Shanghai')::date + 7;`);
    this.addSql(`alter table "scorecard_publications" alter "appealable_until" set not null, alter "is_deadline_provisional" drop default;`);
    for (const table of FILLED) this.addSql(`alter table "${table}" force row level security;`);

    this.addSql(`alter table "audit_entries" add constraint "audit_entries_action_check" check ("action" in ('INSERT', 'UPDATE', 'DELETE'));`);
    this.addSql(`alter table "audit_entries" enable row level security;`);
    this.addSql(`alter table "audit_entries" force row level security;`);
    this.addSql(`create policy "audit_entries_tenant" on "audit_entries" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "calendar_days" enable row level security;`);
    this.addSql(`alter table "calendar_days" force row level security;`);
    this.addSql(`create policy "calendar_days_tenant" on "calendar_days" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "idempotency_keys" enable row level security;`);
    this.addSql(`alter table "idempotency_keys" force row level security;`);
    this.addSql(`create policy "idempotency_keys_tenant" on "idempotency_keys" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "reading_proposals" add constraint "reading_proposals_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "reading_proposals" add constraint "reading_proposals_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
    this.addSql(`alter table "reading_proposals" enable row level security;`);
    this.addSql(`alter table "reading_proposals" force row level security;`);
    this.addSql(`create policy "reading_proposals_tenant" on "reading_proposals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "finding_decisions" add constraint "finding_decisions_tenant_id_finding_id_foreign" foreign key ("tenant_id", "finding_id") references "findings" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "finding_decisions" add constraint "finding_decisions_state_check" check ("state" in ('CONFIRMED', 'REJECTED', 'WITHDRAWN'));`);
    this.addSql(`alter table "finding_decisions" enable row level security;`);
    this.addSql(`alter table "finding_decisions" force row level security;`);
    this.addSql(`create policy "finding_decisions_tenant" on "finding_decisions" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "corrections" add constraint "corrections_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "corrections" add constraint "corrections_cause_check" check ("cause" in ('ERROR', 'APPEAL', 'FINDING', 'READING', 'AMENDMENT'));`);
    this.addSql(`alter table "corrections" enable row level security;`);
    this.addSql(`alter table "corrections" force row level security;`);
    this.addSql(`create policy "corrections_tenant" on "corrections" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "appeals" add constraint "appeals_tenant_id_scorecard_id_foreign" foreign key ("tenant_id", "scorecard_id") references "scorecards" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "appeals" enable row level security;`);
    this.addSql(`alter table "appeals" force row level security;`);
    this.addSql(`create policy "appeals_tenant" on "appeals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "appeal_decisions" add constraint "appeal_decisions_tenant_id_appeal_id_foreign" foreign key ("tenant_id", "appeal_id") references "appeals" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "appeal_decisions" add constraint "appeal_decisions_outcome_check" check ("outcome" in ('UPHELD', 'DISMISSED'));`);
    this.addSql(`alter table "appeal_decisions" enable row level security;`);
    this.addSql(`alter table "appeal_decisions" force row level security;`);
    this.addSql(`create policy "appeal_decisions_tenant" on "appeal_decisions" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "signatures" add constraint "signatures_tenant_id_scorecard_id_foreign" foreign key ("tenant_id", "scorecard_id") references "scorecards" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "signatures" add constraint "signatures_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
    this.addSql(`alter table "signatures" enable row level security;`);
    this.addSql(`alter table "signatures" force row level security;`);
    this.addSql(`create policy "signatures_tenant" on "signatures" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "signature_refusals" add constraint "signature_refusals_tenant_id_scorecard_id_foreign" foreign key ("tenant_id", "scorecard_id") references "scorecards" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "signature_refusals" add constraint "signature_refusals_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
    this.addSql(`alter table "signature_refusals" enable row level security;`);
    this.addSql(`alter table "signature_refusals" force row level security;`);
    this.addSql(`create policy "signature_refusals_tenant" on "signature_refusals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "reading_agreements" drop constraint "reading_agreements_tenant_id_proposal_id_foreign";`);
    this.addSql(`alter table "appeal_decisions" drop constraint "appeal_decisions_tenant_id_appeal_id_foreign";`);

    this.addSql(`drop table if exists "audit_entries" cascade;`);
    this.addSql(`drop table if exists "calendar_days" cascade;`);
    this.addSql(`drop table if exists "idempotency_keys" cascade;`);
    this.addSql(`drop table if exists "reading_proposals" cascade;`);
    this.addSql(`drop table if exists "finding_decisions" cascade;`);
    this.addSql(`drop table if exists "corrections" cascade;`);
    this.addSql(`drop table if exists "appeals" cascade;`);
    this.addSql(`drop table if exists "appeal_decisions" cascade;`);
    this.addSql(`drop table if exists "signatures" cascade;`);
    this.addSql(`drop table if exists "signature_refusals" cascade;`);

    this.addSql(`alter table "scorecards" drop constraint "scorecards_tenant_id_version_id_foreign";`);

    this.addSql(`alter table "assessment_periods" drop constraint "assessment_periods_state_check";`);
    this.addSql(`alter table "assessment_periods" drop column "version", drop column "published_scorecard", drop column "published_version";`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_state_check" check ("state" in ('OPEN', 'SCORED', 'PUBLISHED'));`);

    this.addSql(`alter table "clauses" drop column "void_from";`);

    this.addSql(`alter table "findings" drop constraint "findings_origin_check";`);
    this.addSql(`alter table "findings" drop column "responsible", drop column "months", drop column "evidence", drop column "origin", drop column "is_notified", drop column "period_version";`);
    this.addSql(`alter table "findings" add "state" text not null;`);
    this.addSql(`alter table "findings" add constraint "findings_state_check" check ("state" in ('CONFIRMED'));`);

    this.addSql(`alter table "judgements" drop column "period_version";`);

    this.addSql(`alter table "observations" drop column "file", drop column "period_version";`);

    this.addSql(`alter table "reading_agreements" drop column "effective_from", drop column "proposal_id";`);

    this.addSql(`alter table "scorecard_publications" drop column "appealable_until", drop column "is_deadline_provisional";`);

    this.addSql(`alter table "scorecards" drop column "period_version", drop column "version_id";`);
  }

}
