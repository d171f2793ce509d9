import { Migration } from '@mikro-orm/migrations';
import { appendable, audited } from './history.js';

const TABLES = [
  'settlement_statements',
  'statement_approvals',
  'bank_accounts',
  'bank_account_confirmations',
  'payments',
  'payment_reversals',
  'ledger_entries',
  'invoice_requests',
  'invoices',
  'invoice_documents',
  'invoice_decisions',
  'authentication_failures',
];

/** Columns too large to be said twice: the trail bears their digest. */
const HASHED: Readonly<Record<string, string>> = { settlement_statements: 'document' };

export class Migration20261126082822_settlements extends Migration {

  override name = 'Migration20261126082822_settlements';

  override up(): void | Promise<void> {
    this.addSql(`create table "bank_accounts" ("tenant_id" varchar(64) not null, "id" uuid not null, "organisation_id" uuid not null, "holder" text not null, "bank" text not null, "sealed_number" text not null, "last_four" varchar(4) not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "bank_accounts_tenant_id_organisation_id_index" on "bank_accounts" ("tenant_id", "organisation_id");`);

    this.addSql(`create table "bank_account_confirmations" ("tenant_id" varchar(64) not null, "account_id" uuid not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "account_id"));`);

    this.addSql(`create table "settlement_statements" ("tenant_id" varchar(64) not null, "id" uuid not null, "contract_id" uuid not null, "version_id" uuid not null, "number" int not null, "instalment" int not null, "kind" text not null, "determined" numeric(16,2) not null, "undisputed" numeric(16,2) not null, "disputed" numeric(16,2) not null, "deducted" numeric(16,2) not null, "adjusted" numeric(16,2) not null, "brought_forward" numeric(16,2) not null, "amount_due" numeric(16,2) not null, "carried_forward" numeric(16,2) not null, "closes" boolean not null, "approvals_needed" int not null, "digest" varchar(71) not null, "document" json not null, "issued_by" varchar(255) not null, "issued_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "settlement_statements_tenant_id_contract_id_instalment_index" on "settlement_statements" ("tenant_id", "contract_id", "instalment");`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_tenant_id_contract_id_number_unique" unique ("tenant_id", "contract_id", "number");`);

    this.addSql(`create table "payments" ("tenant_id" varchar(64) not null, "id" uuid not null, "statement_id" uuid not null, "direction" text not null, "amount" numeric(16,2) not null, "paid_on" date not null, "from_account_id" uuid not null, "to_account_id" uuid not null, "bank_reference" varchar(64) not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "payments_tenant_id_statement_id_index" on "payments" ("tenant_id", "statement_id");`);
    this.addSql(`create index "payments_tenant_id_bank_reference_index" on "payments" ("tenant_id", "bank_reference");`);

    this.addSql(`create table "payment_reversals" ("tenant_id" varchar(64) not null, "payment_id" uuid not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "payment_id"));`);

    this.addSql(`create table "ledger_entries" ("tenant_id" varchar(64) not null, "contract_id" uuid not null, "sequence" int not null, "kind" text not null, "instalment" int null, "statement_id" uuid null, "payment_id" uuid null, "contract_amount" numeric(16,2) not null, "not_determined" numeric(16,2) not null, "payable" numeric(16,2) not null, "disputed" numeric(16,2) not null, "deducted" numeric(16,2) not null, "paid" numeric(16,2) not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "contract_id", "sequence"));`);
    this.addSql(`create index "ledger_entries_tenant_id_statement_id_index" on "ledger_entries" ("tenant_id", "statement_id");`);
    this.addSql(`create index "ledger_entries_tenant_id_payment_id_index" on "ledger_entries" ("tenant_id", "payment_id");`);

    this.addSql(`create table "invoice_requests" ("tenant_id" varchar(64) not null, "statement_id" uuid not null, "requested_on" date not null, "note" text null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "statement_id"));`);

    this.addSql(`create table "invoices" ("tenant_id" varchar(64) not null, "id" uuid not null, "statement_id" uuid not null, "kind" text not null, "number" varchar(20) not null, "code" varchar(12) null, "issued_on" date not null, "submitted_on" date not null, "amount" numeric(16,2) not null, "tax" numeric(16,2) not null, "buyer_name" text not null, "buyer_tax_number" varchar(20) not null, "seller_name" text not null, "seller_tax_number" varchar(20) not null, "is_completion_on_paper" boolean not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "id"));`);
    this.addSql(`create index "invoices_tenant_id_statement_id_index" on "invoices" ("tenant_id", "statement_id");`);
    this.addSql(`create index "invoices_tenant_id_number_index" on "invoices" ("tenant_id", "number");`);

    this.addSql(`create table "invoice_documents" ("tenant_id" varchar(64) not null, "invoice_id" uuid not null, "evidence_id" uuid not null, "role" text not null, primary key ("tenant_id", "invoice_id", "evidence_id"));`);
    this.addSql(`create index "invoice_documents_tenant_id_evidence_id_index" on "invoice_documents" ("tenant_id", "evidence_id");`);

    this.addSql(`create table "invoice_decisions" ("tenant_id" varchar(64) not null, "invoice_id" uuid not null, "outcome" text not null, "received_on" date null, "reason" text null, "reissue_due_on" date null, "is_deadline_provisional" boolean not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "invoice_id"));`);

    this.addSql(`create table "authentication_failures" ("tenant_id" varchar(64) not null, "invoice_id" uuid not null, "found_on" date not null, "reason" text not null, "recorded_by" varchar(255) not null, "recorded_at" timestamptz not null, primary key ("tenant_id", "invoice_id"));`);

    this.addSql(`create table "statement_approvals" ("tenant_id" varchar(64) not null, "statement_id" uuid not null, "approved_by" varchar(255) not null, "digest" varchar(71) not null, "approved_at" timestamptz not null, primary key ("tenant_id", "statement_id", "approved_by"));`);

    this.addSql(`alter table "assessment_periods" drop constraint "assessment_periods_state_check";`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_state_check" check ("state" in ('OPEN', 'SCORED', 'PUBLISHED', 'CONTESTED', 'SIGNED', 'SETTLED'));`);

    this.addSql(`alter table "bank_accounts" add constraint "bank_accounts_tenant_id_organisation_id_foreign" foreign key ("tenant_id", "organisation_id") references "organisations" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "bank_accounts" enable row level security;`);
    this.addSql(`alter table "bank_accounts" force row level security;`);
    this.addSql(`create policy "bank_accounts_tenant" on "bank_accounts" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "bank_account_confirmations" add constraint "bank_account_confirmations_tenant_id_account_id_foreign" foreign key ("tenant_id", "account_id") references "bank_accounts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "bank_account_confirmations" enable row level security;`);
    this.addSql(`alter table "bank_account_confirmations" force row level security;`);
    this.addSql(`create policy "bank_account_confirmations_tenant" on "bank_account_confirmations" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_tenant_id_version_id_foreign" foreign key ("tenant_id", "version_id") references "contract_versions" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_portions" check (determined = undisputed + disputed + deducted);`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_due" check (undisputed + adjusted + brought_forward = amount_due + carried_forward);`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_forward" check (brought_forward <= 0 and carried_forward <= 0 and (carried_forward = 0 or amount_due = 0));`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_approvals" check (approvals_needed >= 1 and approvals_needed <= 2);`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_kind_check" check ("kind" in ('ORIGINAL', 'SUPPLEMENTARY'));`);
    this.addSql(`alter table "settlement_statements" enable row level security;`);
    this.addSql(`alter table "settlement_statements" force row level security;`);
    this.addSql(`create policy "settlement_statements_tenant" on "settlement_statements" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "payments" add constraint "payments_tenant_id_statement_id_foreign" foreign key ("tenant_id", "statement_id") references "settlement_statements" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "payments" add constraint "payments_tenant_id_from_account_id_foreign" foreign key ("tenant_id", "from_account_id") references "bank_accounts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "payments" add constraint "payments_tenant_id_to_account_id_foreign" foreign key ("tenant_id", "to_account_id") references "bank_accounts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "payments" add constraint "payments_amount" check (amount > 0);`);
    this.addSql(`alter table "payments" add constraint "payments_direction_check" check ("direction" in ('PAYMENT', 'REFUND'));`);
    this.addSql(`alter table "payments" enable row level security;`);
    this.addSql(`alter table "payments" force row level security;`);
    this.addSql(`create policy "payments_tenant" on "payments" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "payment_reversals" add constraint "payment_reversals_tenant_id_payment_id_foreign" foreign key ("tenant_id", "payment_id") references "payments" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "payment_reversals" enable row level security;`);
    this.addSql(`alter table "payment_reversals" force row level security;`);
    this.addSql(`create policy "payment_reversals_tenant" on "payment_reversals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_tenant_id_contract_id_foreign" foreign key ("tenant_id", "contract_id") references "contracts" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_tenant_id_statement_id_foreign" foreign key ("tenant_id", "statement_id") references "settlement_statements" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_tenant_id_payment_id_foreign" foreign key ("tenant_id", "payment_id") references "payments" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_balance" check (not_determined + payable + disputed + deducted + paid = contract_amount);`);
    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_amount" check ((kind = 'OPENING' or kind = 'AMENDMENT') = (contract_amount <> 0));`);
    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_payment" check ((kind = 'PAYMENT' or kind = 'REVERSAL') = (payment_id is not null) and (payment_id is null or paid <> 0) and (payment_id is null or not_determined = 0) and (payment_id is null or disputed = 0) and (payment_id is null or deducted = 0));`);
    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_statement" check ((kind = 'STATEMENT' or kind = 'ADJUSTMENT' or kind = 'CLOSING') = (statement_id is not null));`);
    this.addSql(`alter table "ledger_entries" add constraint "ledger_entries_kind_check" check ("kind" in ('OPENING', 'AMENDMENT', 'STATEMENT', 'ADJUSTMENT', 'CLOSING', 'PAYMENT', 'REVERSAL'));`);
    this.addSql(`alter table "ledger_entries" enable row level security;`);
    this.addSql(`alter table "ledger_entries" force row level security;`);
    this.addSql(`create policy "ledger_entries_tenant" on "ledger_entries" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "invoice_requests" add constraint "invoice_requests_tenant_id_statement_id_foreign" foreign key ("tenant_id", "statement_id") references "settlement_statements" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "invoice_requests" enable row level security;`);
    this.addSql(`alter table "invoice_requests" force row level security;`);
    this.addSql(`create policy "invoice_requests_tenant" on "invoice_requests" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "invoices" add constraint "invoices_tenant_id_statement_id_foreign" foreign key ("tenant_id", "statement_id") references "settlement_statements" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "invoices" add constraint "invoices_amounts" check (amount > 0 and tax >= 0 and tax < amount);`);
    this.addSql(`alter table "invoices" add constraint "invoices_kind_check" check ("kind" in ('ORDINARY', 'SPECIAL'));`);
    this.addSql(`alter table "invoices" enable row level security;`);
    this.addSql(`alter table "invoices" force row level security;`);
    this.addSql(`create policy "invoices_tenant" on "invoices" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "invoice_documents" add constraint "invoice_documents_tenant_id_invoice_id_foreign" foreign key ("tenant_id", "invoice_id") references "invoices" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "invoice_documents" add constraint "invoice_documents_tenant_id_evidence_id_foreign" foreign key ("tenant_id", "evidence_id") references "evidence" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "invoice_documents" add constraint "invoice_documents_role_check" check ("role" in ('INVOICE', 'COMPLETION'));`);
    this.addSql(`alter table "invoice_documents" enable row level security;`);
    this.addSql(`alter table "invoice_documents" force row level security;`);
    this.addSql(`create policy "invoice_documents_tenant" on "invoice_documents" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "invoice_decisions" add constraint "invoice_decisions_tenant_id_invoice_id_foreign" foreign key ("tenant_id", "invoice_id") references "invoices" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "invoice_decisions" add constraint "invoice_decisions_outcome" check ((outcome = 'ACCEPTED') = (received_on is not null) and (outcome = 'ACCEPTED' or reason is not null));`);
    this.addSql(`alter table "invoice_decisions" add constraint "invoice_decisions_outcome_check" check ("outcome" in ('ACCEPTED', 'REJECTED'));`);
    this.addSql(`alter table "invoice_decisions" enable row level security;`);
    this.addSql(`alter table "invoice_decisions" force row level security;`);
    this.addSql(`create policy "invoice_decisions_tenant" on "invoice_decisions" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "authentication_failures" add constraint "authentication_failures_tenant_id_invoice_id_foreign" foreign key ("tenant_id", "invoice_id") references "invoices" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "authentication_failures" enable row level security;`);
    this.addSql(`alter table "authentication_failures" force row level security;`);
    this.addSql(`create policy "authentication_failures_tenant" on "authentication_failures" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    this.addSql(`alter table "statement_approvals" add constraint "statement_approvals_tenant_id_statement_id_foreign" foreign key ("tenant_id", "statement_id") references "settlement_statements" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "statement_approvals" enable row level security;`);
    this.addSql(`alter table "statement_approvals" force row level security;`);
    this.addSql(`create policy "statement_approvals_tenant" on "statement_approvals" using (tenant_id = (select nullif(current_setting('app.tenant_id', true), ''))) with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')));`);

    for (const statement of [...appendable(TABLES), ...TABLES.flatMap((table) => audited(table, HASHED[table]))]) this.addSql(statement);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "bank_account_confirmations" drop constraint "bank_account_confirmations_tenant_id_account_id_foreign";`);
    this.addSql(`alter table "payments" drop constraint "payments_tenant_id_from_account_id_foreign";`);
    this.addSql(`alter table "payments" drop constraint "payments_tenant_id_to_account_id_foreign";`);
    this.addSql(`alter table "payments" drop constraint "payments_tenant_id_statement_id_foreign";`);
    this.addSql(`alter table "ledger_entries" drop constraint "ledger_entries_tenant_id_statement_id_foreign";`);
    this.addSql(`alter table "invoice_requests" drop constraint "invoice_requests_tenant_id_statement_id_foreign";`);
    this.addSql(`alter table "invoices" drop constraint "invoices_tenant_id_statement_id_foreign";`);
    this.addSql(`alter table "statement_approvals" drop constraint "statement_approvals_tenant_id_statement_id_foreign";`);
    this.addSql(`alter table "payment_reversals" drop constraint "payment_reversals_tenant_id_payment_id_foreign";`);
    this.addSql(`alter table "ledger_entries" drop constraint "ledger_entries_tenant_id_payment_id_foreign";`);
    this.addSql(`alter table "invoice_documents" drop constraint "invoice_documents_tenant_id_invoice_id_foreign";`);
    this.addSql(`alter table "invoice_decisions" drop constraint "invoice_decisions_tenant_id_invoice_id_foreign";`);
    this.addSql(`alter table "authentication_failures" drop constraint "authentication_failures_tenant_id_invoice_id_foreign";`);

    this.addSql(`drop table if exists "bank_accounts" cascade;`);
    this.addSql(`drop table if exists "bank_account_confirmations" cascade;`);
    this.addSql(`drop table if exists "settlement_statements" cascade;`);
    this.addSql(`drop table if exists "payments" cascade;`);
    this.addSql(`drop table if exists "payment_reversals" cascade;`);
    this.addSql(`drop table if exists "ledger_entries" cascade;`);
    this.addSql(`drop table if exists "invoice_requests" cascade;`);
    this.addSql(`drop table if exists "invoices" cascade;`);
    this.addSql(`drop table if exists "invoice_documents" cascade;`);
    this.addSql(`drop table if exists "invoice_decisions" cascade;`);
    this.addSql(`drop table if exists "authentication_failures" cascade;`);
    this.addSql(`drop table if exists "statement_approvals" cascade;`);

    this.addSql(`alter table "assessment_periods" drop constraint "assessment_periods_state_check";`);
    this.addSql(`alter table "assessment_periods" add constraint "assessment_periods_state_check" check ("state" in ('OPEN', 'SCORED', 'PUBLISHED', 'CONTESTED', 'SIGNED'));`);
  }

}
