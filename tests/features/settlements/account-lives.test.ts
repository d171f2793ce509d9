import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { ACCOUNTS, balancesOf, type LedgerEntry } from '../../../src/core/account/ledger.js';
import { totalOf } from '../../../src/core/account/portions.js';
import { sum } from '../../../src/core/values/exact.js';
import { printMoney } from '../../../src/core/values/figures.js';
import { type EntrySource, type LivedStatement, MoneyLife } from '../../support/generated-money-lives.js';
import { attempt, type Run, withSuperuser } from '../../support/isolation.js';
import { createService, DATABASES, NOW, type Service } from '../../support/service.js';

const TENANT = 'kezhou';
/** The embedded database writes the same SQL, and takes longer over it. */
const LIVES = { embedded: 100, postgresql: 500 } as const;

/** SQLSTATE of what a check of the database refuses. */
const CHECK_VIOLATED = '23514';

/** A life with ids for what it writes. */
interface StoredLife {
  readonly life: MoneyLife;
  readonly contractId: string;
}

/** Lives one contract in the database: its statements, payments and entries, each as the commands write them. */
async function store(run: Run, seed: number, versionId: string, accounts: readonly [string, string]): Promise<StoredLife> {
  const life = new MoneyLife(seed);
  life.run(() => {});
  const contractId = uuid();
  await run(
    `insert into contracts (tenant_id, id, code, title, term_from, term_to, amount, currency)
     values ($1, $2, $3, '{"zh": "测试", "en": "test"}', '2025-01-01', '2025-12-31', $4, 'CNY')`,
    [TENANT, contractId, `life-${seed}`, printMoney(life.amount)],
  );
  const ids = new Map<EntrySource, string>();
  for (const statement of life.statements) for (const source of [statement, ...statement.payments]) ids.set(source, uuid());
  const statements = life.statements.map((statement, index) => statementRow(statement, index, ids));
  await run(
    `insert into settlement_statements (tenant_id, contract_id, version_id, digest, document, issued_by, issued_at, id, number, instalment, kind,
       determined, undisputed, disputed, deducted, adjusted, brought_forward, amount_due, carried_forward, set_off, set_offs, closes, approvals_needed)
     select $1, $2::uuid, $3::uuid, 'sha256:0', '{}', 'test', $4::timestamptz, r.* from jsonb_to_recordset($5::jsonb) as r(id uuid, number int,
       instalment int, kind text, determined numeric, undisputed numeric, disputed numeric, deducted numeric, adjusted numeric,
       brought_forward numeric, amount_due numeric, carried_forward numeric, set_off numeric, set_offs jsonb, closes boolean, approvals_needed int)`,
    [TENANT, contractId, versionId, NOW.toISOString(), JSON.stringify(statements)],
  );
  await run(
    `insert into statement_approvals (tenant_id, statement_id, approved_by, digest, approved_at)
     select $1, r.id, 'test ' || n, 'sha256:0', $2::timestamptz from jsonb_to_recordset($3::jsonb) as r(id uuid, approvals_needed int)
     cross join lateral generate_series(1, r.approvals_needed) n`,
    [TENANT, NOW.toISOString(), JSON.stringify(statements)],
  );
  const transfers = life.statements.flatMap((statement) =>
    statement.payments.map((payment) => ({ id: ids.get(payment), statement: ids.get(statement), ...payment })),
  );
  await run(
    `insert into payments (tenant_id, id, statement_id, direction, amount, paid_on, from_account_id, to_account_id, bank_reference, recorded_by, recorded_at)
     select $1, r.id, r.statement, r.direction, r.amount, '2026-01-05', $2::uuid, $3::uuid, r.id::text, 'test', $4::timestamptz
     from jsonb_to_recordset($5::jsonb) as r(id uuid, statement uuid, direction text, amount numeric)`,
    [
      TENANT,
      ...accounts,
      NOW.toISOString(),
      JSON.stringify(
        transfers.map(({ amount, ...rest }) => ({
          ...rest,
          direction: amount.sign < 0 ? 'REFUND' : 'PAYMENT',
          amount: printMoney(amount.sign < 0 ? amount.negated() : amount),
        })),
      ),
    ],
  );
  await run(
    `insert into payment_reversals (tenant_id, payment_id, reason, recorded_by, recorded_at)
     select $1, id, 'test', 'test', $2::timestamptz from jsonb_to_recordset($3::jsonb) as r(id uuid)`,
    [TENANT, NOW.toISOString(), JSON.stringify(transfers.filter(({ isReversed }) => isReversed).map(({ id }) => ({ id })))],
  );
  await run(
    `insert into ledger_entries (tenant_id, contract_id, recorded_by, recorded_at, sequence, kind, instalment, statement_id, payment_id, contract_amount,
       not_determined, payable, disputed, deducted, paid)
     select $1, $2::uuid, 'test', $3::timestamptz, r.* from jsonb_to_recordset($4::jsonb) as r(sequence int, kind text, instalment int, statement_id uuid,
       payment_id uuid, contract_amount numeric, not_determined numeric, payable numeric, disputed numeric, deducted numeric, paid numeric)`,
    [
      TENANT,
      contractId,
      NOW.toISOString(),
      JSON.stringify(life.entries.map((entry, index) => rowOf(entry, index, ids.get(life.sources[index]!) ?? null))),
    ],
  );
  return { life, contractId };
}

