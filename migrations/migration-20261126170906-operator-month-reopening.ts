import { Migration } from '@mikro-orm/migrations';

export class Migration20261126170906_operator_month_reopening extends Migration {

  override name = 'Migration20261126170906_operator_month_reopening';

  override up(): void | Promise<void> {
    this.addSql(`alter table "operator_confirmations" drop constraint "operator_confirmations_pkey";`);
    this.addSql(`alter table "operator_confirmations" drop constraint "operator_confirmations_outcome_check";`);
    // Up to now a closing was decided once.
    this.addSql(`alter table "operator_confirmations" add "position" int not null default 1;`);
    this.addSql(`alter table "operator_confirmations" alter column "position" drop default;`);
    this.addSql(`alter table "operator_confirmations" add primary key ("tenant_id", "closing_id", "position");`);
    this.addSql(`alter table "operator_confirmations" add constraint "operator_confirmations_outcome_check" check ("outcome" in ('CONFIRMED', 'RETURNED', 'REOPENED'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "operator_confirmations" drop constraint "operator_confirmations_pkey";`);
    this.addSql(`alter table "operator_confirmations" drop constraint "operator_confirmations_outcome_check";`);
    this.addSql(`alter table "operator_confirmations" drop column "position";`);
    this.addSql(`alter table "operator_confirmations" add primary key ("tenant_id", "closing_id");`);
    this.addSql(`alter table "operator_confirmations" add constraint "operator_confirmations_outcome_check" check ("outcome" in ('CONFIRMED', 'RETURNED'));`);
  }

}
