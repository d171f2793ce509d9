import { Migration } from '@mikro-orm/migrations';

/** Tables of which every new row is looked at together with all that its statement comes to. */
const GUARDED = ['settlement_statements', 'statement_approvals', 'payments', 'payment_reversals', 'ledger_entries'];

/** A payment's amount as it counts: negative where the vendor pays back. */
const SIGNED = `case p.direction when 'PAYMENT' then p.amount else - p.amount end`;

/**
 * What must hold of a statement together with its approvals, set-offs, payments and entries, whoever writes them. It is looked at as a
 * transaction ends, since each of these comes after another.
 */
const CHECK_STATEMENT = `create function check_money_of_statement(tenant text, statement uuid) returns void
  language plpgsql set search_path = public, pg_temp as $$
  declare
    s settlement_statements;
    is_approved boolean;
    due numeric;
    paid numeric;
    reduced uuid;
  begin
    select * into s from settlement_statements t where t.tenant_id = tenant and t.id = statement;
    if not found then
      raise exception 'no statement %', statement using errcode = 'check_violation';
    end if;
    is_approved := s.approvals_needed <= (select count(*) from statement_approvals v where v.tenant_id = tenant and v.statement_id = s.id);

    if (select count(*) from ledger_entries e where e.tenant_id = tenant and e.statement_id = s.id and e.kind = 'STATEMENT'
          and e.instalment = s.instalment and e.not_determined = - s.determined and e.payable = s.undisputed and e.disputed = s.disputed
          and e.deducted = s.deducted) <> is_approved::int
      or exists (select from ledger_entries e where e.tenant_id = tenant and e.statement_id = s.id
          and (not is_approved or e.contract_id <> s.contract_id or e.paid <> 0
            or e.kind = 'CLOSING' and (not s.closes or e.payable <> 0 or e.disputed <> 0)))
      or is_approved and s.adjusted <> (select coalesce(sum(e.payable), 0) from ledger_entries e
          where e.tenant_id = tenant and e.statement_id = s.id and e.kind = 'ADJUSTMENT') then
      raise exception 'statement % is not posted as it was approved', s.id using errcode = 'check_violation';
    end if;

    if s.set_off <> (select coalesce(sum((x.entry ->> 'amount')::numeric), 0) from jsonb_array_elements(s.set_offs) x(entry))
      or exists (select from jsonb_array_elements(s.set_offs) x(entry) where (x.entry ->> 'amount')::numeric >= 0
          or not exists (select from settlement_statements o where o.tenant_id = tenant and o.contract_id = s.contract_id
            and o.instalment = s.instalment and o.number = (x.entry ->> 'number')::int and o.number < s.number)) then
      raise exception 'statement % sets off what it cannot', s.id using errcode = 'check_violation';
    end if;

    if exists (select from payments p where p.tenant_id = tenant and p.statement_id = s.id
        and (not is_approved or (p.direction = 'REFUND') <> (s.amount_due < 0)
          or (select count(*) from ledger_entries e where e.tenant_id = tenant and e.payment_id = p.id and e.kind = 'PAYMENT') <> 1
          or (select count(*) from ledger_entries e where e.tenant_id = tenant and e.payment_id = p.id and e.kind = 'REVERSAL')
            <> (select count(*) from payment_reversals r where r.tenant_id = tenant and r.payment_id = p.id)
          or exists (select from ledger_entries e where e.tenant_id = tenant and e.payment_id = p.id
            and (e.contract_id <> s.contract_id or e.instalment is distinct from s.instalment
              or e.paid <> (case e.kind when 'PAYMENT' then 1 else -1 end) * (${SIGNED}))))) then
      raise exception 'a payment of statement % is not posted as it was recorded', s.id using errcode = 'check_violation';
    end if;

    due := s.amount_due + (select coalesce(sum((x.entry ->> 'amount')::numeric), 0)
      from settlement_statements n cross join jsonb_array_elements(n.set_offs) x(entry)
      where n.tenant_id = tenant and n.contract_id = s.contract_id and n.instalment = s.instalment and (x.entry ->> 'number')::int = s.number
        and n.approvals_needed <= (select count(*) from statement_approvals v where v.tenant_id = tenant and v.statement_id = n.id));
    paid := (select coalesce(sum(${SIGNED}), 0) from payments p where p.tenant_id = tenant and p.statement_id = s.id
      and not exists (select from payment_reversals r where r.tenant_id = tenant and r.payment_id = p.id));
    if due < least(s.amount_due, 0) or paid < least(due, 0) or paid > greatest(due, 0) then
      raise exception 'statement %: % is due and % paid', s.id, due, paid using errcode = 'check_violation';
    end if;

    for reduced in select o.id from jsonb_array_elements(s.set_offs) x(entry) join settlement_statements o on o.tenant_id = tenant
        and o.contract_id = s.contract_id and o.number = (x.entry ->> 'number')::int where is_approved loop
      perform check_money_of_statement(tenant, reduced);
    end loop;
  end $$;`;

