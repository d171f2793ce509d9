import {
  AuthenticationFailure,
  Invoice,
  InvoiceDecision,
  InvoiceDocument,
  InvoiceRequest,
} from '../../src/features/settlements/invoice.entity.js';
import { LedgerEntry } from '../../src/features/settlements/ledger-entry.entity.js';
import { BankAccount, BankAccountConfirmation, Payment, PaymentReversal } from '../../src/features/settlements/payment.entity.js';
import { SettlementStatement, StatementApproval } from '../../src/features/settlements/statement.entity.js';
import type { StatementDocument } from '../../src/features/settlements/statement-document.js';
import { globalId } from '../../src/platform/graphql/global-id.js';
import type { OwnedStorage } from '../../src/seed/seed-tenant.js';
import { NOW } from './service.js';

const TENANT_DIGITS: Readonly<Record<string, string>> = { kezhou: '1', twin: '2', 'qinghe-12345': '3' };

/** Uuids of a tenant's money, known before anything is asked. */
const uuidsOf = (tenant: string) => {
  const uuid = (place: number): string => `ffff0000-0000-7000-9${TENANT_DIGITS[tenant]}00-00000000000${place}`;
  return { issued: uuid(1), approved: uuid(2), from: uuid(3), to: uuid(4), invoice: uuid(5), payment: uuid(6) };
};

/** Global ids of a tenant's money: a statement to be approved, one that is, accounts in use, an accepted invoice, a reversed payment. */
export const moneyIdsOf = (tenant: string) => {
  const { issued, approved, from, to, invoice, payment } = uuidsOf(tenant);
  return {
    issued: globalId('SettlementStatement', issued),
    approved: globalId('SettlementStatement', approved),
    from: globalId('BankAccount', from),
    to: globalId('BankAccount', to),
    invoice: globalId('Invoice', invoice),
    payment: globalId('Payment', payment),
  };
};

const DOCUMENT: StatementDocument = {
  base: '10.00',
  score: null,
  payable: '10.00',
  undisputed: '10.00',
  disputed: '0.00',
  deducted: '0.00',
  scorecards: [],
  adjustments: [],
  readings: [],
  lines: [],
  secondApproval: [],
};

const recorded = { recordedBy: 'test', recordedAt: NOW };

/** Gives a tenant a row in every table of money. */
export const seedMoneyRows = (storage: OwnedStorage, tenantId: string): Promise<void> =>
  storage.asOwner(tenantId, async (em) => {
    const [found] = await em.execute<{ id: string; version: string; amount: string; buyer: string; seller: string; evidence: string }[]>(
      `select c.id, c.amount::text, (select id from contract_versions v where v.tenant_id = c.tenant_id and v.contract_id = c.id order by version desc limit 1) as version,
         (select organisation_id from contract_parties p where p.tenant_id = c.tenant_id and p.contract_id = c.id and 'PAYER' = any(p.roles) limit 1) as buyer,
         (select organisation_id from contract_parties p where p.tenant_id = c.tenant_id and p.contract_id = c.id and 'VENDOR' = any(p.roles) limit 1) as seller,
         (select id from evidence e where e.tenant_id = c.tenant_id limit 1) as evidence
       from contracts c where c.tenant_id = ?`,
      [tenantId],
    );
    const { id: contractId, version, amount, buyer, seller, evidence } = found!;
    const ids = uuidsOf(tenantId);
    const contract = [tenantId, contractId] as const;
    const statement = async (id: string, number: number, instalment: number) => {
      const money = { determined: '10', undisputed: '10', disputed: '0', deducted: '0', adjusted: '0', broughtForward: '0' };
      await em.insert(SettlementStatement, {
        ...money,
        tenantId,
        id,
        contract,
        contractVersion: [tenantId, version] as const,
        number,
        instalment,
        kind: 'ORIGINAL',
        setOff: '0',
        setOffs: [],
        amountDue: '10',
        carriedForward: '0',
        closes: false,
        approvalsNeeded: 1,
        digest: 'sha256:0',
        document: DOCUMENT,
        issuedBy: 'test',
        issuedAt: NOW,
      });
      return [tenantId, id] as const;
    };
    await statement(ids.issued, 901, 3);
    const approved = await statement(ids.approved, 902, 2);
    await em.insert(StatementApproval, { tenantId, statement: approved, approvedBy: 'test', digest: 'sha256:0', approvedAt: NOW });
    for (const [id, organisation] of [
      [ids.from, buyer],
      [ids.to, seller],
    ] as const) {
      const account = { holder: 'test', bank: 'test', sealedNumber: 'test', lastFour: '0000', reason: 'test', ...recorded };
      await em.insert(BankAccount, { tenantId, id, organisation: [tenantId, organisation] as const, ...account });
      await em.insert(BankAccountConfirmation, { tenantId, account: [tenantId, id] as const, ...recorded });
    }
    const payment = [tenantId, ids.payment] as const;
    await em.insert(Payment, {
      tenantId,
      id: ids.payment,
      statement: approved,
      direction: 'PAYMENT',
      amount: '4',
      paidOn: '2026-01-05',
      fromAccount: [tenantId, ids.from] as const,
      toAccount: [tenantId, ids.to] as const,
      bankReference: 'test',
      ...recorded,
    });
    await em.insert(PaymentReversal, { tenantId, payment, reason: 'test', ...recorded });
    const nothing = { contractAmount: '0', notDetermined: '0', payable: '0', disputed: '0', deducted: '0', paid: '0', instalment: null };
    const entries = [
      { kind: 'OPENING', contractAmount: amount, notDetermined: amount },
      { kind: 'STATEMENT', statement: approved, instalment: 2, notDetermined: '-10', payable: '10' },
      { kind: 'PAYMENT', payment, instalment: 2, payable: '-4', paid: '4' },
      { kind: 'REVERSAL', payment, instalment: 2, payable: '4', paid: '-4' },
    ] as const;
    for (const [index, entry] of entries.entries())
      await em.insert(LedgerEntry, { ...nothing, ...entry, tenantId, contract, sequence: index + 1, ...recorded });
    await em.insert(InvoiceRequest, { tenantId, statement: approved, requestedOn: '2026-01-05', note: null, ...recorded });
    const invoice = [tenantId, ids.invoice] as const;
    await em.insert(Invoice, {
      tenantId,
      id: ids.invoice,
      statement: approved,
      kind: 'ORDINARY',
      number: '1'.repeat(20),
      code: null,
      issuedOn: '2026-01-05',
      submittedOn: '2026-01-05',
      amount: '10',
      tax: '1',
      buyerName: 'test',
      buyerTaxNumber: '1'.repeat(18),
      sellerName: 'test',
      sellerTaxNumber: '1'.repeat(18),
      isCompletionOnPaper: true,
      ...recorded,
    });
    await em.insert(InvoiceDocument, { tenantId, invoice, evidence: [tenantId, evidence] as const, role: 'INVOICE' });
    const decision = {
      outcome: 'ACCEPTED',
      receivedOn: '2026-01-05',
      reason: null,
      reissueDueOn: null,
      isDeadlineProvisional: false,
    } as const;
    await em.insert(InvoiceDecision, { tenantId, invoice, ...decision, ...recorded });
    await em.insert(AuthenticationFailure, { tenantId, invoice, foundOn: '2026-01-05', reason: 'test', ...recorded });
  });
