import { Migration } from '@mikro-orm/migrations';

export class Migration20261126165442_invoice_replacements extends Migration {

  override name = 'Migration20261126165442_invoice_replacements';

  override up(): void | Promise<void> {
    this.addSql(`alter table "invoice_decisions" drop constraint "invoice_decisions_pkey";`);
    this.addSql(`alter table "invoice_decisions" add primary key ("tenant_id", "invoice_id", "outcome");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "invoice_decisions" drop constraint "invoice_decisions_pkey";`);
    this.addSql(`alter table "invoice_decisions" add primary key ("tenant_id", "invoice_id");`);
  }

}
