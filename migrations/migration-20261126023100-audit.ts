import { Migration } from '@mikro-orm/migrations';
import { appendable, audited, unaudited } from './history.js';

/** Every table of a tenant but the trail itself and the memory of commands, which repeats what the trail says. */
const AUDITED = [
  'appeal_decisions',
  'appeals',
  'assessment_periods',
  'calendar_days',
  'clauses',
  'contract_parties',
  'contract_versions',
  'contracts',
  'corrections',
  'finding_decisions',
  'findings',
  'judgements',
  'memberships',
  'observations',
  'organisations',
  'reading_agreements',
  'reading_proposals',
  'readings',
  'rubrics',
  'scorecard_publications',
  'scorecards',
  'signature_refusals',
  'signatures',
  'staffing_requirements',
  'tenants',
];

/** Columns too large to be said twice: the trail bears the SHA-256 of their text. */
const HASHED: Readonly<Record<string, string>> = { scorecards: 'document', contract_versions: 'content', rubrics: 'content' };

/** Tables that the service appends to. */
const APPENDED = [
  'appeal_decisions',
  'appeals',
  'assessment_periods',
  'audit_entries',
  'calendar_days',
  'clauses',
  'contract_versions',
  'corrections',
  'finding_decisions',
  'idempotency_keys',
  'reading_agreements',
  'reading_proposals',
  'readings',
  'rubrics',
  'signature_refusals',
  'signatures',
  'staffing_requirements',
];

/** Rows of a transition table as the trail shows them, of one tenant; null for none. */
const shown = (rows: string) =>
  `(select jsonb_agg(case when hashed = '' then to_jsonb(r) else to_jsonb(r) - hashed || jsonb_build_object(
       hashed || '_sha256', encode(sha256(convert_to(to_jsonb(r) ->> hashed, 'UTF8')), 'hex')) end)
     from ${rows} r where r.tenant_id = tenant)`;

/**
 * The audit trail, written by the database: whatever writes, and whoever, leaves its entry in the same transaction.
 *
 * An entry's hash is the SHA-256 of the one before with everything that the entry says, so that no entry can be changed, removed or
 * put in between unnoticed. Writers of one tenant take turns: a chain has one end.
 */
export class Migration20261126023100_audit extends Migration {
  override name = 'Migration20261126023100_audit';

  override up(): void {
    // What is hashed, in one place: the check of a chain asks for the same text.
    this.addSql(`create function sealed_text(e audit_entries) returns text language sql stable set search_path = public, pg_temp as $$
      select jsonb_build_array(e.previous_hash, e.tenant_id, e.sequence, to_char(e.written_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        e.actor, e.operation, e.request_id, e.table_name, e.action, e.rows_before, e.rows_after)::text $$;`);
    this.addSql(`create function append_audit_entry(tenant text, table_name text, action text, rows_before jsonb, rows_after jsonb)
      returns void language plpgsql set search_path = public, pg_temp as $$
      declare
        entry audit_entries;
      begin
        perform pg_advisory_xact_lock(hashtextextended(tenant, 0));
        select e.sequence, e.hash into entry.sequence, entry.previous_hash from audit_entries e where e.tenant_id = tenant order by e.sequence desc limit 1;
        entry.tenant_id := tenant;
        entry.sequence := coalesce(entry.sequence, 0) + 1;
        entry.previous_hash := coalesce(entry.previous_hash, repeat('0', 64));
        entry.written_at := clock_timestamp();
        entry.actor := coalesce(nullif(current_setting('app.actor', true), ''), session_user);
        entry.operation := coalesce(current_setting('app.operation', true), '');
        entry.request_id := coalesce(current_setting('app.request_id', true), '');
        entry.table_name := table_name;
        entry.action := action;
        entry.rows_before := rows_before;
        entry.rows_after := rows_after;
        entry.hash := encode(sha256(convert_to(sealed_text(entry), 'UTF8')), 'hex');
        insert into audit_entries select entry.*;
      end $$;`);
    for (const [event, rows] of [
      ['insert', 'new_rows'],
      ['update', 'new_rows'],
      ['delete', 'old_rows'],
    ] as const) {
      const before = event === 'insert' ? 'null' : shown('old_rows');
      const after = event === 'delete' ? 'null' : shown('new_rows');
      this.addSql(`create function audit_${event}() returns trigger language plpgsql set search_path = public, pg_temp as $$
        declare
          tenant text;
          hashed text := coalesce(tg_argv[0], '');
        begin
          for tenant in select distinct tenant_id from ${rows} loop
            perform append_audit_entry(tenant, tg_table_name::text, tg_op, ${before}, ${after});
          end loop;
          return null;
        end $$;`);
    }
    for (const table of AUDITED) for (const statement of audited(table, HASHED[table])) this.addSql(statement);
    for (const statement of appendable(APPENDED)) this.addSql(statement);
    this.addSql('grant update (version, version_id, published_scorecard, published_version) on assessment_periods to hotline_app;');
  }

  override down(): void {
    for (const table of AUDITED) for (const statement of unaudited(table)) this.addSql(statement);
    for (const event of ['insert', 'update', 'delete']) this.addSql(`drop function audit_${event}();`);
    this.addSql('drop function append_audit_entry(text, text, text, jsonb, jsonb);');
    this.addSql('drop function sealed_text(audit_entries);');
    this.addSql(`revoke insert on ${APPENDED.join(', ')} from hotline_app;`);
    this.addSql('revoke update (version, version_id, published_scorecard, published_version) on assessment_periods from hotline_app;');
  }
}
