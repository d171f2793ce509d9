import { z } from 'zod';
import { NOTICE_KINDS, NOTICE_STEPS } from '../notices/life.js';
import { impactShape } from '../readings/reading.js';
import { isCreditCode } from '../values/credit-code.js';
import { clauseShape, codeShape, dateShape, positiveExactShape, textShape } from '../values/shapes.js';

/** contract.yaml: who, what, from when to when, for how much. */
export const contractShape = z.strictObject({
  code: codeShape,
  title: textShape,
  hotline: textShape,
  organisations: z
    .array(
      z.strictObject({
        code: codeShape,
        roles: z.array(z.enum(['AGENCY', 'VENDOR', 'PAYER', 'ASSESSOR'])).min(1),
        name: textShape,
        creditCode: z
          .string()
          .refine(isCreditCode, { message: '不是有效的统一社会信用代码 / no unified social credit code: its check character is wrong' })
          .nullable()
          .meta({ description: 'Unified social credit code; null where the contract prints none' }),
        note: textShape.optional(),
      }),
    )
    .min(2),
  term: z.strictObject({ from: dateShape, to: dateShape }),
  amount: z.strictObject({ value: positiveExactShape, currency: z.literal('CNY'), isTaxIncluded: z.boolean(), clause: clauseShape }),
  versions: z
    .array(
      z.strictObject({
        version: z.int().min(1),
        effectiveFrom: dateShape,
        signedOn: dateShape.nullable().meta({ description: 'null where the document bears no date' }),
        rubricVersion: z.int().min(1),
        document: textShape,
      }),
    )
    .min(1),
});

/** What a clause binds; a clause that binds nothing says RECORDED_ONLY. */
const bindShape = z.union([
  z.strictObject({ item: codeShape }),
  z.strictObject({ payment: z.enum(['AMOUNT', 'INSTALMENTS', 'SCORE', 'HEADCOUNT', 'DUE_DATE', 'INVOICE', 'ACCOUNT', 'LATE_CLAIM']) }),
  z.strictObject({ obligation: codeShape }),
  z.strictObject({ staffing: codeShape }),
  z.strictObject({ notice: z.enum(NOTICE_KINDS) }),
  z.strictObject({ operatorEvent: codeShape }),
  z.strictObject({ operators: z.enum(['MONTH', 'MARK', 'POOL', 'PROTECTION', 'LEAVE', 'RESIGNATION']) }),
]);

/** clauses.yaml: every numbered sentence of the contract, restated, with what it binds. */
export const clausesShape = z.strictObject({
  documents: z.array(z.strictObject({ code: codeShape, title: textShape })).min(1),
  clauses: z
    .array(
      z.strictObject({
        number: clauseShape,
        text: textShape.meta({ description: 'Our restatement, not the wording' }),
        binds: z.union([z.literal('RECORDED_ONLY'), z.array(bindShape).min(1)]),
        voidFrom: dateShape.optional().meta({ description: 'First day on which it is void; it then binds nothing' }),
      }),
    )
    .min(1),
});

/** register.yaml: every unclear point of the contract, with its readings and our position. */
export const registerShape = z.strictObject({
  points: z.array(
    z.strictObject({
      code: codeShape,
      clauses: z.array(clauseShape).min(1),
      question: textShape,
      readings: z.array(textShape).min(1),
      position: textShape.meta({ description: 'The default and why' }),
      impact: impactShape,
    }),
  ),
});

const eventCode = z.string().regex(/^[a-z][a-z0-9_]*$/);

const dueRuleShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('DAY_OF_MONTH'),
    monthsAfter: z.int().min(0),
    day: z.union([z.int().min(1).max(31), z.literal('LAST')]),
    roll: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('WORKING_DAYS_AFTER'), days: z.int().min(1), event: eventCode }),
  z.strictObject({ kind: z.literal('DAYS_AFTER'), days: z.int().min(1), event: eventCode }),
  z.strictObject({ kind: z.literal('MONTHS_AFTER'), months: z.int().min(1), event: eventCode }),
  z.strictObject({ kind: z.literal('MONTHS_BEFORE'), months: z.int().min(1), event: eventCode }),
  z.strictObject({ kind: z.literal('BEFORE'), event: eventCode }),
  z.strictObject({ kind: z.literal('SET_BY_AGENCY'), suggestedDay: z.int().min(1).max(31).optional() }),
  z.strictObject({ kind: z.literal('BETWEEN'), from: dateShape, to: dateShape }),
  z.strictObject({ kind: z.literal('DURING_TERM') }),
]);

/** obligations.yaml: what each party owes the other beside the service and its price. */
export const obligationsShape = z.strictObject({
  obligations: z.array(
    z.strictObject({
      code: codeShape,
      clauses: z.array(clauseShape).min(1),
      title: textShape,
      owedBy: z.enum(['VENDOR', 'AGENCY', 'BOTH']),
      rhythm: z.enum(['ONCE', 'EACH_MONTH', 'EACH_QUARTER', 'EACH_HALF_YEAR', 'EACH_YEAR', 'ON_DEMAND', 'ON_EVENT', 'CONTINUOUS']),
      due: dueRuleShape.meta({ description: 'When it is due; SET_BY_AGENCY is policy, not contract' }),
      proof: textShape,
      missLeadsTo: z.strictObject({ item: codeShape, finding: codeShape }).nullable(),
      noticeOf: z
        .strictObject({
          kind: z.enum(NOTICE_KINDS),
          from: z.enum(['ISSUED', 'OCCURRED', 'PLANNED', 'ENDED']).meta({
            description:
              'The day of the notice that the date is counted from: issued, what it tells happened, termination planned, event over',
          }),
          metBy: z
            .array(z.enum(['ISSUED', ...NOTICE_STEPS]))
            .min(1)
            .meta({ description: 'Steps of the notice by which it is met; ISSUED is the notice itself' }),
          onlyUnderItsClauses: z.boolean().optional().meta({ description: 'Only of a notice that rests on one of these clauses' }),
        })
        .optional()
        .meta({ description: 'The kind of notice by which it becomes owed' }),
    }),
  ),
});

const noticeShape = z.strictObject({ number: z.string(), issuedOn: dateShape });

/** The working calendar, shared by all contracts. */
export const calendarShape = z.strictObject({
  version: codeShape,
  fixedHolidays: z.array(z.string().regex(/^\d{2}-\d{2}$/)).meta({ description: 'MM-DD of holidays that need no announcement' }),
  years: z.array(
    z.strictObject({
      year: z.int(),
      notice: noticeShape,
      holidays: z.array(z.strictObject({ name: z.string(), from: dateShape, to: dateShape })),
      makeUpDays: z.array(dateShape),
    }),
  ),
});

export type ContractData = z.output<typeof contractShape>;
export type Clause = z.output<typeof clausesShape>['clauses'][number];
export type ClausesData = z.output<typeof clausesShape>;
export type RegisterPoint = z.output<typeof registerShape>['points'][number];
export type Obligation = z.output<typeof obligationsShape>['obligations'][number];
