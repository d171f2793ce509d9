import { Migration } from '@mikro-orm/migrations';
import { appendable, audited } from './history.js';

const TABLES = [
  'duty_rosters',
  'exams',
  'operator_closings',
  'operator_confirmations',
  'roster_snapshots',
  'staff',
  'replacement_demands',
  'operator_events',
  'personnel_changes',
  'personnel_decisions',
  'personal_data',
  'operator_marks',
  'leave_requests',
  'leave_decisions',
  'exam_results',
  'duty_shifts',
  'disclosures',
  'staff_events',
  'staffing_breaches',
  'staff_proofs',
  'trainings',
  'held_trainings',
  'training_attendances',
];

/** Columns too large, or too personal, to be said twice: the trail bears their digest. */
const HASHED: Readonly<Record<string, string>> = {
  personal_data: 'sealed',
  roster_snapshots: 'document',
  operator_closings: 'document',
};

export class Migration20261126141614_people extends Migration {

  override name = 'Migration20261126141614_people';

  override up(): void | Promise<void> {
    this.addSql(`create table "duty_rosters" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "month" varchar(7) not null, "basis" text not null, "revision" int not null, "up_to" date not null, "shift_count" int not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "duty_rosters" add constraint "duty_rosters_tenant_id_contract_id_month_basis_revision_unique" unique ("tenant_id", "contract_id", "month", "basis", "revision");`);

    this.addSql(`create table "exams" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "number" int not null, "kind" text not null, "month" varchar(7) null, "held_on" date not null, "title" text not null, "supersedes_id" uuid null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "exams" add constraint "exams_tenant_id_contract_id_number_unique" unique ("tenant_id", "contract_id", "number");`);
    this.addSql(`alter table "exams" add constraint "exams_tenant_id_supersedes_id_unique" unique ("tenant_id", "supersedes_id");`);

    this.addSql(`create table "operator_closings" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "month" varchar(7) not null, "revision" int not null, "document" jsonb not null, "digest" varchar(71) not null, "due_on" date null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "operator_closings" add constraint "operator_closings_tenant_id_contract_id_month_revision_unique" unique ("tenant_id", "contract_id", "month", "revision");`);

    this.addSql(`create table "operator_confirmations" ("tenant_id" varchar(64) not null, "closing_id" uuid not null, "outcome" text not null, "reason" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "closing_id"));`);

    this.addSql(`create table "roster_snapshots" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "month" varchar(7) not null, "revision" int not null, "document" jsonb not null, "digest" varchar(71) not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "roster_snapshots" add constraint "roster_snapshots_tenant_id_contract_id_month_revision_unique" unique ("tenant_id", "contract_id", "month", "revision");`);

    this.addSql(`create table "staff" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "no" varchar(32) not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "staff" add constraint "staff_tenant_id_contract_id_no_unique" unique ("tenant_id", "contract_id", "no");`);

    this.addSql(`create table "replacement_demands" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "number" int not null, "staff_id" uuid not null, "reason" text not null, "demanded_on" date not null, "due_on" date not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "replacement_demands_tenant_id_staff_id_index" on "replacement_demands" ("tenant_id", "staff_id");`);
    this.addSql(`alter table "replacement_demands" add constraint "replacement_demands_tenant_id_contract_id_number_unique" unique ("tenant_id", "contract_id", "number");`);

    this.addSql(`create table "operator_events" ("tenant_id" varchar(64) not null, "id" uuid not null, "staff_id" uuid not null, "kind" varchar(64) not null, "happened_on" date not null, "units" int not null, "is_severe" boolean not null, "has_consequence" boolean not null, "leader_amount" numeric(16,2) null, "told_at" timestamptz null, "finding_id" uuid null, "supersedes_id" uuid null, "is_withdrawn" boolean not null, "reason" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "operator_events_tenant_id_staff_id_index" on "operator_events" ("tenant_id", "staff_id");`);
    this.addSql(`create index "operator_events_tenant_id_finding_id_index" on "operator_events" ("tenant_id", "finding_id");`);
    this.addSql(`alter table "operator_events" add constraint "operator_events_tenant_id_supersedes_id_unique" unique ("tenant_id", "supersedes_id");`);

    this.addSql(`create table "personnel_changes" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "number" int not null, "kind" text not null, "staff_id" uuid not null, "effective_on" date not null, "role" varchar(64) null, "team" varchar(64) null, "standing" text null, "reason" text not null, "demand_id" uuid null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "personnel_changes_tenant_id_staff_id_index" on "personnel_changes" ("tenant_id", "staff_id");`);
    this.addSql(`create index "personnel_changes_tenant_id_demand_id_index" on "personnel_changes" ("tenant_id", "demand_id");`);
    this.addSql(`alter table "personnel_changes" add constraint "personnel_changes_tenant_id_contract_id_number_unique" unique ("tenant_id", "contract_id", "number");`);

    this.addSql(`create table "personnel_decisions" ("tenant_id" varchar(64) not null, "change_id" uuid not null, "outcome" text not null, "decided_on" date not null, "reason" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "change_id"));`);

    this.addSql(`create table "personal_data" ("tenant_id" varchar(64) not null, "id" uuid not null, "staff_id" uuid not null, "class" text not null, "sealed" text null, "erased_by" varchar(255) null, "erased_at" timestamptz null, "erasure" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "personal_data_tenant_id_staff_id_index" on "personal_data" ("tenant_id", "staff_id");`);

    this.addSql(`create table "operator_marks" ("tenant_id" varchar(64) not null, "id" uuid not null, "staff_id" uuid not null, "month" varchar(7) not null, "revision" int not null, "parts" jsonb not null, "total" numeric not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "operator_marks" add constraint "operator_marks_tenant_id_staff_id_month_revision_unique" unique ("tenant_id", "staff_id", "month", "revision");`);

    this.addSql(`create table "leave_requests" ("tenant_id" varchar(64) not null, "id" uuid not null, "staff_id" uuid not null, "kind" varchar(64) not null, "starts_on" date not null, "days" int not null, "starts_at" varchar(16) null, "applied_at" varchar(16) not null, "proofs" text[] not null, "has_special_circumstances" boolean not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "leave_requests_tenant_id_staff_id_index" on "leave_requests" ("tenant_id", "staff_id");`);

    this.addSql(`create table "leave_decisions" ("tenant_id" varchar(64) not null, "request_id" uuid not null, "position" int not null, "step" text not null, "approver" text null, "reason" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "request_id", "position"));`);

    this.addSql(`create table "exam_results" ("tenant_id" varchar(64) not null, "exam_id" uuid not null, "staff_id" uuid not null, "marks" numeric null, "is_passed" boolean not null, primary key ("tenant_id", "exam_id", "staff_id"));`);
    this.addSql(`create index "exam_results_tenant_id_staff_id_index" on "exam_results" ("tenant_id", "staff_id");`);

    this.addSql(`create table "duty_shifts" ("tenant_id" varchar(64) not null, "roster_id" uuid not null, "position" int not null, "staff_id" uuid not null, "starts_at" varchar(16) not null, "ends_at" varchar(16) not null, primary key ("tenant_id", "roster_id", "position"));`);
    this.addSql(`create index "duty_shifts_tenant_id_staff_id_index" on "duty_shifts" ("tenant_id", "staff_id");`);

    this.addSql(`create table "disclosures" ("tenant_id" varchar(64) not null, "id" uuid not null, "staff_id" uuid not null, "classes" text[] not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "disclosures_tenant_id_staff_id_index" on "disclosures" ("tenant_id", "staff_id");`);

    this.addSql(`create table "staff_events" ("tenant_id" varchar(64) not null, "id" uuid not null, "staff_id" uuid not null, "kind" text not null, "happened_on" date not null, "role" varchar(64) null, "team" varchar(64) null, "standing" text null, "left_for" text null, "said_on" date null, "handed_over" text[] null, "change_id" uuid null, "supersedes_id" uuid null, "is_void" boolean not null, "reason" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "staff_events_tenant_id_staff_id_index" on "staff_events" ("tenant_id", "staff_id");`);
    this.addSql(`create index "staff_events_tenant_id_change_id_index" on "staff_events" ("tenant_id", "change_id");`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_tenant_id_supersedes_id_unique" unique ("tenant_id", "supersedes_id");`);

    this.addSql(`create table "staffing_breaches" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "requirement" varchar(64) not null, "clause" varchar(64) not null, "key" varchar(255) not null, "from_at" varchar(16) not null, "until_at" varchar(16) not null, "zh" text not null, "en" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "staffing_breaches" add constraint "staffing_breaches_tenant_id_contract_id_key_unique" unique ("tenant_id", "contract_id", "key");`);

    this.addSql(`create table "staff_proofs" ("tenant_id" varchar(64) not null, "id" uuid not null, "staff_id" uuid not null, "requirement" varchar(64) not null, "value" numeric null, "obtained_on" date not null, "valid_until" date null, "is_passed" boolean not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "staff_proofs_tenant_id_staff_id_index" on "staff_proofs" ("tenant_id", "staff_id");`);

    this.addSql(`create table "trainings" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "number" int not null, "group" varchar(64) not null, "title" text not null, "planned_on" date not null, "content" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`alter table "trainings" add constraint "trainings_tenant_id_contract_id_number_unique" unique ("tenant_id", "contract_id", "number");`);

    this.addSql(`create table "held_trainings" ("tenant_id" varchar(64) not null, "id" uuid not null, "training_id" uuid not null, "held_on" date not null, "minutes" int not null, "trainer" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "held_trainings_tenant_id_training_id_index" on "held_trainings" ("tenant_id", "training_id");`);

    this.addSql(`create table "training_attendances" ("tenant_id" varchar(64) not null, "session_id" uuid not null, "staff_id" uuid not null, "attendance" text not null, primary key ("tenant_id", "session_id", "staff_id"));`);
    this.addSql(`create index "training_attendances_tenant_id_staff_id_index" on "training_attendances" ("tenant_id", "staff_id");`);

    this.addSql(`alter table "duty_rosters" add constraint "duty_rosters_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "duty_rosters" add constraint "duty_rosters_basis_check" check ("basis" in ('PLANNED', 'WORKED'));`);
    this.addSql(`alter table "duty_rosters" enable row level security;`);
    this.addSql(`alter table "duty_rosters" force row level security;`);
    this.addSql(`create policy "duty_rosters_tenant" on "duty_rosters" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "exams" add constraint "exams_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "exams" add constraint "exams_tenant_id_supersedes_id_foreign" foreign key ("tenant_id", "supersedes_id") references "exams" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "exams" add constraint "exams_month" check ((kind = 'MONTHLY') = (month is not null));`);
    this.addSql(`alter table "exams" add constraint "exams_kind_check" check ("kind" in ('MONTHLY', 'BEFORE_ON_LINE', 'RETURN'));`);
    this.addSql(`alter table "exams" enable row level security;`);
    this.addSql(`alter table "exams" force row level security;`);
    this.addSql(`create policy "exams_tenant" on "exams" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "operator_closings" add constraint "operator_closings_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "operator_closings" enable row level security;`);
    this.addSql(`alter table "operator_closings" force row level security;`);
    this.addSql(`create policy "operator_closings_tenant" on "operator_closings" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "operator_confirmations" add constraint "operator_confirmations_tenant_id_closing_id_foreign" foreign key ("tenant_id", "closing_id") references "operator_closings" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "operator_confirmations" add constraint "operator_confirmations_reason" check (outcome = 'CONFIRMED' or reason is not null);`);
    this.addSql(`alter table "operator_confirmations" add constraint "operator_confirmations_outcome_check" check ("outcome" in ('CONFIRMED', 'RETURNED'));`);
    this.addSql(`alter table "operator_confirmations" enable row level security;`);
    this.addSql(`alter table "operator_confirmations" force row level security;`);
    this.addSql(`create policy "operator_confirmations_tenant" on "operator_confirmations" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "roster_snapshots" add constraint "roster_snapshots_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "roster_snapshots" enable row level security;`);
    this.addSql(`alter table "roster_snapshots" force row level security;`);
    this.addSql(`create policy "roster_snapshots_tenant" on "roster_snapshots" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "staff" add constraint "staff_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "staff" enable row level security;`);
    this.addSql(`alter table "staff" force row level security;`);
    this.addSql(`create policy "staff_tenant" on "staff" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "replacement_demands" add constraint "replacement_demands_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "replacement_demands" add constraint "replacement_demands_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "replacement_demands" add constraint "replacement_demands_due" check (due_on >= demanded_on);`);
    this.addSql(`alter table "replacement_demands" enable row level security;`);
    this.addSql(`alter table "replacement_demands" force row level security;`);
    this.addSql(`create policy "replacement_demands_tenant" on "replacement_demands" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "operator_events" add constraint "operator_events_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "operator_events" add constraint "operator_events_tenant_id_finding_id_foreign" foreign key ("tenant_id", "finding_id") references "findings" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "operator_events" add constraint "operator_events_tenant_id_supersedes_id_foreign" foreign key ("tenant_id", "supersedes_id") references "operator_events" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "operator_events" add constraint "operator_events_units" check (units >= 1);`);
    this.addSql(`alter table "operator_events" add constraint "operator_events_superseding" check ((supersedes_id is null) = (reason is null) and (supersedes_id is not null or not is_withdrawn));`);
    this.addSql(`alter table "operator_events" enable row level security;`);
    this.addSql(`alter table "operator_events" force row level security;`);
    this.addSql(`create policy "operator_events_tenant" on "operator_events" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "personnel_changes" add constraint "personnel_changes_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "personnel_changes" add constraint "personnel_changes_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "personnel_changes" add constraint "personnel_changes_tenant_id_demand_id_foreign" foreign key ("tenant_id", "demand_id") references "replacement_demands" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "personnel_changes" add constraint "personnel_changes_place" check ((kind = 'DEPARTURE') = (role is null) and (role is null) = (team is null) and (role is null) = (standing is null));`);
    this.addSql(`alter table "personnel_changes" add constraint "personnel_changes_kind_check" check ("kind" in ('ADMISSION', 'ASSIGNMENT', 'DEPARTURE'));`);
    this.addSql(`alter table "personnel_changes" add constraint "personnel_changes_standing_check" check ("standing" in ('FORMAL', 'RESERVE'));`);
    this.addSql(`alter table "personnel_changes" enable row level security;`);
    this.addSql(`alter table "personnel_changes" force row level security;`);
    this.addSql(`create policy "personnel_changes_tenant" on "personnel_changes" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "personnel_decisions" add constraint "personnel_decisions_tenant_id_change_id_foreign" foreign key ("tenant_id", "change_id") references "personnel_changes" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "personnel_decisions" add constraint "personnel_decisions_reason" check (outcome = 'APPROVED' or reason is not null);`);
    this.addSql(`alter table "personnel_decisions" add constraint "personnel_decisions_outcome_check" check ("outcome" in ('APPROVED', 'REJECTED', 'WITHDRAWN'));`);
    this.addSql(`alter table "personnel_decisions" enable row level security;`);
    this.addSql(`alter table "personnel_decisions" force row level security;`);
    this.addSql(`create policy "personnel_decisions_tenant" on "personnel_decisions" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "personal_data" add constraint "personal_data_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "personal_data" add constraint "personal_data_erased" check ((sealed is null) = (erased_at is not null) and (erased_at is null) = (erased_by is null) and (erased_at is null) = (erasure is null));`);
    this.addSql(`alter table "personal_data" add constraint "personal_data_class_check" check ("class" in ('IDENTITY', 'QUALIFICATION', 'HEALTH', 'LEAVE', 'CONDUCT'));`);
    this.addSql(`alter table "personal_data" enable row level security;`);
    this.addSql(`alter table "personal_data" force row level security;`);
    this.addSql(`create policy "personal_data_tenant" on "personal_data" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "operator_marks" add constraint "operator_marks_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "operator_marks" enable row level security;`);
    this.addSql(`alter table "operator_marks" force row level security;`);
    this.addSql(`create policy "operator_marks_tenant" on "operator_marks" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "leave_requests" add constraint "leave_requests_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "leave_requests" add constraint "leave_requests_days" check (days >= 1);`);
    this.addSql(`alter table "leave_requests" enable row level security;`);
    this.addSql(`alter table "leave_requests" force row level security;`);
    this.addSql(`create policy "leave_requests_tenant" on "leave_requests" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "leave_decisions" add constraint "leave_decisions_tenant_id_request_id_foreign" foreign key ("tenant_id", "request_id") references "leave_requests" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "leave_decisions" add constraint "leave_decisions_step_check" check ("step" in ('APPROVED', 'REJECTED', 'WITHDRAWN', 'ABSENCE_CONFIRMED', 'EXCUSED'));`);
    this.addSql(`alter table "leave_decisions" add constraint "leave_decisions_approver_check" check ("approver" in ('TEAM_LEADER', 'SUPERIOR'));`);
    this.addSql(`alter table "leave_decisions" enable row level security;`);
    this.addSql(`alter table "leave_decisions" force row level security;`);
    this.addSql(`create policy "leave_decisions_tenant" on "leave_decisions" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "exam_results" add constraint "exam_results_tenant_id_exam_id_foreign" foreign key ("tenant_id", "exam_id") references "exams" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "exam_results" add constraint "exam_results_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "exam_results" enable row level security;`);
    this.addSql(`alter table "exam_results" force row level security;`);
    this.addSql(`create policy "exam_results_tenant" on "exam_results" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "duty_shifts" add constraint "duty_shifts_tenant_id_roster_id_foreign" foreign key ("tenant_id", "roster_id") references "duty_rosters" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "duty_shifts" add constraint "duty_shifts_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "duty_shifts" add constraint "duty_shifts_order" check (starts_at < ends_at);`);
    this.addSql(`alter table "duty_shifts" enable row level security;`);
    this.addSql(`alter table "duty_shifts" force row level security;`);
    this.addSql(`create policy "duty_shifts_tenant" on "duty_shifts" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "disclosures" add constraint "disclosures_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "disclosures" enable row level security;`);
    this.addSql(`alter table "disclosures" force row level security;`);
    this.addSql(`create policy "disclosures_tenant" on "disclosures" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "staff_events" add constraint "staff_events_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_tenant_id_change_id_foreign" foreign key ("tenant_id", "change_id") references "personnel_changes" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_tenant_id_supersedes_id_foreign" foreign key ("tenant_id", "supersedes_id") references "staff_events" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_place" check ((kind in ('ADMITTED', 'ASSIGNED')) = (role is not null and team is not null and standing is not null) and (kind = 'LEFT') = (left_for is not null));`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_resignation" check ((said_on is null) = (handed_over is null) and (said_on is null or left_for = 'RESIGNED'));`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_superseding" check ((supersedes_id is null) = (reason is null) and (supersedes_id is not null or not is_void));`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_kind_check" check ("kind" in ('ADMITTED', 'ASSIGNED', 'ON_LINE', 'LEFT'));`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_standing_check" check ("standing" in ('FORMAL', 'RESERVE'));`);
    this.addSql(`alter table "staff_events" add constraint "staff_events_left_for_check" check ("left_for" in ('RESIGNED', 'DISMISSED', 'REPLACED_ON_DEMAND', 'TRANSFERRED', 'ABANDONED', 'OTHER'));`);
    this.addSql(`alter table "staff_events" enable row level security;`);
    this.addSql(`alter table "staff_events" force row level security;`);
    this.addSql(`create policy "staff_events_tenant" on "staff_events" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "staffing_breaches" add constraint "staffing_breaches_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "staffing_breaches" enable row level security;`);
    this.addSql(`alter table "staffing_breaches" force row level security;`);
    this.addSql(`create policy "staffing_breaches_tenant" on "staffing_breaches" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "staff_proofs" add constraint "staff_proofs_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "staff_proofs" enable row level security;`);
    this.addSql(`alter table "staff_proofs" force row level security;`);
    this.addSql(`create policy "staff_proofs_tenant" on "staff_proofs" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "trainings" add constraint "trainings_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "trainings" enable row level security;`);
    this.addSql(`alter table "trainings" force row level security;`);
    this.addSql(`create policy "trainings_tenant" on "trainings" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "held_trainings" add constraint "held_trainings_tenant_id_training_id_foreign" foreign key ("tenant_id", "training_id") references "trainings" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "held_trainings" add constraint "held_trainings_minutes" check (minutes >= 1);`);
    this.addSql(`alter table "held_trainings" enable row level security;`);
    this.addSql(`alter table "held_trainings" force row level security;`);
    this.addSql(`create policy "held_trainings_tenant" on "held_trainings" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "training_attendances" add constraint "training_attendances_tenant_id_session_id_foreign" foreign key ("tenant_id", "session_id") references "held_trainings" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "training_attendances" add constraint "training_attendances_tenant_id_staff_id_foreign" foreign key ("tenant_id", "staff_id") references "staff" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "training_attendances" add constraint "training_attendances_attendance_check" check ("attendance" in ('ATTENDED', 'EXCUSED', 'ABSENT'));`);
    this.addSql(`alter table "training_attendances" enable row level security;`);
    this.addSql(`alter table "training_attendances" force row level security;`);
    this.addSql(`create policy "training_attendances_tenant" on "training_attendances" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    for (const statement of [...appendable(TABLES), ...TABLES.flatMap((table) => audited(table, HASHED[table]))]) this.addSql(statement);
    // What is personal can be erased, and nothing else of it be changed.
    this.addSql(`grant update (sealed, erased_by, erased_at, erasure) on personal_data to hotline_app;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "duty_shifts" drop constraint "duty_shifts_tenant_id_roster_id_foreign";`);
    this.addSql(`alter table "exams" drop constraint "exams_tenant_id_supersedes_id_foreign";`);
    this.addSql(`alter table "exam_results" drop constraint "exam_results_tenant_id_exam_id_foreign";`);
    this.addSql(`alter table "operator_confirmations" drop constraint "operator_confirmations_tenant_id_closing_id_foreign";`);
    this.addSql(`alter table "replacement_demands" drop constraint "replacement_demands_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "operator_events" drop constraint "operator_events_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "personnel_changes" drop constraint "personnel_changes_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "personal_data" drop constraint "personal_data_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "operator_marks" drop constraint "operator_marks_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "leave_requests" drop constraint "leave_requests_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "exam_results" drop constraint "exam_results_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "duty_shifts" drop constraint "duty_shifts_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "disclosures" drop constraint "disclosures_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "staff_events" drop constraint "staff_events_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "staff_proofs" drop constraint "staff_proofs_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "training_attendances" drop constraint "training_attendances_tenant_id_staff_id_foreign";`);
    this.addSql(`alter table "personnel_changes" drop constraint "personnel_changes_tenant_id_demand_id_foreign";`);
    this.addSql(`alter table "operator_events" drop constraint "operator_events_tenant_id_supersedes_id_foreign";`);
    this.addSql(`alter table "personnel_decisions" drop constraint "personnel_decisions_tenant_id_change_id_foreign";`);
    this.addSql(`alter table "staff_events" drop constraint "staff_events_tenant_id_change_id_foreign";`);
    this.addSql(`alter table "leave_decisions" drop constraint "leave_decisions_tenant_id_request_id_foreign";`);
    this.addSql(`alter table "staff_events" drop constraint "staff_events_tenant_id_supersedes_id_foreign";`);
    this.addSql(`alter table "held_trainings" drop constraint "held_trainings_tenant_id_training_id_foreign";`);
    this.addSql(`alter table "training_attendances" drop constraint "training_attendances_tenant_id_session_id_foreign";`);

    this.addSql(`drop table if exists "duty_rosters" cascade;`);
    this.addSql(`drop table if exists "exams" cascade;`);
    this.addSql(`drop table if exists "operator_closings" cascade;`);
    this.addSql(`drop table if exists "operator_confirmations" cascade;`);
    this.addSql(`drop table if exists "roster_snapshots" cascade;`);
    this.addSql(`drop table if exists "staff" cascade;`);
    this.addSql(`drop table if exists "replacement_demands" cascade;`);
    this.addSql(`drop table if exists "operator_events" cascade;`);
    this.addSql(`drop table if exists "personnel_changes" cascade;`);
    this.addSql(`drop table if exists "personnel_decisions" cascade;`);
    this.addSql(`drop table if exists "personal_data" cascade;`);
    this.addSql(`drop table if exists "operator_marks" cascade;`);
    this.addSql(`drop table if exists "leave_requests" cascade;`);
    this.addSql(`drop table if exists "leave_decisions" cascade;`);
    this.addSql(`drop table if exists "exam_results" cascade;`);
    this.addSql(`drop table if exists "duty_shifts" cascade;`);
    this.addSql(`drop table if exists "disclosures" cascade;`);
    this.addSql(`drop table if exists "staff_events" cascade;`);
    this.addSql(`drop table if exists "staffing_breaches" cascade;`);
    this.addSql(`drop table if exists "staff_proofs" cascade;`);
    this.addSql(`drop table if exists "trainings" cascade;`);
    this.addSql(`drop table if exists "held_trainings" cascade;`);
    this.addSql(`drop table if exists "training_attendances" cascade;`);
  }

}
