import { Migration } from '@mikro-orm/migrations';

export class Migration20261126095841_evidence_links extends Migration {

  override name = 'Migration20261126095841_evidence_links';

  override up(): void | Promise<void> {
    this.addSql(`alter table "evidence_links" drop constraint "evidence_links_subject";`);
    this.addSql(`alter table "evidence_links" drop constraint "evidence_links_subject_check";`);
    this.addSql(`alter table "evidence_links" add "notice_id" uuid null, add "check_id" uuid null;`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_tenant_id_notice_id_foreign" foreign key ("tenant_id", "notice_id") references "notices" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_tenant_id_check_id_foreign" foreign key ("tenant_id", "check_id") references "checks" ("tenant_id", "id") on update restrict on delete restrict;`);
    this.addSql(`create index "evidence_links_tenant_id_notice_id_index" on "evidence_links" ("tenant_id", "notice_id");`);
    this.addSql(`create index "evidence_links_tenant_id_check_id_index" on "evidence_links" ("tenant_id", "check_id");`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_subject" check ((subject = 'DELIVERABLE' or subject = 'NOTICE') = (period_id is null) and (subject = 'ITEM') = (item is not null) and (subject = 'FINDING') = (finding_id is not null) and (subject = 'OBSERVATION') = (observation_id is not null) and (subject = 'DELIVERABLE') = (deliverable_id is not null) and (subject = 'NOTICE') = (notice_id is not null) and (subject = 'CHECK') = (check_id is not null));`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_subject_check" check ("subject" in ('ITEM', 'FINDING', 'OBSERVATION', 'DELIVERABLE', 'NOTICE', 'CHECK'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "evidence_links" drop constraint "evidence_links_tenant_id_notice_id_foreign";`);
    this.addSql(`alter table "evidence_links" drop constraint "evidence_links_tenant_id_check_id_foreign";`);

    this.addSql(`drop index "evidence_links_tenant_id_notice_id_index";`);
    this.addSql(`drop index "evidence_links_tenant_id_check_id_index";`);
    this.addSql(`alter table "evidence_links" drop constraint "evidence_links_subject";`);
    this.addSql(`alter table "evidence_links" drop constraint "evidence_links_subject_check";`);
    this.addSql(`alter table "evidence_links" drop column "notice_id", drop column "check_id";`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_subject" check ((subject = 'DELIVERABLE') = (period_id is null) and (subject = 'ITEM') = (item is not null) and (subject = 'FINDING') = (finding_id is not null) and (subject = 'OBSERVATION') = (observation_id is not null) and (subject = 'DELIVERABLE') = (deliverable_id is not null));`);
    this.addSql(`alter table "evidence_links" add constraint "evidence_links_subject_check" check ("subject" in ('ITEM', 'FINDING', 'OBSERVATION', 'DELIVERABLE'));`);
  }

}
