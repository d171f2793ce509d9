import type { WorkingCalendar } from '../calendar/working-days.js';
import { isCreditCode } from '../values/credit-code.js';
import type { IsoDate } from '../values/dates.js';
import type { Exact } from '../values/exact.js';
import { printMoney } from '../values/figures.js';
import type { Text } from '../values/text.js';
import type { InvoiceKind, InvoicingRules } from './invoicing-rules.js';

/** What stands on an invoice, with the day on which it was handed in. Units: yuan. */
export interface InvoiceToCheck {
  readonly kind: InvoiceKind;
  readonly issuedOn: IsoDate;
  readonly receivedOn: IsoDate;
  /** Tax included. */
  readonly amount: Exact;
  readonly buyerName: string;
  readonly buyerTaxNumber: string;
  readonly sellerName: string;
  readonly sellerTaxNumber: string;
  /** Whether documents that prove completion came with it. */
  readonly hasCompletionDocuments: boolean;
}

/** What an invoice is checked against: the contract's rules, its organisations, and the calendar that its days are counted by. */
export interface InvoiceTerms {
  readonly rules: InvoicingRules;
  readonly organisations: readonly { readonly code: string; readonly name: Text; readonly creditCode: string | null }[];
  readonly calendar: WorkingCalendar;
}

export type InvoiceCheckCode =
  | 'AMOUNT'
  | 'KIND'
  | 'BUYER_NAME'
  | 'BUYER_TAX_NUMBER'
  | 'SELLER_NAME'
  | 'SELLER_TAX_NUMBER'
  | 'COMPLETION_DOCUMENTS'
  | 'DELIVERY';

/** One thing that was checked. What only warns does not keep an invoice from being accepted. */
export interface InvoiceCheck extends Text {
  readonly code: InvoiceCheckCode;
  readonly clause: string;
  readonly passed: boolean;
  readonly isBlocking: boolean;
  readonly expected: string;
  readonly actual: string;
}

/** A day counted in working days, by the clause that sets it. */
export interface InvoiceDeadline {
  readonly clause: string;
  readonly date: IsoDate;
  readonly provisional: boolean;
}

/** Day by which an invoice is to be delivered; null where the contract sets none. */
export const deliveryDeadline = ({ delivery }: InvoicingRules, issuedOn: IsoDate, calendar: WorkingCalendar): InvoiceDeadline | null =>
  delivery && { clause: delivery.clause, ...calendar.workingDaysAfter(issuedOn, delivery.workingDays) };

/** Day by which a rejected invoice is to be issued again; null where the contract sets none. */
export const reissueDeadline = ({ reissue }: InvoicingRules, rejectedOn: IsoDate, calendar: WorkingCalendar): InvoiceDeadline | null =>
  reissue && { clause: reissue.clause, ...calendar.workingDaysAfter(rejectedOn, reissue.workingDays) };

/**
 * Checks an invoice against the contract and the amount that it is for: amount, kind, parties, taxpayer numbers, documents, delivery.
 *
 * A taxpayer number is the organisation's unified social credit code; where the contract prints none, its check character alone is
 * looked at. Order: that of the codes. Errors: throws where the rules name nobody, which no contract that is read does.
 */
export function checkInvoice({ rules, organisations, calendar }: InvoiceTerms, invoice: InvoiceToCheck, payable: Exact): InvoiceCheck[] {
  const { clause, kinds, completionDocuments } = rules;
  const organisationOf = (code: string) => organisations.find((organisation) => organisation.code === code)!;
  const check = (
    code: InvoiceCheckCode,
    passed: boolean,
    expected: string,
    actual: string,
    [zh, en]: readonly [string, string],
    at = clause,
    isBlocking = true,
  ): InvoiceCheck => ({
    code,
    clause: at,
    passed,
    isBlocking,
    expected,
    actual,
    zh: `${zh}${passed ? '相符' : `不符：应为 ${expected || '—'}，实为 ${actual || '—'}`}`,
    en: `${en}${passed ? ' agrees' : `: ${expected || '—'} is expected, it is ${actual || '—'}`}`,
  });
  const party = (
    side: 'BUYER' | 'SELLER',
    code: string,
    name: string,
    taxNumber: string,
    words: readonly [string, string],
  ): InvoiceCheck[] => {
    const organisation = organisationOf(code);
    const isRight = organisation.creditCode === null ? isCreditCode(taxNumber) : organisation.creditCode === taxNumber;
    return [
      check(`${side}_NAME`, organisation.name.zh === name.trim(), organisation.name.zh, name, [
        `${words[0]}名称`,
        `The ${words[1]}'s name`,
      ]),
      check(`${side}_TAX_NUMBER`, isRight, organisation.creditCode ?? '', taxNumber, [
        `${words[0]}纳税人识别号`,
        `The ${words[1]}'s taxpayer number`,
      ]),
    ];
  };
  const deadline = deliveryDeadline(rules, invoice.issuedOn, calendar);
  return [
    check('AMOUNT', invoice.amount.equals(payable), printMoney(payable), printMoney(invoice.amount), ['金额与应付', 'The amount']),
    check('KIND', kinds.includes(invoice.kind), kinds.join(' / '), invoice.kind, ['发票种类', 'The kind']),
    ...party('BUYER', rules.buyer, invoice.buyerName, invoice.buyerTaxNumber, ['购买方', 'buyer']),
    ...party('SELLER', rules.seller, invoice.sellerName, invoice.sellerTaxNumber, ['销售方', 'seller']),
    ...(completionDocuments
      ? [
          check(
            'COMPLETION_DOCUMENTS',
            invoice.hasCompletionDocuments,
            '有 / there',
            invoice.hasCompletionDocuments ? '有 / there' : '无 / none',
            ['完成证明单据', 'The proof of completion'],
            completionDocuments.clause,
          ),
        ]
      : []),
    ...(deadline
      ? [
          check(
            'DELIVERY',
            invoice.receivedOn <= deadline.date,
            `≤ ${deadline.date}${deadline.provisional ? '（暂定 / provisional）' : ''}`,
            invoice.receivedOn,
            ['送达期限', 'The day of delivery'],
            deadline.clause,
            // Late is a breach to be noted; the invoice is none the worse for it.
            false,
          ),
        ]
      : []),
  ];
}

/** An invoice's number: 20 digits of a fully digital one, which has no code; else 8 digits beside a code of 10 or 12. */
export const isInvoiceNumber = (number: string, code: string | null): boolean =>
  code === null ? /^\d{20}$/.test(number) : /^\d{8}$/.test(number) && /^(\d{10}|\d{12})$/.test(code);
