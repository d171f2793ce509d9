import { Migration } from '@mikro-orm/migrations';
import { appendable, audited } from './history.js';

const TABLES = ['notices', 'notice_steps', 'notice_events', 'reductions', 'checks', 'check_pieces'];

export class Migration20261126044938_notices extends Migration {

  override name = 'Migration20261126044938_notices';

  override up(): void | Promise<void> {
    this.addSql(`create table "notices" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "number" int not null, "kind" text not null, "party" text not null, "subject" text not null, "text" text not null, "issued_on" date not null, "occurred_on" date not null, "clauses" text[] not null, "act" text null, "loss" numeric null, "claim" numeric null, "expected_until" date null, "planned_on" date null, "period_id" uuid null, "finding_id" uuid null, "answer_due_on" date null, "evidence" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "notices" add constraint "notices_tenant_id_contract_id_number_unique" unique ("tenant_id", "contract_id", "number");`);

    this.addSql(`create table "notice_steps" ("tenant_id" varchar(64) not null, "notice_id" uuid not null, "position" int not null, "step" text not null, "party" text not null, "text" text not null, "evidence" text null, "occurred_on" date not null, "delay_days" int null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "notice_id", "position"));`);

    this.addSql(`create table "notice_events" ("tenant_id" varchar(64) not null, "notice_id" uuid not null, "event_id" uuid not null, primary key ("tenant_id", "notice_id", "event_id"));`);

    this.addSql(`create table "reductions" ("tenant_id" varchar(64) not null, "id" uuid not null, "period_id" uuid not null, "metric" varchar(64) not null, "month" varchar(7) null, "count" numeric not null, "reference" varchar(64) not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "reductions_tenant_id_period_id_index" on "reductions" ("tenant_id", "period_id");`);

    this.addSql(`create table "checks" ("tenant_id" varchar(64) not null, "id" uuid not null, "period_id" uuid not null, "code" varchar(64) not null, "number" int not null, "drawn_by" varchar(255) not null, "drawn_on" date not null, "method" text not null, "seed" text null, "piece_count" int not null, "passed_count" int not null, "is_notified" boolean not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "checks" add constraint "checks_tenant_id_period_id_number_unique" unique ("tenant_id", "period_id", "number");`);

    this.addSql(`create table "check_pieces" ("tenant_id" varchar(64) not null, "check_id" uuid not null, "position" int not null, "reference" varchar(255) not null, "result" text not null, "remark" text null, primary key ("tenant_id", "check_id", "position"));`);

    this.addSql(`alter table "corrections" drop constraint "corrections_cause_check";`);
    this.addSql(`alter table "corrections" add constraint "corrections_cause_check" check ("cause" in ('ERROR', 'APPEAL', 'FINDING', 'READING', 'AMENDMENT', 'FORCE_MAJEURE'));`);

    this.addSql(`alter table "notices" add constraint "notices_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "notices" add constraint "notices_loss" check (loss >= 0);`);
    this.addSql(`alter table "notices" add constraint "notices_claim" check (claim >= 0);`);
    this.addSql(`alter table "notices" add constraint "notices_kind_check" check ("kind" in ('BREACH', 'FORCE_MAJEURE', 'RECTIFICATION', 'TERMINATION', 'DISPUTE', 'MATERIALS', 'MINUTES'));`);
    this.addSql(`alter table "notices" add constraint "notices_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
    this.addSql(`alter table "notices" enable row level security;`);
    this.addSql(`alter table "notices" force row level security;`);
    this.addSql(`create policy "notices_tenant" on "notices" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "notice_steps" add constraint "notice_steps_tenant_id_notice_id_foreign" foreign key ("tenant_id", "notice_id") references "notices" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "notice_steps" add constraint "notice_steps_delay" check (delay_days >= 1);`);
    this.addSql(`alter table "notice_steps" add constraint "notice_steps_step_check" check ("step" in ('ANSWERED', 'CONTESTED', 'PROOF_SUBMITTED', 'PLAN_SUBMITTED', 'CORRECTED', 'RECHECK_PASSED', 'RECHECK_FAILED', 'SUMMARY_SUBMITTED', 'APPROVED', 'REJECTED', 'ENDED', 'CLOSED'));`);
    this.addSql(`alter table "notice_steps" add constraint "notice_steps_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
    this.addSql(`alter table "notice_steps" enable row level security;`);
    this.addSql(`alter table "notice_steps" force row level security;`);
    this.addSql(`create policy "notice_steps_tenant" on "notice_steps" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "notice_events" add constraint "notice_events_tenant_id_notice_id_foreign" foreign key ("tenant_id", "notice_id") references "notices" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "notice_events" add constraint "notice_events_tenant_id_event_id_foreign" foreign key ("tenant_id", "event_id") references "obligation_events" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "notice_events" enable row level security;`);
    this.addSql(`alter table "notice_events" force row level security;`);
    this.addSql(`create policy "notice_events_tenant" on "notice_events" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "reductions" add constraint "reductions_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "reductions" add constraint "reductions_count" check (count >= 1 and count = trunc(count));`);
    this.addSql(`alter table "reductions" enable row level security;`);
    this.addSql(`alter table "reductions" force row level security;`);
    this.addSql(`create policy "reductions_tenant" on "reductions" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "checks" add constraint "checks_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "checks" add constraint "checks_counts" check (passed_count >= 0 and passed_count <= piece_count and piece_count >= 1);`);
    this.addSql(`alter table "checks" enable row level security;`);
    this.addSql(`alter table "checks" force row level security;`);
    this.addSql(`create policy "checks_tenant" on "checks" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "check_pieces" add constraint "check_pieces_tenant_id_check_id_foreign" foreign key ("tenant_id", "check_id") references "checks" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "check_pieces" add constraint "check_pieces_result_check" check ("result" in ('PASSED', 'FAILED'));`);
    this.addSql(`alter table "check_pieces" enable row level security;`);
    this.addSql(`alter table "check_pieces" force row level security;`);
    this.addSql(`create policy "check_pieces_tenant" on "check_pieces" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);


    this.addSql(`alter table "notices" add constraint "notices_tenant_id_period_id_foreign" foreign key ("tenant_id", "period_id") references "assessment_periods" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "notices" add constraint "notices_tenant_id_finding_id_foreign" foreign key ("tenant_id", "finding_id") references "findings" ("tenant_id", "id") on update restrict on delete restrict;`);

    for (const statement of [...appendable(TABLES), ...TABLES.flatMap((table) => audited(table))]) this.addSql(statement);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "notice_steps" drop constraint "notice_steps_tenant_id_notice_id_foreign";`);
    this.addSql(`alter table "notice_events" drop constraint "notice_events_tenant_id_notice_id_foreign";`);
    this.addSql(`alter table "check_pieces" drop constraint "check_pieces_tenant_id_check_id_foreign";`);

    this.addSql(`drop table if exists "notices" cascade;`);
    this.addSql(`drop table if exists "notice_steps" cascade;`);
    this.addSql(`drop table if exists "notice_events" cascade;`);
    this.addSql(`drop table if exists "reductions" cascade;`);
    this.addSql(`drop table if exists "checks" cascade;`);
    this.addSql(`drop table if exists "check_pieces" cascade;`);

    this.addSql(`alter table "corrections" drop constraint "corrections_cause_check";`);
    this.addSql(`alter table "corrections" add constraint "corrections_cause_check" check ("cause" in ('ERROR', 'APPEAL', 'FINDING', 'READING', 'AMENDMENT'));`);
  }

}
