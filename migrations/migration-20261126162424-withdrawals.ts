import { Migration } from '@mikro-orm/migrations';
import { appendable, audited } from './history.js';

const TABLES = ['obligation_event_withdrawals', 'reduction_withdrawals', 'check_withdrawals'];

/** What was entered by mistake, or approved too early, can be taken back: by a row that says so. */
export class Migration20261126162424_withdrawals extends Migration {
  override name = 'Migration20261126162424_withdrawals';

  override up(): void | Promise<void> {
    this.addSql(`create table "obligation_event_withdrawals" ("tenant_id" varchar(64) not null, "event_id" uuid not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "event_id"));`);

    this.addSql(`create table "reduction_withdrawals" ("tenant_id" varchar(64) not null, "reduction_id" uuid not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "reduction_id"));`);

    this.addSql(`create table "check_withdrawals" ("tenant_id" varchar(64) not null, "check_id" uuid not null, "reason" text not null, "period_version" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "check_id"));`);

    this.addSql(`alter table "notice_steps" drop constraint "notice_steps_step_check";`);
    this.addSql(`alter table "notice_steps" add "delayed_from" date null;`);
    this.addSql(`alter table "notice_steps" add constraint "notice_steps_step_check" check ("step" in ('ANSWERED', 'CONTESTED', 'PROOF_SUBMITTED', 'PLAN_SUBMITTED', 'CORRECTED', 'RECHECK_PASSED', 'RECHECK_FAILED', 'SUMMARY_SUBMITTED', 'APPROVED', 'REJECTED', 'REVOKED', 'ENDED', 'CLOSED'));`);

    this.addSql(`alter table "obligation_event_withdrawals" add constraint "obligation_event_withdrawals_tenant_id_event_id_foreign" foreign key ("tenant_id", "event_id") references "obligation_events" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "obligation_event_withdrawals" enable row level security;`);
    this.addSql(`alter table "obligation_event_withdrawals" force row level security;`);
    this.addSql(`create policy "obligation_event_withdrawals_tenant" on "obligation_event_withdrawals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "reduction_withdrawals" add constraint "reduction_withdrawals_tenant_id_reduction_id_foreign" foreign key ("tenant_id", "reduction_id") references "reductions" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "reduction_withdrawals" enable row level security;`);
    this.addSql(`alter table "reduction_withdrawals" force row level security;`);
    this.addSql(`create policy "reduction_withdrawals_tenant" on "reduction_withdrawals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "check_withdrawals" add constraint "check_withdrawals_tenant_id_check_id_foreign" foreign key ("tenant_id", "check_id") references "checks" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "check_withdrawals" enable row level security;`);
    this.addSql(`alter table "check_withdrawals" force row level security;`);
    this.addSql(`create policy "check_withdrawals_tenant" on "check_withdrawals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    for (const statement of [...appendable(TABLES), ...TABLES.flatMap((table) => audited(table))]) this.addSql(statement);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "obligation_event_withdrawals" cascade;`);
    this.addSql(`drop table if exists "reduction_withdrawals" cascade;`);
    this.addSql(`drop table if exists "check_withdrawals" cascade;`);

    this.addSql(`alter table "notice_steps" drop constraint "notice_steps_step_check";`);
    this.addSql(`alter table "notice_steps" drop column "delayed_from";`);
    this.addSql(`alter table "notice_steps" add constraint "notice_steps_step_check" check ("step" in ('ANSWERED', 'CONTESTED', 'PROOF_SUBMITTED', 'PLAN_SUBMITTED', 'CORRECTED', 'RECHECK_PASSED', 'RECHECK_FAILED', 'SUMMARY_SUBMITTED', 'APPROVED', 'REJECTED', 'ENDED', 'CLOSED'));`);
  }
}
