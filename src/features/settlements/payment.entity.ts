import { defineEntity, p } from '@mikro-orm/core';
import { recordedBySomebody } from '../../platform/persistence/recorded.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { Organisation } from '../tenants/organisation.entity.js';
import { SettlementStatement } from './statement.entity.js';

/** A corporate account of an organisation, as somebody recorded it. It counts once another person has confirmed it; the latest that counts is in use. */
export const BankAccount = defineEntity({
  name: 'BankAccount',
  tableName: 'bank_accounts',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    organisation: () => tenantReference(Organisation, 'organisation_id'),
    holder: p.text(),
    bank: p.text(),
    /** Encrypted. */
    sealedNumber: p.text(),
    /** The last four digits, to tell accounts apart. */
    lastFour: p.string().length(4),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'organisation'] }],
  ...tenantPolicy('bank_accounts'),
});

/** That a second person found an account right. */
export const BankAccountConfirmation = defineEntity({
  name: 'BankAccountConfirmation',
  tableName: 'bank_account_confirmations',
  properties: {
    tenantId: p.string().length(64).primary(),
    account: () => tenantReference(BankAccount, 'account_id').primary(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('bank_account_confirmations'),
});

/** Money that was transferred for a statement. */
export const Payment = defineEntity({
  name: 'Payment',
  tableName: 'payments',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    statement: () => tenantReference(SettlementStatement, 'statement_id'),
    /** REFUND where the vendor pays back. */
    direction: p.enum(['PAYMENT', 'REFUND']),
    amount: p.decimal().precision(16).scale(2),
    paidOn: p.date(),
    fromAccount: () => tenantReference(BankAccount, 'from_account_id'),
    toAccount: () => tenantReference(BankAccount, 'to_account_id'),
    /** Number that the bank gave the transfer. */
    bankReference: p.string().length(64),
    ...recordedBySomebody(),
  },
  indexes: [{ properties: ['tenantId', 'statement'] }, { properties: ['tenantId', 'bankReference'] }],
  checks: [{ name: 'payments_amount', expression: (columns) => `${columns.amount} > 0` }],
  ...tenantPolicy('payments'),
});

/** That a payment was recorded wrongly. */
export const PaymentReversal = defineEntity({
  name: 'PaymentReversal',
  tableName: 'payment_reversals',
  properties: {
    tenantId: p.string().length(64).primary(),
    payment: () => tenantReference(Payment, 'payment_id').primary(),
    reason: p.text(),
    ...recordedBySomebody(),
  },
  ...tenantPolicy('payment_reversals'),
});
