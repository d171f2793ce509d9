import { defineEntity, p } from '@mikro-orm/core';
import { INVOICE_KINDS } from '../../core/invoices/invoicing-rules.js';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Evidence } from '../evidence/evidence.entity.js';
import { SettlementStatement } from './statement.entity.js';

const yuan = () => p.decimal().precision(16).scale(2);

/** That the agency asked the vendor for an invoice about an approved statement. */
export const InvoiceRequest = defineEntity({
  name: 'InvoiceRequest',
  tableName: 'invoice_requests',
  properties: {
    tenantId: p.string().length(64).primary(),
    statement: () => tenantReference(SettlementStatement, 'statement_id').primary(),
    requestedOn: p.date(),
    note: p.text().nullable(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('invoice_requests'),
});

/** An invoice as the vendor submitted it. */
export const Invoice = defineEntity({
  name: 'Invoice',
  tableName: 'invoices',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    statement: () => tenantReference(SettlementStatement, 'statement_id'),
    kind: p.enum([...INVOICE_KINDS]),
    number: p.string().length(20),
    /** Of invoices that have one besides their number. */
    code: p.string().length(12).nullable(),
    issuedOn: p.date(),
    submittedOn: p.date(),
    amount: yuan(),
    tax: yuan(),
    buyerName: p.text(),
    buyerTaxNumber: p.string().length(20),
    sellerName: p.text(),
    sellerTaxNumber: p.string().length(20),
    /** That the documents of completion came on paper, as the agency entered it. */
    isCompletionOnPaper: p.boolean(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'statement'] }, { properties: ['tenantId', 'number'] }],
  checks: [{ name: 'invoices_amounts', expression: 'amount > 0 and tax >= 0 and tax < amount' }],
  ...tenantPolicy('invoices'),
});

/** A file that came with an invoice: the invoice itself, or a document that proves completion. */
export const InvoiceDocument = defineEntity({
  name: 'InvoiceDocument',
  tableName: 'invoice_documents',
  properties: {
    tenantId: p.string().length(64).primary(),
    invoice: () => tenantReference(Invoice, 'invoice_id').primary(),
    evidence: () => tenantReference(Evidence, 'evidence_id').primary(),
    role: p.enum(['INVOICE', 'COMPLETION']),
  },
  indexes: [{ properties: ['tenantId', 'evidence'] }],
  ...tenantPolicy('invoice_documents'),
});

/**
 * That the agency accepted an invoice, or rejected it with the reason and the day by which another one is due. One that was accepted may be
 * rejected after all: then that counts, and both rows stay.
 */
export const InvoiceDecision = defineEntity({
  name: 'InvoiceDecision',
  tableName: 'invoice_decisions',
  properties: {
    tenantId: p.string().length(64).primary(),
    invoice: () => tenantReference(Invoice, 'invoice_id').primary(),
    outcome: p.enum(['ACCEPTED', 'REJECTED']).primary(),
    /** Day on which the agency signed for it, from which payment is counted; null for a rejected one. */
    receivedOn: p.date().nullable(),
    reason: p.text().nullable(),
    /** Day by which it is to be issued again; null where accepted, and where the contract sets none. */
    reissueDueOn: p.date().nullable(),
    isDeadlineProvisional: p.boolean(),
    ...recordedBySomebody(),
  },
  checks: [
    {
      name: 'invoice_decisions_outcome',
      expression: `(outcome = 'ACCEPTED') = (received_on is not null) and (outcome = 'ACCEPTED' or reason is not null)`,
    },
  ],
  ...tenantPolicy('invoice_decisions'),
});

/** That the tax authority did not authenticate an accepted invoice. */
export const AuthenticationFailure = defineEntity({
  name: 'AuthenticationFailure',
  tableName: 'authentication_failures',
  properties: {
    tenantId: p.string().length(64).primary(),
    invoice: () => tenantReference(Invoice, 'invoice_id').primary(),
    foundOn: p.date(),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('authentication_failures'),
});