const CHECK_ROW = `create function check_money_of_row() returns trigger language plpgsql set search_path = public, pg_temp as $$
  declare
    added jsonb := to_jsonb(new);
    statement uuid := case tg_table_name when 'settlement_statements' then added ->> 'id' else added ->> 'statement_id' end;
    payment uuid := added ->> 'payment_id';
  begin
    if payment is not null then
      select p.statement_id into statement from payments p where p.tenant_id = new.tenant_id and p.id = payment;
      if not found then
        raise exception 'no payment %', payment using errcode = 'check_violation';
      end if;
    end if;
    if statement is not null then
      perform check_money_of_statement(new.tenant_id, statement);
    end if;
    return null;
  end $$;`;

export class Migration20261126170039_money_guards extends Migration {

  override name = 'Migration20261126170039_money_guards';

  override up(): void | Promise<void> {
    this.addSql(`create unique index "ledger_entries_opening_once" on "ledger_entries" ("tenant_id", "contract_id") where kind = 'OPENING';`);
    this.addSql(`create unique index "ledger_entries_statement_once" on "ledger_entries" ("tenant_id", "statement_id") where kind = 'STATEMENT';`);
    this.addSql(`create unique index "ledger_entries_adjustment_once" on "ledger_entries" ("tenant_id", "statement_id", "instalment") where kind = 'ADJUSTMENT';`);
    this.addSql(`create unique index "ledger_entries_closing_once" on "ledger_entries" ("tenant_id", "statement_id") where kind = 'CLOSING';`);
    this.addSql(`create unique index "ledger_entries_payment_once" on "ledger_entries" ("tenant_id", "payment_id") where kind = 'PAYMENT';`);
    this.addSql(`create unique index "ledger_entries_reversal_once" on "ledger_entries" ("tenant_id", "payment_id") where kind = 'REVERSAL';`);
    for (const statement of [CHECK_STATEMENT, CHECK_ROW]) this.addSql(statement);
    for (const table of GUARDED)
      this.addSql(
        `create constraint trigger ${table}_money after insert on ${table} deferrable initially deferred for each row execute function check_money_of_row();`,
      );
  }

  override down(): void | Promise<void> {
    for (const table of GUARDED) this.addSql(`drop trigger ${table}_money on ${table};`);
    this.addSql(`drop function check_money_of_row();`);
    this.addSql(`drop function check_money_of_statement(text, uuid);`);
    this.addSql(`drop index "ledger_entries_opening_once";`);
    this.addSql(`drop index "ledger_entries_statement_once";`);
    this.addSql(`drop index "ledger_entries_adjustment_once";`);
    this.addSql(`drop index "ledger_entries_closing_once";`);
    this.addSql(`drop index "ledger_entries_payment_once";`);
    this.addSql(`drop index "ledger_entries_reversal_once";`);
  }

}
