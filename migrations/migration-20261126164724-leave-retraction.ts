import { Migration } from '@mikro-orm/migrations';

export class Migration20261126164724_leave_retraction extends Migration {

  override name = 'Migration20261126164724_leave_retraction';

  override up(): void | Promise<void> {
    this.addSql(`alter table "leave_decisions" drop constraint "leave_decisions_step_check";`);
    this.addSql(`alter table "leave_decisions" add constraint "leave_decisions_step_check" check ("step" in ('APPROVED', 'REJECTED', 'WITHDRAWN', 'ABSENCE_CONFIRMED', 'EXCUSED', 'ABSENCE_RETRACTED'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "leave_decisions" drop constraint "leave_decisions_step_check";`);
    this.addSql(`alter table "leave_decisions" add constraint "leave_decisions_step_check" check ("step" in ('APPROVED', 'REJECTED', 'WITHDRAWN', 'ABSENCE_CONFIRMED', 'EXCUSED'));`);
  }

}
