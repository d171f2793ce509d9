import { z } from 'zod';
import { clauseShape, codeShape } from '../values/shapes.js';

/** VAT invoices: ordinary ones (普通发票), and special ones (专用发票) with which the buyer may deduct the tax. */
export const INVOICE_KINDS = ['ORDINARY', 'SPECIAL'] as const;

export type InvoiceKind = (typeof INVOICE_KINDS)[number];

const deadlineShape = z.strictObject({ clause: clauseShape, workingDays: z.int().min(1) });

/** invoicing.yaml: what the contract asks of invoices. */
export const invoicingShape = z.strictObject({
  clause: clauseShape.meta({ description: 'That an invoice is given, for the amount of the payment' }),
  kinds: z.array(z.enum(INVOICE_KINDS)).min(1).meta({ description: 'Kinds that the contract takes' }),
  buyer: codeShape.meta({ description: 'Organisation in whose name it is made out' }),
  seller: codeShape.meta({ description: 'Organisation that makes it out' }),
  delivery: deadlineShape.nullable().meta({ description: 'Working days from its issue to its delivery; null where none is set' }),
  reissue: deadlineShape.nullable().meta({ description: 'Working days from a rejection to another invoice; null where none is set' }),
  completionDocuments: z
    .strictObject({ clause: clauseShape })
    .nullable()
    .meta({ description: 'Where documents that prove completion come with it' }),
  unauthenticated: z
    .strictObject({ clause: clauseShape, claim: z.literal('TAX') })
    .nullable()
    .meta({ description: 'What the agency may claim where the tax authority does not authenticate it: the tax printed on it' }),
});

export type InvoicingRules = z.output<typeof invoicingShape>;
