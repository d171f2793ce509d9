import { Migration } from '@mikro-orm/migrations';

export class Migration20261126163152_set_offs extends Migration {

  override name = 'Migration20261126163152_set_offs';

  override up(): void | Promise<void> {
    this.addSql(`alter table "settlement_statements" drop constraint "settlement_statements_due";`);
    this.addSql(`alter table "settlement_statements" drop constraint "settlement_statements_forward";`);
    this.addSql(`alter table "settlement_statements" add "set_off" numeric(16,2) not null default 0, add "set_offs" jsonb not null default '[]';`);
    this.addSql(`alter table "settlement_statements" alter column "set_off" drop default, alter column "set_offs" drop default;`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_due" check (undisputed + adjusted + brought_forward = set_off + amount_due + carried_forward);`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_forward" check (brought_forward <= 0 and set_off <= 0 and carried_forward <= 0 and (carried_forward = 0 or amount_due = 0));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "settlement_statements" drop constraint "settlement_statements_due";`);
    this.addSql(`alter table "settlement_statements" drop constraint "settlement_statements_forward";`);
    this.addSql(`alter table "settlement_statements" drop column "set_off", drop column "set_offs";`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_due" check (undisputed + adjusted + brought_forward = amount_due + carried_forward);`);
    this.addSql(`alter table "settlement_statements" add constraint "settlement_statements_forward" check (brought_forward <= 0 and carried_forward <= 0 and (carried_forward = 0 or amount_due = 0));`);
  }

}