/** The row of a statement but for what all of them have alike. */
function statementRow(statement: LivedStatement, index: number, ids: ReadonlyMap<EntrySource, string>) {
  const { figures } = statement;
  return {
    id: ids.get(statement),
    number: index + 1,
    instalment: figures.instalment,
    kind: figures.kind,
    determined: printMoney(totalOf(figures.own)),
    undisputed: printMoney(figures.own.undisputed),
    disputed: printMoney(figures.own.disputed),
    deducted: printMoney(figures.own.deducted),
    adjusted: printMoney(sum(figures.adjustments.map(({ change }) => change.undisputed))),
    brought_forward: printMoney(figures.broughtForward),
    amount_due: printMoney(figures.amountDue),
    carried_forward: printMoney(figures.carriedForward),
    set_off: printMoney(sum(figures.setOffs.map(({ amount }) => amount))),
    set_offs: figures.setOffs.map(({ number, amount }) => ({ number, amount: printMoney(amount) })),
    closes: figures.closes,
    approvals_needed: figures.secondApproval.length > 0 ? 2 : 1,
  };
}

function rowOf({ kind, instalment, contractAmount, changes }: LedgerEntry, index: number, sourceId: string | null) {
  const isPayment = kind === 'PAYMENT' || kind === 'REVERSAL';
  const isOfStatement = kind === 'STATEMENT' || kind === 'ADJUSTMENT' || kind === 'CLOSING';
  return {
    sequence: index + 1,
    kind,
    instalment,
    statement_id: isOfStatement ? sourceId : null,
    payment_id: isPayment ? sourceId : null,
    contract_amount: printMoney(contractAmount),
    not_determined: printMoney(changes.NOT_DETERMINED),
    payable: printMoney(changes.PAYABLE),
    disputed: printMoney(changes.DISPUTED),
    deducted: printMoney(changes.DEDUCTED),
    paid: printMoney(changes.PAID),
  };
}

const SUMS = `select contract_id as id, sum(contract_amount)::text as amount, sum(not_determined)::text as "NOT_DETERMINED", sum(payable)::text as "PAYABLE",
  sum(disputed)::text as "DISPUTED", sum(deducted)::text as "DEDUCTED", sum(paid)::text as "PAID",
  (sum(not_determined + payable + disputed + deducted + paid) = sum(contract_amount)) as "addsUp"
  from ledger_entries where tenant_id = $1 and contract_id = any($2::uuid[]) group by contract_id`;

