import { describe, expect, test } from '@jest/globals';
import type { Contract } from '../../../src/core/contract/contract.js';
import {
  checkInvoice,
  deliveryDeadline,
  type InvoiceToCheck,
  isInvoiceNumber,
  reissueDeadline,
} from '../../../src/core/invoices/check-invoice.js';
import { Exact } from '../../../src/core/values/exact.js';
import { CALENDAR, contractOf } from '../../support/library.js';

const kezhou = contractOf('kezhou-12345');
const shaanxi = contractOf('shaanxi-12367');
const qinghe = contractOf('qinghe-12345');
const PAYABLE = Exact.of('166320');

const GOOD: InvoiceToCheck = {
  kind: 'ORDINARY',
  issuedOn: '2025-04-14',
  receivedOn: '2025-04-21',
  amount: PAYABLE,
  buyerName: '克孜勒苏柯尔克孜自治州数字化发展局',
  buyerTaxNumber: '11653000010478374Y',
  sellerName: '中国移动通信集团新疆有限公司克州分公司',
  sellerTaxNumber: '9165300071555164X1',
  hasCompletionDocuments: true,
};

const termsOf = ({ invoicing, data: { organisations }, calendar }: Contract) => ({ rules: invoicing!, organisations, calendar });

const failing = (differs: Partial<InvoiceToCheck>, contract = kezhou) =>
  checkInvoice(termsOf(contract), { ...GOOD, ...differs }, PAYABLE).flatMap(({ passed, code, clause }) =>
    passed ? [] : [`${code} ${clause}`],
  );

describe('kezhou 4.5 and 4.6: an invoice against the contract', () => {
  test('that agrees passes every check', () => {
    expect(failing({})).toEqual([]);
    expect(checkInvoice(termsOf(kezhou), GOOD, PAYABLE).map(({ code }) => code)).toEqual([
      'AMOUNT',
      'KIND',
      'BUYER_NAME',
      'BUYER_TAX_NUMBER',
      'SELLER_NAME',
      'SELLER_TAX_NUMBER',
      'COMPLETION_DOCUMENTS',
      'DELIVERY',
    ]);
  });

  test.each([
    ['a fen too little', { amount: Exact.of('166319.99') }, ['AMOUNT 4.5']],
    ['K-12: a special invoice', { kind: 'SPECIAL' }, ['KIND 4.5']],
    ['K-13: made out to the agency instead of the bureau', { buyerName: kezhou.data.organisations[0]!.name.zh }, ['BUYER_NAME 4.5']],
    ["another's number", { buyerTaxNumber: '11610000016000080P' }, ['BUYER_TAX_NUMBER 4.5']],
    ['a wrong check character', { sellerTaxNumber: '9165300071555164X2' }, ['SELLER_TAX_NUMBER 4.5']],
    ['another seller', { sellerName: '示例公司' }, ['SELLER_NAME 4.5']],
    ['without proof of completion', { hasCompletionDocuments: false }, ['COMPLETION_DOCUMENTS 4.5']],
    ['delivered on the sixth working day', { receivedOn: '2025-04-22' }, ['DELIVERY 4.6']],
  ] as const)('%s', (_, differs, checks) => {
    expect(failing(differs as Partial<InvoiceToCheck>)).toEqual(checks);
  });

  test('late delivery is the only thing that does not keep it from being accepted', () => {
    const blocking = checkInvoice(termsOf(kezhou), GOOD, PAYABLE).filter(({ isBlocking }) => !isBlocking);
    expect(blocking.map(({ code }) => code)).toEqual(['DELIVERY']);
  });
});

test('shaanxi 10(2): any VAT invoice, no day of delivery, no documents', () => {
  const parties = {
    buyerName: '陕西省公安厅',
    buyerTaxNumber: '11610000016000080P',
    sellerName: '陕西省通信服务有限公司',
    sellerTaxNumber: '91610000664107062T',
  };
  for (const kind of ['ORDINARY', 'SPECIAL'] as const)
    expect(failing({ ...parties, kind, receivedOn: '2025-12-31', hasCompletionDocuments: false }, shaanxi)).toEqual([]);
});

test('where the contract prints no credit code, the check character alone is looked at', () => {
  const parties = {
    buyerName: qinghe.data.organisations[0]!.name.zh,
    sellerName: qinghe.data.organisations[1]!.name.zh,
    kind: 'SPECIAL' as const,
  };
  const received = { issuedOn: '2026-03-02', receivedOn: '2026-03-03' };
  expect(failing({ ...parties, ...received }, qinghe)).toEqual([]);
  expect(failing({ ...parties, ...received, buyerTaxNumber: '11653000010478374X' }, qinghe)).toEqual(['BUYER_TAX_NUMBER §2.5(1)']);
});

describe('deadlines are counted in working days', () => {
  test('kezhou 4.6: five from the issue, ten from the rejection, over a holiday with its make-up days', () => {
    const rules = kezhou.invoicing!;
    expect(deliveryDeadline(rules, '2025-09-28', CALENDAR)).toMatchObject({ clause: '4.6', date: '2025-10-11', provisional: false });
    expect(reissueDeadline(rules, '2025-01-20', CALENDAR)).toMatchObject({ clause: '4.6', date: '2025-02-08', provisional: false });
    expect(reissueDeadline(rules, '2026-12-30', CALENDAR)!.provisional).toBe(true);
  });

  test('shaanxi sets none', () => {
    expect(deliveryDeadline(shaanxi.invoicing!, '2025-09-28', CALENDAR)).toBeNull();
    expect(reissueDeadline(shaanxi.invoicing!, '2025-09-28', CALENDAR)).toBeNull();
  });
});

test.each([
  ['25317000000012345678', null, true],
  ['12345678', '1234567890', true],
  ['12345678', '123456789012', true],
  ['12345678', null, false],
  ['25317000000012345678', '1234567890', false],
  ['1234567', '1234567890', false],
  ['1234567a', '1234567890', false],
  ['12345678', '12345678901', false],
])('number %s with code %s: %s', (number, code, isOne) => {
  expect(isInvoiceNumber(number, code)).toBe(isOne);
});
