import { Migration } from '@mikro-orm/migrations';

export class Migration20261126163337_operator_event_party extends Migration {

  override name = 'Migration20261126163337_operator_event_party';

  override up(): void | Promise<void> {
    // Whose records the ones before are is not known: they are kept as the agency's, which nobody else can withdraw.
    this.addSql(`alter table "operator_events" add "party" text not null default 'AGENCY';`);
    this.addSql(`alter table "operator_events" alter column "party" drop default;`);
    this.addSql(`alter table "operator_events" add constraint "operator_events_party_check" check ("party" in ('AGENCY', 'VENDOR'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "operator_events" drop constraint "operator_events_party_check";`);
    this.addSql(`alter table "operator_events" drop column "party";`);
  }

}