describe.each(DATABASES)('the double-entry record on %s', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind);
  });
  afterAll(() => service.stop());

  const prepare = async (run: Run) => {
    const [version] = await run<{ id: string }>('select id from contract_versions where tenant_id = $1 limit 1', [TENANT]);
    const accounts = await run<{ id: string }>('select id from bank_accounts where tenant_id = $1 order by id limit 2', [TENANT]);
    return { versionId: version!.id, accounts: accounts.map(({ id }) => id) as [string, string] };
  };

  const lifeCount = LIVES[kind];

  test(`of ${lifeCount} generated contracts adds up as the model says, and every check of the tables holds`, async () => {
    await withSuperuser(service, async (run) => {
      const { versionId, accounts } = await prepare(run);
      const lives: StoredLife[] = [];
      for (let seed = 1; seed <= lifeCount; seed++) lives.push(await store(run, seed, versionId, accounts));
      // What is looked at as a transaction ends.
      await run('set constraints all immediate');
      const rows = await run<Record<string, string>>(SUMS, [TENANT, lives.map(({ contractId }) => contractId)]);
      expect(rows).toHaveLength(lifeCount);
      const byContract = new Map(rows.map((row) => [row.id, row]));
      for (const { life, contractId } of lives) {
        const balances = balancesOf(life.entries);
        expect(byContract.get(contractId)).toEqual({
          id: contractId,
          amount: printMoney(life.amount),
          addsUp: true,
          ...Object.fromEntries(ACCOUNTS.map((account) => [account, printMoney(balances[account])])),
        });
      }
    });
  });

  test.each([
    ['that does not balance', { payable: '10.01' }],
    ['that makes money appear in one account', { paid: '1.00' }],
    ['that changes the contract’s amount without an opening', { contract_amount: '10.00', not_determined: '0.00' }],
    ['of a statement that names none', { statement_id: null }],
    ['of a payment that moves something else', { kind: 'PAYMENT', statement_id: null, payment_id: 'PAYMENT' }],
  ] as const)('an entry %s is refused by the database', async (_, differs: Readonly<Record<string, string | null>>) => {
    await withSuperuser(service, async (run) => {
      const { versionId, accounts } = await prepare(run);
      const { contractId } = await store(run, 7, versionId, accounts);
      const [statement] = await run<{ id: string }>('select id from settlement_statements where contract_id = $1 limit 1', [contractId]);
      const [payment] = await run<{ id: string }>('select id from payments where tenant_id = $1 limit 1', [TENANT]);
      const row = {
        kind: 'STATEMENT',
        statement_id: statement!.id,
        payment_id: null,
        contract_amount: '0.00',
        not_determined: '-10.00',
        payable: '10.00',
        paid: '0.00',
        ...differs,
      };
      const insert = (values: Readonly<Record<string, string | null>>) =>
        attempt(
          run,
          `insert into ledger_entries (tenant_id, contract_id, sequence, kind, instalment, statement_id, payment_id, contract_amount, not_determined,
             payable, disputed, deducted, paid, recorded_by, recorded_at)
           values ($1, $2, 9999, $3, 99, $4, $5, $6, $7, $8, 0, 0, $9, 'test', now())`,
          [
            TENANT,
            contractId,
            values.kind,
            values.statement_id,
            values.payment_id === 'PAYMENT' ? payment!.id : values.payment_id,
            values.contract_amount,
            values.not_determined,
            values.payable,
            values.paid,
          ],
        );
      expect(await insert(row)).toEqual({ code: CHECK_VIOLATED });
      // A row as it should be is taken, until it is looked at together with its statement.
      const good = {
        kind: 'ADJUSTMENT',
        statement_id: statement!.id,
        payment_id: null,
        contract_amount: '0.00',
        not_determined: '-10.00',
        payable: '10.00',
        paid: '0.00',
      };
      expect(await insert(good)).toEqual([]);
    });
  });

  test('a statement whose parts are not what it determines, or whose sums are not what is due, is refused by the database', async () => {
    await withSuperuser(service, async (run) => {
      const { versionId, accounts } = await prepare(run);
      const { contractId } = await store(run, 11, versionId, accounts);
      for (const column of ['determined', 'undisputed', 'disputed', 'deducted', 'adjusted', 'set_off', 'amount_due', 'carried_forward'])
        expect([
          column,
          await attempt(run, `update settlement_statements set ${column} = ${column} + 0.01 where contract_id = $1`, [contractId]),
        ]).toEqual([column, { code: CHECK_VIOLATED }]);
    });
  });
});
