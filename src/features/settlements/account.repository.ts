import type { EntryKind, LedgerEntry } from '../../core/account/ledger.js';
import { Exact } from '../../core/values/exact.js';
import { printMoney } from '../../core/values/figures.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** An entry of a contract's record as its row has it. Money in yuan, two decimals. */
export interface LedgerEntryRow {
  readonly contractId: string;
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly instalment: number | null;
  readonly statementId: string | null;
  readonly paymentId: string | null;
  readonly contractAmount: string;
  readonly notDetermined: string;
  readonly payable: string;
  readonly disputed: string;
  readonly deducted: string;
  readonly paid: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

const SELECT = `e.contract_id as "contractId", e.sequence, e.kind, e.instalment, e.statement_id as "statementId", e.payment_id as "paymentId",
  e.contract_amount::text as "contractAmount", e.not_determined::text as "notDetermined", e.payable::text, e.disputed::text, e.deducted::text,
  e.paid::text, e.recorded_by as "recordedBy", ${instant('e.recorded_at')} as "recordedAt"`;

/** A contract's entries, in their order. */
export const entriesOfContract = ({ tenantId }: TenantContext): ListQuery => ({
  select: SELECT,
  from: 'ledger_entries e',
  where: 'e.tenant_id = $1 and e.contract_id = parent.id',
  values: [tenantId],
  keys: [{ column: 'e.sequence', field: 'sequence', type: 'int' }],
});

/** Every entry of some contracts, in their order. */
export const listEntries = (context: TenantContext, contractIds: readonly string[]): Promise<LedgerEntryRow[]> =>
  context.rows(`select ${SELECT} from ledger_entries e where e.tenant_id = $1 and e.contract_id = any($2::uuid[]) order by e.sequence`, [
    context.tenantId,
    contractIds,
  ]);

/** An entry as the core has it. */
export const entryOf = (row: LedgerEntryRow): LedgerEntry => ({
  kind: row.kind,
  instalment: row.instalment,
  contractAmount: Exact.of(row.contractAmount),
  changes: {
    NOT_DETERMINED: Exact.of(row.notDetermined),
    PAYABLE: Exact.of(row.payable),
    DISPUTED: Exact.of(row.disputed),
    DEDUCTED: Exact.of(row.deducted),
    PAID: Exact.of(row.paid),
  },
});

/** What entries belong to. */
export interface EntriesSource {
  readonly contractId: string;
  readonly statementId?: string | null;
  readonly paymentId?: string | null;
}

/** Appends entries to a contract's record, in one statement; `count` is how many it has. */
export async function appendEntries(
  context: TenantContext,
  { contractId, statementId = null, paymentId = null }: EntriesSource,
  count: number,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const { recordedBy, recordedAt } = context.recorded;
  const rows = entries.map(({ kind, instalment, contractAmount, changes }, index) => {
    const concernsContract = kind === 'OPENING' || kind === 'AMENDMENT';
    const isPayment = kind === 'PAYMENT' || kind === 'REVERSAL';
    return {
      sequence: count + index + 1,
      kind,
      instalment,
      statement_id: concernsContract || isPayment ? null : statementId,
      payment_id: isPayment ? paymentId : null,
      contract_amount: printMoney(contractAmount),
      not_determined: printMoney(changes.NOT_DETERMINED),
      payable: printMoney(changes.PAYABLE),
      disputed: printMoney(changes.DISPUTED),
      deducted: printMoney(changes.DEDUCTED),
      paid: printMoney(changes.PAID),
    };
  });
  await context.rows(
    `insert into ledger_entries (tenant_id, contract_id, sequence, kind, instalment, statement_id, payment_id, contract_amount, not_determined,
       payable, disputed, deducted, paid, recorded_by, recorded_at)
     select $1, $2::uuid, r.sequence, r.kind, r.instalment, r.statement_id, r.payment_id, r.contract_amount, r.not_determined, r.payable,
       r.disputed, r.deducted, r.paid, $3, $4::timestamptz
     from jsonb_to_recordset($5::jsonb) as r(sequence int, kind text, instalment int, statement_id uuid, payment_id uuid,
       contract_amount numeric, not_determined numeric, payable numeric, disputed numeric, deducted numeric, paid numeric)`,
    [context.tenantId, contractId, recordedBy, recordedAt, JSON.stringify(rows)],
  );
}
